"""What stands in the report of a run beside its plans, and what a file that could not be checked says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from checker.i18n import Language
from checker.problems import Problem
from checker.reporting.report import FailedFile, PlanReport, ProblemData, Report


def failed_file(file: str, name: str, problems: Iterable[Problem], language: Language) -> FailedFile:
    """What is wrong with a file, in words; ``name`` is that of the reports it would have."""
    problems, say = tuple(problems), language.gettext
    return FailedFile(
        name=name,
        file=file,
        problems=tuple(problem.render(say) for problem in problems),
        found=tuple(ProblemData(line=p.mark[0], column=p.mark[1], text=p.text(say)) for p in problems),
    )


def report_of(plans: Iterable[PlanReport], as_of: date, language: Language, *, several: bool, **parts: Any) -> Report:
    """The report of a run of these plans; ``parts`` are other fields of ``Report``."""
    return Report(
        as_of=as_of.isoformat(),
        as_of_text=language.date(as_of),
        language=language.code,
        plans=tuple(plans),
        several=several,
        **parts,
    )
