"""The result of a run as lines and as a table of docs/fuzzing.md."""

from __future__ import annotations

import platform
import re
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from checker import __version__
from fuzz.coverage_guided import Guided
from fuzz.runs import Tally

BEGIN, END = "<!-- result: begin (written by python -m fuzz all --write) -->", "<!-- result: end -->"
_LIBRARIES = ("PyYAML", "pydantic", "durable_rules", "lxml", "pdfminer.six")


def lines_of(tallies: Sequence[Tally], guided: Sequence[Guided]) -> list[str]:
    """For a terminal: a line for each kind, and each finding below it."""
    lines = []
    for tally in tallies:
        outcomes = ", ".join(f"{count} {outcome}" for outcome, count in sorted(tally.outcomes.items()))
        seconds, number, form = tally.slowest
        lines.append(
            f"{tally.target}: {tally.count} thrown with seed {tally.seed} in {tally.seconds:.0f} s: {outcomes}; slowest {seconds:.1f} s "
            f"(number {number}, {form}); peak memory {tally.peak // 1_000_000} MB; findings: {len(tally.findings)}"
        )
        lines += [
            f"  {finding}: {len(numbers)} times, first {min(numbers)}" for finding, numbers in tally.findings.items()
        ]
    return [*lines, *(one.line for one in guided)]


def write_result(path: Path, tallies: Sequence[Tally], guided: Sequence[Guided]) -> None:
    """Puts the result between the marks of the document. Raises ValueError where it has none."""
    text = path.read_text(encoding="utf-8")
    found = re.search(f"{re.escape(BEGIN)}.*?{re.escape(END)}", text, re.DOTALL)
    if found is None:
        raise ValueError(f"{path} has no marks for the result")
    block = "\n".join([BEGIN, "", *_block(tallies, guided), "", END])
    path.write_text(text[: found.start()] + block + text[found.end() :], encoding="utf-8")


def _block(tallies: Sequence[Tally], guided: Sequence[Guided]) -> list[str]:
    versions = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    lines = [
        f"{date.today()}, nq-check {__version__}, Python {platform.python_version()}, {versions}; {platform.system()} {platform.machine()}.",
        "",
        "| thrown | number | seed | what came of it | slowest (processor time) | peak memory | minutes | findings |",
        "|---|--:|--:|---|--:|--:|--:|--:|",
    ]
    for tally in tallies:
        outcomes = ", ".join(f"{count:,} {outcome}" for outcome, count in sorted(tally.outcomes.items()))
        seconds, number, form = tally.slowest
        lines.append(
            f"| {tally.target} | {tally.count:,} | {tally.seed} | {outcomes} | {seconds:.1f} s (number {number}: {form}) | {tally.peak // 1_000_000} MB "
            f"| {tally.seconds / 60:.0f} | {sum(map(len, tally.findings.values()))} |"
        )
    if guided:
        lines += ["", "Guided by coverage (atheris):", ""]
        lines += [f"- {one.line}" for one in guided]
    for tally in tallies:
        lines += [
            f"\nFinding in {tally.target}, number {min(numbers)}: `{finding}`"
            for finding, numbers in tally.findings.items()
        ]
    return lines
