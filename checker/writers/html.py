"""The HTML report: one self-contained page for each plan, and an index over several."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from checker.i18n import Language
from checker.reading.library import shipped
from checker.reporting.names import (
    KIND_NAMES,
    OBSERVATION_NAMES,
    SEVERITY_NAMES,
    STATUS_NAMES,
    TASK_STATUS_NAMES,
    VERIFIED_NAMES,
)
from checker.reporting.report import PlanReport, Report, RulesetReport, weight
from checker.writers.verdict import ICONS, TASK_ICONS, verdict


def plan_page(report: Report, plan: PlanReport, language: Language) -> str:
    """The gap report of one plan."""
    province = plan.plan.province
    title = province.name if province.city else language.say("{name} province", name=province.name)
    if province.then:
        title = f"{title} ({province.then})"
    return (
        _environment(language)
        .get_template("report.html.j2")
        .render(
            report=report,
            plan_report=plan,
            plan=plan.plan,
            province_title=title,
            group_names={group.number: group.name for r in plan.rulesets if r.applies for group in r.groups},
            back="index.html" if len(report.plans) + len(report.errors) > 1 else None,
            json=_embedded_json(report, plan),
        )
    )


def index_page(report: Report, language: Language) -> str:
    """All plans of one run, a table for each ruleset that applies to one, linked with each plan's page."""
    applying = sorted((r for plan in report.plans for r in plan.rulesets if r.applies), key=weight)
    heads = {r.ruleset.id: r.ruleset for r in applying}
    return _environment(language).get_template("index.html.j2").render(report=report, rulesets=list(heads.values()))


def tone(ruleset: RulesetReport) -> str:
    """The colour of a verdict; never good while something is unclear."""
    if not ruleset.applies or not ruleset.assessments:
        return "none"
    if ruleset.conforms:
        return "good"
    only_unclear = all(a.status == "unclear" for a in ruleset.gaps)
    return "doubt" if only_unclear or ruleset.ruleset.binding == "advisory" else "bad"


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


@cache
def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(shipped("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        _=language.say,
        lang=language.code,
        icons=ICONS,
        task_icons=TASK_ICONS,
        number=lambda value: language.number(Decimal(str(value))),
        status_names=STATUS_NAMES,
        task_status_names=TASK_STATUS_NAMES,
        observation_names=OBSERVATION_NAMES,
        severity_names=SEVERITY_NAMES,
        verified_names=VERIFIED_NAMES,
        kind_names=KIND_NAMES,
        tone=tone,
        verdict=lambda ruleset: verdict(ruleset, language),
    )
    return environment
