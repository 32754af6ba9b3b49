"""A run whose findings are shown at the lines of plan files: two real plans, a hostile one, a broken one and none."""

from __future__ import annotations

import shutil
from pathlib import Path

from command import PLANS, Result, check, write_plan

OUTPUTS = ("-f", "junit:out.xml", "-f", "sarif:out.sarif", "-f", "json:out.json")
HOSTILE_FOLDER = "tỉnh #1"
LONG_WORD = "a" * 3000
HOSTILE = f"""\
schema: plan/1
id: xau
province: Bắc Ninh
title: "]]></failure><script>alert(1)</script>"
issued: 2025-11-21
implements: [72-NQ/TW]

commitments:
  - indicator: insurance_coverage
    at_least: 90
    by: 2030
    quote: "=1+1 [bấm vào đây](http://evil.example) {{0}} <b>&amp;"
    where: "{LONG_WORD}"
  - indicator: insurance_coverage
    at_least: 92
    by: 2030
    quote: số khác
    where: Phụ lục
tasks:
  - {{title: Cùng một nhiệm vụ, lead: [Sở Y tế]}}
  - {{title: Cùng một nhiệm vụ, lead: [Sở Y tế]}}
"""
BROKEN = """\
schema: plan/1
id: hong
province: Bắc Ninh
title: x
issued: 2025-31-01
commitments:
  - indicator: nope
"""
ACCEPTED = """\
schema: acceptances/1
acceptances:
  - plan: haiphong
    requirement: nq72/insurance-2030
    reason: <lý do> & lý lẽ
    by: Vụ Bảo hiểm y tế
    until: 2027-06-30
"""


def run(folder: Path, seed: str = "0", *options: str) -> Result:
    """The run in a folder, everything named relative to it."""
    for name in ("quangngai.yaml", "haiphong.yaml"):
        (folder / "plans").mkdir(parents=True, exist_ok=True)
        shutil.copy(PLANS / name, folder / "plans")
    write_plan(folder / HOSTILE_FOLDER, HOSTILE, "xau.yaml")
    write_plan(folder, BROKEN, "hong.yaml")
    write_plan(folder, ACCEPTED, "accepted.yaml")
    plans = ["plans/quangngai.yaml", "plans/haiphong.yaml", f"{HOSTILE_FOLDER}/xau.yaml", "hong.yaml", "none.yaml"]
    rulesets = ["-r", "nq72", "-r", "qd201", "-r", "nq20"]
    arguments = [*plans, *rulesets, "-a", "accepted.yaml", "-q", "--as-of", "2026-11-21", *OUTPUTS, *options]
    return check(*arguments, cwd=folder, env={"PYTHONHASHSEED": seed})


def lines_of(folder: Path, file: str) -> list[str]:
    return (folder / file).read_text(encoding="utf-8").splitlines()
