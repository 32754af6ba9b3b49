"""Tables that go on over several pages, put together; each cell keeps its page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from checker.extracting.document import Cell, Table
from checker.extracting.documents.pdf_lines import joined
from checker.extracting.documents.pdf_tables import PageTable

_NEAR = 6.0
"""Points by which the borders of two pages' parts may differ."""
_MOST_HEADER_ROWS = 5
_MOST_TITLE_ROWS = 3
_COUNT = re.compile(r"(?:S\.?TT|TT|Số\s?TT|Số thứ tự)\.?", re.IGNORECASE)
_OPEN_END = re.compile(
    r"(?:[,;(–-]|(?<!\w)(?:và|hoặc|của|cho|các|những|theo|tại|với|trong|đến|từ|về|là|có|được|trên|dưới))$",
    re.IGNORECASE,
)
_VALUE = re.compile(r"[<>≥≤=~]*\s*\d[\d.,]*\s*+(?:[-–]\s*\d[\d.,]*)?\s*+[%‰]?|[xX]")


@dataclass(slots=True, eq=False)
class _Piece:
    """A cell, merged or not: it stands at every place that it spans."""

    text: str
    page: int


_Rows = list[list[_Piece]]


@dataclass(slots=True)
class LongTable:
    """A table that is being put together; ``xs`` are the borders of its columns in points."""

    xs: tuple[float, ...]
    rows: _Rows
    page: int

    @classmethod
    def of(cls, part: PageTable) -> LongTable:
        """A table of which this is the first part."""
        return cls(part.grid.xs, _rows(part), part.page)

    def goes_on_with(self, part: PageTable) -> bool:
        """Takes in the part of a later page if the table goes on there; says whether it does."""
        shift = part.grid.xs[0] - self.xs[0]
        there = tuple(x - shift for x in part.grid.xs)
        if _within(there, self.xs):
            rows = _spread(_rows(part), there, self.xs)
        elif _within(self.xs, there):
            rows = _rows(part)
            self.rows, self.xs = _spread(self.rows, self.xs, there), there
        else:
            return False
        repeated = _repeated(self.rows, rows)
        if not repeated and _COUNT.fullmatch(rows[0][0].text):
            return False  # a header of its own
        self.page = part.page
        self._add(rows[repeated:])
        return True

    def _add(self, rows: _Rows) -> None:
        if not rows:
            return
        _reach_down(self.rows[-1], rows)
        if _is_rest_of_row(self.rows, rows[0]):
            last = self.rows[-1]
            for column, piece in _own(rows[0]):
                last[column].text = joined([last[column].text, piece.text])
            rows = rows[1:]
        self.rows += rows

    def table(self) -> Table:
        """The table with all its rows."""
        firsts: dict[int, tuple[int, int]] = {}
        for r, row in enumerate(self.rows):
            for c, piece in enumerate(row):
                firsts.setdefault(id(piece), (r, c))
        return Table(
            tuple(tuple(Cell(piece.text, firsts[id(piece)], piece.page) for piece in row) for row in self.rows),
            self.rows[0][0].page,
        )


def _rows(part: PageTable) -> _Rows:
    pieces: dict[tuple[int, int], _Piece] = {}
    return [
        [pieces.setdefault(owner, _Piece(part.texts.get(owner, ""), part.page)) for owner in row]
        for row in part.grid.owners
    ]


def _within(few: Sequence[float], many: Sequence[float]) -> bool:
    """Whether two sets of borders share the outer ones, and all of the first are in the second."""
    return abs(few[-1] - many[-1]) <= _NEAR and all(min(abs(x - y) for y in many) <= _NEAR for x in few)


def _spread(rows: _Rows, few: Sequence[float], many: Sequence[float]) -> _Rows:
    """Rows with the columns of ``few`` borders, over those of ``many``."""
    if len(few) == len(many):
        return rows
    middles = [(a + b) / 2 for a, b in pairwise(many)]
    columns = [max(0, sum(x <= middle for x in few) - 1) for middle in middles]
    return [[row[min(column, len(row) - 1)] for column in columns] for row in rows]


def _repeated(above: _Rows, rows: _Rows) -> int:
    """How many of the first rows repeat the table's header, which may stand below rows of its title."""
    texts = [[piece.text for piece in row] for row in rows[:_MOST_HEADER_ROWS]]
    for start in range(min(_MOST_TITLE_ROWS, len(above))):
        header = [[piece.text for piece in row] for row in above[start : start + _MOST_HEADER_ROWS]]
        same = 0
        while same < min(len(header), len(texts)) and _is_same_row(header[same], texts[same]):
            same += 1
        if same and any(len(set(filter(None, row))) > 1 for row in texts[:same]):
            return same
    return 0


def _is_same_row(above: Sequence[str], row: Sequence[str]) -> bool:
    """Whether two rows of words say the same; some writers cut cells of a repeated header off at its height."""
    if above == row:
        return True
    pairs = {(a, b) for a, b in zip(above, row, strict=True) if a or b}
    cut = {(a, b) for a, b in pairs if a != b}
    return all(len(b) >= 6 and a.startswith(b) for a, b in cut) and len(cut) * 2 < len(pairs)


def _own(row: Sequence[_Piece]) -> list[tuple[int, _Piece]]:
    """The cells of a row that have text, each once, with their first columns."""
    seen: dict[int, tuple[int, _Piece]] = {}
    for column, piece in enumerate(row):
        if piece.text:
            seen.setdefault(id(piece), (column, piece))
    return list(seen.values())


def _reach_down(last: Sequence[_Piece], rows: _Rows) -> None:
    """A cell merged downwards whose text stands on the page before goes on in the empty one below it."""
    for column in range(len(last)):
        below = rows[0][column]
        if len(rows) < 2 or below.text or rows[1][column] is not below or not last[column].text:
            return
        for row in rows:
            for c, piece in enumerate(row):
                if piece is below:
                    row[c] = last[column]


def _is_rest_of_row(above: _Rows, row: Sequence[_Piece]) -> bool:
    """Whether a page's first row is what did not fit of the row before it.

    It has no number of its own where others have one, its words go on in the middle of a sentence, and it brings no
    second value for anything.
    """
    last, cells = above[-1], _own(row)
    if not cells or (not last[0].text and len(_own(last)) < 2) or any(piece in last for _, piece in cells):
        return False
    if len(_own(last)) < 2:  # a number alone, whose words did not fit any more; else the heading of a section
        return not row[0].text and last[0] is not last[1]
    if not row[0].text and last[0].text and not any(last[column].text for column, _ in cells):
        return not last[1].text  # words in the middle of their cells: the name's did not fit any more
    for column, piece in cells:
        if _VALUE.fullmatch(piece.text) and last[column].text and not _OPEN_END.search(last[column].text):
            return False
    goes_on = [
        bool(last[column].text)
        and not _VALUE.fullmatch(piece.text)
        and (piece.text[0].islower() or piece.text[0] in ",.;:)%" or bool(_OPEN_END.search(last[column].text)))
        for column, piece in cells
    ]
    if not row[0].text:
        numbered = sum(bool(r[0].text) for r in above) * 5 >= 3 * len(above)
        return numbered and bool(last[0].text) and any(goes_on)
    return all(goes_on)
