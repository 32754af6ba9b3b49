"""The layout of the letter: Nghị định 30/2020/NĐ-CP, Phụ lục I."""

from __future__ import annotations

import re

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from letters import sent


def test_the_page_is_a4_with_the_margins_of_the_decree():
    section = sent("quangngai").document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert 20 <= round(section.top_margin.mm) <= 25
    assert 20 <= round(section.bottom_margin.mm) <= 25
    assert 30 <= round(section.left_margin.mm) <= 35
    assert 15 <= round(section.right_margin.mm) <= 20


def test_the_number_of_the_page_stands_above_the_middle_from_the_second_page_on():
    section = sent("quangngai").document.sections[0]
    number = section.header.paragraphs[0]
    assert section.different_first_page_header_footer
    assert number.alignment == ALIGN.CENTER
    assert "PAGE" in number._p.xml
    assert [p.text for p in section.first_page_header.paragraphs if p.text] == []


def test_text_is_times_new_roman_13_justified_with_an_indented_first_line():
    style = sent("quangngai").document.styles["Body Text"]
    assert (style.font.name, style.font.size) == ("Times New Roman", Pt(13))
    assert style.paragraph_format.alignment == ALIGN.JUSTIFY
    assert Cm(1) <= style.paragraph_format.first_line_indent <= Cm(1.27)


def test_every_style_in_use_is_times_new_roman_and_black():
    document = sent("quangngai").document
    cells = [p for t in document.tables for row in t.rows for cell in row.cells for p in cell.paragraphs]
    for style in {p.style.name: p.style for p in (*document.paragraphs, *cells)}.values():
        chain = [style, *([style.base_style] if style.base_style else [])]
        assert next(s.font.name for s in chain if s.font.name) == "Times New Roman", style.name
        assert style.font.color is None or style.font.color.rgb in (None, (0, 0, 0)), style.name


def test_the_head_has_ministry_and_number_left_country_motto_and_day_right():
    left, right = sent("quangngai").document.tables[0].rows[0].cells
    ministry, *_ = left.paragraphs
    country, motto, *_ = right.paragraphs
    assert (ministry.text, ministry.runs[0].bold, ministry.runs[0].font.size) == ("BỘ Y TẾ", True, Pt(13))
    assert (country.text, country.runs[0].bold) == ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True)
    assert (motto.text, motto.runs[0].bold) == ("Độc lập - Tự do - Hạnh phúc", True)
    assert re.search(r"Số: +/BYT-", left.text)
    assert right.paragraphs[-1].runs[0].italic
    assert re.fullmatch(r"Hà Nội, ngày +tháng +năm 2026", right.paragraphs[-1].text)


def test_copies_and_signature_stand_at_the_end_and_stay_together():
    table = sent("quangngai").document.tables[-1]
    left, right = table.rows[0].cells
    assert left.paragraphs[0].text == "Nơi nhận:"
    assert (left.paragraphs[0].runs[0].bold, left.paragraphs[0].runs[0].italic) == (True, True)
    assert right.paragraphs[0].text == "QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ"
    assert table.rows[0]._tr.trPr.find(qn("w:cantSplit")) is not None
