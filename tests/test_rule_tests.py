"""Rule tests: those that come with the rulesets pass, and the machinery finds what is otherwise."""

from __future__ import annotations

import shutil
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import get_args

import oracle
import oracle_remarks
import oracle_tasks
import oracle_terms
import pytest
from command import ROOT, RULESETS, check

from checker.cases.rule_tests import ObservationKind, RuleTestFile, load_rule_tests
from checker.cases.run_rule_tests import Outcome, lacking_cases, run_rule_tests
from checker.i18n import language
from checker.judging.observe import KINDS
from checker.reading.library import rulesets_in

FILES = {path.name.split(".")[0]: load_rule_tests(path) for path in sorted(RULESETS.glob("*.test.yaml"))}
CASES = [
    pytest.param(ruleset, number, id=f"{ruleset}: {case.name}")
    for ruleset, file in FILES.items()
    for number, case in enumerate(file.cases)
]


@cache
def outcomes(ruleset: str) -> tuple[Outcome, ...]:
    return run_rule_tests(FILES[ruleset], language("vi"))


# ---- The cases that come with the rulesets.


@pytest.mark.parametrize(("ruleset", "number"), CASES)
def test_a_norm_makes_of_a_plan_what_its_rule_test_says(ruleset, number):
    assert outcomes(ruleset)[number].mismatches == ()


@pytest.mark.parametrize(("ruleset", "number"), CASES)
def test_the_oracle_agrees(ruleset, number):
    """With what the case expects, and not only with what the program found."""
    file = FILES[ruleset]
    case, plan = file.cases[number], file.plan_file(number).plan
    norm = file.ruleset.ruleset
    applies, rule = oracle_terms.binds(plan, norm.applies_to)
    assert case.applies in (None, applies)
    assert case.rule in (None, rule)
    if not applies or case.accepted:
        return  # of acceptances the oracle knows nothing
    requirements = {r.id: r for r in norm.requirements}
    for slug, expected in case.expect.items():
        said = oracle.assess(plan, norm.requirements, requirements[file.full_id(slug)], file.catalogue)
        assert said.status == expected.status, slug
        amounts = {kind: by is None or Decimal(by.numerator) / by.denominator for kind, by in said.shortfalls}
        asked = expected.shortfalls
        assert not asked or asked.keys() == amounts.keys(), slug
        assert all(by is True or by == amounts[kind] for kind, by in asked.items()), slug
    tasks = {t.id: t for t in norm.tasks}
    for slug, expected in case.tasks.items():
        said = oracle_tasks.assess_task(plan, tasks[file.full_id(slug)], file.catalogue)
        assert said.status == expected.status, slug
    remarked = oracle_remarks.observe(plan, [norm], file.catalogue)
    kinds = {
        "contradiction": remarked.contradictions,
        "regression": remarked.later_regressions | remarked.baseline_regressions,
        "hedged": remarked.hedged,
        "implausible_year": remarked.implausible_years,
        "approximate_wording": remarked.other_names | remarked.other_scopes,
        "unread_table": remarked.unread_tables,
        "task_incomplete": remarked.incomplete_tasks,
        "task_late": remarked.late_tasks,
        "group_uncovered": remarked.uncovered_groups,
        "pace": {
            id_ for id_, options in oracle_remarks.paces(plan, [norm], file.catalogue).items() if options - {None}
        },
    }
    assert all(kinds[remark.kind] for remark in case.observations)
    assert not any(kinds[remark.kind] for remark in case.no_observations if remark.about is None)


def test_every_ruleset_has_rule_tests():
    rulesets = {path.stem for path in rulesets_in(RULESETS)}
    assert set(FILES) == rulesets


@pytest.mark.parametrize("ruleset", FILES)
def test_every_requirement_has_a_case_in_which_it_is_met_one_that_exceeds_it_and_one_that_fails(ruleset):
    assert lacking_cases(FILES[ruleset]) == []


@pytest.mark.parametrize("ruleset", FILES)
def test_every_task_of_a_norm_has_a_case_in_which_it_is_assigned_and_one_in_which_it_is_not(ruleset):
    file = FILES[ruleset]
    said = {(file.full_id(slug), task.status) for case in file.cases for slug, task in case.tasks.items()}
    for task in file.ruleset.ruleset.tasks:
        assert {(task.id, "assigned"), (task.id, "unassigned")} <= said, task.id


def test_together_the_cases_show_every_status_and_every_observation():
    cases = [case for file in FILES.values() for case in file.cases]
    assert {status.status for case in cases for status in case.expect.values()} == {
        "met", "exceeded", "weaker", "late", "missing", "unclear", "not_applicable", "accepted"
    }  # fmt: skip
    assert {kind for case in cases for status in case.expect.values() for kind in status.shortfalls} == {
        "value", "strictness", "scope", "deadline"
    }  # fmt: skip
    assert {remark.kind for case in cases for remark in case.observations} == set(KINDS)
    assert {case.rule for case in cases} - {None} == {
        "addresses-other-levels", "issued-before-the-norm", "issued-after-its-time",
        "implements-other-norms", "implements-the-norm", "binds-by-its-date",
    }  # fmt: skip


def test_a_remark_can_be_expected_by_every_name_that_it_has():
    assert get_args(ObservationKind) == KINDS


# ---- The machinery.

PLAN = """\
    plan:
      commitments:
        - {indicator: insurance_coverage, at_least: "97,1", by: 2030, scope: part, hedge: tiến tới}
      tasks: [{title: Ngày Sức khỏe, group: 1, answers: nq72/health-day}]
"""
"""Its 2.9 points short of everybody, and a part of the people only."""
HEAD = f"schema: ruleset-test/1\nruleset: nq72\ncases:\n  - name: Thử\n{PLAN}"
LINE = HEAD.count("\n") + 1


def write(folder: Path, text: str, name: str = "nq72.test.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def load(folder: Path, text: str) -> RuleTestFile:
    return load_rule_tests(write(folder, text))


RIGHT = [
    "expect: {insurance-2030: weaker}",
    "expect: {nq72/insurance-2030: weaker}",
    "expect: {insurance-2030: {status: weaker, value: 2.9, scope: true}}",
    'expect: {insurance-2030: {status: weaker, value: "2,9", scope: có}}',
    "expect: {insurance-2030: {status: weaker, value: true, scope: true, strictness: false}}",
    "expect: {insurance-2030: {status: weaker, rule: value-falls-short}}",
    "expect: {insurance-2030: {status: weaker, rule: scope-falls-short}}",
    "applies: true",
    "rule: binds-by-its-date",
    "conforms: false",
    "tasks: {health-day: assigned}",
    "tasks: {health-day: {status: assigned, rule: task-without-deadline}}",
    "observations: [hedged]",
    "observations: [{kind: hedged, about: insurance_coverage, rule: softened}]",
    "observations: [{kind: group_uncovered, about: group-2}]",
    "observations: [{kind: approximate_wording, about: nq72/insurance-2030}]",
    "no_observations: [contradiction]",
    "no_observations: [{kind: hedged, about: life_expectancy}]",
    "no_observations: [{kind: group_uncovered, about: group-1}]",
]
WRONG = [
    "expect: {insurance-2030: met}",
    "expect: {insurance-2026: weaker}",
    "expect: {insurance-2030: {status: weaker, value: 3, scope: true}}",
    "expect: {insurance-2030: {status: weaker, value: 2.9}}",
    "expect: {insurance-2030: {status: weaker, scope: true}}",
    "expect: {insurance-2030: {status: weaker, value: 2.9, scope: true, deadline: true}}",
    "expect: {insurance-2030: {status: weaker, rule: misses-the-deadline}}",
    "applies: false",
    "rule: implements-the-norm",
    "conforms: true",
    "tasks: {health-day: late}",
    "tasks: {health-day: {status: assigned, rule: task-in-time}}",
    "observations: [contradiction]",
    "observations: [{kind: hedged, about: life_expectancy}]",
    "observations: [{kind: hedged, rule: table-not-read}]",
    "observations: [{kind: group_uncovered, about: group-1}]",
    "no_observations: [hedged]",
    "no_observations: [{kind: group_uncovered, about: group-2}]",
]


@pytest.mark.parametrize("expectation", RIGHT)
def test_what_is_as_expected_passes(tmp_path, expectation):
    (outcome,) = run_rule_tests(load(tmp_path, f"{HEAD}    {expectation}\n"), language("en"))
    assert outcome.mismatches == ()


@pytest.mark.parametrize("expectation", WRONG)
def test_what_is_otherwise_than_expected_is_found_at_its_place(tmp_path, expectation):
    file = load(tmp_path, f"{HEAD}    {expectation}\n")
    (outcome,) = run_rule_tests(file, language("en"))
    (mismatch,) = outcome.mismatches
    assert file.document.key_mark(mismatch.path)[0] == LINE
    assert mismatch.expected != mismatch.found


def test_a_case_that_fails_says_what_was_expected_what_was_found_and_by_which_rule(tmp_path):
    path = write(tmp_path, f"{HEAD}    expect:\n      insurance-2030: {{status: weaker, value: 3, scope: true}}\n")
    result = check("test", path, "--lang", "en", cwd=ROOT)
    assert result.status == 1
    heading, place, expected, found, why = result.out.splitlines()[:5]
    assert heading == f"{path}: 0 of 1 cases pass, 1 fail"
    assert place == f"{path}:{LINE + 1}:7: ✗ Thử"
    assert expected.strip() == "insurance-2030: expected: Weaker: −3 percentage points; scope"
    assert found.strip() == "found: Weaker: −2.9 percentage points; scope"
    assert "97.1% < 100%: short by 2.9 percentage points." in why
    assert "Rule value-falls-short: " in why


def test_the_words_are_vietnamese_by_default(tmp_path):
    path = write(tmp_path, f"{HEAD}    expect: {{insurance-2030: met}}\n    observations: [contradiction]\n")
    result = check("test", path, cwd=ROOT)
    for words in (
        "0/1",
        "Đạt",
        "Thấp hơn: −2,9 điểm phần trăm; khác phạm vi",
        "Mâu thuẫn",
        "hedged (insurance_coverage)",
    ):
        assert words in result.out
    for words in ("expected", "found", "Rule"):
        assert words not in result.out


def test_a_case_that_fails_is_told_in_the_order_of_the_file(tmp_path):
    text = f"{HEAD}    observations: [pace]\n    expect: {{insurance-2030: met}}\n    applies: false\n"
    lines = check("test", write(tmp_path, text), "--lang", "en", cwd=ROOT).out.splitlines()
    places = [line.split(":")[1] for line in lines if "✗" in line]
    assert places == [str(LINE), str(LINE + 1), str(LINE + 2)]


def test_a_norm_that_does_not_apply_asks_nothing_and_says_why(tmp_path):
    case = "schema: ruleset-test/1\nruleset: nq72\ncases:\n  - name: Thử\n    plan: {issued: 2023}\n"
    text = f"{case}    tasks: {{health-day: assigned}}\n    expect: {{insurance-2030: missing}}\n"
    (outcome,) = run_rule_tests(load(tmp_path, text), language("en"))
    assert [m.found for m in outcome.mismatches] == ["Not applicable", "Not applicable"]
    assert all("before 72-NQ/TW came out" in m.why for m in outcome.mismatches)


def test_what_a_case_leaves_out_of_its_plan_is_filled_in(tmp_path):
    text = "schema: ruleset-test/1\nruleset: nq20\ncases:\n  - {name: Thử, applies: true}\n"
    plan = load(tmp_path, text).plan_file(0).plan
    assert str(plan.issued) == "2017-10-25"
    assert (plan.covers, plan.commitments, plan.implements) == (None, (), ())


def test_the_plan_of_a_case_keeps_its_places_in_the_test_file(tmp_path):
    file = load(tmp_path, f"{HEAD}    expect: {{insurance-2030: weaker}}\n")
    assert file.plan_file(0).document.mark(("commitments", 0)) == (7, 11)


def test_a_requirement_without_its_three_cases_is_named(tmp_path):
    path = write(tmp_path, f"{HEAD}    expect: {{insurance-2030: weaker, insurance-2026: missing}}\n")
    result = check("test", path, "--lang", "en", cwd=ROOT)
    assert result.status == 0
    assert "  nq72/insurance-2026: no case in which it is: met, exceeded\n" in result.out
    assert "  nq72/insurance-2030: no case in which it is: met\n" in result.out
    assert "  nq72/child-height-2030: no case in which it is: met, exceeded, not met\n" in result.out


# ---- The command.


def test_without_files_the_tests_beside_the_rulesets_in_use_are_run(tmp_path):
    result = check("test", "--lang", "en", cwd=tmp_path)
    assert (result.status, result.err) == (0, "")
    assert len(result.out.splitlines()) == len(FILES)
    for name, file in FILES.items():
        assert f"{name}.test.yaml: {len(file.cases)} of {len(file.cases)} cases pass\n" in result.out
    shutil.copytree(RULESETS, tmp_path / "rulesets", ignore=lambda *_: [f"{r}.test.yaml" for r in FILES if r != "nq72"])
    assert check("test", "--lang", "en", cwd=tmp_path).out.startswith("rulesets/nq72.test.yaml: ")


def test_a_test_file_is_judged_by_the_ruleset_that_stands_beside_it(tmp_path):
    norm = (RULESETS / "nq72.yaml").read_text(encoding="utf-8")
    (tmp_path / "nq72.yaml").write_text(norm.replace("at_least: 100\n", "at_least: 97\n"), encoding="utf-8")
    plan = PLAN.replace(", scope: part", "")
    text = f"schema: ruleset-test/1\nruleset: nq72\ncases:\n  - name: Thử\n{plan}    expect: {{insurance-2030: exceeded}}\n"
    assert check("test", write(tmp_path, text), cwd=ROOT).status == 0


def test_verbose_lists_every_case(tmp_path):
    text = f"{HEAD}    expect: {{insurance-2030: weaker}}\n" + "  - {name: Thử nữa, applies: false}\n"
    path = write(tmp_path, text)
    quiet, verbose = (check("test", path, *options, cwd=ROOT).out for options in ((), ("-v",)))
    assert "✓ Thử\n" in verbose
    assert "✗ Thử nữa\n" in verbose
    assert "✓" not in quiet


def test_without_a_single_case_there_is_nothing_to_test(tmp_path):
    (tmp_path / "rulesets").mkdir()
    shutil.copy(RULESETS / "indicators.yaml", tmp_path / "rulesets")
    result = check("test", cwd=tmp_path)
    assert (result.status, result.out) == (3, "")
    assert "rulesets/*.test.yaml" in result.err
    path = write(tmp_path, "schema: ruleset-test/1\nruleset: nq72\ncases: []\n")
    assert check("test", path, cwd=ROOT).status == 3


def test_an_invalid_file_stops_no_other_and_makes_the_status_2(tmp_path):
    good = write(tmp_path, f"{HEAD}    expect: {{insurance-2030: weaker}}\n")
    bad = write(tmp_path, "schema: ruleset-test/1\n", "bad.test.yaml")
    result = check("test", bad, good, "--lang", "en", cwd=ROOT)
    assert result.status == 2
    assert f"{bad}:1:1: " in result.err
    assert f"{good}: 1 of 1 cases pass" in result.out


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("    expect: {insurance-2031: met}", ":9:14: “insurance-2031” is not known; did you mean “insurance-2030”?"),
        ("    expect: {insurance-2030: mett}", ":9:30: “mett” is not known here; did you mean “met”?"),
        ("    expect: {insurance-2030: {status: met, rule: meets}}", ":9:50: “meets” is not known"),
        ("    expect: {insurance-2030: {status: weaker, value: nhiều}}", ":9:54: “nhiều” is no number"),
        ("    expect: {insurance-2030: {status: weaker, valu: 2}}", ":9:47: unknown key “valu”; did you mean “value”?"),
        ("    accepted: {insurance-2031: 2027-01-01}\n    conforms: true", ":9:16: “insurance-2031” is not known"),
        ("    tasks: {health-dy: late}", ":9:13: “health-dy” is not known; did you mean “health-day”?"),
        ("    observations: [contradicton]", ":9:20: “contradicton” is not known here; did you mean “contradiction”?"),
        ("    observations: [{kind: pace, about: insurance}]", ":9:40: “insurance” is not known; did you mean"),
        ("    rule: binds", ":9:11: “binds” is not known"),
        ("    applies: maybe", ":9:14: “maybe” is neither true nor false"),
        ("    expects: {insurance-2030: met}", ":9:5: unknown key “expects”; did you mean “expect”?"),
        ("    note: Không kiểm tra gì", ":4:5: this case expects nothing; add expect:"),
        ("    applies: true\n  - {name: Thử, applies: true}", ":10:12: a case of this name stands on line 4 already"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_to_write(tmp_path, wrong, says):
    path = write(tmp_path, f"{HEAD}{wrong}\n")
    result = check("test", path, "--lang", "en", cwd=ROOT)
    assert (result.status, result.out) == (2, "")
    assert f"{path}{says}" in result.err


@pytest.mark.parametrize(
    ("plan", "says"),
    [
        ("province: Huế", ":5:12: unknown key “province”"),
        ("issued: 21/11/2025", ":5:20: “21/11/2025” is no date; write 2025-11-21"),
        ("covers: {from: 2030, to: 2026}", ":5:20: the plan ends (2026) before it begins (2030)"),
        ("commitments: [{indicator: insurance_coverag}]", ":5:38: unknown indicator “insurance_coverag”; did you mean"),
        ("baselines: [{indicator: nothing, value: 1}]", ":5:36: unknown indicator “nothing”"),
        ("commitments: [{indicator: life_expectancy, at_least: 1, at_most: 2}]", ":5:68: a second comparator"),
        ("tasks: [{title: x, answers: nq72/health-dy}]", ":5:40: “nq72/health-dy” is not known; did you mean"),
    ],
)
def test_a_mistake_in_the_plan_of_a_case_is_told_as_in_a_plan_file(tmp_path, plan, says):
    text = f"schema: ruleset-test/1\nruleset: nq72\ncases:\n  - name: Thử\n    plan: {{{plan}}}\n    applies: true\n"
    path = write(tmp_path, text)
    result = check("test", path, "--lang", "en", cwd=ROOT)
    assert (result.status, result.out) == (2, "")
    assert f"{path}{says}" in result.err


def test_an_unknown_ruleset_is_refused_with_the_nearest_one(tmp_path):
    path = write(tmp_path, "schema: ruleset-test/1\nruleset: nq73\ncases: []\n")
    result = check("test", path, "--lang", "en", cwd=ROOT)
    assert result.status == 2
    assert f"{path}:2:10: “nq73” is not known; did you mean “nq72”?" in result.err


def test_a_ruleset_is_no_file_of_rule_tests_and_the_other_way_round(tmp_path):
    result = check("test", RULESETS / "nq72.yaml", "--lang", "en", cwd=ROOT)
    assert result.status == 2
    assert "this file is a ruleset (ruleset/1), where a file of rule tests (ruleset-test/1) is due" in result.err
    result = check(RULESETS / "nq72.test.yaml", "--lang", "en", cwd=tmp_path)
    assert result.status == 2
    assert "this file is a file of rule tests (ruleset-test/1), where a plan (plan/1) is due" in result.err


def test_a_name_cannot_command_the_terminal(tmp_path):
    text = f"{HEAD}    expect: {{insurance-2030: weaker}}\n".replace("name: Thử", r'name: "Thử\e[31m"')
    result = check("test", write(tmp_path, text), "-v", cwd=ROOT)
    assert "\x1b" not in result.out + result.err
