"""The findings as a table: its rows, its cells and its file."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
import yaml
from command import ROOT, RULESETS, check, files_in, write_plan
from every_status import DAY, accepted_of_every_status, plan_of_every_status, plan_under_review
from sheet_plans import AS_OF, BROKEN, FORMULAS, formula_plan, judged, real

from checker.i18n import language
from checker.reporting.report import Report
from checker.run import Request, check_plans
from checker.writers.data import parquet
from checker.writers.data.columns import SCHEMA
from checker.writers.formats import Presentation

PEOPLE = {
    p["name"]: int(p["population"])
    for p in yaml.safe_load((RULESETS / "provinces.yaml").read_text(encoding="utf-8"))["provinces"]
}

Rows = list[dict[str, Any]]


def written(report: Report) -> bytes:
    return parquet.render_run(report, Presentation(language(report.language)))


def rows_of(report: Report) -> Rows:
    return pq.read_table(BytesIO(written(report))).to_pylist()


@pytest.fixture(scope="module")
def rows() -> Rows:
    return rows_of(real())


def row_of(rows: Rows, plan: str, requirement: str) -> dict[str, Any]:
    (found,) = [row for row in rows if (row["plan"], row["requirement"]) == (plan, requirement)]
    return found


# ---- Rows.


def test_there_is_a_row_for_each_plan_norm_and_requirement(rows):
    expected = [
        (plan.plan.id, r.ruleset.id, a.requirement, a.status, a.final, a.clause, a.rule)
        for plan in real().plans
        for r in plan.ordered
        for a in r.assessments
    ]
    keys = ("plan", "ruleset", "requirement", "status", "final", "clause", "rule")
    found = [tuple(row[key] for key in keys) for row in rows if row["record"] == "requirement"]
    assert len(found) == 5 * (15 + 9 + 38)
    assert found == expected


def test_a_norm_without_minimums_has_a_row_so_that_no_plan_goes_missing(rows):
    norms = [row for row in rows if row["record"] == "norm"]
    assert {row["ruleset"] for row in norms} == {"nq282"}
    assert len({row["plan"] for row in norms}) == 5
    for row in norms:
        assert (row["status"], row["requirement"], row["conforms"], row["gap"]) == (None, None, None, None)


def test_a_file_that_could_not_be_checked_has_a_row_that_says_why(tmp_path):
    report = judged(tmp_path, write_plan(tmp_path, BROKEN, "hỏng.yaml"), formula_plan(tmp_path))
    rows = rows_of(report)
    (failed,) = [row for row in rows if row["record"] == "failed"]
    assert failed == rows[-1]
    filled = {key: value for key, value in failed.items() if value is not None}
    assert filled == {
        "record": "failed", "plan": "hỏng", "file": str(tmp_path / "hỏng.yaml"), "status": "failed",
        "problems": list(report.errors[0].problems), "as_of": AS_OF, "tool_version": report.tool.version, "lang": "vi",
    }  # fmt: skip
    assert len(failed["problems"]) > 1
    assert {row["plan"] for row in rows} == {"hỏng", "congthuc"}
    named = report.model_copy(update={"errors": (report.errors[0].model_copy(update={"name": "xa-a/hỏng"}),)})
    assert rows_of(named)[-1]["plan"] == "xa-a/hỏng"


def test_a_run_in_which_nothing_could_be_read_is_still_a_table(tmp_path):
    table = pq.read_table(BytesIO(written(judged(tmp_path, write_plan(tmp_path, BROKEN, "hong.yaml")))))
    assert (table.num_rows, table.schema) == (1, SCHEMA)


def test_a_run_without_plans_is_an_empty_table():
    table = pq.read_table(BytesIO(written(real().model_copy(update={"plans": ()}))))
    assert (table.num_rows, table.schema) == (0, SCHEMA)


# ---- Cells.


def test_a_gap_is_told_in_figures_and_in_words(rows):
    row = row_of(rows, "quangngai", "nq72/insurance-2030")
    expected = {
        "asked_comparator": "at_least", "asked_value": 100.0, "asked_unit": "%", "asked_year": 2030,
        "asked_year_is": "by", "said_comparator": "at_least", "said_value": 97.1, "said_year": 2030, "governs": True,
        "value_short_by": 2.9, "value_short_unit": "%", "years_late": None, "shortfalls": ["value"], "gap": True,
        "status": "weaker", "rule": "value-falls-short", "gap_text": "−2,9 điểm phần trăm", "as_of": AS_OF,
        "province_code": 51, "population": PEOPLE["Quảng Ngãi"], "level": "province", "binding": "mandatory",
        "applies": True, "conforms": False, "conforms_final": True, "lang": "vi", "problems": None,
        "plan_issued": None, "plan_issued_iso": "2026-01", "plan_number": None, "covers_from": 2026, "covers_to": 2045,
    }  # fmt: skip
    assert row | expected == row


def test_a_pair_has_both_its_numbers_and_a_late_answer_its_years(rows):
    row = row_of(rows, "quangngai", "nq72/station-doctors-2027")
    assert (row["said_comparator"], row["said_value"], row["said_upper"]) == ("between", 4, 5)
    assert (row["shortfalls"], row["years_late"]) == (["scope", "deadline"], 3)


def test_a_contradiction_stands_at_the_requirement_it_is_about(rows):
    row = row_of(rows, "haiphong", "nq72/insurance-2030")
    assert row["contradiction"]
    assert "contradiction" in row["remarks"]
    assert row["answers"] > 1
    about = {(r["plan"], r["indicator"]) for r in rows if r["contradiction"]}
    assert about == {
        (plan.plan.id, o.indicator)
        for plan in real().plans
        for r in plan.applying
        for o in r.observations
        if o.kind == "contradiction" and o.indicator in {a.indicator for a in r.assessments}
    }


def test_under_a_norm_that_does_not_apply_there_is_nothing_to_conform_to(rows):
    found = [row for row in rows if row["applies"] is False and row["record"] == "requirement"]
    assert found
    assert {(r["status"], r["gap"], r["conforms"], r["conforms_final"]) for r in found} == {
        ("not_applicable", False, None, None)
    }


def test_what_was_accepted_is_no_gap_and_says_who_accepted_it(tmp_path):
    plan, accepted = plan_of_every_status(tmp_path), accepted_of_every_status(tmp_path)
    day = AS_OF.fromisoformat(DAY)
    rows = rows_of(check_plans(Request((plan,), (), (accepted,), day, language("vi"))))
    (row,) = [row for row in rows if row["status"] == "accepted"]
    assert (row["gap"], row["accepted_gap"]) == (False, "weaker")
    assert row["accepted_by"]
    assert row["accepted_reason"]
    assert row["accepted_until"] >= day
    assert row["population"] is None  # a run over one plan asks for no list of provinces


def test_a_provisional_verdict_says_what_it_waits_for(tmp_path):
    report = judged(tmp_path, plan_under_review(tmp_path))
    expected = {
        a.requirement: len(a.under_review) for r in report.plans[0].applying for a in r.assessments if not a.final
    }
    found = {row["requirement"]: len(row["under_review"]) for row in rows_of(report) if row["final"] is False}
    assert expected
    assert found == expected


def test_ids_words_and_numbers_are_the_same_in_every_language(rows):
    english = rows_of(real("en"))
    told = {
        "why", "name", "asked_text", "gap_text", "comparison", "proposal", "said", "said_unclear", "under_review", "lang",
    }  # fmt: skip
    for row, other in zip(rows, english, strict=True):
        assert {key: value for key, value in row.items() if key not in told} == {
            key: value for key, value in other.items() if key not in told
        }
    assert english[0]["asked_text"] != rows[0]["asked_text"]


def test_text_stays_as_it_is_but_for_hidden_characters(tmp_path):
    report = judged(tmp_path, formula_plan(tmp_path))
    row = row_of(rows_of(report), "congthuc", "nq72/insurance-2030")
    one, plus, minus, at, tab, *_ = FORMULAS
    found = [row[key] for key in ("quote", "plan_number", "place", "said_hedge", "said_note", "accepted_reason")]
    assert found == [one, plus, minus, at, tab.strip(), "=1+2"]
    head = report.plans[0].plan.model_copy(update={"number": "a\x00\x1b[31m\u202e\ud800\u00a0ễ\n🏥"})
    report = report.model_copy(update={"plans": (report.plans[0].model_copy(update={"plan": head}),)})
    assert {row["plan_number"] for row in rows_of(report)} == {"a\\x00\\x1b[31m\\u202e\\ud800\u00a0ễ\n🏥"}


# ---- The file.


def test_the_file_names_its_schema_and_the_run_and_nothing_of_the_day_it_was_made():
    metadata = pq.ParquetFile(BytesIO(written(real()))).metadata
    assert metadata.metadata == {
        b"schema": b"check-findings/1", b"tool": b"nq-check", b"version": real().tool.version.encode(),
        b"as_of": b"2026-11-21", b"lang": b"vi",
    }  # fmt: skip


def test_many_plans_are_written_in_several_parts_that_are_the_same_table(monkeypatch):
    whole = pq.read_table(BytesIO(written(real())))
    monkeypatch.setattr(parquet, "_ROW_GROUP", 100)
    parts = pq.ParquetFile(BytesIO(written(real())))
    assert parts.num_row_groups == 3
    assert parts.read() == whole


def test_no_column_needs_quotes_in_sql(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "findings.parquet").write_bytes(written(real()))
    found = duckdb.sql(f"SELECT {', '.join(SCHEMA.names)} FROM 'findings.parquet'")
    assert found.columns == SCHEMA.names
    assert len(found.fetchall()) == 5 * (15 + 9 + 38 + 1)


# ---- Without pyarrow.


def test_without_pyarrow_one_line_says_how_to_install_it_and_nothing_is_written(tmp_path):
    stubs, plan = tmp_path / "stubs", write_plan(tmp_path / "plans")
    stubs.mkdir()
    stub = "raise ModuleNotFoundError(\"No module named 'pyarrow'\")"
    (stubs / "pyarrow.py").write_text(stub, encoding="utf-8")
    env = {"PYTHONPATH": os.pathsep.join([str(stubs), str(ROOT)]), "PYTHONDONTWRITEBYTECODE": "1"}
    result = check(plan, "-f", "parquet", "-f", "csv", "-q", "--lang", "en", cwd=tmp_path, env=env)
    assert (result.status, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert 'pip install "nq-check[parquet]"' in result.err
    assert files_in(tmp_path) == {"stubs/pyarrow.py", "plans/tinh.yaml"}


def test_other_formats_do_not_load_pyarrow():
    code = "import sys, checker.cli, checker.writers.json, checker.writers.sheets.comma_separated; sys.exit('pyarrow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
