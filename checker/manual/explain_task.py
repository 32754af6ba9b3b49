"""A task or a group of tasks of a norm as a page: what is asked, and worked examples."""

from __future__ import annotations

from collections.abc import Iterator

from checker.i18n import N_, Language
from checker.judging.assess_tasks import TASK_STATUSES
from checker.manual.explain_requirement import notes_row
from checker.manual.explanation import Page, Row, ShownExample
from checker.manual.plan_snippets import group_snippet, task_snippet
from checker.manual.worked_examples import GroupExample, TaskExample, examples_of_group, examples_of_task
from checker.reading.models import Catalogue, NormTask, Plan, Ruleset, Task, TaskGroup
from checker.reporting.names import OBSERVATION_NAMES, RULE_MEANINGS, TASK_STATUS_NAMES
from checker.reporting.observation_wording import Remarked, observed
from checker.reporting.task_wording import asked_of_task, due_in_words, quantity_in_words
from checker.reporting.wording import said_by


def task_page(task: NormTask, ruleset: Ruleset, catalogue: Catalogue, language: Language, head: Page) -> Page:
    """``head``: the page with what is said of every kind of entry. Raises EngineUnavailable, EngineFailure."""
    examples = sorted(
        examples_of_task(task, ruleset, catalogue),
        key=lambda example: TASK_STATUSES.index(example.assessment.status),
    )
    return Page(
        id=head.id,
        kind=head.kind,
        title=head.title,
        rows=(*head.rows, *_rows(task, ruleset, catalogue, language)),
        examples=tuple(_shown(example, catalogue, language) for example in examples),
        snippet=task_snippet(task, catalogue, language),
    )


def _rows(task: NormTask, ruleset: Ruleset, catalogue: Catalogue, language: Language) -> Iterator[Row]:
    say = language.say
    yield Row(say("Asked"), (_sentence(asked_of_task(task, language)),))
    if task.group:
        names = [group.name.text(language.code) for group in ruleset.groups if group.number == task.group]
        yield Row(say("Group"), (". ".join([str(task.group), *names]),))
    answers = [N_("A task of the plan answers it that names its id under “answers”.")]
    if task.over == "nation":
        answers.append(N_("No plan can fail it alone: what all plans of a run give a year is added up."))
    texts = [say(text) for text in answers]
    if task.indicator:
        name = catalogue.indicators[task.indicator].name.text(language.code)
        text = N_("A target of the plan on {key} ({name}) answers it as well.")
        texts.append(say(text, key=task.indicator, name=name))
    texts.append(say("None of the outcomes is a gap: the minimums of a norm are its requirements."))
    yield Row(say("How it is judged"), tuple(texts))
    if task.notes:
        yield notes_row(task.notes, language)


def _shown(example: TaskExample, catalogue: Catalogue, language: Language) -> ShownExample:
    judged = example.assessment
    return ShownExample(
        status=judged.status,
        name=language.say(TASK_STATUS_NAMES[judged.status]),
        said=_said(example.plan, catalogue, language),
        gap=None,
        because=(_sentence(language.say(RULE_MEANINGS[judged.rule])),),
    )


def _said(plan: Plan, catalogue: Catalogue, language: Language) -> str:
    for commitment in plan.commitments:
        said = said_by(commitment, catalogue.indicators[commitment.indicator], language)
        return language.say("target: {said}", said=f"“{said}”")
    for task in plan.tasks:
        return language.say("task ({said})", said=_when_and_how_much(task, language))
    return language.say("nothing on it")


def _when_and_how_much(task: Task, language: Language) -> str:
    due = due_in_words(task.due, language)
    parts = [quantity_in_words(task.quantity, language)] if task.quantity else []
    parts.append(language.say("due: {due}", due=due) if due else language.say("no due date"))
    return "; ".join(parts)


def group_page(group: TaskGroup, ruleset: Ruleset, catalogue: Catalogue, language: Language, head: Page) -> Page:
    """``head``: the page with what is said of every kind of entry. Raises EngineUnavailable, EngineFailure."""
    text = N_("A plan has at least one task in it (group: {number}); without one, a report remarks it.")
    examples = examples_of_group(group, ruleset, catalogue)
    return Page(
        id=head.id,
        kind=head.kind,
        title=head.title,
        rows=(*head.rows, Row(language.say("Asked"), (language.say(text, number=group.number),))),
        examples=tuple(_shown_remark(example, group, language) for example in examples),
        snippet=group_snippet(group, language),
    )


def _shown_remark(example: GroupExample, group: TaskGroup, language: Language) -> ShownExample:
    say, remark = language.say, example.remark
    text = N_("one task in group {number}") if example.plan.tasks else N_("no task in group {number}")
    return ShownExample(
        status="assigned" if remark is None else "unassigned",
        name=say("No remark") if remark is None else say(OBSERVATION_NAMES[remark.kind]),
        said=say(text, number=group.number),
        gap=None,
        because=() if remark is None else (observed(remark, _about(group, example.plan), language),),
    )


def _about(group: TaskGroup, plan: Plan) -> Remarked:
    return Remarked(
        commitments=(),
        baselines=(),
        task=None,
        table=None,
        indicator=None,
        requirement=None,
        norm_task=None,
        group=group,
        issued_year=plan.issued.year,
        ungrouped=0,
        elsewhere=None,
    )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
