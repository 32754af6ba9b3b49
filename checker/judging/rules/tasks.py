"""What plans assign, and what of the norms' tasks they carry out.

A norm's task (W) is answered by tasks of the plan that name it (M) or by targets on its indicator
(C); each such answer leaves a fact X, so that what nothing answers can be told.
"""

from __future__ import annotations

from collections.abc import Callable

from checker.judging.facts import NO_DAY, Fact
from checker.judging.rules.patterns import KNOWN_YEAR, TOO_EARLY, TOO_FAR, Match, Rule, begin, compare, of, phase, same
from checker.judging.task_facts import NO_DEADLINE

_WITH_DEADLINE = {"w": of("W", {"$lt": {"end": NO_DEADLINE}})}
_WITHOUT_DEADLINE = {"w": of("W", {"end": NO_DEADLINE})}
_BY_TARGET = {"w": of("W", {"$gte": {"i": 0}})}
_BY_TARGET_IN_TIME = {"w": of("W", {"$gte": {"i": 0}}, {"$lt": {"end": NO_DEADLINE}})}
_BY_TARGET_AT_ANY_TIME = {"w": of("W", {"$gte": {"i": 0}}, {"end": NO_DEADLINE})}
_PROMISED = ({"state": "clear"}, {"$gt": {"v": 0}})
_PLACED = (*_PROMISED, *KNOWN_YEAR)


def _answered(by: str) -> Callable[[Match], Fact]:
    def derive(match: Match) -> Fact:
        w = match["w"]["w"]
        return {"k": "X", "id": f"x{by}{w}.{match[by]['n']}", "w": w}

    return derive


RULES: dict[str, Rule] = {
    # What becomes of a norm's task.
    "task-in-time": Rule(
        (
            _WITH_DEADLINE,
            {"m": of("M", {"$gt": {"end": NO_DAY}}, compare("$lte", "end", "w", "end"), *same("w", "w"))},
        ),
        1,
        derive=_answered("m"),
        concludes="assigned",
    ),
    "task-without-deadline": Rule(
        (_WITHOUT_DEADLINE, {"m": of("M", *same("w", "w"))}), 1, derive=_answered("m"), concludes="assigned"
    ),
    "task-after-the-deadline": Rule(
        (_WITH_DEADLINE, {"m": of("M", compare("$gt", "end", "w", "end"), *same("w", "w"))}),
        1,
        derive=_answered("m"),
        concludes="late",
        observes="task_late",
    ),
    "task-without-a-day": Rule(
        (_WITH_DEADLINE, {"m": of("M", {"end": NO_DAY}, *same("w", "w"))}),
        1,
        derive=_answered("m"),
        concludes="unclear",
    ),
    "task-without-a-figure": Rule(
        ({"w": of("W", {"$gt": {"q": 0}})}, {"m": of("M", {"q": 0}, *same("w", "w"))}), 1, concludes="unclear"
    ),
    "task-promises-less": Rule(
        (
            {"w": of("W", {"nation": 0})},
            {"m": of("M", {"$gt": {"q": 0}}, compare("$lt", "q", "w", "q"), *same("w", "w"))},
        ),
        1,
        concludes="weaker",
    ),
    "target-in-time": Rule(
        (_BY_TARGET_IN_TIME, {"c": of("C", *_PLACED, compare("$lte", "day", "w", "end"), *same("w", "i"))}),
        1,
        derive=_answered("c"),
        concludes="assigned",
    ),
    "target-after-the-deadline": Rule(
        (_BY_TARGET_IN_TIME, {"c": of("C", *_PLACED, compare("$gt", "day", "w", "end"), *same("w", "i"))}),
        1,
        derive=_answered("c"),
        concludes="late",
        observes="task_late",
    ),
    "target-without-deadline": Rule(
        (_BY_TARGET_AT_ANY_TIME, {"c": of("C", *_PROMISED, *same("w", "i"))}),
        1,
        derive=_answered("c"),
        concludes="assigned",
    ),
    "target-without-a-year": Rule(
        (_BY_TARGET_IN_TIME, {"c": of("C", *_PROMISED, {"y": 0}, *same("w", "i"))}),
        1,
        derive=_answered("c"),
        concludes="unclear",
    ),
    "target-before-issue": Rule(
        (_BY_TARGET_IN_TIME, {"c": of("C", *_PROMISED, *TOO_EARLY, *same("w", "i"))}),
        1,
        derive=_answered("c"),
        concludes="unclear",
    ),
    "target-too-far": Rule(
        (_BY_TARGET_IN_TIME, {"c": of("C", *_PROMISED, *TOO_FAR, *same("w", "i"))}),
        1,
        derive=_answered("c"),
        concludes="unclear",
    ),
    "target-not-comparable": Rule(
        (_BY_TARGET, {"c": of("C", {"$neq": {"state": "clear"}}, *same("w", "i"))}),
        1,
        derive=_answered("c"),
        concludes="unclear",
    ),
    "phase-tasks": begin(7, 18),
    "nothing-assigned": Rule(
        (phase(7), {"w": {"k": "W"}}, {"x$not": of("X", *same("w", "w"))}), 19, concludes="unassigned"
    ),
    # What a careful reviewer would remark of tasks.
    "task-without-a-lead": Rule(({"t": of("T", {"lead": 0})},), 17, observes="task_incomplete"),
    "task-without-an-output": Rule(({"t": of("T", {"out": 0})},), 17, observes="task_incomplete"),
    "task-without-a-due-date": Rule(({"t": of("T", {"due": 0})},), 17, observes="task_incomplete"),
    "group-without-tasks": Rule(
        (phase(7), {"h": {"k": "H"}}, {"x$not": of("T", *same("h", "grp"))}), 19, observes="group_uncovered"
    ),
}
