"""The tables over all plans of a run: national targets, and what norms ask the plans to add up to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.i18n import N_, Language
from checker.reporting.chart_entries import NationData
from checker.reporting.entries import ContributionData, PeriodData, SumData
from checker.reporting.report import Report
from checker.writers.sheets.tables import lists
from checker.writers.sheets.tables.table import Column, Table, Value, joined, words
from checker.writers.wording import quoted

_KINDS = words(
    {
        "plan": N_("A plan’s contribution"),
        "total": N_("Total"),
        "without": N_("Without a figure"),
        "finding": N_("Finding"),
    }
)


@dataclass(frozen=True, slots=True)
class NationRow:
    """One requirement before the whole country; ``plans`` is what each plan promises, the weakest first."""

    nation: NationData
    norm: str
    plans: str | None


@dataclass(frozen=True, slots=True)
class SumRow:
    """One line of a sum: what a plan contributes, the total of years in a row, or who gives no figure."""

    sum: SumData
    norm: str
    kind: str
    entry: ContributionData | PeriodData | None
    name: str | None
    text: str | None


def nation(report: Report) -> Table[NationRow]:
    """Every requirement before the whole country."""
    numbers = _norms(report)
    return Table(
        key="nation",
        title=N_("The whole country"),
        about=N_("How far each requirement would be reached nationwide, if every plan given is carried out."),
        columns=_NATION,
        details=_NATION_DETAILS,
        rows=[NationRow(n, numbers.get(n.ruleset, n.ruleset), _promises(n)) for n in report.nation],
        fixed=3,
    )


def sums(report: Report, language: Language) -> Table[SumRow]:
    """What norms ask of the nation as a sum, line by line."""
    return Table(
        key="sums",
        title=N_("Sums over the plans"),
        about=N_("What a norm asks all provinces to reach together, and what each plan contributes."),
        columns=_SUM,
        details=_SUM_DETAILS,
        rows=list(_sum_rows(report, language)),
        fixed=3,
    )


def _norms(report: Report) -> dict[str, str]:
    return {r.ruleset.id: r.ruleset.number for plan in report.plans for r in plan.rulesets}


def _promises(data: NationData) -> str | None:
    return joined(f"{value.province}: {value.said or value.value_text or '–'}" for value in data.values)


def _sum_rows(report: Report, language: Language) -> Iterator[SumRow]:
    numbers = _norms(report)
    for s in report.sums:
        norm = numbers.get(s.ruleset, s.ruleset)
        for given in s.contributions:
            yield SumRow(s, norm, "plan", given, given.province, quoted(given, language))
        for name in s.without_figure_names:
            yield SumRow(s, norm, "without", None, name, None)
        for period in s.periods:
            yield SumRow(s, norm, "total", period, None, period.text)
        without = language.say("Provinces without a plan in this run: {names}", names=", ".join(s.without_plan))
        yield SumRow(s, norm, "finding", None, None, joined([s.text, without if s.without_plan else None]))


def _amount(row: SumRow) -> Value:
    if row.entry is None:
        return None
    return row.entry.amount if isinstance(row.entry, ContributionData) else row.entry.total


def _missing(row: SumRow) -> Value:
    return row.entry.missing if isinstance(row.entry, PeriodData) else None


N = Column[NationRow]
S = Column[SumRow]

_NATION: tuple[N, ...] = (
    N("norm", N_("Norm"), lambda r: r.norm, 13),
    N("clause", N_("Clause"), lambda r: r.nation.clause, 10),
    N("name", N_("Indicator"), lambda r: r.nation.name, 28),
    N("asked_text", N_("Asked"), lambda r: r.nation.asked_text, 22),
    N("status", N_("Status"), lambda r: r.nation.status, 15, lists.NATION_STATUSES),
    N("text", N_("Finding"), lambda r: r.nation.text, 60),
    N(
        "measure",
        N_("Measure"),
        lambda r: r.nation.measure,
        18,
        lists.MEASURES,
        meaning=N_("What the figures to the right are; a share is in percent of the population."),
    ),
    N("average", N_("Average of the plans"), lambda r: r.nation.average, 11, figures=True),
    N("low", N_("Lowest possible"), lambda r: r.nation.low, 11, figures=True),
    N("high", N_("Highest possible"), lambda r: r.nation.high, 11, figures=True),
    N("needed", N_("The others need"), lambda r: r.nation.needed, 11, figures=True),
    N("unit", N_("Unit"), lambda r: r.nation.unit, 14, lists.UNITS),
    N("known", N_("Population covered, %"), lambda r: r.nation.known, 12, figures=True),
    N("provinces", N_("Provinces covered"), lambda r: r.nation.provinces, 11, figures=True),
)
_NATION_DETAILS: tuple[N, ...] = (
    N("plans", N_("Each plan"), lambda r: r.plans, 60),
    N("asked", N_("Asked: number"), lambda r: r.nation.asked, 11, figures=True),
    N("requirement", N_("Requirement id"), lambda r: r.nation.requirement, 28),
    N("indicator", N_("Indicator key"), lambda r: r.nation.indicator, 28),
)
_SUM: tuple[S, ...] = (
    S("norm", N_("Norm"), lambda r: r.norm, 13),
    S("clause", N_("Clause"), lambda r: r.sum.clause, 10),
    S("title", N_("Task of the norm"), lambda r: r.sum.title, 36),
    S("asked_text", N_("Asked"), lambda r: r.sum.asked_text, 28),
    S("status", N_("Status"), lambda r: r.sum.status, 15, lists.SUM_STATUSES),
    S("kind", N_("Kind"), lambda r: r.kind, 18, _KINDS),
    S("province", N_("Province"), lambda r: r.name, 16),
    S("from", N_("From year"), lambda r: r.entry.from_ if r.entry else None, 9, figures=True),
    S("to", N_("To year"), lambda r: r.entry.to if r.entry else None, 9, figures=True),
    S("amount", N_("A year"), _amount, 11, figures=True),
    S("missing", N_("Missing a year"), _missing, 11, figures=True),
    S("unit", N_("Unit"), lambda r: r.sum.unit if r.entry else None, 14, lists.UNITS),
    S("text", N_("Words of the plan, or finding"), lambda r: r.text, 60),
)
_SUM_DETAILS: tuple[S, ...] = (
    S("verified", N_("Verified"), lambda r: r.sum.verified, 22, lists.VERIFIED),
    S("notes", N_("Notes"), lambda r: joined(r.sum.notes), 40),
    S("task", N_("Id of the norm’s task"), lambda r: r.sum.task, 28),
)
