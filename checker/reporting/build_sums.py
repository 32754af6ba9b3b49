"""Puts what a norm asks of the whole nation, and what the plans of a run give of it, into the data of a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from checker.i18n import N_, Language
from checker.judging.sums import NationalSum, Period, least, national_sum, national_tasks, years_of
from checker.reading.models import NormTask, Quantity, Ruleset
from checker.reading.numbers import plain, unscaled
from checker.reporting.digest import Given, PlanDigest, SumShare
from checker.reporting.entries import ContributionData, PeriodData, SumData
from checker.reporting.nation_wording import open_values_in_words
from checker.reporting.task_wording import asked_of_task
from checker.reporting.wording import with_unit


@dataclass(slots=True)
class Gifts:
    """What the plans that a norm binds give to one of its sums, put together by province.

    ``years`` are the norm's. ``provinces``: by name, what each gives in each year; ``without_figure`` are those of
    plans none of which has a figure. ``open`` is how many plans are not final.
    """

    years: range
    plans: int = 0
    open: int = 0
    provinces: dict[str, dict[int, int]] = field(default_factory=dict)
    with_figure: set[str] = field(default_factory=set)

    @property
    def without_figure(self) -> list[str]:
        return sorted(self.provinces.keys() - self.with_figure)

    def add(self, province: str, share: SumShare) -> None:
        """Adds what one plan gives."""
        self.plans += 1
        self.open += not share.final
        given = self.provinces.setdefault(province, {})
        for one in share.given:
            self.with_figure.add(province)
            least(given, one.amount, self._within(one))

    def merge(self, other: Gifts) -> None:
        """Adds what other plans of the run give."""
        self.plans += other.plans
        self.open += other.open
        self.with_figure |= other.with_figure
        for province, gifts in other.provinces.items():
            given = self.provinces.setdefault(province, {})
            for year, amount in gifts.items():
                least(given, amount, (year,))

    def _within(self, one: Given) -> range:
        return range(max(one.from_, self.years.start), min(one.to + 1, self.years.stop))


GiftsOfRun = tuple[tuple[Gifts, ...], ...]
"""For each ruleset of a run and each of its tasks that the nation carries out together."""


def no_gifts(rulesets: Sequence[Ruleset]) -> GiftsOfRun:
    """To begin with."""
    return tuple(tuple(Gifts(years_of(asked)) for _, asked in national_tasks(ruleset)) for ruleset in rulesets)


def take(gifts: GiftsOfRun, digest: PlanDigest) -> None:
    """Adds what one plan gives to the sums of the norms that bind it."""
    for of_norm, norm in zip(gifts, digest.norms, strict=True):
        if norm.applies:
            for one, share in zip(of_norm, norm.sums, strict=True):
                one.add(digest.province, share)


def build_sums(
    rulesets: Sequence[Ruleset], digests: Iterable[PlanDigest], language: Language, *, values: bool = True
) -> tuple[SumData, ...]:
    """A sum for each task that a norm which binds a plan asks of the nation.

    ``digests`` are made with the same ``rulesets`` in the same order; iterated over once. ``values``: whether to name
    what each plan gives; without, no digest is kept, and provinces are named once that have no figure in any plan.
    """
    gifts, kept = no_gifts(rulesets), []
    for digest in digests:
        take(gifts, digest)
        if values:
            kept.append(digest)
    return sums_of(rulesets, gifts, language, kept if values else None)


def sums_of(
    rulesets: Sequence[Ruleset], gifts: GiftsOfRun, language: Language, plans: Sequence[PlanDigest] | None = None
) -> tuple[SumData, ...]:
    """The same from what plans give together; ``plans`` are those that are named with what they give."""
    return tuple(
        _data(ruleset, task, asked, given, _shares(plans, number, place), language)
        for number, ruleset in enumerate(rulesets)
        for place, ((task, asked), given) in enumerate(zip(national_tasks(ruleset), gifts[number], strict=True))
        if given.plans
    )


_Shares = Sequence[tuple[PlanDigest, SumShare]] | None


def _shares(plans: Sequence[PlanDigest] | None, number: int, place: int) -> _Shares:
    if plans is None:
        return None
    return [(digest, digest.norms[number].sums[place]) for digest in plans if digest.norms[number].applies]


def _data(
    ruleset: Ruleset, task: NormTask, asked: Quantity, given: Gifts, shares: _Shares, language: Language
) -> SumData:
    found = national_sum(task, asked, given.provinces)
    without = [digest for digest, share in shares or () if not share.given]
    return SumData(
        task=task.id,
        ruleset=ruleset.id,
        clause=task.clause,
        title=task.title.text(language.code),
        asked=plain(asked.at_least),
        asked_text=asked_of_task(task, language),
        unit=asked.unit,
        status=found.status,
        final=not given.open,
        text=_summary(found, asked, language) + open_values_in_words(given.open, language),
        periods=tuple(_period(period, asked, language) for period in found.periods),
        contributions=tuple(
            _contribution(digest, one, final=share.final) for digest, share in shares or () for one in share.given
        ),
        without_figure=tuple(digest.id for digest in without),
        without_figure_names=tuple(given.without_figure if shares is None else (d.province for d in without)),
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


def _contribution(digest: PlanDigest, given: Given, *, final: bool) -> ContributionData:
    cited = given._asdict() | {"amount": plain(unscaled(given.amount))}
    if given.review is None:
        del cited["review"], cited["review_reason"]  # or a dump with all fields would differ
    return ContributionData(plan=digest.id, province=digest.province, final=final, **cited)
