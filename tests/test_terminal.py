"""What a reviewer sees on a terminal: the essentials at a glance, in its width, with and without colours."""

from __future__ import annotations

import fcntl
import os
import re
import struct
import subprocess
import sys
import termios
import time
import unicodedata
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path

import click
import pytest
from command import HEAD, PLANS, check, command, environment, read_terminal, write_plan

from checker.i18n import language
from checker.judging.assess import GAPS
from checker.progress import progress
from checker.reporting.report import Report
from checker.run import Request, check_plans
from checker.writers.summary.spans import Span, columns, flow, kept, padded
from checker.writers.summary.text import to_text
from checker.writers.verdict import ICONS

NAMES = tuple(path.stem for path in sorted(PLANS.glob("*.yaml")))
WIDTHS = (60, 80, 120)


@cache
def report(*names: str, code: str = "vi") -> Report:
    plans = [PLANS / f"{name}.yaml" for name in names]
    return check_plans(Request(plans, (), (), date(2026, 11, 21), language(code), whole=False))


@cache
def styled(*names: str, width: int = 80, code: str = "vi", details: bool = False) -> str:
    return to_text(report(*names, code=code), language(code), width, details=details)


def plain(*names: str, width: int = 80, code: str = "vi", details: bool = False) -> str:
    return click.unstyle(styled(*names, width=width, code=code, details=details))


def on_one_line(text: str) -> str:
    return " ".join(text.split())


# ---- Lines.


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("names", [NAMES, ("quangngai",), ("bacninh", "thuathienhue")])
def test_no_line_is_wider_than_the_terminal(names, width):
    for details in (False, True):
        wide = [line for line in plain(*names, width=width, details=details).splitlines() if columns(line) > width]
        assert wide == []


def test_the_width_is_used():
    narrow, wide = (len(plain("quangngai", width=width).splitlines()) for width in (80, 120))
    assert wide < narrow
    assert max(map(columns, plain("quangngai", width=120).splitlines())) > 100


def test_marks_take_no_column_and_wide_characters_two():
    decomposed = unicodedata.normalize("NFD", "Đề nghị")
    assert len(decomposed) > len("Đề nghị")
    assert columns(decomposed) == columns("Đề nghị") == 7
    assert columns("a\u0300\u0331") == 1  # no letter of its own for these
    assert columns("漢字") == 4
    assert columns("\x1b[31mđỏ\x1b[0m") == 2
    assert columns(padded(decomposed, 9)) == 9


def test_words_are_wrapped_by_what_shows():
    words = [Span(unicodedata.normalize("NFD", "một hai ba bốn"))]
    assert [unicodedata.normalize("NFC", line) for line in flow(words, 8)] == ["một hai", "ba bốn"]
    assert flow([Span("a" * 30 + " b")], 10, "  ") == ["  " + "a" * 30, "  b"]
    assert flow([Span(kept("Bắc Ninh") + "; x")], 9) == ["Bắc Ninh;", "x"]
    assert flow([], 10, "- ") == ["- "]


def test_a_style_ends_where_its_words_end():
    lines = flow([Span("một hai ba", "red"), Span("bốn")], 8)
    assert lines == ["\x1b[31mmột hai\x1b[0m", "\x1b[31mba\x1b[0m bốn"]


# ---- One plan.


def test_a_plan_begins_with_what_it_is_and_the_verdict():
    lines = plain("quangngai").splitlines()
    assert lines[0] == "Quảng Ngãi · 01/2026"
    assert set(lines[1]) == {"─"}
    assert lines[2] == "Chưa đáp ứng 7/15 yêu cầu của 72-NQ/TW: 5 thấp hơn, 2 thiếu."


@pytest.mark.parametrize("name", NAMES)
def test_each_norm_has_a_bar_with_a_sign_for_each_requirement(name):
    (plan,) = report(name).plans
    text = plain(name, width=120)
    for ruleset in plan.rulesets:
        if ruleset.applies and ruleset.assessments:
            counts = ruleset.counts
            order = sorted(counts, key=lambda status: status == "not_applicable")
            bar = "".join(ICONS[status] * counts[status] for status in order)
            assert bar in text


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_every_gap_is_there_with_what_is_asked_and_said(name, width):
    (plan,) = report(name).plans
    text = on_one_line(plain(name, width=width))
    for ruleset in plan.rulesets:
        for gap in ruleset.gaps:
            said = gap.answers[0].said if gap.answers else "kế hoạch chưa nêu"
            assert f"{gap.asked_text} → {said}" in text
            assert gap.name in text
            assert not gap.shortfalls or f"· {gap.gap_text}" in text


def test_the_gaps_of_quang_ngai_take_two_lines_each_at_120_columns():
    lines = plain("quangngai", width=120).splitlines()
    (start,) = (n for n, line in enumerate(lines) if line.startswith("  ✓✓"))
    until = lines.index("", start)
    assert until - start - 1 == 2 * 7


def test_norms_that_do_not_apply_take_one_line_and_say_why_only_when_asked():
    assert plain("thuathienhue").splitlines()[-1] == "Không áp dụng: 72-NQ/TW, 282/NQ-CP, 201/QĐ-TTg"
    assert "trước khi có 72-NQ/TW" in on_one_line(plain("thuathienhue", details=True))


def test_a_plan_that_no_norm_binds_is_told_why(tmp_path):
    result = check(PLANS / "thuathienhue.yaml", "-r", "nq72", cwd=tmp_path)
    assert result.status == 3
    assert "trước khi có 72-NQ/TW" in on_one_line(result.err)


def test_details_hold_the_words_the_arithmetic_and_the_proposal():
    text = on_one_line(plain("quangngai", details=True))
    for words in ("tỷ lệ tham gia bảo hiểm y tế đạt 97,1% dân số", "mục II.2.1.đ", "97,1% < 100%: thiếu 2,9 điểm"):
        assert words in text
    assert "Đề nghị sửa thành: Đến năm 2030" in text
    assert "97,1% < 100%" not in on_one_line(plain("quangngai"))


# ---- Several plans.


def test_of_a_few_plans_each_is_shown_and_the_total_stands_last():
    lines = plain("bacninh", "quangngai").strip().splitlines()
    assert any(line.startswith("Quảng Ngãi · ") for line in lines)
    assert lines[-2:] == [
        "✗ 1 kế hoạch chưa đáp ứng đầy đủ văn bản bắt buộc.",
        "✓ 1 kế hoạch đáp ứng đầy đủ các văn bản bắt buộc.",
    ]


def test_of_many_plans_a_table_comes_first_the_weakest_on_top_and_the_total_last():
    lines = plain(*NAMES).splitlines()
    assert re.split(r"\s{2,}", lines[0]) == ["Kế hoạch", "72-NQ/TW", "20-NQ/TW", "282/NQ-CP", "201/QĐ-TTg"]
    rows = [re.split(r"\s{2,}", line) for line in lines[2 : 2 + len(NAMES)]]
    assert rows[0] == ["Quảng Ngãi", "8/15 ▼5 ✗2", "–", "12/15", "1/5 ▼1 ✗3"]
    assert rows[-1][:2] == ["Bắc Ninh", "15/15 ✓"]
    assert [line[:3] for line in lines[-2:]] == ["✗ 4", "✓ 1"]
    assert not any(line.startswith("Quảng Ngãi · ") for line in lines)


def test_the_columns_of_the_table_stand_below_each_other():
    lines = plain(*NAMES).splitlines()[: 2 + len(NAMES)]
    starts = [m.start() for m in re.finditer(r"(?<=\s\s)\S", lines[0])]
    for line in lines[2:]:
        assert [m.start() for m in re.finditer(r"(?<=\s\s)\S", line)] == starts


@pytest.mark.parametrize("width", WIDTHS)
def test_every_gap_of_many_plans_is_told_under_its_requirement(width):
    made = report(*NAMES)
    text = on_one_line(plain(*NAMES, width=width))
    cases = [(p, a) for p in made.plans for r in p.rulesets if r.applies for a in r.assessments if a.status in GAPS]
    for plan, gap in cases:
        after = text.split(f"{gap.name}: {gap.asked_text}", 1)[1]
        name = plan.plan.province.name
        assert (f"{name} ({gap.gap_text})" if gap.shortfalls else name) in after


def test_a_table_too_wide_for_the_terminal_goes_on_below():
    lines = plain(*NAMES, width=60).splitlines()
    heads = [line for line in lines if line.startswith("Kế hoạch ")]
    assert len(heads) == 2
    assert [name for head in heads for name in re.split(r"\s{2,}", head)[1:]] == [
        *("72-NQ/TW", "20-NQ/TW"),
        *("282/NQ-CP", "201/QĐ-TTg"),
    ]


def test_two_plans_of_one_province_are_told_apart(tmp_path):
    plans = []
    for number in range(4):
        text = HEAD.replace("id: tinh", f"id: tinh{number}") + f"number: {number}/KH\n"
        plans.append(write_plan(tmp_path, text, f"tinh{number}.yaml"))
    result = check(*plans, "-r", "nq72", cwd=tmp_path)
    assert all(f"Bắc Ninh, {number}/KH" in result.err for number in range(4))


def test_files_that_failed_are_named_in_the_total(tmp_path):
    result = check(PLANS / "bacninh.yaml", "none.yaml", "-r", "nq72", cwd=tmp_path)
    assert result.err.startswith("none.yaml:1:1: ")
    assert "! 1 tệp không đối chiếu được: none.yaml." in result.err


def test_where_the_reports_are_is_said_last_in_a_line(tmp_path):
    plans = [PLANS / f"{name}.yaml" for name in NAMES]
    lines = check(*plans, cwd=tmp_path).err.strip().splitlines()
    assert lines[-1] == "Báo cáo: reports/index.html và 5 tệp .html khác trong reports"
    named = check(*plans, "-v", cwd=tmp_path).err.strip().splitlines()[-6:]
    assert {line.removeprefix("Báo cáo: reports/") for line in named} == {"index.html", *(f"{n}.html" for n in NAMES)}


# ---- Languages, colours, words of others.


def test_in_english():
    text = on_one_line(plain("quangngai", code="en"))
    assert "7 of 15 requirements of 72-NQ/TW are not met: 5 weaker, 2 missing." in text
    assert "100%, by 2030 → at least 97.1%, by 2030 · −2.9 percentage points" in text
    assert "· −1 year" in text


def test_english_never_says_one_of_many():
    texts = [plain(name, code="en", details=True) for name in NAMES] + [plain(*NAMES, code="en")]
    for text in texts:
        assert not re.search(r"(?<![\d.,–-])1 (years|plans|doctors|tasks|provinces|files|percentage points)\b", text)


def test_without_colours_icons_and_words_say_the_same():
    coloured = styled("quangngai")
    assert coloured != click.unstyle(coloured)
    for words in ("▼ Thấp hơn", "✗ Thiếu", "✓ Đạt 8", "▼ Thấp hơn 5"):
        assert words in click.unstyle(coloured)


def test_hidden_characters_of_a_plan_do_not_reach_the_terminal():
    made = report("quangngai")
    (plan,) = made.plans
    head = plan.plan.model_copy(update={"number": "1\x1b[2J\u202e2"})
    made = made.model_copy(update={"plans": (plan.model_copy(update={"plan": head}),)})
    text = click.unstyle(to_text(made, language("vi")))
    assert "1\\x1b[2J\\u202e2" in text


def test_the_text_format_holds_the_evidence_unless_a_summary_is_asked_for(tmp_path):
    whole = check(PLANS / "quangngai.yaml", "-r", "nq72", "-f", "text", cwd=tmp_path)
    brief = check(PLANS / "quangngai.yaml", "-r", "nq72", "-f", "text", "--level", "summary", cwd=tmp_path)
    assert "mục II.2.1.đ" in whole.out
    assert "mục II.2.1.đ" not in brief.out
    assert "97,1%" in brief.out


# ---- On a terminal.


def seen_on_a_terminal(folder: Path, *arguments: object, width: int = 80, env: dict[str, str] | None = None) -> str:
    """What a terminal of that width gets on standard error."""
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    running = subprocess.Popen(
        command(*arguments), cwd=folder, env=environment(env), stdout=subprocess.DEVNULL, stderr=theirs
    )
    os.close(theirs)
    return read_terminal(ours, running)


@pytest.mark.parametrize("width", [80, 120])
def test_the_terminal_of_standard_error_says_how_wide_it_is(tmp_path, width):
    text = click.unstyle(seen_on_a_terminal(tmp_path, PLANS / "quangngai.yaml", "-r", "nq72", width=width))
    assert (max(columns(line) for line in text.splitlines() if "Báo cáo" not in line) > 80) == (width > 80)


def slow_run(folder: Path, slowed: str, *options: str, terminal: bool = True, env: dict[str, str] | None = None) -> str:
    """The command on four plans, half a second slower at each call of ``slowed``, "module.function"."""
    module, _, name = slowed.rpartition(".")
    program = (
        f"import sys, time, {module} as slow\n"
        f"quick = slow.{name}\n"
        f"slow.{name} = lambda *a: (time.sleep(0.5), quick(*a))[1]\n"
        "from checker.cli import main\n"
        "main(sys.argv[1:])\n"
    )
    plans = [str(PLANS / f"{name}.yaml") for name in NAMES[:4]]
    ours, theirs = os.openpty() if terminal else os.pipe()
    running = subprocess.Popen(
        [sys.executable, "-c", program, *plans, "-r", "nq72", "--color", "never", *options],
        cwd=folder,
        env=environment({"TERM": "xterm"} | (env or {})),
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    return read_terminal(ours, running)


TAKING = "checker.batch.run._collect"
"""Called for each plan that has been judged, in this process."""


def test_a_run_of_more_than_a_second_shows_how_far_it_is_and_cleans_up(tmp_path):
    seen = slow_run(tmp_path, TAKING, "-f", "json:x.json")
    last = re.findall(r"\r(4/4 · [^\r]+?) *(?=\r)", seen)[-1]
    assert last.startswith("4/4 · ")
    assert "\x1b" not in seen
    after = seen.rpartition(last)[2]
    cleared = re.match(r" *\r( +)\r", after)
    assert len(cleared[1]) >= columns(last)
    assert after[cleared.end() :].startswith("Kế hoạch")


@pytest.mark.parametrize(
    ("options", "terminal", "env"),
    [((), False, None), (("-q",), True, None), (("-v",), True, None), ((), True, {"TERM": "dumb"})],
)
def test_no_progress_in_a_pipe_nor_where_nobody_wants_it(tmp_path, options, terminal, env):
    assert "/4 ·" not in slow_run(tmp_path, TAKING, *options, terminal=terminal, env=env)


def test_a_quick_run_shows_no_progress():
    stream = StringIO()
    with progress(stream, 3, 80) as step:
        step("Bắc Ninh")
    assert stream.getvalue() == ""


def test_a_single_slow_thing_is_shown_too_and_a_name_is_cut_to_the_line(monkeypatch):
    monkeypatch.setattr("checker.progress.PATIENCE", 0.05)
    stream = StringIO()
    with progress(stream, 34, 20) as step:
        step("Thành phố \x1b[2J Hồ Chí Minh")
        until = time.monotonic() + 10
        while not stream.getvalue() and time.monotonic() < until:
            time.sleep(0.01)
    drawn = stream.getvalue().split("\r")
    assert drawn[1].startswith("1/34 · Thành phố")
    assert drawn[1].endswith("…")
    assert columns(drawn[1]) < 20
    assert drawn[-1] == ""
    assert set(drawn[-2]) == {" "}
    assert "\x1b" not in stream.getvalue()
