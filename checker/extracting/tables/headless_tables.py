"""Reads a table without a heading row: cells that hold whole sentences are read as prose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from checker.extracting.document import Cell, Table
from checker.extracting.findings import Evidence, Findings, PassedOver, Present, Span, Target
from checker.extracting.grammar.lexicon import Lexicon
from checker.extracting.grammar.prose import read_paragraph
from checker.extracting.outlines.place import Place
from checker.extracting.tables import table_doubts as why
from checker.extracting.tokens import tokens_of
from checker.reading.dates import PartialDate
from checker.reading.models import Catalogue

_MOST_CELL = 3_000
_SENTENCE = 8
"""Words: what is shorter is no sentence that says alone what it is about, how much and when."""


def read_without_head(
    table: Table,
    block: int,
    place: Place,
    lexicon: Lexicon,
    catalogue: Catalogue,
    milestones: Mapping[str, frozenset[int]],
    issued: PartialDate | None,
) -> Findings:
    """What the sentences in its cells set; what else names an indicator is passed over: no column says what it is."""
    targets: list[Target] = []
    presents: list[Present] = []
    passed: list[PassedOver] = []
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            text = cell.text[:_MOST_CELL]
            if cell.origin != (number, column) or not lexicon.mentions(tokens_of(text)):
                continue
            found = Findings()
            if len(text.split()) >= _SENTENCE:
                found = _read(cell, text, block, place, table.page, lexicon, catalogue, milestones, issued)
            if not found.targets and not found.presents:
                passed.append(PassedOver(Span(block, 0, len(cell.text), number, column), why.NO_HEAD))
                continue
            targets += [replace(t, evidence=_in_cell(t.evidence, number, column)) for t in found.targets]
            presents += [replace(p, evidence=_in_cell(p.evidence, number, column)) for p in found.presents]
            passed += [replace(p, span=replace(p.span, row=number, column=column)) for p in found.passed_over]
    return Findings(tuple(targets), tuple(presents), (), tuple(passed))


def _read(
    cell: Cell,
    text: str,
    block: int,
    place: Place,
    page: int | None,
    lexicon: Lexicon,
    catalogue: Catalogue,
    milestones: Mapping[str, frozenset[int]],
    issued: PartialDate | None,
) -> Findings:
    year = issued.year if issued else None
    at = cell.page or page
    return read_paragraph(text, block, place, lambda _: at, lexicon, catalogue, year, milestones)


def _in_cell(evidence: Evidence, row: int, column: int) -> Evidence:
    return replace(evidence, spans=tuple(replace(span, row=row, column=column) for span in evidence.spans))
