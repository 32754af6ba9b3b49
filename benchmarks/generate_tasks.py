"""Tasks for generated plans: those of the real plans, with what plans leave out left out."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from checker.reading.models import NormTask, Plan, Quantity, Ruleset, Task, UnreadTable

_DUES = (None, None, "2026", "2026-Q1", "2026-Q4", "2027-06-30", "2030", "2031", "yearly", "continuous")
_QUANTITIES = tuple(
    None if amount is None else Quantity.model_validate({"at_least": amount, "unit": unit})
    for amount, unit in (
        (None, "%"),
        (40, "doctors/year"),
        (25, "doctors/year"),
        (1000, "doctors/year"),
        (50, "people"),
    )
)


def assigned(rng: random.Random, pool: Sequence[Plan], size: int, rulesets: Sequence[Ruleset]) -> tuple[Task, ...]:
    """``size`` tasks in the order of one plan, or of several; one in three with one thing changed.

    Now and then a whole group is left without tasks.
    """
    every = [task for plan in pool for task in plan.tasks]
    most = list(rng.choice([plan for plan in pool if plan.tasks]).tasks)
    kept = most if len(most) <= size else most[:size]
    kept = kept + rng.sample(every, min(size - len(kept), len(every)))
    tasks = [task.id for ruleset in rulesets for task in ruleset.tasks]
    left_out = rng.choice((0, 0, 1, 2, 3, 4, 5, 6))
    changed = (_changed(rng, task, tasks) for task in kept)
    return tuple(t.model_copy(update={"group": None}) if t.group == left_out else t for t in changed)


def _changed(rng: random.Random, task: Task, norm_tasks: Sequence[str]) -> Task:
    if rng.random() > 0.35:
        return task
    changes: list[dict[str, Any]] = [
        {"lead": ()},
        {"output": None},
        {"due": rng.choice(_DUES)},
        {"answers": (rng.choice(norm_tasks),), "due": rng.choice(_DUES)},
        {"answers": tuple(rng.sample(norm_tasks, 2)), "quantity": rng.choice(_QUANTITIES)},
    ]
    return task.model_copy(update=rng.choice(changes))


def unread(rng: random.Random) -> tuple[UnreadTable, ...]:
    """None, or one more table that could not be read."""
    return rng.choice(((), (UnreadTable.model_construct(where="Phụ lục"),)))


def asked_more(rng: random.Random, tasks: Sequence[NormTask]) -> tuple[NormTask, ...]:
    """The norms' tasks, some with another deadline or a quantity that every plan has to reach."""
    changes: list[dict[str, Any]] = [{"due": "2026"}, {"quantity": _QUANTITIES[1], "over": "plan"}]
    return tuple(t.model_copy(update=rng.choice(changes)) if rng.random() < 0.2 else t for t in tasks)
