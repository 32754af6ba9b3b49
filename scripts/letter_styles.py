"""The page and the styles of the letter: Nghị định 30/2020/NĐ-CP, Phụ lục I."""

from __future__ import annotations

from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle

FONT = "Times New Roman"


def set_page(document: Docx) -> None:
    """A4 with the decree's margins; the page number above the middle, from the second page on."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.style = document.styles["Header"]
    number.alignment = ALIGN.CENTER
    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>')
    number._p.append(field)


def set_styles(document: Docx, language: str) -> None:
    """Times New Roman, black; ``Tag`` is for paragraphs that hold nothing but a tag."""
    normal = document.styles["Normal"]
    _font(normal, 13)
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{language}" w:eastAsia="{language}"/>'))
    spaced = normal.paragraph_format
    spaced.space_before = spaced.space_after = Pt(0)
    spaced.line_spacing = 1.0

    body = document.styles["Body Text"]
    _font(body, 13)
    body.paragraph_format.alignment = ALIGN.JUSTIFY
    body.paragraph_format.first_line_indent = Cm(1.27)
    body.paragraph_format.space_before, body.paragraph_format.space_after = Pt(0), Pt(6)
    body.paragraph_format.line_spacing = 1.0
    body.paragraph_format.widow_control = True

    for name, size, before, after in (("Heading 1", 13, 12, 6), ("Heading 2", 13, 6, 4)):
        style = document.styles[name]
        _font(style, size, bold=True)
        style.paragraph_format.first_line_indent = Cm(1.27)
        style.paragraph_format.alignment = ALIGN.JUSTIFY
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = True
    for name, before, after in (("Title", 18, 2), ("Subtitle", 0, 2)):
        style = document.styles[name]
        _font(style, 14, bold=True)
        style.paragraph_format.alignment = ALIGN.CENTER
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        for border in style.element.pPr.findall(qn("w:pBdr")):
            style.element.pPr.remove(border)
    _font(document.styles["Header"], 13)

    to = document.styles.add_style("To", WD_STYLE_TYPE.PARAGRAPH)
    to.base_style = normal
    to.paragraph_format.alignment = ALIGN.CENTER
    to.paragraph_format.space_before, to.paragraph_format.space_after = Pt(4), Pt(10)
    cell = document.styles.add_style("Cell", WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style = normal
    cell.font.size = Pt(11)
    cell.paragraph_format.alignment = ALIGN.CENTER
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(2)
    tag = document.styles.add_style("Tag", WD_STYLE_TYPE.PARAGRAPH)
    tag.base_style = normal
    tag.font.size = Pt(8)
    tag.font.color.rgb = RGBColor(0x80, 0x80, 0x80)


def _font(style: CharacterStyle, size: int, *, bold: bool = False) -> None:
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts = properties.find(qn("w:rFonts"))
        if fonts is None:
            fonts = OxmlElement("w:rFonts")
            properties.append(fonts)
        fonts.set(qn(f"w:{name}"), FONT)
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.color.rgb = RGBColor(0, 0, 0)


def tidy(document: Docx) -> None:
    """Word 2013 layout instead of compatibility mode; no thumbnail and no table styles that nothing uses."""
    compat = document.settings.element.find(qn("w:compat"))
    if compat is None:
        compat = OxmlElement("w:compat")
        document.settings.element.append(compat)
    setting = (
        f'<w:compatSetting {nsdecls("w")} w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    )
    for old in compat.findall(qn("w:compatSetting")):
        compat.remove(old)
    compat.append(parse_xml(setting))
    for key, relation in list(document.part.package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del document.part.package.rels[key]
    for style in list(document.styles.element.findall(qn("w:style"))):
        kept = style.get(qn("w:default")) == "1" or style.get(qn("w:styleId")) == "TableGrid"
        if style.get(qn("w:type")) == "table" and not kept:
            document.styles.element.remove(style)
