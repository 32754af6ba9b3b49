"""Writes one value of a table into a cell: as what it is, in its style, and never as a formula."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from checker.i18n import Language
from checker.problems import visible
from checker.writers.sheets.palette import ACCENT, INK, LINE, TONES
from checker.writers.sheets.tables.safe_text import begins_like_a_formula
from checker.writers.sheets.tables.table import Column, Value

LONGEST = 32_767
"""UTF-16 units that a cell can hold; Excel's limit."""

Style = Mapping[str, Any]
"""Properties of a format, as XlsxWriter names them."""

TEXT: Style = {"font_name": "Arial", "font_size": 10, "font_color": INK, "font_scheme": "none", "valign": "top"}
_BOXED: Style = {**TEXT, "text_wrap": True, "align": "left", "indent": 1}
CELL: Style = {**_BOXED, "bottom": 1, "bottom_color": LINE}
HEAD: Style = {**_BOXED, "bold": True, "font_color": "#ffffff", "bg_color": ACCENT}
FIGURES: Style = {"align": "center", "indent": 0}
"""Below each other in the middle, where no button of a filter covers their head."""
LINK: Style = {**CELL, "bold": True, "font_color": ACCENT, "underline": 1}
_TO_FILL_IN: Style = {"bg_color": "#fffdf0", "border": 1, "border_color": LINE}


@dataclass(frozen=True, slots=True)
class Pen:
    """Where and how cells are written. ``format_of`` gives the workbook's format of a style, the same each time."""

    sheet: Worksheet
    language: Language
    format_of: Callable[[Style], Format]

    def text(self, row: int, place: int, text: str, style: Style = CELL) -> str:
        """Writes a text as a text, whatever it begins with; one too long for a cell is cut and says so."""
        text = cell_text(text, self.language)
        if begins_like_a_formula(text):
            style = {**style, "quote_prefix": True}  # or editing the cell would make a formula of it
        self.sheet.write_string(row, place, text, self.format_of(style))
        return text

    def value(self, row: int, place: int, column: Column[Any], entry: Any) -> str:
        """Writes what the column shows of an entry; returns it as text, to be measured."""
        value, style = column.value(entry), style_of(column, entry)
        if value is None or value == "":
            self.sheet.write_blank(row, place, None, self.format_of(style))
            return ""
        if isinstance(value, str):
            return self.text(row, place, named(value, column, self.language), style)
        if isinstance(value, date):
            style = {**style, "num_format": _form_of_day(value, self.language)}
            self.sheet.write_datetime(row, place, value, self.format_of(style))
        else:
            style = {**style, **FIGURES, "num_format": _form_of_number(value, column)}
            self.sheet.write_number(row, place, value, self.format_of(style))
        return str(value)


def style_of(column: Column[Any], entry: Any) -> Style:
    """How the cell of an entry looks; in bold where a verdict colours it."""
    tone = column.words.tones.get(str(column.value(entry))) if column.words else column.tone(entry)
    style = {**CELL, **_TO_FILL_IN} if column.to_fill_in else CELL
    if tone is None:
        return style
    ink, ground = TONES[tone]
    return {**style, "font_color": ink, "bg_color": ground, "bold": True}


def named(value: Value, column: Column[Any], language: Language) -> str:
    """The text of a value; of a machine word, its icon and its name."""
    word = str(value)
    if column.words is None or word not in column.words.names:
        return word
    name = column.words.names[word]
    shown = language.say(name).strip() if name else ""
    icon = column.words.icons.get(word)
    return f"{icon} {shown}" if icon else shown


def cell_text(text: str, language: Language) -> str:
    """The text as a cell can hold it: characters that it cannot are written out, and what is too much is said."""
    text = visible(text)
    if _units(text) <= LONGEST:
        return text
    note = language.say("… (cut: the text has {count} characters, a cell holds {most})", count=len(text), most=LONGEST)
    kept = text.encode("utf-16-le")[: 2 * (LONGEST - _units(note))]
    return kept.decode("utf-16-le", "ignore") + note


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _form_of_number(value: float, column: Column[Any]) -> str:
    """Whole, or to the decimals that there are, three at most; the reader's own sign between them."""
    if not float(value).is_integer():
        return "0.0##"
    return '0;-0;"–"' if column.quiet_zeros else "0"


def _form_of_day(day: date, language: Language) -> str:
    """As the language writes days; in Vietnamese a zero stands before January and February only."""
    if language.code != "vi":
        return "d mmm yyyy"
    return "dd/mm/yyyy" if day.month in (1, 2) else "dd/m/yyyy"
