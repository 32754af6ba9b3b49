"""The command: its options, its exit status, and what goes to which stream."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from command import (
    COMMITMENT,
    HEAD,
    PLANS,
    RULESETS,
    Result,
    check,
    command,
    environment,
    files_in,
    read_terminal,
    write_plan,
)

from checker.cli import build_command
from checker.i18n import language

BACNINH, QUANGNGAI, HAIPHONG, HUE = (PLANS / f"{n}.yaml" for n in ("bacninh", "quangngai", "haiphong", "thuathienhue"))
NQ72 = ("-r", "nq72")


@pytest.fixture(scope="module")
def quangngai(tmp_path_factory) -> tuple[Result, Path]:
    """A run without any option but the ruleset, and the folder that it ran in."""
    folder = tmp_path_factory.mktemp("quangngai")
    return check(QUANGNGAI, *NQ72, cwd=folder), folder


# ---- Exit status.


@pytest.mark.parametrize(
    ("plan", "options", "status"),
    [
        pytest.param(BACNINH, [], 0, id="0: every plan conforms"),
        pytest.param(QUANGNGAI, ["--fail-on", "gap"], 1, id="1: gaps"),
        pytest.param(QUANGNGAI, ["--fail-on", "never"], 0, id="0: gaps, which were not to fail"),
        pytest.param(PLANS / "none.yaml", ["--fail-on", "never"], 2, id="2: a file that cannot be read"),
        pytest.param(HUE, [], 3, id="3: nothing to check"),
        pytest.param(HUE, ["--fail-on", "never"], 3, id="3: nothing to check, whatever fails"),
    ],
)
def test_exit_status(tmp_path, plan, options, status):
    assert check(plan, *NQ72, *options, "-q", "-f", "json:out.json", cwd=tmp_path).status == status


def test_a_plan_that_no_ruleset_binds_does_not_hide_the_gaps_of_another(tmp_path):
    assert check(HUE, QUANGNGAI, *NQ72, "-q", cwd=tmp_path).status == 1
    assert check(HUE, BACNINH, *NQ72, "-q", cwd=tmp_path).status == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], ["PLANS"]),
        ([BACNINH, "--nope"], ["--nope"]),
        ([BACNINH, "-r", "nq99"], ["nq99", "nq72"]),
        ([BACNINH, "-f", "xml"], ["xml", "html", "json", "text"]),
        ([BACNINH, "-f", "json:"], ["json:"]),
        ([BACNINH, "-f", "json:-", "-f", "text:-"], ["-"]),
        ([BACNINH, QUANGNGAI, "-f", "html:one.html"], ["one.html"]),
        ([BACNINH, QUANGNGAI, "-f", "html:-"], ["html"]),
        ([BACNINH, QUANGNGAI, "-f", "html:x", "-f", "csv:x/index.html"], ["x/index.html"]),
        ([BACNINH, "-f", "csv:x.csv", "-f", "xlsx:y/../x.csv"], ["x.csv"]),
        ([BACNINH, "-f", "docx:letter.pdf"], ["letter.pdf", ".docx"]),
        ([BACNINH, "-f", f"csv:{BACNINH}"], [str(BACNINH)]),
        ([BACNINH, "--as-of", "31/02/2026"], ["31/02/2026"]),
        ([BACNINH, "--lang", "fr"], ["fr", "vi", "en"]),
        ([BACNINH, "--fail-on", "x"], ["x", "gap", "never"]),
    ],
)
def test_wrong_usage_is_said_in_vietnamese_and_writes_nothing(tmp_path, arguments, words):
    result = check(*arguments, cwd=tmp_path)
    assert result.status == 2
    assert result.out == ""
    assert "Traceback" not in result.err
    message = result.err.splitlines()[-1]
    assert message.startswith("Lỗi: ")
    assert all(word in message for word in words), message
    assert files_in(tmp_path) == set()


def test_two_plans_of_one_name_are_refused(tmp_path):
    other = shutil.copy(BACNINH, tmp_path)
    result = check(BACNINH, other, cwd=tmp_path)
    assert result.status == 2
    assert "bacninh" in result.err


def test_where_a_report_cannot_be_written_is_named_as_it_was_given(tmp_path):
    (tmp_path / "folder.csv").mkdir()
    result = check(BACNINH, "-q", "-f", "csv:folder.csv", cwd=tmp_path)
    assert result.status == 2
    assert re.fullmatch(r"folder\.csv: không ghi được: .+\n", result.err)


def test_a_standard_output_that_is_closed_is_no_crash(tmp_path):
    arguments = ["sh", "-c", 'exec "$@" >&-', "sh", *command(BACNINH, *NQ72, "-f", "json")]
    done = subprocess.run(arguments, cwd=tmp_path, env=environment(), capture_output=True, timeout=60, check=False)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


# ---- Help.


@pytest.mark.parametrize("code", ["vi", "en"])
def test_help_names_every_option_and_exit_status(code, tmp_path):
    text = check("--help", "--lang", code, cwd=tmp_path).out
    parameters = build_command(language(code)).commands["plans"].params
    for option in (name for p in parameters for name in p.opts if name.startswith("-")):
        assert option in text
    for status in range(4):
        assert f"\n    {status}  " in text
    assert ("Mã kết thúc" in text) == (code == "vi")


def test_the_short_help_is_the_help(tmp_path):
    result = check("-h", cwd=tmp_path)
    assert result.status == 0
    assert result == check("--help", cwd=tmp_path)


def test_the_version_is_shown(tmp_path):
    assert check("-V", cwd=tmp_path).out.split() == ["check", json_of(tmp_path, BACNINH)["tool"]["version"]]


# ---- What goes where.


def json_of(folder: Path, *arguments: object) -> dict:
    return check(*arguments, "-q", "-f", "json", cwd=folder).json


def test_without_a_format_the_report_is_a_page_and_the_summary_goes_to_standard_error(quangngai):
    result, folder = quangngai
    assert files_in(folder) == {"reports/quangngai.html"}
    assert result.out == ""
    for words in ("Quảng Ngãi", "72-NQ/TW", "7/15", "97,1%", "−2,9 điểm phần trăm", "reports/quangngai.html"):
        assert words in result.err


def test_several_plans_get_an_index(tmp_path):
    check(BACNINH, QUANGNGAI, *NQ72, "-o", "out", cwd=tmp_path)
    assert files_in(tmp_path) == {"out/bacninh.html", "out/quangngai.html", "out/index.html"}
    index = (tmp_path / "out/index.html").read_text(encoding="utf-8")
    assert 'href="bacninh.html"' in index
    assert 'href="quangngai.html"' in index


@pytest.mark.parametrize("output", ["json", "json:-"])
def test_json_goes_to_standard_output_and_nothing_else_does(tmp_path, quangngai, output):
    result = check(QUANGNGAI, *NQ72, "-f", output, cwd=tmp_path)
    assert result.json["schema"] == "check-report/1"
    assert "7/15" in result.err
    assert files_in(tmp_path) == set()


def test_formats_go_to_their_paths_and_combine(tmp_path):
    result = check(QUANGNGAI, *NQ72, "-f", "json:a/b.json", "-f", "html:c.html", "-f", "text", cwd=tmp_path)
    assert files_in(tmp_path) == {"a/b.json", "c.html"}
    assert json.loads((tmp_path / "a/b.json").read_text(encoding="utf-8"))["plans"]
    assert (tmp_path / "c.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "7/15" in result.out
    assert "\x1b" not in result.out


def test_json_beside_html_goes_into_the_same_folder(tmp_path):
    result = check(QUANGNGAI, *NQ72, "-f", "html", "-f", "json", cwd=tmp_path)
    assert files_in(tmp_path) == {"reports/quangngai.html", "reports/quangngai.json"}
    assert result.out == ""


def test_quiet_says_nothing_and_verbose_names_files_and_rules(tmp_path):
    quiet = check(QUANGNGAI, *NQ72, "-q", cwd=tmp_path)
    assert (quiet.out, quiet.err) == ("", "")
    verbose = check(QUANGNGAI, *NQ72, "-v", cwd=tmp_path).err
    assert str(QUANGNGAI) in verbose
    assert "mục II.2.1.đ" in verbose
    assert "value-falls-short" in verbose


def test_a_summary_in_english(tmp_path):
    result = check(QUANGNGAI, *NQ72, "--lang", "en", "-f", "html:-", cwd=tmp_path)
    assert "−2.9 percentage points" in result.err
    assert '<html lang="en">' in result.out
    assert "Missing" in result.out


# ---- Colours.


def on_a_terminal(folder: Path, *options: str, env: dict[str, str] | None = None) -> str:
    """What a terminal gets to see on standard error."""
    ours, theirs = os.openpty()
    running = subprocess.Popen(
        command(BACNINH, *NQ72, *options), cwd=folder, env=environment(env), stdout=subprocess.PIPE, stderr=theirs
    )
    os.close(theirs)
    seen = read_terminal(ours, running)
    assert running.returncode == 0
    return seen


def test_colours_are_for_terminals_unless_said_otherwise(tmp_path):
    assert "\x1b[" in on_a_terminal(tmp_path)
    assert "\x1b" not in on_a_terminal(tmp_path, env={"NO_COLOR": "1"})
    assert "\x1b" not in on_a_terminal(tmp_path, "--color", "never")
    assert "\x1b[" in check(BACNINH, *NQ72, "--color", "always", cwd=tmp_path).err


def test_a_pipe_gets_no_colours(quangngai):
    assert "\x1b" not in quangngai[0].err


# ---- Same input, same bytes.


def test_the_same_input_gives_the_same_bytes(tmp_path):
    outputs = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        env = {"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": "1800000000"}
        result = check(QUANGNGAI, HAIPHONG, HUE, "-f", "html", "-f", "json", "-f", "text", cwd=folder, env=env)
        written = {name: (folder / name).read_bytes() for name in files_in(folder)}
        outputs.append((written, result.out, result.err))
    assert outputs[0] == outputs[1]
    assert len(outputs[0][0]) == 5


def test_the_day_of_the_report_is_the_day_asked_for(tmp_path):
    env = {"SOURCE_DATE_EPOCH": "1800000000"}
    assert check(BACNINH, *NQ72, "-f", "json", cwd=tmp_path, env=env).json["as_of"] == "2027-01-15"
    for text in ("2026-11-21", "21/11/2026"):
        result = check(BACNINH, *NQ72, "-f", "json", "--as-of", text, cwd=tmp_path, env=env)
        assert result.json["as_of"] == "2026-11-21"


# ---- Files and folders.


def test_plans_may_lie_anywhere(tmp_path):
    folder = tmp_path / "Kế hoạch của tỉnh"
    plan = write_plan(folder, HEAD + COMMITMENT)
    elsewhere = tmp_path / "nơi khác"
    elsewhere.mkdir()
    result = check(plan, *NQ72, "-o", "báo cáo", cwd=elsewhere)
    assert result.status == 1
    assert files_in(elsewhere) == {"báo cáo/tinh.html"}


def test_the_same_plan_named_twice_is_checked_once(tmp_path):
    assert len(json_of(tmp_path, BACNINH, BACNINH)["plans"]) == 1


# ---- Rulesets.


def rulesets_of(report: dict) -> list[str]:
    return [ruleset["ruleset"]["id"] for ruleset in report["plans"][0]["rulesets"]]


def test_without_a_ruleset_every_one_in_the_folder_is_looked_at(tmp_path):
    shipped = sorted(
        path.stem
        for path in RULESETS.glob("*.yaml")
        if path.stem not in ("indicators", "provinces") and path.suffixes == [".yaml"]
    )
    assert rulesets_of(json_of(tmp_path, BACNINH)) == shipped


def test_a_ruleset_is_named_by_id_or_by_file_and_counts_once(tmp_path):
    shutil.copytree(RULESETS, tmp_path / "own")
    for ruleset in ("nq72", RULESETS / "nq72.yaml", "own/nq72.yaml"):
        assert rulesets_of(json_of(tmp_path, BACNINH, "-r", ruleset, "-r", ruleset)) == ["nq72"]


def test_a_ruleset_file_that_is_not_there_is_an_invalid_file(tmp_path):
    result = check(BACNINH, "-r", "none.yaml", cwd=tmp_path)
    assert result.status == 2
    assert result.err.startswith("none.yaml:1:1: ")
