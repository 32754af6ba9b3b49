"""Imports: how long a user waits before anything is done, against Python's own start.

Every process starts once in each round, in another order. What is imported, and for how long, is told by
``-X importtime`` (``process.slowest_imports``): for ``check --version``, which should need nearly nothing, and for a plan.
"""

from __future__ import annotations

import sys
import tempfile

from .generate import PLANS
from .process import process_table, run_command, slowest_imports
from .timing import interleave, table, verdict

AIM_VERSION, AIM_HELP = 0.2, 0.2
_BARE, _VERSION, _HELP = "`python -c pass`", "`check --version`", "`check --help`"
_COUNT = "import sys; before = len(sys.modules); {}; print(len(sys.modules) - before, file=sys.stderr)"
_STATEMENTS = ("import click", "import checker.cli", "import yaml, pydantic", "import checker.run")


def compare_imports(rounds: int) -> str:
    """Tables of starts and of imports, and the aims."""
    check = [sys.executable, "-m", "checker"]
    with tempfile.TemporaryDirectory() as folder:
        plan = [*check, str(PLANS / "bacninh.yaml"), "--output-dir", folder]
        commands = {
            _BARE: [sys.executable, "-c", "pass"],
            **{f"`{statement}`": [sys.executable, "-c", statement] for statement in _STATEMENTS},
            _VERSION: [*check, "--version"],
            _HELP: [*check, "--help"],
            "`check plans/bacninh.yaml`": plan,
        }
        ways = {name: lambda command=command: run_command(command) for name, command in commands.items()}
        timings = interleave(ways, rounds)
        imports = slowest_imports(commands[_VERSION])
    modules = [[f"`{statement}`", _modules(statement)] for statement in _STATEMENTS]
    return "\n".join(
        [
            process_table("Start", timings, _BARE, rounds),
            f"- `--version` under {AIM_VERSION:g} s: {verdict(timings.median(_VERSION), AIM_VERSION, 's')}",
            f"- `--help` under {AIM_HELP:g} s: {verdict(timings.median(_HELP), AIM_HELP, 's')}\n",
            table("Modules that a statement imports", "Beyond Python's own.", ["statement", "modules"], modules),
            table(
                "Imports of `check --version`, the most expensive",
                "Median of three runs; ms with, and without, what the module imports in its turn.",
                ["module", "with", "alone"],
                imports,
            ),
        ]
    )


def _modules(statement: str) -> str:
    return run_command([sys.executable, "-c", _COUNT.format(statement)]).strip()
