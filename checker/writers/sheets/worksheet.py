"""Draws one table onto a sheet of a workbook, and sets up how the sheet prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from checker.i18n import Language
from checker.problems import visible
from checker.writers.sheets.cells import CELL, FIGURES, HEAD, Pen
from checker.writers.sheets.palette import SOFT
from checker.writers.sheets.tables.table import Table
from checker.writers.sheets.text_height import height_of, lines_of

_INDENT = 2
"""Characters that the blank at the edges of a cell takes."""
_WIDER = (20, 30, 60, 120)
"""Characters that a column of details may be widened to; wider than a screen is no help."""
_A4 = 9


@dataclass(frozen=True, slots=True)
class Place:
    """Where a drawn table stands: the row of its heads, counted from 0, and its sheet's name."""

    sheet: str
    head: int

    def link(self, row: int) -> str:
        """A link within the workbook to the table's ``row``-th row, counted from 0."""
        quoted = self.sheet.replace("'", "''")
        return f"internal:'{quoted}'!A{self.head + row + 2}"


def draw(pen: Pen, table: Table[Any], head: int = 0) -> Place:
    """Writes the table with its heads in row ``head``; one without rows says so in its first cell."""
    sheet, language, columns = pen.sheet, pen.language, table.all_columns
    headings = [language.say(column.heading) for column in columns]
    shown = [
        [pen.value(number, place, column, entry) for place, column in enumerate(columns)]
        for number, entry in enumerate(table.rows, head + 1)
    ]
    last = head + max(len(table.rows), 1)
    if not table.rows:
        pen.text(head + 1, 0, language.say("nothing"), {**CELL, "italic": True, "font_color": SOFT})
    _size(sheet, table, headings, shown, head)
    heads = (
        {"header": heading, "header_format": pen.format_of({**HEAD, **FIGURES} if column.figures else HEAD)}
        for heading, column in zip(headings, columns, strict=True)
    )
    options = {"name": table.key, "description": language.say(table.about), "style": None, "columns": list(heads)}
    sheet.add_table(head, 0, last, len(columns) - 1, options)
    sheet.hide_gridlines(2)
    sheet.freeze_panes(head + 1, table.fixed)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(columns) - 1)}{last + 1}"})
    sheet.repeat_rows(head)
    sheet.print_area(0, 0, last if table.printed is None else head + table.printed, len(table.columns) - 1)
    return Place(sheet.get_name(), head)


def _size(
    sheet: Worksheet, table: Table[Any], headings: Sequence[str], shown: Sequence[Sequence[str]], head: int
) -> None:
    """Rows as high as their text, and details as wide as need be not to make the rows higher."""
    rows = [headings, *shown]
    heights = [1] * len(rows)
    for place, column in enumerate(table.all_columns):
        bold = bool(column.words and column.words.tones)
        wider = [width for width in _WIDER if width > column.width] if place >= len(table.columns) else []
        for width in (column.width, *wider):
            lines = [_lines(row[place], width, bold=bold or n == 0) for n, row in enumerate(rows)]
            if all(mine <= max(most, 2) for mine, most in zip(lines, heights, strict=True)):
                break
        heights = [max(pair) for pair in zip(heights, lines, strict=True)]
        sheet.set_column(place, place, width)
    for number, height in enumerate(heights, head):
        sheet.set_row(number, height_of(height))


def _lines(text: str, width: int, *, bold: bool) -> int:
    return lines_of(text, width - _INDENT, bold=bold) if text else 1


def set_up_pages(sheet: Worksheet, left: str, right: str, foot: str, language: Language) -> None:
    """A4 across, as wide as a page; what stands left and right above the pages, and left below them."""
    font = '&"Arial,Regular"&8 '  # the blank keeps a date from being read as part of the size
    page = language.say("Page {page} of {pages}", page="&P", pages="&N")
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.set_header(f"&L{font}{on_one_line(left)}&R{font}{on_one_line(right)}", {"margin": 0.3})
    sheet.set_footer(f"&L{font}{on_one_line(foot)}&R{font}{page}", {"margin": 0.3})


def on_one_line(text: str, most: int = 120) -> str:
    """Text for the head or foot of pages: 255 characters are all that these hold, and & begins a command there."""
    text = " ".join(visible(text).split())
    text = text if len(text) <= most else f"{text[: most - 1]}…"
    return text.replace("&", "&&")
