"""What a document says of itself: number, date, issuer, province, kind, title, what it implements, years."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.extracting.document import Cell, Paragraph, Source, Table
from checker.extracting.head.header import Fact, read_header, with_target_years
from checker.extracting.head.header_dates import dates_in, month_after, place_line_date
from checker.extracting.head.header_norms import instruments_in
from checker.extracting.head.header_places import in_file_name
from checker.reading.dates import PartialDate
from checker.reading.library import load_library
from checker.reading.models import Ruleset

CASES = yaml.load(  # dates stay as they are written
    (Path(__file__).parent / "cases/extraction/headers.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)


@pytest.fixture(scope="module")
def norms() -> list[Ruleset]:
    return [file.ruleset for file in load_library().rulesets]


def source_of(lines: list[str], file: str = "x.docx") -> Source:
    return Source(file, "0" * 64, "docx", tuple(Paragraph(line) for line in lines))


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_the_head_is_read(case: dict[str, Any], norms: list[Ruleset]) -> None:
    facts = read_header(source_of(case["lines"]), norms)
    found = {key: _shown(getattr(facts, key)) for key in case["facts"]}
    assert found == {key: _wanted(value) for key, value in case["facts"].items()}
    if "review" in case:
        names = ("number", "issued", "issuer", "province", "kind", "title", "implements", "covers")
        asked = [name for name in names if getattr(facts, name).doubts and name != "issuer"]
        assert asked == case["review"]


def _shown(fact: Fact[Any] | str | None) -> Any:
    value = fact.value if isinstance(fact, Fact) else fact
    if value is None:
        return None
    return [str(part) for part in value] if isinstance(value, tuple) else str(value)


def _wanted(value: Any) -> Any:
    return None if value == "null" else value


def test_facts_show_the_words_they_rest_on(norms: list[Ruleset]) -> None:
    source = source_of(CASES[0]["lines"])
    facts = read_header(source, norms)
    for fact in (facts.number, facts.issued, facts.issuer, facts.province, facts.title, facts.implements):
        assert fact.evidence is not None
        (span,) = fact.evidence.spans
        block = source.blocks[span.block]
        assert isinstance(block, Paragraph)
        assert block.text[span.start : span.end] == fact.evidence.quote
    assert facts.number.evidence is not None
    assert facts.number.evidence.quote == "77/KH-UBND"


def test_a_letterhead_in_a_table_is_read(norms: list[Ruleset]) -> None:
    cells = (
        "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH\nSố: 31/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHà Tĩnh, ngày 02 tháng 02 năm 2026",
    )
    table = Table((tuple(Cell(text, (0, at)) for at, text in enumerate(cells)),))
    source = replace(source_of(["KẾ HOẠCH", "Thực hiện Nghị quyết số 72-NQ/TW", "I. MỤC TIÊU"]), blocks=())
    blocks = (table, Paragraph("KẾ HOẠCH"), Paragraph("Thực hiện Nghị quyết số 72-NQ/TW"), Paragraph("I. MỤC TIÊU"))
    facts = read_header(replace(source, blocks=blocks), norms)
    assert (facts.number.value, str(facts.issued.value)) == ("31/KH-UBND", "2026-02-02")
    assert (facts.province.value, facts.issuer.value) == ("Hà Tĩnh", "UBND tỉnh Hà Tĩnh")


def test_the_file_name_tells_the_province_only_where_nothing_else_does() -> None:
    facts = read_header(source_of(["Tuổi thọ đạt 75 tuổi."], "ke-hoach-quang-tri-2026.pdf"))
    assert facts.province.value == "Quảng Trị"
    assert facts.province.doubts
    assert in_file_name("ke_hoach_khanh_hoa") is not None
    assert in_file_name("plan") is None


def test_two_provinces_named_alike_often_are_a_doubt() -> None:
    facts = read_header(source_of(["KẾ HOẠCH", "Hợp tác giữa tỉnh Sơn La và tỉnh Lai Châu", "I. MỤC TIÊU"]))
    assert facts.province.doubts


def test_years_of_targets_say_what_is_covered() -> None:
    facts = read_header(source_of(CASES[0]["lines"]))
    covered = with_target_years(facts, [2030, 2045, 2027], 2050)
    assert covered.covers.value == (2026, 2045)
    assert covered.covers.doubts
    assert with_target_years(facts, [], 2045) == facts


def test_where_targets_reach_as_far_as_any_norm_asks_the_years_covered_are_no_doubt() -> None:
    facts = read_header(source_of(CASES[0]["lines"]))
    assert not with_target_years(facts, [2030, 2045], 2045).covers.doubts
    assert with_target_years(facts, [2030], 2045).covers.doubts


def test_a_stray_year_beyond_the_titles_does_not_stretch_the_plan() -> None:
    lines = ["KẾ HOẠCH", "Chăm sóc sức khỏe đến năm 2030", "Căn cứ Nghị quyết ngày 09/9/2025;", "I. MỤC TIÊU"]
    facts = read_header(source_of(lines))
    assert with_target_years(facts, [2026, *[2030] * 9], 2045).covers.value == (2026, 2030)
    assert with_target_years(facts, [2026, *[2030] * 4, 2035], 2045).covers.value == (2026, 2035)
    assert with_target_years(facts, [2026, *[2030] * 10, 2035], 2045).covers.value == (2026, 2030)


def test_years_before_the_plan_are_not_covered() -> None:
    facts = read_header(source_of(CASES[0]["lines"]))
    assert with_target_years(facts, [2020, 2030], 2045).covers.value == (2025, 2030)


def test_without_any_date_the_first_year_with_a_target_is_the_date() -> None:
    facts = with_target_years(read_header(source_of(["Tuổi thọ đạt 75 tuổi vào năm 2030."])), [2030], 2045)
    assert (str(facts.issued.value), bool(facts.issued.doubts)) == ("2030", True)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Nghị quyết số 72- NQ/TW và 282/NQ- CP", ["72-NQ/TW", "282/NQ-CP"]),
        ("CHƯƠNG TRÌNH SỐ 05-CTR/TU", ["05-CTr/TU"]),
        ("Luật số 15/2023/QH15", ["15/2023/QH15"]),
        ("Quyết định số 201/QĐ-TTg, 788/QĐ-BYT", ["201/QĐ-TTg", "788/QĐ-BYT"]),
        ("Công văn 3692/SYT-KHTC ngày 31/12/2025", []),
        ("giai đoạn 2026-2030, 20/10.000 dân, 4-5 bác sĩ/trạm", []),
    ],
)
def test_numbers_of_instruments(text: str, numbers: list[str]) -> None:
    assert [found.number for found in instruments_in(text)] == numbers


def test_dates() -> None:
    text = "ngày 09 tháng 9 năm 2025, 27/02/2024, 31.12.2025, tháng 6/2026, 30/02/2026, 40/13/2026"
    assert [str(found[0]) for found in dates_in(text)] == ["2025-09-09", "2024-02-27", "2025-12-31", "2026-06"]
    assert place_line_date("Huế, ngày     tháng 3 năm 2026") is not None
    assert str(month_after(PartialDate(2025, 12, 31))) == "2026-01"
    assert str(month_after(PartialDate(2025, 12, 30))) == "2025-12"


def test_hostile_heads_do_not_take_long(norms: list[Ruleset]) -> None:
    lines = [
        "Số: " + "1" * 50_000,
        "ngày " * 20_000,
        "KẾ HOẠCH",
        "A" * 50_000,
        "số " * 30_000 + "72-NQ/TW",
        "." * 90_000,
    ]
    lines += [
        "Kế hoạch của " * 8000,
        "Bắc Ninh " * 10_000,
        "kèm theo " * 10_000,
        "ban hành kế " * 10_000,
        "năm " * 30_000,
    ]
    assert read_header(source_of(lines), norms).number.value is None
