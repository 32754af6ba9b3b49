"""Judges a plan and puts the outcome into the words and figures of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from checker.i18n import Language
from checker.judging.applicability import Applicability, applicability
from checker.judging.assess import DOUBTS, GAPS, STATUSES, Assessment, Judgement, judge
from checker.judging.assess_tasks import TaskAssessment
from checker.judging.finality import Item, marks_of
from checker.judging.task_facts import tasks_were_read
from checker.reading.load import PlanFile, RulesetFile
from checker.reading.models import (
    Acceptance,
    Baseline,
    Bounded,
    Catalogue,
    Commitment,
    Indicator,
    Question,
    Requirement,
)
from checker.reading.numbers import plain
from checker.reporting.build_observations import observations_data, tasks_elsewhere
from checker.reporting.build_reviews import provisional, review_items
from checker.reporting.build_tasks import clause_data, group_data, norm_task_data, not_for_provinces, plan_tasks
from checker.reporting.build_trajectories import build_trajectories
from checker.reporting.case import SECTIONS, Case
from checker.reporting.entries import (
    AcceptanceData,
    Answer,
    AssessmentData,
    BoundData,
    FiredRule,
    ObservationData,
    QuestionData,
    ShortfallData,
    Target,
)
from checker.reporting.names import RULE_MEANINGS
from checker.reporting.report import PlanHead, PlanReport, ProvinceHead, RulesetHead, RulesetReport
from checker.reporting.wording import (
    amended_wording,
    asked_by,
    comparison,
    gap_in_short,
    why_unclear,
)


def build_plan_report(
    file: PlanFile,
    rulesets: Sequence[RulesetFile],
    catalogue: Catalogue,
    language: Language,
    as_of: date,
    acceptances: Sequence[Acceptance] = (),
    *,
    whole: bool = True,
) -> PlanReport:
    """Judges one plan by every ruleset that applies to it.

    ``whole``: list all that was read from the plan too, not only what was judged. Raises
    EngineUnavailable or EngineFailure.
    """
    case = Case(file, catalogue, language, acceptances, whole, marks_of(file.plan))
    found = applicability(file.plan, [r.ruleset for r in rulesets], language)
    binding = [r.ruleset for r, a in zip(rulesets, found, strict=True) if a.applies]
    judgement = judge(file.plan, binding, catalogue, acceptances, as_of)
    remarks = observations_data(case, judgement.observations, binding)
    observations = [(o.ruleset, data) for o, data in zip(judgement.observations, remarks, strict=True)]
    place = {ruleset.id: number for number, ruleset in enumerate(binding)}
    return PlanReport(
        plan=_plan_head(case),
        under_review=review_items(case, case.marks.items),
        rulesets=tuple(
            _bound(case, r, a, judgement, place[r.ruleset.id], observations)
            if a.applies
            else _ruleset_report(case, r, a, [_not_bound(requirement) for requirement in r.ruleset.requirements], ())
            for r, a in zip(rulesets, found, strict=True)
        ),
        commitments=_targets(case, "C") if whole else (),
        baselines=_targets(case, "B") if whole else (),
        tasks=plan_tasks(case) if whole else (),
        observations=tuple(data for _, data in observations),
    )


def _plan_head(case: Case) -> PlanHead:
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
        tasks_read=tasks_were_read(plan),
        tasks_elsewhere=tasks_elsewhere(plan, case.language),
        source=source,
        file=document.file,
        sha256=document.sha256,
        commitments_line=document.key_mark(("commitments",))[0] if plan.commitments else None,
    )


def _bound(
    case: Case,
    file: RulesetFile,
    found: Applicability,
    judgement: Judgement,
    number: int,
    observations: Sequence[tuple[int | None, ObservationData]],
) -> RulesetReport:
    """The report under a ruleset that applies, the ``number``-th of those."""
    ruleset = file.ruleset
    return _ruleset_report(
        case,
        file,
        found,
        judgement.assessments[number],
        judgement.tasks[number],
        observations=tuple(data for owner, data in observations if owner in (None, number)),
        questions=tuple(_question(case, q) for q in ruleset.questions),
        tasks=tuple(norm_task_data(case, t) for t in judgement.tasks[number]),
        tasks_under_review=review_items(case, case.marks.unplaced) if ruleset.tasks else None,
        groups=group_data(case, ruleset),
    )


def _ruleset_report(
    case: Case,
    file: RulesetFile,
    found: Applicability,
    judged: Sequence[Assessment],
    judged_tasks: Sequence[TaskAssessment],
    **sections: Any,
) -> RulesetReport:
    """``sections``: what is said of a plan only under a norm that binds it."""
    ruleset, language = file.ruleset, case.language
    counts = Counter(a.status for a in judged)
    gaps = any(a.status in GAPS for a in judged)
    under_review = _rests_on(case, found, judged, judged_tasks)
    empty: dict[str, Any] = {"observations": (), "questions": (), "tasks": (), "groups": ()}
    return RulesetReport(
        ruleset=_ruleset_head(file, language),
        applies=found.applies,
        applies_rule=found.rule,
        why=found.why,
        conforms=not gaps and not under_review,
        final=not under_review,
        provisional=_provisional(case, found, judged, under_review),
        counts={status: counts[status] for status in STATUSES},
        verified=dict(Counter(r.verified for r in ruleset.requirements)),
        assessments=tuple(_assessment(case, a, found) for a in judged),
        not_for_provinces=not_for_provinces(ruleset, language) if case.whole else (),
        coverage=clause_data(ruleset, language) if case.whole else (),
        trajectories=build_trajectories(case, judged) if case.whole and found.applies else (),
        tasks_read=tasks_were_read(case.file.plan),
        **{**empty, **sections},
    )


def _rests_on(
    case: Case, found: Applicability, judged: Sequence[Assessment], tasks: Sequence[TaskAssessment]
) -> set[Item]:
    """What is marked of all that the verdict on the plan under a norm rests on.

    That is the verdict on the norm's requirements; of a norm that only sets tasks, the one on those.
    """
    marks = case.marks
    items = set(marks.binding)
    if not found.applies:
        return items
    for assessment in judged:
        items.update(marks.under_assessment(assessment))
    for task in () if judged else tasks:
        items.update(marks.under_task(task))
        items.update(marks.unplaced if task.status == "unassigned" else ())
    return items


def _provisional(case: Case, found: Applicability, judged: Sequence[Assessment], under_review: set[Item]) -> str | None:
    """That the verdict under a norm that applies is not final, in a sentence; None where it is."""
    if not under_review or not found.applies:
        return None
    conformity_is_open = bool(judged) and not any(a.status in GAPS for a in judged)
    return provisional(len(under_review), case.language, conformity_is_open=conformity_is_open)


def _ruleset_head(file: RulesetFile, language: Language) -> RulesetHead:
    ruleset = file.ruleset
    return RulesetHead(
        id=ruleset.id,
        number=ruleset.number,
        title=(ruleset.title_en if language.code == "en" else None) or ruleset.title,
        issuer=ruleset.issuer,
        issued=str(ruleset.issued),
        issued_text=language.date(ruleset.issued),
        binding=ruleset.binding,
        file=file.document.file,
        sha256=file.document.sha256,
    )


def _not_bound(requirement: Requirement) -> Assessment:
    return Assessment(requirement, "not_applicable", "norm-does-not-apply", (), (), (), ())


def _assessment(case: Case, judged: Assessment, found: Applicability) -> AssessmentData:
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
    marks = case.marks
    items = marks.under_assessment(judged) if found.applies else marks.binding
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
        final=not items,
        under_review=review_items(case, items),
        shortfalls=tuple(
            ShortfallData(kind=s.kind, by=None if s.by is None else plain(s.by), unit=s.unit) for s in judged.shortfalls
        ),
        gap_text=gap_in_short(judged, indicator, language),
        comparison=tuple(lines),
        answers=tuple(_answer(case, judged, n) for n in answers),
        related=case.evidence_on(requirement.related) if judged.status == "missing" else (),
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


def _answer(case: Case, judged: Assessment, number: int) -> Answer:
    commitment = case.file.plan.commitments[number]
    indicator = case.indicator(commitment.indicator)
    doubtful = any(f.rule in DOUBTS and ("C", number) in f.facts for f in judged.trace)
    issued = case.file.plan.issued.year
    return Answer(
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
    matched: dict[str, list[str]] = {}
    for firing in judged.trace:
        places = [case.place(kind, n) for kind, n in firing.facts if kind in SECTIONS]
        matched.setdefault(firing.rule, []).extend(places)
    return tuple(
        FiredRule(
            rule=rule,
            meaning=case.language.say(RULE_MEANINGS[rule]),
            facts=(judged.requirement.id, *dict.fromkeys(places)),
        )
        for rule, places in matched.items()
    )


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


def _question(case: Case, question: Question) -> QuestionData:
    group = question.group
    return QuestionData(
        id=question.id,
        clause=question.clause,
        text=question.text.text(case.language.code),
        evidence=(*case.evidence_on(question.indicators), *case.tasks_that_answer(question.id)),
        group=group,
        tasks=None if group is None else case.tasks_in(group),
    )


def _targets(case: Case, kind: str) -> tuple[Target, ...]:
    """Every commitment (C) or every baseline (B) of the plan."""
    entries: Sequence[Commitment | Baseline] = getattr(case.file.plan, SECTIONS[kind])
    return tuple(
        Target(
            indicator=entry.indicator,
            name=case.name(entry.indicator),
            note=entry.note,
            **case.cited_fields(kind, n),
        )
        for n, entry in enumerate(entries)
    )
