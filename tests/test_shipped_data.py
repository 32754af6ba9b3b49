"""The plans, the rulesets and the catalogue that come with the program keep faith with their sources."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from string import Formatter
from typing import get_args
from unicodedata import normalize

import pytest
from command import PLANS, ROOT, RULESETS

from checker.judging.assess import STATUSES
from checker.judging.assess_tasks import TASK_STATUSES
from checker.judging.observe import KINDS
from checker.judging.rules import RULES
from checker.reading.document import read_document
from checker.reading.fields import Unit, Verified
from checker.reading.library import rulesets_in
from checker.reading.load import PlanFile, RulesetFile, load_catalogue, load_plan, load_ruleset
from checker.reading.models import Plan
from checker.reading.units import WORDS
from checker.reporting import names

SOURCES = ROOT.parent / "shared" / "sources"
CATALOGUE = load_catalogue(RULESETS / "indicators.yaml")
PLAN_IDS = sorted(path.stem for path in PLANS.glob("*.yaml"))
RULESET_IDS = [path.stem for path in rulesets_in(RULESETS)]
needs_sources = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the source documents lie beside the project, in ../shared"
)

# slug, clause, indicator, comparator, value, by or from, year, verified
NQ72 = """
child-height-2030        II.1.a child_height_gain          at_least  1.5  by   2030 reported
life-expectancy-2030     II.1.a life_expectancy            at_least  75.5 by   2030 reported
healthy-life-years-2030  II.1.a healthy_life_years         at_least  68   by   2030 reported
immunisation-2030        II.1.b immunisation_coverage      more_than 95   by   2030 reported
physical-activity-2030   II.1.b physical_activity_gain     at_least  10   by   2030 reported
free-checkup-2026        II.1.c free_annual_checkup        at_least  100  from 2026 reported
health-record-2026       II.1.c electronic_health_record   at_least  100  from 2026 reported
fee-exemption-2030       II.1.c basic_fee_exemption        promised  True by   2030 reported
station-investment-2030  II.1.d commune_station_investment at_least  100  by   2030 reported
station-doctors-2027     II.1.d commune_station_doctors    at_least  4    by   2027 translated
station-visits-2030      II.1.d insured_visits_at_station  more_than 20   by   2030 reported
insurance-2026           II.1.đ insurance_coverage         more_than 95   by   2026 reported
insurance-2030           II.1.đ insurance_coverage         at_least  100  by   2030 reported
life-expectancy-2045     II.2   life_expectancy            more_than 80   by   2045 reported
healthy-life-years-2045  II.2   healthy_life_years         more_than 71   by   2045 reported
"""


@cache
def plan_file(plan: str) -> PlanFile:
    return load_plan(PLANS / f"{plan}.yaml", CATALOGUE)


@cache
def ruleset_file(ruleset: str) -> RulesetFile:
    return load_ruleset(RULESETS / f"{ruleset}.yaml", CATALOGUE)


def folded(text: str) -> str:
    return " ".join(normalize("NFC", text).split())


# ---- Plans.


def test_the_five_real_plans_are_there():
    assert {"bacninh", "haiphong", "quangngai", "quangninh", "thuathienhue"} <= set(PLAN_IDS)


@pytest.mark.parametrize("plan", PLAN_IDS)
def test_a_plan_loads_without_problems_and_sets_targets(plan):
    assert len(plan_file(plan).plan.commitments) >= 15


def evidence(plan: Plan) -> list[str]:
    return [e.quote for section in (plan.commitments, plan.baselines, plan.tasks) for e in section if e.quote]


@needs_sources
@pytest.mark.parametrize("plan", PLAN_IDS)
def test_every_quote_stands_in_the_source(plan):
    found = plan_file(plan).plan
    source = folded((SOURCES / found.source.file).read_text(encoding="utf-8"))
    assert [quote for quote in evidence(found) if folded(quote) not in source] == []


@needs_sources
@pytest.mark.parametrize("plan", PLAN_IDS)
def test_the_source_is_the_one_that_was_read(plan):
    source = plan_file(plan).plan.source
    assert hashlib.sha256((SOURCES / source.file).read_bytes()).hexdigest() == source.sha256


@pytest.mark.parametrize("plan", PLAN_IDS)
def test_a_quote_has_at_most_thirty_words(plan):
    assert [quote for quote in evidence(plan_file(plan).plan) if len(quote.split()) > 30] == []


@pytest.mark.parametrize("plan", PLAN_IDS)
def test_every_target_and_present_value_has_a_quote_and_a_place(plan):
    found = plan_file(plan).plan
    assert [e.indicator for e in (*found.commitments, *found.baselines) if not (e.quote and e.where)] == []


# ---- Norms.


def bound_of(requirement) -> list[str]:
    when = "from" if requirement.from_ is not None else "by"
    value = getattr(requirement, requirement.comparator)
    value = f"{value.normalize():f}" if requirement.comparator != "promised" else str(value)
    return [requirement.comparator, value, when, str(requirement.year)]


def test_nq72_asks_what_was_tabulated_and_nothing_else():
    asked = [
        [r.id.removeprefix("nq72/"), r.clause, r.indicator, *bound_of(r), r.verified]
        for r in ruleset_file("nq72").ruleset.requirements
    ]
    assert asked == [line.split() for line in NQ72.strip().splitlines()]


def test_nq72_asks_for_doctors_at_each_station_and_cover_for_everybody():
    scopes = {r.id.removeprefix("nq72/"): r.scope for r in ruleset_file("nq72").ruleset.requirements}
    assert scopes["station-doctors-2027"] == "each"
    for slug in ("insurance-2026", "insurance-2030", "free-checkup-2026", "health-record-2026"):
        assert scopes[slug] == "all"


@pytest.mark.parametrize("ruleset", RULESET_IDS)
def test_no_requirement_claims_to_be_compared_with_the_official_text(ruleset):
    assert {r.verified for r in ruleset_file(ruleset).ruleset.requirements} <= {"reported", "translated", "secondary"}


@pytest.mark.parametrize("ruleset", RULESET_IDS)
def test_a_ruleset_is_named_like_its_file(ruleset):
    assert ruleset_file(ruleset).ruleset.id == ruleset


def test_ids_are_unique_over_all_rulesets():
    rulesets = [ruleset_file(ruleset).ruleset for ruleset in RULESET_IDS]
    ids = [entry.id for r in rulesets for entry in (*r.requirements, *r.questions)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("ruleset", RULESET_IDS)
def test_a_later_milestone_never_asks_less(ruleset):
    requirements = ruleset_file(ruleset).ruleset.requirements
    for indicator in {r.indicator for r in requirements}:
        steps = [r for r in requirements if r.indicator == indicator]
        years = [r.year for r in steps]
        assert years == sorted(set(years)), indicator
        sign = 1 if CATALOGUE.indicators[indicator].direction == "more" else -1
        ends = [sign * getattr(r, r.comparator) for r in steps]
        assert ends == sorted(ends), indicator


@pytest.mark.parametrize("ruleset", RULESET_IDS)
def test_a_requirement_speaks_of_its_own_year_and_after_its_norm(ruleset):
    norm = ruleset_file(ruleset).ruleset
    assert [r.id for r in norm.requirements if r.year < norm.issued.year] == []
    for requirement in norm.requirements:
        year = re.search(r"\d{4}$", requirement.id)
        assert year is None or int(year[0]) == requirement.year, requirement.id


@pytest.mark.parametrize("ruleset", RULESET_IDS)
def test_a_requirement_is_written_in_the_unit_of_its_indicator(ruleset):
    for requirement in ruleset_file(ruleset).ruleset.requirements:
        assert requirement.unit == CATALOGUE.indicators[requirement.indicator].unit, requirement.id


@pytest.mark.parametrize("ruleset", RULESET_IDS)
def test_every_indicator_that_a_norm_asks_for_has_a_target_sentence_in_both_languages(ruleset):
    for key in {r.indicator for r in ruleset_file(ruleset).ruleset.requirements}:
        indicator = CATALOGUE.indicators[key]
        assert indicator.target, key
        for sentence in (indicator.target.vi, indicator.target.en):
            assert sentence, key
            assert ("{amount}" in sentence) == (indicator.kind != "promise"), key


# ---- The catalogue, and the words for it all.


def test_every_indicator_has_a_name_in_both_languages():
    assert [key for key, i in CATALOGUE.indicators.items() if not (i.name.vi and i.name.en)] == []
    names = [i.name.vi for i in CATALOGUE.indicators.values()]
    assert len(names) == len(set(names))


def test_a_share_cannot_exceed_the_whole():
    for key, indicator in CATALOGUE.indicators.items():
        if indicator.unit == "%" and indicator.kind == "level" and indicator.direction == "more":
            assert indicator.ceiling == 100, key


@pytest.mark.parametrize("path", [*PLANS.glob("*.yaml"), *RULESETS.glob("*.yaml")], ids=lambda path: path.stem)
def test_a_shipped_file_is_in_one_normal_form_without_tabs_and_hidden_characters(path: Path):
    text = path.read_text(encoding="utf-8")
    assert text == normalize("NFC", text)
    assert "\t" not in text
    assert "\r" not in text
    assert read_document(path)[1] == []


def test_every_status_observation_and_rule_has_its_words():
    assert set(names.STATUS_NAMES) == set(STATUSES)
    assert set(names.TASK_STATUS_NAMES) == set(TASK_STATUSES)
    assert {rule.concludes for rule in RULES.values()} - {None} == {*STATUSES, *TASK_STATUSES, "applies"}
    assert {rule.observes for rule in RULES.values()} - {None} == set(names.OBSERVATION_NAMES) == set(KINDS)
    said = {name for name in RULES if not name.startswith("phase-")} | {"norm-does-not-apply"}
    assert set(names.RULE_MEANINGS) == said


def test_every_word_of_the_models_has_its_words():
    severities = {r.severity for ruleset in RULESET_IDS for r in ruleset_file(ruleset).ruleset.requirements}
    assert severities <= set(names.SEVERITY_NAMES)
    assert {plan_file(plan).plan.kind for plan in PLAN_IDS} <= set(names.KIND_NAMES)
    assert set(names.VERIFIED_NAMES) == set(get_args(Verified))


def test_target_sentences_hold_no_other_placeholder():
    for key, indicator in CATALOGUE.indicators.items():
        for sentence in (indicator.target.vi, indicator.target.en) if indicator.target else ():
            assert {name for _, name, _, _ in Formatter().parse(sentence or "") if name is not None} <= {"amount"}, key


def test_every_unit_has_its_words():
    assert set(get_args(Unit)) == set(WORDS)
