"""What is wrong with a file, where, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

Mark = tuple[int, int]
"""A place in a file: line and column, both counted from 1."""

Translate = Callable[[str], str]

# Control characters (but for tab and line feed), the bidirectional overrides and whatever else has no
# shape, that let text look like something else; and halves of characters, from file names that are not UTF-8.
HIDDEN_CHARACTERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """The text with every hidden character written out (ESC as ``\\x1b``), safe for a terminal."""
    return HIDDEN_CHARACTERS.sub(lambda m: m.group().encode("unicode_escape").decode(), text)


def shown(value: Any) -> str:
    """A value as its author wrote it, cut to a line, for a message."""
    if isinstance(value, (tuple, list)):
        text = f"[{', '.join(map(shown, value))}]"
    elif isinstance(value, dict):
        text = f"{{{', '.join(f'{k}: {shown(v)}' for k, v in value.items())}}}"
    else:
        text = str(value)
    return text if len(text) <= 60 else text[:60] + "…"


class Reason(str):
    """A value of a message that is a msgid itself."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem; ``message`` is a msgid whose {placeholders} are filled from ``values``."""

    file: str
    mark: Mark
    message: str
    values: dict[str, Any] = field(default_factory=dict, compare=False)

    def render(self, translate: Translate = str) -> str:
        """``file:line:column: message`` in the language of ``translate``, on one line."""
        line, column = self.mark
        return visible(f"{self.file}:{line}:{column}: {self.text(translate)}".replace("\n", " "))

    def text(self, translate: Translate = str) -> str:
        """The message alone, as it was written: for what puts something before it."""
        values = {k: translate(v) if isinstance(v, Reason) else v for k, v in self.values.items()}
        return translate(self.message).format_map(values)


class InvalidFile(Exception):
    """A file that cannot be read or is invalid; carries every problem found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.mark, p.render())))
        super().__init__("\n".join(p.render() for p in self.problems))
