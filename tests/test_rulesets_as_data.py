"""Norms are data: a requirement, an indicator, a norm or an acceptance is YAML, and no Python."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from command import COMMITMENT, HEAD, PLANS, ROOT, RULESETS, check, write_plan

INSURANCE = "nq72/insurance-2030"


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder with rulesets of its own."""
    shutil.copytree(RULESETS, tmp_path / "rulesets")
    return tmp_path


def change(folder: Path, name: str, edit: Callable[[Any], object]) -> None:
    """Edits a ruleset file of the folder as data."""
    path = folder / "rulesets" / name
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    edit(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def requirement(slug: str, indicator: str, **bound: object) -> dict[str, object]:
    words = {"clause": "I.1", "words": "đạt", "severity": "high", "verified": "secondary"}
    return {"id": slug, "indicator": indicator, **bound, **words}


def verdict(folder: Path, plan: Path, *options: object, ruleset: str = "nq72") -> tuple[int, dict[str, Any]]:
    """The exit status, and the plan's report under one ruleset."""
    result = check(plan, "-r", ruleset, "-q", "-f", "json", *options, cwd=folder)
    return result.status, result.json["plans"][0]["rulesets"][0]


def statuses(ruleset: dict[str, Any]) -> dict[str, str]:
    return {a["requirement"]: a["status"] for a in ruleset["assessments"]}


def insurance_of(data: dict[str, Any]) -> dict[str, Any]:
    return next(r for r in data["requirements"] if r["id"] == INSURANCE)


def test_rulesets_of_the_current_folder_come_first(folder):
    change(folder, "nq72.yaml", lambda data: data.update(number="72-NQ/TW (thử)"))
    _, ruleset = verdict(folder, PLANS / "bacninh.yaml")
    assert ruleset["ruleset"]["number"] == "72-NQ/TW (thử)"
    assert ruleset["ruleset"]["file"] == "rulesets/nq72.yaml"


def test_a_folder_without_a_catalogue_is_no_folder_of_rulesets(tmp_path):
    (tmp_path / "rulesets").mkdir()
    assert verdict(tmp_path, PLANS / "bacninh.yaml")[0] == 0


def test_an_advisory_ruleset_never_fails_a_plan(folder):
    assert verdict(folder, PLANS / "quangngai.yaml")[0] == 1
    change(folder, "nq72.yaml", lambda data: data.update(binding="advisory"))
    status, ruleset = verdict(folder, PLANS / "quangngai.yaml")
    assert status == 0
    assert ruleset["conforms"] is False
    assert statuses(ruleset)[INSURANCE] == "weaker"


def test_a_new_requirement_changes_the_outcome(folder):
    new = requirement("nq72/doctors-2030", "doctors_per_10k", at_least="19", unit="per-10k", by="2030")
    change(folder, "nq72.yaml", lambda data: data["requirements"].append(new))
    _, ruleset = verdict(folder, PLANS / "quangngai.yaml")
    assert statuses(ruleset)["nq72/doctors-2030"] == "weaker"
    assert ruleset["assessments"][-1]["shortfalls"] == [{"kind": "value", "by": 5.9, "unit": "per-10k"}]


def test_a_new_indicator_is_compared_like_any_other(folder):
    indicator = {"name": {"vi": "Số xe cấp cứu"}, "unit": "people", "direction": "less", "kind": "level"}
    new = requirement("nq72/cars-2030", "cars", at_most="10", unit="people", by="2030")
    change(folder, "indicators.yaml", lambda data: data["indicators"].update(cars=indicator))
    change(folder, "nq72.yaml", lambda data: data.update(requirements=[new]))
    plan = write_plan(folder, HEAD + "commitments:\n  - {indicator: cars, less_than: '9,5', by: 2030}\n")
    status, ruleset = verdict(folder, plan)
    assert status == 0
    assert statuses(ruleset) == {"nq72/cars-2030": "exceeded"}


def test_a_new_norm_is_one_more_file(folder):
    norm = {"schema": "ruleset/1", "id": "qd1", "number": "1/QĐ-TTg", "title": "Quyết định", "issuer": "Thủ tướng",
            "issued": "2025-01-01", "binding": "mandatory"}  # fmt: skip
    rules = [requirement("qd1/insurance", "insurance_coverage", at_least="98", unit="%", by="2030")]
    path = folder / "rulesets/qd1.yaml"
    path.write_text(yaml.safe_dump(norm | {"requirements": rules}, allow_unicode=True), encoding="utf-8")
    plan = write_plan(folder, HEAD + COMMITMENT)
    status, ruleset = verdict(folder, plan, ruleset="qd1")
    assert status == 1
    assert statuses(ruleset) == {"qd1/insurance": "weaker"}
    every = check(plan, "-q", "-f", "json", cwd=folder).json["plans"][0]["rulesets"]
    assert "qd1" in [r["ruleset"]["id"] for r in every if r["applies"]]


TASK = (
    "tasks:\n"
    "  - {title: Đề án xe cấp cứu, group: 2, lead: [Sở Y tế], output: Đề án, due: 2027, answers: nq72/ambulances}\n"
)


def norm_task(slug: str, **more: object) -> dict[str, object]:
    return {"id": slug, "clause": "III.2", "title": {"vi": "Xe cấp cứu"}, "verified": "secondary", **more}


def test_a_new_task_of_a_norm_is_looked_for_in_every_plan(folder):
    plan = write_plan(folder, HEAD + TASK)
    change(folder, "nq72.yaml", lambda data: data.update(tasks=[norm_task("nq72/ambulances", due="2026")]))
    _, ruleset = verdict(folder, plan)
    (task,) = ruleset["tasks"]
    assert (task["task"], task["status"]) == ("nq72/ambulances", "late")
    assert [o["task"] for o in ruleset["observations"] if o["kind"] == "task_late"] == ["nq72/ambulances"]
    change(folder, "nq72.yaml", lambda data: data["tasks"][0].update(due="2027-Q4"))
    _, ruleset = verdict(folder, plan)
    assert ruleset["tasks"][0]["status"] == "assigned"
    assert "task_late" not in {o["kind"] for o in ruleset["observations"]}


def test_a_new_number_in_a_task_of_a_norm_is_compared(folder):
    plan = write_plan(folder, HEAD + TASK.replace("due: 2027", "quantity: {at_least: 3, unit: people}"))
    quantity = {"at_least": "4", "unit": "people"}
    change(folder, "nq72.yaml", lambda data: data.update(tasks=[norm_task("nq72/ambulances", quantity=quantity)]))
    assert verdict(folder, plan)[1]["tasks"][0]["status"] == "weaker"


def test_a_new_group_of_tasks_is_looked_for_in_every_plan(folder):
    group = {
        "id": "nq72/group-4",
        "number": "4",
        "clause": "III.4",
        "name": {"vi": "Tài chính"},
        "verified": "secondary",
    }
    change(
        folder,
        "nq72.yaml",
        lambda data: data.update(groups=[group], questions=[], tasks=[norm_task("nq72/ambulances")]),
    )
    plan = write_plan(folder, HEAD + TASK)
    _, ruleset = verdict(folder, plan)
    assert [(g["id"], g["tasks"]) for g in ruleset["groups"]] == [("nq72/group-4", 0)]
    (found,) = (o for o in ruleset["observations"] if o["kind"] == "group_uncovered")
    assert "Tài chính" in found["text"]
    change(folder, "nq72.yaml", lambda data: data["groups"][0].update(number="2"))
    _, ruleset = verdict(folder, plan)
    assert "group_uncovered" not in {o["kind"] for o in ruleset["observations"]}


def test_a_new_question_is_put_with_the_words_of_the_plan(folder):
    asked = {"id": "nq72/q-new", "clause": "II.1", "text": {"vi": "Có đủ không?"}, "indicators": ["insurance_coverage"]}
    change(folder, "nq72.yaml", lambda data: data["questions"].append(asked))
    _, ruleset = verdict(folder, write_plan(folder, HEAD + COMMITMENT))
    found = ruleset["questions"][-1]
    assert (found["id"], found["text"]) == ("nq72/q-new", "Có đủ không?")
    assert [e["line"] for e in found["evidence"]] == [7]


def test_another_name_that_a_norm_lists_is_remarked_in_every_plan(folder):
    plan = write_plan(folder, HEAD + COMMITMENT + "    quote: diện bao phủ BẢO HIỂM Y TẾ\n")
    kinds = {o["kind"] for o in verdict(folder, plan)[1]["observations"]}
    assert "approximate_wording" not in kinds
    names = {"words": ["diện bao phủ"], "note": {"vi": "Nên thống nhất tên gọi."}}
    change(folder, "nq72.yaml", lambda data: insurance_of(data).update(wordings=[names]))
    (found,) = (o for o in verdict(folder, plan)[1]["observations"] if o["kind"] == "approximate_wording")
    assert "Nên thống nhất tên gọi." in found["text"]


def test_a_norm_may_come_to_bind_other_plans(folder):
    plan = write_plan(folder, HEAD + "level: commune\n" + COMMITMENT)
    assert verdict(folder, plan)[1]["applies"] is False
    change(folder, "nq72.yaml", lambda data: data["applies_to"].update(level=["commune"]))
    assert verdict(folder, plan)[1]["applies"] is True


def test_a_requirement_may_be_asked_only_of_plans_that_cover_a_year(folder):
    plan = write_plan(folder, HEAD + "covers: {from: 2026, to: 2030}\n")
    assert statuses(verdict(folder, plan)[1])[INSURANCE] == "missing"
    change(folder, "nq72.yaml", lambda data: insurance_of(data).update(asked_if_covers="2025"))
    assert statuses(verdict(folder, plan)[1])[INSURANCE] == "not_applicable"


def test_every_problem_of_every_ruleset_is_named_and_nothing_is_judged(folder):
    change(folder, "nq72.yaml", lambda data: data["requirements"][0].update(indicator="nope", unit="m"))
    result = check(PLANS / "bacninh.yaml", cwd=folder)
    assert result.status == 2
    assert [line.split(":")[0] for line in result.err.splitlines()] == ["rulesets/nq72.yaml"] * 2
    assert not (folder / "reports").exists()


# ---- Acceptances.


def accept(folder: Path, requirement: str = INSURANCE, until: str = "2027-06-30", plan: str = "haiphong") -> Path:
    entry = f"{{plan: {plan}, requirement: {requirement}, reason: Có lộ trình riêng, by: Vụ Pháp chế, until: {until}}}"
    return write_plan(folder, f"schema: acceptances/1\nacceptances:\n  - {entry}\n", "accepted.yaml")


def test_an_accepted_gap_no_longer_keeps_a_plan_from_conforming(tmp_path):
    accepted = accept(tmp_path)
    status, ruleset = verdict(tmp_path, PLANS / "haiphong.yaml", "-a", accepted, "--as-of", "2027-06-30")
    assert status == 0
    assert ruleset["conforms"] is True
    assert (ruleset["counts"]["accepted"], ruleset["counts"]["weaker"]) == (1, 0)
    (found,) = (a for a in ruleset["assessments"] if a["status"] == "accepted")
    assert found["requirement"] == INSURANCE
    assert found["shortfalls"] == [{"kind": "value", "by": 2, "unit": "%"}]
    acceptance = {key: found["acceptance"][key] for key in ("gap", "reason", "by", "until")}
    assert acceptance == {
        "gap": "weaker", "reason": "Có lộ trình riêng", "by": "Vụ Pháp chế", "until": "2027-06-30",
    }  # fmt: skip


def test_an_accepted_gap_stays_visible_on_the_page(tmp_path):
    page = check(PLANS / "haiphong.yaml", "-r", "nq72", "-a", accept(tmp_path), "-f", "html:-",
                 "--as-of", "2026-11-21", cwd=tmp_path).out  # fmt: skip
    article = page.split('id="nq72-insurance-2030"')[1].split("</article>")[0]
    for words in ("Đã chấp thuận", "Có lộ trình riêng", "Vụ Pháp chế", "30/6/2027", "≥ 98"):
        assert words in article


def test_an_expired_acceptance_leaves_the_gap_and_is_told(tmp_path):
    accepted = accept(tmp_path)
    day = ("--as-of", "2027-07-01")
    status, ruleset = verdict(tmp_path, PLANS / "haiphong.yaml", "-a", accepted, *day)
    assert status == 1
    (found,) = (a for a in ruleset["assessments"] if a["requirement"] == INSURANCE)
    assert found["status"] == "weaker"
    assert "Vụ Pháp chế" in found["acceptance_expired"]
    page = check(PLANS / "haiphong.yaml", "-r", "nq72", "-a", accepted, "-f", "html:-", *day, cwd=tmp_path).out
    assert found["acceptance_expired"] in page


def test_an_acceptance_speaks_of_one_plan_and_one_requirement(tmp_path):
    assert verdict(tmp_path, PLANS / "haiphong.yaml", "-a", accept(tmp_path, plan="bacninh"))[0] == 1
    assert verdict(tmp_path, PLANS / "haiphong.yaml", "-a", accept(tmp_path, "nq72/insurance-2026"))[0] == 1


def test_what_is_met_is_not_accepted(tmp_path):
    accepted = accept(tmp_path, "nq72/insurance-2026")
    assert statuses(verdict(tmp_path, PLANS / "haiphong.yaml", "-a", accepted)[1])["nq72/insurance-2026"] == "met"


def test_an_acceptance_of_a_requirement_that_its_norm_has_not_is_refused_with_the_nearest_one(tmp_path):
    file = tmp_path / "accepted.yaml"
    file.write_text(
        "schema: acceptances/1\nacceptances:\n"
        "  - {plan: quangngai, requirement: nq72/insurance-2031, reason: a, by: b, until: 2027-12-31}\n"
    )
    done = check(PLANS / "quangngai.yaml", "-a", file, cwd=ROOT)
    assert done.status == 2
    assert f"{file}:3:36: " in done.err
    assert "nq72/insurance-2030" in done.err


def test_a_ruleset_named_twice_by_two_files_is_refused(tmp_path):
    copy = shutil.copytree(RULESETS, tmp_path / "rulesets")
    one, two = copy / "nq72.yaml", shutil.copy(copy / "nq72.yaml", copy / "again.yaml")
    done = check(PLANS / "quangngai.yaml", "-r", one, "-r", two, cwd=tmp_path)
    assert done.status == 2
    assert "nq72" in done.err


@pytest.mark.parametrize(
    ("section", "entry", "told"),
    [
        (
            "requirements",
            requirement("nq72/a-2026", "life_expectancy", at_least="70", by="2026") | {"asked_if_covers": "2030"},
            "write 2026 or an earlier one",
        ),
        ("tasks", {"quantity": {"at_least": "0", "unit": "people"}}, "“0” promises nothing; write a number above 0"),
        (
            "tasks",
            {"quantity": {"at_least": "4", "unit": "people"}, "indicator": "geriatric_care"},
            "write either quantity, which tasks answer, or indicator",
        ),
        ("tasks", {"over": "nation"}, "a task of the whole nation needs a number to add up to"),
        ("tasks", {"indicator": "insurance_coverage"}, "only a promise (kind: promise) can answer a task"),
        ("tasks", {"group": "6"}, "the norm has no group 6; write one of 1, 2, 3, 4, 5"),
        ("groups", {"id": "nq72/again", "number": "1", "name": {"vi": "Nhóm"}}, "the group 1 stands twice"),
    ],
)
def test_what_a_norm_cannot_mean_is_refused_with_what_to_write(folder, section, entry, told):
    def edit(data: dict[str, Any]) -> None:
        if section == "tasks":
            data["groups"] = data["groups"][:5]
            data["questions"] = []
        whole = {"id": "nq72/new", "clause": "III.1", "title": {"vi": "Việc"}, "verified": "secondary"}
        if section == "groups":
            del whole["title"]
        data[section].append({**({} if section == "requirements" else whole), **entry})

    change(folder, "nq72.yaml", edit)
    result = check(PLANS / "bacninh.yaml", "-r", "nq72", "--lang", "en", cwd=folder)
    assert result.status == 2
    assert told in result.err
    assert result.err.startswith("rulesets/nq72.yaml:")
