"""The assessments as comma-separated values, for spreadsheets and scripts.

One row for each plan, norm and requirement, as in the sheet of requirements of the workbook. The
first line names the columns by stable English keys, like those of the JSON report, whatever the
language; statuses and other closed lists are their machine words, sentences are in the language of
the report.

UTF-8 with a byte order mark, by which Excel knows it; RFC 4180: commas, CRLF, quotes doubled.
Numbers have a point, days are ISO. Text that a spreadsheet would take for a formula gets an
apostrophe before it; numbers never do. ``final`` and ``under_review`` stand behind ``status`` where an
entry of the run is marked for review, else last. Control characters are written out (``\\x1b``). Files that
could not be checked have no assessments; standard error and the workbook name them.

A piece is two lines of JSON: whether anything of the plan is marked, with its rows under norms that
apply, and its rows under those that do not. A row is three strips of fields, written out: up to the
status, on the review, and the others but the day of the report, which the run alone knows.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from io import BytesIO, StringIO
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from checker.problems import visible
from checker.reporting.report import PlanReport, Report
from checker.writers.formats import Presentation
from checker.writers.sheets.tables.judged import Judged
from checker.writers.sheets.tables.requirements import requirements
from checker.writers.sheets.tables.reviews import anything_marked
from checker.writers.sheets.tables.safe_text import begins_like_a_formula
from checker.writers.sheets.tables.table import Column, Value, iso_day

_LINE_END = "\r\n"
_REVIEW = ("final", "under_review")
_DAY = "as_of"
_IN_MEMORY = 16_000_000
"""Bytes of rows; more go to a temporary file."""
Strips = tuple[str, str, str]


def render_run(report: Report, how: Presentation) -> bytes:
    """The whole run."""
    stream = BytesIO()
    join(report, (piece(plan, how) for plan in report.plans), how, stream)
    return stream.getvalue()


def piece(plan: PlanReport, how: Presentation) -> bytes:
    """The rows of one plan, as the head of this module says."""
    report = _run_of(plan, how)
    table = requirements(report, how.language, always=True)
    strips = _cut(table.all_columns)
    applying: list[Strips] = []
    others: list[Strips] = []
    for row in table.rows:
        (applying if row.ruleset.applies else others).append(_strips(strips, row))
    lines = ([anything_marked(report), applying], others)
    return b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines)


def join(head: Report, pieces: Iterator[bytes], how: Presentation, stream: BinaryIO) -> None:
    """The rows of all plans: those under norms that apply before the others.

    Many are kept in temporary files, for what comes last may decide the order of the columns. Raises OSError.
    """
    marked = False
    day = _field(iso_day(head.as_of))
    with SpooledTemporaryFile(_IN_MEMORY) as applying, SpooledTemporaryFile(_IN_MEMORY) as others:
        for plan in pieces:
            first, second = plan.splitlines(keepends=True)
            marked = marked or first.startswith(b"[true")
            applying.write(first)
            others.write(second)
        keys = _cut(requirements(_run_of(None, how), how.language, always=True).all_columns)
        names: Strips = (_keys(keys[0]), _keys(keys[1]), _keys(keys[2]))
        stream.write(b"\xef\xbb\xbf" + _lines([names], _DAY, marked=marked))
        for spool in (applying, others):
            spool.seek(0)
            for line in spool:
                rows = json.loads(line)
                stream.write(_lines(rows[1] if spool is applying else rows, day, marked=marked))


def _run_of(plan: PlanReport | None, how: Presentation) -> Report:
    """A run of one plan or none, whose day is not known."""
    return Report(as_of="", as_of_text="", language=how.language.code, plans=(plan,) if plan else ())


Columns = Sequence[Column[Judged]]


def _cut(columns: Columns) -> tuple[Columns, Columns, Columns]:
    """The columns in strips: up to the status, on the review, and the others but the day of the report."""
    end = 1 + [column.key for column in columns].index("status")
    review = [column for column in columns if column.key in _REVIEW]
    others = [column for column in columns[end:] if column.key not in (*_REVIEW, _DAY)]
    return columns[:end], review, others


def _strips(strips: tuple[Columns, Columns, Columns], row: Judged) -> Strips:
    which, review, others = ([_field(column.value(row)) for column in strip] for strip in strips)
    return _written(which), _written(review), _written(others)


def _keys(columns: Columns) -> str:
    return _written([column.key for column in columns])


def _written(fields: Iterable[str]) -> str:
    """Fields as they stand in a row, without the end of the line."""
    stream = StringIO(newline="")
    csv.writer(stream, lineterminator=_LINE_END).writerow(fields)  # it quotes what its line end has, too
    return stream.getvalue().removesuffix(_LINE_END)


def _lines(rows: Iterable[Strips], day: str, *, marked: bool) -> bytes:
    """Whole rows: the day is the last field, or where nothing is marked the last before those on the review."""
    whole = ((which, review, others, day) if marked else (which, others, day, review) for which, review, others in rows)
    return "".join(",".join(strips) + _LINE_END for strips in whole).encode()


def _field(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return _text(value) if isinstance(value, str) else str(value)


@lru_cache(maxsize=4096)
def _text(value: str) -> str:
    """A text as a field; those of norms come again with every plan."""
    text = visible(value)
    return f"'{text}" if begins_like_a_formula(text) else text
