"""Word tables: rows and cells out of their wrappers, merged cells laid out on the grid that they span."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from checker.extracting.document import Cell, Paragraph, Table
from checker.extracting.documents.unreadable import Unreadable
from checker.extracting.documents.word_package import W, number, value
from checker.i18n import N_

TOO_MANY_CELLS = N_("a table of the Word file has more than {limit} cells: save it as several files")

MAX_CELLS = 300_000
MAX_COLUMNS = 200
_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml"))
_NO_BORDER = (None, "nil", "none")
# What stands in the letterhead and the signature of an administrative document, and in no table of targets.
_PLACED = (
    "cộng hòa xã hội chủ nghĩa",
    "cộng hoà xã hội chủ nghĩa",
    "đảng cộng sản việt nam",
    "nơi nhận:",
    "nơi nhận :",
)
_PLACED_ROWS = 6
_LAYOUT_ROWS = 2
_LAYOUT_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Spanned:
    """A cell as it is written: how many columns it spans, and whether it goes on the cell above it.

    ``element`` is None for columns that a row leaves out at its beginning.
    """

    element: etree._Element | None
    columns: int = 1
    begins: bool = False
    goes_on: bool = False
    goes_on_left: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell that was read."""

    blocks: tuple[Paragraph | Table, ...]
    spanned: Spanned
    page: int | None

    @property
    def text(self) -> str:
        """All of the cell in one line: its paragraphs with their numbers, the cells of tables inside it."""
        return " ".join(text for block in self.blocks for text in _texts(block) if text)


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table itself, without deleted and hidden ones."""
    for row in _unwrapped(table, f"{W}tr"):
        properties = row.find(f"{W}trPr")
        gone = properties is not None and any(properties.find(f"{W}{tag}") is not None for tag in ("del", "hidden"))
        if not gone:
            yield row


def cells_of(row: etree._Element) -> Iterator[Spanned]:
    """The cells of a row, and one without an element for columns that it leaves out before them."""
    before = number(row.find(f"{W}trPr/{W}gridBefore")) or 0
    if before > 0:
        yield Spanned(None, min(before, MAX_COLUMNS))
    for cell in _unwrapped(row, f"{W}tc"):
        down, across = cell.find(f"{W}tcPr/{W}vMerge"), cell.find(f"{W}tcPr/{W}hMerge")
        yield Spanned(
            cell,
            min(max(number(cell.find(f"{W}tcPr/{W}gridSpan")) or 1, 1), MAX_COLUMNS),
            begins=down is not None and value(down) == "restart",
            goes_on=down is not None and value(down) != "restart",
            goes_on_left=across is not None and value(across) != "restart",
        )


def _unwrapped(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag == tag:
            yield element
        elif element.tag in _WRAPPERS:
            stack.extend(reversed(element))


def table_of(grid: Sequence[Sequence[GridCell]]) -> Table | None:
    """The table on its grid: a merged cell in every place that it spans, rows filled up; None without any text."""
    columns = max((sum(cell.spanned.columns for cell in row) for row in grid), default=0)
    columns = min(columns, MAX_COLUMNS)
    if columns * len(grid) > MAX_CELLS:
        raise Unreadable(TOO_MANY_CELLS, limit=str(MAX_CELLS))
    rows: list[tuple[Cell, ...]] = []
    hanging: dict[int, Cell] = {}
    for at, row in enumerate(grid):
        places: list[Cell] = []
        still: dict[int, Cell] = {}
        for cell in row:
            first = len(places)
            above = hanging.get(first) if cell.spanned.goes_on else None
            if above is not None:
                own = above
            elif cell.spanned.goes_on_left and places:
                own = places[-1]
            else:
                own = Cell(cell.text, (at, first), cell.page)
            places += [own] * min(cell.spanned.columns, columns - first)
            if cell.spanned.begins or above is not None:
                still[first] = own
        page = row[0].page if row else None
        places += [Cell("", (at, column), page) for column in range(len(places), columns)]
        rows.append(tuple(places))
        hanging = still
    if not any(cell.text for row in rows for cell in row):
        return None
    return Table(tuple(rows), rows[0][0].page)


def is_layout(table: etree._Element, grid: Sequence[Sequence[GridCell]]) -> bool:
    """Whether the table only places its texts: the letterhead, the signature, a box, two columns without a line."""
    cells = [cell for row in grid for cell in row]
    if len(cells) <= 1:
        return True
    if len(grid) <= _PLACED_ROWS:
        text = " ".join(cell.text for cell in cells).casefold()
        if any(words in text for words in _PLACED):
            return True
    small = len(grid) <= _LAYOUT_ROWS and max(map(len, grid)) <= _LAYOUT_COLUMNS
    return small and any(len(cell.blocks) > 1 for cell in cells) and not _has_borders(table)


def _has_borders(table: etree._Element) -> bool:
    style = value(table.find(f"{W}tblPr/{W}tblStyle"))
    borders = table.find(f"{W}tblPr/{W}tblBorders")
    if borders is not None:
        drawn = any(value(side) not in _NO_BORDER for side in borders)
    else:
        drawn = style not in (None, "TableNormal")
    return drawn or any(value(side) not in _NO_BORDER for borders in table.iter(f"{W}tcBorders") for side in borders)


def _texts(block: Paragraph | Table) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield f"{block.label} {block.text}".strip()
        return
    for at, row in enumerate(block.rows):
        for column, cell in enumerate(row):
            if cell.origin == (at, column):
                yield cell.text
