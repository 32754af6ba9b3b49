"""Engines: the same plans, the same rules, the same findings, by several ways.

The plans are generated (``generate``), the facts are built beforehand. Before anything is timed,
every way has to find exactly what ``checker.engine.run`` finds, for every plan: each firing of each
rule with its facts, not only the statuses. A way that does not is an AssertionError.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from itertools import cycle
from typing import Any

from checker.assess import judge
from checker.engine import run
from checker.facts import build_facts

from . import lean, pair_tests, plain
from .clips_rules import ClipsRules
from .generate import AS_OF, Case, generate
from .timing import interleave, table, verdict

PLAIN, LEAN = "plain Python, indexed", "plain Python, verdicts without trace"
DURABLE = "durable-rules: `engine.run`"
AIM = 15.0
_SEED = 72
_CHUNK = 20
"""Plans a round: few, so that a slow moment of the machine falls on every way of its round."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to judge: what it finds from facts, and who does what."""

    name: str
    find: Callable[[Case], Any]
    engine_does: str
    python_does: str
    same_powers: bool = False


def compare_engines(rounds: int, plans: int) -> str:
    """Tables for both sizes, and the aims."""
    ways, skipped = _ways()
    sizes = {
        "real rulesets × 25-40 commitments": generate(plans, _SEED, commitments=(25, 40)),
        "25 requirements × 40 commitments": generate(plans, _SEED, commitments=(40, 40), requirements=25),
    }
    parts = [_one_size(title, cases, ways, rounds) for title, cases in sizes.items()]
    return "\n".join([*parts, *(f"Skipped: {reason}" for reason in skipped)])


def _ways() -> tuple[list[Way], list[str]]:
    ways = [
        Way(PLAIN, lambda case: plain.findings(case.facts), "—", "everything"),
        Way(LEAN, lambda case: lean.verdicts(case.facts), "—", "statuses, observations"),
        Way(DURABLE, lambda case: run(case.facts), "everything", "sums in derived facts, sorting", True),
        Way("durable-rules: `build_facts` + `judge`", _judge, "everything", "facts, assessments"),
    ]
    skipped: list[str] = []

    def optional(name: str, package: str, make: Callable[[str], Way]) -> None:
        try:
            ways.append(make(f"{name} {version(package)}"))
        except (ImportError, PackageNotFoundError) as error:
            skipped.append(f"{name} ({error}); pip install -e .[bench]")

    optional("CLIPS: clipspy", "clipspy", _clips)
    optional("zen-engine", "zen-engine", lambda name: _pair_way(name, pair_tests.zen_test()))
    cel = "common-expression-language"
    optional(f"CEL: {cel}", cel, lambda name: _pair_way(name, pair_tests.cel_test()))
    return ways, skipped


def _judge(case: Case) -> object:
    return judge(case.plan, case.rulesets, case.catalogue, case.acceptances, AS_OF)


def _clips(name: str) -> Way:
    rules = ClipsRules()
    return Way(name, lambda case: rules.findings(case.facts), "everything", "sorting", True)


def _pair_way(name: str, test: pair_tests.Test) -> Way:
    return Way(
        name,
        lambda case: pair_tests.findings(case.facts, test),
        "tests of one pair",
        "pairs, negation, choice, carrying",
    )


def _one_size(title: str, cases: Sequence[Case], ways: Sequence[Way], rounds: int) -> str:
    assert_equal(cases, ways)
    chunks = [cases[start : start + _CHUNK] for start in range(0, len(cases) - _CHUNK + 1, _CHUNK)]
    work = {way.name: _next_chunk(way, chunks) for way in ways}
    timings = interleave(work, rounds * len(chunks))
    micro = {way.name: timings.median(way.name) / _CHUNK * 1e6 for way in ways}
    rows = [
        [
            way.name,
            f"{micro[way.name]:,.0f}",
            f"{timings.ratio(way.name, PLAIN):.2f}",
            f"{timings.ratio(way.name, DURABLE):.2f}",
            f"±{timings.spread(way.name) / 2:.0%}",
            way.engine_does,
            way.python_does,
        ]
        for way in ways
    ]
    firings = sum(len(run(case.facts)) for case in cases) / len(cases)
    note = (
        f"{len(cases)} generated plans, {rounds} times, in interleaved rounds of {_CHUNK}, medians; "
        f"{firings:.0f} firings a plan, found equal by every way."
    )
    head = ["way", "µs a plan", "× plain", "× durable-rules", "noise", "the engine does", "Python does"]
    found = table(f"Engines: {title}", note, head, rows)
    lines = [f"- `engine.run` at most {AIM:g} × plain Python: {verdict(timings.ratio(DURABLE, PLAIN), AIM)}"]
    lines += [
        f"- no slower than {way.name}: {verdict(timings.ratio(DURABLE, way.name), 1)}"
        for way in ways
        if way.same_powers and way.name != DURABLE
    ]
    return "\n".join([found, *lines, ""])


def _next_chunk(way: Way, chunks: Sequence[Sequence[Case]]) -> Callable[[], None]:
    """Each call takes the next plans; every way is called once a round, so all take the same."""
    coming = cycle(chunks)

    def work() -> None:
        for case in next(coming):
            way.find(case)

    return work


def assert_equal(cases: Sequence[Case], ways: Sequence[Way]) -> None:
    """Raises AssertionError at the first plan for which two ways differ."""
    for case in cases:
        assert build_facts(case.plan, case.rulesets, case.catalogue, case.acceptances, AS_OF) == case.facts
        firings = run(case.facts)
        expected = [(f.requirement, f.rule, f.facts) for f in firings]
        statuses, observed = lean.of_firings(firings)
        for way in ways:
            found = way.find(case)
            if way.find(case) != found:
                raise AssertionError(f"{way.name}: {case.plan.id} is not found the same twice")
            if way.name == LEAN:
                same = found == (statuses, observed)
            elif way.name == DURABLE:
                same = found == firings
            elif isinstance(found, list):
                same = found == expected
            else:
                same = _statuses_of(found) == statuses
            if not same:
                raise AssertionError(f"{way.name} and the engine differ on {case.plan.id}")


def _statuses_of(judged: Any) -> dict[int, str]:
    """The statuses in what ``judge`` returned, before a reviewer’s acceptance."""
    assessments = [a for ruleset in judged[0] for a in ruleset]
    return {number: a.gap or a.status for number, a in enumerate(assessments)}
