"""What the nation comes to if every plan of a run is carried out: weighted, exact, and nothing guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import HEAD, PLANS, write_plan
from nation_plans import everywhere, nation_of, other, plan, report_of, target

from checker.reading.places import provinces
from checker.reporting.chart_entries import NationData

# ---- Averages.


def test_promised_values_are_weighted_by_people(tmp_path):
    found = nation_of(
        plan(tmp_path, "Hà Nội", target("at_least: 99, by: 2030")),
        plan(tmp_path, "Lai Châu", target("at_least: 90, by: 2030")),
    )
    # (8807523 · 99 + 512601 · 90) / 9320124 = 98.505…
    assert (found.measure, found.average, found.average_text) == ("average", 98.5, "98.5%")
    assert (found.provinces, found.known, found.known_text) == (2, 8.2, "8.2%")


def test_provinces_without_a_plan_are_a_range_and_not_a_guess(tmp_path):
    found = nation_of(plan(tmp_path, "Hà Nội", target("at_least: 100, by: 2030")), other(tmp_path))
    assert (found.low, found.high, found.status) == (7.7, 100, "open")
    assert (found.needed, found.needed_text) == (100, "100%")
    assert found.text == (
        "The plans that give a value (1 of 34 provinces, 7.7% of the people) promise 100% on average. For the nation "
        "to come to 100%, the others (33 of 34 provinces) must come to 100% on average."
    )


def test_in_vietnamese_it_reads_as_a_ministry_writes(tmp_path):
    found = nation_of(
        plan(tmp_path, "Hà Nội", target("at_least: 97.5, by: 2026")), other(tmp_path),
        requirement="nq72/insurance-2026", lang="vi",
    )  # fmt: skip
    assert found.text == (
        "Các kế hoạch có nêu mức (1/34 tỉnh, thành phố; 7,7% dân số) cam kết bình quân 97,5%. Để cả nước đạt mức trên "
        "95%, các địa phương còn lại (33/34) phải đạt bình quân trên 94,79%."
    )


def test_what_the_others_cannot_make_up_for_is_short(tmp_path):
    found = nation_of(plan(tmp_path, "Hà Nội", target("at_least: 97.1, by: 2030")), other(tmp_path))
    assert (found.status, found.needed) == ("short", None)
    assert found.text.endswith("Even if all the others reach 100%, the nation comes to 99.77% only, not to 100%.")


def test_what_is_reached_whatever_the_others_do_is_reached(tmp_path):
    asked = "qd201/private-bed-share-2030"
    found = nation_of(
        *everywhere(tmp_path, "at_least: 30, by: 2030", "private_bed_share", ("Thành phố Hà Nội",)), requirement=asked
    )
    assert (found.provinces, found.status, found.needed) == (33, "reached", None)
    assert found.low == 27.6
    assert "That alone brings the nation to at least 15%, whatever the others do." in found.text


def test_where_all_are_known_there_is_nothing_open(tmp_path):
    plans = everywhere(tmp_path, "at_least: 100, by: 2030")
    found = nation_of(*plans)
    assert (found.provinces, found.known, found.low, found.high, found.status) == (34, 100, 100, 100, "reached")
    assert found.text == "The plans of all 34 provinces promise 100% on average: the nation comes to 100%."
    plan(tmp_path, "Lai Châu", target('at_least: "99,99", by: 2030'))
    found = nation_of(*plans)
    assert found.status == "short"
    assert found.average < 100, "what is missed by little must not be rounded up to what is asked"
    assert found.text.endswith("the nation does not come to 100%.")


def test_more_than_a_limit_is_reached_where_one_promises_more_than_it(tmp_path):
    asked = "nq72/insurance-2026"
    plans = everywhere(tmp_path, "at_least: 95, by: 2026")
    assert nation_of(*plans, requirement=asked).status == "short"
    plan(tmp_path, "Lai Châu", target("more_than: 95, by: 2026"))
    found = nation_of(*plans, requirement=asked)
    assert (found.status, found.average_text) == ("reached", "more than 95%")


def test_where_nothing_bounds_the_others_there_is_no_range_and_what_they_need_is_said(tmp_path):
    asked = "nq72/life-expectancy-2030"
    found = nation_of(
        plan(tmp_path, "Hà Nội", target("at_least: 70, by: 2030", "life_expectancy")),
        other(tmp_path),
        requirement=asked,
    )
    assert (found.low, found.high, found.status) == (None, None, "open")
    assert (found.needed, found.needed_text) == (75.97, "at least 75.97 years")


def test_where_less_is_better_the_range_and_the_need_turn_round(tmp_path):
    def obesity(*plans: Path) -> NationData:
        return nation_of(*plans, requirement="nq20/adult-obesity-2030")

    before = "covers: {from: 2024, to: 2030}\n"

    def says(province: str, value: str) -> Path:
        path = plan(tmp_path, province, target(f"at_most: {value}, by: 2030", "adult_obesity"), more=before)
        path.write_text(path.read_text(encoding="utf-8").replace("2025-11-21", "2024-11-21"), encoding="utf-8")
        return path

    found = obesity(says("Hà Nội", "9"), says("Lai Châu", "12"))
    assert (found.average, found.low, found.high) == (9.2, 0.8, 92.6)
    assert (found.needed_text, found.status) == ("less than 10%", "open")
    assert [v.province for v in found.values] == ["Lai Châu", "Thành phố Hà Nội"], "the weakest first"
    many = [says(p.name, "20") for p in provinces() if p.name != "Cà Mau"]
    found = obesity(*many)
    assert found.status == "short"
    assert "Even if all the others reach 0%" in found.text


# ---- What counts.


@pytest.mark.parametrize(
    ("bound", "value"),
    [
        ("at_least: 98, by: 2032", 98),
        ("at_least: 100, by: 2030, scope: part", 100),
        ("at_least: 100, by: 2030, scope: wider", 100),
        ("by: 2030", None),
        ("at_least: 98", None),
        ("at_least: 98, unit: people, by: 2030", None),
        ("at_most: 98, by: 2030", None),
    ],
    ids=["late", "part", "wider", "no number", "no year", "other unit", "other side"],
)
def test_what_is_late_partial_or_unclear_is_not_known(tmp_path, bound, value):
    found = nation_of(plan(tmp_path, "Hà Nội", target(bound)), other(tmp_path))
    assert (found.provinces, found.known, found.average, found.status) == (0, 0, None, "open")
    (said,) = (v for v in found.values if v.code == 1)
    assert (said.value, said.counts) == (value, False)
    assert found.text.startswith("No plan given answers in a way that can be compared")


def test_an_answer_that_is_carried_forward_counts_with_its_own_value(tmp_path):
    found = nation_of(plan(tmp_path, "Hà Nội", target("at_least: 100, by: 2026")), other(tmp_path))
    assert (found.provinces, found.average) == (1, 100)


def test_an_average_within_a_province_counts_and_a_pair_counts_as_its_weaker_end(tmp_path):
    found = nation_of(plan(tmp_path, "Hà Nội", target("between: [96, 98], by: 2030, scope: average")), other(tmp_path))
    assert (found.provinces, found.average) == (1, 96)


def test_per_mille_and_three_decimals_are_read_exactly(tmp_path):
    found = nation_of(plan(tmp_path, "Hà Nội", target('at_least: "981,2345", unit: "‰", by: 2030')), other(tmp_path))
    (said,) = (v for v in found.values if v.code == 1)
    assert (said.value, said.value_text) == (98.12345, "98.12345%")
    found = nation_of(plan(tmp_path, "Hà Nội", target('at_least: "1,2340", by: 2030')), other(tmp_path))
    assert found.average == 1.234


def test_of_two_plans_of_a_province_the_weaker_value_counts(tmp_path):
    found = nation_of(
        plan(tmp_path, "Hà Nội", target("at_least: 99, by: 2030"), name="a"),
        plan(tmp_path, "Hà Nội", target("at_least: 97, by: 2030"), name="b"),
        plan(tmp_path, "Hà Nội", name="c"),
    )
    assert (found.provinces, found.known, found.average) == (1, 7.7, 97)
    assert [(v.plan, v.counts) for v in found.values] == [("b", True), ("a", False), ("c", False)]


def test_a_plan_that_is_not_asked_and_one_of_a_commune_speak_for_no_province(tmp_path):
    early = plan(tmp_path, "Hà Nội", target("at_least: 97, by: 2026"), more="covers: {from: 2026, to: 2026}\n")
    ward = plan(tmp_path, "Lai Châu", target("at_least: 97, by: 2030"), more="level: commune\n")
    assert [v.code for v in nation_of(early, ward, other(tmp_path)).values] == [96]
    tiles = {p.code: p.plans for p in report_of(early, ward, other(tmp_path)).provinces}
    assert (tiles[1], tiles[12], tiles[96]) == (("p1",), (), ("p96",))


def test_a_requirement_that_binds_no_plan_has_no_entry(tmp_path):
    asked = {n.requirement for n in report_of(PLANS / "thuathienhue.yaml", other(tmp_path)).nation}
    assert report_of(PLANS / "thuathienhue.yaml", PLANS / "thuathienhue.yaml").nation == ()
    assert "nq72/insurance-2030" in asked


def test_a_file_that_fails_leaves_its_province_unknown(tmp_path):
    broken = write_plan(tmp_path, HEAD.replace("issued", "isued"), "broken.yaml")
    report = report_of(broken, plan(tmp_path, "Hà Nội", target("at_least: 100, by: 2030")))
    assert len(report.errors) == 1
    assert {n.requirement: n.provinces for n in report.nation}["nq72/insurance-2030"] == 1


# ---- Shares of the people.


def doctors(folder: Path, province: str, bound: str, **how: str) -> Path:
    return plan(folder, province, target(bound, "commune_station_doctors"), **how)


def test_of_what_each_must_have_it_says_how_many_people_have_such_a_plan(tmp_path):
    asked = "nq72/station-doctors-2027"
    yes = doctors(tmp_path, "Hà Nội", "at_least: 5, by: 2027")
    found = nation_of(yes, doctors(tmp_path, "Lai Châu", "at_least: 3, by: 2027"), requirement=asked)
    assert (found.measure, found.asked, found.unit, found.average) == ("share", 4, "doctors/station", None)
    assert (found.low, found.high, found.known, found.provinces) == (7.7, 99.5, 8.2, 2)
    assert (found.status, found.needed) == ("short", None)
    assert found.text == (
        "The plans of 1 of 34 provinces (7.7% of the people) satisfy it, those of 1 promise less or later. "
        "Even if all the others do, that makes 99.5% of the people only."
    )


def test_of_a_plan_that_is_unclear_or_says_nothing_nothing_is_assumed(tmp_path):
    asked = "nq72/station-doctors-2027"
    yes = doctors(tmp_path, "Hà Nội", "at_least: 4, by: 2027")
    found = nation_of(yes, doctors(tmp_path, "Cà Mau", "by: 2027"), requirement=asked)
    assert (found.low, found.high, found.status, found.needed_text) == (7.7, 100, "open", "100%")
    found = nation_of(yes, other(tmp_path), requirement=asked)
    assert (found.low, found.high, found.status) == (7.7, 100, "open")


def test_of_two_plans_one_that_says_nothing_does_not_speak_against_the_other(tmp_path):
    asked = "nq72/station-doctors-2027"
    found = nation_of(
        doctors(tmp_path, "Hà Nội", "at_least: 4, by: 2027"), plan(tmp_path, "Hà Nội", name="b"), requirement=asked
    )
    assert (found.low, found.status) == (7.7, "open")
    assert {v.plan: v.counts for v in found.values} == {"p1": True, "b": False}
    weaker = doctors(tmp_path, "Hà Nội", "at_least: 3, by: 2027", name="b")
    assert nation_of(tmp_path / "p1.yaml", weaker, requirement=asked).low == 0


def test_an_accepted_gap_satisfies_nothing_and_keeps_its_value(tmp_path):
    accepted = write_plan(
        tmp_path,
        "schema: acceptances/1\nacceptances:\n"
        "  - {plan: p1, requirement: nq72/insurance-2030, reason: Lộ trình, by: Vụ Pháp chế, until: 2027-06-30}\n"
        "  - {plan: p1, requirement: nq72/station-doctors-2027, reason: Lộ trình, by: Vụ Pháp chế, until: 2027-06-30}\n",
        "accepted.yaml",
    )
    both = target("at_least: 97, by: 2030") + target("at_least: 3, by: 2027", "commune_station_doctors")
    report = report_of(plan(tmp_path, "Hà Nội", both), other(tmp_path), acceptances=(accepted,))
    found = {n.requirement: n for n in report.nation}
    insurance, stations = found["nq72/insurance-2030"], found["nq72/station-doctors-2027"]
    assert {v.status for v in (*insurance.values, *stations.values) if v.code == 1} == {"accepted"}
    assert (insurance.average, insurance.status) == (97, "short")
    assert (stations.low, stations.status) == (0, "short")
