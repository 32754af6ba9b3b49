"""Tables that stand on their side: a row for each year, a column for each indicator."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.extracting.document import Cell, Table
from checker.extracting.findings import Evidence, Findings, Span
from checker.extracting.grammar.lexicon import Lexicon
from checker.extracting.tokens import tokens_of

_YEAR = re.compile(r"(?:(?:đến(?: hết)?|từ|kế hoạch|mục tiêu|tầm nhìn)?\s*năm\s*)?(?:19|20)[0-9]{2}", re.I)


def is_turned(table: Table, lexicon: Lexicon) -> bool:
    """Whether the first row names indicators, two of them at least, and the first column below it years."""
    if len(table.rows) < 2 or len(table.rows[0]) < 3:
        return False
    years = [row[0].text.strip() for row in table.rows[1:]]
    if not all(_YEAR.fullmatch(text) for text in years):
        return False
    return sum(bool(lexicon.mentions(tokens_of(cell.text))) for cell in table.rows[0][1:]) >= 2


def turned(table: Table) -> Table:
    """The table with its rows as columns."""
    width = len(table.rows[0])
    return Table(tuple(tuple(_cell(row[column]) for row in table.rows) for column in range(width)), table.page)


def _cell(cell: Cell) -> Cell:
    row, column = cell.origin
    return replace(cell, origin=(column, row))


def turned_back(found: Findings) -> Findings:
    """Findings in a turned table, their spans as in the table that was turned."""
    return Findings(
        tuple(replace(one, evidence=_evidence(one.evidence)) for one in found.targets),
        tuple(replace(one, evidence=_evidence(one.evidence)) for one in found.presents),
        found.tasks,
        tuple(replace(one, span=_span(one.span)) for one in found.passed_over),
    )


def _evidence(evidence: Evidence) -> Evidence:
    return replace(evidence, spans=tuple(map(_span, evidence.spans)))


def _span(span: Span) -> Span:
    return replace(span, row=span.column, column=span.row)
