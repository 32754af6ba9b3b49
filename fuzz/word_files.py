"""Word files: made from parts, their XML and their package spoilt."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable
from functools import cache
from xml.sax.saxutils import escape

from fuzz import nasties, prose, seeds
from fuzz.mutate import spoil_bytes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Parts = dict[str, bytes]


def word_file(rng: random.Random) -> tuple[str, bytes]:
    """The form and the content of a Word file."""
    kind = rng.random()
    if kind < 0.25:
        return "as it is", _packed(_parts(rng), rng)
    if kind < 0.6:
        parts = _parts(rng)
        main = "word/document.xml"
        parts[main] = _spoil_xml(parts[main].decode("utf-8", "surrogatepass"), rng).encode("utf-8", "surrogatepass")
        return "xml", _packed(parts, rng)
    if kind < 0.75:
        return "package", _odd_package(_parts(rng), rng)
    if kind < 0.9:
        return "bytes", spoil_bytes(_packed(_parts(rng), rng, stored=rng.random() < 0.7), rng)
    return "bomb", _bomb(rng)


@cache
def _real() -> tuple[tuple[str, bytes], ...]:
    """The parts of the Word file of the tests."""
    path = seeds.TESTS / "documents" / "ke-hoach-mau.docx"
    if not path.is_file():
        return ()
    with zipfile.ZipFile(path) as archive:
        return tuple((name, archive.read(name)) for name in archive.namelist() if name.endswith((".xml", ".rels")))


def _parts(rng: random.Random) -> Parts:
    if rng.random() < 0.08 and _real():
        return dict(_real())
    body = "".join(_paragraph(text, rng) for text in prose.lines(rng))
    for _ in range(rng.choice((0, 0, 1, 2))):
        body += _table(rng, rng.choice((0, 0, 0, 1)))
    return _around(f"{body}<w:sectPr/>")


def _around(body: str) -> Parts:
    return {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": (
            f'<Relationships xmlns="{_RELS}"><Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
        ).encode(),
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode(
            "utf-8", "surrogatepass"
        ),
        "word/styles.xml": (
            f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="H2"/></w:style>'
            f'<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="x"/><w:basedOn w:val="H1"/></w:style></w:styles>'
        ).encode(),
        "word/numbering.xml": (
            f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
            '<w:lvlText w:val="%1.%2."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
        ).encode(),
    }


def _safe(text: str) -> str:
    """Without what XML cannot hold."""
    return escape(
        "".join(
            c for c in text if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
        )
    )


_MORE = (
    '<w:tab/>', '<w:br w:type="page"/>', '<w:noBreakHyphen/>', '<w:fldChar w:fldCharType="begin"/>', '<w:instrText>INCLUDETEXT "/etc/passwd"</w:instrText>',
    '<w:sym w:font="Symbol" w:char="F0B3"/>', '<w:sym w:char="ZZ"/>', '<w:delText>x</w:delText>', '<w:footnoteReference w:id="99999999999"/>', '<w:cr/>',
    '<w:softHyphen/>', '<w:drawing/>', '<w:vanish/>',
)  # fmt: skip
_PROPERTIES = (
    '<w:pStyle w:val="H1"/>', '<w:pStyle w:val="none"/>', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>', '<w:outlineLvl w:val="0"/>',
    '<w:numPr><w:ilvl w:val="999999999"/><w:numId w:val="1"/></w:numPr>', '<w:numPr><w:ilvl w:val="-1"/><w:numId w:val="-1"/></w:numPr>',
    '<w:outlineLvl w:val="99"/>', '<w:numPr><w:numId w:val="x"/></w:numPr>',
)  # fmt: skip


def _paragraph(text: str, rng: random.Random) -> str:
    properties = f"<w:pPr>{rng.choice(_PROPERTIES)}</w:pPr>" if rng.random() < 0.2 else ""
    more = rng.choice(_MORE) if rng.random() < 0.1 else ""
    bold = "<w:rPr><w:b/></w:rPr>" if rng.random() < 0.1 else ""
    return f'<w:p>{properties}<w:r>{bold}<w:t xml:space="preserve">{_safe(text)}</w:t>{more}</w:r></w:p>'


_CELL = ("", "", "", '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="999999999"/>', '<w:gridSpan w:val="-3"/>',
         '<w:gridSpan w:val="1000"/>', '<w:hMerge w:val="continue"/>')  # fmt: skip


def _table(rng: random.Random, nested: int) -> str:
    rows = ""
    for cells in prose.grid(rng):
        row = "".join(
            f"<w:tc><w:tcPr>{rng.choice(_CELL) if rng.random() < 0.2 else ''}</w:tcPr>{_paragraph(cell, rng)}"
            f"{_table(rng, nested - 1) if nested and rng.random() < 0.3 else ''}</w:tc>"
            for cell in cells
        )
        before = (
            f'<w:trPr><w:gridBefore w:val="{rng.choice(("1", "99999999", "-1"))}"/></w:trPr>'
            if rng.random() < 0.05
            else ""
        )
        rows += f"<w:tr>{before}{row}</w:tr>"
    return f"<w:tbl><w:tblGrid>{'<w:gridCol/>' * rng.randrange(4)}</w:tblGrid>{rows}</w:tbl>"


def _spoil_xml(xml: str, rng: random.Random) -> str:
    for _ in range(rng.choice((1, 1, 2, 5))):
        tags = [at for at, c in enumerate(xml) if c == "<"]
        at = rng.choice(tags)
        end = xml.find(">", at) + 1 or len(xml)
        match rng.randrange(9):
            case 0:
                xml = xml[:at] + xml[end:]
            case 1:
                xml = xml[:end] + xml[at:end] + xml[end:]
            case 2:
                other = rng.choice(tags)
                xml = xml[:at] + xml[other : xml.find(">", other) + 1] + xml[end:]
            case 3:
                xml = xml[:end] + _safe(nasties.text(rng)) + xml[end:]
            case 4:
                xml = (
                    xml[:end]
                    + rng.choice(
                        (
                            "&x;",
                            "&#0;",
                            "&#x1F600;",
                            "&#99999999;",
                            "<![CDATA[<w:p>]]>",
                            "<?x y?>",
                            "<!-- -->",
                            "\ufffe",
                            "\x00",
                        )
                    )
                    + xml[end:]
                )
            case 5:
                doctype = rng.choice(
                    ("<!DOCTYPE x>", '<!DOCTYPE x SYSTEM "file:///etc/passwd">', '<!DOCTYPE x [<!ENTITY x SYSTEM "http://nqcanary.invalid/">]>',
                     '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY x "&a;&a;&a;&a;&a;&a;&a;&a;">]>', '<?xml version="1.0" encoding="utf-7"?>',
                     "<!--" + " " * 5000 + '--><!DOCTYPE x [<!ENTITY x "y">]>')
                )  # fmt: skip
                xml = doctype + xml
            case 6:
                xml = xml.replace(
                    'w:val="1"', f'w:val="{rng.choice(("0", "-1", "999999999", "x", "", "1.5", "1" * 50))}"', 1
                )
            case 7:
                start = rng.choice(tags)
                xml = xml[: min(at, start)] + xml[max(at, start) :]
            case _:
                xml = xml[:at] + xml[at:end] * rng.choice((3, 50)) + xml[end:]
    return xml


def _packed(parts: Parts, rng: random.Random, *, stored: bool = False) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            if rng.random() > 0.01 or name == "word/document.xml":
                archive.writestr(name, data)
    return buffer.getvalue()


def _odd_package(parts: Parts, rng: random.Random) -> bytes:
    """Parts under other names, twice, empty, or with wrong sizes in the list of contents."""
    match rng.randrange(8):
        case 0:
            parts.pop(rng.choice(list(parts)))
        case 1:
            parts["word/document.xml"] = rng.choice((b"", b"\0", b"<x/>", b"x", b"<w:document/>", "đ".encode("utf-16")))
        case 2:
            target = rng.choice(
                (
                    "../../etc/passwd",
                    "/word/document.xml",
                    "word/../word/document.xml",
                    "",
                    ".",
                    "word",
                    "x" * 70_000,
                    "_rels/.rels",
                    "\\\\host\\x",
                )
            )
            parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"word/document.xml", target.encode())
        case 3:
            parts["word/_rels/document.xml.rels"] = (
                f'<Relationships xmlns="{_RELS}"><Relationship Type="x/styles" Target="{rng.choice(("document.xml", "styles.xml", "../[Content_Types].xml", "no.xml"))}"/>'
                '<Relationship Type="x/numbering" TargetMode="External" Target="http://nqcanary.invalid/"/></Relationships>'
            ).encode()
        case 4:
            parts |= {f"word/{number}.xml": b"<x/>" for number in range(rng.choice((100, 3000)))}
    data = bytearray(_packed(parts, rng, stored=rng.random() < 0.5))
    directory = data.rfind(b"PK\x05\x06")
    match rng.randrange(6):
        case 0 if directory > 0:
            struct.pack_into("<H", data, directory + rng.choice((8, 10)), rng.choice((0, 1, 65535)))
        case 1 if directory > 0:
            struct.pack_into("<I", data, directory + rng.choice((12, 16)), rng.choice((0, 1, 2**31, 2**32 - 1)))
        case 2:
            entry = data.find(b"PK\x01\x02")
            if entry > 0:
                struct.pack_into(
                    "<I", data, entry + rng.choice((20, 24, 42)), rng.choice((0, 1, 10_000_000, 2**32 - 1))
                )
        case 3:
            entry = data.find(b"PK\x01\x02")
            if entry > 0:
                struct.pack_into("<H", data, entry + rng.choice((8, 10)), rng.choice((1, 8, 12, 14, 99, 0xFFFF)))
        case 4:
            data = data[: rng.randrange(len(data))]
        case _:
            data = bytearray(b"MZ" * 20) + data
    return bytes(data)


def _bomb(rng: random.Random) -> bytes:
    size = rng.choice((10_000, 100_000, 2_000_000))
    bombs: tuple[Callable[[], Parts], ...] = (
        lambda: _around("<w:p/>" * (size // 20)),
        lambda: _around("<w:tbl><w:tr><w:tc>" * min(size // 20, 240) + "x"),
        lambda: _around("<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60),
        lambda: _around("<w:sdt><w:sdtContent>" * 100 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 100),
        lambda: _around(f"<w:p><w:r><w:t>{'đạt 95% ' * (size // 8)}</w:t></w:r></w:p>"),
        lambda: _around(
            "<w:tbl>" + ("<w:tr>" + "<w:tc><w:p/></w:tc>" * 300 + "</w:tr>") * (size // 20_000) + "</w:tbl>"
        ),
        lambda: _around(
            "<w:tbl>"
            + ("<w:tr>" + '<w:tc><w:tcPr><w:gridSpan w:val="60"/></w:tcPr><w:p/></w:tc>' * 60 + "</w:tr>") * 40
            + "</w:tbl>"
        ),
        lambda: _around("<w:p><w:r>" + "<w:t>1</w:t>" * (size // 20) + "</w:r></w:p>"),
        lambda: _around(
            f"<w:p><w:r><w:t>{'e' + chr(0x301) * (size // 4) + chr(0x323) * (size // 4)}</w:t></w:r></w:p>"
        ),
        lambda: _around(f"<w:p><w:r><w:t>{'x' * 5_000_000}</w:t></w:r></w:p>"),
        lambda: _around("<w:p>" + "<w:r>" * 250 + "</w:r>" * 250 + "</w:p>"),
        lambda: _around(("<w:p><w:pPr>" + _PROPERTIES[2] + "</w:pPr><w:r><w:t>a</w:t></w:r></w:p>") * (size // 200)),
    )
    return _packed(rng.choice(bombs)(), rng)
