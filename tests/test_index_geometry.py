"""What the overview is drawn from: number lines, strips, tiles and ranges, as pure geometry."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.judging.assess import GAPS
from checker.reporting.chart_entries import NationData, PlanValueData, ProvinceData
from checker.reporting.report import ProvinceHead
from checker.writers.overview.axis import Axis, axis_around
from checker.writers.overview.plans import in_order, place_name
from checker.writers.overview.range_bars import range_bar
from checker.writers.overview.strips import EDGES, LETTER, NARROWEST, STACK, strip_of
from checker.writers.overview.tile_map import tile_map

numbers = st.floats(-1e6, 1e6).map(lambda x: round(x, 2))


def promise(plan: str, value: float | None, status: str = "met", *, open_: bool = False) -> PlanValueData:
    return PlanValueData(
        plan=plan, code=1, province=plan, status=status, value=value, value_text=str(value), open=open_,
        said=None if value is None else f"tối thiểu {value}", counts=value is not None,
    )  # fmt: skip


def nation(*values: PlanValueData, **fields: object) -> NationData:
    given_: dict[str, object] = {
        "requirement": "n/r", "ruleset": "n", "indicator": "i", "name": "I", "clause": "1", "asked_text": "", "asked": 95,
        "open": False, "unit": "%", "direction": "more", "measure": "average", "values": values, "provinces": 1,
        "known": 1, "known_text": "", "average": None, "average_text": None, "low": None, "low_text": None, "high": None,
        "high_text": None, "needed": None, "needed_text": None, "status": "open", "text": "",
    }  # fmt: skip
    return NationData(**{**given_, **fields})


def strip(*values: PlanValueData, **fields: object):
    return strip_of(nation(*values, **fields), {v.plan: v.plan for v in values})


@given(st.lists(numbers, min_size=1, max_size=40))
def test_every_value_has_its_place_in_the_order_of_the_values(values):
    axis = axis_around(values)
    places = [axis.place(value) for value in sorted(values)]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)


@given(numbers, st.floats(0.01, 1e6))
def test_ticks_are_few_and_lie_on_the_line(low, length):
    axis = Axis(low, low + length)
    ticks = axis.ticks()
    assert 1 <= len(ticks) <= 5
    assert all(axis.low - 1e-6 <= tick <= axis.high + 1e-6 for tick in ticks)


def test_what_lies_beyond_the_line_stands_at_its_end():
    assert (Axis(0, 10).place(-5), Axis(0, 10).place(50)) == (0, 100)


some_plans = st.lists(
    st.tuples(st.integers(900, 1000), st.booleans(), st.sampled_from(["met", "weaker", "late"])),
    min_size=1,
    max_size=34,
)


@given(some_plans)
def test_no_label_covers_another_even_on_the_narrowest_line(found):
    values = [promise(f"P{n}", v / 10, status, open_=o) for n, (v, o, status) in enumerate(sorted(found))]
    drawn = strip(*values)
    assert sum(dot.count for dot in drawn.dots) == len(values)

    def width(dot):
        return (
            100 * (LETTER * len(dot.label or f"×{dot.count}") + EDGES + (12 if dot.status in GAPS else 0)) / NARROWEST
        )

    for a, b in combinations(drawn.dots, 2):
        assert a.lane != b.lane or abs(a.place - b.place) >= (width(a) + width(b)) / 2 - 1e-9
    assert drawn.lanes == 1 + max(dot.lane for dot in drawn.dots)


def test_many_plans_with_the_same_promise_become_one_label_with_their_number():
    few = strip(*(promise(f"P{n}", 97) for n in range(STACK)))
    many = strip(*(promise(f"P{n}", 97) for n in range(STACK + 1)))
    assert [dot.label for dot in few.dots] == ["P0", "P1", "P2", "P3"]
    assert [(dot.label, dot.count) for dot in many.dots] == [("", STACK + 1)]
    assert [len(p.plans) for p in many.promises] == [STACK + 1]


def test_the_weakest_are_named_only_where_not_all_promise_the_same():
    assert [v.plan for v in strip(promise("a", 90, "weaker"), promise("b", 97)).weakest] == ["a"]
    assert strip(promise("a", 97), promise("b", 97)).weakest == ()


def test_plans_without_a_number_are_named_apart():
    found = strip(promise("a", 97), promise("b", None, "missing"))
    assert [v.plan for v in found.silent] == ["b"]
    assert len(found.dots) == 1


def test_a_promise_without_a_number_has_no_line():
    found = strip(promise("a", None), promise("b", None, "missing"), asked=None)
    assert not found.drawn
    assert {status: n for status, n in found.counts.items() if n} == {"met": 1, "missing": 1}


def test_a_share_is_never_drawn_beyond_all():
    assert max(tick for _, tick in strip(promise("a", 100), asked=100).ticks) <= 100


def test_a_range_without_bounds_is_open_on_both_sides():
    bar = range_bar(nation(promise("a", 75), asked=75.5, unit="years", average=75))
    assert (bar.start, bar.end, bar.start_open, bar.end_open) == (0, 100, True, True)
    assert bar.average < bar.asked


def test_a_range_in_percent_stands_on_the_whole_line():
    bar = range_bar(nation(promise("a", 97), average=97, low=12.5, high=99.5))
    assert (bar.start, bar.end, bar.asked, bar.average) == (12.5, 99.5, 95, 97)
    assert (bar.start_open, bar.end_open) == (False, False)


def test_a_share_of_the_people_is_asked_of_all_of_them():
    bar = range_bar(nation(promise("a", 4), asked=4, unit="doctors/station", measure="share", low=10, high=90))
    assert (bar.asked, bar.start, bar.end) == (100, 10, 90)


def test_nothing_known_is_not_drawn():
    assert range_bar(nation()) is None


def test_a_map_without_plans_has_only_empty_tiles():
    provinces = [ProvinceData(code=1, name="X", short="X", population=1, column=3, row=2, plans=())]
    found = tile_map(provinces, ())
    assert (found.columns, found.rows) == (3, 2)
    assert [(tile.tone, tile.link) for tile in found.tiles] == [(None, None)]


def test_no_provinces_no_map():
    assert tile_map((), ()) is None


@pytest.mark.parametrize(("name", "shown"), [("Thành phố Huế", "TP. Huế"), ("Cà Mau", "Cà Mau")])
def test_cities_are_named_as_tables_name_them(name, shown):
    assert place_name(ProvinceHead(code=1, name=name, city=True)) == shown


def test_names_are_sorted_as_vietnamese_readers_expect():
    names = ["Thành phố Đà Nẵng", "Điện Biên", "Cà Mau", "Đắk Lắk", "Thành phố Huế"]
    provinces = [ProvinceHead(code=1, name=name, city=False) for name in names]
    assert [p.name for p in sorted(provinces, key=in_order)] == [
        "Cà Mau", "Thành phố Đà Nẵng", "Đắk Lắk", "Điện Biên", "Thành phố Huế",
    ]  # fmt: skip
