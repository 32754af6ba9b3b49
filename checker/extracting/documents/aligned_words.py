"""Where the words of lines stand, and the columns that they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from checker.extracting.document import Line
from checker.extracting.documents.letters import clean_letters

FEWEST_COLUMNS = 3
_LONGEST = 600
LABEL = re.compile(r"(?:[IVX]{1,6}|[A-HĐ]|\d{1,3}[a-zđ]?|\d{1,2}(?:\.\d{1,2})+)[.)]?|[-–+*•]|[a-zđ][.)]")
COUNT = re.compile(r"(?:S\.?TT|TT|Số\s?TT|Số thứ tự|Số)\b", re.IGNORECASE)
"""What heads a column of running numbers."""
_CELL = re.compile(r"\S+(?:\s\S+)*")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand together in one line; ``x0`` to ``x1`` is where; ``parts`` are the single words."""

    text: str
    x0: float
    x1: float
    parts: tuple[Words, ...] = ()


def plain(line: Line) -> str:
    """The line's words with single blanks."""
    return " ".join(line.text.split())


def words_in(line: Line) -> list[Words]:
    """The parts of a line between wide gaps; none of a line that is longer than any row of a table."""
    if len(line.text) > _LONGEST:
        return []
    if not line.cells:
        return [
            _of(
                tuple(Words(m.group(), m.start(), m.end()) for m in _WORD.finditer(line.text, cell.start(), cell.end()))
            )
            for cell in _CELL.finditer(line.text)
        ]
    found = []
    for cell in line.cells:
        found.append(_of(tuple(Words(clean_letters(text).strip(), x0, x1) for text, x0, x1 in cell)))
    return found


def columns_of(lines: Sequence[Sequence[Words]]) -> list[tuple[float, float]]:
    """Where the columns stand: parted by what no word of the lines with many cells crosses, and some leave wide."""
    most = max((len(words) for words in lines), default=0)
    full = [words for words in lines if len(words) >= max(FEWEST_COLUMNS, most / 2)]
    runs: list[tuple[float, float]] = []
    for x0, x1 in sorted((part.x0, part.x1) for words in full for word in words for part in word.parts):
        if runs and x0 <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(runs[-1][1], x1))
        else:
            runs.append((x0, x1))
    columns = runs[:1]
    for left, right in pairwise(runs):
        if _begins_cells(full, right) or (len(columns) == 1 and _behind_labels(full, left[1])):
            columns.append(right)
        else:
            columns[-1] = (columns[-1][0], right[1])
    return columns


def _begins_cells(lines: Sequence[Sequence[Words]], run: tuple[float, float]) -> bool:
    """Whether the words at a place stand behind a wide gap in some lines at least, and not between others by chance."""
    here = [[word for word in words if any(_in(part, run) for part in word.parts)] for words in lines]
    filled = [words[0] for words in here if words]
    return sum(_in(word.parts[0], run) for word in filled) * 5 > len(filled)


def _in(part: Words, run: tuple[float, float]) -> bool:
    return run[0] <= part.x0 <= run[1]


def _behind_labels(lines: Sequence[Sequence[Words]], x: float) -> bool:
    lefts = [[part.text for word in words for part in word.parts if part.x1 <= x] for words in lines]
    return all(len(left) <= 1 and all(map(LABEL.fullmatch, left)) for left in lefts)


def columns_below(word: Words, columns: Sequence[tuple[float, float]]) -> list[int]:
    """The columns that the words stand in, or else the nearest."""
    under = [at for at, (x0, x1) in enumerate(columns) if word.x0 < x1 and word.x1 > x0]
    return under or [nearest(word, columns)]


def nearest(word: Words, columns: Sequence[tuple[float, float]]) -> int:
    """The column that the middle of the words is in, or nearest to."""
    middle = (word.x0 + word.x1) / 2
    return min(range(len(columns)), key=lambda at: max(columns[at][0] - middle, middle - columns[at][1], 0.0))


def split(word: Words, columns: Sequence[tuple[float, float]]) -> list[Words]:
    """Words of two columns with no more than a blank between them, each apart."""
    for at, (before, part) in enumerate(pairwise(word.parts), 1):
        column = nearest(part, columns)
        here = columns[column]
        if column > nearest(before, columns) and abs(part.x0 - here[0]) < 0.5 * (part.x1 - part.x0) / len(part.text):
            left, right = word.parts[:at], word.parts[at:]
            return [_of(left), *split(_of(right), columns)]
    return [word]


def _of(parts: tuple[Words, ...]) -> Words:
    return Words(" ".join(part.text for part in parts), parts[0].x0, parts[-1].x1, parts)
