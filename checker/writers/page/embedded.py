"""The report that a page carries as data: one plan's part of the JSON output, without what is only words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from checker.reporting.report import PlanReport, Report, RulesetReport

_EACH = "__all__"
_CITED = {"said", "note", "title"}
_ITEM = {"name", "said", "quote", "where", "page", "line", "reason", "confidence"}
"""What stands at the top of the data, once for each entry to be reviewed."""
_WORDS: dict[str, Any] = {
    "assessments": {
        _EACH: {
            **dict.fromkeys(("name", "words", "asked_text", "gap_text", "comparison", "rule_meaning", "notes"), True),
            "under_review": {_EACH: _ITEM},
            "answers": {_EACH: _CITED},
            "related": {_EACH: _CITED},
            "trace": {_EACH: {"meaning"}},
        }
    },
    "tasks": {
        _EACH: {
            **dict.fromkeys(("title", "words", "asked_text", "over", "rule_meaning", "notes"), True),
            "under_review": {_EACH: _ITEM},
            "answers": {_EACH: _CITED},
        }
    },
    "tasks_under_review": {_EACH: _ITEM},
    "observations": {_EACH: {"name": True, "under_review": {_EACH: _ITEM}, "evidence": {_EACH: _CITED}}},
    "questions": {_EACH: {"text": True, "evidence": {_EACH: _CITED}}},
}
"""What only says in words what other keys hold, or repeats the ruleset; the page shows all of it."""


def embedded_json(report: Report, plan: PlanReport) -> Markup:
    """This plan's part of the report as JSON that cannot end its script element.

    All keys of the contract are there. To keep the page small, explanations that the page shows in
    words are left out, norms that do not apply come without their requirements, what is observed of
    the plan itself stands under the first norm only, and incomplete tasks, which the page lists with
    all tasks, are not quoted again. What is said of all plans of a run stands in its index.
    """
    slim = plan.model_copy(update={"rulesets": tuple(_each_observation_once(plan))})
    sums = () if report.several else report.sums
    page = report.model_copy(update={"plans": (slim,), "errors": (), "nation": (), "population": None, "sums": sums})
    words = {"plans": {_EACH: {"rulesets": {_EACH: _WORDS}}}}
    text = page.as_json(exclude=words)
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # nosec B704 # noqa: S704  (escaped here)


def _each_observation_once(plan: PlanReport) -> Iterator[RulesetReport]:
    told: set[int] = set()
    for ruleset in plan.rulesets:
        new = tuple(o for o in ruleset.observations if id(o) not in told)
        told.update(map(id, new))
        new = tuple(o.model_copy(update={"evidence": ()}) if o.kind == "task_incomplete" else o for o in new)
        assessments = ruleset.assessments if ruleset.applies else ()
        yield ruleset.model_copy(update={"observations": new, "assessments": assessments})
