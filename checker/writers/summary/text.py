"""The summary that a terminal shows: a few plans in turn, more of them at a glance, very many as counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from checker.i18n import Language
from checker.reporting.report import PlanReport, Report
from checker.writers.formats import Presentation
from checker.writers.summary.overview import at_a_glance
from checker.writers.summary.plan import of_plan
from checker.writers.summary.spans import Span, flow
from checker.writers.summary.total import total

if TYPE_CHECKING:
    from checker.reporting.tally import Tally

IN_TURN = 3
"""Of more plans than these, a table and the gaps of each requirement are shown instead of each plan."""


def render_run(report: Report, how: Presentation, tally: Tally | None = None) -> bytes:
    """The whole run, 80 columns wide; each plan in turn with its evidence, unless a summary was asked for.

    ``tally`` as for ``to_text``.
    """
    text = to_text(report, how.language, tally=tally, details=how.level == "full")
    return (text if how.color else click.unstyle(text)).encode(errors="backslashreplace")


def to_text(
    report: Report,
    language: Language,
    width: int = 80,
    *,
    tally: Tally | None = None,
    details: bool = False,
    trace: bool = False,
) -> str:
    """The report in brief, styled; a caller without colours strips the styles.

    ``details``: each plan in turn with its words, proposals and reasons; ``trace``: the rules that fired too.
    ``tally``: that of a run of very many plans, which is only counted, whatever else is asked; its plans are not read.
    """
    if tally is not None:
        from checker.writers.summary.many import of_many  # late: few runs are so large

        return "\n".join(of_many(report, tally, language, width)).strip("\n") + "\n"
    lines: list[str] = []
    if len(report.plans) > IN_TURN:
        lines += at_a_glance(report, language, width)
    if len(report.plans) <= IN_TURN or details:
        lines += _in_turn(report.plans, language, width, details, trace)
    if len(report.plans) + len(report.errors) > 1:
        lines += ["", *total(report, language, width)]
    return "\n".join(lines).strip("\n") + "\n"


def _in_turn(plans: Sequence[PlanReport], language: Language, width: int, details: bool, trace: bool) -> Iterator[str]:
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
