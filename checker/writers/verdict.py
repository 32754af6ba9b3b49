"""The outcome under one ruleset in a sentence, and the icons of the statuses; for every writer."""

from __future__ import annotations

from checker.i18n import N_, Language
from checker.judging.assess import GAPS, STATUSES
from checker.reporting.names import STATUS_NAMES
from checker.reporting.report import RulesetReport

ICONS = {
    "met": "✓", "exceeded": "▲", "weaker": "▼", "late": "◷",
    "missing": "✗", "unclear": "?", "not_applicable": "–", "accepted": "◆",
}  # fmt: skip
TASK_ICONS = {"assigned": "✓", "unclear": "?", "weaker": "▼", "late": "◷", "unassigned": "○"}


def verdict(ruleset: RulesetReport, language: Language) -> str:
    """The outcome under one ruleset as a sentence."""
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
        return language.say(
            "{met} of {asked} requirements of {norm} met, {accepted} gaps accepted.", accepted=accepted, **values
        )
    if gaps == 0:
        return language.say("All {asked} requirements of {norm} are met.", **values)
    kinds = ", ".join(
        f"{counts[s]} {language.say(STATUS_NAMES[s]).lower()}" for s in STATUSES if s in GAPS and counts[s]
    )
    if ruleset.ruleset.binding == "advisory":
        text = N_("Guidance of {norm}: {gaps} of {asked} points are not reached or not set: {kinds}.")
        return language.say(text, kinds=kinds, **values)
    return language.say("{gaps} of {asked} requirements of {norm} are not met: {kinds}.", kinds=kinds, **values)


def _of_tasks(ruleset: RulesetReport, language: Language) -> str:
    """The outcome under a norm that sets tasks and no minimums."""
    found = sum(task.status != "unassigned" for task in ruleset.tasks)
    late = sum(task.status == "late" for task in ruleset.tasks)
    values = {"norm": ruleset.ruleset.number, "found": found, "all": len(ruleset.tasks), "late": late}
    if late:
        text = N_("{found} of {all} tasks of {norm} have a counterpart in the plan; {late} may end after the deadline.")
        return language.say(text, **values)
    return language.say("{found} of {all} tasks of {norm} have a counterpart in the plan.", **values)


def tone(ruleset: RulesetReport) -> str:
    """The colour of a verdict; never good while something is unclear."""
    if not ruleset.applies or not ruleset.assessments:
        return "none"
    if ruleset.conforms:
        return "good"
    only_unclear = all(a.status == "unclear" for a in ruleset.gaps)
    return "doubt" if only_unclear or ruleset.ruleset.binding == "advisory" else "bad"
