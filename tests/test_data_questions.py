"""The questions that docs/data.md asks of the table of findings are answered as the JSON report has it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pytest
from command import PLANS, ROOT, write_plan
from many_plans import plan_of_each_province
from sheet_plans import AS_OF, BROKEN
from test_parquet import PEOPLE, Rows, written

from checker.i18n import language
from checker.reporting.report import Report
from checker.run import Request, check_plans
from checker.writers.data.columns import SCHEMA

GAPS = {"weaker", "late", "missing", "unclear"}
DOCUMENT = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
SECOND_PLANS = [PLANS / "quangngai.yaml", PLANS / "haiphong.yaml"]


def test_the_document_names_every_column_with_its_type_in_the_order_of_the_file():
    kinds = {pa.string(): "string", pa.list_(pa.string()): "list of string", pa.bool_(): "bool", pa.date32(): "date32"}
    expected = [(field.name, kinds.get(field.type, str(field.type))) for field in SCHEMA]
    _, columns = DOCUMENT.split("## Columns")
    columns, _ = columns.split("## Three questions")
    assert re.findall(r"^\| `(\w+)` \| ([\w ]+) \|", columns, re.MULTILINE) == expected


@cache
def _submissions() -> tuple[Report, Report]:
    """A plan of each province, a second one of two, a broken file; and once more, with other targets and one more broken."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        plans = plan_of_each_province(folder)
        everything = [*plans, *SECOND_PLANS, write_plan(folder, BROKEN, "hong.yaml")]
        before = check_plans(Request(everything, ("nq72",), (), AS_OF, language("vi"), whole=False))
        for number, plan in enumerate(plans[:12]):
            factor = 0.9 if number % 3 == 0 else 1.02
            text = plan.read_text(encoding="utf-8")
            plan.write_text(re.sub(r"(?<=at_least: )[\d.]+", partial(_times, factor), text), encoding="utf-8")
        plans[12].write_text(BROKEN, encoding="utf-8")
        after = check_plans(Request(everything, ("nq72",), (), AS_OF, language("vi"), whole=False))
        return before, after


def _times(factor: float, number: re.Match[str]) -> str:
    value = float(number[0])
    return str(round(value * factor, 1)) if value < 98 else number[0]


@pytest.fixture
def tables(tmp_path, monkeypatch) -> tuple[Any, Any]:
    """The tables of both submissions in this folder; the same as the JSON reports have them."""
    monkeypatch.chdir(tmp_path)
    before, after = _submissions()
    Path("before.parquet").write_bytes(written(before))
    Path("after.parquet").write_bytes(written(after))
    Path("findings.parquet").write_bytes(written(before))
    return json.loads(before.to_json()), json.loads(after.to_json())


def question(number: int, tongue: str) -> str:
    """The text of one question in docs/data.md."""
    _, text = DOCUMENT.split(f"\n### {number}. ")
    found = re.search(rf"```{tongue}\n(.*?)```", text, re.DOTALL)
    assert found
    return found[1]


def in_sql(number: int) -> Rows:
    found = duckdb.sql(question(number, "sql"))
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def in_pandas(number: int) -> Any:
    names: dict[str, Any] = {}
    exec(question(number, "python"), names)
    return names["answer"]


def assessments(report: Any) -> Iterator[tuple[Any, Any]]:
    for plan in report["plans"]:
        for r in plan["rulesets"]:
            for a in r["assessments"]:
                yield plan["plan"], a


def test_what_is_failed_most_and_how_many_people_live_there(tables):
    asked: dict[str, dict[str, list[bool]]] = {}
    for plan, a in assessments(tables[0]):
        if a["status"] != "not_applicable":
            asked.setdefault(a["requirement"], {}).setdefault(plan["province"]["name"], []).append(a["status"] in GAPS)
    expected = {}
    for requirement, provinces in asked.items():
        plans, failing = (sum(map(count, provinces.values())) for count in (len, sum))
        people = sum(PEOPLE[name] * sum(gaps) / len(gaps) for name, gaps in provinces.items())
        percent = round(100 * people / sum(PEOPLE[name] for name in provinces), 1)
        if failing:
            expected[requirement] = (plans, failing, sum(map(any, provinces.values())), percent)
    assert any(failing > where for _, failing, where, _ in expected.values())  # two plans of a province, too
    keys = ("plans", "plans_failing", "provinces_failing", "percent_of_people")
    sql = in_sql(1)
    assert len(expected) > 5
    assert {row["requirement"]: tuple(row[key] for key in keys) for row in sql} == expected
    assert [row["plans_failing"] for row in sql] == sorted((e[1] for e in expected.values()), reverse=True)
    assert all(len(row["failing_in"].split(", ")) == row["provinces_failing"] for row in sql)
    answer = in_pandas(1)
    assert {requirement: tuple(row[key] for key in keys) for requirement, row in answer.iterrows()} == expected


def test_who_promises_95_percent_or_less_and_in_which_words(tables):
    expected = set()
    for plan, a in assessments(tables[0]):
        for answer in a["answers"]:
            counts = a["requirement"] == "nq72/insurance-2026" and answer["governs"] and answer["by"] <= 2026
            if counts and (answer.get("at_least", 999) <= 95 or answer.get("more_than", 999) < 95):
                expected.add((plan["id"], answer.get("at_least", answer.get("more_than")), answer["quote"]))
    assert len(expected) > 3
    sql = [(row["plan"], row["said_value"], row["quote"]) for row in in_sql(2)]
    assert (len(sql), set(sql)) == (len(expected), expected)
    answer = in_pandas(2)
    assert set(zip(answer.plan, answer.said_value, answer.quote, strict=True)) == expected


def test_what_changed_between_two_submissions(tables):
    before, after = (
        {(plan["id"], a["requirement"]): a["status"] in GAPS for plan, a in assessments(t)} for t in tables
    )
    gone = {plan for plan, _ in before.keys() - after.keys()}
    assert len(gone) == 1
    expected = {
        (*key, "opened" if after[key] else "closed")
        for key in before.keys() & after.keys()
        if before[key] != after[key]
    }
    assert {change for *_, change in expected} == {"opened", "closed"}
    sql = in_sql(3)
    assert {(row["plan"], row["requirement"], row["change"]) for row in sql} == expected
    assert len(sql) == len(expected)
    answer = in_pandas(3)
    assert set(zip(answer.plan, answer.requirement, answer.change, strict=True)) == expected
    assert len(answer) == len(expected)


def test_every_plan_that_was_given_is_counted(tables):
    assert duckdb.sql("SELECT count(DISTINCT plan) FROM 'findings.parquet'").fetchall() == [(34 + 2 + 1,)]


def test_pandas_reads_the_types_of_the_document(tables):
    read = pd.read_parquet("findings.parquet", dtype_backend="pyarrow")
    assert str(read.gap.dtype) == "bool[pyarrow]"
    assert str(read.as_of.dtype) == "date32[day][pyarrow]"
