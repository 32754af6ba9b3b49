"""What plans could say of a requirement, a task or a group of a norm, and what the engine makes of it.

The examples follow from the entry itself: its number and the last decimal it is written with, its
unit, its scope, its milestone and the others of its indicator. No outcome is written here: each
plan is judged, under the whole ruleset, the way every plan is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from checker.judging.assess import Assessment, Judgement, judge
from checker.judging.assess_tasks import TaskAssessment
from checker.judging.bounds import end_of
from checker.judging.facts import LAST_YEAR, SCOPE_ASKED, Rung, ladder
from checker.judging.observe import Observation
from checker.reading.dates import last_day
from checker.reading.models import Catalogue, Indicator, NormTask, Plan, Quantity, Requirement, Ruleset, TaskGroup

Fields = dict[str, Any]

_LATE = (1, 5)
"""By how many years the late examples come after the milestone."""
_SHARES = ("%", "‰")


@dataclass(frozen=True, slots=True)
class Example:
    """A plan, and what became of the requirement under it."""

    plan: Plan
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class TaskExample:
    """A plan, and what became of the norm's task under it."""

    plan: Plan
    assessment: TaskAssessment


@dataclass(frozen=True, slots=True)
class GroupExample:
    """A plan, and the remark that the group gives rise to under it, if any."""

    plan: Plan
    remark: Observation | None


# ---- Requirements.


def examples_of_requirement(requirement: Requirement, ruleset: Ruleset, catalogue: Catalogue) -> tuple[Example, ...]:
    """Plans that meet the requirement, then those that fall short in one thing each.

    Raises EngineUnavailable, EngineFailure.
    """
    number = ruleset.requirements.index(requirement)
    indicator = catalogue.indicators[requirement.indicator]
    rung = ladder(ruleset.requirements)[number]
    said = _promises(requirement) if indicator.kind == "promise" else _numbers(requirement, indicator)
    others = [*said, *_other_years(requirement, indicator, rung, _issue_year(ruleset))]
    plans = [_plan(ruleset, commitments=[{"indicator": requirement.indicator, **fields}]) for fields in others]
    plans += [_plan(ruleset, covers=years) for years in _periods(requirement, _issue_year(ruleset))]
    return tuple(
        Example(plan, _judged(plan, ruleset, catalogue).assessments[0][number]) for plan in dict.fromkeys(plans)
    )


def satisfying(requirement: Requirement) -> Fields:
    """What a commitment says that has the requirement's own bound and time; keys as in a plan file."""
    return {**_bound(requirement), **_time(requirement, requirement.year or 0)}


def _numbers(requirement: Requirement, indicator: Indicator) -> Iterator[Fields]:
    """Targets for the milestone: the norm's bound, stricter ones, weaker ones, unclear ones."""
    plain, strict = _comparators(indicator)
    end, better, worse = _around(requirement, indicator)
    on_time = _time(requirement, requirement.year or 0)
    unit = requirement.unit
    excludes_the_limit = requirement.comparator == strict
    yield satisfying(requirement)
    if not excludes_the_limit and end not in (0, indicator.ceiling):
        yield {strict: written(end), "unit": unit, **on_time}
    if better >= 0 or end < 0:
        yield {plain: written(better), "unit": unit, **on_time}
    if worse >= 0 or end < 0:
        yield {plain: written(worse), "unit": unit, **on_time}
    if excludes_the_limit:
        yield {plain: written(end), "unit": unit, **on_time}
    for scope in _lesser_scopes(requirement, indicator):
        yield {**satisfying(requirement), "scope": scope}
    yield on_time
    if indicator.unit in _SHARES and end == end.to_integral_value():
        yield {plain: written(end), "unit": "people", **on_time}


def _promises(requirement: Requirement) -> Iterator[Fields]:
    """Targets for the milestone on a promise, which has no number."""
    yield satisfying(requirement)
    yield {**satisfying(requirement), "promised": "false"}
    if SCOPE_ASKED[requirement.scope] == SCOPE_ASKED["all"]:
        yield {**satisfying(requirement), "scope": "part"}


def _other_years(requirement: Requirement, indicator: Indicator, rung: Rung, issued: int) -> Iterator[Fields]:
    """Targets for other years than the milestone's: later, earlier, none, and one that must be a misprint."""
    bound = _bound(requirement)
    for years in _LATE if rung.reach > rung.year else _LATE[:1]:
        if rung.year + years <= LAST_YEAR:
            yield {**bound, **_time(requirement, rung.year + years)}
    if rung.previous >= issued:
        yield {**bound, **_time(requirement, rung.previous)}
        if indicator.kind != "promise":
            end, _, worse = _around(requirement, indicator)
            if worse >= 0 or end < 0:
                plain, _ = _comparators(indicator)
                weaker = {plain: written(worse), "unit": requirement.unit}
                yield {**weaker, **_time(requirement, rung.previous)}
    yield bound
    yield {**bound, **_time(requirement, issued - 1)}


def _periods(requirement: Requirement, issued: int) -> Iterator[Fields | None]:
    """Plans that say nothing on the indicator: without a period, and with one that leaves the milestone out."""
    yield None
    if requirement.year and issued < requirement.year:
        yield {"from": str(issued), "to": str(requirement.year - 1)}
    if requirement.asked_if_covers and requirement.asked_if_covers >= issued:
        start = requirement.asked_if_covers + 1
        yield {"from": str(start), "to": str(max(start, requirement.year or 0) + 4)}


def _comparators(indicator: Indicator) -> tuple[str, str]:
    """The comparator that includes the limit, and the one that excludes it."""
    return ("at_least", "more_than") if indicator.direction == "more" else ("at_most", "less_than")


def _around(requirement: Requirement, indicator: Indicator) -> tuple[Decimal, Decimal, Decimal]:
    """The requirement's number, the next better and the next worse in the last decimal that it is written with."""
    end = end_of(requirement, indicator.direction) or Decimal(0)
    step = _step(end)
    return (end, end + step, end - step) if indicator.direction == "more" else (end, end - step, end + step)


def _step(number: Decimal) -> Decimal:
    return Decimal(1).scaleb(min(int(number.as_tuple().exponent), 0))


def _lesser_scopes(requirement: Requirement, indicator: Indicator) -> Iterator[str]:
    if SCOPE_ASKED[requirement.scope] == SCOPE_ASKED["all"]:
        yield "average" if requirement.scope == "each" else "part"
    if indicator.unit in _SHARES:  # what is no share has no denominator that a plan would widen
        yield "wider"


def _bound(requirement: Requirement) -> Fields:
    comparator = requirement.comparator or ""
    value = getattr(requirement, comparator)
    if isinstance(value, bool):
        return {comparator: str(value).lower()}
    said = tuple(map(written, value)) if isinstance(value, tuple) else written(value)
    return {comparator: said, "unit": requirement.unit}


def _time(requirement: Requirement, year: int) -> Fields:
    return {"from" if requirement.from_ is not None else "by": str(year)}


# ---- Tasks and groups.


def examples_of_task(task: NormTask, ruleset: Ruleset, catalogue: Catalogue) -> tuple[TaskExample, ...]:
    """Plans that carry the task out, then those that do so late, in part or not at all.

    Raises EngineUnavailable, EngineFailure.
    """
    number = ruleset.tasks.index(task)
    plans = [_plan(ruleset, tasks=[{**fields, "answers": task.id}]) for fields in _tasks(task)]
    if task.indicator:
        plans += [_plan(ruleset, commitments=[fields]) for fields in _targets(task, catalogue)]
    plans.append(_plan(ruleset))
    return tuple(TaskExample(plan, _judged(plan, ruleset, catalogue).tasks[0][number]) for plan in dict.fromkeys(plans))


def carrying_out(task: NormTask) -> Fields:
    """What a task of a plan says that carries out the norm's; keys as in a plan file, without its words."""
    fields: Fields = {"due": task.due} if task.due else {}
    return {**fields, "quantity": _quantity(task.quantity)} if task.quantity else fields


def promising(task: NormTask, catalogue: Catalogue) -> Fields:
    """What a target of a plan says that carries out the norm's task; keys as in a plan file."""
    indicator = catalogue.indicators[task.indicator or ""]
    bound = {"promised": "true"} if indicator.kind == "promise" else {"at_least": "1", "unit": indicator.unit}
    deadline = last_day(task.due)
    return {"indicator": task.indicator, **bound, **({"by": str(deadline.year)} if deadline else {})}


def _tasks(task: NormTask) -> Iterator[Fields]:
    same = carrying_out(task)
    deadline = last_day(task.due)
    yield same
    if deadline:
        following = deadline + timedelta(days=1)
        if "-Q" in (task.due or ""):
            yield {**same, "due": f"{following.year}-Q{(following.month + 2) // 3}"}
            yield {**same, "due": str(deadline.year)}  # the whole year, which ends after the quarter
        else:
            yield {**same, "due": str(following if (task.due or "").count("-") else following.year)}
    yield {key: value for key, value in same.items() if key != "due"}
    if task.quantity:
        step = _step(task.quantity.at_least)
        if task.over == "plan" and task.quantity.at_least > step:
            yield {**same, "quantity": _quantity(task.quantity, task.quantity.at_least - step)}
        yield {key: value for key, value in same.items() if key != "quantity"}


def _targets(task: NormTask, catalogue: Catalogue) -> Iterator[Fields]:
    target = promising(task, catalogue)
    yield target
    if "by" in target:
        yield {**target, "by": str(int(target["by"]) + 1)}


def _quantity(quantity: Quantity, amount: Decimal | None = None) -> Fields:
    years = {"from": quantity.from_, "to": quantity.to}
    return {
        "at_least": written(quantity.at_least if amount is None else amount),
        "unit": quantity.unit,
        **{key: str(year) for key, year in years.items() if year is not None},
    }


def examples_of_group(group: TaskGroup, ruleset: Ruleset, catalogue: Catalogue) -> tuple[GroupExample, ...]:
    """A plan with a task in the group, and one without. Raises EngineUnavailable, EngineFailure."""
    number = ruleset.groups.index(group)
    plans = (_plan(ruleset, tasks=[{"group": str(group.number)}]), _plan(ruleset))
    return tuple(GroupExample(plan, _remark(_judged(plan, ruleset, catalogue).observations, number)) for plan in plans)


def _remark(observations: Iterable[Observation], group: int) -> Observation | None:
    return next((o for o in observations if ("H", group) in o.facts), None)


# ---- Plans.


def written(number: Decimal) -> str:
    """A number as it may stand in a plan file, where three decimals could be taken for thousands."""
    text = f"{number:f}"
    return text + "0" if len(text.partition(".")[2]) == 3 else text


def _issue_year(ruleset: Ruleset) -> int:
    return (ruleset.applies_to.issued_from or ruleset.issued).year


def _plan(
    ruleset: Ruleset,
    commitments: Sequence[Fields] = (),
    tasks: Sequence[Fields] = (),
    covers: Fields | None = None,
) -> Plan:
    """A plan from the year of the norm that says this and nothing else."""
    title = "…"
    data = {
        "schema": "plan/1", "id": "example", "province": "Hà Nội", "title": title, "issued": str(_issue_year(ruleset)),
        "commitments": tuple(commitments), "tasks": tuple({"title": title, **task} for task in tasks),
        **({"covers": covers} if covers else {}),
    }  # fmt: skip
    return Plan.model_validate(data)


def _judged(plan: Plan, ruleset: Ruleset, catalogue: Catalogue) -> Judgement:
    return judge(plan, [ruleset], catalogue)
