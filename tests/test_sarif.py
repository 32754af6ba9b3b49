"""SARIF: what an editor or a code review shows of a plan is what the report says, at the line it is about."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import findings_run
import pytest
from command import PLANS, check, write_plan
from jsonschema import Draft202012Validator
from sarif_subset import LOG

from checker.i18n import language
from checker.reporting.names import OBSERVATION_NAMES
from checker.run import Request, check_plans
from checker.writers.findings import sarif
from checker.writers.findings.sarif_results import message, uri_of
from checker.writers.formats import Presentation

GAPS = {"weaker", "late", "missing", "unclear"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("sarif")
    assert findings_run.run(folder).status == 2
    return folder


@pytest.fixture(scope="module")
def log(folder) -> dict[str, Any]:
    return json.loads((folder / "out.sarif").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def run(log) -> dict[str, Any]:
    return log["runs"][0]


@pytest.fixture(scope="module")
def report(folder) -> dict[str, Any]:
    return json.loads((folder / "out.json").read_text(encoding="utf-8"))


def of(run: dict[str, Any], plan: str, rule: str) -> list[dict[str, Any]]:
    return [r for r in run["results"] if r["ruleId"] == rule and r["properties"]["plan"] == plan]


def place(result: dict[str, Any]) -> tuple[str, int]:
    physical = result["locations"][0]["physicalLocation"]
    return unquote(physical["artifactLocation"]["uri"]), physical["region"]["startLine"]


def assessments(report: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (plan["plan"]["id"], ruleset["ruleset"]["binding"], assessment)
        for plan in report["plans"]
        for ruleset in plan["rulesets"]
        for assessment in ruleset["assessments"]
    ]


# ---- The format.


def test_it_keeps_to_the_specification_and_to_what_github_takes(log):
    errors = [f"{list(e.absolute_path)}: {e.message[:200]}" for e in Draft202012Validator(LOG).iter_errors(log)]
    assert errors == []


def test_each_result_names_its_rule(run):
    rules = run["tool"]["driver"]["rules"]
    ids = [rule["id"] for rule in rules]
    assert len(ids) == len(set(ids))
    for result in run["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]


def test_a_rule_for_each_requirement_of_the_norms_that_apply_and_for_each_kind_of_observation(run, report):
    asked = {
        a["requirement"]
        for plan in report["plans"]
        for ruleset in plan["rulesets"]
        if ruleset["applies"]
        for a in ruleset["assessments"]
    }
    observed = {f"observation/{kind}" for kind in OBSERVATION_NAMES}
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == asked | observed


def test_a_rule_holds_the_words_of_the_norm_its_clause_and_what_it_asks(run):
    (rule,) = (r for r in run["tool"]["driver"]["rules"] if r["id"] == "nq72/insurance-2030")
    assert rule["shortDescription"]["text"] == "Tỷ lệ bao phủ bảo hiểm y tế: 100%, đến năm 2030 (72-NQ/TW, II.1.đ)"
    assert rule["defaultConfiguration"]["level"] == "error"
    for words in ("72-NQ/TW", "Bộ Chính trị", "II.1.đ", "100%", "theo trích dẫn trên báo chí"):
        assert words in rule["help"]["text"]
    kept = {k: rule["properties"][k] for k in ("clause", "severity", "verified", "binding")}
    assert kept == {"clause": "II.1.đ", "severity": "medium", "verified": "reported", "binding": "mandatory"}


def test_the_files_are_there_with_their_hashes(run, report):
    hashes = {unquote(a["location"]["uri"]): a.get("hashes", {}).get("sha-256") for a in run["artifacts"]}
    for plan in report["plans"]:
        assert hashes[plan["plan"]["file"]] == plan["plan"]["sha256"]
        for ruleset in plan["rulesets"]:
            assert ruleset["ruleset"]["sha256"] in hashes.values()
    assert hashes["hong.yaml"] is None


# ---- Gaps.


def test_every_gap_is_a_result_and_nothing_met_is(run, report):
    wanted = {
        (plan, a["requirement"])
        for plan, _, a in assessments(report)
        if a["status"] in GAPS or a["status"] == "accepted"
    }
    found = [
        (r["properties"]["plan"], r["ruleId"]) for r in run["results"] if not r["ruleId"].startswith("observation/")
    ]
    assert set(found) == wanted
    assert len(found) == len(set(found))


def test_the_level_is_an_error_only_where_a_binding_norm_is_clearly_not_met(run, report):
    for plan, binding, assessment in assessments(report):
        gap = assessment["acceptance"]["gap"] if "acceptance" in assessment else assessment["status"]
        for result in of(run, plan, assessment["requirement"]) if gap in GAPS else ():
            expected = "note" if binding == "advisory" else "warning" if gap == "unclear" else "error"
            assert result["level"] == expected


def test_an_unclear_gap_is_a_warning(tmp_path):
    text = findings_run.HOSTILE.replace("at_least: 90", "unit: people", 1).split("  - indicator: insurance_coverage")
    write_plan(tmp_path, "  - indicator: insurance_coverage".join(text[:2]), "xau.yaml")
    check("xau.yaml", "-r", "nq72", "-q", "-f", "sarif:out.sarif", cwd=tmp_path)
    found = json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))["runs"][0]
    (result,) = of(found, "xau", "nq72/insurance-2030")
    assert (result["level"], result["properties"]["status"]) == ("warning", "unclear")


def test_a_message_begins_with_what_is_wrong_and_ends_with_what_to_write(run, report):
    (result,) = of(run, "quangngai", "nq72/insurance-2030")
    text = result["message"]["text"]
    assert text.startswith("Thấp hơn: Tỷ lệ bao phủ bảo hiểm y tế; yêu cầu: 100%, đến năm 2030 (72-NQ/TW, II.1.đ). ")
    assert "97,1% < 100%: thiếu 2,9 điểm phần trăm." in text
    (proposal,) = (
        a["proposal"] for p, _, a in assessments(report) if (p, a["requirement"]) == ("quangngai", result["ruleId"])
    )
    assert text.endswith(f"Đề nghị sửa thành: {proposal}")


def test_a_result_points_at_the_line_of_the_commitment_that_governs(run, folder):
    (result,) = of(run, "quangngai", "nq72/insurance-2030")
    file, line = place(result)
    assert file == "plans/quangngai.yaml"
    lines = findings_run.lines_of(folder, file)
    assert lines[line - 1 : line + 1] == ["  - indicator: insurance_coverage", "    at_least: 97.1"]
    assert "tỷ lệ tham gia bảo hiểm y tế đạt 97,1% dân số" in result["locations"][0]["message"]["text"]


def test_what_is_missing_points_at_the_targets_or_at_the_top(run, folder, tmp_path):
    (result,) = of(run, "quangngai", "nq72/insurance-2026")
    file, line = place(result)
    assert findings_run.lines_of(folder, file)[line - 1] == "commitments:"
    write_plan(tmp_path, "schema: plan/1\nid: tinh\nprovince: Bắc Ninh\ntitle: x\nissued: 2025-11-21\n")
    check("tinh.yaml", "-r", "nq72", "-q", "-f", "sarif:out.sarif", cwd=tmp_path)
    bare = json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))["runs"][0]
    assert place(of(bare, "tinh", "nq72/insurance-2030")[0]) == ("tinh.yaml", 1)


def test_other_answers_are_related_places(run, folder):
    (result,) = of(run, "xau", "nq72/insurance-2030")
    (other,) = result["relatedLocations"]
    assert other["id"] == 1
    assert other["message"]["text"].endswith("“số khác” (Phụ lục)")
    line = other["physicalLocation"]["region"]["startLine"]
    assert findings_run.lines_of(folder, place(result)[0])[line].strip() == "at_least: 92"


def test_an_accepted_gap_is_suppressed_with_the_reason(run):
    (result,) = of(run, "haiphong", "nq72/insurance-2030")
    (suppression,) = result["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
    for words in ("Vụ Bảo hiểm y tế", "30/6/2027", "<lý do> & lý lẽ"):
        assert words in suppression["justification"]
    assert [r["ruleId"] for r in run["results"] if "suppressions" in r] == ["nq72/insurance-2030"]


# ---- Observations.


def test_each_observation_is_one_note_at_its_line(run, report, folder):
    notes = [r for r in run["results"] if r["ruleId"].startswith("observation/")]
    assert {r["level"] for r in notes} == {"note"}
    for plan in report["plans"]:
        told = {json.dumps(o, sort_keys=True) for r in plan["rulesets"] for o in r["observations"]}
        assert sum(r["properties"]["plan"] == plan["plan"]["id"] for r in notes) >= len(told) > 0
    incomplete = of(run, "xau", "observation/task_incomplete")
    lines = findings_run.lines_of(folder, place(incomplete[0])[0])
    assert ["Cùng một nhiệm vụ" in lines[place(r)[1] - 1] for r in incomplete] == [True, True]
    assert place(incomplete[0]) != place(incomplete[1])


# ---- Fingerprints.


def fingerprints(run: dict[str, Any]) -> list[str]:
    return [r["partialFingerprints"]["primaryLocationLineHash"] for r in run["results"]]


def test_no_two_findings_look_alike(run):
    keys = [(r["ruleId"], place(r)[0], f) for r, f in zip(run["results"], fingerprints(run), strict=True)]
    assert len(keys) == len(set(keys))


def test_a_finding_is_the_same_after_lines_have_moved_and_in_the_other_language(tmp_path):
    plan = tmp_path / "quangngai.yaml"
    shutil.copy(PLANS / "quangngai.yaml", plan)
    check(plan.name, "-q", "-f", "sarif:before.sarif", cwd=tmp_path)
    plan.write_text("# một dòng\n\n" + plan.read_text(encoding="utf-8"), encoding="utf-8")
    check(plan.name, "-q", "-f", "sarif:after.sarif", "--lang", "en", cwd=tmp_path)
    before, after = (
        json.loads((tmp_path / f"{name}.sarif").read_text(encoding="utf-8"))["runs"][0] for name in ("before", "after")
    )
    assert fingerprints(before) == fingerprints(after)
    moved = [b["ruleId"] for b, a in zip(before["results"], after["results"], strict=True) if place(b) != place(a)]
    assert len(moved) > 50


# ---- Files that could not be checked.


def test_each_problem_of_a_broken_file_is_a_notification_at_its_line_and_column(run):
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    found = [
        (p["artifactLocation"]["uri"], p["region"]["startLine"], p["region"]["startColumn"])
        for n in invocation["toolExecutionNotifications"]
        for p in [n["locations"][0]["physicalLocation"]]
    ]
    assert found == [("hong.yaml", 5, 9), ("hong.yaml", 7, 16), ("none.yaml", 1, 1)]
    assert "2025-31-01" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_a_run_without_broken_files_was_successful(tmp_path):
    shutil.copy(PLANS / "bacninh.yaml", tmp_path)
    result = check("bacninh.yaml", "-r", "nq72", "-q", "-f", "sarif:-", cwd=tmp_path)
    assert result.status == 0
    assert result.json["runs"][0]["invocations"] == [{"executionSuccessful": True}]


# ---- Places and words of others.


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("plans/bacninh.yaml", "plans/bacninh.yaml"),
        ("kế hoạch/a b#1.yaml", "k%E1%BA%BF%20ho%E1%BA%A1ch/a%20b%231.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("../x.yaml", "../x.yaml"),
        ("\udc80.yaml", "%80.yaml"),
    ],
)
def test_a_relative_path_stays_relative_and_is_percent_encoded(file, uri):
    assert uri_of(file) == {"uri": uri, "uriBaseId": "%SRCROOT%"}


def test_an_absolute_path_is_a_file_uri():
    assert uri_of("/kho/kế hoạch.yaml") == {"uri": "file:///kho/k%E1%BA%BF%20ho%E1%BA%A1ch.yaml"}


def test_every_place_is_a_file_of_the_run(run, folder):
    for result in run["results"]:
        file, line = place(result)
        assert line <= len(findings_run.lines_of(folder, file))


def test_words_of_a_plan_make_no_links_and_no_placeholders(run):
    texts = re.findall(r'"text": "((?:[^"\\]|\\.)*)"', json.dumps(run, ensure_ascii=False))
    assert any("[bấm vào đây] (http://evil.example) {{0}}" in text for text in texts)
    assert not any("](" in text or re.search(r"(?<!\{)\{\d+\}(?!\})", text) for text in texts)
    assert any(findings_run.LONG_WORD in text for text in texts)


def test_hidden_characters_are_written_out():
    assert message("a\x1b[31m\u202eb") == {"text": "a\\x1b[31m\\u202eb"}


def test_a_description_longer_than_github_takes_ends_with_a_sign_and_the_help_has_it_whole():
    made = check_plans(Request([PLANS / "quangngai.yaml"], ["nq72"], (), date(2026, 11, 21), language("vi"), False))
    (plan,) = made.plans
    (ruleset,) = plan.rulesets
    first = ruleset.assessments[0].model_copy(update={"words": "đ" * 2000})
    ruleset = ruleset.model_copy(update={"assessments": (first, *ruleset.assessments[1:])})
    made = made.model_copy(update={"plans": (plan.model_copy(update={"rulesets": (ruleset,)}),)})
    rule = json.loads(sarif.render_run(made, Presentation(language("vi"))))["runs"][0]["tool"]["driver"]["rules"][0]
    assert len(rule["fullDescription"]["text"]) == 1024
    assert rule["fullDescription"]["text"].endswith("đ…")
    assert "đ" * 2000 in rule["help"]["text"]


def test_the_same_input_gives_the_same_bytes(folder, tmp_path):
    findings_run.run(tmp_path, "1")
    assert (tmp_path / "out.sarif").read_bytes() == (folder / "out.sarif").read_bytes()
