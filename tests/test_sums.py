"""What a norm asks of the whole nation is added up over the plans of one run, and nothing is assumed."""

from __future__ import annotations

from typing import Any

import pytest
from command import HEAD, PLANS, check, write_plan

NO_TASKS = "tasks: []\n"


def task(quantity: str, answers: str = "nq72/doctor-rotation") -> str:
    return f"tasks:\n  - title: Luân phiên bác sĩ\n    answers: {answers}\n    quantity: {quantity}\n"


def plan(folder, province: str, tasks: str = NO_TASKS, name: str | None = None, more: str = ""):
    name = name or "p" + "".join(c for c in province.lower() if c.isascii() and c.isalpha())
    head = HEAD.replace("id: tinh", f"id: {name}").replace("province: Bắc Ninh", f"province: {province}")
    return write_plan(folder, head + "covers: {from: 2026, to: 2045}\n" + more + tasks, name=f"{name}.yaml")


def sum_of(*plans, cwd, language: str = "en") -> dict[str, Any]:
    done = check(*plans, "-r", "nq72", "-f", "json", "-q", "--fail-on", "never", "--lang", language, cwd=cwd)
    (found,) = done.json["sums"]
    return found


def totals(found: dict[str, Any]) -> dict[tuple[int, int], tuple[float, float]]:
    return {(p["from"], p["to"]): (p["total"], p["missing"]) for p in found["periods"]}


def test_each_year_of_the_norm_has_its_total_and_what_is_missing(tmp_path):
    a = plan(tmp_path, "Hà Nội", task("{at_least: 300, unit: doctors/year, from: 2026, to: 2030}"))
    b = plan(tmp_path, "Cà Mau", task("{at_least: 60, unit: doctors/year, from: 2028, to: 2030}"))
    found = sum_of(a, b, cwd=tmp_path)
    assert totals(found) == {(2025, 2025): (0, 1000), (2026, 2027): (300, 700), (2028, 2030): (360, 640)}


def test_it_says_who_gives_how_much_and_on_which_words(tmp_path):
    path = plan(tmp_path, "Cà Mau", task("{at_least: 60, unit: doctors/year, from: 2026, to: 2030}"))
    (given,) = sum_of(path, cwd=tmp_path)["contributions"]
    assert (given["province"], given["amount"], given["from"], given["to"]) == ("Cà Mau", 60, 2026, 2030)
    assert given["title"] == "Luân phiên bác sĩ"


def test_a_plan_without_a_figure_is_named_and_leaves_the_sum_short(tmp_path):
    path = plan(tmp_path, "Cà Mau")
    found = sum_of(path, cwd=tmp_path)
    assert found["without_figure"] == ["pcmau"]
    assert totals(found) == {(2025, 2030): (0, 1000)}


def test_provinces_without_a_plan_are_named_and_not_taken_for_zero(tmp_path):
    found = sum_of(plan(tmp_path, "Cà Mau"), cwd=tmp_path)
    assert found["status"] == "unclear"
    assert len(found["without_plan"]) == 33
    assert "Cà Mau" not in found["without_plan"]


def test_enough_is_enough_whoever_is_missing(tmp_path):
    path = plan(tmp_path, "Cà Mau", task("{at_least: 1000, unit: doctors/year, from: 2025, to: 2030}"))
    assert sum_of(path, cwd=tmp_path)["status"] == "met"


def test_with_all_provinces_there_a_short_sum_is_short(tmp_path):
    everybody = [plan(tmp_path, name, name=f"p{number}") for number, name in enumerate(all_provinces())]
    found = sum_of(*everybody, cwd=tmp_path)
    assert (found["status"], found["without_plan"]) == ("weaker", [])
    assert found["text"] == "The plans of all provinces fall short by 1,000 doctors a year in 2025–2030."


def all_provinces() -> list[str]:
    from checker.reading.places import provinces

    return [province.name for province in provinces()]


def test_of_two_plans_of_one_province_the_smaller_figure_counts(tmp_path):
    a = plan(tmp_path, "Cà Mau", task("{at_least: 60, unit: doctors/year, from: 2025, to: 2030}"), "a")
    b = plan(tmp_path, "Cà Mau", task("{at_least: 40, unit: doctors/year, from: 2025, to: 2030}"), "b")
    assert totals(sum_of(a, b, cwd=tmp_path)) == {(2025, 2030): (40, 960)}


@pytest.mark.parametrize(
    ("quantity", "years"),
    [
        ("{at_least: 60, unit: doctors/year}", (2026, 2030)),
        ("{at_least: 60, unit: doctors/year, from: 2027}", (2027, 2030)),
        ("{at_least: 60, unit: doctors/year, to: 2027}", (2026, 2027)),
    ],
)
def test_years_that_the_words_leave_out_are_the_norms_but_not_before_the_plan_begins(tmp_path, quantity, years):
    (given,) = sum_of(plan(tmp_path, "Cà Mau", task(quantity)), cwd=tmp_path)["contributions"]
    assert (given["from"], given["to"]) == years


def test_another_unit_and_another_task_are_not_added(tmp_path):
    a = plan(tmp_path, "Cà Mau", task("{at_least: 60, unit: people}"))
    b = plan(tmp_path, "Hà Nội", task("{at_least: 60, unit: doctors/year}", answers="nq72/health-day"))
    found = sum_of(a, b, cwd=tmp_path)
    assert found["contributions"] == []
    assert found["without_figure"] == ["pcmau", "phni"]


def test_a_plan_that_the_norm_does_not_bind_speaks_for_no_province(tmp_path):
    bound = plan(tmp_path, "Cà Mau", task("{at_least: 60, unit: doctors/year}"))
    found = sum_of(bound, PLANS / "thuathienhue.yaml", cwd=tmp_path)
    assert "Thành phố Huế" in found["without_plan"]


def test_without_any_plan_that_the_norm_binds_nothing_is_added_up(tmp_path):
    done = check(PLANS / "thuathienhue.yaml", "-f", "json", "-q", "--fail-on", "never", cwd=tmp_path)
    assert done.json["sums"] == []


def test_the_five_plans(tmp_path):
    found = sum_of(*sorted(PLANS.glob("*.yaml")), cwd=tmp_path, language="vi")
    assert [(c["plan"], c["amount"]) for c in found["contributions"]] == [("bacninh", 40), ("quangninh", 50)]
    assert totals(found) == {(2025, 2025): (0, 1000), (2026, 2030): (90, 910)}
    assert found["without_figure"] == ["haiphong", "quangngai"]
    assert len(found["without_plan"]) == 30
    assert "30 tỉnh, thành phố chưa có kế hoạch" in found["text"]


def test_the_index_shows_the_sum_and_the_provinces_that_are_missing(tmp_path):
    a = plan(tmp_path, "Cà Mau", task("{at_least: 60, unit: doctors/year}"))
    b = plan(tmp_path, "Hà Nội")
    check(a, b, "-q", "--lang", "en", cwd=tmp_path)
    page = (tmp_path / "reports/index.html").read_text(encoding="utf-8")
    assert "2026–2030: 60 doctors a year, 940 missing" in page
    assert "Provinces without a plan in this run" in page
    assert "Lạng Sơn" in page
