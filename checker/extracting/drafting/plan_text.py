"""Writes the data of a plan file as YAML, as a careful person would: keys in order, quotes quoted, a blank between items.

Nothing that stands in a document can change what is read back: a text is written plain only where every one of its
characters is harmless, and else in quotation marks with escapes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from unicodedata import normalize

from checker.problems import HIDDEN_CHARACTERS

Scalar = str | bool | int | Decimal
Value = Scalar | Sequence[Scalar] | Mapping[str, Scalar]

_INNER = r"[\w .;/()“”‘’–%+-]*[\w.;)”’%]"
_PLAIN = re.compile(rf"(?:[^\W\d_]|[0-9]+[/-][^\W\d_]){_INNER}|[^\W\d_]")
_PLAIN_ALONE = re.compile(_PLAIN.pattern.replace("[\\w .", "[\\w ,."))
_PLAIN_OF = {
    "issued": re.compile("[0-9-]+"),
    "as_of": re.compile("[0-9-]+"),
    "due": re.compile("[0-9Q-]+|[a-z]+"),
    "sha256": re.compile("[0-9a-f]+"),
}
"""What looks like a number or a date and is always text for those who read it."""
_NO_TEXT = re.compile(r"(?i)null|true|false|yes|no|on|off|y|n")
_ALWAYS_QUOTED = frozenset({"quote", "note", "review_reason"})
_ONE_GROUP = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list of the plan; ``comment`` is written above it."""

    keys: Mapping[str, Value]
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A key whose own keys stand on lines of their own; ``quoted``: sentences, which are always put in quotes."""

    keys: Mapping[str, Scalar]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A key whose value a person has to fill in; ``comment`` says what."""

    comment: str


@dataclass(slots=True)
class PlanText:
    """The lines of a plan file as they come; ``gaps`` are the keys to be filled in, each with its line, from 1."""

    lines: list[str] = field(default_factory=list)
    gaps: list[tuple[str, int]] = field(default_factory=list)

    def comment(self, text: str) -> None:
        self.lines.append(f"# {one_line(text)}")

    def key(self, name: str, value: Value | Block | Gap) -> None:
        if isinstance(value, Gap):
            self.lines.append(f"{name}:  # {one_line(value.comment)}")
            self.gaps.append((name, len(self.lines)))
        elif isinstance(value, Block):
            self.lines.append(f"{name}:")
            for key, inner in value.keys.items():
                self.lines.append(f"  {key}: {scalar('quote' if value.quoted else key, inner)}")
        else:
            self.lines.append(f"{name}: {_written(name, value)}")

    def section(self, name: str, items: Iterable[Item]) -> None:
        """A list, the items apart by blank lines; nothing where it is empty."""
        for number, item in enumerate(items):
            self.lines.append("" if number else f"{name}:")
            self.lines += _item_lines(item)
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def text(self) -> str:
        return "\n".join(self.lines).rstrip("\n") + "\n"


def _item_lines(item: Item) -> Iterator[str]:
    if item.comment:
        yield f"  # {one_line(item.comment)}"
    for number, (name, value) in enumerate(item.keys.items()):
        yield f"  {'  ' if number else '- '}{name}: {_written(name, value)}"


def _written(name: str, value: Value) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {scalar(key, inner, within=True)}" for key, inner in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(scalar(name, inner, within=True) for inner in value)}]"
    return scalar(name, value)


def scalar(name: str, value: Scalar, *, within: bool = False) -> str:
    """One value as it is written; ``within`` a list or a mapping in brackets, a comma needs quotation marks."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return number(value)
    text = one_line(value)
    plain = _PLAIN_OF.get(name, _PLAIN if within else _PLAIN_ALONE).fullmatch(text)
    if name in _ALWAYS_QUOTED or not plain or _NO_TEXT.fullmatch(text):
        return json.dumps(text, ensure_ascii=False)  # what JSON escapes, YAML reads back
    return text


def number(value: Decimal) -> str:
    """A number as a plan file writes it: 97.5, 100; 1.125 as 1.1250, because 1.125 could be a thousand."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text}0" if _ONE_GROUP.fullmatch(text.lstrip("-")) else text


def one_line(text: str, most: int | None = None) -> str:
    """The text without hidden characters and line ends, in NFC; at most so many characters, cut at a blank if there is one."""
    clean = normalize("NFC", HIDDEN_CHARACTERS.sub("", " ".join(text.split())))
    clean = " ".join(clean.split())
    if most is None or len(clean) <= most:
        return clean
    cut = clean[:most]
    blank = cut.rfind(" ")
    return cut[:blank] if blank > most // 2 else cut
