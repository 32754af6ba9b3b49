"""What goes wrong at the hands of a user is said in one line, with exit status 2 and no output."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import COMMITMENT, HEAD, PLANS, check, command, environment, files_in, write_plan

from checker.writers import files

BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)
LONG = "# one line of a large file\n" * 2


def bound(line: str) -> str:
    """A plan whose commitment ends with this line, its line 8, from column 5 on."""
    return HEAD + "commitments:\n  - indicator: insurance_coverage\n" + f"    {line}\n"


def large_file(path: Path) -> None:
    path.write_text(LONG, encoding="utf-8")
    os.truncate(path, 50_000_000)


TEXTS = {
    "not YAML": (HEAD + "note: a: b\n", 6, 8, ["YAML"]),
    "indented with a tab": (HEAD + "covers:\n\tfrom: 2026\n", 7, 1, ["Tab"]),
    "a key that stands twice": (HEAD + "title: Khác\n", 6, 1, ["title", "4"]),
    "an unknown key": (HEAD + "titel: Khác\n", 6, 1, ["titel", "title"]),
    "a misspelt indicator": (HEAD + COMMITMENT.replace("coverage", "coverge"), 7, 16, ["“insurance_coverage”"]),
    "two comparators": (HEAD + COMMITMENT + "    more_than: 95\n", 10, 5, ["more_than", "at_least"]),
    "an unknown unit": (bound("unit: phần trăm"), 8, 11, ["phần trăm", "per-10k"]),
    "an ambiguous number": (bound("at_least: 1.000"), 8, 15, ["1.000", "1000", "1,0"]),
    "text where a number is due": (bound("at_least: nhiều"), 8, 15, ["nhiều", "97,5"]),
    "a pair in the wrong order": (bound("between: [5, 4]"), 8, 14, ["between", "4", "5"]),
    "a year of five digits": (bound("by: 20300"), 8, 9, ["20300", "2030"]),
    "an unknown province": (HEAD.replace("Bắc Ninh", "Thừa Thiên Huế"), 3, 11, ["Thành phố Huế", "province_then"]),
    "an id unlike the file name": (HEAD.replace("id: tinh", "id: huyen"), 2, 5, ["huyen", "tinh"]),
    "an empty file": ("", 1, 1, ["plan/1"]),
    "an alias bomb": (BOMB, 2, 10, ["*a0"]),
}
FILES = {
    "a file of 50 MB": (large_file, ["2 MB"]),
    "a file that is not there": (lambda path: None, []),
    "a named pipe": (os.mkfifo, ["YAML"]),
    "a file that is not UTF-8": (lambda path: path.write_bytes(b"schema: \xff\xfe\n"), ["UTF-8", "FF"]),
}


@pytest.fixture(params=[[], ["-f", "json"]], ids=["html", "json"])
def options(request) -> list[str]:
    return request.param


def refused(folder: Path, path: Path, options: list[str]) -> list[tuple[int, int, str]]:
    """The error lines, as line, column and message, after what holds of every refusal."""
    before = files_in(folder)
    result = check(path, *options, cwd=folder)
    assert result.status == 2
    assert result.out == ""
    assert "Traceback" not in result.err
    assert files_in(folder) == before
    found = []
    for line in result.err.splitlines():
        match = re.fullmatch(rf"{re.escape(str(path))}:(\d+):(\d+): (\S.*)", line)
        assert match, line
        found.append((int(match[1]), int(match[2]), match[3]))
    return found


@pytest.mark.parametrize(("text", "line", "column", "words"), TEXTS.values(), ids=TEXTS)
def test_a_text_is_refused_with_its_place(tmp_path, text, line, column, words):
    path = write_plan(tmp_path, text)
    found = refused(tmp_path, path, ["-f", "html", "-f", "json:-"])
    at = [message for *mark, message in found if mark == [line, column]]
    assert any(all(word in message for word in words) for message in at), at


@pytest.mark.parametrize(("make", "words"), FILES.values(), ids=FILES)
def test_a_file_is_refused(tmp_path, options, make, words):
    path = tmp_path / "tinh.yaml"
    make(path)
    ((line, column, message),) = refused(tmp_path, path, options)
    assert (line, column) == ((1, 9) if "UTF-8" in words else (1, 1))
    assert all(word in message for word in words), message


# ---- Text that would like to be more than text.

HOSTILE = "<script>alert(1)</script></script><!-- {{ 7*7 }} {% raw %} & ' \""
PLACES = ("title", "issuer", "note", "number", "quote", "where", "hedge")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> tuple[str, int, str]:
    """The page of a plan with hostile text in every field, the exit status and what was said."""
    folder = tmp_path_factory.mktemp("hostile")
    fields = {name: json.dumps(f"{name} {HOSTILE}") for name in PLACES}
    text = HEAD.replace("title: Kế hoạch", f"title: {fields['title']}")
    text += "".join(f"{name}: {fields[name]}\n" for name in ("issuer", "note", "number")) + COMMITMENT
    text += "".join(f"    {name}: {fields[name]}\n" for name in ("quote", "where", "hedge", "note"))
    result = check(write_plan(folder, text), "-f", "html:-", "-r", "nq72", cwd=folder)
    return result.out, result.status, result.err


def test_hostile_text_is_no_error(hostile):
    _, status, said = hostile
    assert status == 1
    assert "Traceback" not in said


def test_hostile_text_opens_no_element_and_runs_no_template(hostile):
    page, _, _ = hostile
    assert "<script>alert" not in page
    assert "<!-- {{" not in page
    assert "{{ 7*7 }}" in page  # as text
    assert page.count("</script>") == 2  # the page's own program, and the embedded report


@pytest.mark.parametrize("name", PLACES)
def test_hostile_text_is_shown_escaped(hostile, name):
    assert f"{name} &lt;script&gt;alert(1)&lt;/script&gt;" in hostile[0]


def test_hostile_text_cannot_end_the_embedded_report(hostile):
    page, _, _ = hostile
    embedded = re.search(r'<script type="application/json" id="report">(.*?)</script>', page, re.DOTALL)[1]
    assert "<" not in embedded
    report = json.loads(embedded)
    assert report["plans"][0]["plan"]["title"] == f"title {HOSTILE}"


# ---- Runs that cannot go on.


def copies(folder: Path, count: int) -> list[Path]:
    text = (PLANS / "quangngai.yaml").read_text(encoding="utf-8")
    return [write_plan(folder, text.replace("id: quangngai", f"id: t{n}"), f"t{n}.yaml") for n in range(count)]


def interrupt(running: subprocess.Popen[str], folder: Path) -> None:
    """Ctrl-C; what was written by then is whole, and nothing else is there."""
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "Traceback" not in said
    assert said.strip()
    reports = folder / "reports"
    for name in files_in(reports) if reports.exists() else ():
        if name.startswith(".check/"):  # what is remembered of plans that are done
            continue
        assert not name.startswith(".")
        assert (reports / name).read_text(encoding="utf-8").rstrip().endswith("</html>")


def start(*arguments: object, folder: Path) -> subprocess.Popen[str]:
    """The command in the background.

    A shell's "&" ignores Ctrl-C for all that it starts, and what is ignored is inherited; what is
    handled is not, and counts again in the command.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(
            command(*arguments),
            cwd=folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",  # what is cut off may end within a letter
        )
    finally:
        signal.signal(signal.SIGINT, before)


def test_an_interrupt_while_plans_are_judged(tmp_path):
    running = start("-v", *copies(tmp_path / "plans", 150), folder=tmp_path)
    for line in running.stderr:
        if "t20.yaml" in line:  # under way
            break
    interrupt(running, tmp_path)


def test_an_interrupt_while_the_last_output_is_written(tmp_path):
    # nobody reads standard output, so that the run waits there, behind its files
    running = start("-q", "-f", "html", "-f", "text", *copies(tmp_path / "plans", 60), folder=tmp_path)
    while running.poll() is None and not (tmp_path / "reports/index.html").exists():
        time.sleep(0.01)
    interrupt(running, tmp_path)
    assert len(files_in(tmp_path / "reports")) == 61


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # an open stream, closed later
def test_an_interrupt_at_any_line_of_writing_leaves_the_old_file_or_the_new_one(tmp_path):
    path = tmp_path / "report.html"

    def interrupt_at(number: int) -> bool:
        lines = iter(range(1, number + 1))

        def trace(frame, event, _):
            if frame.f_code.co_filename != files.__file__:
                return None
            if event == "line" and next(lines, 0) == number:
                raise KeyboardInterrupt
            return trace

        path.write_text("old", encoding="utf-8")
        before = sys.gettrace()
        sys.settrace(trace)
        try:
            files.write_whole(path, "new")
        except KeyboardInterrupt:
            return True
        finally:
            sys.settrace(before)
        return False

    number = 0
    while interrupt_at(number := number + 1):
        assert files_in(tmp_path) == {"report.html"}, f"interrupted at its line number {number}"
        assert path.read_text(encoding="utf-8") in ("old", "new")
    assert number > 3


@pytest.mark.parametrize("output", [["-o", "taken"], ["-f", "json:taken/out.json"], ["-f", "html:taken/out.html"]])
def test_a_folder_that_cannot_be_written_is_named(tmp_path, output):
    (tmp_path / "taken").write_text("a file, where a folder is asked for", encoding="utf-8")
    result = check(PLANS / "bacninh.yaml", *output, cwd=tmp_path)
    assert result.status == 2
    assert "Traceback" not in result.err
    assert "taken" in result.err.splitlines()[-1]
    assert files_in(tmp_path) == {"taken"}


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is refused to root")
def test_a_folder_without_permission_is_named(tmp_path):
    (tmp_path / "reports").mkdir(mode=0o500)
    result = check(PLANS / "bacninh.yaml", cwd=tmp_path)
    assert result.status == 2
    assert "Traceback" not in result.err
    assert "reports" in result.err.splitlines()[-1]


def test_one_broken_plan_stops_no_other(tmp_path):
    broken = write_plan(tmp_path, HEAD + "titel: Khác\n")
    plans = [PLANS / "bacninh.yaml", broken, PLANS / "quangngai.yaml"]
    result = check(*plans, "-f", "json", "-f", "html", cwd=tmp_path)
    assert result.status == 2
    assert f"{broken}:6:1: " in result.err
    assert files_in(tmp_path / "reports") == {"bacninh.html", "quangngai.html", "index.html", "index.json"}
    report = json.loads((tmp_path / "reports/index.json").read_text(encoding="utf-8"))
    assert [plan["plan"]["id"] for plan in report["plans"]] == ["bacninh", "quangngai"]
    ((error),) = report["errors"]
    assert error["file"] == str(broken)
    assert error["problems"][0].startswith(f"{broken}:6:1: ")
    assert str(broken) in (tmp_path / "reports/index.html").read_text(encoding="utf-8")


def test_so_many_targets_that_judging_would_never_end_are_refused(tmp_path):
    """Every target is set against every other of its indicator; a plan sets a handful."""
    line = "  - {{indicator: insurance_coverage, at_least: {}, by: 2026}}\n"
    plan = write_plan(tmp_path, HEAD + "commitments:\n" + "".join(line.format(i % 100) for i in range(1001)))
    done = check(plan, cwd=tmp_path)
    assert done.status == 2
    assert f"{plan}:157:5: " in done.err
    assert f"{plan}:1007:5: " in done.err
