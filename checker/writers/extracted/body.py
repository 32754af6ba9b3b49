"""A document's blocks as the page shows them: text in pieces, tables as tables, each with the cards that belong to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from checker.extracting.document import FlatRow, FlatTable, Paragraph, Table
from checker.extracting.extract import Extracted
from checker.extracting.findings import Span
from checker.extracting.tables.columns import layout_of
from checker.writers.extracted.cards import Card
from checker.writers.extracted.marks import Mark, Piece, pieces

MOST_CHARACTERS = 1_000_000
"""Of a longer document only the blocks are shown in which something was found; 100 pages have 300,000."""

Unit = tuple[int, int | None, int | None]
"""A text that spans count in: block, row, column."""


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of a table, once for all places that it fills."""

    pieces: tuple[Piece, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row and the cards of it and of the rows above that it is merged with; ``page`` begins with it."""

    cells: tuple[ShownCell, ...]
    cards: tuple[Card, ...] = ()
    head: bool = False
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A block of the page.

    ``kind``: ``heading`` (``level`` from 1), ``paragraph``, ``row`` and ``head`` of a table that became lines,
    ``table`` (``number`` counts them, ``width`` is in columns), ``page`` (``page`` begins), ``unread`` (``page`` could
    not be read) or ``left-out`` (``number`` blocks in which nothing was found).
    """

    kind: Literal["heading", "paragraph", "row", "head", "table", "page", "unread", "left-out"]
    label: str = ""
    pieces: tuple[Piece, ...] = ()
    cards: tuple[Card, ...] = ()
    rows: tuple[ShownRow, ...] = ()
    level: int = 0
    number: int = 0
    width: int = 0
    page: int | None = None

    @property
    def states(self) -> str:
        """Whether something was taken here (``f``) and whether something is to be reviewed (``w``)."""
        cards = [*self.cards, *(card for row in self.rows for card in row.cards)]
        found = any(card.kind != "passed" for card in cards)
        return " ".join(name for name, on in (("f", found), ("w", any(card.review for card in cards))) if on)


@dataclass(slots=True)
class _Where:
    """Where the cards stand: the marks of each text, and (offset, card) of the numbers that stand in it."""

    marks: dict[Unit, list[Mark]] = field(default_factory=lambda: defaultdict(list))
    cards: dict[Unit, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    blocks: set[int] = field(default_factory=set)


def shown_document(extracted: Extracted, cards: Sequence[Card]) -> tuple[tuple[Shown, ...], tuple[Card, ...]]:
    """The document from beginning to end, and the cards that have no place in it."""
    where, lost = _where(extracted, cards)
    return tuple(_blocks(extracted, cards, where)), tuple(lost)


def _where(extracted: Extracted, cards: Sequence[Card]) -> tuple[_Where, list[Card]]:
    where, lost = _Where(), []
    shared: Counter[Span] = Counter(span for card in cards for span in set(card.spans))
    for index, card in enumerate(cards):
        spans = [span for span in card.spans if _is_there(extracted, span)]
        if not spans:
            lost.append(card)
            continue
        # the number stands behind what is the finding's own: of a name with several values behind each value
        last = max(range(len(spans)), key=lambda i: (-shared[spans[i]], spans[i].block, spans[i].row or 0, i))
        for at, span in enumerate(spans):
            unit = _unit(extracted, span)
            where.marks[unit].append(Mark(index, span.start, span.end, at == last))
            where.blocks.add(span.block)
            if at == last:
                where.cards[unit].append((span.end, index))
    return where, lost


def _of(unit: Unit, cards: Sequence[Card], where: _Where) -> tuple[Card, ...]:
    """The cards of a text, in the order of their numbers in it; those of the head stand above the document."""
    return tuple(cards[index] for _, index in sorted(where.cards.get(unit, ())) if cards[index].kind != "head")


def _is_there(extracted: Extracted, span: Span) -> bool:
    """Whether the page has a text for the span."""
    blocks = extracted.source.blocks
    if not 0 <= span.block < len(blocks):
        return False
    block = blocks[span.block]
    if isinstance(block, Paragraph):
        return True
    if span.row is None or not 0 <= span.row < len(block.rows):
        return False
    return isinstance(block, FlatTable) or 0 <= (span.column or 0) < len(block.rows[span.row])


def _unit(extracted: Extracted, span: Span) -> Unit:
    block = extracted.source.blocks[span.block]
    if isinstance(block, Table):
        return (span.block, *block.rows[span.row or 0][span.column or 0].origin)
    return (span.block, None if isinstance(block, Paragraph) else span.row, None)


def _blocks(extracted: Extracted, cards: Sequence[Card], where: _Where) -> Iterator[Shown]:
    source = extracted.source
    brief = sum(map(_characters, source.blocks)) > MOST_CHARACTERS
    unread = list(source.unread_pages)
    page, left_out, tables = 0, 0, 0
    for index, block in enumerate(source.blocks):
        if brief and index not in where.blocks:
            left_out += 1
            continue
        if left_out:
            yield Shown("left-out", number=left_out)
            left_out = 0
        if block.page is not None and block.page > page:
            page = block.page
            while unread and unread[0] < page:
                yield Shown("unread", page=unread.pop(0))
            yield Shown("page", page=page)
        if isinstance(block, Paragraph):
            yield _paragraph(extracted, index, block, cards, where)
            page = max([page, *(p for _, p in block.breaks)])
        elif isinstance(block, Table):
            tables += 1
            shown = _table(index, block, cards, where, page, tables)
            yield shown
            page = max([page, *(row.page for row in shown.rows if row.page)])
        else:
            for one in _flat(index, block, cards, where, page):
                yield one
                page = one.page or page
    if left_out:
        yield Shown("left-out", number=left_out)
    for missing in unread:
        yield Shown("unread", page=missing)


def _characters(block: Paragraph | Table | FlatTable) -> int:
    if isinstance(block, Paragraph):
        return len(block.text)
    if isinstance(block, FlatTable):
        return sum(len(row.text) for row in block.rows)
    return sum(len(cell.text) for row in block.rows for cell in row)


def _paragraph(extracted: Extracted, index: int, block: Paragraph, cards: Sequence[Card], where: _Where) -> Shown:
    unit = (index, None, None)
    titles = extracted.places[index].titles
    made = pieces(block.text, where.marks.get(unit, ()), block.breaks)
    level = block.heading or (len(titles) if titles and _is_title(block.text, titles[-1]) else 0)
    of_it = _of(unit, cards, where)
    return Shown("heading" if level else "paragraph", block.label, made, of_it, level=min(level, 6))


def _is_title(text: str, title: str) -> bool:
    """Whether the paragraph is the title itself, with its number in front."""
    return bool(title) and text.endswith(title) and len(text) - len(title) <= 12


def _flat(index: int, block: FlatTable, cards: Sequence[Card], where: _Where, page: int) -> Iterator[Shown]:
    if block.header:
        text = " ".join(block.header)
        yield Shown("head", pieces=pieces(text, (), lines=_starts(text, block.header)))
    for number, row in enumerate(block.rows):
        if row.page is not None and row.page > page:
            page = row.page
            yield Shown("page", page=page)
        unit = (index, number, None)
        made = pieces(row.text, where.marks.get(unit, ()), lines=_starts(row.text, _cells(row)))
        of_it = _of(unit, cards, where)
        if row.section:
            yield Shown("heading", row.label, made, of_it, level=6)
        else:
            yield Shown("row", row.label, made, of_it)


def _cells(row: FlatRow) -> Sequence[str]:
    return row.lines[1:] if row.label and row.lines and row.lines[0].strip() == row.label else row.lines


def _starts(text: str, lines: Iterable[str]) -> Iterator[int]:
    """Where in the text its lines begin, as far as they can be told."""
    at = 0
    for line in lines:
        words = " ".join(line.split())
        found = text.find(words, at) if words else -1
        if found < 0:
            continue
        yield found
        at = found + len(words)


def _table(index: int, table: Table, cards: Sequence[Card], where: _Where, page: int, number: int) -> Shown:
    layout = layout_of(table)
    first = layout.first if layout else 0
    if 0 < first < len(table.rows) and _merged_below(table, first - 1):
        first = 0
    rows: list[ShownRow] = []
    waiting: list[Card] = []
    sizes = _sizes(table)
    for at, row in enumerate(table.rows):
        cells = []
        for column, cell in enumerate(row):
            if cell.origin != (at, column):
                continue
            unit = (index, at, column)
            waiting += _of(unit, cards, where)
            cells.append(ShownCell(pieces(cell.text, where.marks.get(unit, ())), *sizes[at, column]))
        begins = next((cell.page for cell in row if cell.page is not None), None)
        turned = begins if begins is not None and begins > page else None
        page = turned or page
        last = at == len(table.rows) - 1
        settled = last or not _merged_below(table, at)  # cards cannot stand inside of what is merged
        rows.append(ShownRow(tuple(cells), tuple(waiting) if settled else (), at < first, turned))
        if settled:
            waiting = []
    width = max(map(len, table.rows), default=0)
    return Shown("table", rows=tuple(rows), number=number, width=width, page=page or None)


def _merged_below(table: Table, row: int) -> bool:
    """Whether a cell of the row goes on in the next."""
    return any(a.origin == b.origin for a, b in zip(table.rows[row], table.rows[row + 1], strict=False))


def _sizes(table: Table) -> Mapping[tuple[int, int], tuple[int, int]]:
    """How many columns and rows each cell fills, by its first place."""
    columns: Counter[tuple[int, int]] = Counter()
    rows: Counter[tuple[int, int]] = Counter()
    for at, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            columns[cell.origin] += cell.origin[0] == at
            rows[cell.origin] += cell.origin[1] == column
    return {origin: (max(1, columns[origin]), max(1, rows[origin])) for origin in columns}
