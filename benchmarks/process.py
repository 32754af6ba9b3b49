"""Processes: ``check plans/bacninh.yaml`` from start to exit, against Python's own start.

What it takes beyond ``-f json`` is the page: the templates, compiled and rendered. Every round starts
each process once, in another order; medians of at least 15 rounds. The imports that cost most are
told by ``-X importtime``, each with what it imports first.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from .generate import PLANS
from .timing import Timings, interleave, table, verdict

AIM = 0.5
_ROOT = PLANS.parent
_TOP = 15
_IMPORTS = (
    "import checker.cli, checker.judging.engine, checker.run, checker.writers.page.page, checker.writers.outputs, "
    "checker.writers.summary.text; checker.judging.engine._import_core()"
)


def compare_processes(rounds: int) -> str:
    """Tables of the processes and of the imports, and the aim."""
    with tempfile.TemporaryDirectory() as folder:
        check = [sys.executable, "-m", "checker", str(PLANS / "bacninh.yaml"), "--output-dir", folder]
        commands = {
            "`python -c pass`": [sys.executable, "-c", "pass"],
            "imports alone": [sys.executable, "-c", _IMPORTS],
            "`check --help`": [sys.executable, "-m", "checker", "--help"],
            "`check plans/bacninh.yaml -f json`": [*check, "-f", "json"],
            "`check plans/bacninh.yaml`": check,
        }
        ways = {name: lambda command=command: run_command(command) for name, command in commands.items()}
        timings = interleave(ways, rounds)
        imports = slowest_imports(check)
        if not (Path(folder) / "bacninh.html").is_file():
            raise AssertionError("the process wrote no report")
    bare, whole = "`python -c pass`", "`check plans/bacninh.yaml`"
    first = process_table("Process", timings, bare, rounds)
    aim = f"- under {AIM:g} s: {verdict(timings.median(whole), AIM, 's')}\n"
    note = "Median of three runs; ms with, and without, what the module imports in its turn."
    second = table("Imports of `check`, the most expensive", note, ["module", "with", "alone"], imports)
    return "\n".join([first, aim, second])


def process_table(title: str, timings: Timings, bare: str, rounds: int) -> str:
    """What each process took, and how many times ``bare``."""
    rows = [
        [
            name,
            f"{timings.median(name) * 1000:.0f}",
            f"{timings.ratio(name, bare):.1f}",
            f"±{timings.spread(name) / 2:.0%}",
        ]
        for name in timings.rounds
    ]
    return table(title, f"Medians of {rounds} interleaved runs.", ["process", "ms", "× bare", "noise"], rows)


def run_command(command: list[str]) -> str:
    """Runs it and returns what it says on standard error. Raises RuntimeError where it fails."""
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):  # 1: gaps were found
        raise RuntimeError(done.stderr)
    return done.stderr


def slowest_imports(command: list[str]) -> list[list[str]]:
    """The imports of a command of Python's that cost most: name, and ms with and without what they import."""
    runs: dict[str, list[tuple[int, int]]] = {}
    for _ in range(3):
        for line in run_command([command[0], "-X", "importtime", *command[1:]]).splitlines():
            alone, _, rest = line.removeprefix("import time:").partition("|")
            total, _, name = rest.partition("|")
            if line.startswith("import time:") and alone.strip().isdigit():
                runs.setdefault(name.strip(), []).append((int(total), int(alone)))
    costs = {
        name: [statistics.median(column) / 1000 for column in zip(*found, strict=True)] for name, found in runs.items()
    }
    top = sorted(costs, key=lambda name: -costs[name][0])[:_TOP]
    return [[f"`{name}`", *(f"{cost:.1f}" for cost in costs[name])] for name in top]
