"""Tables of which a text file keeps only the words are cut into rows again."""

from __future__ import annotations

import pytest

from checker.extracting.document import FlatTable, Line, Paragraph
from checker.extracting.documents.healing import heal

HEADER = ["TT", "Chỉ tiêu", "Đến năm 2026", "Đến năm 2030", "Cơ quan theo dõi"]
PROSE = [
    "Ủy ban nhân dân tỉnh giao Sở Y tế chủ trì, phối hợp với các sở, ngành liên quan",
    "theo dõi và đôn đốc việc thực hiện kế hoạch này, tổng hợp báo cáo hằng năm trước",
    "ngày 10 tháng 12; các khó khăn, vướng mắc được gửi về Sở Y tế để xem xét.",
]


def tables(lines: list[str], gap: str = "\n") -> list[FlatTable]:
    blocks, _ = heal([Line(text) for text in gap.join(lines).split("\n")])
    return [block for block in blocks if isinstance(block, FlatTable)]


def rows(lines: list[str], gap: str = "\n") -> list[tuple[str, str]]:
    (table,) = tables(lines, gap)
    return [(row.label, row.text) for row in table.rows]


def paragraphs(lines: list[str]) -> list[str]:
    blocks, _ = heal([Line(text) for text in lines])
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def test_one_cell_in_a_line() -> None:
    body = [
        "1",
        "Số bác sĩ/10.000 dân",
        "15",
        "19",
        "Sở Y tế",
        "2",
        "Tuổi thọ trung bình (tuổi)",
        "75,5",
        "Thống kê tỉnh",
    ]
    (table,) = tables([*HEADER, *body])
    assert table.header == tuple(HEADER)
    assert [(row.label, row.text) for row in table.rows] == [
        ("1", "Số bác sĩ/10.000 dân 15 19 Sở Y tế"),
        ("2", "Tuổi thọ trung bình (tuổi) 75,5 Thống kê tỉnh"),
    ]
    assert table.rows[1].lines == ("2", "Tuổi thọ trung bình (tuổi)", "75,5", "Thống kê tỉnh")


def test_a_value_that_is_the_next_number_opens_no_row() -> None:
    body = [
        "1",
        "Số bác sĩ mỗi trạm",
        "2",
        "4",
        "Sở Y tế",
        "2",
        "Tỷ suất tử vong (‰)",
        "3",
        "3",
        "Tỷ lệ tiêm chủng (%)",
        "95",
    ]
    assert rows([*HEADER, *body]) == [
        ("1", "Số bác sĩ mỗi trạm 2 4 Sở Y tế"),
        ("2", "Tỷ suất tử vong (‰) 3"),
        ("3", "Tỷ lệ tiêm chủng (%) 95"),
    ]


def test_a_value_before_an_office_opens_no_row() -> None:
    body = ["1", "Số bác sĩ mỗi trạm", "2", "Sở Y tế", "2", "Tỷ lệ tiêm chủng (%)", "95"]
    assert [label for label, _ in rows([*HEADER, *body])] == ["1", "2"]


def test_roman_rows_head_parts_in_which_the_count_begins_again() -> None:
    body = [
        "I",
        "Dân số",
        "1",
        "Tuổi thọ (tuổi)",
        "75",
        "II",
        "Phòng bệnh",
        "1",
        "Tiêm chủng (%)",
        "95",
        "III",
        "Thể thao (%)",
        "10",
    ]
    (table,) = tables([*HEADER, *body])
    assert [(row.label, row.section) for row in table.rows] == [
        ("I", True),
        ("1", False),
        ("II", True),
        ("1", False),
        ("III", False),
    ]


def test_a_count_may_go_on_over_parts() -> None:
    body = [
        "I. Truyền thông về sức khỏe",
        "1",
        "Ngày sức khỏe toàn dân",
        "Sở Y tế",
        "II. Y tế cơ sở",
        "2",
        "Luân phiên bác sĩ",
        "Sở Y tế",
    ]
    assert [label for label, _ in rows(["TT", "Nhiệm vụ", "Cơ quan chủ trì", *body])] == ["I", "1", "II", "2"]


WRAPPED = [
    "STT Chỉ số ",
    "Đơn vị ",
    "tính ",
    "Năm ",
    "2025 ",
    "1 Tỷ lệ dân số tham gia bảo hiểm y tế % >95 >95",
    "2 ",
    "Số giường bệnh trên 10.000 dân (không bao ",
    "gồm giường của trạm y tế) ",
    "Giường 60,8 59-61",
    "2a Trong đó giường tư nhân       67",
    "4 Chiều cao của thanh niên đủ ",
    "18 tuổi trở lên ",
    "cm 167",
]


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["tight", "a blank line between all lines"])
def test_rows_wrapped_over_lines(gap: str) -> None:
    assert rows(WRAPPED, gap) == [
        ("1", "Tỷ lệ dân số tham gia bảo hiểm y tế % >95 >95"),
        ("2", "Số giường bệnh trên 10.000 dân (không bao gồm giường của trạm y tế) Giường 60,8 59-61"),
        ("2a", "Trong đó giường tư nhân 67"),
        ("4", "Chiều cao của thanh niên đủ 18 tuổi trở lên cm 167"),
    ]


def test_a_mistyped_number_is_taken_for_the_one_that_is_due() -> None:
    body = ["1 Tỷ lệ hút thuốc ở nam giới % 32", "20 Tỷ lệ uống rượu, bia % 35", "3 Tỷ lệ béo phì ở trẻ em % 10"]
    assert [label for label, _ in rows(["TT Chỉ tiêu Đơn vị Năm 2025", *body])] == ["1", "20", "3"]


def test_numbers_under_numbers_and_dashes_with_values_are_rows() -> None:
    body = ["1 Tỷ lệ hộ có chi phí y tế lớn", "1.1 Từ 25% tổng chi tiêu 1,8", "1.2 Từ 10% tổng chi tiêu 10"]
    body += [
        "2 Tỷ lệ hộ dùng nước sạch ",
        " - Quyết định số 1092/QĐ-TTg ",
        "  - Nông thôn   100 ",
        "  - Thành thị   >99 ",
    ]
    assert rows(["TT Chỉ tiêu Mục tiêu 2025", *body]) == [
        ("1", "Tỷ lệ hộ có chi phí y tế lớn"),
        ("1.1", "Từ 25% tổng chi tiêu 1,8"),
        ("1.2", "Từ 10% tổng chi tiêu 10"),
        ("2", "Tỷ lệ hộ dùng nước sạch - Quyết định số 1092/QĐ-TTg"),
        ("-", "Nông thôn 100"),
        ("-", "Thành thị >99"),
    ]


def test_a_row_without_a_number_heads_those_below_it() -> None:
    body = [
        "  Chỉ số đầu vào     ",
        "1 Tỷ lệ phụ nữ đẻ được đỡ 100",
        "  Chỉ số tác động     ",
        "2 Tuổi thọ trung bình 75",
    ]
    (table,) = tables(["TT Tên chỉ tiêu Mục tiêu ", "2025 ", *body])
    assert [(row.label, row.text, row.section) for row in table.rows][::2] == [
        ("", "Chỉ số đầu vào", True),
        ("", "Chỉ số tác động", True),
    ]


@pytest.mark.parametrize(
    "after",
    [
        "Ghi chú: số liệu năm 2024.",
        "Nơi nhận:",
        "PHỤ LỤC 2",
        "III. NHIỆM VỤ VÀ GIẢI PHÁP",
        "b) Các chỉ tiêu khác",
        "2. Mục tiêu của ngành",
    ],
)
def test_what_cannot_be_a_row_ends_the_table(after: str) -> None:
    lines = ["TT Chỉ tiêu Đơn vị Năm 2030", "1 Số bác sĩ/vạn dân Bác sĩ 19", "2 Tiêm chủng % 95", after]
    assert [label for label, _ in rows(lines)] == ["1", "2"]
    assert paragraphs(lines) == [after]


def test_prose_after_a_table_is_prose() -> None:
    lines = [*PROSE, "TT Chỉ tiêu Đơn vị Năm 2030", "1 Số bác sĩ/vạn dân Bác sĩ 19", "2 Tiêm chủng % 95", *PROSE]
    assert rows(lines)[-1] == ("2", "Tiêm chủng % 95")
    assert paragraphs(lines) == [" ".join(PROSE)] * 2


def test_a_header_that_a_page_repeats_is_no_row() -> None:
    header = "TT   Chỉ tiêu   Đơn vị   Năm 2030"
    lines = [header, "1   Số bác sĩ/vạn dân   Bác sĩ   19", header, "2   Tiêm chủng   %   95"]
    assert rows(lines) == [("1", "Số bác sĩ/vạn dân Bác sĩ 19"), ("2", "Tiêm chủng % 95")]


def test_two_tables_one_after_the_other() -> None:
    lines = [
        "TT Chỉ tiêu Năm 2030",
        "1 Bác sĩ 19",
        "2 Giường bệnh 35",
        "TT Nhiệm vụ Cơ quan chủ trì",
        "1 Đào tạo bác sĩ Sở Y tế",
    ]
    assert [len(table.rows) for table in tables(lines)] == [2, 1]


def test_long_tasks_of_a_file_without_line_breaks_stay_in_their_rows() -> None:
    task = "Xây dựng và triển khai đề án nâng cao chất lượng hệ thống y tế dự phòng và y tế cơ sở của tỉnh " * 3
    cells = [task.strip(), "Sở Y tế", "Các sở, ngành", "Kế hoạch", "Quý I/2026"]
    lines = [task, "TT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Kết quả", "Thời gian"]
    lines += [cell for number in range(1, 13) for cell in (str(number), *cells)]
    assert rows(lines) == [(str(number), " ".join(cells)) for number in range(1, 13)]


@pytest.mark.parametrize("words", ["TT", "Thứ tự ưu tiên", "STT là số thứ tự của nhiệm vụ."])
def test_words_alone_are_no_table(words: str) -> None:
    lines = [words, "1. Mục tiêu chung", "Nâng cao sức khỏe."]
    assert tables(lines) == []
    assert paragraphs(lines) == lines


def test_hostile_tables_take_bounded_time() -> None:
    lines = [*HEADER * 2_000, *(f"{n} Chỉ tiêu" for n in range(1, 5_000)), *(["TT Chỉ tiêu"] * 2_000), "1 Bác sĩ 19"]
    assert tables(lines)


def test_rows_without_numbers_are_told_by_their_gaps_and_values() -> None:
    lines = [
        *PROSE,
        "Chỉ tiêu                       Đơn vị     2026    Năm 2030",
        "CÔNG TÁC DÂN SỐ",
        "Tuổi thọ trung bình            tuổi       75      75,5",
        "Tỷ lệ người dân được khám sức",
        "khỏe định kỳ mỗi năm           %          90      100",
        "Tỷ lệ bao phủ bảo hiểm y tế    %          95      98",
        "toàn dân",
        *PROSE,
    ]
    (table,) = tables(lines)
    assert [(row.label, row.text, row.section) for row in table.rows] == [
        ("", "CÔNG TÁC DÂN SỐ", True),
        ("", "Tuổi thọ trung bình tuổi 75 75,5", False),
        ("", "Tỷ lệ người dân được khám sức khỏe định kỳ mỗi năm % 90 100", False),
        ("", "Tỷ lệ bao phủ bảo hiểm y tế % 95 98 toàn dân", False),
    ]
    assert paragraphs(lines) == [" ".join(PROSE)] * 2


def test_wide_gaps_in_prose_are_no_table() -> None:
    lines = ["Chỉ tiêu    và   mục tiêu đến năm 2030:", "Tuổi thọ trung bình    đạt 75 tuổi."]
    assert tables(lines) == []
