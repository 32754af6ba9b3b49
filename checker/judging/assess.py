"""From the rules that fired to one assessment of each requirement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from checker.failures import EngineFailure
from checker.judging.assess_tasks import TaskAssessment, assess_tasks
from checker.judging.bounds import NO_FLOOR, floor_of
from checker.judging.engine import Firing, run
from checker.judging.facts import build_facts
from checker.judging.observe import Observation, observe
from checker.judging.rules import RULES
from checker.judging.task_facts import build_task_facts
from checker.reading.models import Acceptance, Catalogue, Commitment, Indicator, Plan, Requirement, Ruleset
from checker.reading.numbers import unscaled

Status = Literal["met", "exceeded", "weaker", "late", "missing", "unclear", "not_applicable", "accepted"]
STATUSES: tuple[Status, ...] = ("met", "exceeded", "weaker", "late", "missing", "unclear", "not_applicable", "accepted")
GAPS = frozenset({"weaker", "late", "missing", "unclear"})
_SHORTFALLS = ("value", "strictness", "scope", "deadline")

ANSWERS = ("answers-on-time", "answers-late", "carried-forward")
DOUBTS = ("not-comparable", "no-year", "year-before-issue", "year-too-far")

_ANSWERING = frozenset({*ANSWERS, *DOUBTS})
_VERDICTS = frozenset(name for name, rule in RULES.items() if rule.concludes and name != "accepted")
_SHORTFALL_OF = {name: rule.shortfall for name, rule in RULES.items() if rule.shortfall}
_TRACED = {name: rule.priority for name, rule in RULES.items() if not rule.observes}


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Why an answer falls short. ``by`` is in ``unit``; None where it cannot be counted."""

    kind: str
    by: Decimal | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What became of one requirement.

    ``governing`` are the numbers of the plan's commitments that the status rests on (several only
    if they say the same), ``answers`` of all that answer or might; ``rule`` is the rule that gave
    the status, ``trace`` every rule that fired for the requirement. ``gap`` is the status under an
    acceptance, ``acceptance`` its number.
    """

    requirement: Requirement
    status: Status
    rule: str
    shortfalls: tuple[Shortfall, ...]
    governing: tuple[int, ...]
    answers: tuple[int, ...]
    trace: tuple[Firing, ...]
    gap: Status | None = None
    acceptance: int | None = None
    expired: int | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a plan: for each ruleset its requirements and its tasks, and the observations."""

    assessments: list[list[Assessment]]
    tasks: list[list[TaskAssessment]]
    observations: list[Observation]


def judge(
    plan: Plan,
    rulesets: Sequence[Ruleset],
    catalogue: Catalogue,
    acceptances: Sequence[Acceptance] = (),
    as_of: date = date.min,
) -> Judgement:
    """Judges a plan by rulesets that apply to it. Raises EngineUnavailable, EngineFailure."""
    facts = build_facts(plan, rulesets, catalogue, acceptances, as_of) + build_task_facts(plan, rulesets, catalogue)
    firings = run(facts)
    fired: dict[int, list[Firing]] = defaultdict(list)  # sorted, as the firings are
    for firing in firings:
        fired[firing.requirement].append(firing)
    assessments: list[list[Assessment]] = []
    number = 0
    for ruleset in rulesets:
        assessments.append([])
        for requirement in ruleset.requirements:
            indicator = catalogue.indicators[requirement.indicator]
            assessments[-1].append(_assess(requirement, indicator, plan.commitments, fired[number]))
            number += 1
    return Judgement(assessments, assess_tasks(firings, rulesets), observe(firings, plan, rulesets))


def _assess(
    requirement: Requirement, indicator: Indicator, commitments: Sequence[Commitment], fired: list[Firing]
) -> Assessment:
    """``fired`` is sorted."""
    verdicts = [f for f in fired if f.rule in _VERDICTS]
    statuses = {RULES[f.rule].concludes for f in verdicts}
    if len(statuses) != 1:
        raise EngineFailure(f"{requirement.id}: the rules concluded {sorted(map(str, statuses))}")
    status: Status = statuses.pop()  # type: ignore[assignment]
    governing = _commitments(verdicts)
    if status == "met" and verdicts[0].rule == "carried-forward":
        # any of several earlier commitments carries; the latest says it best
        governing = _latest(governing, commitments)
    found = {_SHORTFALL_OF[f.rule] for f in fired if f.rule in _SHORTFALL_OF}
    shortfalls = tuple(
        [_shortfall(kind, requirement, indicator, commitments[governing[0]]) for kind in _SHORTFALLS if kind in found]
        if found
        else ()
    )
    answers = _commitments([f for f in fired if f.rule in _ANSWERING])
    accepted = _number(fired, "accepted", "A")
    is_accepted = accepted is not None and status in GAPS
    return Assessment(
        requirement=requirement,
        status="accepted" if is_accepted else status,
        rule=verdicts[0].rule,
        shortfalls=shortfalls,
        governing=governing,
        answers=answers,
        trace=tuple(sorted([f for f in fired if f.rule in _TRACED], key=_in_order)),
        gap=status if is_accepted else None,
        acceptance=accepted if is_accepted else None,
        expired=_number(fired, "acceptance-expired", "A"),
    )


def _in_order(firing: Firing) -> int:
    return _TRACED[firing.rule]


def _commitments(firings: Iterable[Firing]) -> tuple[int, ...]:
    return tuple(sorted({n for f in firings for kind, n in f.facts if kind == "C"}))


def _number(fired: Iterable[Firing], rule: str, kind: str) -> int | None:
    """The first fact of a kind on which a rule fired."""
    return next((n for f in fired if f.rule == rule for k, n in f.facts if k == kind), None)


def _latest(numbers: tuple[int, ...], commitments: Sequence[Commitment]) -> tuple[int, ...]:
    last = max(commitments[n].year or 0 for n in numbers)
    return tuple(n for n in numbers if commitments[n].year == last)


def _shortfall(kind: str, requirement: Requirement, indicator: Indicator, answer: Commitment) -> Shortfall:
    if kind == "value" and indicator.kind != "promise":
        asked, said = floor_of(requirement, indicator), floor_of(answer, indicator)
        if asked and said and said.value != NO_FLOOR:
            return Shortfall(kind, unscaled(asked.value - said.value), indicator.unit)
    if kind == "deadline":
        return Shortfall(kind, Decimal((answer.year or 0) - (requirement.year or 0)), "years")
    return Shortfall(kind)
