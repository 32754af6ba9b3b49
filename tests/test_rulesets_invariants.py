"""What holds for every ruleset that comes with the program: ids stay, everything is accounted for, figures agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from command import ROOT, RULESETS
from pydantic import BaseModel

from checker.cases.rule_tests import load_rule_tests
from checker.cases.run_rule_tests import can_be_exceeded
from checker.i18n import language
from checker.judging.assess import GAPS
from checker.judging.bounds import end_of, floor_of
from checker.judging.coverage import coverage
from checker.reading.library import CATALOGUE as CATALOGUE_FILE
from checker.reading.library import rulesets_in
from checker.reading.load import load_catalogue, load_ruleset
from checker.reading.models import Phrase, Requirement, Ruleset
from checker.reading.units import convert

TARGETS = ROOT.parent / "shared" / "national-targets.md"
CATALOGUE = load_catalogue(RULESETS / CATALOGUE_FILE)
NORMS: dict[str, Ruleset] = {path.stem: load_ruleset(path, CATALOGUE).ruleset for path in rulesets_in(RULESETS)}
every_norm = pytest.mark.parametrize("norm", NORMS.values(), ids=list(NORMS))
REQUIREMENTS = [pytest.param(norm, r, id=r.id) for norm in NORMS.values() for r in norm.requirements]
every_requirement = pytest.mark.parametrize(("norm", "requirement"), REQUIREMENTS)

# ---- Ids: what has been published stays.

NQ20 = """life-expectancy healthy-life-years insurance out-of-pocket-share immunisation under5-mortality
    under1-mortality stunting-under5 adult-obesity height-at-18-male height-at-18-female
    population-health-managed stations-managing-ncd hospital-beds doctors pharmacists nurses
    private-bed-share service-satisfaction"""
PUBLISHED = {
    "nq72": """child-height-2030 life-expectancy-2030 healthy-life-years-2030 immunisation-2030
        physical-activity-2030 free-checkup-2026 health-record-2026 fee-exemption-2030 station-investment-2030
        station-doctors-2027 station-visits-2030 insurance-2026 insurance-2030 life-expectancy-2045
        healthy-life-years-2045
        doctor-rotation station-doctors-sufficient-2030 specialised-hospital geriatric-care health-day
        group-1 group-2 group-3 group-4 group-5 group-6
        q-risk-factors q-insurance-kinds q-living-environment-2045 q-health-indices-2045 q-stature-2045
        q-health-system-2045 q-group-1 q-group-2 q-group-3 q-group-4 q-group-5 q-group-6
        allowance-70""",
    "nq282": """health-day culture-sports-facilities school-health health-education law-review
        national-target-programme emergency-care medical-tourism testing-capacity workforce-attraction
        checkups-and-health-books fee-exemption prevention-pilot digital-strategy smart-health""",
    "qd201": """hospital-beds-2025 doctors-2025 pharmacists-2025 nurses-2025 hospital-beds-2030 doctors-2030
        pharmacists-2030 nurses-2030 private-bed-share-2030""",
    "nq20": " ".join(f"{stem}-{year}" for year in (2025, 2030) for stem in NQ20.split()),
}


def entries(norm: Ruleset) -> list[BaseModel]:
    """Everything in a ruleset that has an id of its own."""
    return [*norm.requirements, *norm.tasks, *norm.groups, *norm.questions, *norm.not_for_provinces]


def slugs(norm: Ruleset) -> list[str]:
    return [entry.id.removeprefix(f"{norm.id}/") for entry in entries(norm)]


@every_norm
def test_a_published_id_is_never_renamed_and_a_new_one_is_added_here(norm):
    assert Counter(slugs(norm)) == Counter(PUBLISHED[norm.id].split())


@every_norm
def test_an_id_is_words_joined_by_single_hyphens(norm):
    assert [slug for slug in slugs(norm) if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []


@every_norm
def test_no_two_entries_have_the_same_id(norm):
    assert [slug for slug, times in Counter(slugs(norm)).items() if times > 1] == []


def tabulated(section: str) -> list[str]:
    """The slugs in the first column of a section's table in national-targets.md."""
    text = TARGETS.read_text(encoding="utf-8").split(f"### {section} ")[1].split("\n##")[0]
    return re.findall(r"^\| `([a-z0-9-]+)` \|", text, re.MULTILINE)


@pytest.mark.skipif(not TARGETS.is_file(), reason="national-targets.md lies beside the project, in ../shared")
def test_nq72_has_the_ids_of_national_targets():
    norm = NORMS["nq72"]
    assert tabulated("1.1") == [r.id.removeprefix("nq72/") for r in norm.requirements]
    named = {entry.id.removeprefix("nq72/") for entry in (*norm.tasks, *norm.not_for_provinces)}
    assert set(tabulated("1.2")) == named


@every_requirement
def test_the_year_in_an_id_is_the_year_of_the_requirement(norm, requirement):
    assert requirement.id.endswith(f"-{requirement.year}")


# ---- Clauses: everything is cited, and everything that is cited is accounted for.


@every_norm
def test_every_clause_is_accounted_for_and_every_clause_that_is_cited_is_listed(norm):
    found = coverage(norm)
    assert [clause.clause for clause in found if not clause.provisions] == []
    assert [clause.clause for clause in found if not clause.listed] == []


@every_norm
def test_no_clause_is_listed_twice(norm):
    assert [clause for clause, times in Counter(c.id for c in norm.clauses).items() if times > 1] == []


@every_norm
def test_nothing_claims_to_be_compared_with_the_official_text(norm):
    assert [entry.id for entry in entries(norm) if getattr(entry, "verified", None) == "official"] == []


def test_nq72_accounts_for_both_goals_and_all_six_groups_of_tasks():
    clauses = {clause.clause for clause in coverage(NORMS["nq72"])}
    assert clauses == {f"II.1.{letter}" for letter in "abcdđ"} | {"II.2"} | {f"III.{n}" for n in range(1, 7)}
    assert [group.number for group in NORMS["nq72"].groups] == [1, 2, 3, 4, 5, 6]


@every_norm
def test_a_task_or_a_question_belongs_to_a_group_that_a_norm_has(norm):
    numbers = {group.number for other in NORMS.values() for group in other.groups}
    assert [t.id for t in norm.tasks if t.group not in numbers] == []
    assert [q.id for q in norm.questions if q.group not in {*numbers, None}] == []


@every_norm
def test_a_task_stands_under_the_clause_of_its_group(norm):
    clause_of = {group.number: group.clause for group in norm.groups}
    assert [t.id for t in norm.tasks if t.group in clause_of and t.clause != clause_of[t.group]] == []


@every_norm
def test_what_a_norm_asks_for_comes_after_the_norm(norm):
    assert [r.id for r in norm.requirements if r.year < norm.issued.year] == []
    assert [t.id for t in norm.tasks if t.due and t.due[0].isdigit() and int(t.due[:4]) < norm.issued.year] == []


@every_norm
def test_a_norm_binds_no_plan_from_before_its_own_day(norm):
    assert norm.applies_to.issued_from >= norm.issued


def test_from_one_norm_to_the_next_every_day_has_one_of_the_two():
    assert NORMS["nq20"].applies_to.issued_before == NORMS["nq72"].applies_to.issued_from


# ---- Figures: the words carry them, the units fit, and later milestones ask no less.


def numbers_in(text: str) -> set[Decimal]:
    return {Decimal(number.replace(",", ".")) for number in re.findall(r"\d+(?:,\d+)?", text)}


@every_requirement
def test_the_words_of_the_norm_carry_the_figure_that_is_asked_or_mean_everybody(norm, requirement):
    value = end_of(requirement, CATALOGUE.indicators[requirement.indicator].direction)
    if value is None:
        assert requirement.promised
    elif value not in numbers_in(requirement.words):
        assert (value, requirement.unit, requirement.scope) == (100, "%", "all")


STRICT = {"more_than": ("trên", "hơn", "vượt"), "less_than": ("dưới",)}


@every_requirement
def test_the_comparator_excludes_the_limit_where_the_words_do(norm, requirement):
    said = {comparator for comparator, words in STRICT.items() for word in words if word in requirement.words.split()}
    strict = {requirement.comparator} & set(STRICT)
    assert said == strict


@every_requirement
def test_a_requirement_is_written_in_a_unit_that_fits_its_indicator(norm, requirement):
    unit = CATALOGUE.indicators[requirement.indicator].unit
    if unit is None:
        assert requirement.unit is None
    else:
        assert convert(Decimal(1), requirement.unit, unit) == 1


def ladders(norm: Ruleset) -> Iterator[list[Requirement]]:
    for indicator in dict.fromkeys(r.indicator for r in norm.requirements):
        yield [r for r in norm.requirements if r.indicator == indicator]


@every_norm
def test_the_milestones_of_an_indicator_are_in_order_and_a_later_one_asks_no_less(norm):
    for steps in ladders(norm):
        indicator = CATALOGUE.indicators[steps[0].indicator]
        for earlier, later in pairwise(steps):
            assert earlier.year < later.year, later.id
            assert floor_of(earlier, indicator).rank <= floor_of(later, indicator).rank, later.id


@every_requirement
def test_what_is_asked_can_be_reached(norm, requirement):
    indicator = CATALOGUE.indicators[requirement.indicator]
    value = end_of(requirement, indicator.direction)
    if value is not None and indicator.ceiling is not None:
        assert value <= indicator.ceiling
        assert value < indicator.ceiling or requirement.comparator == "at_least"


# ---- Words: both languages, everywhere.


def phrases(value: object, place: str) -> Iterator[tuple[str, Phrase]]:
    """Every text in two languages within a model, and where it stands."""
    if isinstance(value, Phrase):
        yield place, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from phrases(getattr(value, name), f"{place}.{name}")
    elif isinstance(value, (tuple, dict)):
        for key, entry in value.items() if isinstance(value, dict) else enumerate(value):
            yield from phrases(entry, f"{place}.{getattr(entry, 'id', key)}")


@pytest.mark.parametrize("model", [CATALOGUE, *NORMS.values()], ids=["indicators", *NORMS])
def test_every_text_is_in_vietnamese_and_in_english(model):
    found = list(phrases(model, ""))
    assert found
    assert [place for place, phrase in found if not phrase.en] == []
    for place, phrase in found:
        assert phrase.text(language("en").code) != phrase.vi, place


@every_norm
def test_a_norm_has_a_title_in_both_languages(norm):
    assert norm.title_en
    assert norm.title != norm.title_en


# ---- Rule tests: each requirement is shown from both sides.


def expected_of(ruleset: str) -> dict[str, set[str]]:
    file = load_rule_tests(RULESETS / f"{ruleset}.test.yaml")
    found: dict[str, set[str]] = {r.id: set() for r in NORMS[ruleset].requirements}
    for case in file.cases:
        for slug, expected in case.expect.items():
            found[file.full_id(slug)].add(expected.status)
    return found


@every_norm
def test_every_requirement_has_a_case_that_meets_it_one_that_exceeds_it_one_that_falls_short_and_one_without_it(norm):
    for id_, statuses in expected_of(norm.id).items():
        (requirement,) = (r for r in norm.requirements if r.id == id_)
        assert "met" in statuses, id_
        assert statuses & GAPS - {"missing"}, id_
        assert "missing" in statuses, id_
        possible = can_be_exceeded(requirement, CATALOGUE.indicators[requirement.indicator])
        assert ("exceeded" in statuses) == possible, id_


def test_nothing_is_more_than_everybody_or_than_a_promise():
    unbeatable = {
        r.id
        for n in NORMS.values()
        for r in n.requirements
        if not can_be_exceeded(r, CATALOGUE.indicators[r.indicator])
    }
    assert unbeatable == {
        "nq72/free-checkup-2026", "nq72/health-record-2026", "nq72/fee-exemption-2030",
        "nq72/station-investment-2030", "nq72/insurance-2030", "nq20/stations-managing-ncd-2030",
    }  # fmt: skip


def test_the_rule_tests_stand_beside_their_rulesets():
    assert {Path(p.stem).stem for p in RULESETS.glob("*.test.yaml")} == set(NORMS)
