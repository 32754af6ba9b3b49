"""One plan before the norms: what every part of its report is made from, and how its entries are cited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from checker.i18n import Language
from checker.judging.finality import Marks
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
    of it is marked for review.
    """

    file: PlanFile
    catalogue: Catalogue
    language: Language
    acceptances: Sequence[Acceptance]
    whole: bool
    marks: Marks

    def indicator(self, key: str) -> Indicator:
        return self.catalogue.indicators[key]

    def name(self, key: str) -> str:
        return self.indicator(key).name.text(self.language.code)

    def place(self, kind: str, number: int) -> str:
        """The line of an entry in the plan file, as ``file:line``."""
        return f"{self.file.document.file}:{self._line(kind, number)}"

    def cited_fields(self, kind: str, number: int) -> dict[str, Any]:
        """The fields of ``Cited`` for one entry of the plan."""
        entry = getattr(self.file.plan, SECTIONS[kind])[number]
        return {
            "title": entry.title if isinstance(entry, Task) else None,
            "said": self._said(entry),
            "quote": entry.quote,
            "where": entry.where,
            "page": entry.page,
            "line": self._line(kind, number),
            **({"review": True, "review_reason": entry.review_reason} if (kind, number) in self.marks.marked else {}),
        }

    def evidence(self, facts: Iterable[tuple[str, int]]) -> tuple[Cited, ...]:
        """What the facts name in the plan, as evidence."""
        return tuple(Cited(**self.cited_fields(kind, n)) for kind, n in facts if kind in SECTIONS)

    def evidence_on(self, indicators: Sequence[str]) -> tuple[Cited, ...]:
        """What the plan says on any of the indicators."""
        return self.evidence(("C", n) for n, c in enumerate(self.file.plan.commitments) if c.indicator in indicators)

    def tasks_that_answer(self, id_: str) -> tuple[Cited, ...]:
        """The plan's tasks that name an entry of a norm, as evidence."""
        return self.evidence(("T", n) for n, task in enumerate(self.file.plan.tasks) if id_ in task.answers)

    def tasks_in(self, group: int) -> int:
        """How many of the plan's tasks fall into one of the norm's groups."""
        return sum(task.group == group for task in self.file.plan.tasks)

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
