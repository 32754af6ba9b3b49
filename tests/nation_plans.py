"""Plans in a line or two, and what the nation comes to by them; shared by the tests of national figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from command import HEAD, write_plan

from checker.i18n import language
from checker.reading.places import provinces
from checker.reporting.chart_entries import NationData
from checker.reporting.report import Report
from checker.run import Request, check_plans

AS_OF = date(2026, 11, 21)


def target(bound: str, indicator: str = "insurance_coverage") -> str:
    return f"  - {{indicator: {indicator}, {bound}}}\n"


def plan(folder: Path, province: str, *targets: str, name: str | None = None, more: str = "") -> Path:
    name = name or f"p{next(p.code for p in provinces() if p.name.endswith(province))}"
    head = HEAD.replace("id: tinh", f"id: {name}").replace("province: Bắc Ninh", f"province: {province}")
    listed = "commitments:\n" + "".join(targets) if targets else ""
    return write_plan(folder, head + more + listed, f"{name}.yaml")


def report_of(*plans: Path, lang: str = "en", norm: str = "nq72", acceptances: tuple[Path, ...] = ()) -> Report:
    return check_plans(Request(plans, (norm,), acceptances, AS_OF, language(lang), whole=False))


def nation_of(*plans: Path, requirement: str = "nq72/insurance-2030", **how: object) -> NationData:
    found = report_of(*plans, norm=requirement.partition("/")[0], **how).nation  # type: ignore[arg-type]
    return next(entry for entry in found if entry.requirement == requirement)


def other(folder: Path) -> Path:
    """A second plan that says nothing: the nation is only looked at where there are several."""
    return plan(folder, "Cà Mau")


def everywhere(
    folder: Path, bound: str, indicator: str = "insurance_coverage", but: tuple[str, ...] = ()
) -> list[Path]:
    return [plan(folder, p.name, target(bound, indicator)) for p in provinces() if p.name not in but]
