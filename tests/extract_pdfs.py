"""PDFs for the tests of reading: plans in the style of provinces, made with WeasyPrint, and files that are no plans."""

from __future__ import annotations

import zlib
from pathlib import Path

STYLE = """
@page { size: A4; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page); font: 13pt 'Liberation Serif' } }
@page :first { @top-center { content: none } }
@page annex { size: A4 landscape }
body { font: 14pt/1.35 'Liberation Serif'; margin: 0 }
p { text-align: justify; text-indent: 1cm; margin: 0 0 6pt }
h1, h2, .centre { text-align: center; text-indent: 0; font-size: 14pt; margin: 6pt 0 }
h2 { text-align: left; text-indent: 1cm }
.letterhead { width: 100% } .letterhead td { text-align: center; border: none; vertical-align: top; padding: 0 }
table.ruled { border-collapse: collapse; width: 100%; font-size: 12pt; line-height: 1.2 }
table.ruled td, table.ruled th { border: 0.75pt solid black; padding: 2pt 4pt }
.annex { page: annex; break-before: page }
sup { font-size: 60%; line-height: 0 }
.note { font-size: 10pt; text-indent: 0 }
"""

LETTERHEAD = """
<table class=letterhead><tr>
<td style="width: 42%">ỦY BAN NHÂN DÂN<br>TỈNH SÔNG LA<br><br>Số: 215/KH-UBND</td>
<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc<br><br><i>Sông La, ngày 12 tháng 01 năm 2026</i></td>
</tr></table>
"""

SIGNATURE = """
<table class=letterhead style="margin-top: 12pt"><tr>
<td style="width: 55%; text-align: left; font-size: 11pt"><b><i>Nơi nhận:</i></b><br>- Bộ Y tế;<br>- Thường trực Tỉnh ủy;<br>
- Các sở, ban, ngành;<br>- Lưu: VT, KGVX.</td>
<td><b>TM. ỦY BAN NHÂN DÂN<br>KT. CHỦ TỊCH<br>PHÓ CHỦ TỊCH</b><br><br><br>Trần Thị Lan</td>
</tr></table>
"""


def pdf_of(body: str, path: Path, style: str = "") -> Path:
    """Prints HTML to a PDF at ``path``."""
    from weasyprint import HTML

    HTML(string=f"<html lang=vi><style>{STYLE}{style}</style><body>{body}</body></html>").write_pdf(path)
    return path


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def ruled(rows: list[list[str]], *, header: int = 1) -> str:
    """A ruled table; a cell may carry attributes before "|", as in "colspan=2|Mục tiêu"."""

    def cell(tag: str, text: str) -> str:
        attributes, bar, words = text.rpartition("|")
        return f"<{tag} {attributes}>{words}</{tag}>" if bar else f"<{tag}>{text}</{tag}>"

    def line(tag: str, row: list[str]) -> str:
        return "<tr>" + "".join(cell(tag, text) for text in row) + "</tr>"

    head = "".join(line("th", row) for row in rows[:header])
    body = "".join(line("td", row) for row in rows[header:])
    return f"<table class=ruled>{f'<thead>{head}</thead>' if head else ''}<tbody>{body}</tbody></table>"


def raw_pdf(objects: dict[int, bytes], *, root: int = 1, extra: bytes = b"") -> bytes:
    """A PDF file of such objects, with a right cross-reference table."""
    data = b"%PDF-1.7\n"
    places: dict[int, int] = {}
    for number, body in sorted(objects.items()):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    size = max(objects) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        data += b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f")
    return data + b"trailer\n<< /Size %d /Root %d 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, extra, start)


def stream(data: bytes, entries: bytes = b"", *, packed: bool = False) -> bytes:
    if packed:
        data, entries = zlib.compress(data, 9), entries + b" /Filter /FlateDecode"
    return b"<< /Length %d %s>>\nstream\n%s\nendstream" % (len(data), entries, data)


def one_page(content: bytes, *, resources: bytes = b"", page: bytes = b"", packed: bool = False) -> dict[int, bytes]:
    """The objects of a PDF with one page and the font Helvetica as /F1; further objects may be added from 10 on."""
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s"
        b"/Resources << /Font << /F1 5 0 R >> %s >> >>" % (page, resources),
        4: stream(content, packed=packed),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    }
