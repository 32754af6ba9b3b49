"""The summary that a terminal shows: a few plans in turn, more of them at a glance."""

from __future__ import annotations

from collections.abc import Iterator

import click

from checker.i18n import Language
from checker.reporting.report import PlanReport, Report
from checker.writers.formats import Presentation
from checker.writers.summary.overview import at_a_glance, total
from checker.writers.summary.plan import of_plan
from checker.writers.summary.spans import Span, flow

IN_TURN = 3
"""Of more plans than these, a table and the gaps of each requirement are shown instead of each plan."""


def render_run(report: Report, how: Presentation) -> bytes:
    """The whole run, 80 columns wide; each plan in turn with its evidence, unless a summary was asked for."""
    text = to_text(report, how.language, details=how.level == "full")
    return (text if how.color else click.unstyle(text)).encode(errors="backslashreplace")


def to_text(report: Report, language: Language, width: int = 80, *, details: bool = False, trace: bool = False) -> str:
    """The report in brief, styled; a caller without colours strips the styles.

    ``details``: each plan in turn with its words, proposals and reasons; ``trace``: the rules that fired too.
    """
    lines: list[str] = []
    if len(report.plans) > IN_TURN:
        lines += at_a_glance(report, language, width)
    if len(report.plans) <= IN_TURN or details:
        lines += _in_turn(report.plans, language, width, details, trace)
    if len(report.plans) + len(report.errors) > 1:
        lines += ["", *total(report, language, width)]
    return "\n".join(lines).strip("\n") + "\n"


def _in_turn(
    plans: tuple[PlanReport, ...], language: Language, width: int, details: bool, trace: bool
) -> Iterator[str]:
    for plan in plans:
        yield ""
        yield from of_plan(plan, language, width, details=details)
        if trace:
            yield from _traces(plan, width)


def _traces(plan: PlanReport, width: int) -> Iterator[str]:
    """The rules that fired for each requirement, with the lines of the plan that they matched."""
    for ruleset in plan.applying:
        for assessment in ruleset.assessments:
            yield ""
            yield f"  {assessment.requirement}: {assessment.status}"
            for fired in assessment.trace:
                yield from flow([Span(f"{fired.rule}: {', '.join(fired.facts)}")], width, "    ", "      ")
