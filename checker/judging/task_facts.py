"""Turns tasks, of plans and of norms, into facts: who, what and when as flags, days as integers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.judging.facts import NO_DAY, Fact, numbers_of
from checker.reading.dates import as_number, last_day
from checker.reading.models import Catalogue, NormTask, Plan, Ruleset, Task
from checker.reading.numbers import scaled
from checker.reading.units import convert
from checker.remembered import remembered

NO_DEADLINE = 99_999_999
NO_INDICATOR = -1


def build_task_facts(plan: Plan, rulesets: Sequence[Ruleset], catalogue: Catalogue) -> list[Fact]:
    """Facts of the plan's tasks (T) and unread tables (U), of the norms' tasks (W) and groups (H).

    M says that a task of the plan names a task of a norm as the one it carries out. Norms' tasks and
    groups are numbered through all rulesets (fields ``w`` and ``h``); days are 20261231. Groups are
    looked for only where tasks were read.
    """
    asked = _asked_by(catalogue, *rulesets)
    facts: list[Fact] = [_task_fact(n, task) for n, task in enumerate(plan.tasks)]
    facts += [{"k": "U", "id": f"u{n}", "n": n} for n in range(len(plan.unread_tables))]
    naming = _naming(plan.tasks)
    for w, (norm_task, fact) in enumerate(zip(asked.tasks, asked.facts, strict=True)):
        facts.append(fact)
        if norm_task.id in naming:
            facts += _answer_facts(w, norm_task, naming[norm_task.id], plan.tasks)
    return [*facts, *asked.groups] if tasks_were_read(plan) else facts


@dataclass(frozen=True, slots=True)
class _Asked:
    """The tasks of all norms that bind a plan, the fact of each, and the facts of their groups."""

    tasks: Sequence[NormTask]
    facts: Sequence[Fact]
    groups: Sequence[Fact]


@remembered(256)
def _asked_by(catalogue: Catalogue, *rulesets: Ruleset) -> _Asked:
    indicators = numbers_of(catalogue)
    tasks = [task for ruleset in rulesets for task in ruleset.tasks]
    groups = [group for ruleset in rulesets for group in ruleset.groups]
    return _Asked(
        tasks=tasks,
        facts=[_norm_task_fact(w, task, indicators) for w, task in enumerate(tasks)],
        groups=[{"k": "H", "id": f"h{h}", "h": h, "grp": group.number} for h, group in enumerate(groups)],
    )


def _naming(tasks: Sequence[Task]) -> Mapping[str, Sequence[int]]:
    """The numbers of the tasks that name an entry of a norm, by its id."""
    found: dict[str, list[int]] = defaultdict(list)
    for n, task in enumerate(tasks):
        for id_ in dict.fromkeys(task.answers):
            found[id_].append(n)
    return found


def tasks_were_read(plan: Plan) -> bool:
    """Whether the plan file speaks of tasks at all; without the key, what the plan assigns is not known."""
    return "tasks" in plan.model_fields_set


def _task_fact(n: int, task: Task) -> Fact:
    return {
        "k": "T", "id": f"t{n}", "n": n, "grp": task.group or 0,
        "lead": int(bool(task.lead)), "out": int(bool(task.output)), "due": int(task.due is not None),
    }  # fmt: skip


def _norm_task_fact(w: int, task: NormTask, indicators: Mapping[str, int]) -> Fact:
    end = last_day(task.due)
    return {
        "k": "W", "id": f"w{w}", "w": w, "end": as_number(end) if end else NO_DEADLINE,
        "q": scaled(task.quantity.at_least) if task.quantity else 0,
        "nation": int(task.over == "nation"), "i": indicators[task.indicator] if task.indicator else NO_INDICATOR,
    }  # fmt: skip


def _answer_facts(w: int, norm_task: NormTask, naming: Sequence[int], tasks: Sequence[Task]) -> Iterator[Fact]:
    for n in naming:
        task = tasks[n]
        end = last_day(task.due)
        yield {
            "k": "M", "id": f"m{w}.{n}", "w": w, "n": n, "end": as_number(end) if end else NO_DAY,
            "q": comparable_quantity(task, norm_task),
        }  # fmt: skip


def comparable_quantity(task: Task, norm_task: NormTask) -> int:
    """The task's quantity in the unit of the norm's, scaled; 0 where it gives none that compares."""
    if task.quantity is None or norm_task.quantity is None:
        return 0
    value = convert(task.quantity.at_least, task.quantity.unit, norm_task.quantity.unit)
    return 0 if value is None else scaled(value)
