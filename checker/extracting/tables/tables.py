"""Reads a table of targets whose cells were kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checker.extracting.document import Cell, Table
from checker.extracting.doubts import Doubt
from checker.extracting.findings import Findings
from checker.extracting.grammar.lexicon import Lexicon
from checker.extracting.grammar.times import Time, times_in
from checker.extracting.outlines.outline import Place
from checker.extracting.tables import table_doubts as why
from checker.extracting.tables.columns import Layout, layout_of
from checker.extracting.tables.header_words import side_in
from checker.extracting.tables.headless_tables import read_without_head
from checker.extracting.tables.row_places import Numbering, split_label
from checker.extracting.tables.row_readings import read_row
from checker.extracting.tables.rows import Piece, Row, Setting, Value
from checker.extracting.tables.table_years import doubts_of, setting_of, tense_of
from checker.extracting.tables.turned_tables import is_turned, turned, turned_back
from checker.extracting.tasks.task_tables import is_task_table
from checker.extracting.tokens import tokens_of
from checker.reading.dates import PartialDate
from checker.reading.models import Catalogue

_MOST_CELL = 3_000
_VALUES = ("year", "value", "present", "other", "part")


def read_table(
    table: Table,
    block: int,
    place: Place,
    lexicon: Lexicon,
    catalogue: Catalogue,
    milestones: Mapping[str, frozenset[int]],
    issued: PartialDate | None = None,
    above: Layout | None = None,
) -> Findings:
    """The targets and present values of a table, in the order of its rows.

    ``issued``: when the document is dated, to tell years that are past from those to come. ``above``: the layout of
    the table before, for one that goes on without a heading row of its own.
    """
    if is_turned(table, lexicon):
        return turned_back(read_table(_headed(turned(table)), block, place, lexicon, catalogue, milestones, issued))
    layout = layout_of(table, above)
    if layout is None or layout.name is None:
        return read_without_head(table, block, place, lexicon, catalogue, milestones, issued)
    if is_task_table(table) and not layout.of("year"):
        return Findings()
    layout = replace(layout, columns=tense_of(layout.columns, issued, place))
    setting = setting_of(layout, Setting(block, place, lexicon, catalogue, milestones, issued))
    found = [read_row(row, setting) for row in rows_of(table, layout, setting)]
    return joined(found)


def _headed(table: Table) -> Table:
    """A turned table with a heading that says what its first column is, whatever the corner said."""
    corner = replace(table.rows[0][0], text="Chỉ tiêu")
    return replace(table, rows=((corner, *table.rows[0][1:]), *table.rows[1:]))


def joined(found: Sequence[Findings]) -> Findings:
    """All findings in one, in order."""
    return Findings(
        tuple(target for one in found for target in one.targets),
        tuple(present for one in found for present in one.presents),
        (),
        tuple(passed for one in found for passed in one.passed_over),
    )


def rows_of(table: Table, layout: Layout, setting: Setting) -> Iterator[Row]:
    """The rows of the body with their pieces told apart; rows that only head others are not among them."""
    numbering = Numbering(setting.place.where)
    name_at = layout.name.index if layout.name else 0
    labels = layout.of("label")
    for number in range(layout.first, len(table.rows)):
        cells = table.rows[number]
        if _repeats_head(cells, layout):
            continue
        name_cell = cells[name_at]
        label = cells[labels[0].index].text.strip() if labels else ""
        name = name_cell.text[:_MOST_CELL]
        offset = 0
        spanning = len({cell.origin for cell in cells if cell.text.strip()}) == 1
        if spanning:
            name = next(cell.text for cell in cells if cell.text.strip())[:_MOST_CELL]
        if spanning or not labels or not label:
            inline, rest = split_label(name)
            if inline:
                label, offset = inline, len(name) - len(rest)
        if label and label == name.strip():  # label and name are one merged cell
            label = ""
        values = () if spanning else tuple(_values(cells, number, layout, table, setting.issued))
        if not layout.of(*_VALUES) and not spanning and layout.name:
            # "Tỷ lệ bao phủ … đạt trên 95%": the name says it all, with a column of times beside it
            values = (Value(layout.name, Piece(name, number, name_at, 0, name_cell.page or table.page), 0),)
        filled = any(value.piece.text.strip() for value in values if value.column.kind in ("year", "value", "present"))
        groups = tuple(cells[column.index].text for column in layout.of("name") if column.index < name_at)
        shown = name[offset:].strip()
        if not shown:
            continue
        where, above = numbering.row(label, shown, is_section=not filled)
        if not values:
            continue
        start = name.index(shown, offset)
        whole, values = _whole(cells, layout, values)
        yield Row(
            where,
            Piece(shown, number, name_at, start, name_cell.page or table.page),
            values,
            whole,
            (*above, *(text for text in groups if text.strip() and text != name)),
            " ".join(cells[column.index].text.strip() for column in layout.of("unit")),
            tuple(
                Value(column, _piece(cells[column.index], number, column.index, table), 0)
                for column in layout.of("notes")
                if cells[column.index].text.strip()
            ),
            _when(cells, layout),
            _extra(cells, layout),
        )


def _repeats_head(cells: Sequence[Cell], layout: Layout) -> bool:
    texts = tuple(cell.text.strip() for cell in cells)
    return texts in layout.repeated


def _piece(cell: Cell, row: int, column: int, table: Table) -> Piece:
    return Piece(cell.text[:_MOST_CELL], row, column, 0, cell.page or table.page)


def _values(
    cells: Sequence[Cell], number: int, layout: Layout, table: Table, issued: PartialDate | None
) -> Iterator[Value]:
    """The row's values; a cell merged over several years stands for the last of them, each year's if it says so."""
    columns = layout.of(*_VALUES)
    name_at = layout.name.index if layout.name else -1
    for column in columns:
        cell = cells[column.index]
        if not cell.text.strip() or cell.origin == cells[name_at].origin:
            continue
        same = [other for other in columns if cells[other.index].origin == cell.origin]
        doubts: tuple[Doubt, ...] = doubts_of(column, columns, issued)
        if len(same) > 1:
            yearly = (
                "hằng năm" in cell.text.lower() or "hàng năm" in cell.text.lower() or "mỗi năm" in cell.text.lower()
            )
            last = max(same, key=lambda c: (c.meaning.by or c.meaning.from_ or 0, c.index))
            if not yearly and column is not last:
                continue
            if not yearly:
                doubts = (
                    *doubts,
                    why.CELL_OF_SEVERAL_YEARS.doubt(year=str(last.meaning.by or last.meaning.from_ or "")),
                )
        if cell.origin[0] != number:
            doubts = (*doubts, why.CELL_OF_SEVERAL_ROWS.doubt())
        yield Value(column, _piece(cell, number, column.index, table), 0, doubts)


def _whole(cells: Sequence[Cell], layout: Layout, values: tuple[Value, ...]) -> tuple[str, tuple[Value, ...]]:
    """The row's cells from its name to its last value, each merged cell once, with single blanks; where each value
    begins in it."""
    first = layout.name.index if layout.name else 0
    last = max([first, *(value.column.index for value in values)])
    parts: list[str] = []
    begins: dict[tuple[int, int], int] = {}
    length = 0
    for cell in cells[first : last + 1]:
        text = " ".join(cell.text[:_MOST_CELL].split())
        if not text or cell.origin in begins:
            continue
        begins[cell.origin] = length
        parts.append(text)
        length += len(text) + 1
    placed = tuple(replace(value, at=begins.get(cells[value.column.index].origin, 0)) for value in values)
    return " ".join(parts), placed


def _extra(cells: Sequence[Cell], layout: Layout) -> str:
    """A side that a column of sides adds to the name of the row ("Đối tượng": "Nữ")."""
    return next((side for column in layout.of("unknown") if (side := side_in(cells[column.index].text))), "")


def _when(cells: Sequence[Cell], layout: Layout) -> Time | None:
    """The year that a column of times gives the row ("Thời gian hoàn thành": 2030)."""
    for column in layout.of("when"):
        text = cells[column.index].text.strip()
        times = times_in(tokens_of(text)) or times_in(tokens_of(f"năm {text}"))
        if times:
            return times[-1]
    return None
