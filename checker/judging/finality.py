"""What of a plan is still marked for review, and which verdicts rest on it: those are not final.

`check extract` marks what it is not sure of. The rules judge a marked entry like any other; here it is
only said how far a verdict may still change once a person has looked. A doubtful year or value may
belong to another milestone, so that a verdict rests on every target of its indicator that is marked,
whether or not that target answers now.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.judging.assess import Assessment
from checker.judging.assess_tasks import TaskAssessment
from checker.judging.observe import Observation
from checker.reading.models import Baseline, Commitment, HeaderReview, Plan, Task

Item = tuple[str, int]
"""An entry of the plan as in ``Firing.facts``, or ("P", 2) for the third of HEADER."""
HEADER = tuple(HeaderReview.model_fields)
_WHETHER_IT_BINDS = ("issued", "level", "implements")
_HOW_FAR_IT_BINDS = (*_WHETHER_IT_BINDS, "covers")
_PARTS = "PCBT"


@dataclass(frozen=True, slots=True)
class Marks:
    """What of a plan is marked for review.

    ``items`` are in the order of the file. ``binding`` are the keys of the head that decide whether a
    norm binds the plan, ``head`` those and the period, beyond which nothing is asked; ``unplaced`` are
    tasks of which nothing says which task of a norm they carry out.
    """

    plan: Plan
    items: tuple[Item, ...]
    marked: frozenset[Item]
    binding: tuple[Item, ...]
    head: tuple[Item, ...]
    unplaced: tuple[Item, ...]

    def under_assessment(self, judged: Assessment) -> tuple[Item, ...]:
        """What the verdict on a requirement of a norm that applies rests on."""
        if not self.items:
            return ()
        if judged.status == "not_applicable":  # the plan's period alone says so
            return self.head
        indicators = {judged.requirement.indicator}
        missing = "missing" in (judged.status, judged.gap)
        if missing:
            indicators |= set(judged.requirement.related)
        # the period bears on what nothing answers: it may not be asked at all
        return (*(self.head if missing else self.binding), *self._targets_on(indicators))

    def under_task(self, judged: TaskAssessment) -> tuple[Item, ...]:
        """What the verdict on a task of a norm rests on, beside ``unplaced``."""
        if not self.items:
            return ()
        named = self._among(judged.answers)
        about = self._targets_on({judged.task.indicator}) if judged.task.indicator else ()
        return (*self.binding, *_in_order({*named, *about}))

    def under_sum(self, task: str) -> tuple[Item, ...]:
        """What rests on what the plan gives to a sum over all plans: the task of a norm with that id."""
        tasks = self.plan.tasks
        named = (item for item in self.items if item[0] == "T" and task in tasks[item[1]].answers)
        province = tuple(item for item in self.items if item == ("P", HEADER.index("province")))
        return (*province, *self.binding, *_in_order({*named, *self.unplaced}))

    def under_observation(self, observed: Observation) -> tuple[Item, ...]:
        """What a remark rests on; that a group has no tasks, on every task that is marked."""
        if not self.items:
            return ()
        if observed.kind == "group_uncovered":
            return tuple(item for item in self.items if item[0] == "T")
        dated = observed.kind == "implausible_year"  # it is so beside the day of issue
        head = tuple(item for item in self.head if dated and HEADER[item[1]] == "issued")
        return (*head, *_in_order(self._among(observed.facts)))

    def _among(self, facts: Iterable[Item]) -> tuple[Item, ...]:
        return tuple(fact for fact in facts if fact in self.marked)

    def _targets_on(self, indicators: Iterable[str]) -> tuple[Item, ...]:
        commitments, wanted = self.plan.commitments, set(indicators)
        return tuple(item for item in self.items if item[0] == "C" and commitments[item[1]].indicator in wanted)


def marks_of(plan: Plan) -> Marks:
    """All that is marked in a plan."""
    head = tuple(("P", n) for n, key in enumerate(HEADER) if getattr(plan.review, key) is not None)
    sections: tuple[tuple[str, Sequence[Commitment | Baseline | Task]], ...] = (
        ("C", plan.commitments), ("B", plan.baselines), ("T", plan.tasks)
    )  # fmt: skip
    entries = tuple((kind, n) for kind, entries in sections for n, entry in enumerate(entries) if entry.review)
    return Marks(
        plan=plan,
        items=(*head, *entries),
        marked=frozenset((*head, *entries)),
        binding=tuple(item for item in head if HEADER[item[1]] in _WHETHER_IT_BINDS),
        head=tuple(item for item in head if HEADER[item[1]] in _HOW_FAR_IT_BINDS),
        unplaced=tuple(item for item in entries if item[0] == "T" and not plan.tasks[item[1]].answers),
    )


def _in_order(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (_PARTS.index(item[0]), item[1]))
