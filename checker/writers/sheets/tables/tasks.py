"""The tables of tasks: those that the plans assign, and those that the norms set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checker.i18n import N_, Language
from checker.reporting.entries import NormTaskData, TaskData
from checker.reporting.report import PlanReport, Report, RulesetReport
from checker.writers.review import unplaced
from checker.writers.sheets.tables import lists
from checker.writers.sheets.tables.heads import plan_columns, province_column
from checker.writers.sheets.tables.remarks import line_numbers
from checker.writers.sheets.tables.reviews import anything_marked, behind, doubt_column, final_column, open_column
from checker.writers.sheets.tables.table import Column, Table, Value, iso_day, joined, listed
from checker.writers.verdict import TASKS_NOT_READ
from checker.writers.wording import with_place


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task of a plan; ``group`` is the name of its group under the norms that apply."""

    plan: PlanReport
    task: TaskData
    group: str | None


@dataclass(frozen=True, slots=True)
class NormTaskRow:
    """One task of a norm before one plan; without ``task``, ``why`` nothing can be told of the norm's tasks."""

    plan: PlanReport
    ruleset: RulesetReport
    task: NormTaskData | None
    counterpart: str | None
    why: str


def plan_tasks(report: Report, language: Language) -> Table[TaskRow]:
    """Every task of every plan, in its order."""
    doubt: T = doubt_column(lambda r: r.task, language)
    return Table(
        key="tasks",
        title=N_("Tasks of the plans"),
        about=N_("Every task, as the plans assign it, and what it does not say."),
        columns=behind(_TASK, "where", doubt) if anything_marked(report) else _TASK,
        details=_TASK_DETAILS,
        rows=list(_assigned(report)),
    )


def norm_tasks(report: Report, language: Language) -> Table[NormTaskRow]:
    """Every task of the norms that apply, before every plan."""
    final: tuple[S, ...] = (
        final_column(lambda r: None if r.task is None else r.task.final),
        open_column(lambda r: r.task, language),
    )
    return Table(
        key="norm_tasks",
        title=N_("Tasks of the norms"),
        about=N_(
            "What the plans do about each task that a norm sets. A task without a counterpart is no gap by itself."
        ),
        columns=behind(_SET, "status", *final) if anything_marked(report) else _SET,
        details=_SET_DETAILS,
        rows=list(_set(report, language)),
        fixed=4,
    )


def _assigned(report: Report) -> Iterator[TaskRow]:
    for plan in report.plans:
        groups = {group.number: group.name for r in plan.rulesets if r.applies for group in r.groups}
        for task in plan.tasks:
            yield TaskRow(plan, task, groups.get(task.group) if task.group else None)


def _set(report: Report, language: Language) -> Iterator[NormTaskRow]:
    for plan in report.plans:
        for ruleset in plan.ordered:
            if ruleset.tasks and not plan.plan.tasks_read:
                yield NormTaskRow(plan, ruleset, None, None, language.say(TASKS_NOT_READ))
                continue
            for task in ruleset.tasks:
                why = task.rule_meaning
                if task.status == "unassigned" and ruleset.tasks_under_review:
                    why = f"{why}. {unplaced(ruleset.tasks_under_review, language)}"
                yield NormTaskRow(plan, ruleset, task, _counterparts(task, language), why)


def _counterparts(task: NormTaskData, language: Language) -> str | None:
    """What of the plan carries the norm's task out: tasks by their titles, targets in words."""
    return listed(with_place(joined([a.title, a.said], ": ") or "", a, language) for a in task.answers)


def _due(row: TaskRow) -> str | None:
    """The due date in words; words of the plan that are no date as a quote."""
    task = row.task
    return f"“{task.due_text}”" if task.due_text and not task.due else task.due_text


def of_norm(pick: Callable[[NormTaskData], Value]) -> Callable[[NormTaskRow], Value]:
    """Something of the norm's task; nothing where nothing can be told."""
    return lambda row: None if row.task is None else pick(row.task)


T = Column[TaskRow]
S = Column[NormTaskRow]

_TASK: tuple[T, ...] = (
    province_column(lambda r: r.plan.plan),
    T("group", N_("Group"), lambda r: r.task.group, 9, figures=True),
    T("group_name", N_("Name of the group"), lambda r: r.group, 24),
    T("title", N_("Task"), lambda r: r.task.title, 48),
    T("lead", N_("Lead agency"), lambda r: joined(r.task.lead, "; "), 22),
    T("partners", N_("Partners"), lambda r: joined(r.task.partners, "; "), 22),
    T("output", N_("Output"), lambda r: r.task.output, 26),
    T("due_text", N_("Due"), _due, 15),
    T("lacks", N_("Does not say"), lambda r: r.task.lacks, 18, tone=lambda r: "late" if r.task.lacks else None),
    T("where", N_("Place"), lambda r: r.task.where, 16),
)
_TASK_DETAILS: tuple[T, ...] = (
    T("page", N_("Page"), lambda r: r.task.page, 8),
    T("due_day", N_("Due day"), lambda r: iso_day(r.task.due), 12, meaning=N_("Only where it is known to the day.")),
    T("quantity", N_("Quantity"), lambda r: r.task.quantity_text, 30),
    T(
        "answers",
        N_("Carries out"),
        lambda r: joined(r.task.answers, "; "),
        32,
        meaning=N_("Ids of the norms’ tasks and questions that the task answers."),
    ),
    T("quote", N_("Words of the plan"), lambda r: r.task.quote, 60),
    T("note", N_("Notes"), lambda r: r.task.note, 60),
    *plan_columns(lambda r: r.plan.plan),
    T("line", N_("Line in the plan file"), lambda r: r.task.line, 11, figures=True),
)
_SET: tuple[S, ...] = (
    province_column(lambda r: r.plan.plan),
    S("norm", N_("Norm"), lambda r: r.ruleset.ruleset.number, 13),
    S("clause", N_("Clause"), of_norm(lambda t: t.clause), 10),
    S("title", N_("Task of the norm"), of_norm(lambda t: t.title), 44),
    S("asked_text", N_("Asked"), of_norm(lambda t: t.asked_text), 26),
    S("status", N_("Status"), of_norm(lambda t: t.status), 20, lists.TASK_STATUSES),
    S("counterpart", N_("Counterpart in the plan"), lambda r: r.counterpart, 56),
    S("rule_meaning", N_("Why"), lambda r: r.why, 34),
)
_SET_DETAILS: tuple[S, ...] = (
    S("words", N_("Words of the norm"), of_norm(lambda t: t.words), 36),
    S("group", N_("Group"), of_norm(lambda t: t.group), 9, figures=True),
    S("due", N_("Deadline in the ruleset"), of_norm(lambda t: t.due), 13),
    S("verified", N_("Verified"), of_norm(lambda t: t.verified), 22, lists.VERIFIED),
    S("notes", N_("Notes"), of_norm(lambda t: joined(t.notes)), 70),
    S("task", N_("Id of the norm’s task"), of_norm(lambda t: t.task), 28),
    *plan_columns(lambda r: r.plan.plan),
    S("lines", N_("Lines in the plan file"), of_norm(lambda t: line_numbers(t.answers)), 12),
)
