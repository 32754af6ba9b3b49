"""Engines: the same plans, the same rules, the same findings, by several ways.

The plans are generated (``generate``), the facts are built beforehand. A plan takes an engine two
runs, as in ``check``: which norms bind it, and how it stands before those. Before anything is timed,
every way has to find exactly what ``checker.judging.engine.run`` finds, for every plan: each firing of each
rule with its facts, not only the statuses. A way that does not is an AssertionError.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from itertools import cycle
from typing import Any

from checker.judging.applicability import Applicability, applicability
from checker.judging.assess import Judgement, judge
from checker.judging.engine import Firing, run
from checker.judging.facts import Fact
from checker.judging.rules import RULES

from . import lean, pair_tests, plain
from .clips_rules import ClipsRules
from .generate import AS_OF, LANGUAGE, Case, facts_of, generate
from .timing import interleave, table, verdict

PLAIN, LEAN = "plain Python, indexed", "plain Python, verdicts without trace"
DURABLE = "durable-rules: `engine.run`"
AIM = 15.0
_SEED = 72
_CHUNK = 20
"""Plans a round: few, so that a slow moment of the machine falls on every way of its round."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to judge: what it finds for a plan, and who does what."""

    name: str
    find: Callable[[Case], Any]
    engine_does: str
    python_does: str
    same_powers: bool = False


def compare_engines(rounds: int, plans: int) -> str:
    """Tables for both sizes, and the aims."""
    ways, skipped = _ways()
    sizes = {
        "real rulesets × 25-40 commitments, 20-50 tasks": generate(plans, _SEED, commitments=(25, 40), tasks=(20, 50)),
        "25 requirements × 40 commitments, 50 tasks": generate(
            plans, _SEED, commitments=(40, 40), tasks=(50, 50), requirements=25
        ),
    }
    parts = [_one_size(title, cases, ways, rounds) for title, cases in sizes.items()]
    return "\n".join([*parts, *(f"Skipped: {reason}" for reason in skipped)])


def _ways() -> tuple[list[Way], list[str]]:
    ways = [
        Way(PLAIN, _in_both_runs(plain.findings), "—", "everything"),
        Way(LEAN, _in_both_runs(lean.verdicts), "—", "statuses, observations"),
        Way(DURABLE, _in_both_runs(run), "everything", "sums in derived facts, sorting", True),
        Way("durable-rules: `applicability` + `judge`", _judge, "everything", "facts, assessments"),
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


def _in_both_runs(find: Callable[[Sequence[Fact]], Any]) -> Callable[[Case], tuple[Any, Any]]:
    return lambda case: (find(case.norms), find(case.facts))


def _judge(case: Case) -> tuple[list[Applicability], Judgement]:
    found = applicability(case.plan, case.rulesets, LANGUAGE)
    binding = [ruleset for ruleset, answer in zip(case.rulesets, found, strict=True) if answer.applies]
    return found, judge(case.plan, binding, case.catalogue, case.acceptances, AS_OF)


def _clips(name: str) -> Way:
    rules = ClipsRules()
    return Way(name, _in_both_runs(rules.findings), "everything", "sorting", True)


def _pair_way(name: str, test: pair_tests.Test) -> Way:
    return Way(
        name,
        _in_both_runs(lambda facts: pair_tests.findings(facts, test)),
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
    fired = [firing.rule for case in cases for firing in (*run(case.norms), *run(case.facts))]
    facts = sum(len(case.norms) + len(case.facts) for case in cases) / len(cases)
    note = (
        f"{len(cases)} generated plans, {rounds} times, in interleaved rounds of {_CHUNK}, medians; "
        f"{facts:.0f} facts and {len(fired) / len(cases):.0f} firings a plan, found equal by every way. {_rules(fired)}"
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


def _rules(fired: Iterable[str]) -> str:
    """Of how many rules the equality speaks."""
    known = [name for name in RULES if not name.startswith("phase")]
    never = sorted(set(known) - set(fired))
    said = f"{len(known) - len(never)} of {len(known)} rules fired"
    return f"{said}, not {', '.join(never)}." if never else f"{said}."


def assert_equal(cases: Sequence[Case], ways: Sequence[Way]) -> None:
    """Raises AssertionError at the first plan for which two ways differ."""
    for case in cases:
        made = facts_of(case.plan, case.rulesets, case.binding, case.catalogue, case.acceptances)
        assert made == (case.norms, case.facts)
        runs = (run(case.norms), run(case.facts))
        for way in ways:
            found = way.find(case)
            if way.find(case) != found:
                raise AssertionError(f"{way.name}: {case.plan.id} is not found the same twice")
            if not _equal(found, runs):
                raise AssertionError(f"{way.name} and the engine differ on {case.plan.id}")


def _equal(found: Any, runs: tuple[list[Firing], list[Firing]]) -> bool:
    """Whether a way found what the engine's two runs did, at the level at which it tells it."""
    first, second = found
    if isinstance(second, list):
        return all(mine == [tuple(f) for f in firings] for mine, firings in zip(found, runs, strict=True))
    expected = tuple(map(lean.of_firings, runs))
    if isinstance(second, tuple):
        return bool(found == expected)
    of_norms = {("L", number): RULES[answer.rule].concludes for number, answer in enumerate(first)}
    return of_norms == expected[0][0] and _statuses_of(second) == expected[1][0]


def _statuses_of(judged: Judgement) -> lean.Statuses:
    """The statuses in what ``judge`` returned, before a reviewer’s acceptance."""
    assessments = [a for ruleset in judged.assessments for a in ruleset]
    tasks = [t for ruleset in judged.tasks for t in ruleset]
    statuses: lean.Statuses = {("R", number): a.gap or a.status for number, a in enumerate(assessments)}
    return statuses | {("W", number): t.status for number, t in enumerate(tasks)}
