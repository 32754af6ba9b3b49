"""The command as a user runs it, and the smallest valid plan to spoil; shared by the tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
PLANS = ROOT / "plans"
RULESETS = ROOT / "rulesets"

HEAD = "schema: plan/1\nid: tinh\nprovince: Bắc Ninh\ntitle: Kế hoạch\nissued: 2025-11-21\n"
"""The keys that a plan cannot lack, lines 1 to 5."""
COMMITMENT = "commitments:\n  - indicator: insurance_coverage\n    at_least: 97.5\n    by: 2030\n"
"""Lines 6 to 9, behind HEAD."""


@dataclass(frozen=True)
class Result:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's, without what would change the output, and with the checkout importable."""
    kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "SOURCE_DATE_EPOCH", "LANGUAGE", "COLUMNS")}
    return kept | {"PYTHONPATH": str(ROOT)} | dict(extra or {})


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-W", "error", "-m", "checker", *map(str, arguments)]


def check(*arguments: object, cwd: Path, env: Mapping[str, str] | None = None) -> Result:
    done = subprocess.run(
        command(*arguments), cwd=cwd, env=environment(env), capture_output=True, timeout=60, check=False
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def read_terminal(ours: int, running: subprocess.Popen[bytes]) -> str:
    """What a running command writes to the terminal whose other end is ``ours``, until it ends."""
    seen = b""
    try:
        while data := os.read(ours, 65536):
            seen += data
    except OSError:  # Linux says so at the end of a terminal
        pass
    os.close(ours)
    running.communicate()
    return seen.decode()


def write_plan(folder: Path, text: str = HEAD + COMMITMENT, name: str = "tinh.yaml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def write_yaml(folder: Path, name: str, content: Mapping[str, object]) -> Path:
    """A file of these keys, named ``name``.yaml."""
    return write_plan(folder, yaml.safe_dump(dict(content), allow_unicode=True, sort_keys=False), f"{name}.yaml")


def files_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}
