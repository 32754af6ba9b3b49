"""Thousands of plans on a terminal: counts instead of a line for each, and how far a batch has come."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from io import StringIO

import click
import pytest
from large_runs import failed_files, large_run

from checker.i18n import language
from checker.progress_of_plans import EVERY, PAUSE, progress_of_plans
from checker.terminal import Terminal
from checker.writers.formats import Presentation
from checker.writers.summary.many import WORST
from checker.writers.summary.spans import columns
from checker.writers.summary.text import render_run, to_text
from checker.writers.summary.total import NAMED

EN = language("en")


def told(run, **how) -> str:
    return click.unstyle(to_text(run.head, EN, tally=run.tally, **how))


@pytest.fixture(scope="module")
def large():
    """A run of 3,000 plans of six provinces, and 30 files that could not be checked."""
    return large_run(3_000, EN, failed=failed_files(30))


def test_the_summary_counts_plans_failed_files_and_provinces_without_a_plan(large):
    text = told(large)
    assert text.startswith("3,000 plans checked; files that could not be checked: 30.\n")
    assert "Provinces without a plan in this run: 28." in text
    nq72 = next(norm for norm in large.tally.norms if norm.head.id == "nq72")
    assert f"✗ {EN.number(nq72.with_gaps)} with gaps, {EN.number(nq72.gaps)} in all." in text
    assert "500 plans have 500 entries that are still to be reviewed" in " ".join(text.split())


def test_it_names_the_requirements_that_the_largest_share_of_plans_fails(large):
    shares = [int(share) for share in re.findall(r"^ +(\d+)%  ", told(large), flags=re.MULTILINE)]
    assert len(shares) == WORST
    assert shares == sorted(shares, reverse=True)


def test_it_names_the_plans_with_the_most_gaps_by_their_files(large):
    text = told(large)
    named = [line.name for line in large.tally.most_gaps]
    assert all(name in text for name in named[:WORST])
    assert not any(f"{name} " in text for name in named[WORST:])


def test_it_ends_with_the_outcome_and_the_first_failed_files(large):
    text = " ".join(told(large).split())
    bad = large.tally.outcomes["bad"]
    assert f"✗ {EN.number(bad)} plans do not meet a binding norm in full." in text
    files = [failed.file for failed in large.head.errors]
    assert f"! 30 files could not be checked: {', '.join(files[:NAMED])}, and 10 more; all of them stand in" in text
    assert files[NAMED] not in text


def test_its_length_does_not_depend_on_the_number_of_plans(large):
    few = large_run(120, EN, failed=failed_files(30))
    assert len(told(few).splitlines()) == len(told(large).splitlines())


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_longer_than_the_terminal(large, width):
    assert max(columns(line) for line in told(large, width=width).splitlines()) <= width


def test_what_a_name_says_is_written_out(large):
    lines = [replace(line, name="xa\x1b[2J\u202e") for line in large.tally.most_gaps]
    text = click.unstyle(to_text(large.head, EN, tally=replace(large.tally, most_gaps=lines)))
    assert "xa\\x1b[2J\\u202e" in text
    assert not {"\x1b", "\u202e"} & set(text)


def test_plans_that_were_not_judged_anew_are_counted():
    run = large_run(5, EN)
    run.tally.add(replace(run.digests[0], name="again"), reused=True)
    assert told(run).startswith("6 plans checked; 1 of them unchanged since an earlier run.")


def test_the_text_format_of_a_large_run_is_its_summary_without_styles(large):
    how = Presentation(EN)
    assert render_run(large.head, how, large.tally).decode() == told(large)


def test_a_run_without_a_plan_has_a_summary():
    run = large_run(0, EN, failed=failed_files(1))
    assert "! 1 file could not be checked: ke hoach/hue/xa-0.yaml." in told(run)


# ---- Files.


@pytest.mark.parametrize(("root", "told"), [("out", "out"), ("s3://reports/out", "s3://reports/out"), ("", ".")])
def test_files_in_many_folders_are_counted_together(capsys, root, told):
    root = f"{root}/" if root else ""
    files = [f"{root}index.html", *(f"{root}tinh-{n}/xa-{m}.html" for n in range(9) for m in range(5))]
    Terminal(EN, None, quiet=False, verbose=False).wrote([*files, f"{root}all.json"])
    assert capsys.readouterr().err.splitlines() == [
        f"Report: {root}index.html, and 45 more .html files in {told}",
        f"Report: {root}all.json",
    ]


# ---- Progress.


@dataclass
class Clock:
    """A clock that stands still until it is told to go on."""

    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


class AtOnce:
    """A timer that is due as soon as it is started."""

    def __init__(self, _seconds: float, begin) -> None:
        self.begin = begin
        self.daemon = False

    def start(self) -> None:
        self.begin()

    def cancel(self) -> None: ...


@pytest.fixture
def batch(monkeypatch):
    """Runs a batch of plans that end after so many seconds each, and gives what was written."""
    monkeypatch.setattr("checker.progress_of_plans.Timer", AtOnce)

    def run(total, seconds, *, watched=True, width=100, ends=None, label="Bắc Ninh", failing=(), lang="vi"):
        stream, clock = StringIO(newline=""), Clock()
        with progress_of_plans(stream, total, width, language(lang), watched=watched, clock=clock) as end:
            for number in range(ends or total):
                clock.now += seconds
                end(label, failed=number in failing)
            seen = stream.getvalue()
        return seen, stream.getvalue()

    return run


def test_a_watched_batch_tells_where_it_is_how_fast_and_how_long_it_will_take(batch):
    seen, _ = batch(3355, 0.1, ends=1234, failing={3, 700})
    last = seen.split("\r")[-1].rstrip()
    assert last == "1.234/3.355 · Bắc Ninh · 10 kế hoạch/giây · còn khoảng 4 phút · 2 lỗi"


def test_the_line_is_gone_at_the_end(batch):
    seen, after = batch(10, 1)
    drawn = columns(seen.split("\r")[-1].rstrip(" "))
    cleared = after[len(seen) :].split("\r")
    assert cleared[0] == cleared[-1] == ""
    assert set(cleared[1]) == {" "}
    assert len(cleared[1]) >= drawn


def test_a_line_is_written_again_ten_times_a_second_at_most(batch):
    seen, _ = batch(1000, PAUSE / 10)
    assert 80 <= seen.count("\r") <= 105


def test_no_pace_is_told_before_there_is_one(batch):
    seen, _ = batch(1000, 0.5, ends=4)
    assert "giây" not in seen


def test_the_pace_is_that_of_the_last_plans_not_of_those_that_were_done_before(batch, monkeypatch):
    monkeypatch.setattr("checker.progress_of_plans.Timer", AtOnce)
    stream, clock = StringIO(), Clock()
    with progress_of_plans(stream, 4000, 100, language("en"), watched=True, clock=clock) as end:
        for _ in range(3000):
            clock.now += 0.001
            end("quick")
        for _ in range(60):
            clock.now += 1
            end("slow")
        assert "1 plans/second · about 16 minutes left" in stream.getvalue().split("\r")[-1]


def test_a_long_name_is_cut_and_the_figures_are_not(batch):
    seen, _ = batch(100, 1, ends=50, label="Thành phố Hồ Chí Minh " * 9, width=80, failing={1})
    line = seen.split("\r")[-1].rstrip()
    assert columns(line) < 80
    assert line.startswith("50/100 · Thành phố")
    assert line.endswith("… · 1 kế hoạch/giây · còn khoảng 50 giây · 1 lỗi")


def test_a_name_cannot_leave_its_line(batch):
    seen, _ = batch(10, 1, label="xa\x1b[2J\n::error\r")
    assert not re.search(r"[\x1b\n\u202e]", seen)


def test_a_log_gets_a_line_every_half_minute_without_names(batch):
    seen, after = batch(600, 1, watched=False, failing={1}, lang="en")
    lines = seen.splitlines()
    assert len(lines) == 600 / EVERY - 1
    assert lines[0] == "30/600 · 1 plans/second · about 10 minutes left · 1 error"
    assert after == seen
    assert "\r" not in seen


def test_a_log_of_a_short_batch_has_no_line(batch):
    assert batch(50, 0.5, watched=False)[1] == ""
