"""The outcome under one ruleset in a sentence, and the icons of the statuses; for every writer."""

from __future__ import annotations

from checker.i18n import N_, Language
from checker.judging.assess import GAPS, STATUSES
from checker.reporting.names import STATUS_NAMES
from checker.reporting.outcomes import tone
from checker.reporting.report import RulesetReport

ICONS = {
    "met": "✓", "exceeded": "▲", "weaker": "▼", "late": "◷",
    "missing": "✗", "unclear": "?", "not_applicable": "–", "accepted": "◆",
}  # fmt: skip
GUIDANCE_ICON = "◐"
"""Short of what a norm only advises: no ✗, which says that a plan breaks what binds it."""
NATION_ICONS = {"short": "✗", "open": "?", "reached": "✓"}
TASK_ICONS = {"assigned": "✓", "unclear": "?", "weaker": "▼", "late": "◷", "unassigned": "○"}


PROVISIONAL, PROVISIONAL_ICON = N_("Provisional"), "✎"
"""A verdict that rests on entries of the plan file which are marked for review."""
TO_REVIEW = N_("to be reviewed")
"""Such an entry itself."""
TASKS_NOT_READ = N_("The plan file does not list tasks, so that nothing can be told of what the plan assigns.")


def verdict(ruleset: RulesetReport, language: Language) -> str:
    """The outcome under one ruleset as a sentence; one that is not final begins with that."""
    text = _verdict(ruleset, language)
    if ruleset.final:
        return text
    return language.say("{icon} Provisional: {verdict}", icon=PROVISIONAL_ICON, verdict=text)


def _verdict(ruleset: RulesetReport, language: Language) -> str:
    if not ruleset.applies:
        return language.say("{norm} does not apply.", norm=ruleset.ruleset.number)
    counts = ruleset.counts
    asked = sum(counts.values()) - counts["not_applicable"]
    gaps = len(ruleset.gaps)
    values = {"norm": ruleset.ruleset.number, "asked": asked, "gaps": gaps, "met": counts["met"] + counts["exceeded"]}
    if not ruleset.assessments and ruleset.tasks:
        return _of_tasks(ruleset, language)
    if asked == 0:
        return language.say("{norm} asks nothing of this plan’s period.", **values)
    if gaps == 0 and counts["accepted"]:
        accepted = counts["accepted"]
        return language.plural(
            "{met} of {asked} requirements of {norm} met, {accepted} gap accepted.",
            "{met} of {asked} requirements of {norm} met, {accepted} gaps accepted.",
            accepted,
            accepted=accepted,
            **values,
        )
    if gaps == 0:
        return language.plural(
            "The one requirement of {norm} is met.", "All {asked} requirements of {norm} are met.", asked, **values
        )
    kinds = ", ".join(
        f"{counts[s]} {language.say(STATUS_NAMES[s]).lower()}" for s in STATUSES if s in GAPS and counts[s]
    )
    if ruleset.ruleset.binding == "advisory":
        return language.plural(
            "Guidance of {norm}: {gaps} of {asked} points is not reached or not set: {kinds}.",
            "Guidance of {norm}: {gaps} of {asked} points are not reached or not set: {kinds}.",
            gaps,
            kinds=kinds,
            **values,
        )
    return language.plural(
        "{gaps} of {asked} requirements of {norm} is not met: {kinds}.",
        "{gaps} of {asked} requirements of {norm} are not met: {kinds}.",
        gaps,
        kinds=kinds,
        **values,
    )


def _of_tasks(ruleset: RulesetReport, language: Language) -> str:
    """The outcome under a norm that sets tasks and no minimums."""
    if not ruleset.tasks_read:
        return language.say(TASKS_NOT_READ)
    found = sum(task.status != "unassigned" for task in ruleset.tasks)
    late = sum(task.status == "late" for task in ruleset.tasks)
    values = {"norm": ruleset.ruleset.number, "found": found, "all": len(ruleset.tasks), "late": late}
    if late:
        return language.plural(
            "{found} of {all} tasks of {norm} has a counterpart in the plan; {late} may end after the deadline.",
            "{found} of {all} tasks of {norm} have a counterpart in the plan; {late} may end after the deadline.",
            found,
            **values,
        )
    return language.plural(
        "{found} of {all} tasks of {norm} has a counterpart in the plan.",
        "{found} of {all} tasks of {norm} have a counterpart in the plan.",
        found,
        **values,
    )


def outcome_icon(ruleset: RulesetReport) -> str:
    """The icon of a verdict: that of its tone, and one of its own for guidance that is not reached."""
    found = tone(ruleset)
    if not ruleset.final and ruleset.applies and not ruleset.gaps:
        return PROVISIONAL_ICON
    if found == "doubt" and any(a.status != "unclear" for a in ruleset.gaps):
        return GUIDANCE_ICON
    return {"bad": ICONS["missing"], "doubt": ICONS["unclear"], "good": ICONS["met"]}.get(
        found, ICONS["not_applicable"]
    )
