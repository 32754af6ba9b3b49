"""Charts of courses: whatever the values, everything stands in the picture and no label covers another."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from browsing import NAMES, open_page, unfold
from hypothesis import example, given
from hypothesis import strategies as st
from test_trajectories import real_courses

from checker.i18n import language
from checker.reporting.chart_entries import PointData, TrajectoryData
from checker.writers.charts.labels import SIZE, text_width
from checker.writers.charts.paths import Box
from checker.writers.charts.trajectory import BOTTOM, TOP, WIDTH, charts, draw
from checker.writers.formats import Presentation
from checker.writers.templating import html_environment

VI = language("vi")
NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")
VALUES = st.one_of(
    st.sampled_from((0, 1, 4, 20, 68, 75.5, 93.3, 95, 97.1, 99.99, 100)),
    st.decimals(0, 999_999_999, places=6).map(float),
    st.decimals(-50, 120, places=1).map(float),
)
YEARS = st.one_of(st.integers(2025, 2030), st.integers(2025, 2045), st.integers(1990, 2100))


@st.composite
def points(draw_, *, dated=False, target=False):
    value = draw_(VALUES)
    month = draw_(st.sampled_from((None, 1, 9, 12))) if dated else None
    return PointData(
        year=draw_(YEARS),
        month=month,
        day=draw_(st.sampled_from((None, 1, 30))) if month else None,
        starts=not dated and draw_(st.booleans()),
        value=value,
        upto=draw_(st.one_of(st.none(), VALUES)) if target else None,
        value_text=VI.number(Decimal(str(value))),
        open=draw_(st.booleans()),
        said="x",
        approximate=draw_(st.booleans()),
        status=draw_(st.sampled_from((None, "met", "weaker", "missing", "late", "accepted"))),
        governs=target and draw_(st.booleans()),
        below=target and draw_(st.booleans()),
    )


@st.composite
def trajectories(draw_, most=6):
    return trajectory(
        floor=sorted(draw_(st.lists(points(), max_size=4)), key=lambda p: p.year),
        targets=sorted(draw_(st.lists(points(target=True), min_size=1, max_size=most)), key=lambda p: p.year),
        baselines=sorted(draw_(st.lists(points(dated=True), max_size=3)), key=lambda p: p.year),
        direction=draw_(st.sampled_from(("more", "less"))),
        ceiling=draw_(st.sampled_from((None, 100, 120))),
    )


def trajectory(floor=(), targets=(), baselines=(), direction="more", ceiling=None, **words):
    told = {"name": "Tỷ lệ", "unit_text": "%", "summary": "x", "not_drawn": ()} | words
    return TrajectoryData(
        indicator="rate",
        direction=direction,
        ceiling=ceiling,
        milestones=(),
        floor=tuple(floor),
        targets=tuple(targets),
        baselines=tuple(baselines),
        **told,
    )


def at(value, year=2030, **more):
    return PointData(year=year, value=value, value_text=VI.number(Decimal(str(value))), said="x", **more)


def picture(drawing):
    return Box(0, 0, WIDTH, drawing.height)


OUTLIER = trajectory([at(95, 2026)], [at(97), at(999_999_999, 2035)])
EQUAL = trajectory([at(100, 2026), at(100)], [at(100, 2026), at(100), at(100, 2045)], ceiling=100)
ZERO = trajectory([at(0, 2026)], [at(0)])
CROWD = trajectory([at(95, 2026)], [at(95 + n / 100, 2027, governs=n % 3 == 0) for n in range(40)])


@example(OUTLIER)
@example(EQUAL)
@example(ZERO)
@example(CROWD)
@given(trajectories(most=12))
def test_everything_stands_in_the_picture_and_is_a_number(course):
    drawing = draw(course, VI)
    for mark in drawing.marks:
        assert mark.box.lies_in(Box(-1, TOP - 8, WIDTH, BOTTOM + 11))
        assert TOP <= mark.y <= BOTTOM
    for tick in (*drawing.values, *drawing.years):
        assert 0 <= tick.y <= drawing.height
    assert all(tick.x - text_width(tick.text) >= 0 for tick in drawing.values)
    assert all(tick.x + text_width(tick.text) / 2 <= WIDTH + 2 for tick in drawing.years)
    for path in (drawing.floor, drawing.forbidden, drawing.course, drawing.grid, drawing.grounds, drawing.leaders):
        assert "nan" not in path
        assert "inf" not in path
        assert all(0 <= float(number) <= WIDTH for number in NUMBERS.findall(path))


@example(OUTLIER)
@example(EQUAL)
@example(CROWD)
@given(trajectories(most=12))
def test_no_label_covers_another_or_leaves_the_picture(course):
    drawing = draw(course, VI)
    labels = [label for same in drawing.labels.values() for label in same]
    assert all(label.box.lies_in(picture(drawing)) for label in labels)
    assert not any(a.box.meets(b.box) for a, b in combinations(labels, 2))
    years = [(tick.x, tick.y) for tick in drawing.years]
    assert all(a[1] != b[1] or abs(a[0] - b[0]) > text_width("2030") for a, b in combinations(years, 2))


@example(CROWD)
@given(trajectories(most=12))
def test_a_value_without_room_is_counted_never_dropped(course):
    drawing = draw(course, VI)
    written = sum(map(len, drawing.labels.values()))
    places = {(mark.x, mark.y) for mark in drawing.marks}
    assert written + drawing.unlabelled >= len(places)


@given(trajectories())
def test_a_bigger_value_stands_higher_and_a_later_time_further_right(course):
    marks = draw(course, VI).marks
    by_value = sorted(marks, key=lambda mark: mark.point.value)
    assert all(a.y >= b.y for a, b in pairwise(by_value))
    ends = sorted((m for m in marks if m.role != "baseline" and not m.point.starts), key=lambda m: m.point.year)
    assert all(a.x <= b.x for a, b in pairwise(ends))


@pytest.mark.parametrize("direction", ["more", "less"])
def test_a_stricter_value_is_higher_where_more_is_better_and_lower_where_less_is(direction):
    weak, strict = (10, 20) if direction == "more" else (20, 10)
    floor, weaker, stricter = draw(
        trajectory([at(15, 2026)], [at(weak), at(strict, 2035)], direction=direction), VI
    ).marks
    assert (stricter.y < floor.y < weaker.y) == (direction == "more")
    assert (stricter.y > floor.y > weaker.y) == (direction == "less")


@given(trajectories())
def test_a_mark_stands_in_the_column_of_its_own_year(course):
    drawing = draw(course, VI)
    columns = {}
    for column, tick in zip(filter(None, drawing.bands.split("z")), drawing.years, strict=True):
        left, _, right, *_ = (float(n) for n in NUMBERS.findall(column))
        columns[int(tick.text)] = (left - 1.2, right + 1.2)
    for mark in drawing.marks:
        if mark.point.year in columns:
            left, right = columns[mark.point.year]
            assert left <= mark.x <= right


def test_by_the_end_of_a_year_is_right_of_from_its_start_and_a_day_between():
    starts, ends, day = at(1, 2027, starts=True), at(2, 2027), at(3, 2027, month=6, day=30)
    drawing = draw(trajectory(targets=[starts, ends, at(4, 2030)], baselines=[day]), VI)
    x = {mark.point.value: mark.x for mark in drawing.marks}
    assert x[1] < x[3] < x[2] < x[4]


def test_the_floor_holds_from_each_milestone_to_the_next_and_beyond_the_last():
    drawing = draw(trajectory([at(95, 2026), at(100, 2030)], [at(97, 2028)]), VI)
    first, second = (mark for mark in drawing.marks if mark.role == "floor")
    corners = [tuple(map(float, corner.split())) for corner in drawing.floor[1:].split("L")]
    assert corners[:3] == [(first.x, first.y), (second.x, first.y), (second.x, second.y)]
    assert corners[3][0] > second.x + 20
    assert corners[3][1] == second.y
    assert drawing.forbidden.endswith(f"V{BOTTOM:.0f}H{first.x:.1f}z")


@pytest.mark.parametrize(("direction", "strictest"), [("more", 97), ("less", 95)])
def test_of_two_milestones_at_one_time_the_line_follows_the_stricter(direction, strictest):
    drawing = draw(trajectory([at(95, 2026), at(97, 2026)], [at(96)], direction=direction), VI)
    (y,) = {mark.y for mark in drawing.marks if mark.point.value == strictest}
    assert {float(corner.split()[1]) for corner in drawing.floor[1:].split("L")} == {y}


def test_where_less_is_better_the_side_above_is_forbidden():
    drawing = draw(trajectory([at(10, 2026)], [at(9)], direction="less"), VI)
    assert f"V{TOP:.0f}H" in drawing.forbidden


def test_the_round_numbers_never_pass_what_can_be_true():
    ticks = [tick.text for tick in draw(EQUAL, VI).values]
    assert ticks == ["96", "98", "100"]


def test_the_axis_begins_at_zero_where_that_costs_little_and_says_so_where_not():
    assert not draw(trajectory([at(4, 2027)], [at(1.5)]), VI).broken
    assert draw(trajectory([at(95, 2027)], [at(97)]), VI).broken


def test_signs_say_what_colours_say():
    floor = [at(95, 2026, open=True, status="missing"), at(100, status="weaker")]
    targets = [
        at(97.1, below=True, governs=True, status="weaker"),
        at(98, 2035, below=True),
        at(77, 2036, approximate=True, open=True),
        at(99, 2037, late=True, governs=True, status="late"),
    ]
    drawing = draw(trajectory(floor, targets, ceiling=100), VI)
    texts = {label.text.replace("\u00a0", " ") for same in drawing.labels.values() for label in same}
    assert texts == {"✗ > 95", "100", "▼ 97,1", "98", "≈ > 77", "◷ 99"}


def test_shapes_differ_by_kind_and_by_whether_the_limit_is_included():
    targets = [at(97, open=True), at(96, below=True), at(98, 2031, governs=True), at(98.5, 2032, upto=99)]
    drawn = charts([trajectory([at(95, 2026)], targets, [at(90, 2025, approximate=True)])], VI)
    (drawing,) = drawn.drawings
    assert {(layer.role, layer.open) for layer in drawing.layers} == {
        ("floor", False), ("baseline", False), ("target", True), ("target", False), ("below", False),
    }  # fmt: skip
    outlines = {re.sub(r"[-\d. ]", "", layer.path) for layer in drawing.layers if not layer.open}
    assert len(outlines) == 4
    assert drawn.explain == {
        "floor",
        "baseline",
        "target",
        "below",
        "open",
        "minor",
        "pair",
        "approximate",
        "course",
        "broken",
    }


def test_what_is_the_same_at_one_place_is_written_once():
    drawing = draw(trajectory([at(68)], [at(68, governs=True), at(71, 2045)]), VI)
    assert sorted(label.text for same in drawing.labels.values() for label in same) == ["68", "71"]


@pytest.mark.parametrize("code", ["vi", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_value_of_a_real_plan_is_written(name, code):
    for course in real_courses(name, code).values():
        assert draw(course, language(code)).unlabelled == 0


class Ruleset:
    """What the template needs of a ruleset."""

    def __init__(self, *courses):
        self.ruleset = type("Head", (), {"id": "norm"})
        self.trajectories = courses


def rendered(*courses):
    template = html_environment(Presentation(language=VI)).get_template("trajectories.html.j2")
    return template.render(ruleset=Ruleset(*courses))


def test_words_of_a_plan_stay_words():
    hostile = "</text></svg><script>alert(1)</script>\"'>"
    target = at(97).model_copy(update={"said": hostile, "value_text": hostile, "where": hostile})
    text = rendered(
        trajectory([at(95, 2026)], [target], name=hostile, unit_text=hostile, summary=hostile, not_drawn=[hostile])
    )
    assert "<script" not in text
    assert text.count("</svg>") == 1 + text.count('class="key"')
    assert text.count("&lt;script&gt;") >= 6


def test_what_is_not_drawn_or_not_written_is_said():
    text = rendered(trajectory([at(95, 2026)], CROWD.targets, not_drawn=["97%, không nêu năm: x"]))
    assert "Không vẽ: 97%, không nêu năm: x" in text
    assert re.search(r"không đủ chỗ ghi trên hình \(xem trong bảng\): \d+\.", text)
    assert 'class="needed"' in text


@pytest.mark.parametrize("name", NAMES)
def test_the_charts_of_a_page_are_small(name):
    courses = real_courses(name)
    sizes = [
        len(rendered(*(c for (r, _), c in courses.items() if r == norm)).encode()) for norm in {r for r, _ in courses}
    ]
    assert sum(sizes) < 41_000


@pytest.mark.browser
@pytest.mark.parametrize("name", NAMES)
def test_a_browser_sees_no_text_upon_another_and_none_outside(browser, pages, name):
    page = open_page(browser, pages / f"{name}.html", width=360)
    unfold(page)
    assert page.locator("figure.chart svg").count() == len(real_courses(name)) > 0
    assert page.evaluate(COLLISIONS) == []
    assert page.evaluate(f"() => {SCALE}.filter(s => s * {SIZE} < 11)") == []


@pytest.mark.browser
def test_a_chart_is_named_and_told_in_words_for_those_who_do_not_see_it(browser, pages):
    page = open_page(browser, pages / "quangngai.html")
    figure = page.locator("#nq72-chart-insurance_coverage")
    image = figure.get_by_role("img", name=re.compile("^Tỷ lệ bao phủ bảo hiểm y tế"))
    assert image.count() == 1
    assert "97,1%, đến năm 2030 (Thấp hơn: −2,9 điểm phần trăm)" in image.locator("desc").text_content()
    figure.locator("summary").click()
    assert figure.locator("tbody tr").all_inner_texts() == [
        "Quy định\ttrên 95%, đến năm 2026\t✗ Thiếu",
        "100%, đến năm 2030\t▼ Thấp hơn",
        "Kế hoạch\ttối thiểu 97,1%, đến năm 2030\t▼ Thấp hơn",
    ]


@pytest.mark.browser
def test_on_paper_a_chart_is_whole_and_its_table_stays_folded(browser, pages):
    page = open_page(browser, pages / "quangngai.html")
    page.emulate_media(media="print")
    figure = page.locator("#nq72-chart-insurance_coverage")
    assert figure.locator("svg").is_visible()
    assert figure.locator("details").is_hidden()
    assert figure.evaluate("e => getComputedStyle(e).breakInside") == "avoid"


SCALE = "[...document.querySelectorAll('figure.chart svg')].map(s => s.getBoundingClientRect().width / s.viewBox.baseVal.width)"
COLLISIONS = """() => [...document.querySelectorAll('figure.chart svg')].flatMap(svg => {
  const whole = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
  // letters reach less high than the line box that a browser reports
  const ink = r => ({left: r.left, right: r.right, top: r.top + r.height * .2, bottom: r.bottom - r.height * .2});
  const out = texts.filter(([, r]) => r.left < whole.left - .5 || r.right > whole.right + .5 || r.bottom > whole.bottom + .5);
  const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return [...out.map(([t]) => t), ...texts.flatMap(([t, a], i) =>
    texts.slice(i + 1).filter(([, b]) => meets(ink(a), ink(b))).map(([u]) => svg.querySelector('title').textContent + ': ' + t + ' | ' + u))];
})"""
