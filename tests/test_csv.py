"""The comma-separated file: all assessments, for spreadsheets and scripts."""

from __future__ import annotations

import csv
import io

import pytest
from sheet_plans import FORMULAS, formula_plan, judged, opened_in_libreoffice, real, rendered

Rows = list[dict[str, str]]


def rows_of(content: bytes) -> Rows:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def rows() -> Rows:
    return rows_of(rendered("csv", real()))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> tuple[bytes, Rows]:
    folder = tmp_path_factory.mktemp("hostile")
    content = rendered("csv", judged(folder, formula_plan(folder)))
    return content, rows_of(content)


def row_of(rows: Rows, plan: str, requirement: str) -> dict[str, str]:
    (found,) = [row for row in rows if (row["plan"], row["requirement"]) == (plan, requirement)]
    return found


def test_there_is_a_row_for_each_plan_norm_and_requirement(rows):
    expected = [
        (plan.plan.id, r.ruleset.id, a.requirement, a.status)
        for plan in real().plans
        for r in plan.rulesets
        for a in r.assessments
    ]
    found = [(row["plan"], row["ruleset"], row["requirement"], row["status"]) for row in rows]
    assert len(found) == 5 * (15 + 9 + 38)
    assert sorted(found) == sorted(expected)


def test_norms_that_do_not_apply_stand_at_the_end(rows):
    applies = [row["applies"] for row in rows]
    assert applies == sorted(applies, reverse=True)
    assert {row["status"] for row in rows if row["applies"] == "false"} == {"not_applicable"}


def test_a_gap_is_told_in_figures_and_in_words(rows):
    row = row_of(rows, "quangngai", "nq72/insurance-2030")
    figures = {
        "asked_comparator": "at_least", "asked_value": "100", "asked_unit": "%", "asked_year": "2030",
        "asked_year_is": "by", "said_comparator": "at_least", "said_value": "97.1", "said_year": "2030",
        "value_short": "true", "value_short_by": "2.9", "value_short_unit": "%", "deadline_missed": "false",
        "status": "weaker", "rule": "value-falls-short", "as_of": "2026-11-21", "governs": "true",
    }  # fmt: skip
    assert row | figures == row
    assert row["gap_text"] == "−2,9 điểm phần trăm"
    assert "97,1%" in row["comparison"]


def test_a_pair_has_both_its_numbers_and_a_late_answer_its_years(rows):
    row = row_of(rows, "quangngai", "nq72/station-doctors-2027")
    assert (row["said_comparator"], row["said_value"], row["said_upper"]) == ("between", "4", "5")
    assert (row["scope_short"], row["deadline_missed"], row["years_late"]) == ("true", "true", "3")


def test_keys_and_closed_lists_are_the_same_in_every_language(rows):
    english = rows_of(rendered("csv", real("en")))
    assert list(english[0]) == list(rows[0])
    assert all(key.isascii() and key == key.lower() and " " not in key for key in rows[0])
    for key in ("status", "severity", "verified", "rule", "asked_comparator", "asked_scope", "binding"):
        assert [row[key] for row in english] == [row[key] for row in rows]
    assert english[0]["asked_text"] != rows[0]["asked_text"]


def test_it_is_made_as_the_rfc_and_excel_want_it():
    content = rendered("csv", real())
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    lines = content.decode("utf-8-sig").split("\r\n")
    assert len(lines) == 1 + 5 * (15 + 9 + 38) + 1
    assert "\r" not in "".join(lines)


def test_text_that_begins_like_a_formula_gets_an_apostrophe(hostile):
    row = row_of(hostile[1], "congthuc", "nq72/insurance-2030")
    one, plus, minus, at, tab, *_ = FORMULAS
    found = [row[key] for key in ("quote", "plan_number", "where", "said_hedge", "said_note", "accepted_reason")]
    assert found == [f"'{text}" for text in (one, plus, minus, at, tab.strip(), "=1+2")]


def test_no_field_begins_like_a_formula_and_numbers_are_left_alone(hostile):
    fields = [field for row in hostile[1] for field in row.values()]
    begin = [field for field in fields if field.lstrip()[:1] in ("=", "+", "-", "@", "\t", "＝")]
    assert begin == []
    row = row_of(hostile[1], "congthuc", "nq72/insurance-2030")
    assert (row["said_value"], row["value_short_by"]) == ("90.5", "9.5")


def test_a_negative_number_stays_a_number(tmp_path):
    report = real()
    assessment = report.plans[0].rulesets[2].assessments[0]
    changed = assessment.model_copy(update={"asked": assessment.asked.model_copy(update={"at_least": -1.5})})
    ruleset = report.plans[0].rulesets[2].model_copy(update={"assessments": (changed,)})
    plan = report.plans[0].model_copy(update={"rulesets": (ruleset,)})
    (row,) = rows_of(rendered("csv", report.model_copy(update={"plans": (plan,)})))
    assert row["asked_value"] == "-1.5"


def test_control_characters_and_line_ends_cannot_break_a_row(tmp_path):
    report = judged(tmp_path, formula_plan(tmp_path))
    report = report.model_copy(update={"as_of": "2026-11-21"})
    plan = report.plans[0]
    head = plan.plan.model_copy(update={"number": 'a\x00b\x1b[31m\r\n"c", d\ud800'})
    report = report.model_copy(update={"plans": (plan.model_copy(update={"plan": head}),)})
    rows = rows_of(rendered("csv", report))
    assert {row["plan_number"] for row in rows} == {'a\\x00b\\x1b[31m\\r\n"c", d\\ud800'}
    assert {row["as_of"] for row in rows} == {"2026-11-21"}


def test_libreoffice_computes_nothing_in_it(hostile, tmp_path):
    path = tmp_path / "report.csv"
    path.write_bytes(hostile[0])
    (made,) = opened_in_libreoffice(path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,true")
    seen = made.read_text(encoding="utf-8")
    for formula in FORMULAS[:4]:
        assert formula.split("(")[0] in seen
    assert "Err:" not in seen
    assert "#NAME?" not in seen
