"""Reads a table of targets of which only the text is left.

As many values as columns are the columns'; of fewer, which column each belongs to is lost and is proposed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checker.extracting.document import FlatRow, FlatTable
from checker.extracting.doubts import COLUMN_LOST, Doubt
from checker.extracting.findings import Findings
from checker.extracting.grammar.lexicon import Lexicon
from checker.extracting.outlines.outline import Place
from checker.extracting.tables.columns import Column, Layout
from checker.extracting.tables.flat_cells import FlatCell, FlatPieces, pieces_of
from checker.extracting.tables.flat_headers import columns_of
from checker.extracting.tables.row_names import read_name
from checker.extracting.tables.row_places import Numbering
from checker.extracting.tables.row_readings import read_row
from checker.extracting.tables.rows import Piece, Row, Setting, Value
from checker.extracting.tables.table_years import doubts_of, setting_of, tense_of
from checker.extracting.tables.tables import joined
from checker.extracting.tasks.task_tables import is_task_table
from checker.reading.dates import PartialDate
from checker.reading.models import Catalogue

_VALUES = ("year", "value", "present", "other", "part")


def read_flat_table(
    table: FlatTable,
    block: int,
    place: Place,
    lexicon: Lexicon,
    catalogue: Catalogue,
    milestones: Mapping[str, frozenset[int]],
    issued: PartialDate | None = None,
) -> Findings:
    """The targets and present values of a flattened table, in the order of its rows.

    ``milestones``: the years for which norms ask something of an indicator; where columns are lost, these are the
    likeliest. ``issued``: when the document is dated.
    """
    columns = columns_of(table.header)
    layout = Layout(columns, 0)
    if not layout.of(*_VALUES) or (is_task_table(table) and not layout.of("year")):
        return Findings()
    layout = replace(layout, columns=tense_of(columns, issued, place))
    setting = setting_of(layout, Setting(block, place, lexicon, catalogue, milestones, issued))
    return joined([read_row(row, setting) for row in rows_of(table, layout, setting)])


def rows_of(table: FlatTable, layout: Layout, setting: Setting) -> Iterator[Row]:
    """The rows with their pieces told apart."""
    numbering = Numbering(setting.place.where)
    columns = layout.of(*_VALUES)
    has_rest = bool(layout.of("notes", "agency", "when"))
    for number, row in enumerate(table.rows):
        pieces = pieces_of(row, len(columns), bool(layout.of("unit")), has_rest, setting.lexicon)
        dash = "- " if row.label[:1] in tuple("-–+*•") and row.label else ""
        filled = bool(pieces.values)
        where, above = numbering.row(row.label, dash + pieces.name, is_section=not filled)
        if not filled:
            continue
        name = _name_piece(row, pieces, number, table)
        indicator = read_name(name.text, above, "", setting.lexicon).indicator
        values = _values(row, pieces, number, table, layout, setting, indicator)
        notes = _notes(row, pieces, number, table, layout)
        end = max(value.piece.offset + len(value.piece.text) for value in values) if values else len(row.text)
        yield Row(where, name, values, row.text[:end], above, pieces.unit, notes)


def _name_piece(row: FlatRow, pieces: FlatPieces, number: int, table: FlatTable) -> Piece:
    offset = row.text.find(pieces.name)
    page = row.page or table.page
    if offset >= 0:
        return Piece(pieces.name, number, None, offset, page)
    return Piece(pieces.name, number, None, 0, page, loose=(0, pieces.name_end))


def _values(
    row: FlatRow,
    pieces: FlatPieces,
    number: int,
    table: FlatTable,
    layout: Layout,
    setting: Setting,
    indicator: str | None,
) -> tuple[Value, ...]:
    columns = layout.of(*_VALUES)
    cells = pieces.values
    chosen, doubts = _assigned(cells, columns, bool(layout.of("unit")) and not pieces.unit, setting, indicator)
    page = row.page or table.page
    values = []
    for cell, column, doubt in zip(cells, chosen, doubts, strict=True):
        piece = Piece(row.text[cell.start : cell.end], number, None, cell.start, page)
        values.append(Value(column, piece, cell.start, (*doubt, *doubts_of(column, columns, setting.issued))))
    return tuple(values)


def _assigned(
    cells: Sequence[FlatCell], columns: Sequence[Column], unit_lost: bool, setting: Setting, indicator: str | None
) -> tuple[list[Column], list[tuple[Doubt, ...]]]:
    """Each cell's column, and what is doubtful of it."""
    count = len(cells)
    if count >= len(columns):
        return list(columns[:count]), [()] * len(columns[:count])
    empty = (cells[0].gap - 1) // 2 - unit_lost
    if cells[0].gap % 2 and empty == len(columns) - count and count == 1:
        chosen = list(columns[-count:])  # blanks show the empty cells before it
    else:
        chosen = _likeliest(columns, count, setting, indicator)
    doubts: list[tuple[Doubt, ...]] = [
        (
            COLUMN_LOST.doubt(
                given=str(count),
                columns=str(len(columns)),
                year=str(column.meaning.by or column.meaning.from_ or column.header),
            ),
        )
        for column in chosen
    ]
    return chosen, doubts


def _likeliest(columns: Sequence[Column], count: int, setting: Setting, indicator: str | None) -> list[Column]:
    """So many of the columns, in their order: first those of years for which a norm asks something of the indicator,
    then that for which norms ask most, then the later ones."""
    asked = setting.milestones.get(indicator, frozenset()) if indicator else frozenset()
    wanted = Counter(year for years in setting.milestones.values() for year in years)
    years = [column for column in columns if column.kind == "year"] or list(columns)
    most = max((wanted[_year(column)] for column in years), default=0)

    def rank(column: Column) -> tuple[bool, bool, bool, int]:
        year = _year(column)
        return column in years, year in asked, wanted[year] == most, year

    best = sorted(columns, key=rank, reverse=True)[:count]
    return [column for column in columns if column in best]


def _year(column: Column) -> int:
    return column.meaning.by or column.meaning.from_ or 0


def _notes(row: FlatRow, pieces: FlatPieces, number: int, table: FlatTable, layout: Layout) -> tuple[Value, ...]:
    notes = layout.of("notes")
    rest = row.text[pieces.rest :]
    if not notes or not rest.strip() or layout.of("agency"):
        return ()
    start = pieces.rest + len(rest) - len(rest.lstrip())
    return (Value(notes[0], Piece(row.text[start:], number, None, start, row.page or table.page), start),)
