"""Rules on the targets and present values of a plan: number, unit, year, direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from checker.i18n import N_
from checker.judging.bounds import end_of
from checker.lint.rule import lint_rule
from checker.lint.subjects import Entry, PlanSubject
from checker.lint.words import ON_TIME, years_in
from checker.problems import Problem
from checker.reading.models import COMPARATORS, Baseline, Commitment
from checker.reading.units import convert

_ON_NUMBERS = re.compile(r"\b(số|tỷ lệ|tỉ lệ|mức|định lượng|number|figure)\b", re.IGNORECASE)
_ON_UNITS = re.compile(r"\b(đơn vị|unit)\b", re.IGNORECASE)
_ON_BOUNDS = re.compile(
    r"\b(không quá|tối đa|ít nhất|tối thiểu|chiều|mức trần|mức sàn|đúng như văn bản)\b", re.IGNORECASE
)


@lint_rule(
    N_(
        "A target without a number can only be judged unclear. That is right where the document gives none; a note "
        "that says so (“không nêu con số”) answers."
    )
)
def number_missing(plan: PlanSubject) -> Iterator[Problem]:
    for entry, said in plan.commitments():
        promise = plan.indicator(said.indicator).kind == "promise"
        if promise and said.promised is None:
            what = N_("this indicator is a promise without a number; write promised: true, or the answer is unclear")
            yield entry.problem((said.comparator or "indicator",), what)
        elif not promise and said.promised is not None:
            what = N_("promised gives no number, so that the answer is unclear; write the number, or delete the key")
            yield entry.problem("promised", what)
        elif said.comparator is None and not _ON_NUMBERS.search(entry.note):
            what = N_(
                "no number, so that the answer is unclear; write at_least: …, or a note that the document has none"
            )
            yield entry.problem("indicator", what)


@lint_rule(
    N_(
        "A target without a year can only be judged unclear. That is right where the document gives none; a note that "
        "says so (“không nêu năm”) answers."
    )
)
def year_missing(plan: PlanSubject) -> Iterator[Problem]:
    for entry, said in plan.commitments():
        if said.year is None and not ON_TIME.search(entry.note):
            what = N_("no year, so that the answer is unclear; write by: …, or a note that the document has none")
            yield entry.problem("indicator", what)


@lint_rule(
    N_(
        "A plan’s own period bounds what it is asked. A target outside it is a misread year, or the period is wrong. A "
        "note that names the year answers."
    )
)
def year_outside_period(plan: PlanSubject) -> Iterator[Problem]:
    covers = plan.plan.covers
    for entry, said in plan.commitments():
        if covers and said.year and not covers.from_ <= said.year <= covers.to:
            if said.year in years_in(entry.note):
                continue
            what = N_("{year} lies outside covers ({start} to {to}); correct one of the two, or say why in a note")
            key = "by" if said.by is not None else "from"
            yield entry.problem(key, what, year=said.year, start=covers.from_, to=covers.to)


@lint_rule(
    N_(
        "Where more is better, a limit from above promises nothing; where less is better, a limit from below. Most "
        "often at_least and at_most were mixed up. A note on how the bound is meant (“không quá”, “ít nhất”) answers."
    )
)
def bound_against_direction(plan: PlanSubject) -> Iterator[Problem]:
    mirrored = {"at_most": "at_least", "less_than": "more_than", "at_least": "at_most", "more_than": "less_than"}
    for entry, said in plan.commitments():
        direction = plan.indicator(said.indicator).direction
        wrong = ("at_most", "less_than") if direction == "more" else ("at_least", "more_than")
        if said.comparator in wrong and not _ON_BOUNDS.search(entry.note):
            what = N_(
                "more of this indicator is better, and {given} promises no minimum; write {other}, or explain in a note"
            )
            if direction == "less":
                what = N_(
                    "less of this indicator is better, and {given} promises no limit; write {other}, or explain in a note"
                )
            yield entry.problem(said.comparator, what, given=said.comparator, other=mirrored[said.comparator])


@lint_rule(
    N_(
        "% and ‰ are converted; a number in any other unit than the indicator’s is unclear. Where the quote shows the "
        "other sign, it stands; a note on the unit answers."
    )
)
def unit_unlike_indicator(plan: PlanSubject) -> Iterator[Problem]:
    for entry, said in plan.figures():
        unit = plan.indicator(said.indicator).unit
        if said.unit in (None, unit) or _ON_UNITS.search(entry.note):
            continue
        if unit is None:
            yield entry.problem("unit", N_("this indicator is a promise and has no unit; delete the unit"))
        elif convert(Decimal(1), said.unit, unit) is None:
            what = N_(
                "the indicator is in {other}, so that a number in {unit} is unclear; correct the unit or the indicator"
            )
            yield entry.problem("unit", what, unit=said.unit, other=unit)
        elif said.unit not in entry.quote:
            what = N_(
                "the indicator is in {other}, and the quote does not say {unit}; correct the unit, or quote its sign"
            )
            yield entry.problem("unit", what, unit=said.unit, other=unit)


@lint_rule(N_("A share above the whole is a misread number or a lost comma; it is judged unclear."))
def value_impossible(plan: PlanSubject) -> Iterator[Problem]:
    for entry, said in plan.figures():
        indicator = plan.indicator(said.indicator)
        key = "value" if isinstance(said, Baseline) else said.comparator or ""
        number = said.value if isinstance(said, Baseline) else end_of(said, indicator.direction)
        if number is None or indicator.unit is None or indicator.ceiling is None:
            continue
        value = convert(number, said.unit or indicator.unit, indicator.unit)
        if value is not None and (value, key == "more_than") > (indicator.ceiling, False):
            what = N_("more than {ceiling} cannot be; look at the number in the document again")
            yield entry.problem(key, what, ceiling=f"{indicator.ceiling:f}")


@lint_rule(N_("The same words encoded twice look like two statements of the plan."))
def target_twice(plan: PlanSubject) -> Iterator[Problem]:
    seen: dict[tuple[object, ...], Entry] = {}
    for entry, said in plan.commitments():
        first = seen.setdefault(_identity(said), entry)
        if first is not entry:
            what = N_("the same target from the same place stands on line {line}; delete one, or correct where:")
            yield entry.problem("indicator", what, line=plan.document.mark(first.path)[0])


def _identity(said: Commitment) -> tuple[object, ...]:
    bounds = tuple(getattr(said, comparator) for comparator in COMPARATORS)
    return (said.indicator, bounds, said.unit, said.by, said.from_, said.scope, said.where, said.page)


@lint_rule(
    N_(
        "Without its day, a present value shows no pace: how fast the plan must rise. A note on the time (“không ghi "
        "năm”) answers."
    )
)
def day_missing(plan: PlanSubject) -> Iterator[Problem]:
    for entry, said in plan.baselines():
        if said.as_of is None and not ON_TIME.search(entry.note):
            what = N_(
                "no day, so that no pace can be shown; write as_of: 2025-09-30 (or 2025), or a note that none is given"
            )
            yield entry.problem("indicator", what)


@lint_rule(
    N_("A present value of a day after the plan’s issue is a forecast or a misread date. A note on the time answers.")
)
def day_after_issue(plan: PlanSubject) -> Iterator[Problem]:
    for entry, said in plan.baselines():
        if said.as_of and said.as_of.earliest > plan.plan.issued.latest and not ON_TIME.search(entry.note):
            what = N_("{day} lies after the plan’s issue ({issued}); correct the day, or move this to commitments")
            yield entry.problem("as_of", what, day=said.as_of, issued=plan.plan.issued)
