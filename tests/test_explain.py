"""Worked examples: short plans made from a requirement, a task or a group, and judged by the engine."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import oracle
import pytest
from command import check, write_plan
from explained import CATALOGUE, EN, GROUPS, LANGUAGES, LIBRARY, REQUIREMENTS, TASKS, VI, examples, text
from oracle_remarks import is_uncovered
from oracle_tasks import assess_task

from checker.judging.assess import GAPS
from checker.judging.bounds import ceiling_of, floor_of
from checker.manual.explain import explain
from checker.manual.explain_requirement import interval
from checker.manual.worked_examples import examples_of_group, examples_of_requirement, examples_of_task
from checker.reading.models import Indicator, Ruleset


def statuses(id_: str) -> dict[str, str]:
    """What each example of a requirement says, in English, and its status."""
    return {shown.said.strip("“”"): shown.status for shown in explain(id_, LIBRARY, EN).examples}


# ---- The examples are judged, not told.


@pytest.mark.parametrize("id_", REQUIREMENTS)
def test_the_oracle_says_the_same_of_every_example(id_):
    requirement, norm = REQUIREMENTS[id_]
    for example in examples(id_):
        verdict = oracle.assess(example.plan, norm.requirements, requirement, CATALOGUE)
        found = example.assessment
        shortfalls = {(s.kind, None if s.by is None else Fraction(s.by)) for s in found.shortfalls}
        assert (found.status, shortfalls) == (verdict.status, verdict.shortfalls), example.plan.commitments


@pytest.mark.parametrize("id_", TASKS)
def test_the_oracle_says_the_same_of_every_example_of_a_task(id_):
    task, norm = TASKS[id_]
    found = examples_of_task(task, norm, CATALOGUE)
    assert [e.assessment.status for e in found] == [assess_task(e.plan, task, CATALOGUE).status for e in found]
    assert {"assigned", "unassigned"} <= {e.assessment.status for e in found}


@pytest.mark.parametrize("id_", GROUPS)
def test_a_group_without_a_task_is_remarked(id_):
    group, norm = GROUPS[id_]
    found = examples_of_group(group, norm, CATALOGUE)
    assert [e.remark is not None for e in found] == [is_uncovered(group, e.plan) for e in found] == [False, True]


@pytest.mark.parametrize("id_", REQUIREMENTS)
def test_a_requirement_is_shown_met_failing_and_where_that_can_be_exceeded(id_):
    requirement, _ = REQUIREMENTS[id_]
    indicator = CATALOGUE.indicators[requirement.indicator]
    found = {example.assessment.status for example in examples(id_)}
    assert "met" in found
    assert found >= {"weaker", "missing", "unclear", "not_applicable"}
    at_the_top = floor_of(requirement, indicator).rank >= 2 * ceiling_of(indicator)
    assert ("exceeded" in found) == (indicator.kind != "promise" and not at_the_top)


@pytest.mark.parametrize("id_", REQUIREMENTS)
def test_no_example_stands_twice(id_):
    said = [(shown.said, shown.because) for shown in explain(id_, LIBRARY, EN).examples]
    assert len(said) == len(set(said))


# ---- Which examples make sense.


def test_examples_of_a_bound_that_excludes_its_limit():
    found = statuses("nq72/insurance-2026")
    assert found["more than 95%, by 2026"] == "met"
    assert found["at least 96%, by 2026"] == "exceeded"
    assert found["at least 94%, by 2026"] == "weaker"
    assert found["at least 95%, by 2026"] == "weaker"  # in strictness
    assert found["more than 95%, by 2026, a part only"] == "weaker"
    assert found["more than 95%, by 2026, a wider denominator"] == "weaker"
    assert found["more than 95%, by 2027"] == "missing"  # 2027 answers 2030
    assert found["no number, by 2026"] == found["more than 95%, no year"] == "unclear"
    assert found["more than 95%, by 2024"] == "unclear"  # before the norm itself
    assert found["nothing on it"] == "missing"
    assert found["nothing on it, in a plan for the year 2025"] == "not_applicable"


def test_examples_on_the_last_rung_of_a_ladder():
    found = statuses("nq72/insurance-2030")
    assert found["100%, by 2031"] == found["100%, by 2035"] == "late"
    assert found["100%, by 2026"] == "met"  # carried forward
    assert found["at least 99%, by 2026"] == "missing"
    assert found["at least 101%, by 2030"] == "unclear"
    assert "more than 100%, by 2030" not in found


def test_examples_where_less_is_better():
    found = statuses("nq20/under5-mortality-2030")
    assert found["at most 15‰, by 2030"] == "met"
    assert found["less than 15‰, by 2030"] == found["at most 14‰, by 2030"] == "exceeded"
    assert found["at most 16‰, by 2030"] == "weaker"


def test_a_step_is_one_in_the_last_decimal_that_the_norm_writes():
    assert {"at least 75.4 years, by 2030", "at least 75.6 years, by 2030"} <= statuses(
        "nq72/life-expectancy-2030"
    ).keys()
    assert {"at least 67 years, by 2030", "at least 69 years, by 2030"} <= statuses(
        "nq72/healthy-life-years-2030"
    ).keys()


def test_an_average_falls_short_where_each_one_is_asked():
    assert statuses("nq72/station-doctors-2027")["at least 4 doctors, by 2027, an average"] == "weaker"


def test_a_requirement_from_a_year_on_is_answered_from_a_year_on():
    found = statuses("nq72/free-checkup-2026")
    assert found["100%, from 2026"] == "met"
    assert found["100%, from 2027"] == "late"


def test_a_promise_has_no_number():
    found = statuses("nq72/fee-exemption-2030")
    assert found["promised, by 2030"] == "met"
    assert found["expressly not promised, by 2030"] == "weaker"
    assert not any("number" in said or "people" in said for said in found)


def test_what_is_no_share_has_no_denominator():
    assert not any("denominator" in said for said in statuses("nq72/life-expectancy-2030"))


def test_a_requirement_is_not_asked_of_plans_that_begin_later():
    page = explain("nq20/insurance-2025", LIBRARY, EN)
    later = next(e for e in page.examples if e.said == "nothing on it, in a plan for the years 2026–2030")
    assert later.status == "not_applicable"
    assert later.because == ("Asked only of plans whose own period includes 2025; this one begins later.",)


def test_a_task_that_may_end_after_the_deadline_is_late():
    found = {e.said: e.status for e in explain("nq282/emergency-care", LIBRARY, EN).examples}
    assert found == {
        "task (due: quarter II of 2026)": "assigned",
        "task (no due date)": "unclear",
        "task (due: quarter III of 2026)": "late",
        "task (due: in 2026)": "late",
        "nothing on it": "unassigned",
    }


def test_a_target_answers_a_task_that_has_an_indicator():
    found = {e.said: e.status for e in explain("nq72/station-doctors-sufficient-2030", LIBRARY, EN).examples}
    assert found["target: “promised, by 2030”"] == "assigned"
    assert found["target: “promised, by 2031”"] == "late"


def test_the_report_says_what_the_example_says(tmp_path):
    """The sentence beside an example is the one in the report of a plan that says so."""
    entry = "{indicator: insurance_coverage, at_least: 99, by: 2030}"
    head = "schema: plan/1\nid: tinh\nprovince: Hà Nội\ntitle: Kế hoạch\nissued: 2025-11-21\n"
    plan = write_plan(tmp_path, f"{head}commitments:\n  - {entry}\n")
    report = check(plan, "-r", "nq72", "-f", "json", "-q", "--lang", "en", cwd=tmp_path).json
    assessed = report["plans"][0]["rulesets"][0]["assessments"]
    found = next(a for a in assessed if a["requirement"] == "nq72/insurance-2030")
    shown = next(e for e in explain("nq72/insurance-2030", LIBRARY, EN).examples if e.said == "“at least 99%, by 2030”")
    assert (shown.status, shown.gap, [*shown.because]) == (found["status"], found["gap_text"], found["comparison"])


# ---- Requirements that no shipped norm has.


def norm_with(*asked: dict[str, str], **indicator: str) -> tuple[Ruleset, Any]:
    traits = {"name": {"vi": "Táo"}, "direction": "more", "kind": "level", "unit": "%", **indicator}
    catalogue = CATALOGUE.model_copy(update={"indicators": {"apples": Indicator.model_validate(traits)}})
    words = {"indicator": "apples", "clause": "I", "words": "táo", "severity": "low", "verified": "secondary"}
    data = {
        "schema": "ruleset/1", "id": "x", "number": "1", "title": "x", "issuer": "x", "issued": "2025-01-01",
        "binding": "mandatory",
        "requirements": tuple({"id": f"x/{n}", **words, **bound} for n, bound in enumerate(asked)),
    }  # fmt: skip
    return Ruleset.model_validate(data), catalogue


@pytest.mark.parametrize("direction", ["more", "less"])
@pytest.mark.parametrize("unit", ["%", "‰", "years"])
@pytest.mark.parametrize("number", ["0", "0.5", "0.999", "1", "1.2350", "99.9", "100", "999.9990", "1000", "123456"])
def test_every_number_has_examples_that_the_oracle_agrees_with(number, unit, direction):
    closed, opened = ("at_least", "more_than") if direction == "more" else ("at_most", "less_than")
    for bound in ({closed: number}, {opened: number}, {"between": (number, "200000")}):
        norm, catalogue = norm_with({**bound, "unit": unit, "by": "2030"}, unit=unit, direction=direction)
        found = examples_of_requirement(norm.requirements[0], norm, catalogue)
        for example in found:
            verdict = oracle.assess(example.plan, norm.requirements, norm.requirements[0], catalogue)
            assert example.assessment.status == verdict.status
        assert found[0].assessment.status == "met"
        assert "missing" in {example.assessment.status for example in found}


def test_a_requirement_may_be_written_in_another_unit_than_its_indicator():
    norm, catalogue = norm_with({"at_least": "950", "unit": "‰", "by": "2030"}, ceiling="100")
    found = [e.assessment.status for e in examples_of_requirement(norm.requirements[0], norm, catalogue)]
    assert found[:4] == ["met", "exceeded", "exceeded", "weaker"]


def test_less_than_nothing_is_no_example():
    norm, catalogue = norm_with({"at_most": "0", "by": "2030"}, direction="less")
    bounds = [
        c.at_most for e in examples_of_requirement(norm.requirements[0], norm, catalogue) for c in e.plan.commitments
    ]
    assert min(bound for bound in bounds if bound is not None) == 0


@pytest.mark.parametrize(
    ("bound", "direction", "vi", "en"),
    [
        ({"at_least": "68"}, "more", "[68; ∞)", "[68, ∞)"),
        ({"more_than": "75.5"}, "more", "(75,5; ∞)", "(75.5, ∞)"),
        ({"at_most": "10"}, "less", "(−∞; 10]", "(−∞, 10]"),
        ({"less_than": "15"}, "less", "(−∞; 15)", "(−∞, 15)"),
        ({"between": ("4", "5")}, "more", "[4; ∞)", "[4, ∞)"),
        ({"between": ("4", "5")}, "less", "(−∞; 5]", "(−∞, 5]"),
    ],
)
def test_a_bound_as_an_interval(bound, direction, vi, en):
    norm, catalogue = norm_with({**bound, "by": "2030"}, direction=direction)
    shown = [interval(norm.requirements[0], catalogue.indicators["apples"], lang) for lang in LANGUAGES]
    assert shown == [vi, en]


# ---- What is shown of them.


def test_numbers_are_written_as_the_language_writes_them():
    assert "75,4 tuổi < 75,5 tuổi: thiếu 0,1 tuổi." in text("nq72/life-expectancy-2030")
    assert "75.4 years < 75.5 years: short by 0.1 years." in text("nq72/life-expectancy-2030", EN)


def test_gaps_are_the_statuses_that_show_a_shortfall():
    for shown in explain("nq72/insurance-2026", LIBRARY, VI).examples:
        assert shown.gap is None or shown.status in GAPS
    assert Decimal("0.1") in {s.by for e in examples("nq72/life-expectancy-2030") for s in e.assessment.shortfalls}
