"""The five real documents and the plan files that were made of them by hand: what `check extract` must find in them.

The sources belong to the ministry's collection and stand outside this repository; without them there is nothing to do.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from command import PLANS, ROOT, check

from checker.extracting.drafting.compare import Comparison, compare
from checker.extracting.drafting.draft import as_plan, draft
from checker.extracting.extract import Extracted, extract
from checker.i18n import language
from checker.reading.library import load_library
from checker.reading.load import load_plan

SOURCES = ROOT.parent / "shared" / "sources"
TEXTS = ("bacninh", "haiphong", "quangngai", "thuathienhue")
POSTER = "quangninh"
"""An infographic whose boxes of text are out of order."""
ALL = (*TEXTS, POSTER)

pytestmark = pytest.mark.skipif(not SOURCES.is_dir(), reason="the collection of sources is not at hand")


@cache
def extracted(name: str) -> Extracted:
    return extract(SOURCES / f"{name}.txt", load_library())


@cache
def comparison(name: str) -> Comparison:
    library = load_library()
    found, missing = as_plan(extracted(name), name, language("vi"))
    return compare(found, load_plan(PLANS / f"{name}.yaml", library.catalogue).plan, library.catalogue, missing)


def differing(name: str, *, unmarked: bool = False) -> list[str]:
    """The differences in a form that a failing test shows whole."""
    return [
        f"{name}: found {(d.found.indicator, d.found.year, d.found.quote) if d.found else None}, "
        f"the plan has {(d.checked.indicator, d.checked.year, d.checked.quote) if d.checked else None}"
        for d in comparison(name).commitments.differences
        if not unmarked or (d.found is not None and not d.found.review)
    ]


@pytest.mark.parametrize(("name", "least"), [*((name, 95) for name in TEXTS), (POSTER, 90)])
def test_nearly_every_target_of_the_checked_plan_is_found(name, least):
    """With its indicator, comparator, value and year."""
    recall = comparison(name).commitments.recall
    assert recall is not None
    assert recall >= least, differing(name)


def test_nearly_every_target_of_all_plans_is_found():
    sections = [comparison(name).commitments for name in ALL]
    share = sum(section.right for section in sections) / sum(section.checked for section in sections)
    assert share >= 0.95, [line for name in ALL for line in differing(name)]


def test_what_is_found_without_a_doubt_is_right():
    sections = [comparison(name).commitments for name in ALL]
    unmarked = sum(section.unmarked for section in sections)
    share = sum(section.unmarked_right for section in sections) / unmarked
    assert share >= 0.98, [line for name in ALL for line in differing(name, unmarked=True)]
    assert unmarked >= 0.5 * sum(section.checked for section in sections), "doubting everything is no reading"


def test_where_the_text_is_jumbled_doubt_is_marked():
    """The poster's names, numbers and years stand apart, in another order."""
    section = comparison(POSTER).commitments
    assert section.unmarked <= section.found / 2
    assert section.unmarked == section.unmarked_right


def test_a_present_value_is_no_target():
    """All present values of the checked plans stand in one document, and are found there."""
    for name in ALL:
        section = comparison(name).baselines
        assert (section.recall or 100) >= 85, name
        assert (section.precision or 100) >= 95, name


def test_the_facts_of_the_head_are_found_and_what_is_not_sure_is_marked():
    for name in ALL:
        assert [fact for fact in comparison(name).header if not fact.same and not fact.marked] == [], name


def test_most_tasks_are_found():
    sections = [comparison(name).tasks for name in ALL]
    assert sum(section.right for section in sections) >= 0.8 * sum(section.checked for section in sections)


@pytest.mark.parametrize("name", ALL)
def test_every_quote_stands_in_the_source_word_for_word(name):
    """In a line of its own or across lines; of a table's row, its cells in order."""
    text = " ".join((SOURCES / f"{name}.txt").read_text(encoding="utf-8").split())
    findings = extracted(name).findings
    for one in (*findings.targets, *findings.presents, *findings.tasks):
        assert one.evidence.quote, one
        assert len(one.evidence.quote.split()) <= 30, one
    whole = [one for one in findings.targets if re.sub(r"\s+", " ", one.evidence.quote) in text]
    assert len(whole) >= 0.95 * len(findings.targets)


@pytest.mark.parametrize("name", ALL)
def test_the_draft_is_read_and_judged_and_says_what_is_provisional(name, tmp_path: Path):
    made = draft(extracted(name), name, language("vi"))
    assert made.gaps == ()
    (tmp_path / f"{name}.yaml").write_text(made.text, encoding="utf-8")
    result = check(f"{name}.yaml", "-f", "json", cwd=tmp_path)
    assert result.status in (0, 1), result.err
    (report,) = result.json["plans"]
    assert report["under_review"], "each of the five has something that only a person can tell"
    verdicts = [verdict for ruleset in report["rulesets"] for verdict in ruleset["assessments"]]
    marked = {target.indicator for target in extracted(name).findings.targets if target.doubts}
    if any(verdict["indicator"] in marked for verdict in verdicts):
        assert any(not verdict["final"] for verdict in verdicts)
