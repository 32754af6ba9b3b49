"""Puts national sums into the data of a report."""

from __future__ import annotations

from collections.abc import Sequence

from checker.i18n import N_, Language
from checker.judging.finality import marks_of
from checker.judging.sums import Contribution, NationalSum, Period, national_sum
from checker.reading.load import PlanFile
from checker.reading.models import Catalogue, Quantity, Ruleset
from checker.reading.numbers import plain
from checker.reporting.case import Case
from checker.reporting.entries import ContributionData, PeriodData, SumData
from checker.reporting.nation_wording import open_values_in_words
from checker.reporting.task_wording import asked_of_task
from checker.reporting.wording import with_unit


def build_sums(
    rulesets: Sequence[tuple[Ruleset, Sequence[PlanFile]]], catalogue: Catalogue, language: Language
) -> tuple[SumData, ...]:
    """A sum for each task that a norm asks of the nation; each ruleset with the plans that it binds."""
    return tuple(
        _data(ruleset, national_sum(task, task.quantity, plans), task.quantity, plans, catalogue, language)
        for ruleset, plans in rulesets
        for task in ruleset.tasks
        if task.over == "nation" and task.quantity and plans
    )


def _data(
    ruleset: Ruleset,
    found: NationalSum,
    asked: Quantity,
    plans: Sequence[PlanFile],
    catalogue: Catalogue,
    language: Language,
) -> SumData:
    task = found.task
    open_plans = sum(bool(marks_of(file.plan).under_sum(task.id)) for file in plans)
    return SumData(
        task=task.id,
        ruleset=ruleset.id,
        clause=task.clause,
        title=task.title.text(language.code),
        asked=plain(asked.at_least),
        asked_text=asked_of_task(task, language),
        unit=asked.unit,
        status=found.status,
        final=not open_plans,
        text=_summary(found, asked, language) + open_values_in_words(open_plans, language),
        periods=tuple(_period(period, asked, language) for period in found.periods),
        contributions=tuple(_contribution(c, task.id, catalogue, language) for c in found.contributions),
        without_figure=tuple(file.plan.id for file in found.without_figure),
        without_figure_names=tuple(file.province.name for file in found.without_figure),
        without_plan=found.without_plan,
        verified=task.verified,
        notes=tuple(note.text(language.code) for note in task.notes),
    )


def _summary(found: NationalSum, asked: Quantity, language: Language) -> str:
    """The outcome in a sentence, said of the year that is furthest from the number asked."""
    if found.status == "met":
        return language.say("The plans of this run add up to what the norm asks, in every year.")
    weakest = max(found.periods, key=lambda period: period.missing)
    values = {
        "missing": with_unit(weakest.missing, asked.unit, language),
        "years": _years(weakest.years),
    }
    if found.status == "weaker":
        return language.say("The plans of all provinces fall short by {missing} in {years}.", **values)
    count = len(found.without_plan)
    return language.plural(
        "Short of {missing} in {years}; {count} province has no plan in this run, so nothing can be concluded yet.",
        "Short of {missing} in {years}; {count} provinces have no plan in this run, so nothing can be concluded yet.",
        count,
        count=count,
        **values,
    )


def _period(period: Period, asked: Quantity, language: Language) -> PeriodData:
    total = with_unit(period.total, asked.unit, language)
    text = N_("{years}: {total}, nothing missing")
    if period.missing:
        text = N_("{years}: {total}, {missing} missing")
    return PeriodData(
        from_=period.years.start,
        to=period.years.stop - 1,
        total=plain(period.total),
        missing=plain(period.missing),
        text=language.say(text, years=_years(period.years), total=total, missing=language.number(period.missing)),
    )


def _years(years: range) -> str:
    first, last = years.start, years.stop - 1
    return str(first) if first == last else f"{first}–{last}"


def _contribution(contribution: Contribution, task: str, catalogue: Catalogue, language: Language) -> ContributionData:
    file = contribution.file
    case = Case(file, catalogue, language, acceptances=(), whole=False, marks=marks_of(file.plan))
    return ContributionData(
        plan=file.plan.id,
        province=file.province.name,
        amount=plain(contribution.amount),
        from_=contribution.years.start,
        to=contribution.years.stop - 1,
        final=not case.marks.under_sum(task),
        **case.cited_fields("T", contribution.task),
    )
