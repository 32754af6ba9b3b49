"""What lint rules look at: one file with all that it can be compared with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.problems import Problem
from checker.reading.document import Document, Path_
from checker.reading.load import PlanFile, RulesetFile
from checker.reading.models import Baseline, Catalogue, Commitment, Indicator, Plan, Ruleset, Task, UnreadTable

SECTIONS = ("commitments", "baselines", "tasks", "unread_tables")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a plan, and where it stands in the file."""

    path: Path_
    said: Commitment | Baseline | Task | UnreadTable
    document: Document

    @property
    def quote(self) -> str:
        return self.said.quote or ""

    @property
    def note(self) -> str:
        return self.said.note or ""

    def problem(self, key: str | Path_, message: str, /, **values: Any) -> Problem:
        """A problem at the value of one of the entry's keys, or at the entry where it has no such key."""
        steps = (key,) if isinstance(key, str) else key
        return self.document.problem((*self.path, *steps), message, **values)


@dataclass(frozen=True, slots=True)
class PlanSubject:
    """A plan, the indicators and norms that it is written for, and the folder of the source documents, if named."""

    file: PlanFile
    catalogue: Catalogue
    rulesets: tuple[Ruleset, ...]
    sources: Path | None = None

    @property
    def plan(self) -> Plan:
        return self.file.plan

    @property
    def document(self) -> Document:
        return self.file.document

    def indicator(self, key: str) -> Indicator:
        return self.catalogue.indicators[key]

    def entries(self) -> Iterator[Entry]:
        """Everything that rests on words of the source, in the order of the sections."""
        for section in SECTIONS:
            for number, said in enumerate(getattr(self.plan, section)):
                yield Entry((section, number), said, self.document)

    def commitments(self) -> Iterator[tuple[Entry, Commitment]]:
        for number, said in enumerate(self.plan.commitments):
            yield Entry(("commitments", number), said, self.document), said

    def baselines(self) -> Iterator[tuple[Entry, Baseline]]:
        for number, said in enumerate(self.plan.baselines):
            yield Entry(("baselines", number), said, self.document), said

    def figures(self) -> Iterator[tuple[Entry, Commitment | Baseline]]:
        """Targets, then present values."""
        yield from self.commitments()
        yield from self.baselines()

    def tasks(self) -> Iterator[tuple[Entry, Task]]:
        for number, said in enumerate(self.plan.tasks):
            yield Entry(("tasks", number), said, self.document), said


@dataclass(frozen=True, slots=True)
class RulesetSubject:
    """A ruleset, and which kinds of cases (met, exceeded, gap) its test file lacks; None without a test file."""

    file: RulesetFile
    catalogue: Catalogue
    lacking: Mapping[str, Sequence[str]] | None

    @property
    def ruleset(self) -> Ruleset:
        return self.file.ruleset

    @property
    def document(self) -> Document:
        return self.file.document


@dataclass(frozen=True, slots=True)
class CatalogueSubject:
    """The catalogue, and the indicators that any norm or plan at hand speaks of."""

    catalogue: Catalogue
    document: Document
    used: frozenset[str]
