"""Numbers and years in target sentences: comparators, units, ranges, changes; and what is no quantity at all."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checker.extracting.grammar.bounds import comparator_of, fits, unit_of
from checker.extracting.grammar.masks import masks_in
from checker.extracting.grammar.quantities import Quantity, quantities_in, value_of
from checker.extracting.grammar.times import times_in
from checker.extracting.tokens import tokens_of
from checker.reading.models import Indicator

CASES = yaml.safe_load((Path(__file__).parent / "cases/extraction/quantities.yaml").read_text("utf-8"))


def shown(quantity: Quantity) -> dict[str, Any]:
    """The quantity as the cases write it: what is not said is left out."""
    said: dict[str, Any] = {
        "comparator": quantity.comparator or "plain",
        "values": [float(value) for value in quantity.values],
        "unit": quantity.unit,
        "change": quantity.change,
        "approximate": quantity.approximate,
        "was": quantity.was,
        "yearly": quantity.yearly,
    }
    return {key: value for key, value in said.items() if value}


@pytest.mark.parametrize("case", CASES, ids=[case["words"] for case in CASES])
def test_words_say_this_quantity(case: dict[str, Any]) -> None:
    wanted = case.get("quantity", [])
    wanted = wanted if isinstance(wanted, list) else [wanted]
    assert [shown(quantity) for quantity in quantities_in(tokens_of(case["words"]))] == wanted


@pytest.mark.parametrize(
    ("word", "value"),
    [("75,5", "75.5"), ("1.000", "1000"), ("10.000", "10000"), ("98.5", "98.5"), ("02", "2"), ("1.250.000", "1250000"),
     ("0.125", "0.125"), ("1.234,5", "1234.5"), ("100", "100")],
)  # fmt: skip
def test_a_number_is_read_as_people_here_write_it(word: str, value: str) -> None:
    assert value_of(word) == Decimal(value)


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("đến năm 2030", [("by", 2030, None)]),
        ("đến hết năm 2027", [("by", 2027, None)]),
        ("đến 31/12/2026", [("by", 2026, None)]),
        ("đến 2030", [("by", 2030, None)]),
        ("từ năm 2026", [("from", 2026, None)]),
        ("từ năm 2026 trở đi", [("from", 2026, None)]),
        ("giai đoạn 2026-2030", [("period", 2030, 2026)]),
        ("từ năm 2026 đến năm 2030", [("period", 2030, 2026)]),
        ("tầm nhìn đến năm 2045", [("by", 2045, None)]),
        ("năm 2026 đạt 95%", [("plain", 2026, None)]),
        ("các năm 2026, 2027 và 2030", [("plain", 2026, None), ("plain", 2027, None), ("plain", 2030, None)]),
        ("97% (2030)", [("plain", 2030, None)]),
        ("tính đến năm 2024", [("past", 2024, None)]),
        ("trước năm 2030", [("by", 2029, None)]),
        ("so với năm 2015", []),
        ("ngày 09/9/2025", []),
        ("Nghị quyết số 226/2025/QH15", []),
        ("Đề án phát triển cấp cứu ngoại viện giai đoạn 2026-2030", []),
        ("Chiến lược dinh dưỡng đến năm 2030, tầm nhìn đến năm 2045", []),
        ('Đề án "Y tế thông minh đến năm 2030"', []),
    ],
)
def test_years_that_may_date_a_target(words: str, times: list[tuple[str, int, int | None]]) -> None:
    assert [(time.kind, time.year, time.first) for time in times_in(tokens_of(words))] == times


def test_a_time_before_a_year_is_uncertain() -> None:
    assert times_in(tokens_of("trước năm 2030"))[0].uncertain


def indicator(**given: Any) -> Indicator:
    return Indicator.model_validate(
        {"name": {"vi": "Số bác sĩ"}, "unit": "%", "direction": "more", "kind": "level", **given}
    )


def quantity(words: str) -> Quantity:
    (found,) = quantities_in(tokens_of(words))
    return found


@pytest.mark.parametrize(
    ("words", "direction", "comparator", "grave"),
    [
        ("đạt 95%", "more", "at_least", False),
        ("đạt 95%", "less", "at_most", False),
        ("trên 95%", "more", "more_than", False),
        ("dưới 95%", "more", "less_than", True),
        ("trên 95%", "less", "more_than", True),
        ("90-95%", "more", "between", False),
    ],
)
def test_a_plain_number_binds_as_its_indicator_does(words: str, direction: str, comparator: str, grave: bool) -> None:
    found, doubts = comparator_of(quantity(words), indicator(direction=direction))
    assert found == comparator
    assert any(doubt.grave for doubt in doubts) == grave


def test_more_than_can_be_is_doubtful() -> None:
    assert comparator_of(quantity("đạt 105%"), indicator(ceiling="100"))[1]
    assert comparator_of(quantity("trên 100%"), indicator(ceiling="100"))[1]
    assert not comparator_of(quantity("đạt 100%"), indicator(ceiling="100"))[1]


def test_a_change_is_no_level_and_a_level_no_change() -> None:
    assert comparator_of(quantity("tăng thêm 10%"), indicator())[1]
    assert comparator_of(quantity("đạt 10%"), indicator(kind="gain"))[1]
    assert not comparator_of(quantity("tăng thêm 10%"), indicator(kind="gain"))[1]
    assert not comparator_of(quantity("tối thiểu 10%"), indicator(kind="gain"), change="gain")[1]


def test_units_that_mean_the_same_are_the_indicators() -> None:
    mortality = indicator(unit="‰", direction="less")
    assert unit_of(quantity("15/1.000 trẻ đẻ sống"), mortality) == ("‰", ())
    assert unit_of(quantity("1,5%"), mortality) == ("%", ())
    assert unit_of(quantity("15"), mortality) == ("‰", ())
    assert unit_of(quantity("đạt 15 tuổi"), mortality)[1]


def test_what_is_counted_must_be_what_the_indicator_counts() -> None:
    doctors = indicator(unit="per-10k", name={"vi": "Số bác sĩ trên 10.000 dân"})
    assert fits(quantity("19 bác sĩ/vạn dân"), doctors)
    assert not fits(quantity("35 giường bệnh/vạn dân"), doctors)
    assert not fits(quantity("124 trạm y tế"), indicator())


@given(st.text(alphabet="0123456789.,%‰/- ()tăừđếnmNQnăm2030bácsĩ\n", max_size=200))
def test_any_text_is_read_without_an_error_and_in_order(text: str) -> None:
    tokens = tokens_of(text)
    found = quantities_in(tokens)
    assert all(0 <= q.start <= q.number < q.end <= len(tokens) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= t.start < t.end <= len(tokens) for t in times_in(tokens))
    masks = masks_in(tokens)
    assert all(a.end <= b.start for a, b in pairwise(masks))
