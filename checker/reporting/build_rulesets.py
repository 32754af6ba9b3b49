"""Puts what became of a plan under one norm into the data of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from checker.i18n import Language
from checker.judging.applicability import Applicability
from checker.judging.assess import GAPS, STATUSES, Assessment, Judgement
from checker.judging.assess_tasks import TaskAssessment
from checker.judging.finality import Item
from checker.judging.task_facts import tasks_were_read
from checker.reading.load import RulesetFile
from checker.reading.models import Question, Ruleset
from checker.remembered import remembered
from checker.reporting.build_assessments import assessment_data, not_bound, not_bound_data
from checker.reporting.build_reviews import provisional, review_items
from checker.reporting.build_tasks import clause_data, group_data, norm_task_data, not_for_provinces
from checker.reporting.build_trajectories import build_trajectories
from checker.reporting.case import Case
from checker.reporting.entries import AssessmentData, ObservationData, QuestionData
from checker.reporting.report import RulesetHead, RulesetReport


def bound_report(
    case: Case,
    file: RulesetFile,
    found: Applicability,
    judgement: Judgement,
    number: int,
    observations: Sequence[tuple[int | None, ObservationData]],
) -> RulesetReport:
    """The report under a ruleset that applies, the ``number``-th of those; ``observations`` with that of theirs."""
    ruleset = file.ruleset
    judged, tasks = judgement.assessments[number], judgement.tasks[number]
    under_review = _rests_on(case, judged, tasks)
    return _ruleset_report(
        case,
        file,
        found,
        judged,
        tuple([assessment_data(case, a) for a in judged]),
        under_review,
        provisional=_provisional(case, judged, under_review),
        trajectories=build_trajectories(case, judged) if case.whole else (),
        observations=tuple([data for owner, data in observations if owner in (None, number)]),
        questions=tuple([_question(case, q) for q in ruleset.questions]),
        tasks=tuple([norm_task_data(case, t) for t in tasks]),
        tasks_under_review=review_items(case, case.marks.unplaced) if ruleset.tasks else None,
        groups=group_data(case, ruleset),
    )


def unbound_report(case: Case, file: RulesetFile, found: Applicability) -> RulesetReport:
    """The report under a ruleset that does not apply: why not, and nothing of what is said under one that does."""
    judged = _unbound(file.ruleset)
    sections: dict[str, Any] = {"observations": (), "questions": (), "tasks": (), "groups": ()}
    assessments = tuple([not_bound_data(case, a, found) for a in judged])
    return _ruleset_report(case, file, found, judged, assessments, set(case.marks.binding), **sections)


@remembered(256)
def _unbound(ruleset: Ruleset) -> Sequence[Assessment]:
    return [not_bound(requirement) for requirement in ruleset.requirements]


def _ruleset_report(
    case: Case,
    file: RulesetFile,
    found: Applicability,
    judged: Sequence[Assessment],
    assessments: tuple[AssessmentData, ...],
    under_review: set[Item],
    **sections: Any,
) -> RulesetReport:
    ruleset, language = file.ruleset, case.language
    counts = Counter([a.status for a in judged])
    gaps = any(status in GAPS for status in counts)
    return RulesetReport(
        ruleset=ruleset_head(file, language),
        applies=found.applies,
        applies_rule=found.rule,
        why=found.why,
        conforms=not gaps and not under_review,
        final=not under_review,
        counts={status: counts[status] for status in STATUSES},
        verified=dict(Counter(r.verified for r in ruleset.requirements)),
        assessments=assessments,
        not_for_provinces=not_for_provinces(ruleset, language) if case.whole else (),
        coverage=clause_data(ruleset, language) if case.whole else (),
        tasks_read=tasks_were_read(case.file.plan),
        **sections,
    )


def _rests_on(case: Case, judged: Sequence[Assessment], tasks: Sequence[TaskAssessment]) -> set[Item]:
    """What is marked of all that the verdict on the plan under a norm that applies rests on.

    That is the verdict on the norm's requirements; of a norm that only sets tasks, the one on those.
    """
    marks = case.marks
    items = set(marks.binding)
    if not marks.items:
        return items
    for assessment in judged:
        items.update(marks.under_assessment(assessment))
    for task in () if judged else tasks:
        items.update(marks.under_task(task))
        items.update(marks.unplaced if task.status == "unassigned" else ())
    return items


def _provisional(case: Case, judged: Sequence[Assessment], under_review: set[Item]) -> str | None:
    """That the verdict under a norm that applies is not final, in a sentence; None where it is."""
    if not under_review:
        return None
    conformity_is_open = bool(judged) and not any(a.status in GAPS for a in judged)
    return provisional(len(under_review), case.language, conformity_is_open=conformity_is_open)


@remembered(1024)
def ruleset_head(file: RulesetFile, language: Language) -> RulesetHead:
    """Which norm it is."""
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


def _question(case: Case, question: Question) -> QuestionData:
    group = question.group
    return QuestionData.model_construct(
        id=question.id,
        clause=question.clause,
        text=question.text.text(case.language.code),
        evidence=(*case.evidence_on(question.indicators), *case.tasks_that_answer(question.id)),
        group=group,
        tasks=None if group is None else case.tasks_in(group),
    )
