"""Threat: names and arguments that are commands to a terminal, or lines that a program reads. What is printed is text."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from command import PLANS, write_plan

from checker.cli import _run
from checker.i18n import language
from checker.problems import HIDDEN_CHARACTERS
from checker.progress import progress

PLAN = str(PLANS / "bacninh.yaml")
NAMES = {
    "a link (OSC 8)": "\x1b]8;;http://evil.test\x07x",
    "the clipboard (OSC 52), a new title, colours": "\x1b]52;c;eA==\x07\x1b]0;x\x07\x1b[31;5mx",
    "controls of one byte (C1)": "\x9b2Jx\x90q\x9c\x85x",
    "text turned round, hidden, of no width": "x\u202egpj.\u2066\u200b\ufeff\U000e0041",
    "a line end, back to the start, erased": "x\r\x08\x7f\x0bx",
    "a byte that is no letter": "x\udcffx",
    "a line for a program that reads the log": "x\n::error::forged\nplans/bacninh.yaml:1:1: forged",
}
USES = {
    "a plan": ["{}"],
    "a plan in a folder": ["{}/tinh.yaml"],
    "an option": [PLAN, "--{}"],
    "a ruleset": [PLAN, "-r", "{}"],
    "a file of a ruleset": [PLAN, "-r", "{}.yaml"],
    "a format": [PLAN, "-f", "{}"],
    "a file of a format": [PLAN, "-f", "md:{}.json"],
    "a folder that is a file": [PLAN, "-q", "-o", "{}.txt/x"],
    "a level": [PLAN, "--level", "{}"],
    "templates": [PLAN, "--templates", "{}"],
    "acceptances": [PLAN, "-a", "{}"],
    "a date": [PLAN, "--as-of", "{}"],
    "a language": [PLAN, "--lang", "{}"],
    "a document": ["extract", "{}"],
    "a document that is read": ["extract", "{}.txt", "-o", "x.yaml", "--html", "{}.html", "--force"],
    "a draft": ["extract", PLAN, "-o", "{}.yaml"],
    "an id": ["extract", PLAN, "--id", "{}"],
    "a province": ["extract", PLAN, "--province", "{}"],
    "a day": ["extract", PLAN, "--issued", "{}"],
    "a checked plan": ["extract", PLAN, "--against", "{}"],
    "an entry": ["explain", "{}"],
    "too much": ["rules", "{}"],
    "a filter": ["rules", "-i", "{}"],
    "a norm": ["coverage", "{}"],
    "tests": ["test", "{}"],
    "a file for lint": ["lint", "{}/tinh.yaml"],
    "a schema": ["schema", "{}"],
    "a file of a schema": ["schema", "plan", "-o", "{}.json"],
    "a folder of templates": ["templates", "{}"],
    "one template": ["templates", "x", "--only", "{}"],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Here each name is that of a folder with a broken plan, and of a document."""
    here = tmp_path_factory.mktemp("names")
    for name in NAMES.values():
        for part in (name, f"{name}.yaml".rpartition("/")[0]):
            if part:
                write_plan(here / part, "schema: plan/1\n")
        document = here / f"{name}.txt"
        document.parent.mkdir(parents=True, exist_ok=True)
        document.write_text("II. MỤC TIÊU\n1. Đến năm 2030 tỷ lệ bao phủ BHYT đạt 97%.\n", encoding="utf-8")
    return here


@pytest.mark.parametrize("use", USES)
def test_no_name_or_argument_is_a_command_to_the_terminal_or_begins_a_line(use, folder, monkeypatch, capsys):
    monkeypatch.chdir(folder)
    for name in NAMES.values():
        try:
            _run([part.replace("{}", name) for part in USES[use]], language("vi"))
        except SystemExit:
            pytest.fail(f"left by {name!r}")
        printed = capsys.readouterr()
        for text in (printed.out, printed.err):
            assert not HIDDEN_CHARACTERS.search(text), name
            assert not [line for line in text.splitlines() if line.startswith(("::", "plans/bacninh"))], name


def test_the_line_that_shows_progress_stays_one_line(monkeypatch):
    class AtOnce:
        def __init__(self, _seconds, begin):
            self.start = begin

        def cancel(self): ...

    monkeypatch.setattr("checker.progress.Timer", AtOnce)
    stream = StringIO(newline="")
    with progress(stream, len(NAMES), 400) as step:
        for name in NAMES.values():
            step(name)
    drawn = stream.getvalue().split("\r")
    assert len([line for line in drawn if line.strip()]) == len(NAMES)
    assert not any(HIDDEN_CHARACTERS.search(line) or "\n" in line for line in drawn)
