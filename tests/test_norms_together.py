"""All norms at once on the five real plans: which bind, what they conclude, what is remarked under which."""

from __future__ import annotations

from typing import Any

import pytest
from command import HEAD, PLANS, check, write_plan

AFTER_NQ72 = ("bacninh", "haiphong", "quangngai", "quangninh")
TASK_REMARKS = {"task_incomplete", "task_late", "group_uncovered"}


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("norms")
    done = check(*sorted(PLANS.glob("*.yaml")), "-f", "json", "-q", "--as-of", "2026-11-21", cwd=folder)
    assert done.status == 1
    return {plan["plan"]["id"]: {r["ruleset"]["id"]: r for r in plan["rulesets"]} for plan in done.json["plans"]}


def kinds(ruleset: dict[str, Any]) -> set[str]:
    return {o["kind"] for o in ruleset["observations"]}


def tasks(ruleset: dict[str, Any]) -> dict[str, str]:
    return {t["task"].partition("/")[2]: t["status"] for t in ruleset["tasks"]}


@pytest.mark.parametrize("plan", AFTER_NQ72)
def test_plans_after_nq72_stand_under_it_its_programme_and_the_network_plan(report, plan):
    assert {id_: r["applies"] for id_, r in report[plan].items()} == {
        "nq20": False, "nq72": True, "nq282": True, "qd201": True,
    }  # fmt: skip


def test_hue_s_plan_of_2023_stands_under_nq20_alone_and_the_report_says_why(report):
    assert {id_: r["applies"] for id_, r in report["thuathienhue"].items()} == {
        "nq20": True, "nq72": False, "nq282": False, "qd201": False,
    }  # fmt: skip
    assert "trước khi có 72-NQ/TW" in report["thuathienhue"]["nq72"]["why"]
    assert report["thuathienhue"]["nq72"]["applies_rule"] == "issued-before-the-norm"


def test_hue_is_not_asked_for_2030_by_a_plan_for_2023_to_2025(report):
    later = [a for a in report["thuathienhue"]["nq20"]["assessments"] if a["requirement"].endswith("-2030")]
    assert later
    assert {a["status"] for a in later} == {"not_applicable"}
    assert {a["rule"] for a in later} == {"beyond-plan-period"}


@pytest.mark.parametrize("plan", AFTER_NQ72)
def test_a_plan_that_begins_in_2026_is_not_asked_for_the_averages_of_2025(report, plan):
    earlier = [a for a in report[plan]["qd201"]["assessments"] if a["requirement"].endswith("-2025")]
    assert {a["rule"] for a in earlier} == {"before-plan-period"}


def test_nothing_is_said_under_a_norm_that_does_not_apply(report):
    silent = [r for plan in report.values() for r in plan.values() if not r["applies"]]
    assert len(silent) == 4 + 3
    for ruleset in silent:
        assert {a["status"] for a in ruleset["assessments"]} <= {"not_applicable"}
        assert ruleset["observations"] == ruleset["tasks"] == ruleset["questions"] == ruleset["groups"] == []


def test_tasks_do_not_count_among_the_requirements(report):
    for plan in AFTER_NQ72:
        assert sum(report[plan]["nq72"]["counts"].values()) == 15
        assert sum(report[plan]["nq282"]["counts"].values()) == 0
        assert report[plan]["nq282"]["conforms"] is True


def test_bac_ninh_carries_out_all_five_tasks_of_nq72(report):
    assert set(tasks(report["bacninh"]["nq72"]).values()) == {"assigned"}


def test_bac_ninh_s_digital_strategy_may_come_after_the_deadline(report):
    found = report["bacninh"]["nq282"]
    assert tasks(found)["digital-strategy"] == "late"
    (late,) = [o for o in found["observations"] if o["kind"] == "task_late"]
    assert late["task"] == "nq282/digital-strategy"
    assert "năm 2026" in late["text"]
    assert "quý I/2026" in late["text"]
    assert late["evidence"][0]["where"] == "Phụ lục 2, 36"


def test_a_remark_made_under_one_norm_stands_under_that_norm_only(report):
    assert "task_late" not in kinds(report["bacninh"]["nq72"])
    assert "approximate_wording" in kinds(report["bacninh"]["nq72"])
    assert "approximate_wording" not in kinds(report["bacninh"]["nq282"])


def test_every_plan_covers_the_six_groups(report):
    for plan in AFTER_NQ72:
        groups = report[plan]["nq72"]["groups"]
        assert [g["number"] for g in groups] == [1, 2, 3, 4, 5, 6]
        assert all(g["tasks"] for g in groups)


def test_below_guidance_alone_is_told_and_never_fails(tmp_path):
    done = check(PLANS / "bacninh.yaml", "-r", "qd201", "-f", "json", "-q", cwd=tmp_path)
    (ruleset,) = done.json["plans"][0]["rulesets"]
    assert (ruleset["conforms"], done.status) == (False, 0)


def test_a_file_without_tasks_says_nothing_of_what_the_plan_assigns(tmp_path):
    done = check(write_plan(tmp_path), "-r", "nq72", "-f", "json", "-q", cwd=tmp_path)
    (ruleset,) = done.json["plans"][0]["rulesets"]
    assert not kinds(ruleset) & TASK_REMARKS


def test_an_empty_list_of_tasks_leaves_all_six_groups_uncovered(tmp_path):
    done = check(write_plan(tmp_path, HEAD + "tasks: []\n"), "-r", "nq72", "-f", "json", "-q", cwd=tmp_path)
    (ruleset,) = done.json["plans"][0]["rulesets"]
    assert [o["kind"] for o in ruleset["observations"]] == ["group_uncovered"] * 6


def test_an_annual_plan_for_2026_is_not_asked_for_2030(tmp_path):
    text = HEAD + "kind: annual-plan\ncovers: {from: 2026, to: 2026}\n"
    done = check(write_plan(tmp_path, text), "-r", "nq72", "-f", "json", "-q", cwd=tmp_path)
    (ruleset,) = done.json["plans"][0]["rulesets"]
    asked = {a["requirement"] for a in ruleset["assessments"] if a["status"] != "not_applicable"}
    assert asked == {"nq72/free-checkup-2026", "nq72/health-record-2026", "nq72/insurance-2026"}


def test_a_commune_plan_is_not_judged_by_norms_for_provinces(tmp_path):
    done = check(write_plan(tmp_path, HEAD + "level: commune\n"), "-f", "json", "-q", cwd=tmp_path)
    assert done.status == 3
    assert {r["applies_rule"] for r in done.json["plans"][0]["rulesets"]} == {"addresses-other-levels"}


def test_a_question_shows_the_tasks_that_speak_of_it(report):
    questions = {q["id"]: q for q in report["bacninh"]["nq72"]["questions"]}
    (found,) = questions["nq72/q-risk-factors"]["evidence"]
    assert found["where"] == "Phụ lục 2, 10"
    assert found["title"].startswith("Kiểm soát các yếu tố nguy cơ từ môi trường")


def test_a_question_on_a_group_tells_how_many_tasks_are_in_it(report):
    questions = {q["id"]: q for q in report["bacninh"]["nq72"]["questions"]}
    assert questions["nq72/q-group-3"]["tasks"] == 4
