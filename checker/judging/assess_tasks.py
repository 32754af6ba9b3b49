"""From the rules that fired to what became of each task of the norms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from checker.failures import EngineFailure
from checker.judging.engine import Firing
from checker.judging.rules import RULES
from checker.reading.models import NormTask, Ruleset

TaskStatus = Literal["assigned", "unclear", "weaker", "late", "unassigned"]
TASK_STATUSES: tuple[TaskStatus, ...] = ("assigned", "unclear", "weaker", "late", "unassigned")
"""The best first. None of them is a gap: the norm's minimums are its requirements."""
_PLACES: dict[str | None, int] = {status: place for place, status in enumerate(TASK_STATUSES)}


@dataclass(frozen=True, slots=True)
class TaskAssessment:
    """What a plan does about one task of a norm.

    ``answers`` are pairs of kind and number, ("T", 3) for the plan's task 3 and ("C", 1) for its
    commitment 1; ``rule`` is the rule that gave the status.
    """

    task: NormTask
    status: TaskStatus
    rule: str
    answers: tuple[tuple[str, int], ...]
    trace: tuple[Firing, ...]


def assess_tasks(firings: Iterable[Firing], rulesets: Sequence[Ruleset]) -> list[list[TaskAssessment]]:
    """One assessment for each task of each ruleset, in order. Raises EngineFailure."""
    fired: dict[int, list[Firing]] = defaultdict(list)
    for firing in firings:
        for kind, number in firing.facts:
            if kind == "W":
                fired[number].append(firing)
    assessed: list[list[TaskAssessment]] = []
    number = 0
    for ruleset in rulesets:
        assessed.append([])
        for task in ruleset.tasks:
            assessed[-1].append(_assess(task, fired[number]))
            number += 1
    return assessed


def _assess(task: NormTask, fired: list[Firing]) -> TaskAssessment:
    """Of one answer the worst that is to be said counts, of several answers the best one."""
    worst: dict[tuple[tuple[str, int], ...], Firing] = {}
    for firing in fired:
        answer = tuple(fact for fact in firing.facts if fact[0] != "W")
        so_far = worst.setdefault(answer, firing)
        if _place(firing) > _place(so_far):
            worst[answer] = firing
    if not worst:
        raise EngineFailure(f"{task.id}: no rule fired")
    best = min(worst.values(), key=lambda firing: (_place(firing), firing))
    status = TASK_STATUSES[_place(best)]
    answers = tuple(sorted(fact for answer in worst for fact in answer))
    return TaskAssessment(task, status, best.rule, answers, tuple(fired))


def _place(firing: Firing) -> int:
    return _PLACES[RULES[firing.rule].concludes]
