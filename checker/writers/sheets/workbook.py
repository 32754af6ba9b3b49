"""The run as an Excel workbook: one sheet for each table, and a guide that explains them.

Every cell is written as what it is; texts of plans stay texts, whatever they begin with. There is no
formula in the file. The same report gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from checker.i18n import Language
from checker.problems import visible
from checker.reporting.report import Report
from checker.writers.formats import Presentation
from checker.writers.sheets.cells import LINK, TEXT, Pen, Style
from checker.writers.sheets.palette import ACCENT, SOFT
from checker.writers.sheets.tables.guide import guide, not_printed
from checker.writers.sheets.tables.nation import nation, sums
from checker.writers.sheets.tables.remarks import observations, questions
from checker.writers.sheets.tables.requirements import requirements
from checker.writers.sheets.tables.reviews import anything_marked, reviews
from checker.writers.sheets.tables.summary import summary
from checker.writers.sheets.tables.table import Table
from checker.writers.sheets.tables.targets import targets
from checker.writers.sheets.tables.tasks import norm_tasks, plan_tasks
from checker.writers.sheets.worksheet import Place, draw, set_up_pages

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": "Arial", "font_size": 10},
}
_TITLE_ROWS = 3
"""Rows above the table of the summary: what this is, what was checked and when."""


def report_tables(report: Report, language: Language) -> list[Table[Any]]:
    """The tables of the workbook in the order of its sheets; those over several plans only where there are any."""
    tables: list[Table[Any]] = [
        summary(report, language),
        *([reviews(report, language)] if anything_marked(report) else []),
        requirements(report, language),
        observations(report, language),
        questions(report, language),
        norm_tasks(report, language),
        plan_tasks(report, language),
        targets(report, language),
    ]
    if report.nation:
        tables.append(nation(report))
    if report.sums:
        tables.append(sums(report, language))
    return [*tables, guide(report, tables, language)]


def render_run(report: Report, how: Presentation) -> bytes:
    """The whole run."""
    language, stream = how.language, BytesIO()
    workbook = Workbook(stream, _OPTIONS)
    workbook.set_properties(_properties(report, language))
    tables = {table.key: table for table in report_tables(report, language)}
    format_of = _formats(workbook)
    pens = {
        key: Pen(workbook.add_worksheet(language.say(table.title)), language, format_of)
        for key, table in tables.items()
    }
    places = {key: draw(pens[key], table, _TITLE_ROWS if key == "summary" else 0) for key, table in tables.items()}
    subject = _subject(report, language)
    for key, table in tables.items():
        above = " · ".join([language.say("Gap report"), subject, language.say(table.title)])
        set_up_pages(pens[key].sheet, above, report.as_of_text, _foot(table, language), language)
    _title(pens["summary"], report)
    _link(pens["summary"], tables, places)
    pens["summary"].sheet.set_tab_color(ACCENT)
    pens["guide"].sheet.set_tab_color(SOFT)
    workbook.close()
    return stream.getvalue()


def _formats(workbook: Workbook) -> Callable[[Style], Format]:
    known: dict[tuple[tuple[str, Any], ...], Format] = {}

    def format_of(style: Style) -> Format:
        key = tuple(sorted(style.items()))
        if key not in known:
            known[key] = workbook.add_format(dict(style))
        return known[key]

    return format_of


def _properties(report: Report, language: Language) -> dict[str, Any]:
    return {
        "title": visible(f"{language.say('Gap report')}: {_subject(report, language)}"),
        "author": f"{report.tool.name} {report.tool.version}",
        "comments": report.as_of_text,
        "created": datetime.fromisoformat(report.as_of),
    }


def _subject(report: Report, language: Language) -> str:
    """What was checked: the one plan, or all."""
    if len(report.plans) == 1 and not report.errors:
        head = report.plans[0].plan
        return ", ".join(part for part in (head.province.name, head.number) if part)
    return language.say("All plans")


def _foot(table: Table[Any], language: Language) -> str:
    """What of the table is not printed."""
    return " ".join(not_printed(table, language))


def _title(pen: Pen, report: Report) -> None:
    """What the workbook is, above the table of the summary."""
    language = pen.language
    title = f"{language.say('Gap report')}: {_subject(report, language)}"
    pen.text(0, 0, title, {**TEXT, "bold": True, "font_size": 16, "font_color": ACCENT})
    pen.sheet.set_row(0, 24)
    parts = [report.as_of_text, f"{report.tool.name} {report.tool.version}"]
    if len(report.plans) > 1:
        parts.append(language.say("Plans: {count}", count=len(report.plans)))
    if report.errors:
        parts.append(language.say("Files that could not be checked: {count}", count=len(report.errors)))
    pen.text(1, 0, " · ".join(parts), {**TEXT, "font_color": SOFT})


def _link(pen: Pen, tables: Mapping[str, Table[Any]], places: Mapping[str, Place]) -> None:
    """Makes each province of the summary a link to its first row under that norm."""
    first = {key: dict(_first_rows(tables[key].rows)) for key in ("requirements", "norm_tasks")}
    for number, row in enumerate(tables["summary"].rows, places["summary"].head + 1):
        if row.plan is None or row.ruleset is None:
            continue
        plan_and_norm = (row.plan.plan.name, row.ruleset.ruleset.id)
        key = next((key for key in first if plan_and_norm in first[key]), None)
        if key:
            link = places[key].link(first[key][plan_and_norm])
            pen.sheet.write_url(number, 0, link, pen.format_of(LINK), row.plan.plan.province.name)


def _first_rows(rows: Sequence[Any]) -> Iterator[tuple[tuple[str, str], int]]:
    """For each plan and norm, the number of its first row."""
    for number in reversed(range(len(rows))):
        yield (rows[number].plan.plan.name, rows[number].ruleset.ruleset.id), number
