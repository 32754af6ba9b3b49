"""Makes the digest of a plan, beside its report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from checker.i18n import Language
from checker.judging.bounds import NO_FLOOR, Floor, floor_of
from checker.judging.finality import marks_of
from checker.judging.sums import contributions, national_tasks
from checker.reading.load import PlanFile
from checker.reading.models import COMPARATORS, Bounded, Catalogue, Indicator, Ruleset
from checker.reporting.case import Case
from checker.reporting.digest import Given, NormDigest, PlanDigest, Promise, SumShare
from checker.reporting.entries import Answer, AssessmentData
from checker.reporting.outcomes import outcome, tone, tone_of_plan
from checker.reporting.report import PlanReport, RulesetReport

_NOT_THE_WHOLE = ("part", "wider")
"""Scopes whose number is not that of the indicator in the province."""


def build_digest(
    file: PlanFile, report: PlanReport, rulesets: Sequence[Ruleset], catalogue: Catalogue, language: Language
) -> PlanDigest:
    """The digest of a plan that ``build_plan_report`` has made ``report`` of, by ``rulesets`` in the same order."""
    head, plan = report.plan, file.plan
    case = Case(file, catalogue, language, acceptances=(), whole=False, marks=marks_of(plan))
    return PlanDigest(
        name=head.name,
        id=head.id,
        file=head.file,
        sha256=head.sha256,
        province_code=head.province.code,
        province=head.province.name,
        then=head.province.then,
        level=plan.level,
        title=head.title,
        number=head.number,
        issued=head.issued,
        issued_text=head.issued_text,
        tasks_read=head.tasks_read,
        review_entries=len(report.under_review or ()),
        open_verdicts=len(report.open_verdicts),
        province_marked=plan.review.province is not None,
        outcome=outcome(report),
        tone=tone_of_plan(report),
        gaps=report.count_gaps("mandatory"),
        advised=report.count_gaps("advisory"),
        norms=tuple(_norm(case, found, ruleset) for found, ruleset in zip(report.rulesets, rulesets, strict=True)),
    )


def _norm(case: Case, found: RulesetReport, ruleset: Ruleset) -> NormDigest:
    speaks = found.applies and case.file.plan.level == "province"
    return NormDigest(
        applies=found.applies,
        rule=found.applies_rule,
        why=found.why,
        conforms=found.conforms,
        final=found.final,
        tone=tone(found),
        statuses=tuple(a.status for a in found.assessments),
        accepted=tuple((n, a.gap) for n, a in enumerate(found.assessments) if a.acceptance and a.gap),
        open=tuple(n for n, a in enumerate(found.assessments) if not a.final) if found.applies else (),
        tasks_found=sum(task.status != "unassigned" for task in found.tasks),
        tasks_asked=len(found.tasks),
        tasks_late=sum(task.status == "late" for task in found.tasks),
        promises=tuple(_promises(case, found, ruleset)) if speaks else (),
        sums=tuple(_shares(case, ruleset)) if found.applies else (),
    )


def _promises(case: Case, found: RulesetReport, ruleset: Ruleset) -> Iterator[Promise]:
    for place, (assessment, requirement) in enumerate(zip(found.assessments, ruleset.requirements, strict=True)):
        answer = next((a for a in assessment.answers if a.governs), None)
        if answer is None or assessment.status == "not_applicable":
            continue
        floor = _floor(answer, assessment, case.indicator(requirement.indicator))
        in_time = (answer.by or answer.from_ or 0) <= (requirement.year or 0)
        counts = floor is not None and in_time and answer.scope not in _NOT_THE_WHOLE
        value, open_ = (None, False) if floor is None else (floor.value, floor.open)
        yield Promise(place, answer.said, value, open_, counts)


def _floor(answer: Answer, assessment: AssessmentData, indicator: Indicator) -> Floor | None:
    """The number that an answer promises; None where it promises none, or is unclear."""
    unclear = answer.unclear or (assessment.gap or assessment.status) == "unclear"
    if indicator.kind == "promise" or unclear:
        return None
    # made, not read: 1.234 is no longer ambiguous
    given: dict[str, Any] = {name: _exact(getattr(answer, name)) for name in COMPARATORS if name != "promised"}
    given["unit"] = answer.unit
    floor = floor_of(Bounded.model_construct(indicator=assessment.indicator, **given), indicator)
    return None if floor is None or floor.value == NO_FLOOR else floor


def _exact(value: float | tuple[float, float] | None) -> Decimal | tuple[Decimal, ...] | None:
    """A number of the report as it stood in the file: every digit that may be written survives ``plain``."""
    if isinstance(value, tuple):
        return tuple(Decimal(str(end)) for end in value)
    return None if value is None else Decimal(str(value))


def _shares(case: Case, ruleset: Ruleset) -> Iterator[SumShare]:
    """What the plan gives to each sum that the norm, which binds it, asks of the nation."""
    for task, asked in national_tasks(ruleset):
        given = tuple(
            Given(amount=c.amount, from_=c.years.start, to=c.years.stop - 1, **_cited(case, c.task))
            for c in contributions(task, asked, case.file.plan)
        )
        yield SumShare(task.id, not case.marks.under_sum(task.id), given)


def _cited(case: Case, number: int) -> dict[str, Any]:
    return {"review": None, "review_reason": None} | case.cited_fields("T", number)
