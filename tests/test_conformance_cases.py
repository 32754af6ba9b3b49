"""The cases of cases/*.yaml: a rule of the domain, a plan, and what must be found in it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import oracle
import oracle_remarks
import oracle_tasks
import pytest
import yaml
from in_oracle_terms import paces, remarks, task_verdict, verdict
from random_cases import norm_task, plan_of, requirement, ruleset_of

from checker.judging.assess import judge
from checker.judging.observe import KINDS
from checker.reading.load import load_catalogue, load_plan, load_ruleset
from checker.reading.models import Acceptance, NormTask, Plan, Requirement, Ruleset

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 1, 1)
CATALOGUE = load_catalogue(ROOT / "rulesets/indicators.yaml")
NQ72 = {r.id: r for r in load_ruleset(ROOT / "rulesets/nq72.yaml", CATALOGUE).ruleset.requirements}

OF_TASKS = {"asked": [], "expect": []}
"""What a case may leave out that asks nothing of targets."""
TABLES = {
    table: [(OF_TASKS if "plan" in case else OF_TASKS | {"says": []}) | case for case in cases]
    for path in sorted((ROOT / "tests/cases").glob("*.yaml"))
    for table, cases in yaml.safe_load(path.read_text(encoding="utf-8")).items()
}
CASES = [
    pytest.param(case, id=f"{table}: {case['rule']}")
    for table, cases in TABLES.items()
    for case in cases
]  # fmt: skip
KEYS = {
    "rule", "asked", "says", "plan", "expect", "governing", "remarks", "baselines", "issued", "covers", "accepted",
    "norm_tasks", "norm_groups", "tasks", "unread_tables", "expect_tasks",
}  # fmt: skip
COMPLETE = {"title": "Nhiệm vụ", "lead": ["Sở Y tế"], "output": "Đề án", "due": "2026"}


def asked(case) -> list[Requirement]:
    if not case["asked"]:
        return []
    first = case["asked"][0]
    indicator = NQ72[first].indicator if isinstance(first, str) else first["indicator"]
    return [
        NQ72[said] if isinstance(said, str) else requirement(f"case/r{n}", **{"indicator": indicator} | wordings(said))
        for n, said in enumerate(case["asked"], 1)
    ]


def wordings(said: dict) -> dict:
    """The norm's other names, with the note that each of them needs."""
    names = said.get("other_names")
    if names is None:
        return said
    given = {"words": tuple(names), "note": {"vi": "Tên gọi khác."}}
    return {key: value for key, value in said.items() if key != "other_names"} | {"wordings": (given,)}


def norm_tasks(case) -> list[NormTask]:
    return [norm_task(f"case/t{n}", **texts(said)) for n, said in enumerate(case.get("norm_tasks", ()), 1)]


def norm(case) -> Ruleset:
    return ruleset_of(asked(case), "case", norm_tasks(case), case.get("norm_groups", ()))


def plan(case) -> Plan:
    if "plan" in case:
        return load_plan(ROOT / f"plans/{case['plan']}.yaml", CATALOGUE).plan
    of_the_first = {"indicator": asked(case)[0].indicator} if case["asked"] else {}
    first, last = (2026, case.get("covers")) if not isinstance(case.get("covers"), list) else case["covers"]
    more = {"unread_tables": tuple(case.get("unread_tables", ()))}
    if "tasks" in case:
        more["tasks"] = tuple(plan_task(said) for said in case["tasks"])
    return plan_of(
        tuple(of_the_first | said for said in case["says"]),
        tuple(of_the_first | texts(said) for said in case.get("baselines", ())),
        str(case.get("issued", "2025-11-21")),
        last,
        covers_from=first,
        **more,
    )


def plan_task(said: dict) -> dict:
    """What a case leaves out is there; what it sets to null is not."""
    whole = {key: value for key, value in (COMPLETE | said).items() if value is not None}
    ids = tuple(f"case/t{n}" for n in said.get("answers", ()))
    return texts(whole) | {"lead": tuple(whole.get("lead", ())), "answers": ids}


def texts(said: dict) -> dict:
    """Dates and years as the loader hands them over: as text."""
    return {key: str(value) if key in ("due", "as_of") and value is not None else value for key, value in said.items()}


def expected(case) -> list[tuple[str, frozenset]]:
    """Statuses and shortfalls: "weaker: value 2.9, scope"."""
    found = []
    for text in case["expect"]:
        status, _, why = text.partition(":")
        words = [shortfall.split() for shortfall in why.split(",") if shortfall.strip()]
        found.append((status, frozenset((kind, Decimal(by[0]) if by else None) for kind, *by in words)))
    return found


def expected_remarks(case) -> list[str]:
    """As the case has them, but an earlier target by its year, which the nearest are told by."""
    found = []
    for text in case.get("remarks", ()):
        kind, *about = text.split()
        if kind == "regression" and "baseline" not in about:
            about[1] = str(plan(case).commitments[int(about[1]) - 1].year)
        found.append(" ".join((kind, *about)))
    return sorted(found)


def in_words(found: oracle_remarks.Remarks, rises: Iterable[tuple[int, int]]) -> list[str]:
    """Remarks as cases write them, everything numbered from 1; ``rises`` are commitments and their baselines."""

    def several(numbers: Iterable[int]) -> str:
        return " ".join(str(n + 1) for n in sorted(numbers))

    carrying = {"T": "task", "C": "target"}
    return sorted(
        [
            *(f"contradiction {several(numbers)}" for numbers in found.contradictions),
            *(f"regression {later + 1} {year}" for later, year in found.later_regressions),
            *(f"regression {c + 1} baseline {b + 1}" for c, b in found.baseline_regressions),
            *(f"hedged {n + 1}" for n in found.hedged),
            *(f"implausible_year {n + 1}" for n in found.implausible_years),
            *(f"approximate_wording name {several(numbers)}" for _, numbers in found.other_names),
            *(f"approximate_wording scope {n + 1}" for _, n in found.other_scopes),
            *(f"unread_table {n + 1}" for n in found.unread_tables),
            *(f"task_incomplete {n + 1}" for n in found.incomplete_tasks),
            *(f"task_late {id_[6:]} by {carrying[kind]} {n + 1}" for id_, kind, n in found.late_tasks),
            *(f"group_uncovered {id_[11:]}" for id_ in found.uncovered_groups),
            *(f"pace {c + 1} baseline {b + 1}" for c, b in rises),
        ]
    )


@pytest.mark.parametrize("case", CASES)
def test_case(case):
    acceptances = ()
    if "accepted" in case:
        said = {"plan": "p", "requirement": "case/r1", "reason": "lý do", "by": "người duyệt"}
        acceptances = (Acceptance.model_validate(said | {"until": case["accepted"]}),)
    judgement = judge(plan(case), [norm(case)], CATALOGUE, acceptances, TODAY)
    verdicts = [verdict(a) for a in judgement.assessments[0]]
    assert [(v.status, v.shortfalls) for v in verdicts] == expected(case)
    if "governing" in case:
        assert [sorted(n + 1 for n in v.governing) for v in verdicts] == case["governing"]
    assert [task_verdict(a).status for a in judgement.tasks[0]] == case.get("expect_tasks", [])
    if "plan" not in case:
        found = remarks(judgement.observations, plan(case), [norm(case)])
        rises = paces(judgement.observations, [norm(case)]).values()
        assert in_words(found, rises) == expected_remarks(case)


@pytest.mark.parametrize("case", [case for case in CASES if "accepted" not in case.values[0]])
def test_the_oracle_finds_the_same(case):
    verdicts = {r.id: oracle.assess(plan(case), asked(case), r, CATALOGUE) for r in asked(case)}
    assert [(v.status, v.shortfalls) for v in verdicts.values()] == expected(case)
    tasks = [oracle_tasks.assess_task(plan(case), t, CATALOGUE) for t in norm_tasks(case)]
    assert [t.status for t in tasks] == case.get("expect_tasks", [])
    if "plan" not in case:
        found = oracle_remarks.observe(plan(case), [norm(case)], CATALOGUE)
        baselines = oracle_remarks.paces(plan(case), [norm(case)], CATALOGUE)
        assert all(len(options) == 1 for options in baselines.values()), "a case is about one baseline"
        rises = [(min(verdicts[id_].governing), b) for id_, (b,) in baselines.items() if b is not None]
        assert in_words(found, rises) == expected_remarks(case)


def test_the_tables_are_well_formed():
    cases = [case for table in TABLES.values() for case in table]
    assert len(cases) >= 60
    assert len({case["rule"] for case in cases}) == len(cases)
    assert set(itertools.chain(*cases)) == KEYS
    for case in cases:
        lengths = {len(case[key]) for key in ("asked", "expect", "governing") if key in case}
        assert len(lengths) == 1, case["rule"]
        assert len(case.get("norm_tasks", ())) == len(case.get("expect_tasks", ())), case["rule"]
        assert ("plan" in case) != ("says" in case), case["rule"]


def test_the_cases_show_every_status_shortfall_and_observation():
    cases = [case for table in TABLES.values() for case in table]
    found = [pair for case in cases for pair in expected(case)]
    assert {status for status, _ in found} == {
        "met", "exceeded", "weaker", "late", "missing", "unclear", "not_applicable", "accepted"
    }  # fmt: skip
    assert {kind for _, why in found for kind, _ in why} == {"value", "strictness", "scope", "deadline"}
    assert {remark.split()[0] for case in cases for remark in case.get("remarks", ())} == set(KINDS)
    statuses = {status for case in cases for status in case.get("expect_tasks", ())}
    assert statuses == {"assigned", "unclear", "weaker", "late", "unassigned"}
