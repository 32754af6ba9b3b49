"""The HTML report: one self-contained page for each plan, and an index over several."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from checker.i18n import Language
from checker.reporting.report import PlanReport, Report, RulesetReport, weight
from checker.writers.formats import Presentation
from checker.writers.templating import html_environment


def render_plan(report: Report, plan: PlanReport, how: Presentation) -> bytes:
    """The gap report of one plan."""
    page = html_environment(how).get_template("report.html.j2")
    text = page.render(
        report=report,
        plan_report=plan,
        plan=plan.plan,
        province_title=province_title(plan, how.language),
        group_names={group.number: group.name for r in plan.rulesets if r.applies for group in r.groups},
        back="index.html" if len(report.plans) + len(report.errors) > 1 else None,
        json=_embedded_json(report, plan),
    )
    return text.encode()


def render_index(report: Report, how: Presentation) -> bytes:
    """All plans of one run, a table for each ruleset that applies to one, linked with each plan's page."""
    applying = sorted((r for plan in report.plans for r in plan.rulesets if r.applies), key=weight)
    heads = {r.ruleset.id: r.ruleset for r in applying}
    page = html_environment(how).get_template("index.html.j2")
    return page.render(report=report, rulesets=list(heads.values())).encode()


def province_title(plan: PlanReport, language: Language) -> str:
    """ "Tỉnh Bắc Ninh", "Huế (Thừa Thiên Huế)"."""
    province = plan.plan.province
    title = province.name if province.city else language.say("{name} province", name=province.name)
    return f"{title} ({province.then})" if province.then else title


def _embedded_json(report: Report, plan: PlanReport) -> Markup:
    """This plan's part of the report as JSON that cannot end its script element.

    To keep the page small, norms that do not apply come without their requirements, what is
    observed of the plan itself stands under the first norm only, and the words of incomplete tasks,
    which the page lists with all tasks, are not said again.
    """
    slim = plan.model_copy(update={"rulesets": tuple(_each_observation_once(plan))})
    text = report.model_copy(update={"plans": (slim,), "errors": ()}).model_dump_json(by_alias=True, exclude_none=True)
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704  (escaped here)


def _each_observation_once(plan: PlanReport) -> Iterator[RulesetReport]:
    told: set[int] = set()
    for ruleset in plan.rulesets:
        new = tuple(o for o in ruleset.observations if id(o) not in told)
        told.update(map(id, new))
        new = tuple(o.model_copy(update={"evidence": ()}) if o.kind == "task_incomplete" else o for o in new)
        assessments = ruleset.assessments if ruleset.applies else ()
        yield ruleset.model_copy(update={"observations": new, "assessments": assessments})
