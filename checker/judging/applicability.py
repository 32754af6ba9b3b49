"""Which norms bind a plan, and why. The rules that decide are in ``checker.judging.rules.applicability``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from checker.failures import EngineFailure
from checker.i18n import N_, Language
from checker.judging.engine import run
from checker.judging.facts import Fact
from checker.judging.rules import RULES
from checker.reading.dates import PartialDate, as_number
from checker.reading.models import Plan, Ruleset
from checker.remembered import remembered

_REASONS = {
    "addresses-other-levels": N_("{norm} does not address plans of this level."),
    "issued-before-the-norm": N_(
        "The plan was issued {issued}, before {norm} came out {came_out}; it cannot breach it."
    ),
    "issued-after-its-time": N_("The plan was issued {issued}; {norm} addresses plans before {until}."),
    "implements-other-norms": N_("The plan implements {others}, and none of the norms behind {norm}."),
    "implements-the-norm": N_("The plan was issued {issued} and implements {shared}."),
    "binds-by-its-date": N_(
        "The plan was issued {issued}; {norm} came out {came_out} and applies to every plan from then on."
    ),
}
_UNTIL = N_(
    "The plan was issued {issued}; {norm} came out {came_out} and applies to every plan from then until {until}."
)


@dataclass(frozen=True, slots=True)
class Applicability:
    """``rule`` is the rule that decided, ``why`` a sentence for the report."""

    applies: bool
    rule: str
    why: str


def applicability(plan: Plan, rulesets: Sequence[Ruleset], language: Language) -> list[Applicability]:
    """One answer for each ruleset.

    A plan whose date is not known to the day is judged by every norm that may bind it; one that names
    no norm at all is not excused by that. Raises EngineUnavailable, EngineFailure.
    """
    decided = _decided(_norms(*rulesets), _Head(plan.issued, plan.implements, plan.level)) if rulesets else ()
    return [
        Applicability(RULES[rule].concludes == "applies", rule, _why(rule, plan, ruleset, language))
        for rule, ruleset in zip(decided, rulesets, strict=True)
    ]


class _Head(NamedTuple):
    """All of a plan that decides which norms bind it; many plans of a run have the same."""

    issued: PartialDate
    implements: tuple[str, ...]
    level: str


@dataclass(frozen=True, slots=True, eq=False)
class _Norms:
    """The rulesets of a run, told apart by identity: their contents would take long to hash."""

    rulesets: tuple[Ruleset, ...]


@remembered(64)
def _norms(*rulesets: Ruleset) -> _Norms:
    return _Norms(rulesets)


@lru_cache(maxsize=1024)
def _decided(norms: _Norms, head: _Head) -> tuple[str, ...]:
    """The rule that decided on each norm."""
    rulesets = norms.rulesets
    decided: dict[int, str] = {}
    for firing in run([_fact(number, head, ruleset) for number, ruleset in enumerate(rulesets)]):
        for kind, number in firing.facts:
            if kind == "L" and decided.setdefault(number, firing.rule) != firing.rule:
                raise EngineFailure(f"{rulesets[number].id}: {decided[number]} and {firing.rule}")
    if len(decided) != len(rulesets):
        raise EngineFailure("no rule says whether a norm applies")
    return tuple(decided[number] for number in range(len(rulesets)))


def _fact(number: int, plan: Plan | _Head, ruleset: Ruleset) -> Fact:
    terms = ruleset.applies_to
    named = "nothing"
    if terms.implements and plan.implements:
        named = "this" if set(plan.implements) & set(terms.implements) else "others"
    return {
        "k": "L", "id": f"l{number}", "l": number, "named": named,
        "level": int(not terms.level or plan.level in terms.level),
        "earliest": as_number(plan.issued.earliest), "latest": as_number(plan.issued.latest),
        "from": as_number(terms.issued_from or date.min), "before": as_number(terms.issued_before or date.max),
    }  # fmt: skip


def _why(rule: str, plan: Plan, ruleset: Ruleset, language: Language) -> str:
    terms = ruleset.applies_to
    until = language.date(terms.issued_before) if terms.issued_before else ""
    text = _UNTIL if rule == "binds-by-its-date" and terms.issued_before else _REASONS[rule]
    return language.say(
        text,
        norm=ruleset.number,
        issued=language.on(plan.issued),
        came_out=language.on(ruleset.issued),
        until=until,
        shared=", ".join(n for n in plan.implements if n in terms.implements),
        others=", ".join(plan.implements),
    )
