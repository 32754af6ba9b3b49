"""The outcome under one ruleset in a sentence, and the icons of the statuses; for every writer."""

from __future__ import annotations

from checker.assess import GAPS, STATUSES
from checker.i18n import Language
from checker.names import STATUS_NAMES
from checker.report import RulesetReport

ICONS = {
    "met": "✓", "exceeded": "▲", "weaker": "▼", "late": "◷",
    "missing": "✗", "unclear": "?", "not_applicable": "–", "accepted": "◆",
}  # fmt: skip


def verdict(ruleset: RulesetReport, language: Language) -> str:
    """The outcome under one ruleset as a sentence."""
    if not ruleset.applies:
        return language.say("{norm} does not apply.", norm=ruleset.ruleset.number)
    counts = ruleset.counts
    asked = sum(counts.values()) - counts["not_applicable"]
    gaps = len(ruleset.gaps)
    values = {"norm": ruleset.ruleset.number, "asked": asked, "gaps": gaps, "met": counts["met"] + counts["exceeded"]}
    if asked == 0:
        return language.say("{norm} asks nothing of this plan’s period.", **values)
    if gaps == 0 and counts["accepted"]:
        accepted = counts["accepted"]
        return language.say(
            "{met} of {asked} requirements of {norm} met, {accepted} gaps accepted.", accepted=accepted, **values
        )
    if gaps == 0:
        return language.say("All {asked} requirements of {norm} are met.", **values)
    if ruleset.ruleset.binding == "advisory":
        return language.say("Below the guidance of {norm} on {gaps} of {asked} points.", **values)
    kinds = ", ".join(
        f"{counts[s]} {language.say(STATUS_NAMES[s]).lower()}" for s in STATUSES if s in GAPS and counts[s]
    )
    return language.say("{gaps} of {asked} requirements of {norm} are not met: {kinds}.", kinds=kinds, **values)
