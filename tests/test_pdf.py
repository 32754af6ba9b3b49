"""``-f pdf``: the page as a printed report, and nothing fetched."""

from __future__ import annotations

import http.server
import os
import re
import subprocess
import sys
import threading
from ctypes import c_ushort
from datetime import date
from typing import ClassVar

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from command import PLANS, ROOT, check, command, environment, files_in, write_plan

from checker.i18n import language
from checker.run import Request, check_plans
from checker.writers.formats import Presentation
from checker.writers.page.pdf import render_plan

DAY = "2026-11-21"
A4 = (595, 842)


def run(plan, folder, *options, env=None):
    arguments = (plan, "-f", f"pdf:{folder / 'out.pdf'}", "-q", "--as-of", DAY, *options)
    result = check(*arguments, cwd=folder, env=env)
    assert result.status in (0, 1), result.err
    return result, (folder / "out.pdf").read_bytes()


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    return run(PLANS / "quangngai.yaml", tmp_path_factory.mktemp("pdf"), env={"PYTHONHASHSEED": "1"})


@pytest.fixture(scope="module")
def document(full):
    with pdfium.PdfDocument(full[1]) as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(document):
    """The text of each page, on one line."""
    return texts(document)


def texts(document) -> list[str]:
    found = []
    for page in document:
        text = page.get_textpage().get_text_bounded()
        found.append(" ".join(text.replace("\ufffe", "").split()))
    return found


def headings(document) -> list[str]:
    return [" ".join(item.get_title().split()) for item in document.get_toc()]


# --- what it shows


def test_it_is_a_report_on_a4_with_numbered_pages_and_the_plan_at_the_foot(document, pages):
    assert all(tuple(map(round, page.get_size())) == A4 for page in document)
    for number, text in enumerate(pages, start=1):
        assert f"Trang {number}/{len(pages)}" in text
        assert ("Báo cáo đối chiếu: Tỉnh Quảng Ngãi" in text) == (number > 1)  # the first page has the title itself


def test_each_gap_shows_both_quotes_the_comparison_and_the_amended_wording(pages):
    text = next(page for page in pages if "97,1% < 100%" in page)
    assert "“bao phủ bảo hiểm y tế toàn dân”" in text
    assert "97,1% dân số”" in text
    assert "thiếu 2,9 điểm phần trăm" in text
    assert "Đến năm 2030, tỷ lệ bao phủ bảo hiểm y tế đạt 100% dân số." in text


def test_what_is_folded_on_the_page_is_unfolded_on_paper_and_what_is_left_out_is_said(pages):
    report = check_plans(Request([PLANS / "quangngai.yaml"], (), (), date(2026, 11, 21), language("vi"))).plans[0]
    text = "".join("".join(pages).split())
    assert all("".join(task.title.split()) in text for task in report.tasks)
    assert all("".join(target.quote.split()) in text for target in report.commitments if target.quote)
    assert "Không đưa vào bản này" in pages[-1]


def test_headings_are_bookmarks(document):
    found = headings(document)
    assert found[0] == "Tỉnh Quảng Ngãi"
    assert any("Tuổi thọ trung bình" in heading for heading in found)
    assert any(heading.startswith("72-NQ/TW") for heading in found)


def test_it_says_what_it_is_in_which_language_and_of_which_day(document):
    said = document.get_metadata_dict()
    assert said["Title"] == "Báo cáo đối chiếu: Quảng Ngãi"
    assert said["Subject"].startswith("Kế hoạch triển khai Chương trình hành động số 08-CTr/TU")
    assert said["Author"] == "nq-check"
    assert said["CreationDate"] == said["ModDate"] == "D:20261121"
    assert pdfium_c.FPDFCatalog_IsTagged(document.raw)
    size = pdfium_c.FPDFCatalog_GetLanguage(document.raw, None, 0)
    letters = (c_ushort * (size // 2))()
    pdfium_c.FPDFCatalog_GetLanguage(document.raw, letters, size)
    assert bytes(letters).decode("utf-16-le").rstrip("\0") == "vi"


def test_nothing_reaches_the_terminal_but_the_program_s_own_words(full):
    assert (full[0].out, full[0].err) == ("", "")


def test_the_summary_is_short_and_in_english_where_asked(tmp_path):
    _, content = run(PLANS / "quangngai.yaml", tmp_path, "--level", "summary", "--lang", "en")
    with pdfium.PdfDocument(content) as opened:
        pages = texts(opened)
        assert len(pages) <= 4
        assert f"Page 1 of {len(pages)}" in pages[0]
        assert "7 of 15 requirements of 72-NQ/TW are not met" in pages[0]
        assert "full report" in pages[-1]
        assert "Proposed wording" not in "".join(pages)


# --- the machine left as it was


def test_the_day_for_the_fonts_does_not_stay_in_the_environment(tmp_path, monkeypatch):
    plan = write_plan(tmp_path)
    report = check_plans(Request([plan], ("nq72",), (), date(2026, 11, 21), language("vi")))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    render_plan(report, report.plans[0], Presentation(language("vi"), "summary"))
    assert "SOURCE_DATE_EPOCH" not in os.environ
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "7")
    render_plan(report, report.plans[0], Presentation(language("vi"), "summary"))
    assert os.environ["SOURCE_DATE_EPOCH"] == "7"


# --- hostile plans, templates that ask for more, machines that lack it

HOSTILE = """\
schema: plan/1
id: tinh
province: Bắc Ninh
title: "</title><script>alert(1)</script><style>*{display:none}</style> <img src=http://127.0.0.1:%(port)d/x.png>"
number: '1" } @page { size: A3 } \\1/KH'
issued: 2025-11-21
commitments:
  - indicator: insurance_coverage
    at_least: 97.5
    by: 2030
    quote: "<b>97,5%%</b> <a href=file:///etc/passwd>x</a>"
    note: %(word)s
"""


class _Counting(http.server.BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self):
        self.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    _Counting.asked.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Counting) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield listening
        listening.shutdown()
        thread.join()


def test_words_of_a_plan_stay_words_and_a_word_of_any_length_stays_on_the_page(tmp_path, server):
    plan = write_plan(tmp_path, HOSTILE % {"port": server.server_port, "word": "Dài" * 300})
    _, content = run(plan, tmp_path, "-r", "nq72")
    with pdfium.PdfDocument(content) as opened:
        text = "".join("".join(texts(opened)).split())
        assert "<script>alert(1)</script><style>*{display:none}</style>" in text
        assert '1"}@page{size:A3}\\1/KH' in text
        assert "<b>97,5%</b>" in text
        assert "Dài" * 300 in text
        for page in opened:
            assert tuple(map(round, page.get_size())) == A4
            right = max((box.get_bounds()[2] for box in page.get_objects()), default=0)
            assert right <= A4[0]
    assert _Counting.asked == []


def test_a_template_of_one_s_own_cannot_make_it_fetch_anything(tmp_path, server):
    (tmp_path / "mine").mkdir()
    (tmp_path / "secret.css").write_text("h1::after { content: 'GEHEIM' }", encoding="utf-8")
    (tmp_path / "mine" / "masthead.html.j2").write_text(
        f'<img src="http://127.0.0.1:{server.server_port}/x.png"><link rel="stylesheet" href="{(tmp_path / "secret.css").as_uri()}">'
        "<h1>{{ province_title }}</h1>",
        encoding="utf-8",
    )
    result, content = run(write_plan(tmp_path), tmp_path, "-r", "nq72", "--templates", "mine", "--level", "summary")
    with pdfium.PdfDocument(content) as opened:
        assert "Tỉnh Bắc Ninh" in texts(opened)[0]
        assert "GEHEIM" not in texts(opened)[0]
    assert _Counting.asked == []
    assert result.err == ""


@pytest.mark.parametrize(
    "stub",
    [
        "raise ModuleNotFoundError(\"No module named 'weasyprint'\")",
        "print('advice')\nraise OSError('cannot load library libpango-1.0-0: no\\nmore')",
    ],
)
def test_without_weasyprint_or_its_libraries_one_line_says_how_to_install_them_and_nothing_is_written(tmp_path, stub):
    stubs = tmp_path / "stubs"
    stubs.mkdir()
    (stubs / "weasyprint.py").write_text(stub, encoding="utf-8")
    plan = write_plan(tmp_path / "plans")
    given = environment()
    given["PYTHONPATH"] = f"{stubs}{os.pathsep}{given['PYTHONPATH']}"
    given["PYTHONDONTWRITEBYTECODE"] = "1"  # nothing may be written, be it by Python
    done = subprocess.run(
        command(plan, "-f", "html:out.html", "-f", "pdf", "--as-of", DAY),
        cwd=tmp_path, env=given, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == b""
    said = done.stderr.decode().splitlines()
    assert len(said) == 1
    assert 'pip install "nq-check[pdf]"' in said[0]
    assert "libpango-1.0-0" in said[0]
    assert files_in(tmp_path) == {"stubs/weasyprint.py", "plans/tinh.yaml"}


def test_other_formats_do_not_load_weasyprint():
    code = "import sys, checker.cli, checker.writers.outputs, checker.writers.page.page; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env=environment(), check=False).returncode == 0


def test_no_grid_is_left_on_paper():
    """WeasyPrint cannot break grids between pages, and fails on some; pdf.css lays all of them out otherwise."""
    templates = ROOT / "templates"
    paper = (templates / "pdf.css").read_text(encoding="utf-8")
    for name in ("style.css", "report.css", "trajectory.css"):
        rules = re.findall(r"([^{}]+)\{[^{}]*display: grid", (templates / name).read_text(encoding="utf-8"))
        for selector in (part.strip() for rule in rules for part in rule.split("\n")[-1].split(",")):
            assert re.search(re.escape(selector) + r"(,[^{}]*)? \{[^{}]*display: (inline-block|block|table)", paper), (
                selector
            )
