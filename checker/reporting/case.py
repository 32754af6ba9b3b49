"""One plan before the norms: what every part of its report is made from, and how its entries are cited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from checker.i18n import Language
from checker.judging.finality import Item, Marks
from checker.reading.load import PlanFile
from checker.reading.models import Acceptance, Baseline, Catalogue, Commitment, Indicator, Task, UnreadTable
from checker.reporting.entries import Cited
from checker.reporting.task_wording import said_by_task
from checker.reporting.wording import reported_by, said_by

SECTIONS = {"C": "commitments", "B": "baselines", "T": "tasks", "U": "unread_tables"}
"""Where the plan file has what a firing names by its kind."""


@dataclass(frozen=True, slots=True)
class Case:
    """A plan file, the catalogue that it is written in, and the language of its report.

    ``whole``: the report shows all that was read from the plan, not only what was judged. ``marks``: what
    of it is marked for review. What is asked of the plan many times over is kept in ``_fields`` to ``_groups``.
    """

    file: PlanFile
    catalogue: Catalogue
    language: Language
    acceptances: Sequence[Acceptance]
    whole: bool
    marks: Marks
    _fields: dict[Item, dict[str, Any]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _cited: dict[Item, Cited] = field(default_factory=dict, init=False, repr=False, compare=False)
    _places: dict[Item, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _targets: dict[str, list[int]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _answering: dict[str, list[int]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _groups: Counter[int | None] = field(default_factory=Counter, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Who is on which indicator, in which group, and answers what: the entries of a norm ask one after the other."""
        for n, commitment in enumerate(self.file.plan.commitments):
            self._targets.setdefault(commitment.indicator, []).append(n)
        for n, task in enumerate(self.file.plan.tasks):
            for id_ in dict.fromkeys(task.answers):
                self._answering.setdefault(id_, []).append(n)
        self._groups.update(task.group for task in self.file.plan.tasks)

    def indicator(self, key: str) -> Indicator:
        return self.catalogue.indicators[key]

    def name(self, key: str) -> str:
        return self.indicator(key).name.text(self.language.code)

    def place(self, kind: str, number: int) -> str:
        """The line of an entry in the plan file, as ``file:line``."""
        known = self._places.get((kind, number))
        if known is None:
            known = self._places[kind, number] = f"{self.file.document.file}:{self._line(kind, number)}"
        return known

    def cited_fields(self, kind: str, number: int) -> dict[str, Any]:
        """The fields of ``Cited`` for one entry of the plan; not to be changed."""
        known = self._fields.get((kind, number))
        if known is not None:
            return known
        entry = getattr(self.file.plan, SECTIONS[kind])[number]
        fields = {
            "title": entry.title if isinstance(entry, Task) else None,
            "said": self._said(entry),
            "quote": entry.quote,
            "where": entry.where,
            "page": entry.page,
            "line": self._line(kind, number),
        }
        if (kind, number) in self.marks.marked:
            fields |= {"review": True, "review_reason": entry.review_reason}
        self._fields[kind, number] = fields
        return fields

    def cited(self, kind: str, number: int) -> Cited:
        """One entry of the plan as evidence."""
        known = self._cited.get((kind, number))
        if known is None:
            known = self._cited[kind, number] = Cited.model_construct(**self.cited_fields(kind, number))
        return known

    def evidence(self, facts: Iterable[Item]) -> tuple[Cited, ...]:
        """What the facts name in the plan, as evidence."""
        return tuple([self.cited(kind, n) for kind, n in facts if kind in SECTIONS])

    def evidence_on(self, indicators: Sequence[str]) -> tuple[Cited, ...]:
        """What the plan says on any of the indicators."""
        found = sorted(n for key in dict.fromkeys(indicators) for n in self._targets.get(key, ()))
        return tuple([self.cited("C", n) for n in found])

    def tasks_that_answer(self, id_: str) -> tuple[Cited, ...]:
        """The plan's tasks that name an entry of a norm, as evidence."""
        return tuple([self.cited("T", n) for n in self._answering.get(id_, ())])

    def tasks_in(self, group: int) -> int:
        """How many of the plan's tasks fall into one of the norm's groups."""
        return self._groups[group]

    def _line(self, kind: str, number: int) -> int:
        return self.file.document.mark((SECTIONS[kind], number))[0]

    def _said(self, entry: Commitment | Baseline | Task | UnreadTable) -> str:
        match entry:
            case Commitment():
                return said_by(entry, self.indicator(entry.indicator), self.language)
            case Baseline():
                return reported_by(entry, self.indicator(entry.indicator), self.language)
            case Task():
                return said_by_task(entry, self.language)
        return entry.note or ""
