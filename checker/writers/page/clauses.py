"""A norm clause by clause: what became of each of its provisions, as chips that link to their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.i18n import N_, Language
from checker.reporting.entries import AssessmentData, ClauseData, GroupData, NormTaskData
from checker.reporting.names import STATUS_NAMES, TASK_STATUS_NAMES
from checker.reporting.report import RulesetReport
from checker.writers.verdict import ICONS, TASK_ICONS


@dataclass(frozen=True, slots=True)
class Chip:
    """One provision of a norm. ``css`` gives the colour, ``word`` the outcome, ``name`` what it is about.

    ``final`` as of a verdict.
    """

    provision: str
    css: str
    icon: str
    word: str
    name: str
    final: bool = True

    @property
    def anchor(self) -> str:
        return anchor(self.provision)


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause, and what became of each of its provisions; with none, nothing was taken from it."""

    clause: str
    title: str | None
    chips: tuple[Chip, ...]


def anchor(provision: str) -> str:
    """The id of the element that a provision of a norm has on the page."""
    return provision.replace("/", "-")


def clause_lines(ruleset: RulesetReport, language: Language, *, tasks_read: bool) -> list[ClauseLine]:
    """The clauses of the norm, in its order.

    ``tasks_read`` as of the plan: if its file says nothing of tasks, nothing is said of the norm's.
    """
    chips = {chip.provision: chip for chip in _chips(ruleset, language, tasks_read)}
    return [ClauseLine(c.clause, _title(c), tuple(chips[i] for i in c.items if i in chips)) for c in ruleset.coverage]


def _title(clause: ClauseData) -> str | None:
    return clause.title if clause.title != clause.clause else None


def _chips(ruleset: RulesetReport, language: Language, tasks_read: bool) -> Iterator[Chip]:
    for a in ruleset.assessments:
        word = language.say(STATUS_NAMES[a.status])
        yield Chip(a.requirement, a.status, ICONS[a.status], word, _name_and_year(a), a.final)
    for task in ruleset.tasks:
        yield _of_task(task, language) if tasks_read else _not_known(task, language)
    for group in ruleset.groups:
        yield _of_group(group, language) if tasks_read else _not_known(group, language)
    for q in ruleset.questions:
        yield Chip(q.id, "person", "☞", language.say(N_("For a person to judge")), _short(q.text))
    for n in ruleset.not_for_provinces:
        yield Chip(n.id, "none", "–", language.say(N_("Not for provinces")), n.title)


def _name_and_year(a: AssessmentData) -> str:
    year = a.asked.by or a.asked.from_
    return f"{a.name}, {year}" if year else a.name


def _of_task(task: NormTaskData, language: Language) -> Chip:
    status = task.status
    word = language.say(TASK_STATUS_NAMES[status])
    return Chip(task.task, f"task-{status}", TASK_ICONS[status], word, task.title, task.final)


def _of_group(group: GroupData, language: Language) -> Chip:
    if not group.tasks:
        return Chip(
            group.id, "task-late", TASK_ICONS["unassigned"], language.say(N_("no task")).capitalize(), group.name
        )
    word = language.plural("{count} task", "{count} tasks", group.tasks, count=group.tasks)
    return Chip(group.id, "task-assigned", TASK_ICONS["assigned"], word, group.name)


def _not_known(provision: NormTaskData | GroupData, language: Language) -> Chip:
    id_, name = (
        (provision.id, provision.name) if isinstance(provision, GroupData) else (provision.task, provision.title)
    )
    return Chip(id_, "none", "–", language.say(N_("Tasks were not read")), name)


def _short(text: str, words: int = 12) -> str:
    """The first words of a question, for a link to the whole of it."""
    found = text.split()
    return text if len(found) <= words + 2 else " ".join(found[:words]).rstrip(",;:.") + " …"
