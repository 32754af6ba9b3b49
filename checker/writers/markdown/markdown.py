"""The gap report of one plan as Markdown: for pull requests, chats and mails, and good to read as it is."""

from __future__ import annotations

from checker.reporting.entries import Cited
from checker.reporting.report import PlanReport, Report
from checker.writers.formats import Presentation
from checker.writers.markdown.escaping import tidy
from checker.writers.page.page import province_title
from checker.writers.templating import markdown_environment


def render_plan(report: Report, plan: PlanReport, how: Presentation) -> bytes:
    """The gap report of one plan; the summary is its verdicts, tables of gaps and counts."""

    def place(evidence: Cited) -> str:
        """ "mục II.2, trang 4"; only of what has a place."""
        page = how.language.say("page {page}", page=evidence.page) if evidence.page else None
        return ", ".join(part for part in (evidence.where, page) if part)

    text = (
        markdown_environment(how)
        .get_template("report.md.j2")
        .render(
            report=report,
            plan_report=plan,
            plan=plan.plan,
            province_title=province_title(plan, how.language),
            applying=[ruleset for ruleset in plan.ordered if ruleset.applies],
            not_binding=[ruleset for ruleset in plan.ordered if not ruleset.applies],
            numbers=_numbers(plan),
            place=place,
            full=how.level == "full",
        )
    )
    return tidy(text).encode()


def _numbers(plan: PlanReport) -> dict[str, int]:
    """The number of each gap, accepted ones too, counted through all norms, by the requirement's id."""
    shown = [
        assessment.requirement
        for ruleset in plan.ordered
        if ruleset.applies
        for assessment in (*ruleset.gaps, *(a for a in ruleset.assessments if a.status == "accepted"))
    ]
    return {requirement: number for number, requirement in enumerate(shown, start=1)}
