"""How much of a norm is judged by the program, clause by clause, and what is left to a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from checker.reading.models import NormTask, NotForProvinces, Question, Requirement, Ruleset, TaskGroup

How = Literal["automated", "question", "not_for_provinces"]
ProvisionKind = Literal["requirement", "task", "group", "question", "not_for_provinces"]
Entry = Requirement | NormTask | TaskGroup | Question | NotForProvinces

_SECTIONS: tuple[tuple[ProvisionKind, str, How], ...] = (
    ("requirement", "requirements", "automated"),
    ("task", "tasks", "automated"),
    ("group", "groups", "automated"),
    ("question", "questions", "question"),
    ("not_for_provinces", "not_for_provinces", "not_for_provinces"),
)
"""Each kind of provision: its section of a ruleset file, and how it is accounted for."""


@dataclass(frozen=True, slots=True)
class Provision:
    """One thing that a norm says, as the ruleset has it, and how it is accounted for.

    ``place`` is where it stands in the ruleset file: the section, and its number there.
    """

    kind: ProvisionKind
    how: How
    entry: Entry
    place: tuple[str, int]

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def clause(self) -> str:
        return self.entry.clause


@dataclass(frozen=True, slots=True)
class CoveredClause:
    """A clause and its provisions; with none, the clause is not accounted for.

    ``listed``: it stands among the norm's clauses, and is not only cited.
    """

    clause: str
    listed: bool
    provisions: tuple[Provision, ...]

    def count(self, how: How) -> int:
        return sum(provision.how == how for provision in self.provisions)


def provisions(ruleset: Ruleset) -> list[Provision]:
    """Everything that a ruleset takes from its norm, in the order of the file."""
    return [
        Provision(kind, how, entry, (section, number))
        for kind, section, how in _SECTIONS
        for number, entry in enumerate(getattr(ruleset, section))
    ]


def coverage(ruleset: Ruleset) -> list[CoveredClause]:
    """The norm's clauses in their order, then those that are cited without being listed."""
    found = provisions(ruleset)
    listed = [clause.id for clause in ruleset.clauses]
    cited = dict.fromkeys(p.clause for p in found)
    return [
        CoveredClause(clause, clause in listed, tuple(p for p in found if p.clause == clause))
        for clause in dict.fromkeys([*listed, *cited])
    ]


def unaccounted(covered: Sequence[CoveredClause]) -> list[str]:
    """The clauses of the norm that nothing in the ruleset speaks of."""
    return [clause.clause for clause in covered if not clause.provisions]


def unlisted(covered: Sequence[CoveredClause]) -> list[str]:
    """The clauses that are cited and that the ruleset's list of clauses has not."""
    return [clause.clause for clause in covered if not clause.listed]
