"""What becomes of a norm's tasks, as the domain says it: in plain Python, on days of the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from oracle import A_PROMISE, bound_of, in_unit, possible
from oracle_terms import days_of

from checker.reading.dates import PartialDate
from checker.reading.models import Catalogue, Commitment, NormTask, Plan, Quantity, Task

BEST_FIRST = ("assigned", "unclear", "weaker", "late", "unassigned")


@dataclass(frozen=True)
class Carrying:
    """An entry of the plan that carries out a norm's task: ("T", 3) its task 3, ("C", 1) its target 1."""

    entry: tuple[str, int]
    status: str


@dataclass(frozen=True)
class TaskVerdict:
    status: str
    answers: frozenset[tuple[str, int]] = frozenset()


def assess_task(plan: Plan, task: NormTask, catalogue: Catalogue) -> TaskVerdict:
    """Of all that carries the task out the best counts; what nothing carries out is unassigned."""
    found = list(carrying(plan, task, catalogue))
    status = min((c.status for c in found), key=BEST_FIRST.index, default="unassigned")
    return TaskVerdict(status, frozenset(c.entry for c in found))


def carrying(plan: Plan, task: NormTask, catalogue: Catalogue) -> Iterator[Carrying]:
    """The plan's tasks that name the norm's task, and its targets on the indicator of that task."""
    for number, own in enumerate(plan.tasks):
        if task.id in own.answers:
            yield Carrying(("T", number), of_task(own, task))
    for number, target in enumerate(plan.commitments):
        status = of_target(target, task, plan, catalogue) if target.indicator == task.indicator else None
        if status:
            yield Carrying(("C", number), status)


def of_task(own: Task, task: NormTask) -> str:
    """The worst that is to be said of one task: of its day, and of how much it promises."""
    found = ["assigned"]
    deadline = calendar_days(task.due)
    if deadline:
        days = calendar_days(own.due)
        found.append("unclear" if days is None else "late" if days[1] > deadline[1] else "assigned")
    if task.quantity:
        amount = amount_in_unit_of(task.quantity, own.quantity)
        if amount is None:
            found.append("unclear")
        elif task.over == "plan" and amount < Fraction(str(task.quantity.at_least)):
            found.append("weaker")  # what is asked of the nation no plan alone can fall short of
    return max(found, key=BEST_FIRST.index)


def of_target(target: Commitment, task: NormTask, plan: Plan, catalogue: Catalogue) -> str | None:
    """A promise for a year is as good as a task due then; None where it is expressly not promised.

    It cannot be compared without a year to hold against a deadline, or with a number instead of a yes or no.
    """
    bound = bound_of(target, catalogue.indicators[task.indicator])
    if bound is None:
        return "unclear"
    if bound != A_PROMISE:
        return None
    deadline = calendar_days(task.due)
    if deadline is None:
        return "assigned"
    if target.year is None or not possible(target.year, plan):
        return "unclear"
    reached = date(target.year, 12, 31) if target.by is not None else date(target.year, 1, 1)
    return "late" if reached > deadline[1] else "assigned"


def calendar_days(due: str | None) -> tuple[date, date] | None:
    """The first and the last day that a due date allows; None where it names none ("yearly", "continuous")."""
    if due is None or due in ("yearly", "continuous"):
        return None
    year, *rest = due.split("-")
    if rest and rest[0].startswith("Q"):
        quarter = int(rest[0][1:])
        return days_of(PartialDate(int(year), 3 * quarter - 2))[0], days_of(PartialDate(int(year), 3 * quarter))[1]
    return days_of(PartialDate(int(year), *map(int, rest)))


def amount_in_unit_of(asked: Quantity, given: Quantity | None) -> Fraction | None:
    return in_unit(Fraction(str(given.at_least)), given.unit, asked.unit) if given else None
