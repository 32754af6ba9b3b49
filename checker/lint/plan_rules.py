"""Rules on the head of a plan: its kind, its period, the norms that it implements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from checker.i18n import N_
from checker.lint.rule import lint_rule
from checker.lint.subjects import PlanSubject
from checker.problems import Problem, shown

ALIKE = 0.8
"""How alike the letters of two numbers of norms are where one is taken for a misspelling of the other."""


@lint_rule(N_("An annual plan is asked for its own year only; that year must be written."))
def annual_plan_without_its_year(plan: PlanSubject) -> Iterator[Problem]:
    covers = plan.plan.covers
    if plan.plan.kind != "annual-plan":
        return
    if covers is None:
        what = N_("an annual plan without its year; add covers: {example}")
        yield plan.document.problem(("kind",), what, example="{from: 2026, to: 2026}")
    elif covers.from_ != covers.to:
        what = N_("an annual plan covers one year, not {start} to {to}; correct covers:, or write kind: plan")
        yield plan.document.problem(("covers",), what, start=covers.from_, to=covers.to)


@lint_rule(N_("A norm binds the plans that implement it. One sign wrong in its number, and the norm does not apply."))
def norm_misspelt(plan: PlanSubject) -> Iterator[Problem]:
    known = _known_norms(plan)
    for place, number in enumerate(plan.plan.implements):
        close = next((norm for norm in known if _names(number, norm) or _alike(number, norm)), None)
        if number not in known and close:
            what = N_("“{number}” looks like {close} and is not taken for it; write {close}")
            yield plan.document.problem(("implements", place), what, number=shown(number), close=close)


@lint_rule(
    N_(
        "A norm that the plan’s title names is one that it implements; left out of the list, it may not apply. The plan’s "
        "own note answers, where it names the norm."
    )
)
def norm_left_out(plan: PlanSubject) -> Iterator[Problem]:
    for norm in _known_norms(plan):
        noted = _names(plan.plan.note or "", norm)
        if _names(plan.plan.title, norm) and norm not in plan.plan.implements and not noted:
            what = N_("the title names {norm}; add it to implements")
            yield plan.document.problem(("implements",), what, norm=norm)


def _known_norms(plan: PlanSubject) -> list[str]:
    """The numbers that the rulesets go by or ask for."""
    return list(dict.fromkeys(n for r in plan.rulesets for n in (r.number, *r.applies_to.implements)))


def _names(text: str, norm: str) -> bool:
    return re.search(rf"(?<![0-9/]){re.escape(norm)}(?!\w)", text) is not None


def _alike(one: str, other: str) -> bool:
    """The same digits in front, and nearly the same letters: 72-NQTW and 72-NQ/TW, never 28-NQ/TW."""
    digits, letters = _split(one)
    other_digits, other_letters = _split(other)
    return digits == other_digits != "" and SequenceMatcher(None, letters, other_letters).ratio() >= ALIKE


def _split(number: str) -> tuple[str, str]:
    """ "72-NQ/TW" as "72" and "nqtw"."""
    letters = number.lstrip("0123456789")
    return number.removesuffix(letters), re.sub(r"[^a-zđ]", "", letters.casefold())
