"""Lines of a text file or a PDF become paragraphs again."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.extracting.document import Line, Paragraph, Table
from checker.extracting.documents.healing import heal
from checker.extracting.documents.text import read_text
from checker.extracting.documents.unreadable import Unreadable

# Six full lines of a page, to tell how wide its text is.
FULL = [
    "Củng cố mạng lưới y tế cơ sở, bảo đảm mỗi trạm y tế có đủ nhân lực và thiết bị",
    "để khám bệnh ban đầu cho người dân; đầu tư cho các xã vùng cao, vùng sâu, nơi",
    "người dân còn khó tiếp cận dịch vụ, đồng thời nâng cao năng lực quản lý bệnh tại",
    "cộng đồng và theo dõi sức khỏe theo vòng đời của từng người, từng hộ gia đình ở",
    "tất cả các xã, phường trong tỉnh, kết hợp truyền thông và vận động người dân cùng",
    "tham gia phòng bệnh.",
]


def healed(text: str) -> list[str]:
    blocks, _ = heal([Line(line) for line in text.split("\n")])
    assert all(isinstance(block, Paragraph) for block in blocks)
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def after_full_lines(*lines: str, gap: str = "\n") -> list[str]:
    return healed(gap.join([*FULL, *lines]))[1:]


def test_full_lines_go_on_and_a_short_one_ends_the_paragraph() -> None:
    assert healed("\n".join([*FULL, "Ngành y tế chủ trì."])) == [" ".join(FULL), "Ngành y tế chủ trì."]


def test_blank_lines_between_all_lines_end_nothing() -> None:
    assert healed("\n\n".join([*FULL, "Ngành y tế chủ trì."])) == [" ".join(FULL), "Ngành y tế chủ trì."]


def test_a_page_break_within_a_sentence_ends_nothing() -> None:
    lines = "\n\n".join(FULL[:3]) + "\n " + "\n\n".join(FULL[3:])
    assert healed(lines) == [" ".join(FULL)]


def test_blank_lines_between_boxes_end_them() -> None:
    text = "MỤC TIÊU\n\nTuổi thọ trung bình đạt 76 tuổi, số năm sống khỏe\nmạnh 68 năm\n\ntrên 95%\n\ntăng thêm 10%\n\nĐến năm 2030"
    assert healed(text) == [
        "MỤC TIÊU",
        "Tuổi thọ trung bình đạt 76 tuổi, số năm sống khỏe mạnh 68 năm",
        "trên 95%",
        "tăng thêm 10%",
        "Đến năm 2030",
    ]


def test_a_narrow_column_goes_on_over_blank_lines() -> None:
    text = "Kịp thời hoàn\nthiện thể chế,\n\nnâng cao năng\nlực hệ thống\n\ny tế dự phòng\n\nNhững việc khác, mỗi việc một dòng\nviết cho hết câu"
    assert healed(text)[0] == "Kịp thời hoàn thiện thể chế, nâng cao năng lực hệ thống y tế dự phòng"


def test_one_paragraph_in_a_line_stays_one() -> None:
    long = "Xây dựng hệ thống y tế công bằng, chất lượng, hiệu quả và bền vững, " * 5
    lines = [long.strip() + ".", "Đến năm 2030", long.strip() + ".", "Tỷ lệ bao phủ đạt 97%"]
    assert healed("\n".join(lines)) == lines


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("thực hiện Nghị quyết số 72-", "NQ/TW của Bộ Chính trị", "thực hiện Nghị quyết số 72-NQ/TW của Bộ Chính trị"),
        ("tiêm đủ các loại vắc-", "xin cho trẻ em", "tiêm đủ các loại vắc-xin cho trẻ em"),
        ("nhiệm kỳ 2025 -", "2030, tập trung", "nhiệm kỳ 2025 - 2030, tập trung"),
        ("đạt 19 bác sĩ/", "vạn dân", "đạt 19 bác sĩ/vạn dân"),
        ("đạt từ 59-", "61 giường", "đạt từ 59-61 giường"),
        ("số bé trai", "/100 bé gái", "số bé trai/100 bé gái"),
    ],
)
def test_a_word_broken_at_the_line_end_is_whole_again(first: str, second: str, together: str) -> None:
    assert healed(f"{first}\n{second}") == [together]


@pytest.mark.parametrize(
    "item",
    [
        "2. Yêu cầu",
        "1.2. Kết quả",
        "b) Giảm bệnh tật",
        "đ) Bao phủ bảo hiểm",
        "- Sở Y tế chủ trì",
        "+ Nông thôn",
        "* Phân công",
        "• Thành thị",
        "II. MỤC TIÊU",
        "Điều 5. Tổ chức",
        "Phụ lục 2",
        "Nơi nhận:",
        "TM. ỦY BAN NHÂN DÂN",
    ],
)
def test_an_item_or_heading_begins_a_paragraph(item: str) -> None:
    assert after_full_lines("Có nội dung sau:", item) == ["Có nội dung sau:", item]


@pytest.mark.parametrize(
    ("start", "rest"),
    [
        ("nâng chiều cao trung bình của trẻ em và thanh thiếu niên trong tỉnh thêm ít nhất", "1,5 cm; tuổi thọ tăng."),
        ("bảo đảm đủ kinh phí thực hiện, tổng kết từng năm và sơ kết giữa giai đoạn 2026", "- 2030 theo quy định."),
        ("nâng cao tầm vóc, thể lực của trẻ em và thanh thiếu niên trong độ tuổi từ 01 đến", "18 tuổi thêm 1,5 cm."),
        (
            "phối hợp chặt chẽ giữa ngành y tế, ngành giáo dục và Sở Lao động, các đoàn thể và",
            "- Thương binh và Xã hội.",
        ),
        (
            "bảo đảm hoàn thành các chỉ tiêu được giao trong kế hoạch phát triển kinh tế vào",
            "2030. Hằng năm có báo cáo.",
        ),
    ],
)
def test_a_number_or_dash_within_a_sentence_begins_nothing(start: str, rest: str) -> None:
    assert after_full_lines(start[0].upper() + start[1:], rest) == [f"{start[0].upper()}{start[1:]} {rest}"]


def test_a_heading_in_capitals_is_joined_and_ends_before_small_letters() -> None:
    heading = ["III. MỘT SỐ NHIỆM VỤ TRỌNG TÂM ĐỘT PHÁ VỀ Y TẾ, TĂNG CƯỜNG", "BẢO VỆ SỨC KHỎE NHÂN DÂN"]
    assert after_full_lines(*heading, "Các sở thực hiện.") == [" ".join(heading), "Các sở thực hiện."]


def test_what_a_document_is_begins_anew_even_below_a_line_that_is_full() -> None:
    date = "Ghi tại thành phố Cà Mau, tỉnh Cà Mau, là ngày mười hai, tháng 01 của năm 2026"
    assert after_full_lines(date, "KẾ HOẠCH", "Bảo vệ, chăm sóc sức khỏe Nhân dân")[:2] == [date, "KẾ HOẠCH"]


def test_a_list_under_a_heading_that_fills_its_line_begins_anew() -> None:
    heading = "2. Nâng cao chất lượng khám bệnh, chữa bệnh và sự hài lòng của người bệnh ở tỉnh"
    assert after_full_lines(heading, "- Đẩy mạnh đào tạo.") == [heading, "- Đẩy mạnh đào tạo."]


def test_a_page_number_in_a_sentence_is_dropped_and_said() -> None:
    lines = [Line(text) for text in [*FULL[:3], "7 ", "", *FULL[3:]]]
    blocks, dropped = heal(lines)
    assert [b.text for b in blocks if isinstance(b, Paragraph)] == [" ".join(FULL)]
    assert dropped == ("7",)


def pages(count: int, head: str, foot: str) -> list[Line]:
    found = []
    for page in range(1, count + 1):
        body = [f"Câu thứ {word} của trang này nói về một việc khác hẳn." for word in ("nhất", "hai", "ba", "bốn")]
        texts = [head.format(page), *(f"{'abcdefghij'[page]}{text}" for text in body), foot.format(page)]
        found += [Line(text, page) for text in texts]
    return found


@pytest.mark.parametrize("number", ["{}", "- {} -", "Trang {}/5", "Trang {}"])
def test_heads_and_page_numbers_of_pages_are_dropped_and_said(number: str) -> None:
    blocks, dropped = heal(pages(5, "Kế hoạch y tế tỉnh", number))
    texts = [b.text for b in blocks if isinstance(b, Paragraph)]
    assert not any("Kế hoạch y tế tỉnh" in text or number.format(3) in text for text in texts)
    assert dropped == tuple(text for page in range(1, 6) for text in ("Kế hoạch y tế tỉnh", number.format(page)))


def test_a_line_that_only_two_pages_share_stays() -> None:
    _, dropped = heal(pages(2, "Mục tiêu chung", "Hết."))
    assert dropped == ()


def test_addresses_and_signing_stamps_are_dropped() -> None:
    stamp = ["Người ký: UBND TỈNH", "Cơ quan: Tỉnh", "Thời gian ký: 21.11.2025 16:10:33 +07:00"]
    lines = [*stamp, *FULL[:2], "https://example.org/van-ban/ke-hoach-2026.aspx", *FULL[2:]]
    blocks, dropped = heal([Line(line) for line in lines])
    assert [b.text for b in blocks if isinstance(b, Paragraph)] == [" ".join(FULL)]
    assert dropped == (*stamp, "https://example.org/van-ban/ke-hoach-2026.aspx")


def test_a_paragraph_over_a_page_break_knows_both_pages() -> None:
    lines = [Line(text, 1) for text in FULL[:3]] + [Line(text, 2) for text in FULL[3:]]
    (block,), _ = heal(lines)
    assert isinstance(block, Paragraph)
    assert (block.page, block.page_at(0), block.page_at(len(block.text) - 1)) == (1, 1, 2)
    assert block.text[block.breaks[0][0] :].startswith(FULL[3])


def test_paragraphs_and_tables_of_a_word_processor_stay_in_order() -> None:
    items: list[Paragraph | Table] = [Paragraph("Một."), Table(()), Paragraph("hai", label="-")]
    assert heal(items) == (tuple(items), ())


def test_a_word_file_with_a_paragraph_per_line_is_joined() -> None:
    blocks, _ = heal([Paragraph(text) for text in FULL * 3])
    assert [b.text for b in blocks if isinstance(b, Paragraph)] == [" ".join(FULL)] * 3


@pytest.mark.parametrize(("mark", "encoding"), [(b"", "utf-8"), (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le")])
def test_text_is_read_in_nfc_with_its_pages(tmp_path: Path, mark: bytes, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(mark + "Tỷ lê\u0323\x07\u200b  đạt\r\n95%\fTrang hai\n".encode(encoding))
    assert read_text(path) == [Line("Tỷ lệ  đạt", 1), Line("95%", 1), Line("Trang hai", 2)]


def test_text_without_form_feeds_has_no_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("  một   hai\n\nba\n", encoding="utf-8")
    assert read_text(path) == [Line("  một   hai"), Line(""), Line("ba")]


@pytest.mark.parametrize("data", [b"\xff\xff\xfe\x80", b"a\0" * 500])
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match="UTF-8"):
        read_text(path)


def test_hostile_lines_take_bounded_time() -> None:
    lines = [Line(text) for text in ["1." * 50_000, "- " * 50_000, " " * 100_000 + "x", "9" * 100_000, "a" * 200_000]]
    lines += [Line(str(number)) for number in range(20_000)]
    blocks, _ = heal(lines)
    assert blocks
