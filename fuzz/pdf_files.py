"""PDF files: written object by object with whatever a writer may get wrong, or bytes of one turned."""

from __future__ import annotations

import random
import zlib

from fuzz import nasties, prose
from fuzz.mutate import spoil_bytes

Objects = dict[int, bytes]
CATALOG, PAGES, FONT, UNICODE, FIRST = 1, 2, 3, 4, 10


def pdf_file(rng: random.Random) -> tuple[str, bytes]:
    """The form and the content of a PDF."""
    objects = _objects(rng)
    kind = rng.random()
    if kind < 0.25:
        return "as it is", _file(objects, rng)
    if kind < 0.6:
        for _ in range(rng.choice((1, 1, 2, 4))):
            _spoil(objects, rng)
        return "objects", _file(objects, rng)
    if kind < 0.7:
        return "structure", _file(objects, rng, broken=True)
    if kind < 0.93:
        return "bytes", spoil_bytes(_file(objects, rng), rng)
    return "bomb", _file(_bomb(objects, rng), rng)


def _objects(rng: random.Random) -> Objects:
    """Pages of text in a font of which only the table of letters is there: each letter is its own number."""
    pages = rng.choice((1, 1, 1, 2, 4))
    objects: Objects = {
        CATALOG: b"<< /Type /Catalog /Pages 2 0 R >>",
        FONT: b"<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /ToUnicode 4 0 R /DescendantFonts "
        b"[<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /DW 500 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>",
        UNICODE: _stream(
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "
            b"2 beginbfrange <0000> <D7FF> <0000> <E000> <FFFF> <E000> endbfrange endcmap end end"
        ),
    }
    kids = []
    for number in range(pages):
        page, content = FIRST + 2 * number, FIRST + 2 * number + 1
        objects[page] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R /Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
        objects[content] = _stream(_content(rng), squeezed=rng.random() < 0.2)
        kids.append(f"{page} 0 R")
    objects[PAGES] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {pages} >>".encode()
    return objects


def _stream(data: bytes, *, squeezed: bool = False, extra: bytes = b"") -> bytes:
    if squeezed:
        data, extra = zlib.compress(data), extra + b" /Filter /FlateDecode"
    return b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def _shown(text: str) -> str:
    return "<" + text[:400].encode("utf-16-be", "surrogatepass").hex() + "> Tj"


def _content(rng: random.Random) -> bytes:
    pieces = ["BT /F 12 Tf 60 780 Td 14 TL"]
    for text in prose.lines(rng):
        pieces.append(f"{_shown(text.replace(chr(10), ' '))} T*")
    pieces.append("ET")
    if rng.random() < 0.5:
        pieces += _ruled(rng)
    if rng.random() < 0.3:
        pieces.insert(rng.randrange(len(pieces)), rng.choice(_OPERATORS))
    return "\n".join(pieces).encode()


def _ruled(rng: random.Random) -> list[str]:
    """A table with its rulings, at the foot of the page."""
    cells = prose.grid(rng)
    width, top = 480 / len(cells[0]), 60 + 20 * len(cells)
    lines = [f"60 {60 + 20 * n} m 540 {60 + 20 * n} l S" for n in range(len(cells) + 1)]
    lines += [f"{60 + width * n:.1f} 60 m {60 + width * n:.1f} {top} l S" for n in range(len(cells[0]) + 1)]
    for down, row in enumerate(cells):
        for along, cell in enumerate(row):
            x, y = 62 + width * along, top - 14 - 20 * down
            lines.append(f"BT /F 6 Tf 1 0 0 1 {x:.1f} {y} Tm {_shown(cell[:40].replace(chr(10), ' '))} ET")
    return lines


_OPERATORS = (
    "q " * 3000, "Q Q Q", "/F 0 Tf", "/F 99999999 Tf", "/F -12 Tf", "/X 12 Tf", "1e38 0 0 1e38 0 0 cm", "0 0 0 0 0 0 cm", "nan 0 0 1 0 0 Tm", "0 1 -1 0 300 300 Tm",
    "(x) Tj", "[(a) -100000000 (b) 1e30 (c)] TJ", "3 Tr", "99 Tr", "/X Do", "BI /W 10 /H 10 /BPC 8 /CS /G ID xxxxxxxxxx EI", "BI ID", "1 2 3 4 5 re f " * 50,
    "0 0 1e10 1e10 re S", "0 0 m 1e9 0 l S", "0.001 w", "<feff> Tj", "<0> Tj", "() Tj", "[] TJ", "100000 TL T* T*", "/OC /X BDC", "EMC EMC", "sh", "/P gs",
    "10 10 m 20 20 30 30 40 40 c S " * 200, "1 0 0 -1 0 842 cm", "(" + "(" * 500, "<<" * 300, "[" * 500, "0 0 595 842 re f", "W n 0 0 0 0 re W n",
)  # fmt: skip
_WORDS = (
    b"/MediaBox [0 0 1e30 1e30]", b"/MediaBox [0 0 0 0]", b"/MediaBox [595 842 0 0]", b"/MediaBox []", b"/MediaBox null", b"/MediaBox [0 0 14400000 14400000]",
    b"/MediaBox [nan 0 inf 1]", b"/Rotate 90", b"/Rotate 45", b"/Rotate -99999999999", b"/Rotate (x)", b"/UserUnit 1e9", b"/Contents 10 0 R", b"/Contents [11 0 R 11 0 R]",
    b"/Contents 99 0 R", b"/Contents null", b"/Resources 2 0 R", b"/Resources null", b"/Parent 10 0 R", b"/Kids [2 0 R]", b"/Kids [10 0 R 2 0 R]", b"/Kids 2 0 R", b"/Kids null",
    b"/Kids [" + b"10 0 R " * 500 + b"]", b"/Count -1", b"/Count 99999999", b"/Count (x)", b"/Type /Pages", b"/Type /Page", b"/Type null", b"/CropBox [0 0 1 1]",
    b"/DW -1e9", b"/DW 1e30", b"/W [0 [1 2 3] 5 99999999 7]", b"/W [0 99999999 500]", b"/Encoding /Identity-V", b"/Encoding /WinAnsiEncoding", b"/Encoding /90ms-RKSJ-H",
    b"/Encoding << /Differences [0 /a /b 999999999 /c] >>", b"/ToUnicode 3 0 R", b"/ToUnicode null", b"/Subtype /Type3", b"/Subtype /Type1", b"/Subtype /TrueType",
    b"/DescendantFonts [3 0 R]", b"/DescendantFonts []", b"/DescendantFonts null", b"/BaseFont /../../etc/passwd", b"/FontDescriptor 2 0 R", b"/Filter /DCTDecode",
    b"/Filter [/FlateDecode /FlateDecode /ASCIIHexDecode]", b"/Filter /LZWDecode", b"/Filter /RunLengthDecode", b"/Filter /JBIG2Decode", b"/Filter /CCITTFaxDecode",
    b"/DecodeParms << /Predictor 15 /Columns 999999999 >>", b"/DecodeParms << /K -1 /Columns 99999999 /Rows 99999999 >>", b"/Length 999999999", b"/Length -1", b"/Length 11 0 R",
    b"/Length 10 0 R", b"/F (/etc/passwd)", b"/Encrypt << >>", b"/AA << /O << /S /URI /URI (http://nqcanary.invalid) >> >>", b"/Font << /F 10 0 R >>",
)  # fmt: skip


def _spoil(objects: Objects, rng: random.Random) -> None:
    """Puts another entry into an object, in front, where it counts; or exchanges, empties or doubles objects."""
    number = rng.choice(list(objects))
    data = objects[number]
    match rng.randrange(8):
        case 0:
            objects[number] = rng.choice(
                (
                    b"null",
                    b"[]",
                    b"<<>>",
                    b"(x)",
                    b"1 0 R",
                    b"%d 0 R" % number,
                    b"",
                    b"/X",
                    b"<< /Length 5 >>",
                    b"[" * 2000,
                    b"<<" * 2000,
                )
            )
        case 1:
            objects[number] = objects[rng.choice(list(objects))]
        case 2:
            objects[number] = data.replace(b"0 R", b"%d R" % rng.choice((0, 1, 65535)), 1)
        case 3:
            del objects[number]
        case _:
            word = rng.choice(_WORDS)
            key = word.split(b" ", 1)[0]
            objects[number] = (
                data.replace(key + b" ", word + b" /Old", 1)
                if key + b" " in data
                else data.replace(b"<<", b"<< " + word, 1)
            )


def _bomb(objects: Objects, rng: random.Random) -> Objects:
    match rng.randrange(9):
        case 0:
            depth = rng.choice((200, 3000))
            for number in range(depth):
                objects[100 + number] = b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (101 + number)
            objects[100 + depth] = objects[FIRST]
            objects[PAGES] = b"<< /Type /Pages /Count 1 /Kids [100 0 R] >>"
        case 1:
            objects[FIRST + 1] = _stream(b"0" * rng.choice((1_000_000, 20_000_000)), squeezed=True)
        case 2:
            squeezed = zlib.compress(zlib.compress(b"BT " * 3_000_000))
            objects[FIRST + 1] = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (
                len(squeezed),
                squeezed,
            )
        case 3:
            objects[PAGES] = b"<< /Type /Pages /Count 9 /Kids [%s] >>" % (b"10 0 R " * rng.choice((50, 2500)))
        case 4:
            objects[FIRST + 1] = _stream(
                b"BT /F 9 Tf 9 TL " + _shown("đạt 95% ").encode() * rng.choice((500, 5000)) + b" ET", squeezed=True
            )
        case 5:
            lines = b"".join(
                b"%d %d m %d %d l S " % (x, y, x + 5, y)
                for x in range(0, 500, 9)
                for y in range(0, rng.choice((100, 800)), 9)
            )
            objects[FIRST + 1] = _stream(lines)
        case 6:
            objects[20] = _stream(
                b"/A Do /A Do",
                extra=b" /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A 20 0 R >> >>",
            )
            objects[FIRST] = objects[FIRST].replace(b"/Font <<", b"/XObject << /A 20 0 R >> /Font <<")
            objects[FIRST + 1] = _stream(b"/A Do")
        case 7:
            count = 12
            for number in range(count):
                inner = b"/A Do " * 8 if number < count - 1 else b"BT /F 9 Tf (x) Tj ET"
                extra = (
                    b" /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A %d 0 R >> /Font << /F 3 0 R >> >>"
                    % (31 + number)
                )
                objects[30 + number] = _stream(inner, extra=extra)
            objects[FIRST] = objects[FIRST].replace(b"/Font <<", b"/XObject << /A 30 0 R >> /Font <<")
            objects[FIRST + 1] = _stream(b"/A Do")
        case _:
            objects[UNICODE] = _stream(
                b"begincmap 1 beginbfrange <00000000> <FFFFFFFF> <0000> endbfrange 1 begincidrange <0000> <FFFFFFFF> 0 endcidrange endcmap"
            )
    return objects


def _file(objects: Objects, rng: random.Random, *, broken: bool = False) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, data in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    start, last = len(out), max(objects, default=0)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (last + 1)
    table += b"".join(
        b"%010d 00000 %s \n" % (places.get(n, 0), b"n" if n in places else b"f") for n in range(1, last + 1)
    )
    trailer = b"<< /Size %d /Root 1 0 R >>" % (last + 1)
    end = b"%%EOF\n"
    if broken:
        match rng.randrange(10):
            case 0:
                table = b""
            case 1:
                table = spoil_bytes(table, rng)
            case 2:
                start = rng.choice((0, 1, start - 3, 10**12, -5))
            case 3:
                trailer = rng.choice(
                    (
                        b"",
                        b"<< >>",
                        b"<< /Root 2 0 R >>",
                        b"<< /Root 99 0 R >>",
                        b"<< /Size 9 /Root 1 0 R /Prev %d >>" % start,
                        b"null",
                    )
                )
            case 4:
                trailer = b"<< /Size 9 /Root 1 0 R /XRefStm %d /Prev 9 >>" % start
            case 5:
                end = b""
            case 6:
                out[:0] = b"x" * rng.choice((1, 500, 2000))
            case 7:
                return bytes(out[: rng.randrange(len(out))])
            case 8:
                trailer = b"<< /Size 9 /Root 1 0 R /Encrypt << /Filter /Standard /V %d /R %d /O (x) /U (y) /P -1 /Length 9999 >> /ID [(a) (b)] >>" % (
                    rng.randrange(7), rng.randrange(8))  # fmt: skip
            case _:
                out += nasties.text(rng).encode("utf-8", "surrogatepass")
    return bytes(out) + table + b"trailer\n" + trailer + b"\nstartxref\n%d\n" % start + end
