"""A Word file is read as Word shows it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from checker.extracting.document import Paragraph, Table
from checker.extracting.documents.unreadable import Unreadable
from checker.extracting.documents.word import read_word
from checker.extracting.documents.word_numbering import in_form

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WORDPROCESSING = (
    f'{_NS} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="{kind}" Target="{target}"/></Relationships>'
)


def body(path: Path, xml: str, numbering: str = "", styles: str = "") -> Path:
    """A Word file whose body is this XML, with these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", _RELS.format(kind=f"{_TYPE}/officeDocument", target="word/document.xml"))
        archive.writestr("word/document.xml", f"<w:document {_WORDPROCESSING}><w:body>{xml}</w:body></w:document>")
        parts = {"numbering": numbering, "styles": styles}
        relations = ""
        for name, text in parts.items():
            if text:
                archive.writestr(f"word/{name}.xml", f"<w:{name} {_NS}>{text}</w:{name}>")
                relations += f'<Relationship Id="{name}" Type="{_TYPE}/{name}" Target="{name}.xml"/>'
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
        )
    return path


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def paragraphs(path: Path) -> list[Paragraph]:
    blocks = read_word(path)
    assert all(isinstance(block, Paragraph) for block in blocks)
    return [block for block in blocks if isinstance(block, Paragraph)]


def texts(path: Path) -> list[str]:
    return [block.text for block in paragraphs(path)]


def table(path: Path) -> Table:
    (found,) = (block for block in read_word(path) if isinstance(block, Table))
    return found


def cells(path: Path) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table(path).rows]


# --- what is shown ---------------------------------------------------------------------------------------------------


def test_paragraphs_and_tables_stand_in_order(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("II. MỤC TIÊU", 1)
    document.add_paragraph("Tuổi thọ đạt 75 tuổi.").runs[0].bold = True
    grid = document.add_table(2, 2, style="Table Grid")
    for at, text in enumerate(["TT", "Chỉ tiêu", "1", "Số bác sĩ"]):
        grid.cell(at // 2, at % 2).text = text
    document.add_paragraph("Hết.")
    document.save(str(tmp_path / "a.docx"))
    first, second, third, fourth = read_word(tmp_path / "a.docx")
    assert (first, second, fourth) == (
        Paragraph("II. MỤC TIÊU", heading=1, bold=True),
        Paragraph("Tuổi thọ đạt 75 tuổi.", bold=True),
        Paragraph("Hết."),
    )
    assert isinstance(third, Table)
    assert [cell.text for row in third.rows for cell in row] == ["TT", "Chỉ tiêu", "1", "Số bác sĩ"]


SHOWN = {
    "a tab, blanks that do not break, a hyphen that does not": (
        "<w:r><w:t>Tỷ\u00a0lệ</w:t><w:tab/><w:t>đạt 72</w:t><w:noBreakHyphen/><w:t>NQ</w:t><w:softHyphen/></w:r>",
        "Tỷ lệ đạt 72-NQ",
    ),
    "deleted words are gone, inserted ones are there": (
        "<w:r><w:t>đạt </w:t></w:r><w:del><w:r><w:delText>95</w:delText></w:r></w:del><w:ins><w:r><w:t>97%</w:t></w:r></w:ins>",
        "đạt 97%",
    ),
    "moved words stand where they went": (
        "<w:moveFrom><w:r><w:t>cũ </w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>mới</w:t></w:r></w:moveTo>",
        "mới",
    ),
    "hidden words are not shown": (
        '<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn </w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>hiện</w:t></w:r>',
        "hiện",
    ),
    "a field shows its result": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>năm 2030</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> đạt</w:t></w:r>',
        "năm 2030 đạt",
    ),
    "a field inside a field's code is not shown": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>mã</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>75</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "75",
    ),
    "links and content controls are part of the sentence": (
        "<w:hyperlink><w:r><w:t>đạt</w:t></w:r></w:hyperlink><w:sdt><w:sdtPr><w:t>x</w:t></w:sdtPr>"
        "<w:sdtContent><w:r><w:t> 95%</w:t></w:r></w:sdtContent></w:sdt>",
        "đạt 95%",
    ),
    "a note's number is no number of the sentence": (
        '<w:r><w:t>đạt 95</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>%</w:t></w:r>',
        "đạt 95%",
    ),
    "signs of symbol fonts": (
        '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t> 95 </w:t><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
        "≥ 95 ✓",
    ),
    "capitals that are only a font are shown as capitals": (
        "<w:r><w:rPr><w:caps/></w:rPr><w:t>mục tiêu</w:t></w:r>",
        "MỤC TIÊU",
    ),
    "a line break goes on with a blank": ("<w:r><w:t>đạt</w:t><w:br/><w:t>95%</w:t></w:r>", "đạt 95%"),
    "letters and their marks in different runs": ("<w:r><w:t>lê</w:t></w:r><w:r><w:t>\u0323</w:t></w:r>", "lệ"),
}


@pytest.mark.parametrize("case", SHOWN)
def test_a_paragraph_reads_as_it_is_shown(tmp_path: Path, case: str) -> None:
    xml, shown = SHOWN[case]
    assert texts(body(tmp_path / "a.docx", f"<w:p>{xml}</w:p>")) == [shown]


def test_items_parted_by_hand_are_paragraphs(tmp_path: Path) -> None:
    xml = "<w:p><w:r><w:t>- Nông thôn 90%;</w:t><w:br/><w:t>- Thành thị</w:t><w:br/><w:t>99%.</w:t></w:r></w:p>"
    assert texts(body(tmp_path / "a.docx", xml)) == ["- Nông thôn 90%;", "- Thành thị 99%."]


def test_a_deleted_paragraph_is_gone_and_an_empty_one_too(tmp_path: Path) -> None:
    gone = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del></w:p>"
    assert texts(body(tmp_path / "a.docx", f"{gone}<w:p/>{p('mới')}")) == ["mới"]


def test_content_controls_are_opened(tmp_path: Path) -> None:
    xml = (
        f"<w:sdt><w:sdtContent>{p('một')}<w:sdt><w:sdtContent>{p('hai')}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>"
    )
    assert texts(body(tmp_path / "a.docx", xml)) == ["một", "hai"]


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('trong khung')}</w:txbxContent>"
    xml = (
        "<w:p><w:r><w:t>ngoài</w:t><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts(body(tmp_path / "a.docx", xml)) == ["ngoài", "trong khung"]


def test_a_table_of_contents_is_left_out(tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    xml = p("I. MỤC TIÊU 3", '<w:pStyle w:val="TOC1"/>') + p("I. MỤC TIÊU")
    assert texts(body(tmp_path / "a.docx", xml, styles=styles)) == ["I. MỤC TIÊU"]


def test_a_heading_is_told_by_its_style_and_by_its_outline(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="Mục"/><w:basedOn w:val="h2"/></w:style>'
    )
    xml = p("a", '<w:pStyle w:val="mine"/>') + p("b", '<w:outlineLvl w:val="0"/>') + p("c", '<w:outlineLvl w:val="9"/>')
    found = paragraphs(body(tmp_path / "a.docx", xml, styles=styles))
    assert [paragraph.heading for paragraph in found] == [2, 1, None]


# --- pages -----------------------------------------------------------------------------------------------------------


def test_pages_are_counted_where_word_wrote_them_down(tmp_path: Path) -> None:
    xml = (
        p("Trang một")
        + "<w:p><w:r><w:t>Tuổi thọ trung bình </w:t><w:lastRenderedPageBreak/><w:t>đạt 75 tuổi.</w:t></w:r></w:p>"
        + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Trang ba</w:t></w:r></w:p>"
    )
    first, second, third = paragraphs(body(tmp_path / "a.docx", xml))
    assert (first.page, second.page, third.page) == (1, 1, 3)
    assert second.text == "Tuổi thọ trung bình đạt 75 tuổi."
    assert second.breaks == ((second.text.index("đạt"), 2),)


def test_a_page_break_within_a_word_does_not_part_it(tmp_path: Path) -> None:
    xml = "<w:p><w:r><w:t>72-</w:t></w:r><w:r><w:lastRenderedPageBreak/><w:t>NQ/TW</w:t></w:r></w:p>"
    assert texts(body(tmp_path / "a.docx", xml)) == ["72-NQ/TW"]


def test_a_page_break_in_an_empty_paragraph_counts(tmp_path: Path) -> None:
    xml = p("một") + "<w:p><w:r><w:lastRenderedPageBreak/></w:r></w:p>" + p("hai")
    assert [paragraph.page for paragraph in paragraphs(body(tmp_path / "a.docx", xml))] == [1, 2]


def test_a_row_over_a_page_break_counts_it_once(tmp_path: Path) -> None:
    cell = "<w:tc><w:p><w:r><w:t>a</w:t><w:lastRenderedPageBreak/><w:t>b</w:t></w:r></w:p></w:tc>"
    found = read_word(body(tmp_path / "a.docx", tbl(cell * 3, cell * 3) + p("sau bảng") + p("hết")))
    assert [block.page for block in found] == [1, 3, 3]
    assert [row[0].page for row in table(tmp_path / "a.docx").rows] == [1, 2]


def test_without_written_pages_there_are_none(tmp_path: Path) -> None:
    xml = p("một") + '<w:p><w:r><w:br w:type="page"/><w:t>hai</w:t></w:r></w:p>'
    assert [paragraph.page for paragraph in paragraphs(body(tmp_path / "a.docx", xml))] == [None, None]


# --- numbering -------------------------------------------------------------------------------------------------------


def level(at: int, form: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{at}"><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def num(key: int, shared: int, more: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{shared}"/>{more}</w:num>'


LISTS = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "upperRoman", "%1.")
    + level(1, "decimal", "%1.%2.", "<w:isLgl/>")
    + level(2, "lowerLetter", "%3)")
    + level(3, "bullet", "-")
    + level(4, "bullet", "\uf0b7")
    + "</w:abstractNum>"
    + num(1, 0)
    + num(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>')
)


def item(at: int, key: int = 1) -> str:
    return p("x", f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{key}"/></w:numPr>')


@pytest.mark.parametrize(
    ("items", "labels"),
    [
        ([(0, 1), (0, 1), (0, 1), (0, 1)], ["I.", "II.", "III.", "IV."]),
        ([(0, 1), (1, 1), (1, 1), (0, 1), (1, 1)], ["I.", "1.1.", "1.2.", "II.", "2.1."]),
        ([(2, 1), (2, 1), (3, 1), (4, 1), (2, 1)], ["a)", "b)", "-", "•", "c)"]),
        ([(0, 1), (0, 1), (0, 2), (0, 2), (0, 1)], ["I.", "II.", "IV.", "V.", "VI."]),
        ([(0, 0), (0, 9)], ["", ""]),
    ],
    ids=["roman", "within", "letters and bullets", "begun anew", "no list"],
)
def test_automatic_numbers_are_counted(tmp_path: Path, items: list[tuple[int, int]], labels: list[str]) -> None:
    xml = "".join(item(at, key) for at, key in items)
    found = paragraphs(body(tmp_path / "a.docx", xml, numbering=LISTS))
    assert [paragraph.label for paragraph in found] == labels
    assert {paragraph.text for paragraph in found} == {"x"}


def test_a_style_may_number_its_paragraphs(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Muc"/></w:style>'
    )
    off = '<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    xml = p("a", '<w:pStyle w:val="Muc"/>') + p("b", off) + p("c", '<w:pStyle w:val="Con"/>')
    found = paragraphs(body(tmp_path / "a.docx", xml, numbering=LISTS, styles=styles))
    assert [paragraph.label for paragraph in found] == ["I.", "", "II."]


def test_a_deleted_item_is_not_counted(tmp_path: Path) -> None:
    gone = item(0).replace("</w:numPr>", "</w:numPr><w:rPr><w:del/></w:rPr>")
    gone = gone.replace("<w:r><w:t>", "<w:del><w:r><w:delText>").replace("</w:t></w:r>", "</w:delText></w:r></w:del>")
    found = paragraphs(body(tmp_path / "a.docx", item(0) + gone + item(0), numbering=LISTS))
    assert [paragraph.label for paragraph in found] == ["I.", "II."]


@pytest.mark.parametrize(
    ("form", "count", "written"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("lowerLetter", 28, "bb"),
        ("lowerRoman", 49, "xlix"),
        ("upperLetter", 3, "C"),
        ("upperRoman", 14, "XIV"),
        ("none", 3, ""),
        ("hebrew1", 5, "5"),
    ],
)
def test_a_count_is_written_in_its_form(form: str, count: int, written: str) -> None:
    assert in_form(form, count) == written


# --- tables ----------------------------------------------------------------------------------------------------------


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


BORDERS = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>'


def tbl(*rows: str, borders: str = BORDERS) -> str:
    return f"<w:tbl>{borders}" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


SPAN = '<w:gridSpan w:val="2"/>'
DOWN = '<w:vMerge w:val="restart"/>'
ON = "<w:vMerge/>"


def test_merged_cells_fill_every_place_they_span(tmp_path: Path) -> None:
    xml = tbl(
        tc("TT", DOWN) + tc("Chỉ tiêu", DOWN) + tc("Kế hoạch", SPAN),
        tc("", ON) + tc("", ON) + tc("2026") + tc("2030"),
        tc("1") + tc("Bác sĩ") + tc("15") + tc("19"),
    )
    path = body(tmp_path / "a.docx", xml)
    assert cells(path) == [
        ["TT", "Chỉ tiêu", "Kế hoạch", "Kế hoạch"],
        ["TT", "Chỉ tiêu", "2026", "2030"],
        ["1", "Bác sĩ", "15", "19"],
    ]
    origins = [[cell.origin for cell in row] for row in table(path).rows]
    assert origins[:2] == [[(0, 0), (0, 1), (0, 2), (0, 2)], [(0, 0), (0, 1), (1, 2), (1, 3)]]


def test_cells_merged_by_python_docx(tmp_path: Path) -> None:
    document = Document()
    grid = document.add_table(3, 3, style="Table Grid")
    grid.cell(0, 0).merge(grid.cell(1, 1)).text = "Chỉ tiêu"
    grid.cell(2, 2).text = "95"
    document.save(str(tmp_path / "a.docx"))
    found = table(tmp_path / "a.docx")
    assert {found.rows[row][column].origin for row in (0, 1) for column in (0, 1)} == {(0, 0)}
    assert found.rows[2][2].origin == (2, 2)


def test_short_rows_are_filled_up(tmp_path: Path) -> None:
    before = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    xml = tbl(tc("a") + tc("b") + tc("c"), before + tc("d"), tc("e"))
    assert cells(body(tmp_path / "a.docx", xml)) == [["a", "b", "c"], ["", "d", ""], ["e", "", ""]]


def test_deleted_rows_are_gone(tmp_path: Path) -> None:
    xml = tbl(tc("a") + tc("b"), "<w:trPr><w:del/></w:trPr>" + tc("c") + tc("d"), tc("e") + tc("f"))
    assert cells(body(tmp_path / "a.docx", xml)) == [["a", "b"], ["e", "f"]]


def test_numbers_counted_in_a_column_are_its_text(tmp_path: Path) -> None:
    numbered = item(0).replace("<w:t>x</w:t>", "")
    row = f"<w:tc>{numbered}</w:tc>{tc('Bác sĩ')}"
    assert cells(body(tmp_path / "a.docx", tbl(row, row), numbering=LISTS)) == [["I.", "Bác sĩ"], ["II.", "Bác sĩ"]]


def test_all_of_a_cell_is_in_its_text(tmp_path: Path) -> None:
    nested = tbl(tc("Nông thôn") + tc("90"), tc("Thành thị", SPAN))
    xml = tbl(tc("TT") + tc("x"), f"<w:tc>{p('Nước sạch')}{p('(%)')}{nested}{p('')}</w:tc>" + tc("y"))
    assert cells(body(tmp_path / "a.docx", xml))[1] == ["Nước sạch (%) Nông thôn 90 Thành thị", "y"]


@pytest.mark.parametrize(
    "grid",
    [
        tbl(tc("UBND TỈNH") + tc("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), tc("Số: 5/KH-UBND") + tc("ngày 3/4/2026")),
        tbl(tc("UBND TỈNH") + tc("Độc lập"), tc("Nơi nhận:") + tc("CHỦ TỊCH")),
        tbl(tc("Một khung có một ô")),
        tbl("<w:tc>" + p("Người lập") + p("Nguyễn A") + "</w:tc>" + tc("Người duyệt"), borders=""),
    ],
    ids=["letterhead", "signature", "box", "two columns without a line"],
)
def test_a_table_that_only_places_texts_is_paragraphs(tmp_path: Path, grid: str) -> None:
    shown = [part.partition("</w:t>")[0] for part in grid.split("<w:t>")[1:]]
    assert texts(body(tmp_path / "a.docx", grid)) == shown


def test_a_table_of_values_without_lines_stays_one(tmp_path: Path) -> None:
    xml = tbl(tc("Chỉ tiêu") + tc("Năm 2030"), tc("Số bác sĩ") + tc("19"), borders="")
    assert cells(body(tmp_path / "a.docx", xml)) == [["Chỉ tiêu", "Năm 2030"], ["Số bác sĩ", "19"]]


# --- files that are none ---------------------------------------------------------------------------------------------


HOSTILE: dict[str, Callable[[Path], object]] = {
    "no zip": lambda path: path.write_bytes(b"%PDF-1.7 no such thing"),
    "cut short": lambda path: path.write_bytes(body(path, p("x" * 5_000)).read_bytes()[:300]),
    "no document in it": lambda path: zipfile.ZipFile(path, "w").writestr("a.txt", "a"),
    "no XML": lambda path: body(path, "<w:p>"),
    "no body": lambda path: body(path, "</w:body><w:body/>"),
    "no text": lambda path: body(path, "<w:p/>"),
    "a member that unpacks to a thousand times its size": lambda path: body(path, "<w:p/>" * 3_000_000),
    "too many cells": lambda path: body(path, tbl(*[tc("", '<w:gridSpan w:val="200"/>')] * 2_000)),
    "elements in elements without end": lambda path: body(path, "<w:sdt>" * 50_000),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_no_document_is_refused_with_a_remedy(tmp_path: Path, case: str) -> None:
    path = tmp_path / "a.docx"
    HOSTILE[case](path)
    with pytest.raises(Unreadable, match=r"save|OCR|packed"):
        read_word(path)


ENTITIES = "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(["a", "b", "c", "d", "e", "f", "g"])
)


@pytest.mark.parametrize(
    "declared",
    [f'<!ENTITY a "ha">{ENTITIES}', '<!ENTITY g SYSTEM "file:///etc/passwd">'],
    ids=["entities in entities", "an entity outside"],
)
def test_entities_are_never_resolved(tmp_path: Path, declared: str) -> None:
    path = tmp_path / "a.docx"
    text = (
        f"<!DOCTYPE x [{declared}]><w:document {_NS}><w:body><w:p><w:r><w:t>&g;</w:t></w:r></w:p></w:body></w:document>"
    )
    for padding in ("", " " * 10_000):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("word/document.xml", padding + text)
        with pytest.raises(Unreadable):
            read_word(path)


def test_a_file_that_says_it_is_larger_than_all_may_be_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        for at in range(3):
            archive.writestr(f"word/media/{at}", "")
            archive.getinfo(f"word/media/{at}").file_size = 90_000_000
    with pytest.raises(Unreadable, match="200 MB"):
        read_word(path)


def test_tables_within_tables_are_read_as_deep_as_the_parser_goes(tmp_path: Path) -> None:
    depth = 60
    xml = "<w:tbl><w:tr><w:tc>" * depth + p("sâu") + "</w:tc></w:tr></w:tbl>" * depth
    assert texts(body(tmp_path / "a.docx", xml)) == ["sâu"]


def test_absurd_spans_and_counts_are_bounded(tmp_path: Path) -> None:
    xml = tbl(tc("a", '<w:gridSpan w:val="999999999"/>') + tc("b", '<w:gridSpan w:val="x"/>'), tc("c") + tc("d"))
    assert len(table(body(tmp_path / "a.docx", xml)).rows[0]) <= 200


def test_styles_that_are_based_on_each_other_end(tmp_path: Path) -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>' for a, b in ("ab", "ba")
    )
    assert texts(body(tmp_path / "a.docx", p("x", '<w:pStyle w:val="a"/>'), styles=styles)) == ["x"]


def test_a_strict_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{strict}"><w:body>{p("x")}</w:body></w:document>')
    assert texts(path) == ["x"]


def test_a_file_with_macros_is_read_without_them(tmp_path: Path) -> None:
    path = body(tmp_path / "a.docm", p("x"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    assert texts(path) == ["x"]


def test_a_content_control_of_python_docx_documents(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("trước")
    sdt = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent>{p('trong')}</w:sdtContent></w:sdt>")
    document.element.body.insert(1, sdt)
    document.save(str(tmp_path / "a.docx"))
    assert texts(tmp_path / "a.docx") == ["trước", "trong"]
