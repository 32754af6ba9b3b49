"""The gap report of one plan as Markdown: for pull requests, chats and mails, and good to read as it is."""

from __future__ import annotations

from checker.reporting.report import PlanReport, Report
from checker.writers.formats import Presentation
from checker.writers.markdown.escaping import tidy
from checker.writers.page.page import province_title
from checker.writers.templating import markdown_environment
from checker.writers.wording import place_of


def render_plan(report: Report, plan: PlanReport, how: Presentation) -> bytes:
    """The gap report of one plan; the summary is its verdicts, tables of gaps and counts."""
    text = (
        markdown_environment(how)
        .get_template("report.md.j2")
        .render(
            report=report,
            plan_report=plan,
            plan=plan.plan,
            province_title=province_title(plan, how.language),
            applying=plan.applying,
            not_binding=plan.not_applying,
            numbers=_numbers(plan),
            place=lambda cited: place_of(cited, how.language),
            full=how.level == "full",
        )
    )
    return tidy(text).encode()


def _numbers(plan: PlanReport) -> dict[str, int]:
    """The number of each gap, accepted ones too, counted through all norms, by the requirement's id."""
    shown = [assessment.requirement for ruleset in plan.applying for assessment in (*ruleset.gaps, *ruleset.accepted)]
    return {requirement: number for number, requirement in enumerate(shown, start=1)}
