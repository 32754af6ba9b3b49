"""A row of a target table with its pieces told apart, whether its cells were kept or not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from checker.extracting.doubts import Doubt
from checker.extracting.findings import Evidence, Span
from checker.extracting.grammar.lexicon import Lexicon
from checker.extracting.grammar.times import Time
from checker.extracting.outlines.outline import Place
from checker.extracting.tables.columns import Column
from checker.reading.dates import PartialDate
from checker.reading.fields import MOST_QUOTE_WORDS
from checker.reading.models import Catalogue

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a row: its text, and where that begins (in the text of a cell, or of the flat row).

    ``loose`` is what to highlight where the text does not stand together in the row.
    """

    text: str
    row: int
    column: int | None
    offset: int = 0
    page: int | None = None
    loose: tuple[int, int] | None = None

    def span(self, block: int, start: int, end: int) -> Span:
        if self.loose is not None:
            return Span(block, *self.loose, self.row, self.column)
        return Span(block, self.offset + start, self.offset + end, self.row, self.column)


@dataclass(frozen=True, slots=True)
class Value:
    """What stands below a column; ``at`` is where it begins in the row's ``whole``. ``doubts``: if it is that column's."""

    column: Column
    piece: Piece
    at: int
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """``where`` cites the row; ``above`` are the names that it stands under, the nearest last.

    ``whole`` is the row's text that quotes are cut from, name and values in their order; ``unit`` the words of its
    unit column; ``when`` a year that a column of the row gives all its values, ``extra`` words that one adds to its
    name ("Nam").
    """

    where: str
    name: Piece
    values: tuple[Value, ...]
    whole: str
    above: tuple[str, ...] = ()
    unit: str = ""
    notes: tuple[Value, ...] = ()
    when: Time | None = None
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What all rows of a table share; ``by`` or ``from_`` is the year of values whose column names none, and
    ``year_doubts`` are on that year. ``unit``: words of a unit that the table's title gives."""

    block: int
    place: Place
    lexicon: Lexicon
    catalogue: Catalogue
    milestones: Mapping[str, frozenset[int]]
    issued: PartialDate | None = None
    by: int | None = None
    from_: int | None = None
    year_doubts: tuple[Doubt, ...] = ()
    unit: str = ""


def cited(
    row: Row, value: Value, start: int, end: int, setting: Setting, name: tuple[int, int] | None = None
) -> Evidence:
    """The evidence for characters ``start`` to ``end`` of a value; ``name``: those of the row's name that it rests on."""
    spans = [value.piece.span(setting.block, start, end)]
    if name is not None:
        spans.insert(0, row.name.span(setting.block, *name))
    column = column_words(value.column)
    where = f"{row.where}, cột {column}" if column else row.where
    return Evidence(quoted(row.whole, value.at + end), where, value.piece.page, tuple(spans))


def quoted(text: str, end: int) -> str:
    """As many words of the text as a quote may have, those before ``end`` among them.

    Where the text is too long what stands behind ``end`` goes first, then its beginning.
    """
    words = text.split()
    if len(words) <= MOST_QUOTE_WORDS:
        return " ".join(words)
    upto = text[:end].split()
    if len(upto) > MOST_QUOTE_WORDS:
        return " ".join(upto[-MOST_QUOTE_WORDS:])
    return " ".join(words[:MOST_QUOTE_WORDS])


def column_words(column: Column) -> str:
    """A column as a place cites it: "năm 2026", "kế hoạch năm 2023", "mục tiêu 2025", "Ghi chú"."""
    header = " ".join(column.header.split())
    if column.lowest and column.kind == "year" and _YEAR.search(column.lowest):
        header = " ".join(column.lowest.split())
    if header.isupper() and any(len(word) > 2 and word.isalpha() for word in header.split()):
        header = header.lower()
    if _YEAR.fullmatch(header):
        return f"năm {header}"
    for lead in ("đến hết ", "đến cuối ", "đến ", "tầm nhìn đến ", "tầm nhìn ", "vào "):
        if header.lower().startswith(lead + "năm "):
            header = header[len(lead) :]
            break
    if column.kind in ("year", "value", "present") and header[:2] != header[:2].upper():
        header = header[:1].lower() + header[1:]
    return header if len(header) <= 80 else " ".join(header.split()[:12])
