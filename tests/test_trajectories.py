"""The course of an indicator: what of the norm and of the plan becomes a point, and what is said of the rest."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from functools import cache

import pytest
from command import HEAD, PLANS, ROOT, environment, write_plan

from checker.i18n import language
from checker.run import Request, check_plans

NAMES = ("bacninh", "haiphong", "quangngai", "quangninh", "thuathienhue")
RULESET = """\
schema: ruleset/1
id: norm
number: 1/NQ
title: Nghị quyết
issuer: Chính phủ
issued: 2025-01-01
binding: mandatory
requirements:
"""
REQUIREMENT = (
    "  - {{id: norm/r{n}, indicator: {indicator}, {bound}, clause: I, words: x, severity: low, verified: reported}}\n"
)


def report_on(*plans, rulesets=(), code="vi", whole=True):
    request = Request(
        plans=plans,
        rulesets=[str(path) for path in rulesets],
        acceptances=[],
        as_of=date(2026, 11, 21),
        language=language(code),
        whole=whole,
    )
    report = check_plans(request)
    assert report.errors == ()
    return report


@cache
def real_courses(name, code="vi"):
    """The courses of a real plan by ruleset and indicator."""
    (plan,) = report_on(PLANS / f"{name}.yaml", code=code).plans
    return {(r.ruleset.id, t.indicator): t for r in plan.rulesets for t in r.trajectories}


@pytest.fixture
def course_of(tmp_path):
    """The one course of a plan under a norm: its bounds, then the plan's targets and present values as YAML maps."""

    def course(bounds, targets=(), baselines=(), indicator="insurance_coverage", more=""):
        lines = [REQUIREMENT.format(n=n, indicator=indicator, bound=bound) for n, bound in enumerate(bounds)]
        ruleset = tmp_path / "norm.yaml"
        ruleset.write_text(RULESET + "".join(lines), encoding="utf-8")
        text = HEAD + more
        for section, entries in (("commitments", targets), ("baselines", baselines)):
            if entries:
                text += f"{section}:\n" + "".join(f"  - {{indicator: {indicator}, {entry}}}\n" for entry in entries)
        (plan,) = report_on(write_plan(tmp_path, text), rulesets=[ruleset]).plans
        (found,) = plan.rulesets
        return found.trajectories[0] if found.trajectories else None

    return course


@pytest.mark.parametrize("name", NAMES)
def test_a_course_has_two_years_or_more_and_something_of_the_plan(name):
    for course in real_courses(name).values():
        points = (*course.floor, *course.targets, *course.baselines)
        assert len({point.year for point in points}) >= 2
        assert course.targets or course.baselines


def test_a_norm_is_drawn_against_what_the_plan_sets_and_reports():
    course = real_courses("haiphong")["nq72", "insurance_coverage"]
    assert [(p.year, p.value, p.open) for p in course.floor] == [(2026, 95, True), (2030, 100, False)]
    assert [(p.year, p.value, p.open) for p in course.targets] == [
        (2026, 95, True),
        (2030, 100, False),
        (2030, 98, False),
    ]
    assert [(p.year, p.month, p.day, p.value_text) for p in course.baselines] == [(2025, 9, 30, "93,3")]
    assert [(m.requirement, m.status) for m in course.milestones] == [
        ("nq72/insurance-2026", "met"),
        ("nq72/insurance-2030", "weaker"),
    ]


def test_the_target_that_a_verdict_rests_on_bears_it():
    early, promised, written = real_courses("haiphong")["nq72", "insurance_coverage"].targets
    assert (early.governs, early.status, early.below) == (True, "met", False)
    assert (promised.governs, promised.status, promised.below) == (False, None, False)
    assert (written.governs, written.status, written.below) == (True, "weaker", True)


def test_the_summary_says_the_whole_course():
    assert real_courses("quangngai")["nq72", "insurance_coverage"].summary == (
        "Quy định: trên 95%, đến năm 2026; 100%, đến năm 2030. "
        "Kế hoạch: tối thiểu 97,1%, đến năm 2030 (Thấp hơn: −2,9 điểm phần trăm); không có chỉ tiêu cho mốc năm 2026."
    )
    assert real_courses("haiphong", "en")["nq72", "insurance_coverage"].summary == (
        "The norm asks: more than 95%, by 2026; 100%, by 2030. "
        "The plan sets: more than 95%, by 2026; 100%, by 2030; at least 98%, by 2030 (Weaker: −2 percentage points). "
        "Present value: 93.3% (as of 30 September 2025)."
    )


def test_of_many_targets_the_summary_says_those_that_count_and_how_many_there_are_besides(course_of):
    course = course_of(["at_least: 100, by: 2030"], [f"at_least: {90 + n}, by: {2026 + n}" for n in range(5)])
    assert course.summary.count("đến năm") == 1 + 5
    course = course_of(["at_least: 100, by: 2035"], [f"at_least: {90 + n}, by: {2026 + n}" for n in range(9)])
    assert "tối thiểu 98%, đến năm 2034" in course.summary
    assert "chỉ tiêu khác, xem trong bảng: 8" in course.summary


def test_what_the_plan_says_twice_is_one_point_with_both_places(course_of):
    twice = ["at_least: 97, by: 2030, where: mục II", "at_least: 97, by: 2030, where: Phụ lục 1"]
    (point,) = course_of(["at_least: 95, by: 2026"], twice).targets
    assert point.where == "mục II; Phụ lục 1"


def test_per_mille_is_drawn_as_per_cent_where_the_norm_counts_so(course_of):
    course = course_of(["at_least: 95, by: 2026"], ['at_least: 975, unit: "‰", by: 2030'])
    (point,) = course.targets
    assert (point.value, point.value_text, course.unit_text) == (97.5, "97,5", "%")


def test_a_pair_stands_at_its_weaker_end_and_knows_the_other(course_of):
    (point,) = course_of(["at_least: 95, by: 2026"], ["between: [96, 98], by: 2030"]).targets
    assert (point.value, point.upto, point.value_text) == (96, 98, "96–98")
    less = course_of(["at_most: 10, by: 2026"], ["between: [6, 8], by: 2030"], indicator="under1_mortality")
    assert (less.targets[0].value, less.targets[0].upto) == (8, 6)


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("by: 2030", "không nêu số"),
        ("at_least: 96", "không nêu năm"),
        ("at_least: 96, by: 2023", "2023"),
        ("at_least: 96, by: 2130", "2130"),
        ("at_least: 96, unit: cm, by: 2030", "Đơn vị"),
        ("at_least: 101, by: 2030", "101%"),
        ("at_most: 99, by: 2030", "Không đặt giới hạn ở phía"),
    ],
)
def test_what_cannot_be_drawn_is_said_with_the_reason(course_of, target, why):
    course = course_of(["at_least: 95, by: 2026"], ["at_least: 97, by: 2030", target])
    assert len(course.targets) == 1
    (text,) = course.not_drawn
    assert why in text


@pytest.mark.parametrize(
    ("baseline", "why"),
    [("value: 93", "không ghi thời điểm"), ("value: 93, unit: cm, as_of: 2025", "đơn vị tính khác")],
)
def test_a_present_value_without_a_date_or_in_another_unit_is_not_drawn(course_of, baseline, why):
    course = course_of(["at_least: 95, by: 2026"], ["at_least: 97, by: 2030"], [baseline])
    assert course.baselines == ()
    (text,) = course.not_drawn
    assert why in text


def test_a_present_level_is_never_set_against_a_gain(course_of):
    course = course_of(
        ["at_least: 10, by: 2026"],
        ["at_least: 12, by: 2030"],
        ["value: 40, as_of: 2025"],
        indicator="physical_activity_gain",
    )
    assert course.baselines == ()
    assert "mức tuyệt đối" in course.not_drawn[0]


def test_a_promise_without_a_number_has_no_course(course_of):
    assert course_of(["promised: true, by: 2026"], ["promised: true, by: 2030"], indicator="geriatric_care") is None


def test_one_year_alone_is_no_course(course_of):
    assert course_of(["at_least: 95, by: 2030"], ["at_least: 95, by: 2030"]) is None


def test_a_norm_alone_is_no_course(course_of):
    assert course_of(["at_least: 95, by: 2026", "at_least: 100, by: 2030"]) is None


def test_a_target_falls_short_only_of_what_is_asked_in_its_own_year(course_of):
    bounds = ["more_than: 95, by: 2027", "at_least: 100, by: 2030"]
    targets = ["at_least: 50, by: 2026", "at_least: 95, by: 2027", "at_least: 97, by: 2029", "more_than: 97, by: 2032"]
    course = course_of(bounds, targets)
    assert [(p.year, p.below) for p in course.targets] == [(2026, False), (2027, True), (2029, False), (2032, True)]


def test_where_less_is_better_more_than_the_ceiling_falls_short(course_of):
    targets = ["at_most: 9.5, by: 2026", "at_most: 10, by: 2027", "at_most: 10.5, by: 2028"]
    course = course_of(["at_most: 10, by: 2026"], targets, indicator="under1_mortality")
    assert [p.below for p in course.targets] == [False, False, True]


def test_a_target_after_the_last_milestone_is_marked_late(course_of):
    course = course_of(["at_least: 95, by: 2026"], ["at_least: 96, by: 2026", "at_least: 97, by: 2030"])
    assert [(p.year, p.late, p.governs) for p in course.targets] == [(2026, False, True), (2030, True, False)]


def test_a_milestone_that_does_not_apply_is_named_but_not_drawn(course_of):
    course = course_of(
        ["at_least: 95, by: 2026", "at_least: 100, by: 2045"],
        ["at_least: 95, by: 2026", "at_least: 97, by: 2030"],
        more="covers: {from: 2026, to: 2030}\n",
    )
    assert [point.year for point in course.floor] == [2026]
    assert [(m.year, m.status) for m in course.milestones] == [(2026, "met"), (2045, "not_applicable")]
    assert "2045" not in course.summary


def test_a_year_of_start_is_told_from_a_year_of_end(course_of):
    course = course_of(["at_least: 95, from: 2026"], ["at_least: 95, from: 2027", "at_least: 95, by: 2027"])
    assert [p.starts for p in course.floor] == [True]
    assert [p.starts for p in course.targets] == [True, False]


def test_what_is_only_judged_comes_without_courses_and_so_does_a_norm_that_does_not_apply():
    (plan,) = report_on(PLANS / "haiphong.yaml", whole=False).plans
    assert not any(r.trajectories for r in plan.rulesets)
    (plan,) = report_on(PLANS / "haiphong.yaml").plans
    assert not any(r.trajectories for r in plan.rulesets if not r.applies)
    assert "trajectories" not in plan.model_dump_json()


def test_the_charts_are_the_same_in_any_process():
    code = (
        "import sys; from datetime import date; from pathlib import Path; from checker.i18n import language\n"
        "from checker.run import Request, check_plans; from checker.writers.charts.trajectory import charts\n"
        "plans = [Path(a) for a in sys.argv[1:]]; vi = language('vi')\n"
        "report = check_plans(Request(plans, [], [], date(2026, 11, 21), vi))\n"
        "for r in report.plans[0].rulesets:\n"
        "    c = charts(r.trajectories, vi); print(c.drawings, sorted(c.explain))\n"
    )
    outs = {
        subprocess.run(
            [sys.executable, "-c", code, PLANS / "haiphong.yaml"],
            cwd=ROOT,
            env=environment({"PYTHONHASHSEED": seed}),
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outs) == 1
