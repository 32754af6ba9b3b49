"""The engine and the oracle agree on random plans, and verdicts keep some laws that need no oracle."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path

import oracle
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from checker.assess import judge
from checker.load import load_catalogue, load_plan, load_ruleset
from checker.models import Catalogue, Commitment, Plan, Requirement

ROOT = Path(__file__).parent.parent
MANY = settings(max_examples=15 * settings().max_examples)
GAPS = {"weaker", "late", "missing", "unclear"}

# Few values, close to each other, so that ties and near-ties are common.
VALUES = ("95", "95.5", "95,5", "96", "100", "101", "94.999999")
PER_MILLE = dict(zip(VALUES, ("950", "955", "955.0", "960", "1000", "1010", "949.99999"), strict=True))
MILESTONES = (2026, 2027, 2030, 2035, 2045)
YEARS = (2024, 2025, 2026, 2026, 2027, 2027, 2028, 2029, 2030, 2030, 2031, 2035, 2045, 2046, 2100, 2101, None)
SCOPES = (None, None, None, None, "all", "each", "average", "part", "wider")
SOFTENED = ({},) * 7 + ({"approximate": True}, {"hedge": "tiến tới"})
UNITS = ("%", "‰", "cm", "years")
OTHER_SHARE = {"%": "‰", "‰": "%"}
RIGHT_SIDE = {"more": ("at_least", "more_than", "between"), "less": ("at_most", "less_than", "between")}
WRONG_SIDE = {"more": ("at_most", "less_than"), "less": ("at_least", "more_than")}


def numbers(comparators, unit):
    """Each value behind each comparator, in ``unit`` and in what converts into it."""
    for comparator, value, written in product(comparators, VALUES, (None, unit, OTHER_SHARE.get(unit))):
        per_mille = (written or unit) == "‰"
        number, low, high = (PER_MILLE[value], "900", "1010") if per_mille else (value, "90", "101")
        pairs = ((number, high), (low, number))
        for bound in pairs if comparator == "between" else (number,):
            yield {comparator: bound, "unit": written}


@cache
def right_bounds(kind, direction, unit):
    """All that a norm can ask of an indicator."""
    return ({"promised": True},) if kind == "promise" else tuple(numbers(RIGHT_SIDE[direction], unit))


@cache
def all_bounds(kind, direction, unit):
    """All that a plan can write: mostly a fitting bound, now and then none, or one that promises nothing."""
    if kind == "promise":
        return ({"promised": True},) * 4 + ({"promised": False}, {"at_least": "1", "unit": "%"}, {})
    strange = tuple({"at_least": "95", "unit": u} for u in UNITS if u not in (unit, OTHER_SHARE.get(unit)))
    strange += ({"promised": True}, {"promised": False}, {}, {})
    return right_bounds(kind, direction, unit) + tuple(numbers(WRONG_SIDE[direction], unit))[::7] + strange


@st.composite
def catalogues(draw) -> Catalogue:
    indicators = {}
    for key in ("apples", "bread", "cheese")[: draw(st.integers(1, 3))]:
        kind = draw(st.sampled_from(("level", "level", "gain", "promise")))
        direction = draw(st.sampled_from(("more", "less")))
        indicators[key] = {"name": {"vi": key}, "direction": direction, "kind": kind}
        if kind != "promise":
            indicators[key]["unit"] = draw(st.sampled_from(UNITS))
            indicators[key]["ceiling"] = draw(st.sampled_from((None, "100", "95.5")))
    return Catalogue.model_validate({"schema": "indicators/1", "indicators": indicators})


@st.composite
def rulesets(draw, name, catalogue):
    found = []
    for key, indicator in catalogue.indicators.items():
        bounds = st.sampled_from(right_bounds(indicator.kind, indicator.direction, indicator.unit))
        for place in range(draw(st.integers(1, 4))):
            when, year = draw(st.sampled_from(("by", "from"))), draw(st.sampled_from(MILESTONES))
            said = {when: year, "scope": draw(st.sampled_from(SCOPES))} | draw(bounds)
            found.append(requirement(f"{name}/{key}-{place}", key, **said))
    return draw(st.permutations(found))


def requirement(id_, indicator, **more) -> Requirement:
    said = {"clause": "I", "words": "x", "severity": "low", "verified": "reported"}
    return Requirement.model_validate({"id": id_, "indicator": indicator} | said | more)


@st.composite
def plans(draw, catalogue):
    kinds = catalogue.indicators.items()
    ways = {key: st.sampled_from(all_bounds(i.kind, i.direction, i.unit)) for key, i in kinds}
    size = draw(st.integers(0, 25))
    times = product(("by", "from"), draw(st.lists(st.sampled_from(YEARS), min_size=1, max_size=8)))
    times, keys = st.sampled_from([dict([time]) for time in times]), st.sampled_from(sorted(ways))
    manners = st.sampled_from([{"scope": scope} | soft for scope, soft in product(SCOPES, SOFTENED)])
    commitments = []
    for _ in range(size):
        key = draw(keys)
        commitments.append({"indicator": key} | draw(ways[key]) | draw(times) | draw(manners))
    values = [*product(VALUES, ("cm", "%")), *product(PER_MILLE.values(), ("‰",))]
    present = st.tuples(keys, st.sampled_from(values))
    baselines = [
        {"indicator": key, "value": value, "unit": draw(st.sampled_from((unit, None)))}
        for key, (value, unit) in draw(st.lists(present, max_size=2))
    ]
    issued = draw(st.sampled_from(("2025-11-21", "2025-09", "2026")))
    covers = draw(st.sampled_from((None, None, None, 2045, 2044, 2030, 2029, 2026)))
    return plan_of(tuple(commitments), tuple(baselines), issued, covers)


def plan_of(commitments, baselines=(), issued="2025-11-21", covers=None) -> Plan:
    period = {"covers": {"from": "2026", "to": covers}} if covers else {}
    head = {"schema": "plan/1", "id": "p", "province": "Hà Nội", "title": "Kế hoạch", "issued": issued}
    return Plan.model_validate(head | period | {"commitments": commitments, "baselines": baselines})


@st.composite
def cases(draw):
    catalogue = draw(catalogues())
    names = ("first", "second")[: draw(st.integers(1, 2))]
    return draw(plans(catalogue)), [draw(rulesets(name, catalogue)) for name in names], catalogue


def verdict(assessment) -> oracle.Verdict:
    shortfalls = frozenset((s.kind, None if s.by is None else Fraction(s.by)) for s in assessment.shortfalls)
    assert len(shortfalls) == len(assessment.shortfalls)
    return oracle.Verdict(assessment.status, shortfalls, frozenset(assessment.governing))


def remarks(observations, plan: Plan) -> oracle.Remarks:
    """The observations as the oracle writes them."""
    places = {kind: [o.facts for o in observations if o.kind == kind] for kind in (
        "contradiction", "regression", "hedged", "implausible_year")}  # fmt: skip
    later, present = set(), set()
    for facts in places["regression"]:
        numbers = [n for kind, n in facts if kind == "C"]
        of_baselines = [n for kind, n in facts if kind == "B"]
        if of_baselines:
            present.add((*numbers, *of_baselines))
        else:
            earlier, late = sorted(numbers, key=lambda n: plan.commitments[n].year)
            later.add((late, plan.commitments[earlier].year))
    found = oracle.Remarks(
        contradictions=frozenset(frozenset(n for _, n in facts) for facts in places["contradiction"]),
        later_regressions=frozenset(later),
        baseline_regressions=frozenset(present),
        hedged=frozenset(n for ((_, n),) in places["hedged"]),
        implausible_years=frozenset(n for ((_, n),) in places["implausible_year"]),
    )
    said_once = sum(map(len, vars(found).values())) == sum(map(len, places.values()))
    assert said_once, observations
    return found


@MANY
@given(cases())
def test_engine_and_oracle_agree(case):
    plan, asked, catalogue = case
    assessments, observations = judge(plan, asked, catalogue)
    for ruleset, found in zip(asked, assessments, strict=True):
        expected = [oracle.assess(plan, ruleset, r, catalogue) for r in ruleset]
        assert [verdict(a) for a in found] == expected
        for r, assessment in zip(ruleset, found, strict=True):
            own_unit = catalogue.indicators[r.indicator].unit
            amounts = [s for s in assessment.shortfalls if s.by is not None]
            assert all(s.unit == ("years" if s.kind == "deadline" else own_unit) for s in amounts)
            assert set(assessment.governing) <= set(assessment.answers)
    assert remarks(observations, plan) == oracle.observe(plan, catalogue)


# ---- laws that hold whatever the oracle says


def outcome(plan, asked, catalogue):
    """What was found, without regard to the numbers that commitments have."""
    assessments, observations = judge(plan, asked, catalogue)
    verdicts = {
        requirement.id: (a.status, a.shortfalls, Counter(plan.commitments[n] for n in a.governing))
        for ruleset, found in zip(asked, assessments, strict=True)
        for requirement, a in zip(ruleset, found, strict=True)
    }
    return verdicts, Counter((o.kind, o.indicator) for o in observations)


@given(cases(), st.data())
def test_the_order_of_commitments_is_irrelevant(case, data):
    plan, asked, catalogue = case
    shuffled = tuple(data.draw(st.permutations(plan.commitments)))
    assert outcome(plan.model_copy(update={"commitments": shuffled}), asked, catalogue) == outcome(*case)


@given(cases(), st.data())
def test_the_order_of_requirements_and_of_rulesets_is_irrelevant(case, data):
    plan, asked, catalogue = case
    shuffled = [data.draw(st.permutations(ruleset)) for ruleset in reversed(asked)]
    assert outcome(plan, shuffled, catalogue) == outcome(*case)


@given(cases())
def test_a_ruleset_is_judged_the_same_alone_and_beside_others(case):
    plan, asked, catalogue = case
    assessments, observations = judge(plan, asked, catalogue)
    for ruleset, beside_others in zip(asked, assessments, strict=True):
        (alone,), seen_alone = judge(plan, [ruleset], catalogue)
        assert list(map(verdict, beside_others)) == list(map(verdict, alone))
        assert observations == seen_alone


@given(cases(), st.data())
def test_an_indicator_that_nobody_else_speaks_of_changes_nothing(case, data):
    plan, asked, catalogue = case
    new = {"aaa": data.draw(catalogues()).indicators["apples"]}
    wider = catalogue.model_copy(update={"indicators": new | catalogue.indicators})
    added = data.draw(plans(Catalogue(schema="indicators/1", indicators=new)))
    mixed = data.draw(st.permutations((*plan.commitments, *added.commitments[:5])))
    baselines = added.baselines + plan.baselines
    both = plan.model_copy(update={"commitments": tuple(mixed), "baselines": baselines})
    demand = data.draw(rulesets("new", Catalogue(schema="indicators/1", indicators=new)))
    verdicts, kinds = outcome(both, [[*demand, *asked[0]], *asked[1:]], wider)
    old_verdicts = {id_: found for id_, found in verdicts.items() if not id_.startswith("new/")}
    old_kinds = Counter({key: times for key, times in kinds.items() if key[1] != "aaa"})
    assert (old_verdicts, old_kinds) == outcome(*case)


def raised(commitment: Commitment, indicator) -> Commitment:
    """The same commitment, stricter by one."""
    step = 1 if indicator.direction == "more" else -1
    stricter = {
        c: tuple(v + step for v in value) if c == "between" else value + step
        for c in ("at_least", "more_than", "at_most", "less_than", "between")
        if (value := getattr(commitment, c)) is not None
    }
    return commitment.model_copy(update=stricter)


@given(cases(), st.data())
def test_raising_a_governing_bound_never_turns_a_non_gap_into_a_gap(case, data):
    plan, asked, catalogue = case
    before = [a for found in judge(*case)[0] for a in found]
    chosen = data.draw(st.sampled_from(before)).governing
    commitments = list(plan.commitments)
    for n in chosen:
        indicator = catalogue.indicators[commitments[n].indicator]
        stricter = raised(commitments[n], indicator)
        bound = oracle.bound_of(stricter, indicator)
        if bound and not oracle.impossible(bound, indicator):
            commitments[n] = stricter
    assume(commitments != list(plan.commitments))
    stricter_plan = plan.model_copy(update={"commitments": tuple(commitments)})
    after = [a for found in judge(stricter_plan, asked, catalogue)[0] for a in found]
    for was, now in zip(before, after, strict=True):
        assert was.status in GAPS or now.status not in GAPS


@given(cases())
def test_judging_twice_gives_equal_results(case):
    assert judge(*case) == judge(*case)


@given(st.lists(cases(), min_size=2, max_size=4))
def test_a_plan_is_judged_the_same_whatever_was_judged_before_it(several):
    forwards = [judge(*case) for case in several]
    backwards = [judge(*case) for case in reversed(several)]
    assert forwards == backwards[::-1]


def judged_files(names) -> dict[str, str]:
    """What is found in the plans that ship, one after another, under nq72."""
    catalogue = load_catalogue(ROOT / "rulesets/indicators.yaml")
    asked = [load_ruleset(ROOT / "rulesets/nq72.yaml", catalogue).ruleset.requirements]
    plans_ = {name: load_plan(ROOT / f"plans/{name}.yaml", catalogue).plan for name in names}
    return {name: repr(judge(plan, asked, catalogue)) for name, plan in plans_.items()}


def test_many_plans_one_after_another_equal_each_in_a_process_of_its_own():
    names = sorted(path.stem for path in (ROOT / "plans").glob("*.yaml"))
    assert len(names) >= 5
    together = judged_files(names)
    for name in names:
        code = f"import json, test_engine_against_oracle as t; print(json.dumps(t.judged_files([{name!r}])))"
        path = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
        alone = subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=True,
        )
        assert json.loads(alone.stdout) == {name: together[name]}


def test_two_rulesets_with_the_same_requirement_ids_are_judged_each_by_itself():
    catalogue = load_catalogue(ROOT / "rulesets/indicators.yaml")
    norm = load_ruleset(ROOT / "rulesets/nq72.yaml", catalogue).ruleset.requirements
    plan = load_plan(ROOT / "plans/quangngai.yaml", catalogue).plan
    (first, second), _ = judge(plan, [norm, norm], catalogue)
    assert (
        [verdict(a) for a in first]
        == [verdict(a) for a in second]
        == [verdict(a) for a in judge(plan, [norm], catalogue)[0][0]]
    )


def test_among_the_largest_numbers_ties_scopes_and_open_ends_still_count():
    catalogue = Catalogue.model_validate({"schema": "indicators/1", "indicators": {
        "x": {"name": {"vi": "x"}, "direction": "more", "kind": "level", "unit": "cm"}}})  # fmt: skip
    extremes = ("999999999", "999999998.999999", "1", "-999999999")
    words = product(("at_least", "more_than"), extremes, ("each", "average"))
    said = [{"indicator": "x", "by": 2030, how: number, "scope": scope} for how, number, scope in words]
    demand = {"scope": "each", "by": 2030}
    norm = [requirement(f"r/x{n}", "x", at_least=end, **demand) for n, end in enumerate(extremes)]
    for pair in product(said, repeat=2):
        plan = plan_of(pair)
        (found,), _ = judge(plan, [norm], catalogue)
        assert [verdict(a) for a in found] == [oracle.assess(plan, norm, r, catalogue) for r in norm]
