"""Rules on the tasks of a plan: group, what they answer, who does them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from checker.i18n import N_
from checker.judging.coverage import provisions
from checker.lint.rule import lint_rule
from checker.lint.subjects import Entry, PlanSubject
from checker.lint.words import ON_TIME
from checker.problems import Problem
from checker.reading.dates import last_day
from checker.reading.document import Path_

_ON_GROUP = re.compile(r"\b(nhóm|group)\b", re.IGNORECASE)
_PIECE = re.compile(r"(?:các )?(?:sở|ban|ngành|đoàn thể|địa phương)(?: liên quan)?", re.IGNORECASE)
"""What is no agency by itself: a piece of “Các sở, ban, ngành, địa phương”."""


@lint_rule(
    N_(
        "A task outside the six groups counts for none of them, and a group without tasks is remarked on. Leave the "
        "group out only where neither the heading nor the content tells; a note on the group answers."
    ),
    level="info",
)
def group_missing(plan: PlanSubject) -> Iterator[Problem]:
    for entry, said in plan.tasks():
        if said.group is None and not _ON_GROUP.search(entry.note):
            yield entry.problem("title", N_("no group; write group: 1 to 6 where the heading or the content tells"))


@lint_rule(N_("A task that answers an id which no norm has answers nothing, and the norm’s task is called unassigned."))
def answer_unknown(plan: PlanSubject) -> Iterator[Problem]:
    tasks = [task.id for ruleset in plan.rulesets for task in ruleset.tasks]
    tasks += [question.id for ruleset in plan.rulesets for question in ruleset.questions]
    others = {provision.id for ruleset in plan.rulesets for provision in provisions(ruleset)}
    for entry, said in plan.tasks():
        for place, answer in enumerate(said.answers):
            if answer in tasks:
                continue
            close = get_close_matches(answer, tasks, 1)
            what = N_("no norm has a task “{id}”; write an id that check rules lists, or delete it")
            if answer in others:
                what = N_("{id} is no task and no question of the norm; only those can be answered by tasks")
            elif close:
                what = N_("no norm has a task “{id}”; did you mean “{close}”?")
            yield entry.problem(_answer(plan, entry, place), what, id=answer, close=close[0] if close else "")


@lint_rule(
    N_(
        "A task of one group that answers the norm’s task of another is often a slip of the group or of the id. Where "
        "the plan itself puts it there, a note on the group answers."
    ),
    level="info",
)
def answer_of_another_group(plan: PlanSubject) -> Iterator[Problem]:
    groups = {task.id: task.group for ruleset in plan.rulesets for task in ruleset.tasks}
    for entry, said in plan.tasks():
        for place, answer in enumerate(said.answers):
            other = groups.get(answer)
            if said.group and other and other != said.group and not _ON_GROUP.search(entry.note):
                what = N_(
                    "{id} is of group {other}, this task of group {group}; correct one, or say in a note why it stands here"
                )
                yield entry.problem(_answer(plan, entry, place), what, id=answer, other=other, group=said.group)


def _answer(plan: PlanSubject, entry: Entry, place: int) -> Path_:
    """The key path of an answer, of which there may be one without a list."""
    alone = not plan.document.has((*entry.path, "answers", place))
    return ("answers",) if alone else ("answers", place)


@lint_rule(N_("A comma splits a list in brackets: [Các sở, ban, ngành] are three agencies that nobody knows."))
def agency_split(plan: PlanSubject) -> Iterator[Problem]:
    for entry, said in plan.tasks():
        for key in ("lead", "partners"):
            names: tuple[str, ...] = getattr(said, key)
            if sum(bool(_PIECE.fullmatch(name)) for name in names) > 1:
                what = N_("a comma has split one name into “{first}”, “{second}” …; put quotation marks around it")
                pieces = [name for name in names if _PIECE.fullmatch(name)]
                yield entry.problem(key, what, first=pieces[0], second=pieces[1])


@lint_rule(N_("A task that was due before the plan was issued is a misread date. A note on the time answers."))
def due_before_issue(plan: PlanSubject) -> Iterator[Problem]:
    for entry, said in plan.tasks():
        end = last_day(said.due)
        if end and end < plan.plan.issued.earliest and not ON_TIME.search(entry.note):
            what = N_("{due} lies before the plan’s issue ({issued}); correct the date, or explain it in a note")
            yield entry.problem("due", what, due=said.due, issued=plan.plan.issued)


@lint_rule(N_("A number for no year at all adds nothing to the sum over the plans."))
def quantity_ends_before_it_begins(plan: PlanSubject) -> Iterator[Problem]:
    for entry, said in plan.tasks():
        quantity = said.quantity
        if quantity and quantity.from_ and quantity.to and quantity.to < quantity.from_:
            what = N_("the quantity ends ({to}) before it begins ({start}); exchange the two years")
            yield entry.problem(("quantity", "to"), what, to=quantity.to, start=quantity.from_)
