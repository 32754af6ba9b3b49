"""A draft set against a checked plan: what fits, what was missed, what is too much, and what is otherwise."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.extracting.drafting.compare import Comparison, compare
from checker.extracting.drafting.comparison_text import comparison_text
from checker.i18n import language
from checker.reading.library import load_library
from checker.reading.models import Plan
from checker.writers.summary.spans import columns

CATALOGUE = load_library().catalogue
BHYT: dict[str, Any] = {"indicator": "insurance_coverage", "at_least": "97.5", "by": "2030", "quote": "đạt 97,5%"}


def plan(**keys: Any) -> Plan:
    head = {"schema": "plan/1", "id": "tinh", "province": "Bắc Ninh", "title": "Kế hoạch", "issued": "2025-11-21"}
    return Plan.model_validate({**head, **{k: tuple(v) if isinstance(v, list) else v for k, v in keys.items()}})


def compared(found: list[dict[str, Any]], checked: list[dict[str, Any]], section: str = "commitments") -> Comparison:
    return compare(plan(**{section: found}), plan(**{section: checked}), CATALOGUE)


def text(comparison: Comparison, code: str = "en", width: int = 100) -> str:
    return comparison_text(comparison, CATALOGUE, language(code), width)


# ---- Targets.


@pytest.mark.parametrize(
    "other",
    [
        {"indicator": "life_expectancy"},
        {"at_least": "97.1"},
        {"at_least": None, "more_than": "97.5"},
        {"at_least": None, "promised": "true"},
        {"at_least": None},
        {"by": "2026"},
        {"by": None},
        {"by": None, "from": "2030"},
    ],
    ids=str,
)
def test_a_target_is_another_where_indicator_comparator_number_or_time_differ(other):
    found = {key: value for key, value in {**BHYT, **other}.items() if value is not None}
    section = compared([found], [BHYT]).commitments
    assert (section.found, section.checked, section.right) == (1, 1, 0)


@pytest.mark.parametrize(
    "other",
    [{"unit": "%"}, {"at_least": "975", "unit": "‰"}, {"quote": "khác"}, {"scope": "all"}, {"at_least": "97.50"}],
)
def test_words_scope_and_another_way_to_write_the_number_make_no_other_target(other):
    section = compared([{**BHYT, **other}], [BHYT]).commitments
    assert (section.right, section.precision, section.recall) == (1, 100, 100)
    assert section.differences == ()


def test_each_counts_as_often_as_the_checked_plan_has_it():
    section = compared([BHYT, BHYT, BHYT], [BHYT, BHYT]).commitments
    assert (section.right, section.recall) == (2, 100)
    (one,) = section.differences
    assert one.again
    assert one.checked is None


def test_of_equal_ones_the_unmarked_fit_first():
    """What is marked claims nothing, so that it takes no place from what does."""
    section = compared([{**BHYT, "review": "true"}, BHYT], [BHYT]).commitments
    assert (section.unmarked, section.unmarked_right, section.unmarked_precision) == (1, 1, 100)


def test_a_wrong_target_that_is_marked_spoils_precision_but_not_that_of_the_unmarked():
    wrong = {**BHYT, "at_least": "20", "review": "true"}
    section = compared([BHYT, wrong], [BHYT]).commitments
    assert (section.precision, section.unmarked_precision) == (50, 100)


def test_nothing_found_and_nothing_to_find_have_no_shares():
    section = compared([], []).commitments
    assert (section.precision, section.recall, section.unmarked_precision) == (None, None, None)


def test_a_difference_stands_beside_its_nearest_counterpart():
    found = [{**BHYT, "at_least": "97.1"}, {"indicator": "life_expectancy", "at_least": "75", "by": "2030"}]
    checked = [{"indicator": "life_expectancy", "more_than": "80", "by": "2045"}, BHYT]
    first, second = compared(found, checked).commitments.differences
    assert (first.found.indicator, first.checked.more_than) == ("life_expectancy", 80)
    assert (second.found.at_least, second.checked.at_least) == (Decimal("97.1"), Decimal("97.5"))


def test_one_sentence_under_two_indicators_is_one_difference():
    quote = "tỷ lệ dân số tham gia bảo hiểm y tế đạt 97,5%"
    found = {**BHYT, "indicator": "life_expectancy", "quote": quote}
    (one,) = compared([found], [{**BHYT, "quote": quote}]).commitments.differences
    assert (one.found.indicator, one.checked.indicator) == ("life_expectancy", "insurance_coverage")


def test_what_has_nothing_in_common_stands_alone():
    differences = compared(
        [{"indicator": "doctors_per_10k", "at_least": "19", "by": "2026"}], [BHYT]
    ).commitments.differences
    assert [(one.found is None, one.checked is None) for one in differences] == [(True, False), (False, True)]


def test_less_important_keys_of_what_fits_are_listed_apart():
    found = {**BHYT, "scope": "part", "where": "mục II.1", "hedge": "Phấn đấu"}
    checked = {**BHYT, "scope": "all", "where": "mục II.2", "hedge": "phấn đấu"}
    comparison = compared([found], [checked])
    assert [(one.key, one.in_draft, one.in_plan) for one in comparison.commitments.otherwise] == [
        ("scope", "part", "all"),
        ("where", "mục II.1", "mục II.2"),
    ]


def test_of_several_readings_of_one_target_each_fits_the_one_from_its_place():
    places = ["mục II.2.1.a", "Phụ lục 1, mục III.5"]
    found = [{**BHYT, "where": where} for where in reversed(places)]
    assert compared(found, [{**BHYT, "where": where} for where in places]).commitments.otherwise == ()


ITEMS = st.lists(
    st.builds(
        lambda indicator, value, year, review: {
            "indicator": indicator,
            "at_least": str(value),
            "by": str(year),
            "review": str(review).lower(),
        },
        st.sampled_from(["insurance_coverage", "life_expectancy"]),
        st.integers(1, 3),
        st.integers(2026, 2027),
        st.booleans(),
    ),
    max_size=8,
)


@given(ITEMS, ITEMS)
def test_figures_add_up(found, checked):
    section = compared(found, checked).commitments
    mirrored = compared(checked, found).commitments
    assert section.right == mirrored.right
    assert section.unmarked_right <= min(section.right, section.unmarked)
    assert sum(one.found is not None for one in section.differences) == section.found - section.right
    assert sum(one.checked is not None for one in section.differences) == section.checked - section.right


@given(ITEMS)
def test_a_plan_differs_in_nothing_from_itself(items):
    one = plan(commitments=items)
    comparison = compare(one, one, CATALOGUE)
    assert (comparison.commitments.differences, comparison.commitments.otherwise) == ((), ())
    assert all(fact.same for fact in comparison.header)


# ---- Present values, tasks, and the head.


def test_a_present_value_fits_by_indicator_and_value():
    present = {"indicator": "insurance_coverage", "value": "93.3"}
    section = compared([present, {**present, "value": "90"}], [{**present, "as_of": "2025"}], "baselines").baselines
    assert (section.found, section.checked, section.right) == (2, 1, 1)
    assert [(one.key, one.in_plan) for one in section.otherwise] == [("as_of", "2025")]


def test_a_task_fits_by_its_words():
    checked = {
        "title": "Xây dựng Đề án phát triển y tế thông minh",
        "lead": ("Sở Y tế",),
        "due": "2026",
        "quote": "Xây dựng và triển khai Đề án phát triển y tế thông minh đến năm 2030",
    }
    other = {"title": "Tổ chức Ngày sức khỏe toàn dân hằng năm trên địa bàn", "due": "yearly"}
    found = {"title": "Xây dựng và triển khai Đề án phát triển y tế thông minh đến năm 2030", "lead": ("Sở y tế",)}
    section = compared([found], [other, checked], "tasks").tasks
    assert (section.found, section.checked, section.right) == (1, 2, 1)
    assert [(one.key, one.in_draft, one.in_plan) for one in section.otherwise] == [("due", None, "2026")]
    assert [one.checked.title for one in section.differences] == [other["title"]]


def test_the_head_is_compared_fact_by_fact():
    found = plan(number="142/KH-UBND", implements=["282/NQ-CP", "72-NQ/TW"], covers={"from": "2026", "to": "2030"})
    found = found.model_copy(update={"province": "Tỉnh Bắc Ninh"})
    checked = plan(number="142/KH-UBND", implements=["72-NQ/TW", "282/NQ-CP"], covers={"from": "2026", "to": "2045"})
    facts = {fact.key: fact for fact in compare(found, checked, CATALOGUE).header}
    assert [key for key, fact in facts.items() if not fact.same] == ["covers"]
    assert (facts["covers"].in_draft, facts["covers"].in_plan) == ("2026-2030", "2026-2045")


def test_a_fact_that_the_draft_lacks_is_none_that_it_has():
    facts = {fact.key: fact for fact in compare(plan(), plan(), CATALOGUE, frozenset({"issued"})).header}
    assert (facts["issued"].in_draft, facts["issued"].same, facts["issued"].marked) == (None, False, True)


# ---- As text.


def test_the_text_has_the_figures_and_both_sides_of_each_difference():
    found = {**BHYT, "at_least": "97.1", "page": "3", "where": "mục II.2", "quote": "đạt 97,1% dân số"}
    said = text(compared([found], [{**BHYT, "where": "mục II.2.1"}]))
    assert "97.1%, by 2030 [sure]" in said
    assert "97.5%, by 2030" in said
    assert "mục II.2 · page 3 “đạt 97,1% dân số”" in said
    assert "insurance_coverage" in said


def test_figures_stand_under_their_names():
    lines = text(compared([BHYT], [BHYT, {**BHYT, "by": "2026"}])).splitlines()
    assert lines[0].split("  ")[-1].strip() == "matching/sure"
    assert lines[1].split() == ["Targets", "1", "2", "1", "100%", "50%", "1/1", "(100%)"]
    ends = [lines[0].index(name) + len(name) for name in ("draft", "plan", "precision", "recall")]
    assert [lines[1][end - 1] for end in ends] == ["1", "2", "%", "%"]


def test_nearly_all_is_not_rounded_to_all():
    section = compared([BHYT], [BHYT])
    almost = replace(section, commitments=replace(section.commitments, found=2001, right=2000))
    assert "99.9%" in text(almost)


@pytest.mark.parametrize("code", ["vi", "en"])
@pytest.mark.parametrize("width", [60, 100])
def test_no_line_is_wider_than_asked(code, width):
    long = "Người dân được miễn viện phí ở mức cơ bản trong phạm vi quyền lợi bảo hiểm y tế theo lộ trình " * 2
    found = {**BHYT, "at_least": "97.1", "quote": long, "where": long}
    said = text(compared([found], [{**BHYT, "quote": long}]), code, width)
    assert max(map(columns, said.splitlines()[6:])) <= width


def test_what_a_quote_holds_is_shown_harmless():
    said = text(compared([{**BHYT, "at_least": "97.1", "quote": "a\x1b[31m\u202eb"}], [BHYT]))
    assert "\x1b" not in said
    assert "\u202e" not in said
