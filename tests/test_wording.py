"""What reports say, in idiomatic administrative Vietnamese."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from random_cases import ruleset_of

from checker.i18n import language
from checker.judging.assess import judge
from checker.judging.rules import RULES
from checker.reading.dates import PartialDate
from checker.reading.library import load_library
from checker.reading.models import Commitment, Plan
from checker.reporting.names import RULE_MEANINGS
from checker.reporting.wording import amended_wording, amount, said_by

ROOT = Path(__file__).parent.parent
VI, EN = language("vi"), language("en")
LIBRARY = load_library()
CATALOGUE = LIBRARY.catalogue
REQUIREMENTS = {r.id: r for file in LIBRARY.rulesets for r in file.ruleset.requirements}

AMENDED = {
    "nq72/child-height-2030": "Đến năm 2030, chiều cao trung bình của trẻ em và thanh thiếu niên từ 1-18 tuổi tăng thêm tối thiểu 1,5 cm.",
    "nq72/life-expectancy-2030": "Đến năm 2030, tuổi thọ trung bình đạt tối thiểu 75,5 tuổi.",
    "nq72/healthy-life-years-2030": "Đến năm 2030, số năm sống khỏe mạnh đạt tối thiểu 68 năm.",
    "nq72/immunisation-2030": "Đến năm 2030, tỷ lệ tiêm chủng các vắc-xin trong Chương trình tiêm chủng đạt trên 95%.",
    "nq72/physical-activity-2030": "Đến năm 2030, tỷ lệ người dân thường xuyên tham gia hoạt động thể chất tăng thêm tối thiểu 10%.",
    "nq72/free-checkup-2026": "Từ năm 2026, 100% người dân được khám sức khỏe định kỳ hoặc khám sàng lọc miễn phí ít nhất mỗi năm 1 lần.",
    "nq72/health-record-2026": "Từ năm 2026, 100% người dân được lập sổ sức khỏe điện tử.",
    "nq72/fee-exemption-2030": "Đến năm 2030, người dân được miễn viện phí ở mức cơ bản trong phạm vi quyền lợi bảo hiểm y tế theo lộ trình.",
    "nq72/station-investment-2030": "Đến năm 2030, 100% trạm y tế cấp xã được đầu tư cơ sở vật chất, thiết bị y tế, nhân lực theo chức năng, nhiệm vụ.",
    "nq72/station-doctors-2027": "Đến năm 2027, mỗi trạm y tế cấp xã có tối thiểu 4 bác sĩ.",
    "nq72/station-visits-2030": "Đến năm 2030, tỷ lệ khám bệnh, chữa bệnh bảo hiểm y tế tại trạm y tế cấp xã đạt trên 20%.",
    "nq72/insurance-2026": "Đến năm 2026, tỷ lệ bao phủ bảo hiểm y tế đạt trên 95% dân số.",
    "nq72/insurance-2030": "Đến năm 2030, tỷ lệ bao phủ bảo hiểm y tế đạt 100% dân số.",
    "nq72/life-expectancy-2045": "Đến năm 2045, tuổi thọ trung bình đạt trên 80 tuổi.",
    "nq72/healthy-life-years-2045": "Đến năm 2045, số năm sống khỏe mạnh đạt trên 71 năm.",
}


def test_every_requirement_has_its_amended_wording_here():
    assert AMENDED.keys() == {id_ for id_ in REQUIREMENTS if id_.startswith("nq72/")}


@pytest.mark.parametrize("key", AMENDED)
def test_the_amended_wording_is_a_sentence_to_copy(key):
    requirement = REQUIREMENTS[key]
    assert amended_wording(requirement, CATALOGUE.indicators[requirement.indicator], VI) == AMENDED[key]


@pytest.mark.parametrize("key", REQUIREMENTS)
def test_a_plan_that_takes_over_the_amended_bound_meets_the_requirement(key):
    requirement = REQUIREMENTS[key]
    fields = requirement.model_dump(by_alias=True, exclude_none=True, include=set(Commitment.model_fields))
    data = {"schema": "plan/1", "id": "x", "province": "Huế", "title": "x", "issued": "2025-01-01"}
    plan = Plan.model_validate({**data, "commitments": (fields,)})
    ((assessment,),) = judge(plan, [ruleset_of([requirement])], CATALOGUE).assessments
    assert assessment.status == "met"


def words(language_, indicator="insurance_coverage", **fields):
    commitment = Commitment.model_validate({"indicator": indicator, **fields})
    return said_by(commitment, CATALOGUE.indicators[indicator], language_)


def test_numbers_and_years_are_written_the_vietnamese_way():
    assert words(VI, at_least="97.1", unit="%", by="2030") == "tối thiểu 97,1%, đến năm 2030"
    assert (
        words(VI, more_than="75.5", unit="years", indicator="life_expectancy", by="2030")
        == "trên 75,5 tuổi, đến năm 2030"
    )
    assert words(VI, at_most="15", unit="‰", indicator="under5_mortality", by="2030") == "không quá 15‰, đến năm 2030"


def test_numbers_and_years_are_written_the_english_way():
    assert words(EN, at_least="97.1", unit="%", by="2030") == "at least 97.1%, by 2030"
    assert EN.date(PartialDate(2025, 9, 9)) == "9 September 2025"


def test_all_of_the_people_needs_no_at_least():
    assert words(VI, at_least="100", **{"from": "2026"}) == "100%, từ năm 2026"


def test_about_77_is_not_called_at_least_77():
    assert words(VI, "life_expectancy", at_least="77", approximate="true", by="2030") == "khoảng 77 tuổi, đến năm 2030"


def test_what_the_words_lack_is_said():
    assert words(VI) == "không có số, không nêu năm"


def test_a_pair_and_an_average_are_written_as_people_say_it():
    said = words(VI, "commune_station_doctors", between=("4", "5"), by="2030", scope="average")
    assert said == "4-5 bác sĩ, đến năm 2030, bình quân"


def test_thousands_are_grouped_with_a_point_in_vietnamese_and_a_comma_in_english():
    assert VI.number(Decimal("12345.5")) == "12.345,5"
    assert EN.number(Decimal("12345.5")) == "12,345.5"


@pytest.mark.parametrize(
    ("date", "text"),
    [((2025, 9, 9), "09/9/2025"), ((2023, 2, 13), "13/02/2023"), ((2026, 1), "01/2026"), ((2023,), "2023")],
)
def test_dates_follow_decree_30_of_2020(date, text):
    assert VI.date(PartialDate(*date)) == text


def test_every_rule_has_its_meaning_in_words():
    named = {name for name in RULES if not name.startswith("phase")}
    assert named <= RULE_MEANINGS.keys()


def test_an_amount_is_none_only_without_a_number():
    bare = Commitment.model_validate({"indicator": "insurance_coverage", "by": "2030"})
    assert amount(bare, CATALOGUE.indicators["insurance_coverage"], VI) is None
