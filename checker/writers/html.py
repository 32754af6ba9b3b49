"""The HTML report: one self-contained page for each plan, and an index over several."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from checker.i18n import Language
from checker.library import shipped
from checker.names import KIND_NAMES, OBSERVATION_NAMES, SEVERITY_NAMES, STATUS_NAMES, VERIFIED_NAMES
from checker.report import PlanReport, Report, RulesetReport
from checker.writers.verdict import ICONS, verdict


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
            back="index.html" if len(report.plans) + len(report.errors) > 1 else None,
            json=_embedded_json(report, plan),
        )
    )


def index_page(report: Report, language: Language) -> str:
    """All plans of one run, a table for each ruleset, linked with each plan's page."""
    rulesets = {r.ruleset.id: r.ruleset for plan in report.plans for r in plan.rulesets}
    return _environment(language).get_template("index.html.j2").render(report=report, rulesets=list(rulesets.values()))


def tone(ruleset: RulesetReport) -> str:
    """The colour of a verdict; never good while something is unclear."""
    if not ruleset.applies:
        return "none"
    if ruleset.conforms:
        return "good"
    only_unclear = all(a.status == "unclear" for a in ruleset.gaps)
    return "doubt" if only_unclear or ruleset.ruleset.binding == "advisory" else "bad"


def _embedded_json(report: Report, plan: PlanReport) -> Markup:
    """This plan's part of the report as JSON that cannot end its script element."""
    text = report.model_copy(update={"plans": (plan,), "errors": ()}).model_dump_json(by_alias=True, exclude_none=True)
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704  (escaped here)


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
        status_names=STATUS_NAMES,
        observation_names=OBSERVATION_NAMES,
        severity_names=SEVERITY_NAMES,
        verified_names=VERIFIED_NAMES,
        kind_names=KIND_NAMES,
        tone=tone,
        verdict=lambda ruleset: verdict(ruleset, language),
    )
    return environment
