"""The cases of cases/conformance.yaml: a rule of the domain, a plan, and what must be found in it."""

from __future__ import annotations

import itertools
from datetime import date
from decimal import Decimal
from pathlib import Path

import oracle
import pytest
import yaml
from test_engine_against_oracle import plan_of, remarks, requirement, verdict

from checker.assess import judge
from checker.load import load_catalogue, load_plan, load_ruleset
from checker.models import Acceptance, Plan, Requirement

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 1, 1)
CATALOGUE = load_catalogue(ROOT / "rulesets/indicators.yaml")
NQ72 = {r.id: r for r in load_ruleset(ROOT / "rulesets/nq72.yaml", CATALOGUE).ruleset.requirements}

TABLES = yaml.safe_load((ROOT / "tests/cases/conformance.yaml").read_text(encoding="utf-8"))
CASES = [
    pytest.param(case, id=f"{table}: {case['rule']}")
    for table, cases in TABLES.items()
    for case in cases
]  # fmt: skip
KEYS = {
    "rule", "asked", "says", "plan", "expect", "governing", "remarks",
    "baselines", "issued", "covers", "accepted",
}  # fmt: skip


def asked(case) -> list[Requirement]:
    first = case["asked"][0]
    indicator = NQ72[first].indicator if isinstance(first, str) else first["indicator"]
    return [
        NQ72[said] if isinstance(said, str) else requirement(f"case/r{n}", **{"indicator": indicator} | said)
        for n, said in enumerate(case["asked"], 1)
    ]


def plan(case) -> Plan:
    if "plan" in case:
        return load_plan(ROOT / f"plans/{case['plan']}.yaml", CATALOGUE).plan
    of_the_first = {"indicator": asked(case)[0].indicator}
    commitments = tuple(of_the_first | said for said in case["says"])
    baselines = tuple(of_the_first | said for said in case.get("baselines", ()))
    return plan_of(commitments, baselines, str(case.get("issued", "2025-11-21")), case.get("covers"))


def expected(case) -> list[tuple[str, frozenset]]:
    """Statuses and shortfalls: "weaker: value 2.9, scope"."""
    found = []
    for text in case["expect"]:
        status, _, why = text.partition(":")
        words = [shortfall.split() for shortfall in why.split(",") if shortfall.strip()]
        found.append((status, frozenset((kind, Decimal(by[0]) if by else None) for kind, *by in words)))
    return found


def expected_remarks(case) -> oracle.Remarks:
    of = {kind: set() for kind in ("contradiction", "later", "baseline", "hedged", "implausible_year")}
    commitments = plan(case).commitments
    for text in case.get("remarks", ()):
        kind, *about = text.split()
        first, *rest = (int(n) - 1 for n in about if n.isdigit())
        if "baseline" in about:
            of["baseline"].add((first, *rest))
        elif kind == "regression":
            of["later"].add((first, commitments[rest[0]].year))
        elif kind == "contradiction":
            of[kind].add(frozenset({first, *rest}))
        else:
            of[kind].add(first)
    return oracle.Remarks(*map(frozenset, of.values()))


@pytest.mark.parametrize("case", CASES)
def test_case(case):
    acceptances = ()
    if "accepted" in case:
        said = {"plan": "p", "requirement": "case/r1", "reason": "lý do", "by": "người duyệt"}
        acceptances = (Acceptance.model_validate(said | {"until": case["accepted"]}),)
    (found,), observations = judge(plan(case), [asked(case)], CATALOGUE, acceptances, TODAY)
    verdicts = [verdict(a) for a in found]
    assert [(v.status, v.shortfalls) for v in verdicts] == expected(case)
    if "governing" in case:
        assert [sorted(n + 1 for n in v.governing) for v in verdicts] == case["governing"]
    if "plan" not in case:
        assert remarks(observations, plan(case)) == expected_remarks(case)


@pytest.mark.parametrize("case", [case for case in CASES if "accepted" not in case.values[0]])
def test_the_oracle_finds_the_same(case):
    verdicts = [oracle.assess(plan(case), asked(case), r, CATALOGUE) for r in asked(case)]
    assert [(v.status, v.shortfalls) for v in verdicts] == expected(case)
    if "plan" not in case:
        assert oracle.observe(plan(case), CATALOGUE) == expected_remarks(case)


def test_the_tables_are_well_formed():
    cases = [case for table in TABLES.values() for case in table]
    assert len(cases) >= 60
    assert len({case["rule"] for case in cases}) == len(cases)
    assert set(itertools.chain(*cases)) == KEYS
    for case in cases:
        lengths = {len(case[key]) for key in ("asked", "expect", "governing") if key in case}
        assert len(lengths) == 1, case["rule"]
        assert ("plan" in case) != ("says" in case), case["rule"]


def test_the_cases_show_every_status_shortfall_and_observation():
    cases = [case for table in TABLES.values() for case in table]
    found = [pair for case in cases for pair in expected(case)]
    assert {status for status, _ in found} == {
        "met", "exceeded", "weaker", "late", "missing", "unclear", "not_applicable", "accepted"
    }  # fmt: skip
    assert {kind for _, why in found for kind, _ in why} == {"value", "strictness", "scope", "deadline"}
    said = {remark.split()[0] for case in cases for remark in case.get("remarks", ())}
    assert said == {"contradiction", "regression", "hedged", "implausible_year"}
