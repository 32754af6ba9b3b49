"""Tables without rulings whose cells still stand below each other."""

from __future__ import annotations

import pytest
from patience import ends

from checker.extracting.document import Line
from checker.extracting.documents.aligned_tables import find_aligned_tables
from checker.extracting.documents.pdf_lines import joined

HEADING = "TT   Chỉ tiêu                      Đơn vị   Năm 2026   Năm 2030"
TOP = [
    HEADING,
    "1    Tỷ lệ bao phủ bảo hiểm y tế   %        95,5       100",
    "2    Tỷ lệ trẻ em dưới 5 tuổi      %        18,1       < 17",
    "     suy dinh dưỡng thể thấp còi",
    "3    Số bác sĩ/10.000 dân          Bác sĩ              19",
]
MIDDLE = [
    HEADING,
    "1    Tỷ lệ bao phủ bảo hiểm y tế   %        95,5       100",
    "     Tỷ lệ trẻ em dưới 5 tuổi",
    "2                                  %        18,1       < 17",
    "     suy dinh dưỡng thể thấp còi",
    "3    Số bác sĩ/10.000 dân          Bác sĩ              19",
]
CELLS = [
    ["TT", "Chỉ tiêu", "Đơn vị", "Năm 2026", "Năm 2030"],
    ["1", "Tỷ lệ bao phủ bảo hiểm y tế", "%", "95,5", "100"],
    ["2", "Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể thấp còi", "%", "18,1", "< 17"],
    ["3", "Số bác sĩ/10.000 dân", "Bác sĩ", "", "19"],
]


def read(lines: list[str], pages: list[int] | None = None) -> list[list[list[str]]]:
    """The texts of the tables' cells."""
    found = find_aligned_tables([Line(text, page) for text, page in zip(lines, pages or [1] * len(lines), strict=True)])
    return [[[cell.text for cell in row] for row in table.rows] for _, _, table in found]


@pytest.mark.parametrize("lines", [TOP, MIDDLE], ids=["cells at the top", "cells in the middle"])
def test_cells_are_told_by_where_they_stand(lines: list[str]) -> None:
    assert read(lines) == [CELLS]


def test_prose_around_a_table_is_not_in_it() -> None:
    lines = ["II. MỤC TIÊU", *TOP, "III. TỔ CHỨC THỰC HIỆN", "Sở Y tế theo dõi."]
    ((start, end, _),) = find_aligned_tables([Line(text) for text in lines])
    assert (start, end) == (1, len(TOP) + 1)


def test_a_heading_that_a_page_repeats_is_no_row() -> None:
    assert read([*TOP[:4], *[HEADING, TOP[4]]], [1, 1, 1, 1, 2, 2]) == [CELLS]


def test_a_heading_over_several_columns_is_merged() -> None:
    lines = [
        "TT   Chỉ tiêu                      Đơn vị   Mục tiêu đến năm",
        "                                            2026       2030",
        *TOP[1:],
    ]
    ((_, _, table),) = find_aligned_tables([Line(text) for text in lines])
    assert [[cell.text for cell in row][3:] for row in table.rows[:2]] in (
        [["Mục tiêu đến năm", "Mục tiêu đến năm"], ["2026", "2030"]],
        [["Mục tiêu đến năm 2026", "2030"], ["95,5", "100"]],
    )


@pytest.mark.parametrize(
    "lines",
    [
        TOP[:2],  # too few rows to see the columns
        [HEADING, "1    Tỷ lệ bao phủ 95,5       100", "2    Số bác sĩ   12  15", "3    Số giường   30   35"],
        [HEADING, *(line.strip() for line in TOP[1:] for _ in (0,) if "   " not in line.strip())],
        ["Kế hoạch năm 2026   của tỉnh   gồm các nội dung sau đây"],
    ],
)
def test_what_does_not_stand_in_columns_is_left_to_other_readers(lines: list[str]) -> None:
    assert read(lines) == []


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Số điều", "dưỡng/v", "ạn dân"], "Số điều dưỡng/vạn dân"),
        (["Số giường", "bệnh/10.0", "00 dân"], "Số giường bệnh/10.000 dân"),
        (["Tron", "g đó"], "Trong đó"),
        (["BHX", "H tỉnh"], "BHXH tỉnh"),
        (["Sở Y", "tế"], "Sở Y tế"),
        (["168,5", "157,5"], "168,5 157,5"),
        (["Chiều cao", "m"], "Chiều cao m"),
        (["10.5", "00 dân"], "10.5 00 dân"),
    ],
)
def test_a_word_that_is_wider_than_its_cell_is_whole_again(lines: list[str], text: str) -> None:
    assert joined(lines) == text


@pytest.mark.parametrize(
    "line",
    [HEADING, "1   a   2   b   3", "TT   Chỉ tiêu   Năm 2026   " + "x  " * 150, "1    Tỷ lệ   95   " * 30],
    ids=["headings alone", "rows alone", "a heading of many columns", "a row of many columns"],
)
def test_a_hostile_text_takes_bounded_time(line: str) -> None:
    with ends():
        find_aligned_tables([Line(text) for text in [HEADING, line, "1   A   2", line] * 2_000])
