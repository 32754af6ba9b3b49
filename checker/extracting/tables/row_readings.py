"""Reads a row of a target table: its values as targets or present values, its notes, and what its name sets itself."""

from __future__ import annotations

from dataclasses import replace

from checker.extracting.findings import Evidence, Findings, PassedOver, Present, Span, Target
from checker.extracting.grammar.bounds import comparator_of, unit_of
from checker.extracting.tables import table_doubts as why
from checker.extracting.tables.notes_cells import read_note
from checker.extracting.tables.row_names import RowName, read_name
from checker.extracting.tables.row_surroundings import of_size, once, surroundings, with_unit
from checker.extracting.tables.row_targets import in_words, numbers, of_the_name, yes
from checker.extracting.tables.rows import Row, Setting, Value, cited, column_words, quoted
from checker.extracting.tables.value_cells import kind_of, values_in


def read_row(row: Row, setting: Setting) -> Findings:
    """What the row sets and reports, and what of it is passed over."""
    targets: list[Target] = []
    presents: list[Present] = []
    passed: list[PassedOver] = []
    name = read_name(row.name.text, row.above, row.extra, setting.lexicon)
    for value in row.values:
        extra = value.column.meaning.extra or row.extra
        narrowed = read_name(row.name.text, row.above, extra, setting.lexicon) if extra else name
        found = _read_value(row, value, narrowed, setting)
        targets += found.targets
        presents += found.presents
        passed += found.passed_over
    targets += of_the_name(row, name, setting)
    for note in row.notes:
        presents += _of_note(row, note, name, setting)
    return Findings(tuple(targets), tuple(presents), (), tuple(passed))


def _read_value(row: Row, value: Value, name: RowName, setting: Setting) -> Findings:
    kind = kind_of(value.piece.text)
    span = value.piece.span(setting.block, 0, len(value.piece.text))
    if kind == "nothing":
        return Findings()
    if value.column.kind in ("other", "part", "passed"):
        reason = why.SOMEBODY_ELSES if value.column.kind == "other" else why.NO_TARGET_COLUMN
        return _passed(span, reason, words=value.column.header) if name.indicator else Findings()
    if value.column.kind == "present":
        found = name.indicator is not None and not name.part
        return _present(row, value, name, name.indicator or "", setting, span) if found else Findings()
    if kind == "words":
        return in_words(row, value, name, setting)
    if kind == "numbers":
        if name.part:
            return _passed(span, why.A_PART_ONLY)
        return numbers(row, value, name, setting)
    if name.indicator is None or name.part:
        return _passed(span, why.A_PART_ONLY if name.part else why.UNKNOWN_NAME)
    return Findings(targets=(yes(row, value, name, name.indicator, setting),))


def _passed(span: Span, reason: str, **values: str) -> Findings:
    return Findings(passed_over=(PassedOver(span, reason, values),))


def _present(row: Row, value: Value, name: RowName, indicator: str, setting: Setting, span: Span) -> Findings:
    """A present value: one number, whose bound, if there is one, only says that it is about so much."""
    model = setting.catalogue.indicators[indicator]
    readings = values_in(value.piece.text)
    if not readings or model.kind != "level" or len(readings[0].quantity.values) != 1:
        return _passed(span, why.NO_TARGET_COLUMN, words=value.column.header)
    reading = readings[0]
    quantity, doubts = with_unit(reading.quantity, row, value, name, model, setting)
    unit, more = unit_of(quantity, model)
    _, found = comparator_of(replace(quantity, comparator=None, change=None), model)
    evidence = cited(row, value, reading.start, reading.end, setting, (name.start, name.end))
    present = Present(
        indicator,
        quantity.values[0],
        unit,
        evidence,
        value.column.meaning.as_of,
        quantity.approximate or quantity.comparator is not None,
        once(
            [*value.doubts, *doubts, *more, *found, *of_size(quantity, model), *surroundings(row, name, model, setting)]
        ),
    )
    return Findings(presents=(present,))


def _of_note(row: Row, note: Value, name: RowName, setting: Setting) -> list[Present]:
    indicators = () if name.part or name.indicator is None else (name.indicator, *(own.indicator for own in name.own))
    presents = []
    for reading in read_note(note.piece.text, indicators, setting.lexicon, setting.catalogue, setting.issued):
        span = note.piece.span(setting.block, reading.start, reading.end)
        text = note.piece.text[reading.start : reading.end]
        evidence = Evidence(
            quoted(text, len(text)), f"{row.where}, cột {column_words(note.column)}", note.piece.page, (span,)
        )
        presents.append(
            Present(
                reading.indicator,
                reading.value,
                reading.unit,
                evidence,
                reading.as_of,
                reading.approximate,
                reading.doubts,
            )
        )
    return presents
