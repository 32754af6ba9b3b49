"""What the sheets are put to the test with: a plan whose every text looks like a formula, and LibreOffice."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from command import PLANS, write_plan, write_yaml

from checker.i18n import language
from checker.reporting.report import Report
from checker.run import Request, check_plans
from checker.writers.formats import FORMATS, Presentation

AS_OF = date(2026, 11, 21)
FORMULAS = ('=HYPERLINK("http://evil.example","x")', "+1+1", "-2+3", "@SUM(1,2)", "\t=4+5", " =6+7", "＝8+9")
BROKEN = "schema: plan/1\nid: hong\nprovince: Nowhere\n"
ACCEPTED = """\
schema: acceptances/1
acceptances:
  - {plan: congthuc, requirement: nq72/insurance-2030, reason: "=1+2", by: "@Vụ", until: 2027-01-31}
"""


def formula_plan(folder: Path) -> Path:
    """A plan in which each text that an author may write begins like a formula."""
    one, plus, minus, at, tab, blank, wide = FORMULAS
    commitment = {"indicator": "insurance_coverage", "at_least": 90.5, "unit": "%", "by": 2030, "hedge": at}
    task = {"title": one, "group": 1, "lead": [plus, minus], "partners": [at], "output": tab, "where": blank}
    content = {
        "schema": "plan/1", "id": "congthuc", "province": "Bắc Ninh", "issued": "2026-02-07", "title": one,
        "number": plus, "issuer": minus, "note": at, "implements": ["72-NQ/TW", "282/NQ-CP"],
        "covers": {"from": 2026, "to": 2045},
        "commitments": [
            commitment | {"quote": one, "where": minus, "note": tab, "page": "12"},
            {"indicator": "life_expectancy", "between": [74, 75], "by": 2030, "quote": wide, "where": plus},
        ],
        "tasks": [task | {"note": wide, "quote": plus, "due": "2026-06-30"}],
    }  # fmt: skip
    return write_yaml(folder, "congthuc", content)


def judged(folder: Path, *plans: Path, code: str = "vi") -> Report:
    """The report on these plans, with the acceptances of ACCEPTED."""
    accepted = write_plan(folder, ACCEPTED, "accepted.yaml")
    return check_plans(Request(plans, (), (accepted,), AS_OF, language(code)))


@cache
def real(code: str = "vi") -> Report:
    """The report on the five real plans."""
    return check_plans(Request(sorted(PLANS.glob("*.yaml")), (), (), AS_OF, language(code)))


def rendered(name: str, report: Report) -> bytes:
    return FORMATS[name].render_run(report, Presentation(language(report.language)))


def opened_in_libreoffice(path: Path, into: str) -> list[Path]:
    """What LibreOffice makes of a file, beside it; skipped without LibreOffice, unless it is required."""
    office = shutil.which("soffice")
    if office is None and os.environ.get("NQ_CHECK_OFFICE") != "required":
        pytest.skip("LibreOffice is not installed")
    assert office is not None
    made = path.parent / "made"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [office, "--headless", profile, "--convert-to", into, "--outdir", str(made), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return sorted(made.iterdir())
