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
    issued = language.date(plan.issued.year, plan.issued.month, plan.issued.day)
    norm_date = language.date(ruleset.issued.year, ruleset.issued.month, ruleset.issued.day)
    values = {"norm": ruleset.number, "issued": issued, "norm_date": norm_date}
    if terms.level and plan.level not in terms.level:
        return Applicability(False, language.say("{norm} does not address plans of this level.", **values))
    if terms.issued_from and plan.issued.latest < terms.issued_from:
        text = N_("The plan was issued on {issued}, before {norm} came out on {norm_date}; it cannot breach it.")
        if plan.issued.day is None:
            text = N_("The plan was issued in {issued}, before {norm} came out on {norm_date}; it cannot breach it.")
        return Applicability(False, language.say(text, **values))
    if terms.issued_before and plan.issued.earliest >= terms.issued_before:
        later = terms.issued_before
        end = language.date(later.year, later.month, later.day)
        text = N_("The plan was issued in {issued}; {norm} addresses plans issued before {end}.")
        return Applicability(False, language.say(text, **values, end=end))
    if terms.implements and plan.implements:
        shared = [number for number in plan.implements if number in terms.implements]
        if not shared:
            text = N_("The plan implements {implements}, and none of the norms behind {norm}.")
            return Applicability(False, language.say(text, **values, implements=", ".join(plan.implements)))
        text = N_("The plan was issued in {issued} and implements {shared}.")
        return Applicability(True, language.say(text, **values, shared=", ".join(shared)))
    text = N_("The plan was issued in {issued}; {norm} came out on {norm_date} and binds every plan from then on.")
    return Applicability(True, language.say(text, **values))
