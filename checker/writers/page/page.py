"""The HTML report: one self-contained page for each plan; the one over several is ``overview``."""

from __future__ import annotations

from typing import Any

from checker.i18n import Language
from checker.reporting.report import PlanReport, Report
from checker.writers.formats import Presentation
from checker.writers.links import index_from
from checker.writers.page.embedded import embedded_json
from checker.writers.page.norm_part import by_group, by_indicator, few, nearest_answers, norm_part, places
from checker.writers.templating import html_environment

PAGE_BYTES = 300_000
"""A page is smaller than this; one that is not leaves out its data, then its charts, and says so."""


def render_plan(report: Report, plan: PlanReport, how: Presentation) -> bytes:
    """The gap report of one plan.

    With hundreds of targets a page would be too large to send around: it comes without the report
    as data, then without charts too, and says so where they would stand.
    """
    page = html_environment(how).get_template("report.html.j2")
    rendered = b""
    for data, charts in ((True, True), (False, True), (False, False)):
        content = page_content(report, plan, how, charts=charts)
        rendered = page.render(**content, json=embedded_json(report, plan) if data else None).encode()
        if len(rendered) < PAGE_BYTES:
            break
    return rendered


def page_content(report: Report, plan: PlanReport, how: Presentation, *, charts: bool = True) -> dict[str, Any]:
    """What the templates fill in; the report's own entries, grouped once."""
    return {
        "report": report,
        "plan_report": plan,
        "plan": plan.plan,
        "level": how.level,
        "province_title": province_title(plan, how.language),
        "parts": [norm_part(plan, r, how.language, charts=charts) for r in plan.applying],
        "not_binding": plan.not_applying,
        "tasks_by_group": by_group(plan.tasks),
        "group_names": {group.number: group.name for r in plan.applying for group in r.groups},
        "targets_by_indicator": by_indicator(plan.commitments),
        "baselines_by_indicator": by_indicator(plan.baselines),
        "back": index_from(plan.plan.name) if report.several else None,
        "nearest_answers": nearest_answers,
        "few": few,
        "places": places,
    }


def province_title(plan: PlanReport, language: Language, *, then: bool = True) -> str:
    """ "Tỉnh Bắc Ninh", "Huế (Thừa Thiên Huế)"; without ``then`` only as it is called today."""
    province = plan.plan.province
    title = province.name if province.city else language.say("{name} province", name=province.name)
    return f"{title} ({province.then})" if province.then and then else title
