"""The JSON report is what the contract says, and the five real plans come out as the domain says."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Any

import pytest
import yaml
from command import PLANS, RULESETS, check, write_plan

IDS = ("bacninh", "haiphong", "quangngai", "quangninh", "thuathienhue")
STATUSES = ["met", "exceeded", "weaker", "late", "missing", "unclear", "not_applicable", "accepted"]
GAPS = {"weaker", "late", "missing", "unclear"}
KINDS = {"value", "strictness", "scope", "deadline"}
COMPARATORS = {"at_least", "more_than", "at_most", "less_than", "between", "promised"}


@pytest.fixture(scope="module")
def text(tmp_path_factory) -> str:
    plans = [PLANS / f"{plan}.yaml" for plan in IDS]
    return check(
        *plans, "-r", "nq72", "-f", "json", "-q", "--as-of", "2026-11-21", cwd=tmp_path_factory.mktemp("json")
    ).out


@pytest.fixture(scope="module")
def report(text) -> dict[str, Any]:
    return json.loads(text, parse_float=Decimal)


def ruleset(report: dict[str, Any], plan: str) -> dict[str, Any]:
    (found,) = report["plans"][IDS.index(plan)]["rulesets"]
    return found


def assessment(report: dict[str, Any], plan: str, slug: str) -> dict[str, Any]:
    (found,) = (a for a in ruleset(report, plan)["assessments"] if a["requirement"] == f"nq72/{slug}")
    return found


def assessments(report: dict[str, Any]) -> list[dict[str, Any]]:
    return [a for plan in IDS for a in ruleset(report, plan)["assessments"]]


def values(data: Any) -> list[Any]:
    """Every scalar of a report."""
    if isinstance(data, dict):
        return [v for item in data.values() for v in values(item)]
    if isinstance(data, list):
        return [v for item in data for v in values(item)]
    return [data]


# ---- The contract, key by key.


def test_the_head(report):
    assert report["schema"] == "check-report/1"
    assert report["tool"]["name"]
    assert report["tool"]["version"]
    assert report["as_of"] == "2026-11-21"
    assert [plan["plan"]["id"] for plan in report["plans"]] == list(IDS)


def test_a_plan_is_identified(report):
    plan = report["plans"][IDS.index("bacninh")]["plan"]
    assert {k: plan[k] for k in ("id", "number", "issued")} == {
        "id": "bacninh", "number": "142/KH-UBND", "issued": "2025-11-21",
    }  # fmt: skip
    assert (plan["province"]["code"], plan["province"]["name"]) == (24, "Bắc Ninh")
    assert plan["file"] == str(PLANS / "bacninh.yaml")
    assert plan["sha256"] == hashlib.sha256((PLANS / "bacninh.yaml").read_bytes()).hexdigest()


def test_a_ruleset_is_identified(report):
    head = ruleset(report, "bacninh")["ruleset"]
    assert (head["id"], head["binding"]) == ("nq72", "mandatory")
    assert head["sha256"] == hashlib.sha256((RULESETS / "nq72.yaml").read_bytes()).hexdigest()


@pytest.mark.parametrize("plan", IDS)
def test_the_counts_are_of_all_eight_statuses_and_agree_with_the_assessments(report, plan):
    found = ruleset(report, plan)
    statuses = [a["status"] for a in found["assessments"]]
    assert found["counts"] == {status: statuses.count(status) for status in STATUSES}
    assert list(found["counts"]) == STATUSES
    assert found["conforms"] is not bool(GAPS & set(statuses))


@pytest.mark.parametrize("plan", IDS)
def test_the_assessments_stand_in_the_order_of_the_ruleset(report, plan):
    norm = yaml.safe_load((RULESETS / "nq72.yaml").read_text(encoding="utf-8"))
    asked = [[r[key] for key in ("id", "indicator", "clause", "verified")] for r in norm["requirements"]]
    keys = ("requirement", "indicator", "clause", "verified")
    assert [[a[key] for key in keys] for a in ruleset(report, plan)["assessments"]] == asked


def test_every_assessment_says_which_rule_decided(report):
    for found in assessments(report):
        assert found["rule"]
        assert isinstance(found["shortfalls"], list)
        assert isinstance(found["answers"], list)


def test_every_gap_has_a_proposal_and_nothing_else_has(report):
    for found in assessments(report):
        assert ("proposal" in found) == (found["status"] in GAPS), found["requirement"]


def test_shortfalls_belong_to_what_is_weaker_or_late(report):
    for found in assessments(report):
        assert bool(found["shortfalls"]) == (found["status"] in ("weaker", "late"))
        for shortfall in found["shortfalls"]:
            assert shortfall["kind"] in KINDS
            assert ("by" in shortfall) == ("unit" in shortfall)


def test_an_answer_has_one_comparator_a_time_and_its_evidence(report):
    seen = 0
    for found in assessments(report):
        for answer in found["answers"]:
            seen += 1
            assert len(COMPARATORS & set(answer)) == 1
            assert {"by", "from"} & set(answer)
            assert answer["quote"]
            assert answer["where"]
    assert seen > 60


def test_an_observation_has_its_evidence(report):
    (found,) = (o for o in ruleset(report, "haiphong")["observations"] if o["kind"] == "contradiction")
    assert found["indicator"] == "insurance_coverage"
    assert found["text"]
    assert [sorted({"quote", "where"} & set(e)) for e in found["evidence"]] == [["quote", "where"]] * 2


def test_nothing_is_null(report):
    assert None not in values(report)


def test_numbers_are_exact_numbers(text, report):
    assert '"by": 2.9,' in text
    assert all(-n.as_tuple().exponent <= 6 for n in values(report) if isinstance(n, Decimal))
    assert assessment(report, "haiphong", "insurance-2030")["shortfalls"][0]["by"] == 2
    assert '"by": 2.0' not in text


def test_text_is_not_escaped(text):
    assert "Quảng Ngãi" in text


def test_a_norm_that_does_not_apply_says_why(report):
    found = ruleset(report, "thuathienhue")
    assert found["applies"] is False
    assert "2023" in found["why"]
    assert "72-NQ/TW" in found["why"]
    assert {a["status"] for a in found["assessments"]} == {"not_applicable"}
    assert found["observations"] == []


# ---- The worked examples.

COUNTS = {
    "bacninh": {"met": 13, "exceeded": 2},
    "haiphong": {"met": 13, "exceeded": 1, "weaker": 1},
    "quangngai": {"met": 8, "weaker": 5, "missing": 2},
    "quangninh": {"met": 11, "exceeded": 2, "missing": 2},
    "thuathienhue": {"not_applicable": 15},
}


@pytest.mark.parametrize("plan", IDS)
def test_the_outcome_of_each_real_plan(report, plan):
    assert {status: n for status, n in ruleset(report, plan)["counts"].items() if n} == COUNTS[plan]


@pytest.mark.parametrize(
    ("plan", "slug", "shortfalls", "quote"),
    [
        ("quangngai", "insurance-2030", [("value", Decimal("2.9"), "%")], "tỷ lệ tham gia bảo hiểm y tế đạt 97,1% dân số"),
        ("quangngai", "station-doctors-2027", [("scope", None, None), ("deadline", 3, "years")], "bình quân mỗi trạm có từ 4 - 5 bác sĩ"),
        ("quangngai", "station-visits-2030", [("strictness", None, None)], "Tỷ lệ khám bệnh, chữa bệnh bảo hiểm y tế tại trạm y tế cấp xã duy trì từ 20% trở lên"),
        ("quangngai", "life-expectancy-2030", [("value", Decimal("0.5"), "years")], "tuổi thọ trung bình đạt trên 75 tuổi"),
        ("quangngai", "healthy-life-years-2045", [("value", 1, "years")], "số năm sống khoẻ mạnh đạt trên 70 năm"),
        ("haiphong", "insurance-2030", [("value", 2, "%")], "Độ bao phủ bảo hiểm y tế toàn dân % ≥ 98"),
    ],
)  # fmt: skip
def test_a_weaker_target_with_its_shortfalls_and_the_words_it_rests_on(report, plan, slug, shortfalls, quote):
    found = assessment(report, plan, slug)
    assert found["status"] == "weaker"
    assert [(s["kind"], s.get("by"), s.get("unit")) for s in found["shortfalls"]] == shortfalls
    assert found["answers"][0]["quote"] == quote


@pytest.mark.parametrize(
    ("plan", "slug"),
    [
        ("quangngai", "insurance-2026"),
        ("quangngai", "fee-exemption-2030"),
        ("quangninh", "station-doctors-2027"),
        ("quangninh", "station-visits-2030"),
    ],
)
def test_a_missing_target_has_no_answer(report, plan, slug):
    found = assessment(report, plan, slug)
    assert found["status"] == "missing"
    assert not any(answer["governs"] for answer in found["answers"])


def test_hai_phong_promises_more_than_75_5_years(report):
    found = assessment(report, "haiphong", "life-expectancy-2030")
    assert found["status"] == "exceeded"
    assert found["answers"][0]["more_than"] == Decimal("75.5")


def test_hai_phong_says_two_things_of_insurance_in_2030(report):
    (found,) = (o for o in ruleset(report, "haiphong")["observations"] if o["kind"] == "contradiction")
    assert [e["quote"] for e in found["evidence"]] == [
        "đến năm 2030 đạt bao phủ bảo hiểm y tế toàn dân",
        "Độ bao phủ bảo hiểm y tế toàn dân % ≥ 98",
    ]


def test_what_cannot_be_compared_says_why(tmp_path):
    plan = (PLANS / "bacninh.yaml").read_text(encoding="utf-8").split("commitments:")[0]
    item = "commitments:\n  - {indicator: life_expectancy, by: 2030, quote: cao, where: mục I}\n"
    source = write_plan(tmp_path, plan + item, "bacninh.yaml")
    found = check(source, "-r", "nq72", "-f", "json", "-q", cwd=tmp_path).json["plans"][0]["rulesets"][0]
    (judged,) = (a for a in found["assessments"] if a["requirement"] == "nq72/life-expectancy-2030")
    assert judged["status"] == "unclear"
    assert judged["answers"][0]["unclear"]
    assert "unit" not in judged["answers"][0]


def test_the_trace_names_each_rule_once_with_the_requirement_and_every_line_that_it_matched(report):
    """Hải Phòng says two things of 2030: both answer, the weaker is chosen, governs, and falls short."""
    (found,) = (a for a in ruleset(report, "haiphong")["assessments"] if a["requirement"] == "nq72/insurance-2030")
    rules = {fired["rule"]: fired["facts"] for fired in found["trace"]}
    assert list(rules) == ["answers-on-time", "weakest-of-its-year", "governs", "value-falls-short"]
    assert all(facts[0] == "nq72/insurance-2030" for facts in rules.values())
    places = [f"{PLANS}/haiphong.yaml:{answer['line']}" for answer in found["answers"]]
    assert sorted(rules["answers-on-time"][1:]) == sorted(places)
    assert rules["value-falls-short"][1:] == places[:1]
