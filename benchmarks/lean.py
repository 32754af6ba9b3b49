"""The least that plain Python can do: a status for each requirement, task and norm, and the observations.

No trace of the rules that fired, so no evidence for a status: a floor under ``plain.findings``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from checker.judging.assess_tasks import TASK_STATUSES
from checker.judging.engine import Firing
from checker.judging.facts import NO_DAY, Fact, weakness
from checker.judging.rules import RULES
from checker.judging.task_facts import NO_DEADLINE

from . import plain_tasks
from .plain import CLEAR, VAGUE, Finding, binds, carrying, class_of, compare, not_asked, remark, rises, split

Statuses = dict[tuple[str, int], str]
Verdicts = tuple[Statuses, list[Finding]]
"""The statuses of requirements ("R", 3), norms' tasks ("W", 0) and norms ("L", 1); the observations."""

_ASSIGNED, _UNCLEAR, _WEAKER, _LATE, _UNASSIGNED = range(len(TASK_STATUSES))
_IN_TIME = ("target-in-time", "target-without-deadline")


def verdicts(facts: Sequence[Fact]) -> Verdicts:
    """Every status, and the observations, sorted."""
    kinds = split(facts)
    found: list[Finding] = []
    by_indicator: dict[int, tuple[list[Any], ...]] = {}
    for c in kinds["C"]:
        groups = by_indicator.get(c["i"])
        if groups is None:
            groups = by_indicator[c["i"]] = ([], [], [], [], [])
        groups[class_of(c)].append(c)
    nothing: tuple[list[Any], ...] = ([], [], [], [], [])
    baselines: dict[int, list[Any]] = defaultdict(list)
    for b in kinds["B"]:
        baselines[b["i"]].append(b)
        for c in by_indicator.get(b["i"], nothing)[CLEAR]:
            if c["v"] < b["v"] and not b["past"]:
                found.append((-1, "worse-than-the-baseline", (("B", b["n"]), ("C", c["n"]))))
    statuses: Statuses = {}
    for r in kinds["R"]:
        groups = by_indicator.get(r["i"], nothing)
        statuses["R", r["r"]] = _status(r, groups, baselines.get(r["i"], ()), found)
    for groups in by_indicator.values():
        if len(groups[CLEAR]) > 1:
            compare(groups[CLEAR], found)
    naming: dict[int, list[Any]] = defaultdict(list)
    for m in kinds["M"]:
        naming[m["w"]].append(m)
    for w in kinds["W"]:
        statuses["W", w["w"]] = _task_status(w, naming.get(w["w"], ()), by_indicator.get(w["i"], nothing), found)
    for n in kinds["L"]:
        statuses["L", n["l"]] = RULES[binds(n)].concludes or ""
    remark(kinds, found)
    plain_tasks.remark(kinds, found)
    found.sort()
    return statuses, found


def _status(r: Any, groups: tuple[list[Any], ...], baselines: Sequence[Any], found: list[Finding]) -> str:
    """The status of one requirement; what its answers give cause to remark goes to ``found``."""
    if not_asked(r):
        return "not_applicable"
    if not any(groups):
        return "missing"
    number, previous, year, reach, g, s = r["r"], r["prev"], r["year"], r["reach"], r["g"], r["s"]
    on_time: dict[int, list[Any]] = {}
    late: dict[int, list[Any]] = {}
    for c in groups[CLEAR]:
        y = c["y"]
        if previous < y <= reach:
            if c["s"] < s:
                found.append((number, "speaks-of-another-scope", (("C", c["n"]), ("R", number))))
            (on_time if y <= year else late).setdefault(y, []).append(c)
    if on_time:
        governing = _weakest(on_time[max(on_time)], g, s)
    elif late:
        satisfying = [y for y, said in late.items() if all(c["g"] >= g and c["s"] >= s for c in said)]
        governing = _weakest(late[min(satisfying or late)], g, s)
    else:
        if any(previous < c["y"] <= reach for c in groups[VAGUE]):
            return "unclear"
        if carrying(r, groups[CLEAR]):
            return "met"
        return "unclear" if any(groups[VAGUE + 1 :]) else "missing"
    for c in governing if baselines else ():
        for b in rises(baselines, c):
            found.append((number, "rise-from-the-baseline", (("B", b["n"]), ("C", c["n"]), ("R", number))))
    answer = governing[0]
    if answer["g"] < g or answer["s"] < s:
        return "weaker"
    if not on_time:
        return "late"
    return "exceeded" if answer["g"] > g else "met"


def _weakest(said: list[Any], g: int, s: int) -> list[Any]:
    """Of what is said for one year, what counts."""
    if len(said) == 1:
        return said
    weak = [weakness(c["g"] >= g and c["s"] >= s, c["g"], c["s"]) for c in said]
    least = min(weak)
    return [c for c, weakness_of in zip(said, weak, strict=True) if weakness_of == least]


def _task_status(w: Any, answers: Sequence[Any], groups: tuple[list[Any], ...], found: list[Finding]) -> str:
    """Of one answer the worst counts, of several the best; what comes too late goes to ``found``."""
    best, end = _UNASSIGNED, w["end"]
    for m in answers:
        worst = _ASSIGNED
        if end < NO_DEADLINE and m["end"] > end:
            worst = _LATE
            found.append((-1, "task-after-the-deadline", (("T", m["n"]), ("W", w["w"]))))
        elif w["q"] and m["q"] and m["q"] < w["q"] and not w["nation"]:
            worst = _WEAKER
        elif (end < NO_DEADLINE and m["end"] == NO_DAY) or (w["q"] and not m["q"]):
            worst = _UNCLEAR
        best = min(best, worst)
    for rule, c in plain_tasks.by_targets(w, groups):
        if rule == "target-after-the-deadline":
            found.append((-1, rule, (("C", c["n"]), ("W", w["w"]))))
            best = min(best, _LATE)
        else:
            best = min(best, _ASSIGNED if rule in _IN_TIME else _UNCLEAR)
    return TASK_STATUSES[best]


def of_firings(firings: Sequence[Firing]) -> Verdicts:
    """The same from the engine's firings, to compare with."""
    told: dict[tuple[str, int], set[str]] = defaultdict(set)
    answers: dict[int, dict[Any, int]] = defaultdict(dict)
    observed: list[Finding] = []
    for f in firings:
        rule = RULES[f.rule]
        if rule.observes or f.rule in ("accepted", "acceptance-expired"):
            observed.append((f.requirement, f.rule, f.facts))
        if rule.concludes and f.rule != "accepted":
            kind, number = f.facts[-1]
            if kind == "W":
                worst = answers[number]
                place = [*map(str, TASK_STATUSES)].index(rule.concludes)
                worst[f.facts[0]] = max(place, worst.get(f.facts[0], 0))
            else:
                told[kind, number].add(rule.concludes)
    statuses = {fact: _one(found) for fact, found in told.items()}
    statuses |= {("W", number): TASK_STATUSES[min(worst.values())] for number, worst in answers.items()}
    return statuses, sorted(observed)


def _one(statuses: set[str]) -> str:
    (status,) = statuses
    return status
