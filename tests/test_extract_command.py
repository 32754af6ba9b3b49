"""``check extract`` as a user runs it: from a document to a draft, and from the draft to the report."""

from __future__ import annotations

import os
import pty
import random
import re
import subprocess
from pathlib import Path

import pytest
import yaml
from command import ROOT, check, command, environment, files_in, read_terminal
from docx import Document
from weasyprint import HTML

PLAN = """\
ỦY BAN NHÂN DÂN
TỈNH CÀ MAU
-------
Số: 77/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Cà Mau, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Thực hiện Nghị quyết số 72-NQ/TW ngày 09/9/2025 của Bộ Chính trị trên địa bàn tỉnh Cà Mau

I. MỤC ĐÍCH, YÊU CẦU
Cụ thể hóa các nhiệm vụ được giao.

II. MỤC TIÊU
1. Đến năm 2030
- Tỷ lệ bao phủ bảo hiểm y tế đạt trên 97,5% dân số.
- Tuổi thọ trung bình đạt tối thiểu 75,5 tuổi.
2. Tầm nhìn đến năm 2045
- Tuổi thọ trung bình đạt trên 80 tuổi.

III. NHIỆM VỤ
1. Xây dựng Đề án phát triển y tế biển đảo, giao Sở Y tế chủ trì, trình trong năm 2026.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""
LETTER = (
    "Kính gửi: các sở, ban, ngành tỉnh Cà Mau.\nĐề nghị các đơn vị nghiên cứu, góp ý dự thảo trước ngày 15/01/2026.\n"
)


def document(folder: Path, text: str = PLAN, name: str = "ke-hoach.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def here(tmp_path: Path) -> Path:
    document(tmp_path)
    return tmp_path


# ---- From the document to the report in two commands.


def test_two_commands_lead_from_the_document_to_the_report(here):
    for _ in range(2):  # and once more, because nobody has touched the draft
        result = check("extract", "ke-hoach.txt", "-o", "plans/ca-mau.yaml", cwd=here)
        assert (result.status, result.out) == (0, "")
        judged = check("plans/ca-mau.yaml", cwd=here)
        assert judged.status == 1
    assert files_in(here) == {"ke-hoach.txt", "plans/ca-mau.yaml", "reports/ca-mau.html"}
    plan = yaml.safe_load((here / "plans/ca-mau.yaml").read_text(encoding="utf-8"))
    assert (plan["id"], plan["province"], plan["number"]) == ("ca-mau", "Cà Mau", "77/KH-UBND")
    assert plan["source"]["file"] == "ke-hoach.txt"
    assert [(one["indicator"], one["by"]) for one in plan["commitments"]] == [
        ("insurance_coverage", 2030),
        ("life_expectancy", 2030),
        ("life_expectancy", 2045),
    ]


def test_without_o_the_draft_alone_goes_to_standard_output(here):
    result = check("extract", "ke-hoach.txt", cwd=here)
    assert yaml.safe_load(result.out)["id"] == "ke-hoach"
    assert files_in(here) == {"ke-hoach.txt"}
    assert result.err.startswith("Tìm thấy: 3 chỉ tiêu")
    assert check("extract", "ke-hoach.txt", "-o", "-", cwd=here).out == result.out


def test_the_summary_names_the_next_command_and_q_says_nothing(here):
    result = check("extract", "ke-hoach.txt", "-o", "ca-mau.yaml", "--lang", "en", cwd=here)
    assert result.err.splitlines()[0].startswith("Found: 3 targets (0 to be reviewed)")
    assert result.err.splitlines()[-2:] == [
        "Draft: ca-mau.yaml",
        "Next: review and correct it, then run: check ca-mau.yaml",
    ]
    assert check("extract", "ke-hoach.txt", "-o", "ca-mau.yaml", "-q", cwd=here).err == ""


def test_the_same_document_gives_the_same_bytes(here):
    runs = {check("extract", "ke-hoach.txt", cwd=here, env={"PYTHONHASHSEED": seed}).out for seed in ("0", "1", "77")}
    assert len(runs) == 1


def test_the_schema_is_named_where_the_draft_stands_beside_it(here):
    assert "$schema" not in check("extract", "ke-hoach.txt", cwd=here).out
    for name in ("plans", "rulesets/schemas"):
        (here / name).mkdir(parents=True)
    (here / "rulesets/schemas/plan.json").write_text("{}")
    check("extract", "ke-hoach.txt", "-o", "plans/ca-mau.yaml", cwd=here)
    first = (here / "plans/ca-mau.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../rulesets/schemas/plan.json"


# ---- Word and PDF.

ROWS = (
    ("TT", "Chỉ tiêu", "Đơn vị", "Hiện trạng 2025", "Năm 2026", "Năm 2030", "Ghi chú"),
    ("1", "Tỷ lệ dân số tham gia bảo hiểm y tế", "%", "95,2", "97", "100", ""),
    ("2", "Số bác sĩ trên 10.000 dân", "bác sĩ", "11,5", "", "≥ 15", "Hiện tại 11,5"),
    ("3", "Người dân được miễn viện phí ở mức cơ bản", "", "", "", "x", ""),
)


def word_document(path: Path) -> None:
    made = Document()
    for line in (*PLAN.splitlines()[:-2], "PHỤ LỤC", "CÁC CHỈ TIÊU CHỦ YẾU"):
        made.add_paragraph(line)
    table = made.add_table(rows=0, cols=len(ROWS[0]))
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    made.save(str(path))


def pdf_document(path: Path) -> None:
    style = "td { border: 1px solid } table { border-collapse: collapse } @page { size: A4; @top-center { content: counter(page) } }"
    body = "".join(f"<p>{line}</p>" for line in PLAN.splitlines()[:-2] if line)
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    text = f"<style>{style}</style>{body}<p style='break-before: page'>PHỤ LỤC</p><p>CÁC CHỈ TIÊU CHỦ YẾU</p><table>{rows}</table>"
    HTML(string=f"<html lang=vi>{text}</html>").write_pdf(path)


@pytest.mark.parametrize(("make", "suffix"), [(word_document, "docx"), (pdf_document, "pdf")])
def test_word_and_pdf_are_read_with_their_tables(tmp_path, make, suffix):
    make(tmp_path / f"ca-mau.{suffix}")
    result = check("extract", f"ca-mau.{suffix}", "-o", "ca-mau.yaml", cwd=tmp_path)
    assert result.status == 0, result.err
    plan = yaml.safe_load((tmp_path / "ca-mau.yaml").read_text(encoding="utf-8"))
    assert (plan["province"], plan["number"], str(plan["issued"])) == ("Cà Mau", "77/KH-UBND", "2026-01-12")
    in_table = [one for one in plan["commitments"] if one["where"].startswith("Phụ lục")]
    assert [(one["indicator"], one.get("at_least", one.get("promised")), one["by"]) for one in in_table] == [
        ("insurance_coverage", 97, 2026),
        ("insurance_coverage", 100, 2030),
        ("doctors_per_10k", 15, 2030),
        ("basic_fee_exemption", True, 2030),
    ]
    assert {(one["indicator"], one["value"]) for one in plan["baselines"]} == {
        ("insurance_coverage", 95.2),
        ("doctors_per_10k", 11.5),
    }
    assert len(plan["commitments"]) == 3 + 4
    assert {one.get("page") for one in plan["commitments"]} == ({1, 2} if suffix == "pdf" else {None})
    assert check("ca-mau.yaml", cwd=tmp_path).status == 1


def test_a_page_shows_what_was_taken(here):
    result = check("extract", "ke-hoach.txt", "-o", "ca-mau.yaml", "--html", "ca-mau.html", cwd=here)
    assert result.status == 0
    assert "Trang rà soát: ca-mau.html" in result.err
    page = (here / "ca-mau.html").read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert "75,5" in page


# ---- What a person has worked on is kept.


@pytest.mark.parametrize(
    "spoil", [lambda text: text.replace("97.5", "97.1"), lambda text: text + "# đã xem\n", lambda _: "x"]
)
def test_a_file_that_a_person_may_have_worked_on_is_kept(here, spoil):
    output = here / "ca-mau.yaml"
    check("extract", "ke-hoach.txt", "-o", output, cwd=here)
    drafted = output.read_text(encoding="utf-8")
    output.write_text(spoil(drafted), encoding="utf-8")
    result = check("extract", "ke-hoach.txt", "-o", output, "--lang", "en", cwd=here)
    assert result.status == 2
    assert "--force" in result.err
    assert output.read_text(encoding="utf-8") == spoil(drafted)
    assert check("extract", "ke-hoach.txt", "-o", output, "--force", cwd=here).status == 0
    assert output.read_text(encoding="utf-8") == drafted


# ---- What the document does not say.


@pytest.mark.parametrize(
    ("gone", "key", "option"),
    [
        ("Cà Mau|CÀ MAU", "province", ("--province", "Cà Mau")),
        (r".*ngày 12 tháng 01.*|ngày 09/9/2025", "issued", ("--issued", "12/01/2026")),
    ],
)
def test_what_check_needs_and_the_document_lacks_is_asked_for(tmp_path, gone, key, option):
    document(tmp_path, re.sub(gone, "", PLAN.replace("\n1. Đến năm 2030", "").replace("đến năm 2045", "")), "x.txt")
    result = check("extract", "x.txt", "-o", "x.yaml", "--lang", "en", cwd=tmp_path)
    assert result.status == 1
    (line,) = re.findall(r"x\.yaml:([0-9]+):1: ", result.err)
    assert option[0] in result.err
    assert (tmp_path / "x.yaml").read_text(encoding="utf-8").splitlines()[int(line) - 1].startswith(f"{key}:  # ")
    assert check("x.yaml", cwd=tmp_path).status == 2
    assert check("extract", "x.txt", "-o", "x.yaml", *option, cwd=tmp_path).status == 0
    assert check("x.yaml", cwd=tmp_path).status in (0, 1)


@pytest.mark.parametrize(
    ("written", "read"),
    [("2026-01-12", "2026-01-12"), ("12/01/2026", "2026-01-12"), ("1/2026", "2026-01"), ("2026", "2026")],
)
def test_a_date_is_given_as_far_as_it_is_known(here, written, read):
    result = check("extract", "ke-hoach.txt", "--issued", written, cwd=here)
    assert f"issued: {read}\n" in result.out


def test_a_former_province_is_given_by_its_name(here):
    out = check("extract", "ke-hoach.txt", "--province", "Bạc Liêu", cwd=here).out
    assert "province: Cà Mau\nprovince_then: Bạc Liêu\n" in out


def test_what_is_given_is_not_to_be_reviewed(tmp_path):
    document(tmp_path, LETTER + "Đến năm 2030, tuổi thọ trung bình đạt trên 76 tuổi.\n", "x.txt")
    out = check("extract", "x.txt", "--province", "Cà Mau", "--issued", "2026-01", "--lang", "en", cwd=tmp_path).out
    review = yaml.safe_load(out).get("review", {})
    assert not {"province", "issued"} & review.keys()


def test_a_document_without_targets_is_drafted_and_named(tmp_path):
    document(tmp_path, LETTER)
    result = check(
        "extract", "ke-hoach.txt", "--issued", "2026-01-05", "--province", "Cà Mau", "--lang", "en", cwd=tmp_path
    )
    assert result.status == 3
    assert "commitments" not in yaml.safe_load(result.out)
    assert "ke-hoach.txt: no target was found" in result.err


# ---- Names and ids.


@pytest.mark.parametrize(
    ("name", "plan_id"),
    [
        ("Kế hoạch 142 Đồng Tháp.txt", "ke-hoach-142-dong-thap"),
        ("....txt", "plan"),
        ("漢字.txt", "plan"),
        ("A_b.c.txt", "a-b-c"),
    ],
)
def test_the_id_comes_from_the_name_of_the_document(tmp_path, name, plan_id):
    document(tmp_path, name=name)
    assert f"\nid: {plan_id}\n" in check("extract", name, cwd=tmp_path).out


def test_an_id_can_be_given(here):
    assert "\nid: ca-mau-2026\n" in check("extract", "ke-hoach.txt", "--id", "ca-mau-2026", cwd=here).out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["-o", "Cà Mau.yaml"], "ca-mau.yaml"),
        (["-o", "ca-mau.txt"], "ca-mau.yaml"),
        (["-o", "."], "is a folder"),
        (["-o", "x.yaml", "--id", "y"], "--id y"),
        (["--id", "Cà Mau"], "ca-mau"),
        (["--province", "Cà Mua"], "Cà Mau"),
        (["--province", "Atlantis"], "34 provinces"),
        (["--issued", "31/02/2026"], "31/02/2026"),
        (["--issued", "mai"], "2026-11-21"),
        (["-o", "x.yaml", "--html", "x.yaml"], "one and the same"),
        (["--html", "ke-hoach.txt"], "one and the same"),
        (["--html", "."], "is a folder"),
        (["--against", "ke-hoach.txt"], "one and the same"),
    ],
    ids=str,
)
def test_wrong_usage_is_answered_with_what_to_write_and_nothing_is_written(here, options, said):
    result = check("extract", "ke-hoach.txt", *options, "--lang", "en", cwd=here)
    assert (result.status, result.out) == (2, "")
    assert said in " ".join(result.err.split())
    assert "Traceback" not in result.err
    assert files_in(here) == {"ke-hoach.txt"}


# ---- Documents that cannot be read.


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7\ntruncated",
        b"PK\x03\x04 no zip",
        b"\x89PNG\r\n\x1a\n",
        random.Random(64).randbytes(64),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ],
)
def test_a_document_that_cannot_be_read_is_named_and_nothing_is_written(tmp_path, content):
    (tmp_path / "ke-hoach.pdf").write_bytes(content)
    result = check("extract", "ke-hoach.pdf", "-o", "x.yaml", "--html", "x.html", cwd=tmp_path)
    assert (result.status, result.out) == (2, "")
    (line,) = result.err.splitlines()
    assert line.startswith("ke-hoach.pdf: ")
    assert files_in(tmp_path) == {"ke-hoach.pdf"}


def test_a_document_that_is_not_there_is_named(tmp_path):
    result = check("extract", "nope.pdf", "--lang", "en", cwd=tmp_path)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("nope.pdf: ")


# ---- Against a checked plan.


def test_against_prints_the_comparison_and_writes_no_draft(here):
    check("extract", "ke-hoach.txt", "-o", "plans/ca-mau.yaml", cwd=here)
    result = check("extract", "ke-hoach.txt", "--against", "plans/ca-mau.yaml", "--lang", "en", cwd=here)
    assert result.status == 0
    assert re.search(r"^Targets +3 +3 +3 +100% +100% +3/3 \(100%\)$", result.out, re.MULTILINE)
    assert files_in(here) == {"ke-hoach.txt", "plans/ca-mau.yaml"}
    plan = here / "plans/ca-mau.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("97.5", "97.1"), encoding="utf-8")
    result = check(
        "extract", "ke-hoach.txt", "--against", "plans/ca-mau.yaml", "-o", "draft.yaml", "--lang", "en", cwd=here
    )
    assert result.status == 1
    assert "more than 97.5%, by 2030 [sure]" in result.out
    assert "more than 97.1%, by 2030" in result.out
    assert "Draft: draft.yaml" in result.err


def test_a_checked_plan_that_cannot_be_read_is_named_at_its_line(here):
    (here / "x.yaml").write_text("schema: plan/1\nid: x\n", encoding="utf-8")
    result = check("extract", "ke-hoach.txt", "--against", "x.yaml", cwd=here)
    assert (result.status, result.out) == (2, "")
    assert re.match(r"x\.yaml:1:1: ", result.err)


# ---- Help and progress.


@pytest.mark.parametrize("code", ["vi", "en"])
def test_help_teaches(code):
    result = check("extract", "--help", "--lang", code, cwd=ROOT)
    assert result.status == 0
    for part in (
        "-o plans/hue.yaml && check plans/hue.yaml",
        "--against",
        "--html",
        "--province",
        "--issued",
        "--force",
        "review: true",
    ):
        assert part in result.out
    assert re.findall(r"^ +([0-9])  ", result.out, re.MULTILINE) == ["0", "1", "2", "3"]
    assert "extract" in check("--help", "--lang", code, cwd=ROOT).out


def test_a_long_reading_shows_how_far_it_has_come(here):
    """Pages are shown on a terminal after a second; what is piped stays clean."""
    slow = (
        "import time, checker.extracting.extract as x\n"
        "real = x.read_source\n"
        "def slow(path, step):\n"
        "    for page in range(1, 5):\n"
        "        step(page, 4); time.sleep(0.4)\n"
        "    return real(path, step)\n"
        "x.read_source = slow\n"
        "from checker.cli import main\n"
        "main(['extract', 'ke-hoach.txt', '--lang', 'en'])\n"
    )
    ours, theirs = pty.openpty()
    python = [*command()[:3], "-c", slow]
    with (here / "out.yaml").open("wb") as out:
        running = subprocess.Popen(python, cwd=here, env=environment({"TERM": "xterm"}), stdout=out, stderr=theirs)
    os.close(theirs)
    seen = read_terminal(ours, running)
    assert "4/4 · page 4 of ke-hoach.txt" in seen
    assert (here / "out.yaml").read_text(encoding="utf-8").startswith("# DRAFT")
