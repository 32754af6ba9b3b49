"""`check explain`: the page says what the ruleset file says, and a plan file could copy from it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import click
import pytest
from command import RULESETS, check, write_plan
from explained import CATALOGUE, EN, GROUPS, LANGUAGES, LIBRARY, NORMS, REQUIREMENTS, TASKS, VI, change, examples, text

from checker.judging.assess import judge
from checker.judging.coverage import provisions
from checker.manual.explain import explain
from checker.reading.load import load_plan
from checker.writers.explanation import page_text

EVERY_ID = [*NORMS, *(p.id for norm in NORMS.values() for p in provisions(norm)), *CATALOGUE.indicators]


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder with rulesets of its own."""
    shutil.copytree(RULESETS, tmp_path / "rulesets")
    return tmp_path


# ---- The page.


@pytest.mark.parametrize("lang", LANGUAGES, ids=lambda lang: lang.code)
@pytest.mark.parametrize("id_", EVERY_ID)
def test_every_entry_has_a_page_that_fits_the_terminal(id_, lang):
    page = explain(id_, LIBRARY, lang)
    shown = click.unstyle(page_text(page, lang, 80))
    snippet = {f"  {line}" for line in (page.snippet or "").splitlines()}
    assert [line for line in shown.splitlines() if len(line) > 80 and line not in snippet] == []
    assert shown.startswith(f"{id_} · ")
    assert not re.search(r"\bNone\b(?! of)|\{\w*\}|Decimal\(", shown.replace(page.snippet or "", ""))


@pytest.mark.parametrize("lang", LANGUAGES, ids=lambda lang: lang.code)
@pytest.mark.parametrize("id_", REQUIREMENTS)
def test_the_page_says_all_that_the_file_says(id_, lang):
    requirement, norm = REQUIREMENTS[id_]
    shown = " ".join(text(id_, lang).split())
    said = [
        norm.number,
        norm.issuer,
        requirement.clause,
        requirement.words,
        str(requirement.year),
        *requirement.related,
    ]
    said += [clause.title.text(lang.code) for clause in norm.clauses if clause.id == requirement.clause]
    said += [note.text(lang.code) for note in requirement.notes]
    said += [words for wording in requirement.wordings for words in (*wording.words, wording.note.text(lang.code))]
    assert [words for words in said if words not in shown.replace("- ", "")] == []


def test_the_page_names_the_line_of_the_entry():
    for id_ in ("nq72/insurance-2030", "nq72/doctor-rotation", "nq72/q-stature-2045", "nq72/allowance-70"):
        file, line = re.search(r"(\S+\.yaml):(\d+)", text(id_)).groups()
        assert id_ in Path(file).read_text(encoding="utf-8").splitlines()[int(line) - 1]


def test_the_milestones_of_an_indicator_stand_on_the_page():
    shown = " ".join(text("nq72/insurance-2030", EN).split())
    assert "nq72/insurance-2026 (2026) → nq72/insurance-2030 (2030)" in shown
    assert "Targets for the years 2027–2030 answer it" in shown
    assert "answers the next milestone, nq72/insurance-2030." in " ".join(text("nq72/insurance-2026", EN).split())


def test_an_indicator_shows_what_every_norm_asks_of_it():
    shown = text("insurance_coverage", EN)
    assert {"nq20/insurance-2025", "nq20/insurance-2030", "nq72/insurance-2026", "nq72/insurance-2030"} <= {
        *shown.split()
    }
    assert "nq72/station-doctors-2027" in text("stations_with_doctor")  # comes near it


def test_a_question_names_what_a_report_lays_beside_it():
    assert "risk_factor_control" in text("nq72/q-risk-factors")
    assert "2. Institutions and the capacity" in text("nq72/q-group-2", EN)


# ---- What a plan file says to satisfy it.


def plan_of(folder: Path, snippet: str) -> Path:
    head = "schema: plan/1\nid: tinh\nprovince: Hà Nội\ntitle: Kế hoạch\nissued: 2025-11-21\n"
    return write_plan(folder, head + snippet + "\n")


@pytest.mark.parametrize("id_", REQUIREMENTS)
def test_the_snippet_of_a_requirement_meets_it(id_, tmp_path):
    requirement, norm = REQUIREMENTS[id_]
    file = load_plan(plan_of(tmp_path, explain(id_, LIBRARY, VI).snippet), CATALOGUE)
    plan = file.plan.model_copy(update={"issued": examples(id_)[0].plan.issued})
    assessed = judge(plan, [norm], CATALOGUE).assessments[0][norm.requirements.index(requirement)]
    assert assessed.status == "met"
    assert plan.commitments[0].scope == requirement.scope


@pytest.mark.parametrize("id_", TASKS)
def test_the_snippet_of_a_task_carries_it_out(id_, tmp_path):
    task, norm = TASKS[id_]
    plan = load_plan(plan_of(tmp_path, explain(id_, LIBRARY, EN).snippet), CATALOGUE).plan
    assert judge(plan, [norm], CATALOGUE).tasks[0][norm.tasks.index(task)].status == "assigned"
    assert bool(plan.commitments) == (task.indicator is not None)


@pytest.mark.parametrize("id_", GROUPS)
def test_the_snippet_of_a_group_falls_into_it(id_, tmp_path):
    plan = load_plan(plan_of(tmp_path, explain(id_, LIBRARY, VI).snippet), CATALOGUE).plan
    assert [task.group for task in plan.tasks] == [GROUPS[id_][0].number]


# ---- The ruleset file is the manual.


def test_a_new_requirement_is_explained_without_a_change_in_python(folder):
    indicator = {
        "name": {"vi": "Số xe cấp cứu trên 10.000 dân"},
        "unit": "per-10k",
        "direction": "more",
        "kind": "level",
    }
    asked = {
        "id": "nq72/cars-2031", "indicator": "cars", "at_least": "0.75", "unit": "per-10k", "by": "2031",
        "clause": "II.1.d", "words": "đạt 0,75 xe", "severity": "low", "verified": "secondary",
        "notes": [{"vi": "Tính cả xe của tư nhân."}],
    }  # fmt: skip
    change(folder, "indicators.yaml", lambda data: data["indicators"].update(cars=indicator))
    change(folder, "nq72.yaml", lambda data: data["requirements"].append(asked))
    result = check("explain", "nq72/cars-2031", cwd=folder)
    assert result.status == 0
    for words in (
        "đạt 0,75 xe",
        "[0,75; ∞)",
        "Tính cả xe của tư nhân.",
        "“tối thiểu 0,74",
        "đến năm 2032”",
        "at_least: 0.75",
    ):
        assert words in result.out, words
    assert "nq72/cars-2031" in check("rules", "--indicator", "cars", cwd=folder).out


def test_other_words_in_the_file_are_other_words_on_the_page(folder):
    def edit(data: Any) -> None:
        insurance = next(r for r in data["requirements"] if r["id"] == "nq72/insurance-2030")
        insurance.update(at_least="98.5", words="lời mới của quy định")

    change(folder, "nq72.yaml", edit)
    out = check("explain", "nq72/insurance-2030", "--lang", "en", cwd=folder).out
    assert "“lời mới của quy định”" in out
    assert "98.4% < 98.5%: short by 0.1 percentage points." in out
    assert "“at least 98.6%, by 2030”" in out
