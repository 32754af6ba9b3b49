"""The formats of a report: which there are, and which module renders each.

A module of a format for a whole run has ``render_run(report, how) -> bytes``, one of a format with a
file for each plan ``render_plan(report, plan, how) -> bytes``. They are imported when asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from checker.i18n import Language

if TYPE_CHECKING:  # imported late, so that --help does not wait for the models
    from checker.reporting.report import PlanReport, Report

Level = Literal["summary", "full"]


@dataclass(frozen=True, slots=True)
class Presentation:
    """How a report is to be shown.

    ``templates``: a folder whose templates go before the shipped ones. ``color``: the text on
    standard output may be styled.
    """

    language: Language
    level: Level = "full"
    templates: Path | None = None
    color: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    ``of``: a file holds the whole ``run``, or one ``plan``; ``binary``: nothing for a terminal;
    ``whole``: it also shows what was read from a plan and not judged.
    """

    name: str
    suffix: str
    of: Literal["run", "plan"]
    module: str
    binary: bool = False
    whole: bool = True

    def render_run(self, report: Report, how: Presentation) -> bytes:
        """The whole run in this format; only where ``of`` is ``run``."""
        render: Callable[[Report, Presentation], bytes] = import_module(self.module).render_run
        return render(report, how)

    def render_plan(self, report: Report, plan: PlanReport, how: Presentation) -> bytes:
        """One plan in this format; only where ``of`` is ``plan``."""
        render: Callable[[Report, PlanReport, Presentation], bytes] = import_module(self.module).render_plan
        return render(report, plan, how)


FORMATS = {
    format_.name: format_
    for format_ in (
        Format("html", "html", "plan", "checker.writers.html"),
        Format("json", "json", "run", "checker.writers.json", whole=False),
        Format("text", "txt", "run", "checker.writers.text", whole=False),
    )
}
