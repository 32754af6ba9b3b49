"""Where each block stands, what its section is for, and whose year it inherits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.extracting.document import Block, Cell, Paragraph, Source, Table
from checker.extracting.outlines.heading_years import years_in_heading
from checker.extracting.outlines.numbering import marker_of, ordinal, roman
from checker.extracting.outlines.outline import Place, outline
from checker.extracting.tasks.task_groups import group_of
from checker.reading.library import load_library
from checker.reading.models import TaskGroup

CASES = yaml.safe_load((Path(__file__).parent / "cases/extraction/outlines.yaml").read_text(encoding="utf-8"))


def source_of(lines: list[dict[str, Any]]) -> Source:
    return Source("x.docx", "0" * 64, "docx", tuple(_block(line) for line in lines))


def _block(line: dict[str, Any]) -> Block:
    if "table" in line:
        return Table((tuple(Cell(text, (0, at)) for at, text in enumerate(line["table"])),))
    return Paragraph(line["text"], label=line.get("label", ""), bold=line.get("bold", False))


@pytest.fixture(scope="module")
def groups() -> list[TaskGroup]:
    return [group for file in load_library().rulesets for group in file.ruleset.groups]


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_each_block_knows_its_place(case: dict[str, Any], groups: list[TaskGroup]) -> None:
    lines = case["lines"]
    places = outline(source_of(lines), groups)
    found = [_shown(place, line) for place, line in zip(places, lines, strict=True)]
    wanted = [{key: line[key] for key in line if key not in ("text", "label", "bold", "table")} for line in lines]
    assert [(line.get("text"), got) for line, got in zip(lines, found, strict=True)] == [
        (line.get("text"), want) for line, want in zip(lines, wanted, strict=True)
    ]


def _shown(place: Place, line: dict[str, Any]) -> dict[str, Any]:
    everything = {
        "where": place.where,
        "role": place.role,
        "by": place.by,
        "from": place.from_,
        "hedge": place.hedge,
        "group": place.group,
        "doubt": bool(place.doubts),
    }
    return {key: value for key, value in everything.items() if key in line}


def test_candidates_are_given_where_the_order_of_years_is_doubtful() -> None:
    lines = ["MỤC TIÊU", "Đến năm 2030", "trên 95%", "Đến năm 2045", "trên 80 tuổi"]
    places = outline(source_of([{"text": text} for text in lines]))
    assert places[2].candidates == (("by", 2030), ("by", 2045))
    assert places[4].candidates == (("by", 2045), ("by", 2030))


def test_a_sure_year_has_no_candidates() -> None:
    places = outline(source_of([{"text": "II. MỤC TIÊU ĐẾN NĂM 2030"}, {"text": "- Tuổi thọ đạt 75 tuổi."}]))
    assert [place.candidates for place in places] == [(), ()]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Mục tiêu đến năm 2030, tầm nhìn đến năm 2045", [("by", 2030), ("by", 2045)]),
        ("Giai đoạn 2026 - 2030", [("by", 2030)]),
        ("Từ năm 2026", [("from", 2026)]),
        ("Đến hết năm 2027", [("by", 2027)]),
        ("Chỉ tiêu năm 2026", [("by", 2026)]),
        ("Thực hiện Nghị quyết số 72-NQ/TW ngày 09 tháng 9 năm 2025", []),
        ("Thực hiện Quyết định ngày 27/02/2024", []),
        ("Triển khai Chiến lược quốc gia về dinh dưỡng đến năm 2030", []),
        ("Giảm 20% so với năm 2015", []),
        ("Tăng 2030 giường bệnh", []),
    ],
)
def test_years_of_headings(text: str, years: list[tuple[str, int]]) -> None:
    assert [tuple(year) for year in years_in_heading(text)] == years


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("IV. TỔ CHỨC", "roman", "IV"),
        ("II - MỤC TIÊU", "roman", "II"),
        ("12. Sở Nội vụ", "number", "12"),
        ("1) Sở Nội vụ", "number", "1"),
        ("3.2. Về dân số", "decimal", "3.2"),
        ("II.1. Mục tiêu", "decimal", "II.1"),
        ("đ) Bảo hiểm y tế", "letter", "đ"),
        ("Điều 3. Trách nhiệm", "article", "Điều 3"),
        ("PHỤ LỤC SỐ 02", "annex", "Phụ lục 02"),
        ("Phụ lục", "annex", "Phụ lục"),
        ("Biểu số 3: Chỉ tiêu giao", "annex", "Biểu 3"),
        ("- gạch", "dash", ""),
        ("+ cộng", "plus", ""),
        ("* Phân công", "star", ""),
    ],
)
def test_signs(text: str, kind: str, name: str) -> None:
    marker = marker_of(text)
    assert marker is not None
    assert (marker.kind, marker.name) == (kind, name)


@pytest.mark.parametrize(
    "text",
    [
        "15% dân số",
        "75,5 tuổi",
        "2.000 người",
        "Vì sức khỏe nhân dân",
        "-5 độ",
        "Phụ lục này gồm",
        "Biểu đồ dân số",
        "v.v.",
    ],
)
def test_no_signs(text: str) -> None:
    assert marker_of(text) is None


def test_counting_words() -> None:
    assert [ordinal(n) for n in (1, 4, 10, 11, 14, 15, 21, 24, 25, 30)] == [
        "nhất",
        "tư",
        "mười",
        "mười một",
        "mười bốn",
        "mười lăm",
        "hai mươi mốt",
        "hai mươi tư",
        "hai mươi lăm",
        "ba mươi",
    ]
    assert [roman(text) for text in ("I", "IV", "IX", "XIV", "XXXIX", "IIII", "VV", "")] == [1, 4, 9, 14, 39, 0, 0, 0]


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Đổi mới mạnh mẽ tư duy và hành động trong lãnh đạo, thực hiện công tác chăm sóc sức khỏe", 1),
        ("Kịp thời hoàn thiện thể chế, tập trung nâng cao năng lực hệ thống y tế, nhất là y tế dự phòng", 2),
        ("Nâng cao y đức, phát triển nhân lực y tế chất lượng", 3),
        ("Cải cách tài chính y tế và chính sách bảo hiểm y tế", 4),
        ("Đột phá phát triển khoa học, công nghệ và chuyển đổi số trong chăm sóc sức khỏe", 5),
        ("Đẩy mạnh chuyển đổi số y tế", 5),
        ("Đẩy mạnh phát triển y tế tư nhân, huy động mọi nguồn lực", 6),
        ("Tăng cường hội nhập quốc tế", None),
        ("Sở Y tế", None),
    ],
)
def test_groups_of_tasks_are_known_by_the_norms_own_words(
    title: str, number: int | None, groups: list[TaskGroup]
) -> None:
    assert group_of(title, groups) == number


def test_hostile_paragraphs_do_not_take_long() -> None:
    texts = [
        "1." * 20_000,
        "I" * 50_000,
        "- " * 20_000,
        "(" * 50_000,
        "Phụ lục " * 10_000,
        "a) " * 20_000,
        "năm 2030 " * 9000,
    ]
    places = outline(source_of([{"text": text} for text in texts]))
    assert len(places) == len(texts)
