"""Slim copies of plans' reports: what pages over many plans and the terminal's overview read of a plan, and no more.

A run of thousands of plans keeps these and hands them about, a page for one province after the other.
"""

from __future__ import annotations

from typing import Any, TypeVar

from checker.reporting.entries import (
    AssessmentData,
    ClauseData,
    Data,
    NormTaskData,
    ReviewItem,
    ShortfallData,
    made_of,
)
from checker.reporting.report import PlanHead, PlanReport, RulesetReport

_Data = TypeVar("_Data", bound=Data)


def _partly(model: type[_Data], /, **fields: Any) -> _Data:
    """One of that model with these fields only, which are right already: what is not given is not there."""
    return made_of(model, fields, _NAMES)


_NAMES: set[str] = set()
"""Of fields that were given: nobody asks for that, and one set for all is pickled once."""

_ONE_ENTRY = _partly(ReviewItem, section="header", name="", said="", line=0)
"""Of marked entries only their number is shown."""


def for_index(plan: PlanReport) -> PlanReport:
    """A copy that makes the same index and the same overview.

    What neither of them reads is not there, and to ask for it is an AttributeError: evidence, words,
    remarks, trajectories, tasks but for their statuses.
    """
    marked = plan.under_review
    return _partly(
        PlanReport,
        plan=_head(plan.plan),
        under_review=marked and (_ONE_ENTRY,) * len(marked),
        rulesets=tuple(map(_under, plan.rulesets)),
    )


def _head(head: PlanHead) -> PlanHead:
    return _partly(
        PlanHead,
        id=head.id,
        name=head.name,
        province=head.province,
        number=head.number,
        issuer=head.issuer,
        issued=head.issued,
        issued_text=head.issued_text,
        file=head.file,
        tasks_read=head.tasks_read,
    )


def _under(found: RulesetReport) -> RulesetReport:
    """The plan under one norm; under one that does not apply only why."""
    shown = found.assessments if found.applies else ()
    clauses = {assessment.clause for assessment in shown}
    return _partly(
        RulesetReport,
        ruleset=found.ruleset,
        applies=found.applies,
        why=found.why,
        conforms=found.conforms,
        final=found.final,
        counts=found.counts,
        assessments=tuple(map(_assessment, shown)),
        tasks=tuple(map(_task, found.tasks)) if found.applies else (),
        tasks_read=found.tasks_read,
        coverage=tuple(
            _partly(ClauseData, clause=clause.clause, title=clause.title)
            for clause in found.coverage
            if clause.clause in clauses
        ),
    )


def _assessment(a: AssessmentData) -> AssessmentData:
    return _partly(
        AssessmentData,
        requirement=a.requirement,
        name=a.name,
        clause=a.clause,
        asked_text=a.asked_text,
        severity=a.severity,
        status=a.status,
        final=a.final,
        shortfalls=tuple(_partly(ShortfallData, kind=s.kind) for s in a.shortfalls),
        gap_text=a.gap_text,
    )


def _task(task: NormTaskData) -> NormTaskData:
    return _partly(NormTaskData, task=task.task, status=task.status, final=task.final)
