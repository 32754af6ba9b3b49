"""How much of a norm is judged by the program, clause by clause, and what is left to a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from checker.models import Ruleset

How = Literal["automated", "question", "not_for_provinces"]


@dataclass(frozen=True, slots=True)
class Provision:
    """One thing that a norm says, and how it is accounted for."""

    id: str
    clause: str
    how: How


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
        *(Provision(entry.id, entry.clause, "automated") for entry in ruleset.requirements),
        *(Provision(entry.id, entry.clause, "automated") for entry in ruleset.tasks),
        *(Provision(entry.id, entry.clause, "automated") for entry in ruleset.groups),
        *(Provision(entry.id, entry.clause, "question") for entry in ruleset.questions),
        *(Provision(entry.id, entry.clause, "not_for_provinces") for entry in ruleset.not_for_provinces),
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
