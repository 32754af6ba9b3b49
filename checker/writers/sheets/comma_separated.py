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
"""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

from checker.problems import visible
from checker.reporting.report import Report
from checker.writers.formats import Presentation
from checker.writers.sheets.tables.requirements import requirements
from checker.writers.sheets.tables.safe_text import begins_like_a_formula
from checker.writers.sheets.tables.table import Value


def render_run(report: Report, how: Presentation) -> bytes:
    """The whole run."""
    table = requirements(report, how.language, always=True)
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([column.key for column in table.all_columns])
    for row in table.rows:
        writer.writerow([_field(column.value(row)) for column in table.all_columns])
    return stream.getvalue().encode("utf-8-sig")


def _field(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        text = visible(value)
        return f"'{text}" if begins_like_a_formula(text) else text
    return str(value)
