"""What is wrong with a file, where, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from checker.i18n import N_

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
    if text.isprintable():  # the search takes longer
        return text
    return HIDDEN_CHARACTERS.sub(lambda m: m.group().encode("unicode_escape").decode(), text)


def on_one_line(text: str) -> str:
    """A message, or a name in one, ``visible`` and on one line: a file's name must not begin a line of its own."""
    return visible(text.replace("\n", "\\n"))


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


MOST_PROBLEMS = 1000
"""So many problems of one file are said; nobody reads more, and a hostile file has a hundred thousand."""


class InvalidFile(Exception):
    """A file that cannot be read or is invalid; carries every problem found in it, or the first MOST_PROBLEMS."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        ordered = sorted(problems, key=lambda p: (p.file, p.mark, p.render()))
        self.problems = tuple(ordered if len(ordered) <= MOST_PROBLEMS else _first_of_each_file(ordered))
        super().__init__("\n".join(p.render() for p in self.problems))


def _first_of_each_file(problems: Iterable[Problem]) -> Iterator[Problem]:
    for _, of_file in groupby(problems, key=lambda p: p.file):
        several = list(of_file)
        yield from several[:MOST_PROBLEMS]
        if rest := several[MOST_PROBLEMS:]:
            yield left_out(rest[0].file, rest[0].mark, len(rest))


def left_out(file: str, mark: Mark, count: int) -> Problem:
    """What is said instead of ``count`` problems, the first of them at ``mark``."""
    return Problem(file, mark, N_("{count} more problems from here on; mend those above first"), {"count": count})
