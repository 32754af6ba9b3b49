"""Puts what became of a requirement into the words and figures of a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from checker.i18n import Language
from checker.judging.applicability import Applicability
from checker.judging.assess import DOUBTS, GAPS, Assessment
from checker.reading.models import Bounded, Indicator, Requirement
from checker.reading.numbers import plain
from checker.remembered import remembered
from checker.reporting.build_reviews import review_items
from checker.reporting.case import SECTIONS, Case
from checker.reporting.entries import AcceptanceData, Answer, AssessmentData, BoundData, FiredRule, ShortfallData
from checker.reporting.names import RULE_MEANINGS
from checker.reporting.wording import amended_wording, asked_by, comparison, gap_in_short, why_unclear


def assessment_data(case: Case, judged: Assessment) -> AssessmentData:
    """A requirement of a norm that binds the plan."""
    requirement, language = judged.requirement, case.language
    indicator = case.indicator(requirement.indicator)
    asked = _asked(requirement, indicator, language)
    plan = case.file.plan
    governing = plan.commitments[judged.governing[0]] if judged.governing else None
    answers = [*judged.governing] + [n for n in judged.answers if n not in judged.governing]
    items = case.marks.under_assessment(judged)
    return AssessmentData.model_construct(
        **asked.fields,
        status=judged.status,
        final=not items,
        under_review=review_items(case, items),
        shortfalls=tuple(
            [
                ShortfallData.model_construct(kind=s.kind, by=None if s.by is None else plain(s.by), unit=s.unit)
                for s in judged.shortfalls
            ]
        ),
        gap_text=gap_in_short(judged, indicator, language),
        comparison=tuple(comparison(judged, governing, indicator, plan.issued.year, language)),
        answers=tuple([_answer(case, judged, n) for n in answers]),
        related=case.evidence_on(requirement.related) if judged.status == "missing" else (),
        rule=judged.rule,
        rule_meaning=language.say(RULE_MEANINGS[judged.rule]),
        trace=_trace(case, judged),
        proposal=asked.amended if (judged.gap or judged.status) in GAPS else None,
        acceptance=_acceptance(case, judged),
        acceptance_expired=_expired(case, judged),
    )


def not_bound(requirement: Requirement) -> Assessment:
    """The assessment of a requirement of a norm that does not bind the plan."""
    return Assessment(requirement, "not_applicable", "norm-does-not-apply", (), (), (), ())


def not_bound_data(case: Case, judged: Assessment, found: Applicability) -> AssessmentData:
    """A requirement of a norm that does not bind the plan."""
    entry = _not_bound_entry(judged, case.indicator(judged.requirement.indicator), case.language)
    items = case.marks.binding
    if items:
        return entry.but(comparison=(found.why,), final=False, under_review=review_items(case, items))
    return entry.but(comparison=(found.why,))


@remembered(8192)
def _not_bound_entry(judged: Assessment, indicator: Indicator, language: Language) -> AssessmentData:
    """All of it but why the norm does not bind the plan."""
    return AssessmentData.model_construct(
        **_asked(judged.requirement, indicator, language).fields,
        status=judged.status,
        shortfalls=(),
        gap_text=gap_in_short(judged, indicator, language),
        comparison=(),
        answers=(),
        related=(),
        rule=judged.rule,
        rule_meaning=language.say(RULE_MEANINGS[judged.rule]),
        trace=(),
        proposal=None,
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a report says of a requirement, whatever the plan: fields of its entry, and the wording that satisfies it."""

    fields: dict[str, Any]
    amended: str


@remembered(8192)
def _asked(requirement: Requirement, indicator: Indicator, language: Language) -> _Asked:
    return _Asked(
        fields={
            "requirement": requirement.id,
            "indicator": requirement.indicator,
            "name": indicator.name.text(language.code),
            "clause": requirement.clause,
            "words": requirement.words,
            "asked": BoundData.model_construct(**_bound_fields(requirement)),
            "asked_text": asked_by(requirement, indicator, language),
            "severity": requirement.severity,
            "verified": requirement.verified,
            "notes": tuple(note.text(language.code) for note in requirement.notes),
        },
        amended=amended_wording(requirement, indicator, language),
    )


def _bound_fields(bound: Bounded) -> dict[str, Any]:
    fields: dict[str, Any] = {
        name: plain(value)
        for name in ("at_least", "more_than", "at_most", "less_than")
        if (value := getattr(bound, name)) is not None
    }
    if bound.between:
        fields["between"] = tuple(plain(end) for end in bound.between)
    return fields | {
        "promised": bound.promised,
        "unit": bound.unit,
        "by": bound.by,
        "from_": bound.from_,
        "scope": bound.scope,
    }


def _answer(case: Case, judged: Assessment, number: int) -> Answer:
    commitment = case.file.plan.commitments[number]
    indicator = case.indicator(commitment.indicator)
    doubtful = any(f.rule in DOUBTS and ("C", number) in f.facts for f in judged.trace)
    issued = case.file.plan.issued.year
    return Answer.model_construct(
        **_bound_fields(commitment),
        **case.cited_fields("C", number),
        governs=number in judged.governing,
        note=commitment.note,
        hedge=commitment.hedge,
        approximate=commitment.approximate,
        unclear=why_unclear(commitment, indicator, issued, case.language) if doubtful else None,
    )


def _trace(case: Case, judged: Assessment) -> tuple[FiredRule, ...]:
    """The rules that fired for a requirement, in their order, each with all that it matched."""
    matched: dict[str, dict[str, None]] = {}
    for firing in judged.trace:
        places = matched.setdefault(firing.rule, {})
        for kind, n in firing.facts:
            if kind in SECTIONS:
                places[case.place(kind, n)] = None
    meanings, id_ = _meanings(case.language), judged.requirement.id
    return tuple(
        [
            FiredRule.model_construct(rule=rule, meaning=meanings[rule], facts=(id_, *places))
            for rule, places in matched.items()
        ]
    )


@remembered(8)
def _meanings(language: Language) -> dict[str, str]:
    return {rule: language.say(meaning) for rule, meaning in RULE_MEANINGS.items()}


def _acceptance(case: Case, judged: Assessment) -> AcceptanceData | None:
    if judged.acceptance is None or judged.gap is None:
        return None
    accepted = case.acceptances[judged.acceptance]
    until = case.language.date(accepted.until)
    return AcceptanceData(
        gap=judged.gap, reason=accepted.reason, by=accepted.by, until=str(accepted.until), until_text=until
    )


def _expired(case: Case, judged: Assessment) -> str | None:
    if judged.expired is None:
        return None
    accepted = case.acceptances[judged.expired]
    until = case.language.date(accepted.until)
    return case.language.say("The acceptance by {by} expired on {until}.", by=accepted.by, until=until)
