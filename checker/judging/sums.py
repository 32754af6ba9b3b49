"""What a norm asks of the whole nation, added up over all the plans of one run.

No province can fail such a task alone; a plan that gives no figure leaves the sum short, and a
province without a plan in the run is not known, never taken for zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from checker.judging.task_facts import comparable_quantity
from checker.reading.models import NormTask, Plan, Quantity, Ruleset
from checker.reading.numbers import scaled, unscaled
from checker.reading.places import provinces


@dataclass(frozen=True, slots=True)
class Contribution:
    """What the task of a plan with that number gives a year, scaled, in the unit of the norm."""

    task: int
    amount: int
    years: range


Gifts = Mapping[str, Mapping[int, int]]
"""What each province that a plan speaks for gives in each year, by its name; nothing where no plan has a figure."""


@dataclass(frozen=True, slots=True)
class Period:
    """Years in a row with the same total; ``missing`` is what the total lacks, 0 where it lacks nothing."""

    years: range
    total: Decimal
    missing: Decimal


@dataclass(frozen=True, slots=True)
class NationalSum:
    """One task of a norm over all plans that the norm binds.

    ``without_plan`` are the provinces that no plan of the run speaks for. ``unclear``: short so far, and provinces
    are not known.
    """

    task: NormTask
    status: Literal["met", "weaker", "unclear"]
    periods: tuple[Period, ...]
    without_plan: tuple[str, ...]


def national_tasks(ruleset: Ruleset) -> list[tuple[NormTask, Quantity]]:
    """The tasks of a norm that all plans carry out together, each with how much of it is asked."""
    return [(task, task.quantity) for task in ruleset.tasks if task.over == "nation" and task.quantity]


def years_of(asked: Quantity) -> range:
    """The years in which a norm asks for that much."""
    return _years(asked, default=asked)


def contributions(task: NormTask, asked: Quantity, plan: Plan) -> list[Contribution]:
    """What the plan, which the norm binds, gives of one of its tasks."""
    found = []
    for number, own in enumerate(plan.tasks):
        amount = comparable_quantity(own, task) if task.id in own.answers else 0
        if amount and own.quantity:
            years = _years(own.quantity, default=asked)
            if own.quantity.from_ is None and plan.covers:  # the words give no year: not before the plan begins
                years = range(max(years.start, plan.covers.from_), years.stop)
            found.append(Contribution(number, amount, years))
    return found


def least(given: dict[int, int], amount: int, years: Iterable[int]) -> None:
    """Adds an amount to what its province gives: of what it says several times, the least counts.

    It may be the same doctors.
    """
    for year in years:
        given[year] = min(amount, given.get(year, amount))


def national_sum(task: NormTask, asked: Quantity, gifts: Gifts) -> NationalSum:
    """What the plans of a run, all of them bound by the norm, give of one of its tasks."""
    periods = _periods(years_of(asked), scaled(asked.at_least), gifts)
    without_plan = tuple(p.name for p in provinces() if p.name not in gifts)
    status: Literal["met", "weaker", "unclear"] = "met"
    if any(period.missing for period in periods):
        status = "unclear" if without_plan else "weaker"
    return NationalSum(task, status, periods, without_plan)


def _years(quantity: Quantity, default: Quantity) -> range:
    """The years of a quantity; what it leaves out is as in ``default``, and at last one year."""
    first = quantity.from_ or default.from_ or default.to or 0
    last = quantity.to or default.to or first
    return range(first, max(first, last) + 1)


def _periods(years: range, asked: int, gifts: Gifts) -> tuple[Period, ...]:
    periods: list[Period] = []
    for year in years:
        amount = sum(given.get(year, 0) for given in gifts.values())
        total, missing = unscaled(amount), unscaled(max(asked - amount, 0))
        if periods and periods[-1].total == total:
            periods[-1] = Period(range(periods[-1].years.start, year + 1), total, missing)
        else:
            periods.append(Period(range(year, year + 1), total, missing))
    return tuple(periods)
