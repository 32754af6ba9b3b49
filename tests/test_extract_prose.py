"""Sentences of plans: which targets they set, which present values they tell, and what they only mention."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from patience import ends

from checker.extracting.document import Paragraph
from checker.extracting.findings import Findings, Present, Target
from checker.extracting.grammar.lexicon import Lexicon
from checker.extracting.grammar.orphans import pair_orphans
from checker.extracting.grammar.prose import read_paragraph
from checker.extracting.outlines.outline import Place
from checker.reading.library import rulesets_folder
from checker.reading.load import load_catalogue

CASES = yaml.safe_load((Path(__file__).parent / "cases/extraction/sentences.yaml").read_text("utf-8"))
CATALOGUE = load_catalogue(rulesets_folder() / "indicators.yaml")
LEXICON = Lexicon.of(CATALOGUE)


def read(text: str, role: str = "goals", issued: int | None = None, **place: Any) -> Findings:
    where = Place("mục II.1", role, **place)  # type: ignore[arg-type]
    return read_paragraph(text, 0, where, lambda _: 3, LEXICON, CATALOGUE, issued)


def shown(target: Target) -> dict[str, Any]:
    """The target as the cases write it: what is not said is left out."""
    values: Any = [float(value) for value in target.values]
    if target.comparator != "between":
        values = True if target.comparator == "promised" else values[0]
    own = CATALOGUE.indicators[target.indicator].unit
    said = {
        "indicator": target.indicator,
        str(target.comparator): values,
        "unit": target.unit if target.unit != own else None,
        "by": target.by,
        "from": target.from_,
        "scope": target.scope,
        "hedge": target.hedge,
        "approximate": target.approximate,
        "doubtful": bool(target.doubts),
    }
    return {key: value for key, value in said.items() if value not in (None, False)}


def told(present: Present) -> dict[str, Any]:
    said = {
        "indicator": present.indicator,
        "value": float(present.value),
        "as_of": str(present.as_of) if present.as_of else None,
        "doubtful": bool(present.doubts),
    }
    return {key: value for key, value in said.items() if value not in (None, False)}


@pytest.mark.parametrize("case", CASES, ids=[case["sentence"][:80] for case in CASES])
def test_a_sentence_sets_and_tells_this(case: dict[str, Any]) -> None:
    under = {("from_" if key == "from" else key): value for key, value in case.get("under", {}).items()}
    found = read(case["sentence"], **under)
    assert [shown(target) for target in found.targets] == case.get("targets", [])
    assert [told(present) for present in found.presents] == case.get("presents", [])


@pytest.mark.parametrize("case", CASES, ids=[case["sentence"][:80] for case in CASES])
def test_every_quote_stands_in_its_sentence(case: dict[str, Any]) -> None:
    found = read(case["sentence"])
    for item in (*found.targets, *found.presents):
        assert item.evidence.quote
        assert item.evidence.quote in case["sentence"]
        assert len(item.evidence.quote.split()) <= 30
        assert item.evidence.page == 3
        assert all(0 <= span.start < span.end <= len(case["sentence"]) for span in item.evidence.spans)


# names as documents write them; "người dân" and parts of the people have cases of their own
NAMES = {
    "insurance_coverage": "tỷ lệ bao phủ bảo hiểm y tế",
    "life_expectancy": "tuổi thọ trung bình",
    "healthy_life_years": "số năm sống khỏe mạnh",
    "service_satisfaction": "tỷ lệ hài lòng của người dân với dịch vụ y tế",
    "stunting_under5": "tỷ lệ suy dinh dưỡng thể thấp còi ở trẻ em dưới 5 tuổi",
    "under1_mortality": "tỷ suất tử vong trẻ em dưới 1 tuổi",
}
UNITS = {"%": "%", "years": " tuổi", "‰": "‰"}
UPWARD = {
    "đạt": "at_least",
    "đạt trên": "more_than",
    "đạt tối thiểu": "at_least",
    "không dưới": "at_least",
    ">": "more_than",
}
DOWNWARD = {"còn": "at_most", "giảm xuống dưới": "less_than", "không quá": "at_most", "≤": "at_most", "đạt": "at_most"}
TIMES = {"Đến năm {}": "by", "Từ năm {}": "from", "Đến hết năm {}": "by", "Đến cuối năm {}": "by"}


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, list[dict[str, Any]]]:
    """A sentence of one to three targets with one year before them, and what it must be read as."""
    words, key = draw(st.sampled_from(sorted(TIMES.items())))
    year = draw(st.integers(2026, 2045))
    clauses, wanted = [], []
    for indicator in draw(st.lists(st.sampled_from(sorted(NAMES)), min_size=1, max_size=3, unique=True)):
        model = CATALOGUE.indicators[indicator]
        comparator = draw(st.sampled_from(sorted((UPWARD if model.direction == "more" else DOWNWARD).items())))
        value = Decimal(draw(st.integers(101, 999))) / 10
        number = f"{value.normalize():f}".replace(".", ",")
        clauses.append(f"{NAMES[indicator]} {comparator[0]} {number}{UNITS[model.unit or '']}")
        wanted.append({"indicator": indicator, comparator[1]: float(value), key: year})
    return f"{words.format(year)}, {draw(st.sampled_from(['; ', ', '])).join(clauses)}.", wanted


@given(sentences())
def test_what_is_written_by_the_rules_is_read_back(case: tuple[str, list[dict[str, Any]]]) -> None:
    text, wanted = case
    assert [shown(target) for target in read(text).targets] == wanted


@given(
    st.lists(st.tuples(st.integers(2026, 2045), st.integers(50, 99)), min_size=2, max_size=4, unique_by=lambda p: p[0])
)
def test_each_number_has_the_year_beside_it(pairs: list[tuple[int, int]]) -> None:
    name = NAMES["insurance_coverage"]
    wanted = [(year, Decimal(value)) for year, value in pairs]
    for text in (
        f"{name} " + ", ".join(f"đạt {value}% vào năm {year}" for year, value in pairs) + ".",
        f"{name} " + ", ".join(f"năm {year} đạt {value}%" for year, value in pairs) + ".",
        f"{name}: " + ", ".join(f"{value}% (năm {year})" for year, value in pairs) + ".",
        f"{name} các năm {', '.join(str(y) for y, _ in pairs)} lần lượt đạt {', '.join(f'{v}%' for _, v in pairs)}.",
    ):
        assert [(target.by, target.values[0]) for target in read(text).targets] == wanted, text


def test_the_year_of_the_heading_is_inherited_with_its_doubts() -> None:
    from checker.extracting.doubts import YEAR_OF_NEIGHBOUR

    doubt = YEAR_OF_NEIGHBOUR.doubt(year="2030")
    (target,) = read("Tuổi thọ trung bình đạt 76 tuổi.", by=2030, doubts=(doubt,)).targets
    assert (target.by, target.doubts) == (2030, (doubt,))
    (target,) = read("Tuổi thọ trung bình đạt 76 tuổi vào năm 2028.", by=2030, doubts=(doubt,)).targets
    assert (target.by, target.doubts) == (2028, ())


def test_a_year_that_norms_ask_for_is_likelier_where_headings_are_jumbled() -> None:
    from checker.extracting.doubts import YEAR_OF_NEIGHBOUR, YEAR_OF_THE_NORM

    doubt = YEAR_OF_NEIGHBOUR.doubt(year="2030")
    place = Place("phần Mục tiêu", "goals", by=2030, doubts=(doubt,), candidates=(("by", 2030), ("by", 2045)))
    asked = {"life_expectancy": frozenset({2045})}
    found = read_paragraph(
        "Tuổi thọ trung bình đạt 80 tuổi.", 0, place, lambda _: None, LEXICON, CATALOGUE, None, asked
    )
    assert found.targets[0].by == 2045
    assert found.targets[0].doubts == (YEAR_OF_THE_NORM.doubt(year="2045", years="2030, 2045"),)


def test_names_and_numbers_in_paragraphs_of_their_own_are_paired_with_a_grave_doubt() -> None:
    texts = ["Tỷ lệ tiêm chủng các vắc-xin trong Chương trình tiêm chủng mở rộng", "Tỷ lệ người dân thường xuyên tham gia hoạt động thể chất",
             "Đến năm 2030", "tăng thêm 10%", "trên 95%"]  # fmt: skip
    places = [Place("phần Mục tiêu", "goals", by=2030)] * len(texts)
    found = pair_orphans([Paragraph(text) for text in texts], places, LEXICON, CATALOGUE)
    assert [(t.indicator, t.comparator, t.values, t.by) for t in found] == [
        ("immunisation_coverage", "more_than", (Decimal(95),), 2030),
        ("physical_activity_gain", "at_least", (Decimal(10),), 2030),
    ]
    assert all(target.confidence == "low" for target in found)


def test_numbers_far_from_a_name_are_left_alone() -> None:
    texts = ["Tỷ lệ tiêm chủng các vắc-xin trong Chương trình tiêm chủng mở rộng", *["Nội dung khác"] * 20, "trên 95%"]
    places = [Place("phần Mục tiêu", "goals", by=2030)] * len(texts)
    assert pair_orphans([Paragraph(text) for text in texts], places, LEXICON, CATALOGUE) == ()


@pytest.mark.parametrize(
    "text",
    [
        "tỷ lệ bao phủ bảo hiểm y tế đạt 95%, " * 4_000,
        "( " * 30_000 + "tỷ lệ bao phủ bảo hiểm y tế đạt 95%",
        "tuổi thọ trung bình " * 4_000 + "đạt 76 tuổi",
        "từ 1 đến " * 10_000 + "tuổi thọ trung bình",
        "năm 2030 " * 10_000 + "tuổi thọ trung bình đạt 76 tuổi",
        "9" * 100_000 + " tuổi thọ trung bình",
    ],
    ids=["one sentence of 4000 targets", "brackets", "names", "ranges", "years", "figures"],
)
def test_a_hostile_paragraph_takes_bounded_time(text: str) -> None:
    with ends():
        read(text)
