"""Threat: words of a plan, an acceptance, a norm or a document that are markup, script, template, link or formula.

``canaries`` puts a text of its own into every field; here all formats are made of them, and each is read the way
its program reads it. Nothing of a canary may be anything but text, and every field must come out somewhere.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import lxml.html
import pypdfium2 as pdfium
import pytest
import yaml
from browsing import open_page, unfold
from canaries import (
    FIELDS,
    acceptances_of_canaries,
    canary,
    found_in,
    plan_of_canaries,
    rulesets_of_canaries,
)
from command import check, write_plan
from docx import Document
from every_status import DAY, plan_of_every_status
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from checker.reading.models import Plan
from checker.writers.formats import FORMATS

FOLDER = "<c900 zz='\"><img src=x onerror=alert(1)>{{7*7}}"
"""A folder of plans whose name is an attack."""
NOWHERE = {"plan Commitment.wording"}
"""What is only ever compared."""
LANGUAGES = ("vi", "en")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``vi`` and ``en``: reports of two plans and of a broken one, in every format; ``explained``: the manual's pages."""
    here = tmp_path_factory.mktemp("canaries")
    rulesets_of_canaries(here / "rulesets")
    plans = [
        plan_of_canaries(here / FOLDER),
        plan_of_every_status(here),
        write_plan(here / FOLDER, "id: đ\n", "hong.yaml"),
    ]
    accepted = acceptances_of_canaries(here)
    options = ("-a", accepted, "--as-of", DAY)
    for code in LANGUAGES:
        formats = [f for name in FORMATS if name not in ("pdf", "index") for f in ("-f", name)]
        done = check(*(p.relative_to(here) for p in plans), *options, *formats, "-o", code, "--lang", code, cwd=here)
        assert done.status == 2
        assert (here / code / "congkich.html").exists(), done.err
        (here / code / "terminal.txt").write_text(done.err, encoding="utf-8")
        (here / code / "index.txt").write_text(done.out, encoding="utf-8")
    asked = (("explain", "nq72/immunisation-2030"), ("explain", "nq72"), ("coverage",), ("lint", plans[0]))
    pages = [check(*arguments, cwd=here) for arguments in asked]
    (here / "manual.txt").write_text("\n".join(page.out + page.err for page in pages), encoding="utf-8")
    assert check(plans[0], *options, "-f", "pdf", "-q", "-o", "vi", cwd=here).status == 1
    return here


def content(run: Path, name: str, code: str) -> bytes:
    others = {"index": f"{code}/index.html", "terminal": f"{code}/terminal.txt", "manual": "manual.txt"}
    if name in others:
        return (run / others[name]).read_bytes()
    format_ = FORMATS[name]
    return (run / code / f"{'congkich' if format_.of == 'plan' else 'index'}.{format_.suffix}").read_bytes()


# ---- How each format is read: what a reader sees, after all that only a canary could have made of it was looked for.


def of_html(data: bytes) -> str:
    page = lxml.html.fromstring(data.decode())
    for element in page.iter():
        assert not re.fullmatch(r"c[0-9]+|img|w:t", str(element.tag))
        for attribute, value in element.attrib.items():
            assert not re.fullmatch(r"zz|on.*|srcdoc|formaction|ping", attribute)
            assert attribute not in ("href", "src", "action") or re.match(r"[#?]|\w+\.html|$", value), value
    texts = [json.dumps(json.loads(s.text), ensure_ascii=False) for s in page.xpath("//script[@type]")]
    for element in page.xpath("//script | //style"):
        assert element.get("type") or not found_in(element.text)
        element.drop_tree()
    return page.text_content() + " ".join(v for e in page.iter() for v in e.attrib.values()) + _unquoted(texts)


def _unquoted(texts: list[str]) -> str:
    return " ".join(texts).replace('\\"', '"')


def of_docx(data: bytes) -> str:
    texts = []
    with ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            part = package.read(name)
            assert b'TargetMode="External"' not in part
            if name.endswith((".xml", ".rels")):
                root = ElementTree.fromstring(part)
                tags = {element.tag.rpartition("}")[2] for element in root.iter()}
                fields = {v for e in root.iter() for k, v in e.attrib.items() if k.endswith("}instr")}
                assert {field.strip() for field in fields} <= {"PAGE", "NUMPAGES"}
                assert not {t for t in tags if re.fullmatch(r"c[0-9]+|img|hyperlink|instrText|object|altChunk", t)}
                texts.append("".join(root.itertext()))
    return "\n".join(texts)


def of_md(data: bytes) -> str:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(data.decode())
    inner = [child for token in tokens for child in token.children or ()]
    assert not {t.type for t in [*tokens, *inner]} & {"html_block", "html_inline", "image", "fence", "code_block"}
    assert all(str(t.attrGet("href")).startswith("#") for t in inner if t.type == "link_open")
    return "".join(
        "\n".join(["", *(child.content for child in token.children or () if child.type in ("text", "code_inline"))])
        .replace("\n", "") + "\n"
        for token in tokens
    )  # fmt: skip


def of_xlsx(data: bytes) -> str:
    with ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            part = package.read(name)
            assert not re.search(rb'TargetMode="External"|<f[ >]|<externalLink|<ddeLink|<oleLink|<webPr', part)
            ElementTree.fromstring(part)
    cells = [cell for sheet in load_workbook(BytesIO(data)) for row in sheet.iter_rows() for cell in row if cell.value]
    for cell in cells:
        assert cell.data_type != "f"
        assert cell.quotePrefix or not re.match(r"\s*[=+\-@＝]", str(cell.value)) or cell.data_type == "n"
    return "\n".join(str(cell.value) for cell in cells)


def of_csv(data: bytes) -> str:
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    fields = [field for row in rows for field in row]
    assert [f for f in fields if re.match(r"\s*[=+\-@＝]", f) and not re.fullmatch(r"-?\d+(\.\d+)?", f)] == []
    return "\n".join(fields)


def of_pdf(data: bytes) -> str:
    assert not re.search(rb"/(JavaScript|JS|Launch|EmbeddedFile|OpenAction|SubmitForm|GoToR|URI)\b", data)
    with pdfium.PdfDocument(data) as opened:
        return "".join(page.get_textpage().get_text_bounded() for page in opened).replace("\ufffe", "")


def of_data(data: bytes) -> str:
    return _unquoted([json.dumps(json.loads(data), ensure_ascii=False)])


def of_sarif(data: bytes) -> str:
    log = json.loads(data)
    texts = re.findall(r'"(?:text|markdown)": "((?:[^"\\]|\\.)*)"', json.dumps(log, ensure_ascii=False))
    assert not any("](" in text or re.search(r"(?<!\{)\{\d+\}(?!\})", text) for text in texts)
    return without_braces(of_data(data).replace("] (", "]("))


def without_braces(text: str) -> str:
    """SARIF doubles those of its messages."""
    return text.replace("{", "").replace("}", "")


def of_junit(data: bytes) -> str:
    root = ElementTree.fromstring(data)
    known = {
        "testsuites",
        "testsuite",
        "testcase",
        "properties",
        "property",
        "failure",
        "error",
        "skipped",
        "system-out",
    }
    assert {element.tag for element in root.iter()} <= known
    return "\n".join([*root.itertext(), *(value for element in root.iter() for value in element.attrib.values())])


def of_text(data: bytes) -> str:
    return data.decode()


def of_parquet(data: bytes) -> str:
    import pyarrow.parquet

    return "\n".join(_texts_in(pyarrow.parquet.read_table(BytesIO(data)).to_pylist()))


def _texts_in(value: Any) -> Iterator[str]:
    match value:
        case dict():
            for part in value.values():
                yield from _texts_in(part)
        case list():
            for part in value:
                yield from _texts_in(part)
        case _:
            yield str(value)


READ = {
    "html": of_html, "index": of_html, "docx": of_docx, "md": of_md, "xlsx": of_xlsx, "csv": of_csv, "pdf": of_pdf,
    "json": of_data, "sarif": of_sarif, "junit": of_junit, "text": of_text, "terminal": of_text, "manual": of_text, "parquet": of_parquet,
}  # fmt: skip
MADE = [("manual", "vi")] + [
    (name, code)
    for name in dict.fromkeys((*FORMATS, "index", "terminal"))
    for code in LANGUAGES
    if (name, code) != ("pdf", "en")
]


@pytest.fixture(scope="module")
def seen(run: Path) -> dict[tuple[str, str], str]:
    """What is read in each format, without blanks: lines are broken anywhere."""
    return {made: "".join(READ[made[0]](content(run, *made)).split()) for made in MADE}


@pytest.mark.parametrize(("name", "code"), MADE)
def test_no_text_is_more_than_text_in(name, code, run):
    assert READ[name](content(run, name, code))


@pytest.mark.parametrize("field", FIELDS)
def test_whatever_comes_out_of_a_field_reads_as_it_was_written(field, seen):
    whole, mark = "".join(canary(field).split()), f"c{FIELDS.index(field)}!"
    shown = [made for made, text in seen.items() if mark in text]
    assert bool(shown) != (field in NOWHERE)
    for made in shown:
        if made[0] != "pdf":  # where letters come out in the order in which they are drawn
            assert seen[made].count(mark) == seen[made].count(without_braces(whole) if made[0] == "sarif" else whole), (
                made
            )


@pytest.mark.browser
@pytest.mark.parametrize("page_name", ["congkich.html", "moi.html", "index.html"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_browser_makes_nothing_of_it_and_asks_for_nothing(browser, run, page_name, code):
    page = open_page(browser, run / code / page_name)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    unfold(page)
    page.wait_for_timeout(50)
    made = (
        "[...document.querySelectorAll('*')].map(e => e.localName).filter(n => /^(c[0-9]+|img|iframe|object)$/.test(n))"
    )
    assert page.evaluate(made) == []
    assert page.requests_seen == [page.url]
    assert page.complaints == []
    assert dialogs == []


# ---- What a document says, and what it is called.

WORDS = "</w:t></script></style><c901 zz='\"><img src=//c901.test onerror=alert(1)>{{7*7}} {%raw%} ]]>--> c901!"
NAME = "<img src=x onerror=alert(1)>'\"{{7*7}}&lt;.docx"


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``x.html`` and ``x.yaml`` of a document in which everything that is taken, and more, is an attack."""
    folder = tmp_path_factory.mktemp("extracted")
    document = Document()
    for text in ("ỦY BAN NHÂN DÂN", "TỈNH BẮC NINH", f"Số: 142/KH-UBND {WORDS}", f"KẾ HOẠCH {WORDS}", "II. MỤC TIÊU"):
        document.add_paragraph(text)
    document.add_paragraph(f"- Đến năm 2030 tỷ lệ bao phủ BHYT đạt 97% {WORDS}.")
    document.add_paragraph(f"- Năm 2025 tỷ lệ bao phủ BHYT ước đạt 95% {WORDS}.")
    document.add_paragraph(f"IV. {WORDS}")
    table = document.add_table(2, 3)
    cells = ("TT", f"Chỉ tiêu {WORDS}", "Năm 2030", "1", f"Tuổi thọ trung bình {WORDS}", f"75,5 {WORDS}")
    for cell, text in zip((c for row in table.rows for c in row.cells), cells, strict=True):
        cell.text = text
    document.save(str(folder / NAME))
    options = ("-o", "x.yaml", "--html", "x.html", "--province", "Bắc Ninh", "--issued", "2025-11-21")
    done = check("extract", NAME, *options, cwd=folder)
    assert done.status == 0, done.err
    assert check("x.yaml", "-f", "md:-", cwd=folder).status == 1  # the draft is a plan file
    return folder


def test_the_page_of_a_document_shows_its_words_and_its_name_as_text(extracted):
    text = "".join(of_html((extracted / "x.html").read_bytes()).split())
    assert text.count("".join(WORDS.split())) >= 6  # elsewhere the numbers of findings stand in between
    assert "".join(NAME.split()) in text


def test_a_draft_holds_the_words_of_a_document_as_values(extracted):
    plan = yaml.safe_load((extracted / "x.yaml").read_text(encoding="utf-8"))
    assert set(plan) <= {field.alias or name for name, field in Plan.model_fields.items()}
    assert {"97", "75.5"} <= {str(commitment.get("at_least")) for commitment in plan["commitments"]}
    assert any("</w:t></script></style><c901 zz='\"><img" in str(value) for value in plan.values())
    assert plan["source"]["file"] == NAME


@pytest.mark.browser
def test_a_browser_makes_nothing_of_the_page_of_a_document(browser, extracted):
    page = open_page(browser, extracted / "x.html")
    unfold(page)
    page.wait_for_timeout(50)
    assert page.locator("img, c901").count() == 0
    assert page.requests_seen == [page.url]
    assert page.complaints == []
