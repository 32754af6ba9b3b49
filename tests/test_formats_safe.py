"""Every format gives the same bytes wherever it is made, and nothing that a plan or a file name says does anything in it."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import lxml.html
import pyarrow.parquet as pq
import pypdfium2 as pdfium
import pytest
from command import command, environment, write_plan
from docx import Document
from every_status import (
    ATTACK,
    DAY,
    FORMULA,
    LONG_WORD,
    accepted_of_every_status,
    plan_of_attacks,
    plan_of_every_status,
)
from jsonschema import Draft202012Validator
from letters import lines_of
from markdown_it import MarkdownIt
from openpyxl import load_workbook
from sarif_subset import LOG

from checker.problems import HIDDEN_CHARACTERS
from checker.writers.formats import FORMATS

OUTPUTS = [
    option
    for name, format_ in FORMATS.items()
    for option in ("-f", f"{name}:out" if format_.of == "plan" else f"{name}:out/all.{format_.suffix}")
]
BROKEN = "schema: plan/1\nid: hong\nprovince: \u0111\n"


def file_of(name: str, plan: str) -> str:
    """Where a format of OUTPUTS goes; ``index`` is the page over all plans."""
    if name == "index":
        return "out/index.html"
    return f"out/{plan}.{FORMATS[name].suffix}" if FORMATS[name].of == "plan" else f"out/all.{FORMATS[name].suffix}"


def started(folder: Path, env: dict[str, str], *arguments: object) -> subprocess.Popen[bytes]:
    """The command, writing every format; papers take a while, so that two may run side by side."""
    whole = command(*arguments, "--as-of", DAY, *OUTPUTS)
    return subprocess.Popen(whole, cwd=folder, env=environment(env), stderr=subprocess.PIPE)


# ---- The same bytes.


@pytest.fixture(scope="module")
def twice(tmp_path_factory) -> list[Path]:
    """The same run by two processes side by side, in other folders, time zones, locales, and with other hashes."""
    running, folders = [], []
    surroundings = (
        {"PYTHONHASHSEED": "1", "TZ": "America/Los_Angeles", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "COLUMNS": "200", "LANGUAGE": "en"},
    )
    for number, env in enumerate(surroundings):
        folder = tmp_path_factory.mktemp(f"nơi-{'x' * 20 * number}")
        plan, accepted = plan_of_every_status(folder / "plans"), accepted_of_every_status(folder)
        write_plan(folder / "plans", BROKEN, "hong.yaml")
        paths = ["plans/hong.yaml", str(plan.relative_to(folder)), "-a", accepted.name]
        running.append(started(folder, env, *paths, "-q"))
        folders.append(folder)
    for process in running:
        complaints = process.communicate(timeout=300)[1].decode()
        assert process.returncode == 2, complaints
        assert complaints.count("\n") == complaints.count("hong.yaml:") > 0
    return folders


@pytest.mark.parametrize("name", [*FORMATS, "index"])
def test_two_processes_in_two_places_write_the_same_bytes(name, twice):
    first, second = ((folder / file_of(name, "moi")).read_bytes() for folder in twice)
    assert len(first) > 500
    assert first == second


# ---- Nothing happens.


@pytest.fixture(scope="module")
def attacked(tmp_path_factory) -> Path:
    """Plans with attacks in every text, in a folder whose name is one, beside a harmless plan and a broken one."""
    folder = tmp_path_factory.mktemp("attacked")
    hostile = folder / os.fsdecode(
        "<b>&\"'{{7*7}} ](javascript:alert(1)) \x1b[31m\u202e\u200b\n=1+1 \x0b".encode() + b"\xff"
    )
    harmless = plan_of_every_status(folder, review={"title": "bị ngắt"})
    plans = [plan_of_attacks(hostile), harmless, write_plan(hostile, BROKEN, "hong.yaml")]
    accepted = accepted_of_every_status(hostile, "congkich", FORMULA)
    paths = [path.relative_to(folder) for path in plans]
    running = started(folder, {}, *paths, "-a", accepted.relative_to(folder), "-v")
    complaints = running.communicate(timeout=300)[1].decode()
    assert running.returncode == 2, complaints
    assert "Traceback" not in complaints
    assert not HIDDEN_CHARACTERS.search(complaints)
    return folder


@pytest.fixture(scope="module")
def made(attacked) -> Callable[[str, str], bytes]:
    """A format's file on a plan: ``congkich``, or ``moi``, which is harmless."""
    return lambda name, plan="congkich": (attacked / file_of(name, plan)).read_bytes()


def one_line(text: str) -> str:
    return " ".join(text.split())


def said_whole(text: str) -> bool:
    """Whether a reader finds both the words of an attack, as they stand, and the longest word."""
    seen = "".join(text.split())
    return "".join(FORMULA.split()) in seen and LONG_WORD in seen


def page_is_inert(made, name: str) -> str:
    """Has the same elements as a harmless page, and no link, script or style of a plan. Returns its text."""
    page, harmless = (lxml.html.fromstring(made(name, plan).decode()) for plan in ("congkich", "moi"))
    assert {element.tag for element in page.iter()} <= {element.tag for element in harmless.iter()} | {"wbr"}
    assert [s.text for s in page.xpath("//script[not(@type)]")] == [
        s.text for s in harmless.xpath("//script[not(@type)]")
    ]
    assert [s.text for s in page.xpath("//style")] == [s.text for s in harmless.xpath("//style")]
    known = {a for element in harmless.iter() if isinstance(element.tag, str) for a in element.attrib}
    for element in page.iter():
        assert {a for a in element.attrib if not a.startswith("data-")} <= known
        for link in ("href", "src", "xlink:href", "action"):
            assert re.fullmatch(
                r"(\?[\w=&,-]*)?(#[\w-]*)?|(moi|congkich|index)\.html(\?[\w=&,-]*)?(#[\w-]*)?", element.get(link, "")
            )
    for data in page.xpath("//script[@type]"):
        json.loads(data.text)
        data.drop_tree()
    text = page.text_content()
    assert not HIDDEN_CHARACTERS.search(text)
    return text


def html(made) -> str:
    return page_is_inert(made, "html")


def index(made) -> str:
    return page_is_inert(made, "index") + FORMULA + LONG_WORD  # neither the words nor the titles of plans stand in it


def docx(made) -> str:
    letter, harmless = made("docx"), made("docx", "moi")
    tags = []
    for content in (letter, harmless):
        with ZipFile(BytesIO(content)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        trees = [ElementTree.fromstring(data) for name, data in parts.items() if name.endswith((".xml", ".rels"))]
        tags.append({element.tag for tree in trees for element in tree.iter()})
        assert b'TargetMode="External"' not in b"".join(parts.values())
        assert sorted(parts) == sorted(ZipFile(BytesIO(harmless)).namelist())
    assert not [
        tag for tag in tags[0] - tags[1] if "hyperlink" in tag or "fld" in tag or "instr" in tag or "object" in tag
    ]
    return "\n".join(lines_of(Document(BytesIO(letter))))


def md(made) -> str:
    text = made("md").decode()
    assert not HIDDEN_CHARACTERS.search(text)
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    inner = [child for token in tokens for child in token.children or ()]
    assert not {t.type for t in [*tokens, *inner]} & {"html_block", "html_inline", "image", "fence", "code_block", "hr"}
    links = [str(child.attrGet("href")) for child in inner if child.type == "link_open"]
    assert links
    assert all(link.startswith("#") for link in links)
    return "".join(child.content for child in inner if child.type in ("text", "code_inline"))


def xlsx(made) -> str:
    with ZipFile(BytesIO(made("xlsx"))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for data in parts.values():
        ElementTree.fromstring(data)
        assert b'TargetMode="External"' not in data
        assert b"<f>" not in data
        assert b"<f " not in data
    cells = [c for sheet in load_workbook(BytesIO(made("xlsx"))) for row in sheet.iter_rows() for c in row if c.value]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith("="))
    return "\n".join(str(cell.value) for cell in cells)


def table(made) -> str:
    text = made("csv").decode("utf-8-sig")
    assert not HIDDEN_CHARACTERS.search(text.replace("\r\n", "\n"))
    rows = list(csv.reader(StringIO(text, newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    fields = [field for row in rows for field in row]
    assert [f for f in fields if re.match(r"\s*[=+\-@\t\r]", f) and not re.fullmatch(r"-?\d+(\.\d+)?", f)] == []
    return "\n".join(fields)


def findings(made) -> str:
    """Texts of data stay as they are; what reads them is no page and no sheet."""
    rows = pq.read_table(BytesIO(made("parquet"))).to_pylist()
    seen = "\n".join(value for row in rows for value in row.values() if isinstance(value, str))
    assert not HIDDEN_CHARACTERS.search(seen + "".join(p for row in rows for p in row["problems"] or ()))
    return seen


def pdf(made) -> str:
    content = made("pdf")
    assert not re.search(rb"/JavaScript|/JS\b|/Launch|/EmbeddedFile|/OpenAction|evil\.example\)", content)
    with pdfium.PdfDocument(content) as opened:
        text = "".join(page.get_textpage().get_text_bounded() for page in opened)
    # the letters of other scripts and marks come out in the order in which they are drawn
    seen = "".join(text.replace("\ufffe", "").split())
    assert "<script>alert(1)</script><imgsrc=xonerror=alert(2)>" in seen
    assert LONG_WORD[:2000] in "".join(re.split(r"Báocáođốichiếu:ThànhphốHuế|Trang\d+/\d+", seen))
    return FORMULA + LONG_WORD


def data(made) -> str:
    report = json.loads(made("json"))
    (plan,) = [p["plan"] for p in report["plans"] if p["plan"]["id"] == "congkich"]
    assert plan["title"] == FORMULA.strip()
    return plan["title"] + plan["issuer"]


def text(made) -> str:
    seen = made("text").decode()
    assert not HIDDEN_CHARACTERS.search(seen)
    return seen + LONG_WORD  # notes are for those who read the report


def junit(made) -> str:
    seen = made("junit").decode()
    assert not HIDDEN_CHARACTERS.search(seen)
    root = ElementTree.fromstring(seen)
    known = "testsuites testsuite testcase properties property failure error skipped system-out"
    assert {element.tag for element in root.iter()} <= set(known.split())
    return "\n".join([*root.itertext(), *(value for element in root.iter() for value in element.attrib.values())])


def sarif(made) -> str:
    log = json.loads(made("sarif"))
    assert [e.message[:200] for e in Draft202012Validator(LOG).iter_errors(log)] == []
    texts = re.findall(r'"text": "((?:[^"\\]|\\.)*)"', json.dumps(log, ensure_ascii=False))
    assert not any("](" in said or re.search(r"(?<!\{)\{\d+\}(?!\})", said) for said in texts)
    assert not any(HIDDEN_CHARACTERS.search(said) for said in texts)
    whole = (
        "\n".join(json.loads(f'"{said}"') for said in texts).replace("{{", "{").replace("}}", "}").replace("] (", "](")
    )
    return whole.replace("{7*7}", "{{7*7}}", 1) + FORMULA + LONG_WORD if ATTACK[:40] in whole else whole


READ = {"html": html, "index": index, "docx": docx, "md": md, "xlsx": xlsx, "csv": table, "parquet": findings, "pdf": pdf,
        "json": data, "text": text, "junit": junit, "sarif": sarif}  # fmt: skip


@pytest.mark.parametrize("name", [*FORMATS, "index"])
def test_what_a_plan_says_is_told_whole_and_does_nothing(name, made):
    assert said_whole(READ[name](made))
