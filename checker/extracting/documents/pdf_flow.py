"""The pages of a PDF as one text: lines and tables in the order in which one reads them.

Tables go on over pages, and notes at a page's foot stand where they interrupt no sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from checker.extracting.document import Line, Table
from checker.extracting.documents.pdf_columns import in_reading_order
from checker.extracting.documents.pdf_gaps import GAP, parted, set_in
from checker.extracting.documents.pdf_joining import LongTable
from checker.extracting.documents.pdf_lines import PrintedLine, lines_of
from checker.extracting.documents.pdf_page import PrintedPage
from checker.extracting.documents.pdf_tables import PageTable, tables_of

# What may stand between two parts of a table that goes on: a page's number, or "(tiếp theo)".
_PAGE_NUMBER = re.compile(r"\W*+(?:trang|page)?\s*+\d{1,3}(?:\s*/\s*\d{1,3})?\W*", re.IGNORECASE)
_CONTINUED = re.compile(r".{0,60}\(\s*tiếp(?:\s+theo)?\s*\)\W*", re.IGNORECASE)
_NOTE = re.compile(r"(?:\(?\d{1,3}\)?|\[\d{1,3}\]|\*{1,3})\s*[^\W\d]")
_NOTE_SIZE = 0.87
_ENDED = re.compile(r"[.;:!?…][\"”’')\]]*$")

Run = list[PrintedLine]
Pieces = list[Run | PageTable]
Furniture = frozenset[tuple[int, str]]


def pieces_of(page: PrintedPage) -> Pieces:
    """The runs of lines and the tables of a page from top to bottom."""
    tables, rest = tables_of(page.number, page.rulings, page.glyphs)
    lines = lines_of(glyph for glyph in rest if glyph.turn == 0)
    pieces: Pieces = []
    for table in tables:
        above = [line for line in lines if line.base <= table.grid.box.top + line.size]
        lines = lines[len(above) :]
        pieces += [*in_reading_order(above), table]
    return [*pieces, *in_reading_order(lines)]


def flow(pages: Sequence[tuple[int, Pieces]]) -> list[Line | Table]:
    """The lines and tables of all pages, each with its number; two blank lines where a paragraph surely ends."""
    furniture = _furniture(pages)
    body = _body_size(pages)
    text = _Text()
    for number, pieces in pages:
        beside: Run | None = None
        notes: Run = []
        for piece in pieces:
            if isinstance(piece, PageTable):
                text.take_table(piece)
                beside = None
                continue
            if beside is not None and (set_in(beside) is None or set_in(piece) is None):
                text.gap(number)  # no sentence goes on in the other half of a letterhead
            run = piece
            if piece is pieces[-1]:
                run, notes = _without_notes(piece, body, number, furniture)
            for line, passes in _lines(run, number, furniture):
                text.take_line(line, passes)
            beside = piece
        text.take_notes([Line(line.text, number) for line in notes])
    text.close()
    return text.items


@dataclass(slots=True)
class _Text:
    """What was read so far; ``waiting`` are running heads since the table that is open, ``notes`` still have no place."""

    items: list[Line | Table] = field(default_factory=list)
    table: LongTable | None = None
    waiting: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)

    def take_table(self, part: PageTable) -> None:
        if self.table is not None and part.page <= self.table.page + 1 and self.table.goes_on_with(part):
            return
        self.close()
        if len(part.texts) > 1:
            self.table = LongTable.of(part)
        else:  # a frame around a text
            self.items += [Line(text, part.page) for text in part.texts.values()]

    def take_line(self, line: Line, passes: bool) -> None:
        """``passes`` where a table may go on below the line."""
        if self.table is not None and passes:
            self.waiting.append(line)
            return
        if self.table is not None:
            self.close()
        self.items.append(line)
        if not passes and _ENDED.search(line.text):
            self._put_notes()

    def take_notes(self, notes: list[Line]) -> None:
        self.notes += notes
        last = next((i for i in reversed(self.items) if not isinstance(i, Line) or i.text), None)
        if self.table is None and isinstance(last, Line) and _ENDED.search(last.text):
            self._put_notes()

    def gap(self, page: int) -> None:
        if self.table is None:
            self.items += [Line(blank, page) for blank in GAP]

    def close(self) -> None:
        """Ends the table that is open."""
        if self.table is not None:
            self.items += [self.table.table(), *self.waiting]
            self.table, self.waiting = None, []
        self._put_notes()

    def _put_notes(self) -> None:
        notes, self.notes = self.notes, []
        for note in notes:
            if _NOTE.match(note.text):
                self.gap(note.page or 0)
            self.items.append(note)
        if notes:
            self.gap(notes[-1].page or 0)


def _lines(run: Run, page: int, furniture: Furniture) -> Iterator[tuple[Line, bool]]:
    """A run's lines with blank ones where paragraphs end; each with whether a table may go on below it.

    No gap says anything of running heads: the paragraph above them may go on below.
    """
    column = set_in(run)
    above: PrintedLine | None = None
    for line in run:
        passes = (page, line.text) in furniture or bool(_CONTINUED.fullmatch(line.text))
        if above is not None and not passes and parted(above, line, column):
            yield from ((Line(blank, page), False) for blank in GAP)
        yield Line(line.text, page, tuple(s.words for s in line.segments if s.words)), passes
        above = None if passes else line


def _furniture(pages: Sequence[tuple[int, Pieces]]) -> Furniture:
    """Page numbers, and lines that stand at the top or the foot of one page after another: (page, text)."""
    edges = {number: _edges(pieces) for number, pieces in pages}
    return frozenset(
        (number, text)
        for number, texts in edges.items()
        for text in texts
        if _PAGE_NUMBER.fullmatch(text) or text in edges.get(number - 1, ()) or text in edges.get(number + 1, ())
    )


def _edges(pieces: Pieces) -> set[str]:
    """The texts of the first and last two lines of a page, where no table is above or below them."""
    first, last = pieces[0], pieces[-1]
    lines = [*(first[:2] if isinstance(first, list) else ()), *(last[-2:] if isinstance(last, list) else ())]
    return {line.text for line in lines}


def _body_size(pages: Sequence[tuple[int, Pieces]]) -> float:
    """The size of most of the text, in points."""
    letters: Counter[float] = Counter()
    for _, pieces in pages:
        for piece in pieces:
            if isinstance(piece, list):
                for line in piece:
                    letters[round(line.size * 2) / 2] += len(line.text)
    return max(letters, key=lambda size: (letters[size], size), default=0.0)


def _without_notes(run: Run, body: float, page: int, furniture: Furniture) -> tuple[Run, Run]:
    """The last run of a page without the notes at its foot, and these: small lines, the first with a note's number."""
    end = len(run)
    while end and (page, run[end - 1].text) in furniture:
        end -= 1
    start = end
    while start and run[start - 1].size <= _NOTE_SIZE * body:
        start -= 1
    while start < end and not _NOTE.match(run[start].text):
        start += 1
    return [*run[:start], *run[end:]], run[start:end]
