"""`check rules`, and how it and `check explain` behave as commands."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from command import PLANS, RULESETS, check
from explained import CATALOGUE, LIBRARY, NORMS, VI, change

from checker.judging.coverage import provisions
from checker.manual.explain import UnknownId, explain, nearest
from checker.manual.rule_list import is_within, list_rules


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder with rulesets of its own."""
    shutil.copytree(RULESETS, tmp_path / "rulesets")
    return tmp_path


# ---- The list.


@pytest.mark.parametrize(
    ("clause", "wanted", "within"),
    [
        ("II.1.a", "II.1", True),
        ("II.1.a", "II", True),
        ("II.1.đ", "II.1.đ", True),
        ("II.1.đ", "II.1.d", False),
        ("II.1.d", "II.1.đ", False),
        ("III.10", "III.1", False),
        ("II.1", "II.1.a", False),
        ("nhóm II", "nhóm I", False),
        ("Mục tiêu 2025", "mục tiêu 2025", True),
        ("Mục tiêu 2025", "Mu\u0323c tiêu 2025", True),
        ("II.1.a", "II.1.", True),
    ],
)
def test_a_clause_holds_itself_and_all_below_it(clause, wanted, within):
    assert is_within(clause, wanted) is within


def listed(**filters: str) -> list[str]:
    return [rule.id for found in list_rules(NORMS.values(), CATALOGUE, VI, **filters) for rule in found.rules]


def test_everything_that_the_rulesets_know_is_listed():
    assert listed() == [p.id for norm in NORMS.values() for p in provisions(norm)]
    assert len(listed()) == len(set(listed()))


def test_filters_combine():
    assert listed(clause="II.1.đ") == ["nq72/insurance-2026", "nq72/insurance-2030", "nq72/q-insurance-kinds"]
    assert listed(indicator="life_expectancy", clause="II") == [
        "nq72/life-expectancy-2030",
        "nq72/life-expectancy-2045",
    ]
    assert listed(indicator="risk_factor_control") == ["nq72/q-risk-factors"]
    assert listed(indicator="geriatric_care") == ["nq72/geriatric-care"]
    assert listed(indicator="life_expectancy", clause="III") == []


def test_names_that_come_near():
    known = ["nq72", "nq72/insurance-2030", "nq20/insurance-2030", "nq72/child-height-2030", "insurance_coverage"]
    assert nearest("insurance-2030", known) == ["nq72/insurance-2030", "nq20/insurance-2030"]
    assert nearest("nq99/insurance-2030", known) == ["nq72/insurance-2030", "nq20/insurance-2030"]
    assert nearest("NQ72", known) == ["nq72"]
    assert nearest("insurance_covrage", known)[0] == "insurance_coverage"
    assert nearest("zzz", known) == []


def test_an_unknown_id_carries_what_it_may_be_meant_for():
    with pytest.raises(UnknownId) as raised:
        explain("nq72/insurance-2031", LIBRARY, VI)
    assert raised.value.close[0] == "nq72/insurance-2030"


# ---- The commands.


def test_rules_lists_clause_id_kind_and_source(tmp_path):
    result = check("rules", "-r", "nq72", "--clause", "III.3", "--lang", "en", cwd=tmp_path)
    assert result.status == 0
    assert result.err == ""
    assert re.search(r"^III\.3  nq72/group-3 +group +second hand$", result.out, re.MULTILINE)
    assert re.search(r"^III\.3  nq72/allowance-70 +not for provinces +foreign press$", result.out, re.MULTILINE)
    assert "nq20" not in result.out


def test_rules_without_filters_lists_every_ruleset(tmp_path):
    out = check("rules", cwd=tmp_path).out
    assert [norm.number for norm in NORMS.values() if f"{norm.number} ({norm.id}): " not in out] == []
    assert max(map(len, out.splitlines())) <= 80


def test_rules_are_as_wide_as_the_terminal(tmp_path):
    wide = check("rules", "-r", "nq72", cwd=tmp_path, env={"COLUMNS": "100"}).out
    assert 80 < max(map(len, wide.splitlines())) <= 100


def test_nothing_that_matches_is_said_and_exits_with_3(tmp_path):
    result = check("rules", "--clause", "IX", "--indicator", "insurance_coverage", cwd=tmp_path)
    assert (result.status, result.out) == (3, "")
    assert "--clause IX --indicator insurance_coverage" in result.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["rules", "--indicator", "insurance_covrage"], ["insurance_covrage", "insurance_coverage"]),
        (["rules", "--indicator", "zzz"], ["zzz", "indicators.yaml"]),
        (["rules", "-r", "nq27"], ["nq27", "nq72"]),
        (["explain", "nq72/insurance-2031"], ["nq72/insurance-2031", "nq72/insurance-2030"]),
        (["explain", "insurance-2030"], ["nq72/insurance-2030", "nq20/insurance-2030"]),
        (["explain", "zzz"], ["zzz", "check rules"]),
        (["explain", "\x1b[31m"], ["\\x1b[31m"]),
        (["explain"], ["ID"]),
        (["explain", "nq72", "nq20"], ["nq20"]),
    ],
)
def test_what_is_not_known_is_wrong_usage_with_what_to_write_instead(tmp_path, arguments, words):
    result = check(*arguments, cwd=tmp_path)
    assert (result.status, result.out) == (2, "")
    message = result.err.splitlines()[-1]
    assert message.startswith("Lỗi: ")
    assert [word for word in words if word not in message] == []


def test_a_ruleset_that_stands_elsewhere_is_explained_by_its_file(tmp_path):
    shutil.copytree(RULESETS, tmp_path / "mine")
    result = check("explain", "nq72/insurance-2030", "-r", tmp_path / "mine/nq72.yaml", cwd=tmp_path)
    assert result.status == 0
    assert "mine/nq72.yaml:" in "".join(result.out.split())


def test_an_invalid_ruleset_is_named_and_nothing_is_printed(folder):
    change(folder, "nq72.yaml", lambda data: data["requirements"][0].update(indicator="nope"))
    for command in (["rules"], ["explain", "nq72"], ["coverage"]):
        result = check(*command, cwd=folder)
        assert (result.status, result.out) == (2, "")
        assert re.match(r"rulesets/nq72\.yaml:\d+:\d+: ", result.err)


def test_a_page_is_plain_text_where_no_terminal_listens(tmp_path):
    result = check("explain", "nq72/insurance-2030", cwd=tmp_path)
    assert "\x1b" not in result.out
    assert result.err == ""


def test_explain_speaks_the_language_that_is_asked_for(tmp_path):
    assert "theo trích dẫn trên báo chí" in check("explain", "nq72/insurance-2030", cwd=tmp_path).out
    assert "quoted in the Vietnamese press" in check("explain", "nq72/insurance-2030", "--lang", "en", cwd=tmp_path).out


@pytest.mark.parametrize("name", ["rules", "explain", "coverage"])
def test_the_help_of_each_command_is_vietnamese_and_names_its_exit_statuses(tmp_path, name):
    result = check(name, "--help", cwd=tmp_path)
    assert result.status == 0
    assert f"Cách dùng: check {name}" in result.out
    assert re.search(r"^ +2  ", result.out, re.MULTILINE)


def test_a_plan_is_still_checked_without_naming_a_subcommand(tmp_path):
    assert check(PLANS / "bacninh.yaml", "-r", "nq72", "-q", cwd=tmp_path).status == 0
