"""Makes the Word templates of the letter, in the layout of Nghị định 30/2020/NĐ-CP: ``make letter-templates``.

Same wording, same bytes. The text is ``letter.<language>.txt``, a paragraph a line: ``# `` begins a
section, ``## `` a head under it, ``> `` what stays with the next paragraph, ``! `` a warning in a frame; ``[counts]`` is the table of
counts, ``{%p … %}`` a tag alone; ``**bold**``, ``//italic//``.
"""

from __future__ import annotations

import re
import sys
from datetime import datetime
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from letter_styles import set_page, set_styles, tidy
from letter_wording import EN, VI, Wording

from checker.judging.assess import STATUSES
from checker.writers.letter.letter import with_fixed_dates

HERE = Path(__file__).parent
TEMPLATES = HERE.parent / "templates"
WIDTH = Cm(16)
MADE = datetime(2026, 11, 21)
_MARKED = re.compile(r"\*\*(.+?)\*\*|//(.+?)//")
_SIDES = ("top", "left", "bottom", "right")
_OF_THE_PLAN = re.compile(r"(\{\{ [a-z_.]*(?:quote|words|title|issuer|where|reason|note|by)(?: or [a-z.]+)? \}\})")
"""What is Vietnamese in any language of the letter, so that no spelling checker reads it as English."""


def build(wording: Wording, text: str) -> bytes:
    """The template as bytes; ``text`` is its body."""
    document = Document()
    set_page(document)
    set_styles(document, wording.language)
    tidy(document)
    _head(document, wording)
    document.add_paragraph(wording.title, "Title")
    _with_language(document.add_paragraph(style="Subtitle"), wording.subject, wording)
    _line(document, Cm(16), Cm(4), after=Pt(8))
    document.add_paragraph(wording.to, "To")
    for line in text.splitlines():
        _paragraph(document, line, wording)
    _end(document, wording)
    about = document.core_properties
    about.author, about.title, about.comments = "", wording.title, ""
    about.created = about.modified = MADE
    about.language = wording.language
    written = BytesIO()
    document.save(written)
    return with_fixed_dates(written.getvalue())


def _paragraph(document: Docx, line: str, wording: Wording) -> None:
    if line == "[counts]":
        _counts(document, wording)
    elif line.startswith("{%p "):
        document.add_paragraph(line, "Tag")
    elif line.startswith("# "):
        _runs(document.add_paragraph(style="Heading 1"), line[2:], wording)
    elif line.startswith("## "):
        _runs(document.add_paragraph(style="Heading 2"), line[3:], wording)
    elif line.startswith("! "):
        _framed(document, line[2:], wording)
    elif line.startswith("> "):
        paragraph = document.add_paragraph(style="Body Text")
        paragraph.paragraph_format.keep_with_next = True
        _runs(paragraph, line[2:], wording)
    else:
        _runs(document.add_paragraph(style="Body Text"), line, wording)


def _framed(document: Docx, text: str, wording: Wording) -> None:
    """A paragraph in a frame, which it shares with such paragraphs beside it."""
    paragraph = document.add_paragraph(style="Body Text")
    _runs(paragraph, text, wording)
    sides = "".join(f'<w:{side} w:val="single" w:sz="12" w:space="4" w:color="auto"/>' for side in _SIDES)
    paragraph._p.get_or_add_pPr().insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>"), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _runs(paragraph: Paragraph, text: str, wording: Wording) -> None:
    position = 0
    for match in _MARKED.finditer(text):
        _with_language(paragraph, text[position : match.start()], wording)
        _with_language(paragraph, match[1] or match[2], wording, bold=bool(match[1]), italic=bool(match[2]))
        position = match.end()
    _with_language(paragraph, text[position:], wording)


def _with_language(
    paragraph: Paragraph, text: str, wording: Wording, *, bold: bool = False, italic: bool = False
) -> None:
    pieces = _OF_THE_PLAN.split(text) if wording.language != "vi-VN" else [text]
    for number, piece in enumerate(pieces):
        if not piece:
            continue
        run = paragraph.add_run(piece)
        run.bold, run.italic = bold or None, italic or None
        if number % 2:
            properties = run._r.get_or_add_rPr()
            properties.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="vi-VN"/>'))


def _head(document: Docx, wording: Wording) -> None:
    """Two columns without borders: the ministry and the number; the country, its motto, place and day."""
    left, right = _columns(document, Cm(6), Cm(10))
    _centred(left, wording.ministry, 13, bold=True, first=True)
    _line(left, Cm(6), Cm(0.9), after=Pt(4))
    _centred(left, wording.reference, 13)
    _centred(right, wording.country, 12, bold=True, first=True)
    _centred(right, wording.motto, 13, bold=True)
    _line(right, Cm(10), Cm(5.85), after=Pt(4))
    _centred(right, wording.place, 13, italic=True)


def _end(document: Docx, wording: Wording) -> None:
    """Where copies go, and who signs; never torn from the paragraph before it."""
    document.add_paragraph(style="Cell").paragraph_format.keep_with_next = True
    left, right = _columns(document, Cm(6.2), Cm(9.8))
    _centred(left, wording.copies, 12, bold=True, italic=True, first=True, alignment=ALIGN.LEFT)
    for line in wording.copied_to:
        _centred(left, line, 11, alignment=ALIGN.LEFT)
    _centred(right, wording.capacity, 13, bold=True, first=True)
    for _ in range(4):
        _centred(right, "", 13)
    _centred(right, wording.signatory, 13, bold=True)


def _columns(document: Docx, left: Cm, right: Cm) -> tuple[_Cell, _Cell]:
    table = document.add_table(1, 2)
    _fixed(table, [left, right])
    return table.cell(0, 0), table.cell(0, 1)


def _centred(
    cell: _Cell,
    text: str,
    size: int,
    *,
    bold: bool = False,
    italic: bool = False,
    first: bool = False,
    alignment: ALIGN = ALIGN.CENTER,
) -> None:
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment = alignment
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _line(place: Docx | _Cell, width: Cm, length: Cm, after: Pt) -> None:
    """A horizontal line of that length in the middle of a place that is ``width`` wide."""
    paragraph = place.add_paragraph()
    laid = paragraph.paragraph_format
    margin = (width - length) // 2
    inside = Cm(0.1) if isinstance(place, _Cell) else Cm(0)
    laid.left_indent = laid.right_indent = margin - inside
    laid.line_spacing, laid.space_before, laid.space_after = Pt(3), Pt(2), after
    border = f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
    paragraph._p.get_or_add_pPr().insert_element_before(
        parse_xml(border), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _counts(document: Docx, wording: Wording) -> None:
    """A row for each norm that has requirements, a column for each status."""
    table = document.add_table(4, 2 + len(STATUSES), "Table Grid")
    widths = [Cm(2.6), *[(WIDTH - Cm(2.6)) // (1 + len(STATUSES))] * (1 + len(STATUSES))]
    _fixed(table, widths)
    order = sorted(STATUSES, key=lambda status: status == "not_applicable")  # last: it is not counted as asked
    heads = [wording.norm, wording.asked, *(f"{{{{ status_names.{status} }}}}" for status in order)]
    values = ["{{ norm.number }}", "{{ norm.all }}", *(f"{{{{ norm.counts.{status} }}}}" for status in order)]
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        _cell(cell, head, bold=True, size=wording.head_size)
    _cell(table.rows[1].cells[0], "{%tr for norm in norms if norm.all %}")
    for cell, value in zip(table.rows[2].cells, values, strict=True):
        _cell(cell, value)
    _cell(table.rows[3].cells[0], "{%tr endfor %}")
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    document.add_paragraph(style="Cell")


def _cell(cell: _Cell, text: str, *, bold: bool = False, size: float = 11) -> None:
    cell.paragraphs[0].style = "Cell"
    cell.paragraphs[0].paragraph_format.keep_with_next = True
    run = cell.paragraphs[0].add_run(text)
    run.bold, run.font.size = bold or None, Pt(size)


def _fixed(table: Table, widths: list[Cm]) -> None:
    """Fixed widths, and no row torn apart between pages."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    margins = "".join(f'<w:{side} w:w="60" w:type="dxa"/>' for side in ("left", "right"))
    cell_margins = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{margins}</w:tblCellMar>")
    table._tbl.tblPr.insert_element_before(cell_margins, "w:tblLook")
    for row in table.rows:
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))


def main() -> None:
    for code, wording in (("vi", VI), ("en", EN)):
        path = TEMPLATES / f"letter.{code}.docx"
        path.write_bytes(build(wording, (HERE / f"letter.{code}.txt").read_text(encoding="utf-8")))
        print(path.relative_to(HERE.parent), file=sys.stderr)


if __name__ == "__main__":
    main()
