"""Engines without joins, negation or derived facts: they can test one pair at a time, in one call.

Python finds the pairs that share an indicator, and does all that lies beyond one pair: the weakest
answer of a year, the one that governs, what is missing, carried forward or settled, the baselines,
the hedges, the acceptances. The engine says of each requirement and commitment whether the one
answers the other and what it is worth, and of each two commitments whether they disagree.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from checker.facts import SCOPE_ASSUMED, Fact

from .plain import CLEAR, Finding, class_of, record, remark, split, unanswered

NONE, ON_TIME, LATE, VAGUE, UNDATED, EARLY, FAR = range(7)
_DOUBTS = {UNDATED: "no-year", EARLY: "year-before-issue", FAR: "year-too-far"}
_WORTHS = (
    "meets-the-bound", "exceeds-the-bound", "satisfies-too-late", "value-falls-short",
    "strictness-falls-short", "scope-falls-short", "misses-the-deadline",
)  # fmt: skip
_TWINS = ("differs-for-the-same-year", "differs-in-scope", "weaker-in-a-later-year")

# One expression in the dialect that both engines share, with the names of a pair's fields.
_KIND = (
    "{y} == 0 ? 4 : {y} < {issued} ? 5 : {y} > 2100 ? 6 : {y} <= {prev} ? 0 : {y} > {reach} ? 0 : "
    "{state} != 'clear' ? 3 : {y} <= {year} ? 1 : 2"
)
_WORTH = (
    "({g} >= {rg} ? ({s} >= {rs} ? ({y} > {year} ? 4 : ({g} == {rg} ? 1 : 2)) : 0) : 0) + "
    "({v} < {rv} ? 8 : 0) + ({v} == {rv} ? ({g} < {rg} ? 16 : 0) : 0) + "
    "({s} < {rs} ? 32 : 0) + ({y} > {year} ? 64 : 0)"
)
_TWIN = (
    "{ay} == {by} ? (({ag} != {bg} ? 1 : 0) + ({as} != {bs} ? ({as} < 3 ? ({bs} < 3 ? 2 : 0) : 0) : 0)) : "
    "{ay} < {by} ? ({bg} < {ag} ? 4 : 0) : ({ag} < {bg} ? 4 : 0)"
)
_PAIR_FIELDS = ("y", "issued", "prev", "reach", "year", "state", "g", "rg", "s", "rs", "v", "rv")
_TWIN_FIELDS = ("ay", "by", "ag", "bg", "as", "bs")
assert SCOPE_ASSUMED == 3

Test = Callable[[dict[str, list[dict[str, Any]]]], tuple[Sequence[tuple[int, int]], Sequence[int]]]
"""From pairs and twins to (kind, worth) of every pair, and a number for every two commitments."""


def cel_test() -> Test:
    """CEL: two list comprehensions, compiled once, run once each for a plan."""
    import cel

    def fill(expression: str, fields: Sequence[str]) -> str:
        return expression.format(**{field: f"p['{field}']" for field in fields})

    pairs = cel.compile(f"pairs.map(p, [{fill(_KIND, _PAIR_FIELDS)}, {fill(_WORTH, _PAIR_FIELDS)}])")
    twins = cel.compile(f"twins.map(p, {fill(_TWIN, _TWIN_FIELDS)})")

    def test(data: dict[str, list[dict[str, Any]]]) -> tuple[Any, Any]:
        return pairs.execute({"pairs": data["pairs"]}), twins.execute({"twins": data["twins"]})

    return test


def zen_test() -> Test:
    """zen-engine: two expression nodes in loop mode, one evaluation for a plan."""
    import zen

    def node(name: str, expressions: dict[str, str]) -> dict[str, Any]:
        listed = [{"id": key, "key": key, "value": value} for key, value in expressions.items()]
        content = {
            "expressions": listed,
            "passThrough": False,
            "inputField": name,
            "outputPath": name,
            "executionMode": "loop",
        }
        return {"id": name, "name": name, "type": "expressionNode", "content": content}

    def plain(expression: str, fields: Sequence[str]) -> str:
        return expression.format(**{field: f"f_{field}" for field in fields})

    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        node("pairs", {"kind": plain(_KIND, _PAIR_FIELDS), "worth": plain(_WORTH, _PAIR_FIELDS)}),
        node("twins", {"twin": plain(_TWIN, _TWIN_FIELDS)}),
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    ends = (("in", "pairs"), ("in", "twins"), ("pairs", "out"), ("twins", "out"))
    edges = [{"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b} for a, b in ends]
    decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))

    def test(data: dict[str, list[dict[str, Any]]]) -> tuple[Any, Any]:
        # "as" is a word of the expression language, so every field has a prefix
        renamed = {name: [{f"f_{k}": v for k, v in p.items()} for p in pairs] for name, pairs in data.items()}
        result = decision.evaluate(renamed)["result"]
        return [(p["kind"], p["worth"]) for p in result["pairs"]], [p["twin"] for p in result["twins"]]

    return test


def findings(facts: Sequence[Fact], test: Test) -> list[Finding]:
    """Every finding over the facts of one plan, sorted; ``test`` is the engine."""
    requirements, commitments, baselines, acceptances = split(facts)
    by_indicator: dict[int, list[Any]] = defaultdict(list)
    for c in commitments:
        by_indicator[c["i"]].append(c)
    pairs = [(r, c) for r in requirements if r["year"] <= r["to"] for c in by_indicator.get(r["i"], ())]
    clear = {i: [c for c in cs if class_of(c) == CLEAR] for i, cs in by_indicator.items()}
    twins = [(a, b) for cs in clear.values() for place, a in enumerate(cs) for b in cs[place + 1 :]]
    kinds, twin_flags = test({"pairs": [_pair(r, c) for r, c in pairs], "twins": [_twin(a, b) for a, b in twins]})
    found: list[Finding] = []
    told: dict[int, list[tuple[Any, int, int]]] = defaultdict(list)
    for (r, c), (kind, worth) in zip(pairs, kinds, strict=True):
        told[r["r"]].append((c, int(kind), int(worth)))
    for r in requirements:
        if r["year"] > r["to"]:
            found.append((r["r"], "beyond-plan-period", (("R", r["r"]),)))
        else:
            _judge(r, told[r["r"]], clear.get(r["i"], []), found)
    for (a, b), flags in zip(twins, twin_flags, strict=True):
        for rule in _set(int(flags), _TWINS):
            found.append((-1, rule, (("C", a["n"]), ("C", b["n"]))))
    for b in baselines:
        for c in clear.get(b["i"], ()):
            if c["v"] < b["v"]:
                found.append((-1, "worse-than-the-baseline", (("B", b["n"]), ("C", c["n"]))))
    remark(commitments, acceptances, found)
    return sorted(found)


def _pair(r: Any, c: Any) -> dict[str, Any]:
    return {
        "y": c["y"], "issued": c["issued"], "state": c["state"], "v": c["v"], "g": c["g"], "s": c["s"],
        "prev": r["prev"], "year": r["year"], "reach": r["reach"], "rv": r["v"], "rg": r["g"], "rs": r["s"],
    }  # fmt: skip


def _twin(a: Any, b: Any) -> dict[str, Any]:
    return {"ay": a["y"], "by": b["y"], "ag": a["g"], "bg": b["g"], "as": a["s"], "bs": b["s"]}


def _judge(r: Any, told: list[tuple[Any, int, int]], clear: list[Any], found: list[Finding]) -> None:
    groups: tuple[list[Any], ...] = ([], [], [], [], [], [], [])
    worths = {}
    for c, kind, worth in told:
        groups[kind].append(c)
        if kind in (ON_TIME, LATE):
            worths[c["n"]] = _set(worth, _WORTHS)
    record(r, groups[ON_TIME], groups[LATE], groups[VAGUE], found, worths)
    for kind, rule in _DOUBTS.items():
        for c in groups[kind]:
            found.append((r["r"], rule, (("C", c["n"]), ("R", r["r"]))))
    if not worths:
        unanswered(r, groups[VAGUE], clear, groups[EARLY] + groups[FAR] + groups[UNDATED], found)


def _set(flags: int, names: Sequence[str]) -> list[str]:
    return [name for bit, name in enumerate(names) if flags >> bit & 1]
