"""Whether a norm binds a plan, and why."""

from __future__ import annotations

from dataclasses import dataclass

from checker.i18n import N_, Language
from checker.models import Plan, Ruleset


@dataclass(frozen=True, slots=True)
class Applicability:
    """``why`` is a sentence for the report."""

    applies: bool
    why: str


def applicability(plan: Plan, ruleset: Ruleset, language: Language) -> Applicability:
    """Judges the plan's level, its date and what it implements, in this order.

    A date that is not known to the day counts as the latest it can be; a plan that names no norm at
    all is not excused by that.
    """
    terms = ruleset.applies_to
    issued = language.on(plan.issued)
    came_out = language.on(ruleset.issued)

    def decide(applies: bool, text: str, **more: str) -> Applicability:
        return Applicability(applies, language.say(text, norm=ruleset.number, issued=issued, came_out=came_out, **more))

    if terms.level and plan.level not in terms.level:
        return decide(False, N_("{norm} does not address plans of this level."))
    if terms.issued_from and plan.issued.latest < terms.issued_from:
        return decide(
            False, N_("The plan was issued {issued}, before {norm} came out {came_out}; it cannot breach it.")
        )
    if terms.issued_before and plan.issued.earliest >= terms.issued_before:
        end = terms.issued_before
        until = language.date(end)
        return decide(False, N_("The plan was issued {issued}; {norm} addresses plans before {until}."), until=until)
    if terms.implements and plan.implements:
        shared = ", ".join(number for number in plan.implements if number in terms.implements)
        if shared:
            return decide(True, N_("The plan was issued {issued} and implements {shared}."), shared=shared)
        others = ", ".join(plan.implements)
        return decide(False, N_("The plan implements {others}, and none of the norms behind {norm}."), others=others)
    return decide(
        True, N_("The plan was issued {issued}; {norm} came out {came_out} and binds every plan from then on.")
    )
