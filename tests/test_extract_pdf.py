"""Reading PDFs: what stands on the page comes out as one reads it, and what cannot be read is said to be so."""

from __future__ import annotations

import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from random import Random

import extract_pdfs as pdfs
import pytest
from patience import ends

from checker.extracting.document import Line, Paragraph, Table
from checker.extracting.documents import isolated
from checker.extracting.documents.garbled import is_garbled
from checker.extracting.documents.isolated import read_apart
from checker.extracting.documents.letters import clean_letters
from checker.extracting.documents.pdf import PdfText, read_pdf
from checker.extracting.documents.read import read_source
from checker.extracting.documents.unreadable import Unreadable

DOCUMENTS = Path(__file__).parent / "documents"
TASK = (
    "bảo đảm mọi người dân được quản lý và theo dõi sức khỏe suốt vòng đời tại trạm y tế xã, phường; "
    "nâng cao chất lượng khám bệnh, chữa bệnh"
)
TEXT = b"BT /F1 12 Tf 50 700 Td (Nguoi dan duoc kham suc khoe dinh ky moi nam mot lan) Tj ET"


def tables(read: PdfText) -> list[list[list[str]]]:
    return [[[c.text for c in row] for row in item.rows] for item in read.items if isinstance(item, Table)]


def lines(read: PdfText) -> list[str]:
    return [item.text for item in read.items if isinstance(item, Line) and item.text]


def read_html(tmp_path: Path, body: str, style: str = "") -> PdfText:
    return read_pdf(pdfs.pdf_of(body, tmp_path / "plan.pdf", style))


def written(tmp_path: Path, data: bytes, name: str = "file.pdf") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def why_unreadable(path: Path) -> str:
    with pytest.raises(Unreadable) as refused:
        read_source(path)
    return refused.value.text()


def task_rows(count: int) -> list[list[str]]:
    return [
        ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"],
        *(
            [str(i), " ".join([TASK] * (1 + i % 5)).capitalize(), "Sở Y tế; Ủy ban nhân dân các xã, phường, đặc khu",
             "Các sở, ban, ngành có liên quan trên địa bàn tỉnh", "2026 - 2030"]
            for i in range(1, count + 1)
        ),
    ]  # fmt: skip


# Lines


def test_the_two_halves_of_the_letterhead_are_read_one_after_the_other(tmp_path: Path) -> None:
    found = lines(read_html(tmp_path, pdfs.LETTERHEAD + "<h1>KẾ HOẠCH<br>Chăm sóc sức khỏe Nhân dân tỉnh Sông La</h1>"))
    left = ["ỦY BAN NHÂN DÂN", "TỈNH SÔNG LA", "Số: 215/KH-UBND"]
    assert found[:3] == left
    assert " ".join(found[3:5]) == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert found[5:7] == ["Độc lập - Tự do - Hạnh phúc", "Sông La, ngày 12 tháng 01 năm 2026"]
    assert found[7] == "KẾ HOẠCH"


def test_the_list_of_recipients_does_not_run_into_the_signature(tmp_path: Path) -> None:
    found = lines(read_html(tmp_path, pdfs.paragraphs("Yêu cầu các đơn vị thực hiện./.") + pdfs.SIGNATURE))
    at = found.index("Nơi nhận:")
    assert found[at : at + 6] == [
        "Nơi nhận:", "- Bộ Y tế;", "- Thường trực Tỉnh ủy;", "- Các sở, ban, ngành;", "- Lưu: VT, KGVX.",
        "TM. ỦY BAN NHÂN DÂN",
    ]  # fmt: skip


def test_prose_in_two_columns_is_read_column_by_column(tmp_path: Path) -> None:
    words = [f"Câu số {i} nói rằng {TASK}." for i in range(12)]
    read = read_html(tmp_path, f"<div style='columns: 2; column-gap: 1cm'>{pdfs.paragraphs(*words)}</div>")
    assert " ".join(lines(read)) == " ".join(words)


def test_a_table_without_rulings_stays_whole_lines_with_wide_gaps(tmp_path: Path) -> None:
    rows = [["TT", "Chỉ tiêu", "ĐVT", "2026", "2030"], ["1", "Số bác sĩ trên vạn dân", "bác sĩ", "14,5", "≥ 19"]]
    read = read_html(tmp_path, pdfs.ruled(rows), "table.ruled td, table.ruled th { border: none }")
    assert not tables(read)
    assert [[part.strip() for part in line.split("   ") if part.strip()] for line in lines(read)] == rows


def test_a_note_number_never_becomes_part_of_a_value(tmp_path: Path) -> None:
    found = " ".join(
        lines(
            read_html(
                tmp_path,
                pdfs.paragraphs(
                    "Tỷ lệ bao phủ đạt 95%<sup>1</sup> năm 2030<sup>(2)</sup>, số dân 1.200<sup>3</sup> người; đất "
                    "10 m<sup>2</sup>; 10<sup>6</sup> hạt; khí CO<sub>2</sub>."
                ),
                "sup, sub { font-size: 65% }",
            )
        )
    )
    assert found == "Tỷ lệ bao phủ đạt 95% năm 2030, số dân 1.200 người; đất 10 m²; 10^6 hạt; khí CO2."


def test_notes_at_the_foot_of_a_page_interrupt_no_sentence(tmp_path: Path) -> None:
    long = ", ".join([TASK] * 24)
    body = f"<p>{long}<span class=f>Theo Niên giám thống kê năm 2024.</span>, {long}, đạt 97%.</p><p>Đoạn sau.</p>"
    style = """.f { float: footnote; font-size: 10pt } ::footnote-call { font-size: 60%; vertical-align: super }
    ::footnote-marker { content: counter(footnote) ' ' }"""
    source = read_source(pdfs.pdf_of(body, tmp_path / "notes.pdf", style))
    texts = [block.text for block in source.blocks if isinstance(block, Paragraph)]
    assert texts == [f"{long}, {long}, đạt 97%.", "1 Theo Niên giám thống kê năm 2024.", "Đoạn sau."]


def test_paragraphs_come_out_whole_over_lines_and_pages(tmp_path: Path) -> None:
    shuffled = Random(5)  # no line twice: what stands at the foot of every page is taken for a running foot
    turned = [" ".join(shuffled.sample(TASK.replace(",", "").split() * 2, 50)) for _ in range(30)]
    texts = [f"{i}. Đến năm 2030, {text}, số {i} đạt từ 4 - 5 phần." for i, text in enumerate(turned, 1)]
    source = read_source(pdfs.pdf_of(pdfs.LETTERHEAD + pdfs.paragraphs(*texts), tmp_path / "long.pdf"))
    found = [b for b in source.blocks if isinstance(b, Paragraph) and b.text[0].isdigit()]
    assert [b.text for b in found] == texts
    broken = [b for b in found if b.breaks]
    assert broken
    assert all(b.page_at(len(b.text) - 1) == (b.page or 0) + 1 for b in broken)
    assert source.dropped == tuple(map(str, range(2, (source.pages or 0) + 1)))


# Letters


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_vietnamese_comes_out_composed_with_its_tone_marks_where_they_were(tmp_path: Path, form: str) -> None:
    text = "Ưu tiên: hoà nhập, hòa giải, thuở nhỏ; sức khoẻ, sức khỏe; ặ ậ ễ ộ ợ ự đ Đ"
    typed = unicodedata.normalize(form, text)  # type: ignore[arg-type]
    assert " ".join(lines(read_html(tmp_path, pdfs.paragraphs(typed)))) == text


def test_hidden_letters_and_wide_spacing_change_no_word(tmp_path: Path) -> None:
    body = "<p style='letter-spacing: 3pt'>KẾ HOẠCH HÀNH ĐỘNG</p>" + pdfs.paragraphs(
        "bảo\u00adhiểm\u200b y\u00a0tế 4–5"
    )
    assert lines(read_html(tmp_path, body)) == ["KẾ HOẠCH HÀNH ĐỘNG", "bảohiểm y tế 4–5"]


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("Ðại hội, ðến", "Đại hội, đến"),
        ("e\u0301\u0302", "ế"),
        ("e\u0302\u0301", "ế"),
        ("hồ sơ o\ufb03ce", "hồ sơ office"),
        ("a\u00a0b\u2009c\u200bd", "a b cd"),
        ("hoà \u202e75,5", "hoà 75,5"),
    ],
)
def test_letters_are_put_right(given: str, clean: str) -> None:
    assert clean_letters(given) == clean


def test_letters_printed_twice_to_look_bold_are_read_once(tmp_path: Path) -> None:
    twice = b"BT /F1 12 Tf 50 700 Td (Ty le dat 95,55%) Tj 0.3 0 Td (Ty le dat 95,55%) Tj ET"
    assert lines(read_pdf(written(tmp_path, pdfs.raw_pdf(pdfs.one_page(twice))))) == ["Ty le dat 95,55%"]


def test_what_stands_off_the_page_or_aslant_is_not_read(tmp_path: Path) -> None:
    content = TEXT + b" BT /F1 12 Tf 900 700 Td (100%) Tj ET BT /F1 60 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (DU THAO) Tj ET"
    found = lines(read_pdf(written(tmp_path, pdfs.raw_pdf(pdfs.one_page(content)))))
    assert found == ["Nguoi dan duoc kham suc khoe dinh ky moi nam mot lan"]


# Tables


def test_merged_and_empty_cells_keep_their_places(tmp_path: Path) -> None:
    rows = [
        ["rowspan=2|TT", "rowspan=2|Chỉ tiêu", "colspan=2|Lộ trình", "rowspan=2|Ghi chú"],
        ["2026", "2030"],
        ["I", "colspan=4|Phòng bệnh"],
        ["1", "Tỷ lệ trẻ tiêm đủ mũi", "95,5", "≥ 98", ""],
    ]
    read = read_html(tmp_path, pdfs.ruled(rows, header=2))
    table = next(item for item in read.items if isinstance(item, Table))
    assert [[c.text for c in row] for row in table.rows] == [
        ["TT", "Chỉ tiêu", "Lộ trình", "Lộ trình", "Ghi chú"],
        ["TT", "Chỉ tiêu", "2026", "2030", "Ghi chú"],
        ["I", *["Phòng bệnh"] * 4],
        ["1", "Tỷ lệ trẻ tiêm đủ mũi", "95,5", "≥ 98", ""],
    ]
    assert [[c.origin for c in row] for row in table.rows[:3]] == [
        [(0, 0), (0, 1), (0, 2), (0, 2), (0, 4)],
        [(0, 0), (0, 1), (1, 2), (1, 3), (0, 4)],
        [(2, 0), *[(2, 1)] * 4],
    ]


@pytest.mark.parametrize("header_repeats", [True, False])
@pytest.mark.parametrize("annex", [True, False])
def test_a_table_over_several_pages_is_one_even_where_rows_are_split(
    tmp_path: Path, header_repeats: bool, annex: bool
) -> None:
    rows = task_rows(24)
    html = pdfs.ruled(rows)
    if not header_repeats:
        html = html.replace("thead>", "tbody>")
    if annex:
        html = f"<div class=annex>{html}</div>"
    read = read_html(tmp_path, pdfs.paragraphs("Danh mục nhiệm vụ") + html + pdfs.paragraphs("Sau bảng."))
    assert read.pages > 4
    assert tables(read) == [rows]
    table = next(item for item in read.items if isinstance(item, Table))
    pages = [row[0].page for row in table.rows]
    assert sorted(set(pages)) == list(range(2 if annex else 1, (pages[-1] or 0) + 1))
    assert pages == sorted(pages)
    assert lines(read)[-1] == "Sau bảng."


def test_two_tables_with_a_heading_between_stay_two(tmp_path: Path) -> None:
    rows = [["TT", "Chỉ tiêu", "2030"], *([str(i), f"Chỉ tiêu thứ {i}", f"{i},5"] for i in range(1, 8))]
    pages = "<div style='break-before: page'></div>"
    read = read_html(tmp_path, pdfs.ruled(rows) + pages + pdfs.paragraphs("Phụ lục 2") + pdfs.ruled(rows))
    assert tables(read) == [rows, rows]


def test_a_row_of_its_own_without_a_number_is_not_taken_for_the_rest_of_the_row_above(tmp_path: Path) -> None:
    first = [["TT", "Chỉ tiêu", "2030"], *([str(i), f"Chỉ tiêu thứ {i}", f"{i},5"] for i in range(1, 5))]
    second = [["", "Trong đó: nữ", "76"], ["5", "Chỉ tiêu thứ 5", "x"]]
    fixed = "table.ruled { table-layout: fixed }"
    body = pdfs.ruled(first) + "<div style='break-before: page'></div>" + pdfs.ruled(second, header=0)
    assert tables(read_html(tmp_path, body, fixed)) == [first + second]


@pytest.mark.parametrize("open_sides", ["first-child", "last-child"])
def test_a_table_open_at_a_side_keeps_all_its_columns(tmp_path: Path, open_sides: str) -> None:
    rows = [["TT", "Chỉ tiêu", "2026", "2030"], *([str(i), "Số bác sĩ", "14,5", "≥ 19"] for i in range(1, 4))]
    side = "left" if open_sides == "first-child" else "right"
    style = f"table.ruled td:{open_sides}, table.ruled th:{open_sides} {{ border-{side}: none }}"
    assert tables(read_html(tmp_path, pdfs.ruled(rows), style)) == [rows]


def test_numbers_in_narrow_neighbouring_cells_stay_apart(tmp_path: Path) -> None:
    rows = [["2026", "2027", "2028"], ["95,25", "96,75", "97,00"]]
    style = "table.ruled { width: auto } table.ruled td, table.ruled th { padding: 0 }"
    assert tables(read_html(tmp_path, pdfs.ruled(rows), style)) == [rows]


def test_upright_words_in_a_header_are_read(tmp_path: Path) -> None:
    html = pdfs.ruled([["TT", "style='writing-mode: vertical-rl'|Đơn vị tính", "Năm 2030"], ["1", "%", "95"]])
    assert tables(read_html(tmp_path, html)) == [[["TT", "Đơn vị tính", "Năm 2030"], ["1", "%", "95"]]]


def test_a_frame_around_a_text_is_no_table(tmp_path: Path) -> None:
    read = read_html(tmp_path, "<p style='border: 1pt solid black'>Mục tiêu: đạt 95%.</p>")
    assert lines(read) == ["Mục tiêu: đạt 95%."]
    assert not tables(read)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_pages_may_be_turned(tmp_path: Path, turn: int) -> None:
    import pypdfium2

    path = pdfs.pdf_of(pdfs.paragraphs("Trước bảng.") + pdfs.ruled(task_rows(8)), tmp_path / "upright.pdf")
    document = pypdfium2.PdfDocument(path)
    for page in document:
        page.set_rotation(turn)
    document.save(tmp_path / "turned.pdf")
    document.close()
    assert read_pdf(tmp_path / "turned.pdf").items == read_pdf(path).items


# What cannot be read


def scan() -> dict[int, bytes]:
    objects = pdfs.one_page(b"q 595 0 0 842 0 0 cm /I Do Q", resources=b"/XObject << /I 10 0 R >>")
    picture = b"/Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8"
    return {**objects, 10: pdfs.stream(b"\x80" * 100, picture)}


def test_a_scan_is_refused_with_the_remedy(tmp_path: Path) -> None:
    why = why_unreadable(written(tmp_path, pdfs.raw_pdf(scan())))
    assert "scan" in why
    assert "ocrmypdf -l vie" in why


def test_a_scanned_page_among_others_is_named(tmp_path: Path) -> None:
    objects = scan()
    page = objects[3]
    objects |= {
        2: b"<< /Type /Pages /Kids [20 0 R 3 0 R 21 0 R] /Count 3 >>",
        20: page.replace(b"4 0 R", b"22 0 R", 1),
        21: page.replace(b"4 0 R", b"22 0 R", 1),
        22: pdfs.stream(TEXT),
    }
    source = read_source(written(tmp_path, pdfs.raw_pdf(objects)))
    assert (source.pages, source.unread_pages) == (3, (2,))


def test_letters_without_names_are_refused(tmp_path: Path) -> None:
    objects = pdfs.one_page(b"BT /F1 12 Tf 50 700 Td <%s> Tj ET" % b"".join(b"%04x" % i for i in range(1, 60)))
    system = b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    objects[5] = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts "
        b"[<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo %s >>] >>" % system
    )
    assert "cannot be told" in why_unreadable(written(tmp_path, pdfs.raw_pdf(objects)))


TCVN3 = "Tû lÖ ng­êi d©n tham gia b¶o hiÓm y tÕ ®¹t 95% d©n sè toµn tØnh, n©ng cao søc kháe Nh©n d©n trªn ®Þa bµn tØnh"
VNI = (
    "Tyû leä ngöôøi daân tham gia baûo hieåm y teá ñaït treân 95% daân soá toaøn tænh, naâng cao söùc khoûe Nhaân daân"
)


@pytest.mark.parametrize("text", [TCVN3, VNI])
def test_the_fonts_of_before_unicode_are_refused(tmp_path: Path, text: str) -> None:
    content = b"BT /F1 12 Tf 50 700 Td (" + text.encode("latin-1") + b") Tj ET"
    assert "cannot be told" in why_unreadable(written(tmp_path, pdfs.raw_pdf(pdfs.one_page(content))))
    assert "before Unicode" in why_unreadable(written(tmp_path, text.encode(), "old.txt"))
    assert "before Unicode" in why_unreadable(written(tmp_path, text.encode("latin-1"), "older.txt"))


@pytest.mark.parametrize(
    "text",
    [
        "Tỷ lệ người dân tham gia bảo hiểm y tế đạt 95% dân số toàn tỉnh, nâng cao sức khỏe Nhân dân. " * 3,
        "UBND, HĐND, BHYT, KCB, TYT, TTYT, KHĐT, UBMTTQ, TP, TX, GDĐT, KHCN, NN, PTNT, CTXH, VHTT, DL, TBXH, TW, BCĐ",
        "A plan in English says what the province will do for the health of all its people until the year 2030.",
        "1 2 3 95% 97,5 ≥ 98 x x x – – – 2026 2027 2028 2029 2030",
    ],
)
def test_sound_text_is_not_taken_for_spoilt(text: str) -> None:
    assert not is_garbled(text)


def test_a_password_is_asked_away_but_mere_restrictions_are_no_hindrance() -> None:
    assert "password" in why_unreadable(DOCUMENTS / "needs-a-password.pdf")
    block = read_source(DOCUMENTS / "only-restricted.pdf").blocks[0]
    assert isinstance(block, Paragraph)
    assert block.text == "Đến năm 2030, tỷ lệ bao phủ bảo hiểm y tế đạt trên 95% dân số toàn tỉnh."


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.995])
def test_a_file_that_was_cut_off_is_refused_rather_than_half_read(tmp_path: Path, share: float) -> None:
    whole = pdfs.pdf_of(pdfs.paragraphs(*[TASK] * 80), tmp_path / "whole.pdf").read_bytes()
    assert "damaged" in why_unreadable(written(tmp_path, whole[: int(len(whole) * share)]))


LOOP = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 10 0 R /Y 11 0 R >> >>"
HOSTILE: dict[str, dict[int, bytes]] = {
    "forms that draw each other": {
        **pdfs.one_page(b"/X Do " + TEXT, resources=b"/XObject << /X 10 0 R /Y 11 0 R >>"),
        10: pdfs.stream(b"/X Do /Y Do " * 5, LOOP),
        11: pdfs.stream(b"/X Do /Y Do " * 5, LOOP),
    },
    "pages inside themselves": {**pdfs.one_page(TEXT), 2: b"<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 3 >>"},
    "one page many times": {
        **pdfs.one_page(TEXT),
        2: b"<< /Type /Pages /Kids [" + b"3 0 R " * 50_000 + b"] /Count 50000 >>",
    },
    "a length that is its own": {**pdfs.one_page(TEXT), 4: b"<< /Length 4 0 R >>\nstream\n%s\nendstream" % TEXT},
    "brackets a million deep": pdfs.one_page(b"[" * 200_000 + b"]" * 200_000, packed=True),
    "more letters than a page can hold": pdfs.one_page(
        b"BT /F1 1 Tf 50 700 Td " + b"(aaaaaaaaaa) Tj 0 -0.01 Td " * 11_000 + b"ET", packed=True
    ),
    "more pages than are read": {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [" + b" ".join(b"%d 0 R" % i for i in range(3, 2103)) + b"] /Count 2100 >>",
        **dict.fromkeys(range(3, 2103), b"<< /Type /Page /Parent 2 0 R >>"),
    },
    "no pages": {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"},
    "a page of lines only": pdfs.one_page(b"0 0 m 590 0 l S 5 0 m 5 800 l S " * 5_000, packed=True),
    "a grid finer than any table": pdfs.one_page(
        b"".join(b"%d 0 m %d 800 l S 0 %d m 590 %d l S " % (i * 4, i * 4, i * 4, i * 4) for i in range(150)) + TEXT
    ),
}


HOSTILE_MESSAGES = {
    "a length that is its own": "the PDF is damaged or was cut off; ask for the file again, or open it and print it to "
    "a new PDF",
    "brackets a million deep": "the PDF has no text; ask for the file as Word, or as a PDF made from it",
    "more letters than a page can hold": "page 1 has more on it than a page can hold; print the file to a new PDF and "
    "read that",
    "more pages than are read": "the PDF has 2100 pages, more than the 2000 that are read; cut the plan out of it and "
    "read that",
    "no pages": "the PDF has no pages; ask for the file again",
    "a page of lines only": "the PDF has no text; ask for the file as Word, or as a PDF made from it",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_soon_in_text_or_in_a_clear_message(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, pdfs.raw_pdf(HOSTILE[name]))
    try:
        with ends():
            found = [block.text for block in read_source(path).blocks if isinstance(block, Paragraph)]
    except Unreadable as refused:
        found = [refused.text()]
    assert found in (["Nguoi dan duoc kham suc khoe dinh ky moi nam mot lan"], [HOSTILE_MESSAGES.get(name)])


# In a process of its own


def test_a_bomb_of_memory_is_stopped(tmp_path: Path) -> None:
    path = written(tmp_path, pdfs.raw_pdf(pdfs.one_page(b" " * 300_000_000, packed=True)))
    assert path.stat().st_size < 400_000
    with pytest.raises(Unreadable, match="more memory than 200 MB"):
        read_apart("checker.extracting.documents.pdf:read_pdf", path, memory=200_000_000)


def test_a_file_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    path = written(tmp_path, pdfs.raw_pdf({**pdfs.one_page(TEXT), 5: b"5 0 R"}))
    with ends(), pytest.raises(Unreadable, match="longer than 1 seconds"):
        read_apart("checker.extracting.documents.pdf:read_pdf", path, seconds=1)


def test_progress_is_told_page_by_page(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = pdfs.pdf_of(pdfs.paragraphs(*[TASK] * 60), tmp_path / "long.pdf")
    source = read_source(path, lambda page, pages: told.append((page, pages)))
    assert source.pages is not None
    assert told == [(page, source.pages) for page in range(1, source.pages + 1)]


def test_what_another_process_says_makes_no_objects_but_the_projects_own() -> None:
    import pickle

    asked = pickle.dumps(subprocess.Popen)
    with pytest.raises(pickle.UnpicklingError):
        isolated._OwnDataOnly(__import__("io").BytesIO(asked)).load()


def test_nothing_is_left_running_when_the_caller_is_interrupted(tmp_path: Path) -> None:
    path = written(tmp_path, pdfs.raw_pdf({**pdfs.one_page(TEXT), 5: b"5 0 R"}))

    def interrupt(*_: int) -> None:
        raise KeyboardInterrupt

    long = pdfs.pdf_of(pdfs.paragraphs(*[TASK] * 60), tmp_path / "long.pdf")
    with pytest.raises(KeyboardInterrupt):
        read_source(long, interrupt)
    # One whose caller is killed outright ends by itself: its standard input closes.
    code = (
        "import sys, subprocess; from pathlib import Path; from checker.extracting.documents import isolated\n"
        "popen = subprocess.Popen\n"
        "def told(*a, **k):\n"
        "    child = popen(*a, **k); print(child.pid, flush=True); return child\n"
        "subprocess.Popen = told\n"
        f"isolated.read_apart('checker.extracting.documents.pdf:read_pdf', Path({str(path)!r}))\n"
    )
    caller = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert caller.stdout is not None
    pid = int(caller.stdout.readline())
    time.sleep(0.5)
    caller.kill()
    caller.wait()
    caller.stdout.close()
    deadline = time.monotonic() + 10
    while _runs(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(pid)


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_the_same_file_gives_the_same_source_twice(tmp_path: Path) -> None:
    path = pdfs.pdf_of(pdfs.LETTERHEAD + pdfs.ruled(task_rows(6)) + pdfs.SIGNATURE, tmp_path / "plan.pdf")
    assert read_source(path) == read_source(path)


# Kinds of files


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "save it as .docx"),
        ("plan.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("plan.docx", b"PK\x03\x04....xl/workbook.xml", "Excel"),
        ("plan.odt", b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument"),
        ("plan.zip", b"PK\x03\x04....plan.txt", "zip archive"),
        ("plan.rtf", rb"{\rtf1\ansi plan}", "RTF"),
        ("plan.html", b"\xef\xbb\xbf<!DOCTYPE html><html>", "web page"),
        ("plan.png", b"\x89PNG\r\n\x1a\n0000", "ocrmypdf -l vie"),
        ("plan.jpg", b"\xff\xd8\xff\xe0 JFIF", "picture"),
        ("plan.txt", b"", "empty"),
        ("plan.txt", b"\xef\xbb\xbf \r\n\t\n", "empty"),
        ("plan.txt", bytes(5000), "empty"),
        ("plan.bin", bytes(range(256)) * 9, "no PDF, Word document"),
    ],
)
def test_a_file_of_another_kind_is_named_with_the_remedy(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    assert said in why_unreadable(written(tmp_path, data, name))


def test_what_is_no_file_is_said_to_be_none(tmp_path: Path) -> None:
    assert "no such file" in why_unreadable(tmp_path / "none.pdf")
    assert "folder" in why_unreadable(tmp_path)
    assert why_unreadable(Path("a\0b"))
    assert "no file" in why_unreadable(Path("/dev/zero"))


def test_the_kind_is_told_by_the_content_and_not_by_the_name(tmp_path: Path) -> None:
    pdf = written(tmp_path, pdfs.raw_pdf(pdfs.one_page(TEXT)), "plan.docx")
    assert read_source(pdf).format == "pdf"
    text = written(tmp_path, "Đến năm 2030, đạt 95%.".encode("utf-16"), "plan.pdf")
    assert read_source(text).format == "txt"


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.truncate(200_000_001)
    assert "larger than 200 MB" in why_unreadable(path)
