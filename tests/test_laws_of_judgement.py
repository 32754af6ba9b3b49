"""Laws that verdicts and observations keep, whatever an oracle says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import oracle
from hypothesis import assume, given
from hypothesis import strategies as st
from in_oracle_terms import about, task_verdict, verdict
from random_cases import cases, catalogues, plans, rulesets

from checker.judging.assess import judge
from checker.reading.load import load_catalogue, load_plan, load_ruleset
from checker.reading.models import Catalogue, Commitment, Plan, Ruleset

ROOT = Path(__file__).parent.parent
NORMS = ("nq20", "nq282", "nq72", "qd201")
GAPS = {"weaker", "late", "missing", "unclear"}
SECTIONS = {"C": "commitments", "B": "baselines", "T": "tasks", "U": "unread_tables"}


def outcome(plan: Plan, asked: list[Ruleset], catalogue: Catalogue):
    """What was found, without regard to the numbers that anything has."""
    judgement = judge(plan, asked, catalogue)

    def those(facts):
        return Counter((kind, repr(getattr(plan, SECTIONS[kind])[n])) for kind, n in facts)

    verdicts = {
        a.requirement.id: (a.status, a.shortfalls, those(("C", n) for n in a.governing))
        for found in judgement.assessments
        for a in found
    }
    tasks = {t.task.id: (t.status, those(t.answers)) for found in judgement.tasks for t in found}
    seen = Counter((o.kind, o.indicator, *sorted(norm_entries(o, asked))) for o in judgement.observations)
    return verdicts, tasks, seen


def norm_entries(observation, asked: list[Ruleset]) -> list[str]:
    """The ids of what an observation is about in a norm."""
    return [id_ for kind, entries in about(observation, asked).items() if kind in "RWH" for id_ in entries]


@given(cases(), st.data())
def test_the_order_of_what_a_plan_says_is_irrelevant(case, data):
    plan, asked, catalogue = case
    said = [section for section in SECTIONS.values() if section in plan.model_fields_set]
    shuffled = {section: tuple(data.draw(st.permutations(getattr(plan, section)))) for section in said}
    assert outcome(plan.model_copy(update=shuffled), asked, catalogue) == outcome(*case)


@given(cases(), st.data())
def test_the_order_of_requirements_tasks_groups_and_rulesets_is_irrelevant(case, data):
    plan, asked, catalogue = case
    shuffled = [
        ruleset.model_copy(
            update={
                section: tuple(data.draw(st.permutations(getattr(ruleset, section))))
                for section in ("requirements", "tasks", "groups")
            }
        )
        for ruleset in reversed(asked)
    ]
    assert outcome(plan, shuffled, catalogue) == outcome(*case)


@given(cases())
def test_a_ruleset_is_judged_the_same_alone_and_beside_others(case):
    plan, asked, catalogue = case
    together = judge(plan, asked, catalogue)
    for number, ruleset in enumerate(asked):
        alone = judge(plan, [ruleset], catalogue)
        assert [*map(verdict, together.assessments[number])] == [*map(verdict, alone.assessments[0])]
        assert [*map(task_verdict, together.tasks[number])] == [*map(task_verdict, alone.tasks[0])]
        seen_together = [o for o in together.observations if o.ruleset in (None, number)]
        assert [(o.kind, o.rule, about(o, asked)) for o in seen_together] == [
            (o.kind, o.rule, about(o, [ruleset])) for o in alone.observations
        ]


@given(cases(), st.data())
def test_an_indicator_that_nobody_else_speaks_of_changes_nothing(case, data):
    plan, asked, catalogue = case
    new = {"aaa": data.draw(catalogues()).indicators["apples"]}
    wider = catalogue.model_copy(update={"indicators": new | catalogue.indicators})
    added = data.draw(plans(Catalogue(schema="indicators/1", indicators=new)))
    mixed = data.draw(st.permutations((*plan.commitments, *added.commitments[:5])))
    baselines = added.baselines + plan.baselines
    both = plan.model_copy(update={"commitments": tuple(mixed), "baselines": baselines})
    demand = data.draw(rulesets("new", Catalogue(schema="indicators/1", indicators=new))).requirements
    first = asked[0].model_copy(update={"requirements": (*demand, *asked[0].requirements)})
    verdicts, tasks, seen = outcome(both, [first, *asked[1:]], wider)
    old_verdicts = {id_: found for id_, found in verdicts.items() if not id_.startswith("new/")}
    old_seen = Counter({key: times for key, times in seen.items() if key[1] != "aaa"})
    assert (old_verdicts, tasks, old_seen) == outcome(*case)


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
    before = [a for found in judge(*case).assessments for a in found]
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
    after = [a for found in judge(stricter_plan, asked, catalogue).assessments for a in found]
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
    """What is found in the plans that ship, one after another, under all the norms that ship."""
    catalogue = load_catalogue(ROOT / "rulesets/indicators.yaml")
    asked = [load_ruleset(ROOT / f"rulesets/{norm}.yaml", catalogue).ruleset for norm in NORMS]
    plans_ = {name: load_plan(ROOT / f"plans/{name}.yaml", catalogue).plan for name in names}
    return {name: repr(judge(plan, asked, catalogue)) for name, plan in plans_.items()}


def test_many_plans_one_after_another_equal_each_in_a_process_of_its_own():
    names = sorted(path.stem for path in (ROOT / "plans").glob("*.yaml"))
    assert len(names) >= 5
    together = judged_files(names)
    for name in names:
        code = f"import json, test_laws_of_judgement as t; print(json.dumps(t.judged_files([{name!r}])))"
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
    norm = load_ruleset(ROOT / "rulesets/nq72.yaml", catalogue).ruleset
    plan = load_plan(ROOT / "plans/quangngai.yaml", catalogue).plan
    twice, once = judge(plan, [norm, norm], catalogue), judge(plan, [norm], catalogue)
    for found in twice.assessments:
        assert [verdict(a) for a in found] == [verdict(a) for a in once.assessments[0]]
    for found in twice.tasks:
        assert [task_verdict(a) for a in found] == [task_verdict(a) for a in once.tasks[0]]
