"""The engine and the oracle agree on random plans, random norms, and which of these bind which of those."""

from __future__ import annotations

from itertools import product

import oracle
import oracle_remarks
import oracle_tasks
import oracle_terms
import pytest
from command import PLANS
from hypothesis import given, settings
from in_oracle_terms import paces, remarks, task_verdict, verdict
from random_cases import cases, plan_of, requirement, ruleset_of, terms

from checker.i18n import language
from checker.judging.applicability import applicability
from checker.judging.assess import Judgement, judge
from checker.judging.rules import RULES
from checker.judging.rules.applicability import RULES as WHICH_NORMS
from checker.reading.library import load_library
from checker.reading.load import load_plan
from checker.reading.models import Catalogue, Plan, Ruleset

MANY = settings(max_examples=15 * settings().max_examples)


def test_engine_and_oracle_agree():
    fired = set()

    @MANY
    @given(cases())
    def agreeing(case):
        judgement = agree(*case)
        found = [a for several in (*judgement.assessments, *judgement.tasks) for a in several]
        fired.update(f.rule for a in found for f in a.trace)
        fired.update(o.rule for o in judgement.observations)

    agreeing()
    every = {name for name in RULES if not name.startswith("phase") and name not in WHICH_NORMS}
    assert every - fired == {"accepted", "acceptance-expired"}, "random cases reach all other rules"


def agree(plan: Plan, asked: list[Ruleset], catalogue: Catalogue) -> Judgement:
    """Whether the engine finds what the oracle says; returns what it found."""
    judgement = judge(plan, asked, catalogue)
    for ruleset, found in zip(asked, judgement.assessments, strict=True):
        expected = [oracle.assess(plan, ruleset.requirements, r, catalogue) for r in ruleset.requirements]
        assert [verdict(a) for a in found] == expected
        for r, assessment in zip(ruleset.requirements, found, strict=True):
            own_unit = catalogue.indicators[r.indicator].unit
            amounts = [s for s in assessment.shortfalls if s.by is not None]
            assert all(s.unit == ("years" if s.kind == "deadline" else own_unit) for s in amounts)
            assert set(assessment.governing) <= set(assessment.answers)
    for ruleset, found in zip(asked, judgement.tasks, strict=True):
        expected = [oracle_tasks.assess_task(plan, task, catalogue) for task in ruleset.tasks]
        assert [task_verdict(a) for a in found] == expected
    assert remarks(judgement.observations, plan, asked) == oracle_remarks.observe(plan, asked, catalogue)
    governing = {a.requirement.id: a.governing for found in judgement.assessments for a in found}
    found = paces(judgement.observations, asked)
    assert all(commitment in governing[requirement] for requirement, (commitment, _) in found.items())
    possible = oracle_remarks.paces(plan, asked, catalogue)
    assert set(found) <= set(possible)
    assert [id_ for id_, options in possible.items() if found.get(id_, (None, None))[1] not in options] == []
    return judgement


def test_engine_and_oracle_agree_on_which_norms_bind_a_plan():
    decided = set()

    @settings(max_examples=5 * settings().max_examples)
    @given(terms())
    def agreeing(case):
        plan, asked = case
        found = applicability(plan, asked, language("vi"))
        assert [(a.applies, a.rule) for a in found] == [oracle_terms.binds(plan, r.applies_to) for r in asked]
        decided.update(a.rule for a in found)

    agreeing()
    assert decided == set(WHICH_NORMS), "random cases reach every reason"


def test_among_the_largest_numbers_ties_scopes_and_open_ends_still_count():
    catalogue = Catalogue.model_validate({"schema": "indicators/1", "indicators": {
        "x": {"name": {"vi": "x"}, "direction": "more", "kind": "level", "unit": "cm"}}})  # fmt: skip
    extremes = ("999999999", "999999998.999999", "1", "-999999999")
    words = product(("at_least", "more_than"), extremes, ("each", "average"))
    said = [{"indicator": "x", "by": 2030, how: number, "scope": scope} for how, number, scope in words]
    demand = {"scope": "each", "by": 2030}
    asked = [requirement(f"r/x{n}", "x", at_least=end, **demand) for n, end in enumerate(extremes)]
    norm = ruleset_of(asked, "r")
    for pair in product(said, repeat=2):
        plan = plan_of(pair)
        (found,) = judge(plan, [norm], catalogue).assessments
        assert [verdict(a) for a in found] == [oracle.assess(plan, asked, r, catalogue) for r in asked]


@pytest.mark.parametrize("name", sorted(path.stem for path in PLANS.glob("*.yaml")))
def test_engine_and_oracle_agree_on_the_plans_and_norms_that_ship(name):
    library = load_library()
    plan = load_plan(PLANS / f"{name}.yaml", library.catalogue).plan
    norms = [file.ruleset for file in library.rulesets]
    bound = [norm for norm in norms if oracle_terms.binds(plan, norm.applies_to)[0]]
    assert bound
    agree(plan, bound, library.catalogue)
