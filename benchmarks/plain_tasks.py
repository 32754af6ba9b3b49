"""The rules on tasks, groups and tables in plain Python, by hand and indexed (see ``plain``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from checker.judging.facts import NO_DAY
from checker.judging.task_facts import NO_DEADLINE

Row = Any
Finding = tuple[int, str, tuple[tuple[str, int], ...]]
Kinds = Mapping[int | str, list[Row]]
_DOUBTS = ("", "", "target-before-issue", "target-too-far", "target-without-a-year")
"""What a deadline makes of a target of each class: clear, vague, early, far, undated."""


def answered(kinds: Kinds, by_indicator: Mapping[int, tuple[list[Row], ...]], found: list[Finding]) -> None:
    """What becomes of every task of the norms."""
    naming: dict[int, list[Row]] = defaultdict(list)
    for m in kinds["M"]:
        naming[m["w"]].append(m)
    for w in kinds["W"]:
        number = w["w"]
        answers = naming.get(number, ())
        for m in answers:
            for rule in _by_task(w, m):
                found.append((-1, rule, (("T", m["n"]), ("W", number))))
        groups = by_indicator.get(w["i"])
        targets = list(by_targets(w, groups)) if groups else ()
        for rule, c in targets:
            found.append((-1, rule, (("C", c["n"]), ("W", number))))
        if not answers and not targets:
            found.append((-1, "nothing-assigned", (("W", number),)))


def _by_task(w: Row, m: Row) -> Iterable[str]:
    """What is to be said of a task of the plan as an answer to the norm's; always something."""
    if w["end"] == NO_DEADLINE:
        yield "task-without-deadline"
    elif m["end"] == NO_DAY:
        yield "task-without-a-day"
    else:
        yield "task-in-time" if m["end"] <= w["end"] else "task-after-the-deadline"
    if w["q"]:
        if not m["q"]:
            yield "task-without-a-figure"
        elif m["q"] < w["q"] and not w["nation"]:
            yield "task-promises-less"


def by_targets(w: Row, groups: tuple[list[Row], ...]) -> Iterable[tuple[str, Row]]:
    """The targets that answer a norm's task, each with its rule; ``groups`` as in ``plain.class_of``."""
    bound = w["end"] < NO_DEADLINE
    for group, doubt in zip(groups, _DOUBTS, strict=True):
        for c in group:
            if c["state"] != "clear":
                yield "target-not-comparable", c
            elif c["v"] <= 0:
                continue
            elif not bound:
                yield "target-without-deadline", c
            elif doubt:
                yield doubt, c
            else:
                yield "target-in-time" if c["day"] <= w["end"] else "target-after-the-deadline", c


def remark(kinds: Kinds, found: list[Finding]) -> None:
    """Tasks that lack something, groups without tasks, tables that could not be read."""
    covered = set()
    for t in kinds["T"]:
        covered.add(t["grp"])
        if not t["lead"]:
            found.append((-1, "task-without-a-lead", (("T", t["n"]),)))
        if not t["out"]:
            found.append((-1, "task-without-an-output", (("T", t["n"]),)))
        if not t["due"]:
            found.append((-1, "task-without-a-due-date", (("T", t["n"]),)))
    for h in kinds["H"]:
        if h["grp"] not in covered:
            found.append((-1, "group-without-tasks", (("H", h["h"]),)))
    for u in kinds["U"]:
        found.append((-1, "table-not-read", (("U", u["n"]),)))
