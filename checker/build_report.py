"""Judges a plan and puts the outcome into the words and figures of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from checker.applicability import Applicability, applicability
from checker.assess import DOUBTS, GAPS, STATUSES, Assessment, Observation, judge
from checker.i18n import Language
from checker.load import PlanFile, RulesetFile
from checker.models import Acceptance, Baseline, Bounded, Catalogue, Commitment, Indicator, Question, Requirement
from checker.numbers import plain
from checker.report import (
    AcceptanceData,
    Answer,
    AssessmentData,
    BoundData,
    Cited,
    FiredRule,
    ObservationData,
    PlanHead,
    PlanReport,
    ProvinceHead,
    QuestionData,
    RulesetHead,
    RulesetReport,
    ShortfallData,
    Target,
)
from checker.wording import (
    RULE_MEANINGS,
    amended_wording,
    asked_by,
    comparison,
    gap_in_short,
    observed,
    reported_by,
    said_by,
    why_unclear,
)

_SECTIONS = {"C": "commitments", "B": "baselines"}
"""Where the plan file has what a firing names by its kind."""


@dataclass(frozen=True, slots=True)
class _Case:
    """One plan before the norms: what every part of its report is made from."""

    file: PlanFile
    catalogue: Catalogue
    language: Language
    acceptances: Sequence[Acceptance]

    def indicator(self, key: str) -> Indicator:
        return self.catalogue.indicators[key]

    def name(self, key: str) -> str:
        return self.indicator(key).name.text(self.language.code)

    def line(self, section: str, number: int) -> int:
        return self.file.document.mark((section, number))[0]


def build_plan_report(
    file: PlanFile,
    rulesets: Sequence[RulesetFile],
    catalogue: Catalogue,
    language: Language,
    as_of: date,
    acceptances: Sequence[Acceptance] = (),
    *,
    targets: bool = True,
) -> PlanReport:
    """Judges one plan by every ruleset that applies to it.

    ``targets``: list all commitments and baselines too, as only the HTML page does. Raises
    EngineUnavailable or EngineFailure.
    """
    case = _Case(file, catalogue, language, acceptances)
    plan = file.plan
    found = [applicability(plan, r.ruleset, language) for r in rulesets]
    binding = [r.ruleset for r, a in zip(rulesets, found, strict=True) if a.applies]
    judged, observations = judge(plan, [r.requirements for r in binding], catalogue, acceptances, as_of)
    by_id = dict(zip((r.id for r in binding), judged, strict=True))
    return PlanReport(
        plan=_plan_head(case),
        rulesets=tuple(
            _ruleset_report(case, r, a, by_id.get(r.ruleset.id), observations)
            for r, a in zip(rulesets, found, strict=True)
        ),
        commitments=_targets(case, "commitments") if targets else (),
        baselines=_targets(case, "baselines") if targets else (),
    )


def _plan_head(case: _Case) -> PlanHead:
    plan, province, document = case.file.plan, case.file.province, case.file.document
    source = plan.source.model_dump(exclude_none=True) if plan.source else None
    return PlanHead(
        id=plan.id,
        province=ProvinceHead(code=province.code, name=province.name, city=province.city, then=plan.province_then),
        title=plan.title,
        number=plan.number,
        issuer=plan.issuer,
        issued=str(plan.issued),
        issued_text=case.language.date(plan.issued),
        kind=plan.kind,
        implements=plan.implements,
        covers=(plan.covers.from_, plan.covers.to) if plan.covers else None,
        note=plan.note,
        source=source,
        file=document.file,
        sha256=document.sha256,
    )


def _ruleset_report(
    case: _Case,
    file: RulesetFile,
    found: Applicability,
    judged: Sequence[Assessment] | None,
    observations: Sequence[Observation],
) -> RulesetReport:
    ruleset, language = file.ruleset, case.language
    if judged is None:
        judged = [_not_bound(requirement) for requirement in ruleset.requirements]
    issued = ruleset.issued
    title = (ruleset.title_en if language.code == "en" else None) or ruleset.title
    counts = Counter(a.status for a in judged)
    return RulesetReport(
        ruleset=RulesetHead(
            id=ruleset.id,
            number=ruleset.number,
            title=title,
            issuer=ruleset.issuer,
            issued=str(issued),
            issued_text=language.date(issued),
            binding=ruleset.binding,
            file=file.document.file,
            sha256=file.document.sha256,
        ),
        applies=found.applies,
        why=found.why,
        conforms=not any(a.status in GAPS for a in judged),
        counts={status: counts[status] for status in STATUSES},
        verified=dict(Counter(r.verified for r in ruleset.requirements)),
        assessments=tuple(_assessment(case, a, found) for a in judged),
        observations=tuple(_observation(case, o) for o in observations) if found.applies else (),
        questions=tuple(_question(case, q) for q in ruleset.questions) if found.applies else (),
    )


def _not_bound(requirement: Requirement) -> Assessment:
    return Assessment(requirement, "not_applicable", "norm-does-not-apply", (), (), (), ())


def _assessment(case: _Case, judged: Assessment, found: Applicability) -> AssessmentData:
    requirement, language = judged.requirement, case.language
    indicator = case.indicator(requirement.indicator)
    asked = _asked(requirement, indicator, language)
    commitments = case.file.plan.commitments
    governing = commitments[judged.governing[0]] if judged.governing else None
    gap = (judged.gap or judged.status) in GAPS
    lines = (
        comparison(judged, governing, indicator, case.file.plan.issued.year, language) if found.applies else [found.why]
    )
    answers = [*judged.governing] + [n for n in judged.answers if n not in judged.governing]
    return AssessmentData(
        requirement=requirement.id,
        indicator=requirement.indicator,
        name=asked.name,
        clause=requirement.clause,
        words=requirement.words,
        asked=asked.bound,
        asked_text=asked.text,
        severity=requirement.severity,
        status=judged.status,
        shortfalls=tuple(
            ShortfallData(kind=s.kind, by=None if s.by is None else plain(s.by), unit=s.unit) for s in judged.shortfalls
        ),
        gap_text=gap_in_short(judged, indicator, language),
        comparison=tuple(lines),
        answers=tuple(_answer(case, judged, n) for n in answers),
        related=_evidence_on(case, requirement.related) if judged.status == "missing" else (),
        rule=judged.rule,
        rule_meaning=language.say(RULE_MEANINGS[judged.rule]),
        trace=_trace(case, judged),
        proposal=asked.amended if gap else None,
        verified=requirement.verified,
        notes=asked.notes,
        acceptance=_acceptance(case, judged),
        acceptance_expired=_expired(case, judged),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a report says of a requirement, whatever the plan."""

    name: str
    bound: BoundData
    text: str
    amended: str
    notes: tuple[str, ...]


@lru_cache(maxsize=4096)
def _asked(requirement: Requirement, indicator: Indicator, language: Language) -> _Asked:
    return _Asked(
        name=indicator.name.text(language.code),
        bound=BoundData(**_bound_fields(requirement)),
        text=asked_by(requirement, indicator, language),
        amended=amended_wording(requirement, indicator, language),
        notes=tuple(note.text(language.code) for note in requirement.notes),
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
        "from": bound.from_,
        "scope": bound.scope,
    }


def _answer(case: _Case, judged: Assessment, number: int) -> Answer:
    commitment = case.file.plan.commitments[number]
    indicator = case.indicator(commitment.indicator)
    doubtful = any(f.rule in DOUBTS and ("C", number) in f.facts for f in judged.trace)
    issued = case.file.plan.issued.year
    return Answer(
        **_bound_fields(commitment),
        **_cited(case, "commitments", number, commitment),
        governs=number in judged.governing,
        note=commitment.note,
        hedge=commitment.hedge,
        approximate=commitment.approximate,
        unclear=why_unclear(commitment, indicator, issued, case.language) if doubtful else None,
    )


def _trace(case: _Case, judged: Assessment) -> tuple[FiredRule, ...]:
    """The rules that fired for a requirement, in their order, each with all that it matched."""
    file = case.file.document.file
    matched: dict[str, list[str]] = {}
    for firing in judged.trace:
        places = [f"{file}:{case.line(_SECTIONS[kind], n)}" for kind, n in firing.facts if kind in _SECTIONS]
        matched.setdefault(firing.rule, []).extend(places)
    return tuple(
        FiredRule(
            rule=rule,
            meaning=case.language.say(RULE_MEANINGS[rule]),
            facts=(judged.requirement.id, *dict.fromkeys(places)),
        )
        for rule, places in matched.items()
    )


def _acceptance(case: _Case, judged: Assessment) -> AcceptanceData | None:
    if judged.acceptance is None or judged.gap is None:
        return None
    accepted = case.acceptances[judged.acceptance]
    until = case.language.date(accepted.until)
    return AcceptanceData(
        gap=judged.gap, reason=accepted.reason, by=accepted.by, until=str(accepted.until), until_text=until
    )


def _expired(case: _Case, judged: Assessment) -> str | None:
    if judged.expired is None:
        return None
    accepted = case.acceptances[judged.expired]
    until = case.language.date(accepted.until)
    return case.language.say("The acceptance by {by} expired on {until}.", by=accepted.by, until=until)


def _observation(case: _Case, observation: Observation) -> ObservationData:
    plan = case.file.plan
    commitments = [plan.commitments[n] for kind, n in observation.facts if kind == "C"]
    baselines = [plan.baselines[n] for kind, n in observation.facts if kind == "B"]
    indicator = case.indicator(observation.indicator)
    return ObservationData(
        kind=observation.kind,
        indicator=observation.indicator,
        name=case.name(observation.indicator),
        text=observed(observation, commitments, baselines, plan.issued.year, indicator, case.language),
        rule=observation.rule,
        evidence=tuple(_evidence(case, kind, n) for kind, n in observation.facts),
    )


def _evidence(case: _Case, kind: str, number: int) -> Cited:
    section = _SECTIONS[kind]
    entry = getattr(case.file.plan, section)[number]
    return Cited(**_cited(case, section, number, entry))


def _evidence_on(case: _Case, indicators: Sequence[str]) -> tuple[Cited, ...]:
    """What the plan says on any of the indicators."""
    numbers = (n for n, c in enumerate(case.file.plan.commitments) if c.indicator in indicators)
    return tuple(_evidence(case, "C", n) for n in numbers)


def _question(case: _Case, question: Question) -> QuestionData:
    return QuestionData(
        id=question.id,
        clause=question.clause,
        text=question.text.text(case.language.code),
        evidence=_evidence_on(case, question.indicators),
    )


def _targets(case: _Case, section: str) -> tuple[Target, ...]:
    """Every commitment or every baseline of the plan."""
    entries: Sequence[Commitment | Baseline] = getattr(case.file.plan, section)
    return tuple(
        Target(
            indicator=entry.indicator,
            name=case.name(entry.indicator),
            note=entry.note,
            **_cited(case, section, n, entry),
        )
        for n, entry in enumerate(entries)
    )


def _cited(case: _Case, section: str, number: int, entry: Commitment | Baseline) -> dict[str, Any]:
    """The fields of ``Cited`` for one entry of the plan."""
    indicator = case.indicator(entry.indicator)
    if isinstance(entry, Commitment):
        said = said_by(entry, indicator, case.language)
    else:
        said = reported_by(entry, indicator, case.language)
    line = case.line(section, number)
    return {"said": said, "quote": entry.quote, "where": entry.where, "page": entry.page, "line": line}
