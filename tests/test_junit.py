"""JUnit XML: what a continuous integration server shows of a plan is what the report says."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import findings_run
import pytest
from command import PLANS, check

from checker.i18n import language
from checker.run import Request, check_plans
from checker.writers.findings import junit
from checker.writers.formats import Presentation

GAPS = {"weaker", "late", "missing", "unclear"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("junit")
    assert findings_run.run(folder).status == 2
    return folder


@pytest.fixture(scope="module")
def root(folder):
    return ElementTree.parse(folder / "out.xml").getroot()


@pytest.fixture(scope="module")
def judged(folder) -> dict[tuple[str, str], dict]:
    """What the JSON report says: each plan's rulesets."""
    report = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    return {(p["plan"]["id"], r["ruleset"]["id"]): r for p in report["plans"] for r in p["rulesets"]}


def suite(root, name: str):
    (found,) = (s for s in root if s.get("name") == name)
    return found


def case(root, suite_name: str, requirement: str):
    (found,) = (c for c in suite(root, suite_name).iter("testcase") if c.get("name").startswith(f"{requirement} ·"))
    return found


def test_a_suite_for_each_plan_and_norm_and_for_each_file_that_failed(root, judged):
    names = [s.get("name") for s in root]
    assert set(names) == {f"{plan} · {norm}" for plan, norm in judged} | {"hong.yaml", "none.yaml"}
    assert len(names) == len(set(names))


def test_a_case_for_each_requirement_of_a_norm_that_applies(root, judged):
    for (plan, norm), ruleset in judged.items():
        found = [c.get("name").split(" · ")[0] for c in suite(root, f"{plan} · {norm}").iter("testcase")]
        if ruleset["applies"]:
            assert found == [a["requirement"] for a in ruleset["assessments"]]
        else:
            assert found == [ruleset["ruleset"]["number"]]
    names = [(c.get("classname"), c.get("name")) for c in root.iter("testcase")]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("key", "element"), [("tests", None), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]
)
def test_the_counts_are_those_of_the_elements(root, key, element):
    for holder in (root, *root):
        cases = list(holder.iter("testcase"))
        counted = [c for c in cases if element is None or c.find(element) is not None]
        assert int(holder.get(key)) == len(counted)
    assert int(root.get(key)) > 0


def test_only_a_gap_in_a_binding_norm_is_a_failure(root, judged):
    for (plan, norm), ruleset in judged.items():
        binding = ruleset["ruleset"]["binding"] == "mandatory"
        for assessment in ruleset["assessments"] if ruleset["applies"] else ():
            found = case(root, f"{plan} · {norm}", assessment["requirement"])
            failure, status = found.find("failure"), assessment["status"]
            assert (failure is not None) == (binding and status in GAPS)
            assert (found.find("skipped") is not None) == (status in ("accepted", "not_applicable"))
            if failure is not None:
                assert failure.get("type") == status
                assert " ".join(assessment["comparison"]) in failure.get("message")


def test_a_gap_in_guidance_passes_and_says_so(root, judged):
    advisory = [a for a in judged["quangngai", "qd201"]["assessments"] if a["status"] in GAPS]
    assert advisory
    for assessment in advisory:
        passed = case(root, "quangngai · qd201", assessment["requirement"])
        assert assessment["proposal"] in passed.find("system-out").text


def test_a_failure_holds_the_evidence(root):
    text = case(root, "quangngai · nq72", "nq72/insurance-2030").find("failure").text
    for words in ("II.1.đ", "97,1%", "mục II.2.1.đ", "thiếu 2,9 điểm phần trăm", "Đề nghị sửa thành: Đến năm 2030"):
        assert words in text


def test_an_accepted_gap_is_skipped_with_the_reason(root):
    skipped = case(root, "haiphong · nq72", "nq72/insurance-2030").find("skipped")
    for words in ("Đã chấp thuận", "Vụ Bảo hiểm y tế", "30/6/2027", "<lý do> & lý lẽ"):
        assert words in skipped.get("message")
    assert "98%" in skipped.text


def test_a_norm_that_does_not_apply_is_skipped_with_the_reason(root, judged):
    ruleset = judged["quangngai", "nq20"]
    (skipped,) = suite(root, "quangngai · nq20").iter("skipped")
    assert skipped.get("message") == ruleset["why"]


def test_each_case_points_at_the_line_of_the_plan_file(root, folder):
    for found in root.iter("testcase"):
        if found.find("error") is None:
            assert 1 <= int(found.get("line")) <= len(findings_run.lines_of(folder, found.get("file")))
    found = case(root, "quangngai · nq72", "nq72/insurance-2030")
    lines = findings_run.lines_of(folder, "plans/quangngai.yaml")
    assert found.get("file") == "plans/quangngai.yaml"
    assert lines[int(found.get("line")) - 1].strip() == "- indicator: insurance_coverage"


def test_what_is_missing_points_at_the_targets(root, folder):
    found = case(root, "quangngai · nq72", "nq72/insurance-2026")
    assert findings_run.lines_of(folder, "plans/quangngai.yaml")[int(found.get("line")) - 1] == "commitments:"


def test_a_file_that_could_not_be_checked_is_an_error_at_its_first_problem(root):
    (found,) = suite(root, "hong.yaml").iter("testcase")
    error = found.find("error")
    assert (found.get("file"), found.get("line")) == ("hong.yaml", "5")
    assert "2025-31-01" in error.get("message")
    assert [line.split(": ")[0] for line in error.text.splitlines()] == ["hong.yaml:5:9", "hong.yaml:7:16"]


def test_files_that_all_fail_still_make_a_result_for_the_server(tmp_path):
    result = check("none.yaml", "-f", "junit:out.xml", "-f", "html:page.html", cwd=tmp_path)
    assert result.status == 2
    assert ElementTree.parse(tmp_path / "out.xml").getroot().get("errors") == "1"
    assert not (tmp_path / "page.html").exists()


def test_observations_and_tasks_are_told_once_and_are_no_tests(root, judged):
    remarks = "\n".join(out.text for s in root for out in s.findall("system-out"))
    for ruleset in judged.values():
        for observation in ruleset["observations"]:
            assert observation["text"] in remarks
    contradictions = [o for r in judged.values() for o in r["observations"] if o["kind"] == "contradiction"]
    assert contradictions
    assert remarks.count(contradictions[0]["text"]) == 1


def test_words_of_a_plan_stay_text(folder, root):
    raw = (folder / "out.xml").read_text(encoding="utf-8")
    assert "<script>" not in raw
    texts = [element.text or "" for element in root.iter()]
    assert any("=1+1 [bấm vào đây](http://evil.example) {0} <b>&amp;" in text for text in texts)
    assert any(findings_run.LONG_WORD in text for text in texts)
    assert {element.tag for element in root.iter()} == {
        *("testsuites", "testsuite", "testcase", "properties", "property"),
        *("failure", "error", "skipped", "system-out"),
    }


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x85", "\u202e", "\ufffe", "\udc80"])
def test_characters_that_xml_cannot_hold_are_written_out(character):
    report = check_plans(Request([PLANS / "quangngai.yaml"], ["nq72"], (), date(2026, 11, 21), language("vi"), False))
    (plan,) = report.plans
    head = plan.plan.model_copy(update={"file": f"a{character}b.yaml", "number": f"1{character}2"})
    report = report.model_copy(update={"plans": (plan.model_copy(update={"plan": head}),)})
    rendered = junit.render_run(report, Presentation(language("vi")))
    assert character.encode(errors="surrogatepass") not in rendered
    root = ElementTree.fromstring(rendered)
    written = character.encode("unicode_escape").decode()
    assert root[0].get("file") == f"a{written}b.yaml"


def test_the_same_input_gives_the_same_bytes(folder, tmp_path):
    findings_run.run(tmp_path, "1")
    assert (tmp_path / "out.xml").read_bytes() == (folder / "out.xml").read_bytes()


def test_the_time_is_the_day_of_the_report(root):
    assert {s.get("timestamp") for s in root} == {"2026-11-21T00:00:00"}


def test_in_english_too(tmp_path):
    findings_run.run(tmp_path, "0", "--lang", "en")
    root = ElementTree.parse(tmp_path / "out.xml").getroot()
    failure = case(root, "quangngai · nq72", "nq72/insurance-2030").find("failure")
    assert failure.get("message") == "Weaker: 97.1% < 100%: short by 2.9 percentage points."
