"""What a plan comes to, under one norm and under all of them: the judgement behind every colour and count."""

from __future__ import annotations

from typing import Literal

from checker.reporting.report import PlanReport, RulesetReport

Tone = Literal["bad", "doubt", "good", "none"]
TONES: tuple[Tone, ...] = ("bad", "doubt", "good", "none")
"""The worst first. ``doubt``: short only of what is unclear, open to review or mere guidance."""
Outcome = Literal["bad", "open", "good", "none"]
OUTCOMES: tuple[Outcome, ...] = ("bad", "open", "good", "none")
"""Of the norms that bind: gaps, nothing to be said before a review, met in full, bound by none. The worst first."""


def tone(ruleset: RulesetReport) -> Tone:
    """The colour of a verdict; never good while something is unclear or still to be reviewed."""
    if not ruleset.applies or not ruleset.assessments:
        return "none"
    if ruleset.conforms:
        return "good"
    only_unclear = all(a.status == "unclear" for a in ruleset.gaps)
    return "doubt" if only_unclear or ruleset.ruleset.binding == "advisory" else "bad"


def tone_of_plan(plan: PlanReport) -> Tone:
    """The worst under the norms that bind it and set minimums, or under guidance where none does."""
    asked = [found for found in plan.rulesets if found.applies and found.assessments]
    binding = [found for found in asked if found.ruleset.binding == "mandatory"]
    return min((tone(found) for found in binding or asked), key=TONES.index, default="none")


def outcome(plan: PlanReport) -> Outcome:
    """What the plan comes to under the norms that bind it."""
    judged = [found for found in plan.rulesets if found.applies and found.ruleset.binding == "mandatory"]
    if not judged:
        return "none"
    if all(found.conforms for found in judged):
        return "good"
    return "bad" if any(found.gaps for found in judged) else "open"
