"""Engines without joins, negation or derived facts: they can test one pair at a time, in one call.

Python finds the pairs that share an indicator or a task, and does all that lies beyond one pair: the
weakest answer of a year, the one that governs, what is missing, carried forward or settled, the
baselines, the hedges, the acceptances. The engine says of each requirement and commitment whether
the one answers the other and what it is worth, of each two commitments whether they disagree, of
each norm's task and what names it what becomes of it, and of each norm whether it binds.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from checker.judging.facts import NO_DAY, SCOPE_ASSUMED, Fact
from checker.judging.task_facts import NO_DEADLINE

from . import plain_tasks
from .plain import CLEAR, Finding, class_of, not_asked, record, remark, split, unanswered

NONE, ON_TIME, LATE, VAGUE, UNDATED, EARLY, FAR = range(7)
_DOUBTS = {UNDATED: "no-year", EARLY: "year-before-issue", FAR: "year-too-far"}
_WORTHS = (
    "meets-the-bound", "exceeds-the-bound", "satisfies-too-late", "value-falls-short",
    "strictness-falls-short", "scope-falls-short", "misses-the-deadline",
)  # fmt: skip
_TWINS = ("differs-for-the-same-year", "differs-in-scope", "weaker-in-a-later-year")
_TASKS = (
    "task-in-time", "task-without-deadline", "task-after-the-deadline",
    "task-without-a-day", "task-without-a-figure", "task-promises-less",
)  # fmt: skip
_TARGETS = (
    "target-in-time", "target-after-the-deadline", "target-without-deadline", "target-without-a-year",
    "target-before-issue", "target-too-far", "target-not-comparable",
)  # fmt: skip
_NORMS = (
    "addresses-other-levels", "issued-before-the-norm", "issued-after-its-time",
    "implements-other-norms", "implements-the-norm", "binds-by-its-date",
)  # fmt: skip

# For each kind of pair its fields, and expressions over them in the dialect that both engines share;
# what is a sum of powers of two says which rules of a list fire.
_EXPRESSIONS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "pairs": (
        ("y", "issued", "prev", "reach", "year", "state", "g", "rg", "s", "rs", "v", "rv"),
        (
            "{y} == 0 ? 4 : {y} < {issued} ? 5 : {y} > 2100 ? 6 : {y} <= {prev} ? 0 : {y} > {reach} ? 0 : "
            "{state} != 'clear' ? 3 : {y} <= {year} ? 1 : 2",
            "({g} >= {rg} ? ({s} >= {rs} ? ({y} > {year} ? 4 : ({g} == {rg} ? 1 : 2)) : 0) : 0) + "
            "({v} < {rv} ? 8 : 0) + ({v} == {rv} ? ({g} < {rg} ? 16 : 0) : 0) + "
            "({s} < {rs} ? 32 : 0) + ({y} > {year} ? 64 : 0)",
        ),
    ),
    "twins": (
        ("ay", "by", "ag", "bg", "as", "bs"),
        (
            "{ay} == {by} ? (({ag} != {bg} ? 1 : 0) + ({as} != {bs} ? ({as} < 3 ? ({bs} < 3 ? 2 : 0) : 0) : 0)) : "
            "{ay} < {by} ? ({bg} < {ag} ? 4 : 0) : ({ag} < {bg} ? 4 : 0)",
        ),
    ),
    "tasks": (
        ("end", "q", "nation", "mend", "mq"),
        (
            "({end} == 99999999 ? 2 : {mend} == 0 ? 8 : {mend} <= {end} ? 1 : 4) + "
            "({q} > 0 ? ({mq} == 0 ? 16 : 0) : 0) + "
            "({nation} == 0 ? ({mq} > 0 ? ({mq} < {q} ? 32 : 0) : 0) : 0)",
        ),
    ),
    "targets": (
        ("v", "state", "y", "issued", "day", "end"),
        (
            "{state} != 'clear' ? 64 : {v} <= 0 ? 0 : {end} == 99999999 ? 4 : {y} == 0 ? 8 : "
            "{y} < {issued} ? 16 : {y} > 2100 ? 32 : {day} <= {end} ? 1 : 2",
        ),
    ),
    "norms": (
        ("level", "latest", "from", "earliest", "before", "named"),
        (
            "{level} == 0 ? 0 : {latest} < {from} ? 1 : {earliest} >= {before} ? 2 : "
            "{named} == 'others' ? 3 : {named} == 'this' ? 4 : 5",
        ),
    ),
}
assert SCOPE_ASSUMED == 3
assert (NO_DAY, NO_DEADLINE) == (0, 99999999)

Pairs = Mapping[str, Sequence[Mapping[str, Any]]]
Test = Callable[[Pairs], Mapping[str, Sequence[Sequence[Any]]]]
"""From the pairs of each kind to the values of that kind's expressions, pair by pair."""


def cel_test() -> Test:
    """CEL: a list comprehension for each kind of pair, compiled once, run once for a plan that has some."""
    import cel

    programs = {}
    for kind, (fields, expressions) in _EXPRESSIONS.items():
        names = {field: f"p['{field}']" for field in fields}
        filled = ", ".join(expression.format(**names) for expression in expressions)
        programs[kind] = cel.compile(f"{kind}.map(p, [{filled}])")

    def test(pairs: Pairs) -> dict[str, Any]:
        return {kind: programs[kind].execute({kind: some}) if some else () for kind, some in pairs.items()}

    return test


def zen_test() -> Test:
    """zen-engine: an expression node in loop mode for each kind of pair, one evaluation for a plan."""
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

    def decision(kinds: Sequence[str]) -> Any:
        nodes, edges = [{"id": "in", "name": "in", "type": "inputNode"}], []
        for kind in kinds:
            fields, expressions = _EXPRESSIONS[kind]
            # "as" and "from" are words of the expression language, so every field has a prefix
            names = {field: f"f_{field}" for field in fields}
            nodes.append(node(kind, {f"e{n}": e.format(**names) for n, e in enumerate(expressions)}))
            edges += [("in", kind), (kind, "out")]
        nodes.append({"id": "out", "name": "out", "type": "outputNode"})
        drawn = [{"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b} for a, b in edges]
        return engine.create_decision(json.dumps({"nodes": nodes, "edges": drawn}))

    engine = zen.ZenEngine()
    decisions: dict[tuple[str, ...], Any] = {}

    def test(pairs: Pairs) -> dict[str, Any]:
        kinds = tuple(kind for kind, some in pairs.items() if some)
        found: dict[str, Any] = dict.fromkeys(pairs, ())
        if kinds:
            if kinds not in decisions:
                decisions[kinds] = decision(kinds)
            renamed = {kind: [{f"f_{k}": v for k, v in p.items()} for p in pairs[kind]] for kind in kinds}
            result = decisions[kinds].evaluate(renamed)["result"]
            found |= {kind: [tuple(p.values()) for p in result[kind]] for kind in kinds}
        return found

    return test


def findings(facts: Sequence[Fact], test: Test) -> list[Finding]:
    """Every finding over the facts of one run, sorted; ``test`` is the engine."""
    kinds = split(facts)
    by_indicator: dict[int, list[Any]] = defaultdict(list)
    for c in kinds["C"]:
        by_indicator[c["i"]].append(c)
    naming: dict[int, list[Any]] = defaultdict(list)
    for m in kinds["M"]:
        naming[m["w"]].append(m)
    asked = [r for r in kinds["R"] if not not_asked(r)]
    pairs = [(r, c) for r in asked for c in by_indicator.get(r["i"], ())]
    clear = {i: [c for c in cs if class_of(c) == CLEAR] for i, cs in by_indicator.items()}
    twins = [(a, b) for cs in clear.values() for place, a in enumerate(cs) for b in cs[place + 1 :]]
    tasks = [(w, m) for w in kinds["W"] for m in naming.get(w["w"], ())]
    targets = [(w, c) for w in kinds["W"] for c in by_indicator.get(w["i"], ())]
    told = test(
        {
            "pairs": [_pair(r, c) for r, c in pairs],
            "twins": [_twin(a, b) for a, b in twins],
            "tasks": [_task(w, m) for w, m in tasks],
            "targets": [_target(w, c) for w, c in targets],
            "norms": kinds["L"],
        }
    )
    found: list[Finding] = []
    _requirements(kinds, pairs, told["pairs"], clear, found)
    for (a, b), (flags,) in zip(twins, told["twins"], strict=True):
        for rule in _set(int(flags), _TWINS):
            found.append((-1, rule, (("C", a["n"]), ("C", b["n"]))))
    answered = _answers("T", _TASKS, tasks, told["tasks"], found) | _answers(
        "C", _TARGETS, targets, told["targets"], found
    )
    for w in kinds["W"]:
        if w["w"] not in answered:
            found.append((-1, "nothing-assigned", (("W", w["w"]),)))
    for n, (rule,) in zip(kinds["L"], told["norms"], strict=True):
        found.append((-1, _NORMS[int(rule)], (("L", n["l"]),)))
    for b in kinds["B"]:
        for c in clear.get(b["i"], ()):
            if c["v"] < b["v"] and not b["past"]:
                found.append((-1, "worse-than-the-baseline", (("B", b["n"]), ("C", c["n"]))))
    remark(kinds, found)
    plain_tasks.remark(kinds, found)
    return sorted(found)


def _pair(r: Any, c: Any) -> dict[str, Any]:
    return {
        "y": c["y"], "issued": c["issued"], "state": c["state"], "v": c["v"], "g": c["g"], "s": c["s"],
        "prev": r["prev"], "year": r["year"], "reach": r["reach"], "rv": r["v"], "rg": r["g"], "rs": r["s"],
    }  # fmt: skip


def _twin(a: Any, b: Any) -> dict[str, Any]:
    return {"ay": a["y"], "by": b["y"], "ag": a["g"], "bg": b["g"], "as": a["s"], "bs": b["s"]}


def _task(w: Any, m: Any) -> dict[str, Any]:
    return {"end": w["end"], "q": w["q"], "nation": w["nation"], "mend": m["end"], "mq": m["q"]}


def _target(w: Any, c: Any) -> dict[str, Any]:
    return {
        "v": c["v"], "state": c["state"], "y": c["y"], "issued": c["issued"], "day": c["day"], "end": w["end"],
    }  # fmt: skip


def _requirements(
    kinds: Mapping[int | str, list[Any]],
    pairs: Sequence[tuple[Any, Any]],
    values: Sequence[Sequence[Any]],
    clear: Mapping[int, list[Any]],
    found: list[Finding],
) -> None:
    told: dict[int, list[tuple[Any, int, int]]] = defaultdict(list)
    for (r, c), (kind, worth) in zip(pairs, values, strict=True):
        told[r["r"]].append((c, int(kind), int(worth)))
    baselines: dict[int, list[Any]] = defaultdict(list)
    for b in kinds["B"]:
        baselines[b["i"]].append(b)
    for r in kinds["R"]:
        rule = not_asked(r)
        if rule:
            found.append((r["r"], rule, (("R", r["r"]),)))
        else:
            _judge(r, told[r["r"]], clear.get(r["i"], []), baselines.get(r["i"], ()), found)


def _judge(
    r: Any, told: list[tuple[Any, int, int]], clear: list[Any], baselines: Sequence[Any], found: list[Finding]
) -> None:
    groups: tuple[list[Any], ...] = ([], [], [], [], [], [], [])
    worths = {}
    for c, kind, worth in told:
        groups[kind].append(c)
        if kind in (ON_TIME, LATE):
            worths[c["n"]] = _set(worth, _WORTHS)
    record(r, groups[ON_TIME], groups[LATE], groups[VAGUE], baselines, found, worths)
    for kind, rule in _DOUBTS.items():
        for c in groups[kind]:
            found.append((r["r"], rule, (("C", c["n"]), ("R", r["r"]))))
    if not worths:
        unanswered(r, groups[VAGUE], clear, groups[EARLY] + groups[FAR] + groups[UNDATED], found)


def _answers(
    kind: str,
    rules: Sequence[str],
    pairs: Sequence[tuple[Any, Any]],
    values: Sequence[Sequence[Any]],
    found: list[Finding],
) -> set[int]:
    """What becomes of the norms' tasks by answers of one kind; the numbers of those that have one."""
    answered = set()
    for (w, answer), (flags,) in zip(pairs, values, strict=True):
        for rule in _set(int(flags), rules):
            found.append((-1, rule, ((kind, answer["n"]), ("W", w["w"]))))
            answered.add(w["w"])
    return answered


def _set(flags: int, names: Sequence[str]) -> list[str]:
    return [name for bit, name in enumerate(names) if flags >> bit & 1]
