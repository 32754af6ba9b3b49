"""The rules in plain Python, by hand and indexed: what the engine is measured against.

It takes the facts that the engine takes and returns the firings that the engine returns, all of
them, sorted: not only a status for each requirement but the trace that evidence is made from. It
looks at each commitment once, keeps them by indicator, and compares only what shares an indicator.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from checker.judging.facts import LAST_YEAR, SCOPE_ASSUMED, Fact, weakness

from . import plain_tasks

Row = Any  # a Fact, whose fields are known here to be integers
Finding = tuple[int, str, tuple[tuple[str, int], ...]]
"""Requirement (-1: none), rule and facts: the fields of ``checker.judging.engine.Firing``."""

CLEAR, VAGUE, EARLY, FAR, UNDATED = range(5)
_DOUBTS = ("year-before-issue", "year-too-far", "no-year")


def findings(facts: Sequence[Fact]) -> list[Finding]:
    """Every finding over the facts of one run, sorted."""
    kinds = split(facts)
    found: list[Finding] = []
    by_indicator: dict[int, tuple[list[Row], ...]] = {}
    for c in kinds["C"]:
        groups = by_indicator.get(c["i"])
        if groups is None:
            groups = by_indicator[c["i"]] = ([], [], [], [], [])
        groups[class_of(c)].append(c)
    nothing: tuple[list[Row], ...] = ([], [], [], [], [])
    baselines: dict[int, list[Row]] = defaultdict(list)
    for b in kinds["B"]:
        baselines[b["i"]].append(b)
        value = b["v"]
        for c in by_indicator.get(b["i"], nothing)[CLEAR]:
            if c["v"] < value and not b["past"]:
                found.append((-1, "worse-than-the-baseline", (("B", b["n"]), ("C", c["n"]))))
    for r in kinds["R"]:
        rule = not_asked(r)
        if rule:
            found.append((r["r"], rule, (("R", r["r"]),)))
        else:
            _judge(r, by_indicator.get(r["i"], nothing), baselines.get(r["i"], ()), found)
    for groups in by_indicator.values():
        if len(groups[CLEAR]) > 1:
            compare(groups[CLEAR], found)
    remark(kinds, found)
    plain_tasks.answered(kinds, by_indicator, found)
    plain_tasks.remark(kinds, found)
    for n in kinds["L"]:
        found.append((-1, binds(n), (("L", n["l"]),)))
    found.sort()
    return found


def split(facts: Sequence[Fact]) -> dict[int | str, list[Row]]:
    """The facts of each kind."""
    kinds: dict[int | str, list[Row]] = {kind: [] for kind in "RVCBATUMWHL"}
    for fact in facts:
        kinds[fact["k"]].append(fact)
    return kinds


def binds(n: Row) -> str:
    """The rule that says whether a norm binds the plan."""
    if not n["level"]:
        return "addresses-other-levels"
    if n["latest"] < n["from"]:
        return "issued-before-the-norm"
    if n["earliest"] >= n["before"]:
        return "issued-after-its-time"
    return _BINDS[n["named"]]


_BINDS = {"others": "implements-other-norms", "this": "implements-the-norm", "nothing": "binds-by-its-date"}


def not_asked(r: Row) -> str | None:
    """The rule that says why the plan's own period excuses it from the requirement."""
    if r["year"] > r["to"]:
        return "beyond-plan-period"
    return "before-plan-period" if r["since"] > r["needs"] else None


def class_of(c: Row) -> int:
    """Whether a commitment can answer anything, and why not."""
    year = c["y"]
    if year == 0:
        return UNDATED
    if year < c["issued"]:
        return EARLY
    if year > LAST_YEAR:
        return FAR
    return CLEAR if c["state"] == "clear" else VAGUE


def _judge(r: Row, groups: tuple[list[Row], ...], baselines: Sequence[Row], found: list[Finding]) -> None:
    """All that is found for one requirement."""
    number, previous, year, reach = r["r"], r["prev"], r["year"], r["reach"]
    on_time: list[Row] = []
    late: list[Row] = []
    vague: list[Row] = []
    for c in groups[CLEAR]:
        if previous < c["y"] <= reach:
            (on_time if c["y"] <= year else late).append(c)
    for c in groups[VAGUE]:
        if previous < c["y"] <= reach:
            vague.append(c)
    record(r, on_time, late, vague, baselines, found)
    for kind, rule in zip((EARLY, FAR, UNDATED), _DOUBTS, strict=True):
        for c in groups[kind]:
            found.append((number, rule, (("C", c["n"]), ("R", number))))
    if not (on_time or late):
        unplaced = groups[EARLY] + groups[FAR] + groups[UNDATED]
        unanswered(r, vague, groups[CLEAR], unplaced, found)


def record(
    r: Row,
    on_time: list[Row],
    late: list[Row],
    vague: list[Row],
    baselines: Sequence[Row],
    found: list[Finding],
    worths: dict[int, list[str]] | None = None,
) -> None:
    """Which clear commitments answer, the weakest of each year, the one that governs, its worth and pace.

    ``baselines`` are those on the requirement's indicator; ``worths`` the rules on each commitment's
    worth, where another engine has found them.
    """
    number = r["r"]
    for c in vague:
        found.append((number, "not-comparable", (("C", c["n"]), ("R", number))))
    for c in on_time:
        found.append((number, "answers-on-time", (("C", c["n"]), ("R", number))))
    for c in late:
        found.append((number, "answers-late", (("C", c["n"]), ("R", number))))
    if on_time or late:
        governing = _govern(r, on_time, late, found, worths)
        if baselines:
            _rise(number, governing, baselines, found)


def _govern(
    r: Row, on_time: list[Row], late: list[Row], found: list[Finding], worths: dict[int, list[str]] | None
) -> list[Row]:
    """Of one year the weakest; on time before late; then the latest, or the first that satisfies."""
    number, g, s = r["r"], r["g"], r["s"]
    years: dict[int, list[tuple[int, bool, Row]]] = defaultdict(list)
    for c in on_time + late if late else on_time:
        narrow = "scope-falls-short" in worths[c["n"]] if worths else c["s"] < s
        if narrow:
            found.append((number, "speaks-of-another-scope", (("C", c["n"]), ("R", number))))
        satisfies = c["g"] >= g and not narrow
        years[c["y"]].append((weakness(satisfies, c["g"], c["s"]), satisfies, c))
    weakest = {}
    for y, said in years.items():
        answers = said
        if len(said) > 1:
            least = min(a[0] for a in said)
            answers = [a for a in said if a[0] == least]
        weakest[y] = answers
        for _, _, c in answers:
            found.append((number, "weakest-of-its-year", (("C", c["n"]), ("R", number))))
    if on_time:
        governing = weakest[max(y for y in weakest if y <= r["year"])]
    else:
        governing = weakest[min([y for y in weakest if weakest[y][0][1]] or weakest)]
    for _, _, c in governing:
        facts = (("C", c["n"]), ("R", number))
        found.append((number, "governs", facts))
        rules = worths[c["n"]] if worths else _worth(c["v"], c["g"], c["s"], r["v"], g, s, not on_time)
        for rule in rules:
            found.append((number, rule, facts))
    return [c for _, _, c in governing]


def _rise(number: int, governing: Sequence[Row], baselines: Sequence[Row], found: list[Finding]) -> None:
    """The latest present value of an earlier year, where a governing target rises from it."""
    for c in governing:
        for b in rises(baselines, c):
            found.append((number, "rise-from-the-baseline", (("B", b["n"]), ("C", c["n"]), ("R", number))))


def rises(baselines: Sequence[Row], c: Row) -> list[Row]:
    """Of the present values of years before the target's, the latest (several of one day) that lie below it."""
    before = [b for b in baselines if 0 < b["y"] < c["y"]]
    if not before:
        return before
    latest = max(b["day"] for b in before)
    return [b for b in before if b["day"] == latest and b["v"] < c["v"]]


def _worth(v: int, g: int, s: int, rv: int, rg: int, rs: int, late: bool) -> list[str]:
    """What the governing answer is worth: the rules that say so."""
    rules = []
    if g >= rg and s >= rs:
        rules.append("satisfies-too-late" if late else "meets-the-bound" if g == rg else "exceeds-the-bound")
    if v < rv:
        rules.append("value-falls-short")
    elif v == rv and g < rg:
        rules.append("strictness-falls-short")
    if s < rs:
        rules.append("scope-falls-short")
    if late:
        rules.append("misses-the-deadline")
    return rules


def unanswered(r: Row, vague: list[Row], clear: list[Row], unplaced: list[Row], found: list[Finding]) -> None:
    """A requirement that nothing clear answers: unclear, carried forward, or missing."""
    number = r["r"]
    found.append((number, "nothing-clear-answers", (("R", number),)))
    settled, rule = vague, "unclear-answer"
    if not settled:
        settled, rule = carrying(r, clear), "carried-forward"
    if not settled:
        settled, rule = unplaced, "unclear-when"
    for c in settled:
        found.append((number, rule, (("C", c["n"]), ("R", number))))
    if not settled:
        found.append((number, "nothing-answers", (("R", number),)))


def carrying(r: Row, clear: list[Row]) -> list[Row]:
    """Earlier commitments that satisfy already, behind which nothing falls until the last milestone."""
    previous, g, s = r["prev"], r["g"], r["s"]
    last_short, satisfying = -1, []
    for c in clear:
        if c["y"] <= previous:
            if c["g"] >= g and c["s"] >= s:
                satisfying.append(c)
            elif c["y"] > last_short:
                last_short = c["y"]
    return [c for c in satisfying if c["y"] > last_short]


def compare(clear: list[Row], found: list[Finding]) -> None:
    """Contradictions for one year, and later years that promise less."""
    for place, a in enumerate(clear):
        y, g, s, n = a["y"], a["g"], a["s"], a["n"]
        for b in clear[place + 1 :]:  # in the order of the plan, so b's number is the greater
            if b["y"] == y:
                if b["g"] != g:
                    found.append((-1, "differs-for-the-same-year", (("C", n), ("C", b["n"]))))
                if b["s"] != s and s < SCOPE_ASSUMED and b["s"] < SCOPE_ASSUMED:
                    found.append((-1, "differs-in-scope", (("C", n), ("C", b["n"]))))
            elif b["g"] < g if b["y"] > y else g < b["g"]:
                found.append((-1, "weaker-in-a-later-year", (("C", n), ("C", b["n"]))))


def remark(kinds: dict[int | str, list[Row]], found: list[Finding]) -> None:
    """What needs no comparison: hedges, misprinted years, other wordings, acceptances."""
    for c in kinds["C"]:
        if c["soft"]:
            found.append((-1, "softened", (("C", c["n"]),)))
        if c["y"] > LAST_YEAR:
            found.append((-1, "impossible-far-year", (("C", c["n"]),)))
        elif 0 < c["y"] < c["issued"]:
            found.append((-1, "impossible-early-year", (("C", c["n"]),)))
    for v in kinds["V"]:
        found.append((v["r"], "names-it-otherwise", (("C", v["n"]), ("R", v["r"]))))
    for a in kinds["A"]:
        rule = "acceptance-expired" if a["expired"] else "accepted"
        found.append((a["r"], rule, (("A", a["n"]), ("R", a["r"]))))
