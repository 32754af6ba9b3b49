"""What a norm asks of the whole nation, added up over all the plans of one run.

No province can fail such a task alone; a plan that gives no figure leaves the sum short, and a
province without a plan in the run is not known, never taken for zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from checker.judging.task_facts import comparable_quantity
from checker.reading.load import PlanFile
from checker.reading.models import NormTask, Quantity
from checker.reading.numbers import unscaled
from checker.reading.places import provinces


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a task of a plan gives a year, from one year to another, in the unit of the norm."""

    file: PlanFile
    task: int
    amount: Decimal
    years: range


@dataclass(frozen=True, slots=True)
class Period:
    """Years in a row with the same total; ``missing`` is what the total lacks, 0 where it lacks nothing."""

    years: range
    total: Decimal
    missing: Decimal


@dataclass(frozen=True, slots=True)
class NationalSum:
    """One task of a norm over all plans that the norm binds.

    ``without_figure`` are plans that say nothing countable, ``without_plan`` the provinces that no
    plan of the run speaks for. ``unclear``: short so far, and provinces are not known.
    """

    task: NormTask
    status: Literal["met", "weaker", "unclear"]
    periods: tuple[Period, ...]
    contributions: tuple[Contribution, ...]
    without_figure: tuple[PlanFile, ...]
    without_plan: tuple[str, ...]


def national_sum(task: NormTask, asked: Quantity, plans: Sequence[PlanFile]) -> NationalSum:
    """Adds up what the plans, all of them bound by the norm, give of one of its tasks."""
    norm_years = _years(asked, default=asked)
    contributions = tuple(c for file in plans for c in _contributions(task, asked, file))
    giving = {id(c.file) for c in contributions}
    periods = _periods(norm_years, asked.at_least, contributions)
    represented = {file.province.name for file in plans}
    without_plan = tuple(p.name for p in provinces() if p.name not in represented)
    status: Literal["met", "weaker", "unclear"] = "met"
    if any(period.missing for period in periods):
        status = "unclear" if without_plan else "weaker"
    return NationalSum(
        task=task,
        status=status,
        periods=periods,
        contributions=contributions,
        without_figure=tuple(file for file in plans if id(file) not in giving),
        without_plan=without_plan,
    )


def _contributions(task: NormTask, asked: Quantity, file: PlanFile) -> list[Contribution]:
    found = []
    for number, own in enumerate(file.plan.tasks):
        amount = comparable_quantity(own, task) if task.id in own.answers else 0
        if amount and own.quantity:
            years = _years(own.quantity, default=asked)
            covers = file.plan.covers
            if own.quantity.from_ is None and covers:  # the words give no year: not before the plan begins
                years = range(max(years.start, covers.from_), years.stop)
            found.append(Contribution(file, number, unscaled(amount), years))
    return found


def _years(quantity: Quantity, default: Quantity) -> range:
    """The years of a quantity; what it leaves out is as in ``default``, and at last one year."""
    first = quantity.from_ or default.from_ or default.to or 0
    last = quantity.to or default.to or first
    return range(first, max(first, last) + 1)


def _periods(years: range, asked: Decimal, contributions: Sequence[Contribution]) -> tuple[Period, ...]:
    periods: list[Period] = []
    for year in years:
        total = _total(year, contributions)
        missing = max(asked - total, Decimal(0))
        if periods and periods[-1].total == total:
            periods[-1] = Period(range(periods[-1].years.start, year + 1), total, missing)
        else:
            periods.append(Period(range(year, year + 1), total, missing))
    return tuple(periods)


def _total(year: int, contributions: Sequence[Contribution]) -> Decimal:
    """Of what one province says several times, the least counts: it may be the same doctors."""
    least: dict[str, Decimal] = {}
    for contribution in contributions:
        if year in contribution.years:
            name = contribution.file.province.name
            least[name] = min(contribution.amount, least.get(name, contribution.amount))
    return sum(least.values(), Decimal(0))
