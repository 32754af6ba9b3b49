"""What a plan can be asked, as the domain says it: which norms bind it, and which of their requirements."""

from __future__ import annotations

from datetime import date, timedelta

from checker.reading.dates import PartialDate
from checker.reading.models import AppliesTo, Plan, Requirement


def days_of(when: PartialDate) -> tuple[date, date]:
    """The first and the last day that a date may mean that is known to the day, the month or the year."""
    first = date(when.year, when.month or 1, when.day or 1)
    if when.day:
        return first, first
    year, month = (when.year, when.month + 1) if when.month and when.month < 12 else (when.year + 1, 1)
    return first, date.max if year > date.max.year else date(year, month, 1) - timedelta(1)


def binds(plan: Plan, terms: AppliesTo) -> tuple[bool, str]:
    """Whether a norm binds a plan, and the rule that says so: its level, then its date, then what it implements.

    In doubt about the day a plan is bound, and naming no norm at all is no excuse.
    """
    first, last = days_of(plan.issued)
    named = set(plan.implements)
    if terms.level and plan.level not in terms.level:
        return False, "addresses-other-levels"
    if terms.issued_from and last < terms.issued_from:
        return False, "issued-before-the-norm"
    if terms.issued_before and first >= terms.issued_before:
        return False, "issued-after-its-time"
    if not named or not terms.implements:
        return True, "binds-by-its-date"
    return (True, "implements-the-norm") if named & set(terms.implements) else (False, "implements-other-norms")


def asked(plan: Plan, requirement: Requirement) -> bool:
    """A plan is asked for nothing beyond its own period; where it names none, for everything."""
    if plan.covers is None:
        return True
    only_if = requirement.asked_if_covers
    covered = range(plan.covers.from_, plan.covers.to + 1)
    return requirement.year <= plan.covers.to and (only_if is None or only_if in covered)
