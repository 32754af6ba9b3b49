"""What tables say of entries that are marked for review: a table of them, and columns beside the verdicts.

The columns are there in runs where something is marked, so that other workbooks stay as lean as they
were; the table of comma-separated values always has them, as its last two where nothing is marked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from checker.i18n import N_, Language
from checker.reporting.entries import Cited, ReviewItem
from checker.reporting.report import PlanReport, Report
from checker.writers.review import Verdict, entry, reason, resting_in_short
from checker.writers.sheets.tables.heads import plan_columns, province_column
from checker.writers.sheets.tables.table import Column, Table, Value, Words, listed
from checker.writers.verdict import PROVISIONAL, PROVISIONAL_ICON

T = TypeVar("T")

FINAL = Words({"true": "", "false": PROVISIONAL}, {"false": PROVISIONAL_ICON}, {"false": "doubt"})
"""What is final is left empty for a person: the rest must catch the eye."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One entry to be reviewed; ``verdicts``: the provisions whose verdicts rest on it."""

    plan: PlanReport
    item: ReviewItem
    reason: str
    verdicts: str | None


def anything_marked(report: Report) -> bool:
    return any(plan.under_review for plan in report.plans)


def reviews(report: Report, language: Language) -> Table[ReviewRow]:
    """Every entry that is still to be reviewed, plan by plan."""
    return Table(
        key="reviews",
        title=N_("To be reviewed"),
        about=N_("Entries that a person still has to compare with the documents; the verdicts beside them wait."),
        columns=_COLUMNS,
        details=_DETAILS,
        rows=[
            ReviewRow(plan, item, reason(item, language), resting_in_short(plan, item, language))
            for plan in report.plans
            for item in plan.under_review or ()
        ],
        fixed=2,
    )


def final_column(pick: Callable[[T], bool | None]) -> Column[T]:
    """Whether a verdict is final; None where there is none."""

    def word(row: T) -> Value:
        final = pick(row)
        return None if final is None else "true" if final else "false"

    return Column(
        "final",
        N_("Final"),
        word,
        13,
        FINAL,
        meaning=N_("“Provisional”: the verdict rests on entries that are still to be reviewed. Empty: it is final."),
    )


def open_column(pick: Callable[[T], Verdict | None], language: Language) -> Column[T]:
    """The entries that a verdict waits for."""

    def entries(row: T) -> str | None:
        verdict = pick(row)
        items = verdict.under_review if verdict else None
        return listed(f"{entry(item, language)} – {reason(item, language)}" for item in items or ())

    return Column("under_review", N_("Rests on, to be reviewed"), entries, 40)


def doubt_column(pick: Callable[[T], Cited], language: Language) -> Column[T]:
    """Why an entry is still to be reviewed; empty where it is not."""
    return Column(
        "review",
        N_("To be reviewed"),
        lambda row: reason(pick(row), language) if pick(row).review else None,
        30,
        tone=lambda row: "doubt" if pick(row).review else None,
    )


def behind(columns: Sequence[Column[T]], key: str, *more: Column[T]) -> tuple[Column[T], ...]:
    """The columns with some more right behind the one with that key."""
    place = 1 + [column.key for column in columns].index(key)
    return (*columns[:place], *more, *columns[place:])


C = Column[ReviewRow]

_COLUMNS: tuple[C, ...] = (
    province_column(lambda r: r.plan.plan),
    C("line", N_("Line in the plan file"), lambda r: r.item.line, 11, figures=True),
    C("name", N_("About"), lambda r: r.item.name, 36),
    C("said", N_("Read as"), lambda r: r.item.said, 34),
    C("quote", N_("Words of the plan"), lambda r: r.item.quote, 40),
    C("where", N_("Place"), lambda r: r.item.where, 20),
    C("reason", N_("Why it is doubtful"), lambda r: r.reason, 40, tone=lambda _: "doubt"),
    C("verdicts", N_("Verdicts that wait"), lambda r: r.verdicts, 30),
)
_DETAILS: tuple[C, ...] = (
    C("page", N_("Page"), lambda r: r.item.page, 8),
    C("section", N_("Section of the plan file"), lambda r: r.item.section, 16),
    C("indicator", N_("Indicator key"), lambda r: r.item.indicator, 28),
    C("confidence", N_("Confidence"), lambda r: r.item.confidence, 12),
    *plan_columns(lambda r: r.plan.plan),
)
