"""A row of the table of requirements: one requirement before one plan, and what can be taken from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from checker.i18n import Language
from checker.reporting.entries import AcceptanceData, Answer, AssessmentData, BoundData, ShortfallData
from checker.reporting.report import PlanReport, Report, RulesetReport
from checker.writers.sheets.tables.table import Value, iso_day, listed
from checker.writers.wording import quoted

_ENDS = ("at_least", "more_than", "at_most", "less_than")


@dataclass(frozen=True, slots=True)
class Judged:
    """One requirement before one plan.

    ``answer`` are the words that the status rests on; where it rests on none, the first that might
    answer. ``others`` are the answers beside it and ``related`` the nearest words, as text.
    """

    as_of: date | None
    plan: PlanReport
    ruleset: RulesetReport
    assessment: AssessmentData
    answer: Answer | None
    others: str | None
    related: str | None

    def lacks(self, kind: str) -> str:
        """Whether it falls short in that way, as a word of YES_NO."""
        return "true" if any(s.kind == kind for s in self.assessment.shortfalls) else "false"


def judged_rows(report: Report, language: Language) -> Iterator[Judged]:
    """Every assessment: plan by plan, the norms as a reader wants them, each in its own order."""
    as_of = iso_day(report.as_of)
    for plan in report.plans:
        for ruleset in plan.ordered:
            for a in ruleset.assessments:
                answer, *others = a.answers or (None,)
                others_text = listed(quoted(other, language) for other in others if other)
                related = listed(quoted(cited, language) for cited in a.related)
                yield Judged(as_of, plan, ruleset, a, answer, others_text, related)


def asked(pick: Callable[[BoundData], Value]) -> Callable[[Judged], Value]:
    """Something of the bound that the norm asks."""
    return lambda row: pick(row.assessment.asked)


def said(pick: Callable[[Answer], Value]) -> Callable[[Judged], Value]:
    """Something of the answer; nothing where there is none."""
    return lambda row: None if row.answer is None else pick(row.answer)


def accepted(pick: Callable[[AcceptanceData], Value]) -> Callable[[Judged], Value]:
    """Something of the acceptance; nothing where the gap is not accepted."""
    return lambda row: None if row.assessment.acceptance is None else pick(row.assessment.acceptance)


def short(kind: str, pick: Callable[[ShortfallData], Value]) -> Callable[[Judged], Value]:
    """Something of the shortfall of that kind; nothing where there is none."""
    return lambda row: next((pick(s) for s in row.assessment.shortfalls if s.kind == kind), None)


def comparator(bound: BoundData) -> str | None:
    """Which comparator the bound has, as a word of ``lists.COMPARATORS``."""
    if bound.promised is not None:
        return "promised" if bound.promised else "not_promised"
    if bound.between is not None:
        return "between"
    return next((name for name in _ENDS if getattr(bound, name) is not None), None)


def number(bound: BoundData) -> float | None:
    """The number of the bound; of a pair, the lower."""
    if bound.between is not None:
        return bound.between[0]
    return next((value for name in _ENDS if (value := getattr(bound, name)) is not None), None)


def upper(bound: BoundData) -> float | None:
    """The upper number of a pair."""
    return bound.between[1] if bound.between else None


def year(bound: BoundData) -> int | None:
    """The year that the bound speaks of."""
    return bound.from_ if bound.by is None else bound.by


def year_is(bound: BoundData) -> str | None:
    """Whether the bound holds by the end or from the start of its year, as a word of ``lists.YEAR_IS``."""
    if year(bound) is None:
        return None
    return "from" if bound.by is None else "by"
