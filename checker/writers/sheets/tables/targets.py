"""The table of all targets and present values that were read from the plans."""

from __future__ import annotations

from dataclasses import dataclass

from checker.i18n import N_, Language
from checker.reporting.entries import Target
from checker.reporting.report import PlanReport, Report
from checker.writers.sheets.tables.heads import plan_columns, province_column
from checker.writers.sheets.tables.reviews import anything_marked, behind, doubt_column
from checker.writers.sheets.tables.table import Column, Table, words

_KINDS = words({"target": N_("Target"), "baseline": N_("Present value")})


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One entry that was read from a plan; ``kind`` is a word of _KINDS."""

    plan: PlanReport
    kind: str
    target: Target


def targets(report: Report, language: Language) -> Table[TargetRow]:
    """Every commitment and every baseline, plan by plan."""
    doubt: C = doubt_column(lambda r: r.target, language)
    return Table(
        key="targets",
        title=N_("Targets and present values"),
        about=N_("All that was read from the plans, whether a norm asks for it or not."),
        columns=behind(_COLUMNS, "where", doubt) if anything_marked(report) else _COLUMNS,
        details=_DETAILS,
        rows=[
            TargetRow(plan, kind, entry)
            for plan in report.plans
            for kind, entries in (("target", plan.commitments), ("baseline", plan.baselines))
            for entry in entries
        ],
        fixed=3,
    )


C = Column[TargetRow]

_COLUMNS: tuple[C, ...] = (
    province_column(lambda r: r.plan.plan),
    C("kind", N_("Kind"), lambda r: r.kind, 12, _KINDS),
    C("name", N_("Indicator"), lambda r: r.target.name, 40),
    C("said", N_("Value"), lambda r: r.target.said, 30),
    C("quote", N_("Words of the plan"), lambda r: r.target.quote, 46),
    C("where", N_("Place"), lambda r: r.target.where, 26),
    C("note", N_("Notes"), lambda r: r.target.note, 44),
)
_DETAILS: tuple[C, ...] = (
    C("page", N_("Page"), lambda r: r.target.page, 8),
    C("indicator", N_("Indicator key"), lambda r: r.target.indicator, 28),
    *plan_columns(lambda r: r.plan.plan),
    C("line", N_("Line in the plan file"), lambda r: r.target.line, 11, figures=True),
)
