"""Laws of what lies under the rules: bounds, the ladder of milestones, numbers, units and dates."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from checker.judging.bounds import NO_FLOOR, ceiling_of, floor_of
from checker.judging.facts import LAST_YEAR, ladder
from checker.reading.dates import PartialDate, read_date, read_full_date, read_year
from checker.reading.models import Commitment, Indicator, Requirement
from checker.reading.numbers import DECIMALS, LIMIT, SCALE, plain, read_number, scaled, unscaled
from checker.reading.units import WORDS, convert

FINEST = Decimal(1).scaleb(-DECIMALS)
LARGEST = LIMIT - FINEST
SMALL = st.sampled_from(("-1", "0", "0.000001", "94.999999", "95", "95.000001", "96", "100")).map(Decimal)
NUMBERS = st.decimals(-LARGEST, LARGEST, places=DECIMALS) | SMALL
DIRECTIONS = st.sampled_from(("more", "less"))
RIGHT_SIDE = {"more": ("at_least", "more_than"), "less": ("at_most", "less_than")}
WRONG_SIDE = {"more": RIGHT_SIDE["less"], "less": RIGHT_SIDE["more"]}
ALLOWS = {
    "at_least": lambda point, end: point >= end,
    "more_than": lambda point, end: point > end,
    "at_most": lambda point, end: point <= end,
    "less_than": lambda point, end: point < end,
}


def indicator(direction="more", kind="level", unit="cm", ceiling=None) -> Indicator:
    of = {"direction": direction, "kind": kind, "unit": unit, "ceiling": ceiling}
    return Indicator.model_validate({"name": {"vi": "x"}} | of)


def commitment(**bound) -> Commitment:
    return Commitment.model_validate({"indicator": "x"} | bound)


def rank(direction, **bound) -> int:
    return floor_of(commitment(**bound), indicator(direction)).rank


# ---- bounds


@given(DIRECTIONS, st.data())
def test_a_bound_lies_inside_another_iff_its_rank_is_no_lower(direction, data):
    comparators = st.sampled_from(RIGHT_SIDE[direction])
    (a, a_end), (b, b_end) = (data.draw(st.tuples(comparators, SMALL | NUMBERS)) for _ in "ab")
    tiny = FINEST / 10  # finer than any two ends are apart
    steps = (-LIMIT, -tiny, 0, tiny, LIMIT)
    points = {end + step for end in (a_end, b_end) for step in steps} | {(a_end + b_end) / 2}
    inside = all(ALLOWS[b](p, b_end) for p in points if ALLOWS[a](p, a_end))
    assert (rank(direction, **{a: a_end}) >= rank(direction, **{b: b_end})) == inside


@given(DIRECTIONS, NUMBERS)
def test_of_two_bounds_with_one_end_the_open_one_is_the_stricter(direction, end):
    closed, open_ = RIGHT_SIDE[direction]
    assert rank(direction, **{open_: end}) == rank(direction, **{closed: end}) + 1


@given(DIRECTIONS, NUMBERS, st.booleans(), NUMBERS, st.booleans())
def test_a_bound_on_the_other_side_only_is_weaker_than_any_on_the_right_side(direction, end, i, other, j):
    right, wrong = RIGHT_SIDE[direction][i], WRONG_SIDE[direction][j]
    assert rank(direction, **{wrong: other}) < rank(direction, **{right: end})


@given(DIRECTIONS, NUMBERS, NUMBERS)
def test_a_pair_counts_as_its_weaker_end(direction, one, other):
    low, high = sorted((one, other))
    weaker = {"at_least": low} if direction == "more" else {"at_most": high}
    assert rank(direction, between=(low, high)) == rank(direction, **weaker)


@given(st.sampled_from(RIGHT_SIDE["more"]), st.decimals(-1000, 1000, places=2))
def test_a_bound_in_per_mille_is_the_same_bound_as_in_percent(comparator, percent):
    percentage = indicator(unit="%")
    in_percent, in_per_mille = (
        floor_of(commitment(**{comparator: value, "unit": unit}), percentage)
        for value, unit in ((percent, "%"), (percent * 10, "‰"))
    )
    assert in_percent == in_per_mille


@given(DIRECTIONS, st.decimals(0, 1000, places=DECIMALS), st.integers(1, 100))
def test_the_last_decimal_of_a_bound_in_per_mille_counts_in_percent(direction, per_mille, steps):
    percentage, comparator = indicator(direction, unit="%"), RIGHT_SIDE[direction][0]
    lower, higher = (
        floor_of(commitment(**{comparator: value, "unit": "‰"}), percentage).rank
        for value in (per_mille, per_mille + steps * FINEST)
    )
    assert lower < higher if direction == "more" else lower > higher


@given(DIRECTIONS, st.sampled_from(sorted(WORDS)), st.sampled_from(sorted(WORDS)))
def test_a_number_in_a_unit_that_does_not_convert_has_no_floor(direction, unit, own):
    bound = commitment(**{RIGHT_SIDE[direction][0]: "1", "unit": unit})
    has_floor = floor_of(bound, indicator(direction, unit=own)) is not None
    assert has_floor == (unit == own or {unit, own} == {"%", "‰"})


def test_without_a_unit_the_indicators_own_holds():
    own, written = commitment(at_least="5"), commitment(at_least="5", unit="‰")
    assert floor_of(own, indicator(unit="‰")) == floor_of(written, indicator(unit="‰"))


def test_what_is_promised_is_stricter_than_what_is_not():
    promise = indicator(kind="promise", unit=None)
    yes, no = (floor_of(commitment(promised=said), promise) for said in (True, False))
    assert yes.rank > no.rank


@pytest.mark.parametrize("bound", [{}, {"at_least": "1"}, {"between": ("1", "2")}])
def test_a_promise_without_yes_or_no_has_no_floor(bound):
    assert floor_of(commitment(**bound), indicator(kind="promise", unit=None)) is None


@pytest.mark.parametrize("bound", [{}, {"promised": True}, {"promised": False}])
def test_a_level_without_a_number_has_no_floor(bound):
    assert floor_of(commitment(**bound), indicator()) is None


@given(NUMBERS)
def test_the_ceiling_is_the_floor_that_just_reaches_it(ceiling):
    of = indicator(ceiling=ceiling)
    assert 2 * ceiling_of(of) == floor_of(commitment(at_least=ceiling), of).rank


@pytest.mark.parametrize("of", [indicator(), indicator("less", ceiling="5")])
def test_without_a_ceiling_no_floor_is_too_high(of):
    highest = Decimal(LARGEST) if of.direction == "more" else -Decimal(LARGEST)
    bound = commitment(**{RIGHT_SIDE[of.direction][1]: highest})
    assert floor_of(bound, of).rank < 2 * ceiling_of(of) == -2 * NO_FLOOR


# ---- the ladder of milestones


@st.composite
def rulesets(draw):
    milestones = st.tuples(st.sampled_from("xyz"), st.integers(1950, LAST_YEAR))
    years = draw(st.lists(milestones, min_size=1, max_size=10))
    said = {"clause": "I", "words": "w", "severity": "low", "verified": "reported", "at_least": "1"}
    when = st.sampled_from(("by", "from"))
    return [
        Requirement.model_validate({"id": f"r/{n}", "indicator": key, draw(when): year} | said)
        for n, (key, year) in enumerate(years)
    ]


@given(rulesets())
def test_every_year_falls_on_exactly_one_rung_of_each_indicator(ruleset):
    rungs = ladder(ruleset)
    for key in {requirement.indicator for requirement in ruleset}:
        own = {rung for requirement, rung in zip(ruleset, rungs, strict=True) if requirement.indicator == key}
        covered = [year for rung in own for year in range(rung.previous + 1, rung.reach + 1)]
        assert sorted(covered) == list(range(1, LAST_YEAR + 1))


@given(rulesets())
def test_the_rung_of_a_requirement_ends_with_its_own_year_and_only_the_last_reaches_on(ruleset):
    for requirement, rung in zip(ruleset, ladder(ruleset), strict=True):
        same = [other.year for other in ruleset if other.indicator == requirement.indicator]
        assert rung.year == requirement.year
        assert rung.previous < rung.year
        assert rung.reach == (LAST_YEAR if rung.year == max(same) else rung.year)


# ---- numbers


@given(NUMBERS)
def test_a_number_is_read_back_as_it_was_written_with_a_point_or_a_comma(number):
    assume(number == 0 or len(f"{number.normalize():f}".partition(".")[2]) != 3)  # 1.125 is ambiguous
    text = f"{number.normalize():f}"
    assert read_number(text) == read_number(text.replace(".", ",")) == read_number(f" {text} ") == number


@given(NUMBERS)
def test_scaled_numbers_are_exact_both_ways(number):
    assert unscaled(scaled(number)) == number
    assert scaled(number) == number * SCALE


@pytest.mark.parametrize(
    ("written", "number"),
    [(97.5, "97.5"), ("97.5", "97.5"), ("97,5", "97.5"), (100, "100"), ("0,125", "0.125")],
)
def test_a_number_may_be_written_with_a_point_or_a_comma(written, number):
    assert read_number(written) == Decimal(number)


@given(st.sampled_from(("", "-", "+")), st.integers(1, 999), st.sampled_from(".,"), st.integers(0, 999))
def test_three_digits_behind_the_mark_are_refused_with_both_ways_to_write_the_number(sign, whole, mark, part):
    with pytest.raises(PydanticCustomError) as refused:
        read_number(f"{sign}{whole}{mark}{part:03}")
    assert refused.value.type == "number_ambiguous"
    said = refused.value.context
    assert read_number(said["whole"]) == Decimal(f"{sign}{whole}{part:03}")
    assert read_number(said["decimal"]) == Decimal(f"{sign}{whole}.{part:03}")


@pytest.mark.parametrize("text", ["1.000", "1,000", "1 000", "12.500", "97.125", "-1.000"])
def test_a_number_of_one_group_is_refused_as_ambiguous(text):
    with pytest.raises(PydanticCustomError, match="number_ambiguous"):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("1 000,25", "1000.25"), ("-1.000.000", "-1000000")],
)
def test_a_grouped_number_is_refused_with_the_one_number_it_can_mean(text, number):
    with pytest.raises(PydanticCustomError) as refused:
        read_number(text)
    assert refused.value.type == "number_grouped"
    assert read_number(refused.value.context["plain"]) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "number"), ("nhiều", "number"), ("1e5", "number"), ("nan", "number"), ("5.", "number"),
        (".5", "number"), ("--5", "number"), ("4-5", "number"), ("95%", "number"), (True, "number"),
        (None, "number"), ([1], "number"),
        (str(LIMIT), "number_large"), ("9" * 5000, "number_large"), ("0.1234567", "number_fine"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused(text, why):
    with pytest.raises(PydanticCustomError) as refused:
        read_number(text)
    assert refused.value.type == why


@given(NUMBERS)
def test_json_writes_a_whole_number_without_decimals(number):
    assert isinstance(plain(number), int) == (number % 1 == 0)
    assert Decimal(str(plain(Decimal(round(number, 2))))) == round(number, 2)


# ---- units


@given(NUMBERS, st.sampled_from(sorted(WORDS)), st.sampled_from(sorted(WORDS)))
def test_a_number_comes_back_from_another_unit_unchanged(number, unit, other):
    there = convert(number, unit, other)
    assert (there is None) == (convert(number, other, unit) is None)
    assert there is None or convert(there, other, unit) == number


@given(NUMBERS)
def test_only_percent_and_per_mille_convert(number):
    pairs = {(a, b) for a in sorted(WORDS) for b in sorted(WORDS) if a != b and convert(number, a, b) is not None}
    assert pairs == {("%", "‰"), ("‰", "%")}
    assert convert(number, "%", "‰") == 10 * number


# ---- dates


@given(st.dates(date(1000, 1, 1), date(9998, 12, 31)))
def test_a_date_is_read_back_as_it_was_written(day):
    end_of_month = (day.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
    for text, earliest, latest in (
        (f"{day}", day, day),
        (f"{day:%Y-%m}", day.replace(day=1), end_of_month),
        (f"{day:%Y}", date(day.year, 1, 1), date(day.year, 12, 31)),
    ):
        found = read_date(text)
        assert (str(found), found.earliest, found.latest) == (text, earliest, latest)


@given(st.dates(date(1000, 1, 1)), st.sampled_from("/."))
def test_a_date_in_the_local_form_is_refused_with_its_iso_form(day, mark):
    with pytest.raises(PydanticCustomError) as refused:
        read_date(f"{day.day}{mark}{day.month}{mark}{day.year}")
    assert read_full_date(refused.value.context["iso"]) == day


@pytest.mark.parametrize("text", ["2025-02-30", "2025-13", "2025-11-31", "0000", "2023-02-29"])
def test_a_day_that_is_in_no_calendar_is_refused(text):
    with pytest.raises(PydanticCustomError, match="date_impossible"):
        read_date(text)


@pytest.mark.parametrize("text", ["2025-00", "2025-11-00", "2025-00-10"])
def test_there_is_no_month_and_no_day_zero(text):
    with pytest.raises(PydanticCustomError, match="date_impossible"):
        read_date(text)


@pytest.mark.parametrize("text", ["2025", "2025-11"])
def test_where_the_day_is_needed_a_month_is_not_enough(text):
    assert isinstance(read_date(text), PartialDate)
    with pytest.raises(PydanticCustomError):
        read_full_date(text)


@pytest.mark.parametrize("text", ["2025-1-1", "25-11-21", "2025-11-21T00:00", "", "tháng 11"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(PydanticCustomError) as refused:
        read_date(text)
    assert refused.value.type == "date"


@given(st.integers(0, 99_999))
def test_a_year_has_four_digits(year):
    if 1000 <= year <= 9999:
        assert read_year(year) == read_year(str(year)) == year
    else:
        with pytest.raises(PydanticCustomError):
            read_year(year)
