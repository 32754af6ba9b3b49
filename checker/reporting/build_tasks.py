"""Puts tasks, groups and the coverage of a norm into the data of a report."""

from __future__ import annotations

from typing import Any

from checker.i18n import Language
from checker.judging.assess_tasks import TaskAssessment
from checker.judging.coverage import coverage
from checker.reading.models import NormTask, Ruleset
from checker.remembered import remembered
from checker.reporting.build_reviews import review_items
from checker.reporting.case import Case
from checker.reporting.entries import ClauseData, GroupData, NormTaskData, NotForProvincesData, TaskData
from checker.reporting.names import RULE_MEANINGS
from checker.reporting.task_wording import asked_of_task, due_in_words, lacking, quantity_in_words


def plan_tasks(case: Case) -> tuple[TaskData, ...]:
    """Every task of the plan, in its order."""
    language = case.language
    return tuple(
        [
            TaskData.model_construct(
                group=task.group,
                lead=task.lead,
                partners=task.partners,
                output=task.output,
                due=task.due,
                due_text=due_in_words(task.due, language) or task.due_words,
                quantity_text=quantity_in_words(task.quantity, language) if task.quantity else None,
                lacks=lacking(task, language) or None,
                answers=task.answers,
                note=task.note,
                **case.cited_fields("T", number),
            )
            for number, task in enumerate(case.file.plan.tasks)
        ]
    )


def norm_task_data(case: Case, assessed: TaskAssessment) -> NormTaskData:
    """What the plan does about one task of the norm."""
    task, language = assessed.task, case.language
    items = case.marks.under_task(assessed)
    return NormTaskData.model_construct(
        **_asked(task, language),
        status=assessed.status,
        final=not items,
        under_review=review_items(case, items),
        rule=assessed.rule,
        rule_meaning=language.say(RULE_MEANINGS[assessed.rule]),
        answers=case.evidence(assessed.answers),
    )


@remembered(4096)
def _asked(task: NormTask, language: Language) -> dict[str, Any]:
    """What a report says of a task of a norm, whatever the plan."""
    return {
        "task": task.id,
        "clause": task.clause,
        "title": task.title.text(language.code),
        "words": task.words,
        "group": task.group,
        "due": task.due,
        "asked_text": asked_of_task(task, language),
        "over": task.over,
        "verified": task.verified,
        "notes": tuple(note.text(language.code) for note in task.notes),
    }


def group_data(case: Case, ruleset: Ruleset) -> tuple[GroupData, ...]:
    """The norm's groups, each with the number of the plan's tasks in it."""
    return tuple(
        [
            GroupData.model_construct(
                id=group.id,
                number=group.number,
                clause=group.clause,
                name=group.name.text(case.language.code),
                tasks=case.tasks_in(group.number),
            )
            for group in ruleset.groups
        ]
    )


@remembered(1024)
def not_for_provinces(ruleset: Ruleset, language: Language) -> tuple[NotForProvincesData, ...]:
    """What the norm says that is not for provinces to do."""
    return tuple(
        NotForProvincesData(
            id=entry.id,
            clause=entry.clause,
            title=entry.title.text(language.code),
            reason=entry.reason.text(language.code),
        )
        for entry in ruleset.not_for_provinces
    )


@remembered(1024)
def clause_data(ruleset: Ruleset, language: Language) -> tuple[ClauseData, ...]:
    """How each clause of the norm is accounted for; ``items`` are the ids of its provisions."""
    titles = {clause.id: clause.title.text(language.code) for clause in ruleset.clauses}
    return tuple(
        ClauseData(
            clause=covered.clause,
            title=titles.get(covered.clause),
            automated=covered.count("automated"),
            questions=covered.count("question"),
            not_for_provinces=covered.count("not_for_provinces"),
            items=tuple(provision.id for provision in covered.provisions),
        )
        for covered in coverage(ruleset)
    )
