"""What a key of a file means, for the people who write it: the hover text of their editor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from checker.reading.models import Model


@dataclass(frozen=True, slots=True)
class Key:
    """``meaning`` is a msgid; ``examples`` are values as one writes them.

    ``names``: what the key's texts name, one of the definitions of ``checker.schema.known``.
    """

    meaning: str
    examples: tuple[Any, ...] = ()
    names: str | None = None


def key(meaning: str, *examples: Any, names: str | None = None) -> Key:
    return Key(meaning, examples, names)


Keys = dict[type[Model], dict[str, Key]]
"""The keys of each model, as they are written (``from``, not ``from_``); inherited ones stand at the base."""


def find_key(tables: Keys, model: type[Model], name: str) -> Key:
    """The entry of a key of ``model``, its own or that of a base. Raises LookupError."""
    for cls in model.__mro__:
        if name in tables.get(cls, {}):
            return tables[cls][name]
    raise LookupError(f"{model.__name__}.{name} has no entry in checker/schema/*_keys.py")
