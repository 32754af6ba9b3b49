"""The least that plain Python can do: a status for each requirement, and the observations.

No trace of the rules that fired, so no evidence for a status: a floor under ``plain.findings``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checker.engine import Firing
from checker.facts import Fact, weakness
from checker.rules import RULES

from .plain import CLEAR, VAGUE, Finding, carrying, class_of, compare, remark, split

Verdicts = tuple[dict[int, str], list[Finding]]


def verdicts(facts: Sequence[Fact]) -> Verdicts:
    """The status of every requirement, and the observations, sorted."""
    requirements, commitments, baselines, acceptances = split(facts)
    found: list[Finding] = []
    by_indicator: dict[int, tuple[list[Any], ...]] = {}
    for c in commitments:
        groups = by_indicator.get(c["i"])
        if groups is None:
            groups = by_indicator[c["i"]] = ([], [], [], [], [])
        groups[class_of(c)].append(c)
    nothing: tuple[list[Any], ...] = ([], [], [], [], [])
    statuses = {r["r"]: _status(r, by_indicator.get(r["i"], nothing)) for r in requirements}
    for groups in by_indicator.values():
        if len(groups[CLEAR]) > 1:
            compare(groups[CLEAR], found)
    for b in baselines:
        for c in by_indicator.get(b["i"], nothing)[CLEAR]:
            if c["v"] < b["v"]:
                found.append((-1, "worse-than-the-baseline", (("B", b["n"]), ("C", c["n"]))))
    remark(commitments, acceptances, found)
    found.sort()
    return statuses, found


def _status(r: Any, groups: tuple[list[Any], ...]) -> str:
    """The status of one requirement."""
    previous, year, reach, g, s = r["prev"], r["year"], r["reach"], r["g"], r["s"]
    if year > r["to"]:
        return "not_applicable"
    if not any(groups):
        return "missing"
    latest, weakest, answer = 0, 0, None
    late: dict[int, bool] = {}  # year: whether all that is said for it satisfies
    for c in groups[CLEAR]:
        y = c["y"]
        if previous < y <= reach:
            satisfies = c["g"] >= g and c["s"] >= s
            if y > year:
                late[y] = late.get(y, True) and satisfies
            elif y >= latest:
                weak = weakness(satisfies, c["g"], c["s"])
                if y > latest or weak < weakest:
                    latest, weakest, answer = y, weak, c
    if answer is not None:
        if answer["g"] < g or answer["s"] < s:
            return "weaker"
        return "exceeded" if answer["g"] > g else "met"
    if late:
        return "late" if any(late.values()) else "weaker"
    if any(previous < c["y"] <= reach for c in groups[VAGUE]):
        return "unclear"
    if carrying(r, groups[CLEAR]):
        return "met"
    return "unclear" if any(groups[VAGUE + 1 :]) else "missing"


def of_firings(firings: Sequence[Firing]) -> Verdicts:
    """The same from the engine's firings, to compare with."""
    statuses: dict[int, set[str]] = {}
    observed: list[Finding] = []
    for f in firings:
        rule = RULES[f.rule]
        if f.requirement < 0 or f.rule in ("accepted", "acceptance-expired"):
            observed.append((f.requirement, f.rule, f.facts))
        elif rule.concludes:
            statuses.setdefault(f.requirement, set()).add(rule.concludes)
    return {r: _one(found) for r, found in statuses.items()}, sorted(observed)


def _one(statuses: set[str]) -> str:
    (status,) = statuses
    return status
