"""Every lint rule by example: what it finds, where and in which words, and what it leaves alone; and ``check lint``."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from command import ROOT, RULESETS, check, write_plan
from hypothesis import assume, given
from hypothesis import strategies as st
from lint_examples import Example
from lint_plan_examples import PLAN, PLAN_EXAMPLES, SOURCE
from lint_ruleset_examples import CATALOGUE, CATALOGUE_EXAMPLES, RULESET, RULESET_EXAMPLES

from checker.i18n import language
from checker.lint.rule import Finding, LintRule
from checker.lint.run import CATALOGUE_RULES, PLAN_RULES, RULES, RULESET_RULES, lint
from checker.lint.source_rules import first_difference
from checker.lint.subjects import CatalogueSubject, PlanSubject, RulesetSubject
from checker.reading.document import read_document
from checker.reading.library import load_library
from checker.reading.load import load_catalogue, load_plan, load_ruleset

SOURCES = ROOT.parent / "shared" / "sources"
KINDS = {
    "plan": (PLAN, PLAN_EXAMPLES, PLAN_RULES),
    "ruleset": (RULESET, RULESET_EXAMPLES, RULESET_RULES),
    "indicators": (CATALOGUE, CATALOGUE_EXAMPLES, CATALOGUE_RULES),
}


@cache
def library():
    return load_library()


def subject(kind: str, path: Path, sources: Path | None):
    norms = tuple(file.ruleset for file in library().rulesets)
    shipped = library().catalogue
    if kind == "plan":
        return PlanSubject(load_plan(path, shipped), shipped, norms, sources)
    if kind == "ruleset":
        return RulesetSubject(load_ruleset(path, shipped), shipped, {})
    used = frozenset({"insurance_coverage", "healthy_life_years"})
    return CatalogueSubject(load_catalogue(path), read_document(path)[0], used)


def examples(*, found: bool):
    return [
        pytest.param(kind, example, id=f"{example.rule} {number}")
        for kind, (_, all_examples, _) in KINDS.items()
        for number, example in enumerate(all_examples)
        if (example.found is not None) == found
    ]


def run_example(folder: Path, kind: str, example: Example) -> list[Finding]:
    text = KINDS[kind][0]
    for old, new in example.changes:
        assert old in text
        text = text.replace(old, new, 1)
    sources = folder / "sources"
    write_plan(sources, SOURCE, "tinh.txt")
    (sources / "tinh.pdf").write_bytes(b"\xff")
    path = write_plan(folder / kind, text, {"plan": "tinh.yaml", "ruleset": "nq1.yaml"}.get(kind, "indicators.yaml"))
    (rule,) = (rule for rule in KINDS[kind][2] if rule.name == example.rule)
    return list(rule.findings(subject(kind, path, sources if example.sources else None)))


@pytest.mark.parametrize(("kind", "example"), examples(found=True))
def test_a_rule_finds(tmp_path, kind, example):
    findings = run_example(tmp_path, kind, example)
    line, column, message = example.found
    message = message.replace("{folder}", str(tmp_path / "sources"))
    assert [(f.rule, *f.problem.mark, f.problem.text()) for f in findings] == [(example.rule, line, column, message)]


@pytest.mark.parametrize(("kind", "example"), examples(found=False))
def test_a_rule_leaves_alone(tmp_path, kind, example):
    assert [f.render() for f in run_example(tmp_path, kind, example)] == []


# ---- Cases that are missing from the tests of a ruleset.

CASES = """\
schema: ruleset-test/1
ruleset: nq1
cases:
  - name: Đạt mức năm 2026
    plan: {commitments: [{indicator: insurance_coverage, more_than: 95, by: 2026}]}
    expect: {insurance-2026: met, insurance-2030: missing}
  - name: Vượt mức năm 2026
    plan: {commitments: [{indicator: insurance_coverage, at_least: 99, by: 2026}]}
    expect: {insurance-2026: exceeded}
  - name: Toàn dân năm 2030
    plan: {commitments: [{indicator: insurance_coverage, at_least: 100, by: 2030}]}
    expect: {insurance-2030: met, insurance-2026: missing}
"""


@pytest.fixture
def folder(tmp_path) -> Path:
    """rulesets/ with one norm, its tests and the shipped catalogue, and plans/ with one plan, all as they should be."""
    write_plan(tmp_path / "rulesets", RULESET, "nq1.yaml")
    write_plan(tmp_path / "rulesets", CASES, "nq1.test.yaml")
    write_plan(tmp_path / "rulesets", (RULESETS / "indicators.yaml").read_text(encoding="utf-8"), "indicators.yaml")
    plan = (
        PLAN.replace("72-NQ/TW", "1-NQ/TW")
        .replace("nq72/doctor-rotation", "nq1/rotation")
        .replace("group: 2", "group: 1")
    )
    write_plan(tmp_path / "plans", plan)
    write_plan(tmp_path / "sources", SOURCE, "tinh.txt")
    return tmp_path


def cases_missing(folder: Path) -> list[tuple[int, int, str]]:
    linted = lint([folder / "rulesets/nq1.yaml"])
    assert not linted.problems
    return [(*f.problem.mark, f.problem.text()) for f in linted.findings if f.rule == "cases-missing"]


def test_a_requirement_with_a_case_of_each_kind_is_left_alone(folder):
    assert cases_missing(folder) == []


def test_a_requirement_without_a_case_that_meets_exceeds_or_fails_is_found(folder):
    write_plan(folder / "rulesets", CASES.replace("insurance-2026: exceeded", "insurance-2026: met"), "nq1.test.yaml")
    assert cases_missing(folder) == [(13, 9, "no case exceeds this requirement; add one to nq1.test.yaml")]
    write_plan(folder / "rulesets", CASES.replace(", insurance-2026: missing", ""), "nq1.test.yaml")
    assert cases_missing(folder) == [(13, 9, "no case falls short of this requirement; add one to nq1.test.yaml")]
    write_plan(folder / "rulesets", CASES.replace("insurance-2030: met, ", ""), "nq1.test.yaml")
    assert cases_missing(folder) == [(21, 9, "no case meets this requirement; add one to nq1.test.yaml")]


def test_a_ruleset_without_tests_is_found(folder):
    (folder / "rulesets/nq1.test.yaml").unlink()
    what = "no tests; write nq1.test.yaml, with a case that meets and one that fails each requirement"
    assert cases_missing(folder) == [(2, 5, what)]


# ---- Where a quote leaves its source.

words = st.lists(st.sampled_from(["bao", "phủ", "đạt", "97,5%", "97,5", "bả", "phủ."]), min_size=1, max_size=8).map(
    " ".join
)


@given(quote=words, text=words)
def test_the_first_difference_is_where_quote_and_text_part(quote, text):
    assume(quote not in text)
    before, wrong, instead = first_difference(quote, text)
    assert f"{before} {wrong}".strip() in quote
    assert wrong != instead
    assert f"{before} {instead}".strip() in text


# ---- All rules.


def test_every_rule_has_an_example_that_it_finds_and_one_that_it_leaves_alone():
    for kind, (_, all_examples, rules) in KINDS.items():
        names = {rule.name for rule in rules} - {"cases-missing"}
        assert {e.rule for e in all_examples if e.found} == names, kind
        assert {e.rule for e in all_examples if not e.found} == names, kind


def all_rules() -> list[LintRule]:
    return [rule for rules in RULES.values() for rule in rules]


def test_rules_have_names_of_their_own():
    names = [rule.name for rule in all_rules()]
    assert len(names) == len(set(names))
    assert [name for name in names if not re.fullmatch(r"[a-z]+(-[a-z]+)+", name)] == []


def test_every_rule_says_why_in_both_languages():
    vietnamese = language("vi")
    for rule in all_rules():
        assert rule.why.endswith("."), rule.name
        assert vietnamese.gettext(rule.why) != rule.why, rule.name


def test_the_examples_start_from_files_without_findings(folder):
    linted = lint([*folder.glob("rulesets/*.yaml"), *folder.glob("plans/*.yaml")], folder / "sources")
    assert linted.problems == ()
    assert [f.render() for f in linted.findings if f.rule != "indicator-unused"] == []


# ---- What is shipped.


def test_the_quotes_of_the_shipped_plans_stand_in_their_sources():
    if not SOURCES.is_dir():
        pytest.skip("the source documents lie beside the project, in ../shared")
    linted = lint(sorted((ROOT / "plans").glob("*.yaml")), SOURCES)
    proof = {"quote-not-in-source", "source-changed", "source-missing", "quote-missing", "number-not-in-quote"}
    assert [f.render() for f in linted.findings if f.rule in proof] == []


# ---- The command.


def test_nothing_found(folder):
    result = check("lint", "--sources", "sources", cwd=folder)
    assert (result.status, result.out) == (0, "")
    assert result.err.startswith("Số tệp: 4; phát hiện: 0; để biết thêm: ")


def test_findings_go_to_standard_output_in_the_order_of_the_file(folder):
    path = folder / "plans/tinh.yaml"
    text = path.read_text(encoding="utf-8").replace("at_least: 97.5", "at_least: 97.1").replace("    by: 2030\n", "")
    path.write_text(text, encoding="utf-8")
    result = check("lint", "plans/tinh.yaml", "--lang", "en", cwd=folder)
    assert result.status == 1
    assert [line.split("] ")[0] for line in result.out.splitlines()] == [
        "plans/tinh.yaml:10:16: [year-missing",
        "plans/tinh.yaml:11:15: [number-not-in-quote",
    ]
    assert result.err == "Files: 1; findings: 2\n"
    assert "trong trích dẫn" in check("lint", "plans/tinh.yaml", cwd=folder).out


def test_what_is_only_worth_knowing_is_shown_on_demand_and_is_no_failure(folder):
    path = folder / "plans/tinh.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("    group: 1\n", ""), encoding="utf-8")
    quiet = check("lint", "plans/tinh.yaml", "--lang", "en", cwd=folder)
    assert (quiet.status, quiet.out) == (0, "")
    assert quiet.err == "Files: 1; findings: 0; worth knowing: 1 (-v shows them)\n"
    shown = check("lint", "plans/tinh.yaml", "--lang", "en", "-v", cwd=folder)
    assert (shown.status, shown.err) == (0, "Files: 1; findings: 0; worth knowing: 1\n")
    assert shown.out.startswith("plans/tinh.yaml:22:12: [group-missing] ")


def test_an_invalid_file_is_an_error_and_the_others_are_still_linted(folder):
    (folder / "plans/tinh.yaml").write_text(PLAN.replace("by: 2030", "by: 20300"), encoding="utf-8")
    (folder / "plans/khac.yaml").write_text(
        PLAN.replace("id: tinh", "id: khac").replace("97.5", "97"), encoding="utf-8"
    )
    result = check("lint", "plans/tinh.yaml", "plans/khac.yaml", "--lang", "en", cwd=folder)
    assert result.status == 2
    assert "plans/tinh.yaml:12:9: “20300” is no year" in result.err
    assert "plans/khac.yaml:11:15: [number-not-in-quote]" in result.out
    assert result.err.endswith("invalid files: 1\n")


@pytest.mark.parametrize(
    ("text", "line", "column", "word"),
    [("schema: plan/2\n", 1, 9, "plan/1"), ("id: x\n", 1, 1, "schema"), ("schema: [plan/1]\n", 1, 9, "ruleset/1")],
)
def test_a_file_of_no_known_kind_is_an_error(folder, text, line, column, word):
    write_plan(folder, text, "x.yaml")
    result = check("lint", "x.yaml", cwd=folder)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(f"x.yaml:{line}:{column}: ")
    assert word in result.err.splitlines()[0]


def test_a_broken_file_is_said_once_however_often_it_is_needed(folder):
    write_plan(folder / "rulesets", RULESET.replace("by: 2026", "by: 20260"), "nq1.yaml")
    result = check("lint", cwd=folder)
    assert result.status == 2
    assert result.err.count("rulesets/nq1.yaml:16:9: ") == 1


def test_broken_rule_tests_are_an_error(folder):
    write_plan(folder / "rulesets", CASES.replace("insurance-2026: met", "insurance-2062: met"), "nq1.test.yaml")
    result = check("lint", "rulesets/nq1.test.yaml", cwd=folder)
    assert result.status == 2
    assert "insurance-2026" in result.err


def test_nothing_to_lint(tmp_path):
    result = check("lint", cwd=tmp_path)
    assert (result.status, result.out) == (3, "")
    assert "rulesets/*.yaml" in result.err


def test_sources_that_are_no_folder_are_wrong_usage(folder):
    result = check("lint", "--sources", "nowhere", cwd=folder)
    assert (result.status, result.out) == (2, "")
    assert "nowhere" in result.err.splitlines()[-1]
    assert "Traceback" not in result.err


@pytest.mark.parametrize(("code", "words"), [("en", "Plans"), ("vi", "Kế hoạch")])
def test_the_rules_are_their_own_manual(tmp_path, code, words):
    result = check("lint", "--rules", "--lang", code, cwd=tmp_path)
    assert result.status == 0
    assert result.out.startswith(f"{words}\n")
    flat = " ".join(result.out.split())
    for rule in all_rules():
        assert f" {rule.name} (" in flat
        assert " ".join(language(code).gettext(rule.why).split()) in flat


def test_text_of_a_plan_cannot_pretend_to_be_a_finding(folder):
    path = folder / "plans/tinh.yaml"
    hedge = '    hedge: "tiến tới\\nplans/khac.yaml:1:1: [giả]"\nbaselines:'
    path.write_text(path.read_text(encoding="utf-8").replace("baselines:", hedge), encoding="utf-8")
    (line,) = check("lint", "plans/tinh.yaml", cwd=folder).out.splitlines()
    assert line.startswith("plans/tinh.yaml:15:12: [softening-not-in-words] “tiến tới plans/khac.yaml:1:1: [giả]”")
