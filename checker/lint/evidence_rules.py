"""Rules on what an entry of a plan rests on: whether its words say what was encoded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from checker.i18n import N_
from checker.lint.rule import lint_rule
from checker.lint.subjects import Entry, PlanSubject
from checker.lint.words import (
    ACHIEVED,
    APPROXIMATE,
    AVERAGE,
    PART,
    PLAIN,
    SOFTENING,
    bounds_said,
    says_number,
    years_in,
)
from checker.problems import Problem, shown
from checker.reading.document import Path_
from checker.reading.fields import MOST_QUOTE_WORDS
from checker.reading.models import Baseline, Commitment, Task


@lint_rule(N_("A verdict rests on the words of the plan; without them nobody can check it."))
def quote_missing(plan: PlanSubject) -> Iterator[Problem]:
    for entry in plan.entries():
        if not entry.quote:
            yield entry.problem("quote", N_("no quote; add quote: with the words of the document that this rests on"))


@lint_rule(N_("A reviewer must find the words in the document again: section, annex, row."))
def place_missing(plan: PlanSubject) -> Iterator[Problem]:
    for entry in plan.entries():
        if not entry.said.where:
            yield entry.problem("where", N_("no place; add where: with the section, annex or row of the document"))


@lint_rule(N_("A quote is evidence and no copy of the document; the few words that decide are read, a passage is not."))
def quote_too_long(plan: PlanSubject) -> Iterator[Problem]:
    for entry in plan.entries():
        count = len(entry.quote.split())
        if count > MOST_QUOTE_WORDS:
            what = N_("the quote has {count} words; keep those that decide, {limit} at most")
            yield entry.problem("quote", what, count=count, limit=MOST_QUOTE_WORDS)


@lint_rule(
    N_(
        "The number that is judged must be the number that the plan says. A figure from another row or column is the "
        "misreading that does most harm. “Toàn dân” and “toàn bộ” are 100%. A note that names the number answers."
    )
)
def number_not_in_quote(plan: PlanSubject) -> Iterator[Problem]:
    for entry in plan.entries():
        for path, number, unit in _numbers(plan, entry):
            if entry.quote and not (says_number(entry.quote, number, unit) or says_number(entry.note, number, unit)):
                what = N_("{number} is not in the quote “{quote}”; correct it, or say in a note why it is {number}")
                yield entry.problem(path, what, number=f"{number:f}", quote=shown(entry.quote))


def _numbers(plan: PlanSubject, entry: Entry) -> Iterator[tuple[Path_, Decimal, str | None]]:
    """Every number that an entry encodes: its key, the number and its unit."""
    match entry.said:
        case Commitment() as said if said.comparator and said.promised is None:
            bound = getattr(said, said.comparator)
            unit = said.unit or plan.indicator(said.indicator).unit
            if said.between:
                yield from (((said.comparator, place), end, unit) for place, end in enumerate(said.between))
            else:
                yield (said.comparator,), bound, unit
        case Baseline() as said:
            yield ("value",), said.value, said.unit or plan.indicator(said.indicator).unit
        case Task(quantity=quantity) if quantity:
            yield ("quantity", "at_least"), quantity.at_least, quantity.unit


@lint_rule(
    N_(
        "“Trên 95%” and “từ 95% trở lên” differ where the norm says “trên”. The word before the number decides: trên, "
        "hơn, vượt, > are more_than; dưới, < are less_than; ít nhất, tối thiểu, ≥ are at_least; không quá, tối đa, ≤ "
        "are at_most. A note that says the word before the number answers."
    )
)
def bound_unlike_quote(plan: PlanSubject) -> Iterator[Problem]:
    for entry, said in plan.commitments():
        given = said.comparator
        if given is None or given in ("between", "promised"):
            continue
        number: Decimal = getattr(said, given)
        found = bounds_said(entry.quote, number)
        fitting = {given} if given in PLAIN else {given, None}
        if not found or found & fitting or given in bounds_said(entry.note, number):
            continue
        values = {"number": f"{number:f}", "given": given}
        right = next((name for name in sorted(filter(None, found))), None)
        if right:
            what = N_("the word before {number} in the quote says {right}; write {right}: {number}")
            yield entry.problem(given, what, right=right, **values)
        else:
            what = N_("no word before {number} in the quote says {given}; write {plain}: {number} for a plain “đạt”")
            yield entry.problem(given, what, plain=PLAIN[given], **values)


@lint_rule(
    N_(
        "The year decides which milestone a target answers. Where the quote and the place name other years, the column "
        "was lost or the row was mixed up. A note that names the right year answers."
    )
)
def year_unlike_quote(plan: PlanSubject) -> Iterator[Problem]:
    for entry, said in plan.commitments():
        told = years_in(entry.quote) | years_in(said.where or "")
        if said.year is None or not told or said.year in told | years_in(entry.note):
            continue
        what = N_("the quote and its place speak of {years}, not of {year}; correct the year, or name it in a note")
        key = "by" if said.by is not None else "from"
        yield entry.problem(key, what, years=", ".join(map(str, sorted(told))), year=said.year)


@lint_rule(
    N_(
        "“Phấn đấu”, “tiến tới”, “hướng tới” and “dự kiến” promise less than “đạt”; the report remarks on them only "
        "where hedge: is written. A note that names the word answers."
    )
)
def softening_left_out(plan: PlanSubject) -> Iterator[Problem]:
    for entry, said in plan.commitments():
        word = _unexplained(SOFTENING, entry)
        if word and not said.hedge:
            what = N_("“{word}” softens the target; add hedge: {word}, or say in a note what it belongs to")
            yield entry.problem("quote", what, word=word)


@lint_rule(N_("“Khoảng 77” is read as 77 and marked approximate, so that nobody takes it for exact."))
def approximation_left_out(plan: PlanSubject) -> Iterator[Problem]:
    for entry, said in plan.figures():
        word = _unexplained(APPROXIMATE, entry)
        if word and not said.approximate:
            what = N_("“{word}” makes the number approximate; add approximate: true")
            yield entry.problem("quote", what, word=word)


@lint_rule(N_("A softening that nobody can find in the plan is a remark without evidence."))
def softening_not_in_words(plan: PlanSubject) -> Iterator[Problem]:
    for entry, said in plan.commitments():
        if said.hedge and said.hedge.casefold() not in f"{entry.quote} {entry.note}".casefold():
            what = N_("“{word}” is neither in the quote nor in the note; quote it, or say in a note where it stands")
            yield entry.problem("hedge", what, word=shown(said.hedge))


@lint_rule(
    N_(
        "“Ước đạt”, “hiện đạt”, “tính đến” tell what has been reached. Read as a target, a result of today would pass "
        "for a promise. A note that names the word answers."
    )
)
def result_among_targets(plan: PlanSubject) -> Iterator[Problem]:
    for entry, _ in plan.commitments():
        word = _unexplained(ACHIEVED, entry)
        if word:
            what = N_(
                "“{word}” tells what has been reached; move this to baselines, or say in a note why it is a target"
            )
            yield entry.problem("quote", what, word=word)


@lint_rule(
    N_(
        "What a plan sets for a year to come is a target. Left among the present values, it would be missing from the "
        "verdict. A note that names the year answers."
    )
)
def target_among_baselines(plan: PlanSubject) -> Iterator[Problem]:
    for entry, _ in plan.baselines():
        later = {year for year in years_in(entry.quote) if year > plan.plan.issued.year}
        if later and not later & years_in(entry.note):
            what = N_(
                "the quote speaks of {year}, after the plan’s issue; move this to commitments, or explain in a note"
            )
            yield entry.problem("quote", what, year=min(later))


@lint_rule(
    N_(
        "An average sees to no single station, and “phần lớn” not to everybody. A scope that is left out counts as the "
        "norm’s own, so that the difference would go unseen. A note that names the word answers."
    )
)
def scope_unlike_quote(plan: PlanSubject) -> Iterator[Problem]:
    for entry, said in plan.commitments():
        for pattern, scope, fitting in ((AVERAGE, "average", ("average",)), (PART, "part", ("part", "wider"))):
            word = _unexplained(pattern, entry)
            if word and said.scope not in fitting:
                what = N_("“{word}” says scope: {scope}; write it, or say in a note what the word belongs to")
                yield entry.problem("scope" if said.scope else "quote", what, word=word, scope=scope)


def _unexplained(pattern: re.Pattern[str], entry: Entry) -> str | None:
    """The first word of the quote that the pattern finds and the note does not take up."""
    note = entry.note.casefold()
    words = (match.group(1) for match in pattern.finditer(entry.quote))
    return next((word for word in words if word.casefold() not in note), None)
