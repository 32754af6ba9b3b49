"""The matrix of one norm: its requirements grouped by clause, and the plans that it binds.

Requirements are rows and plans columns, or, where these are many, the other way round.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from checker.judging.assess import GAPS, Status
from checker.reporting.entries import AssessmentData
from checker.reporting.report import RulesetReport
from checker.writers.overview.plans import Listed, in_order
from checker.writers.overview.status_bars import StatusBar, status_bar

ROOMY = 7
"""Up to so many plans a cell has room for words; beyond, only for its icon."""

WIDE = 34
"""Up to so many plans stand side by side, one for each province; more stand below each other."""


@dataclass(frozen=True, slots=True)
class Column:
    """A plan that the norm binds, and what it comes to under it."""

    plan: Listed
    under: RulesetReport

    @property
    def gaps(self) -> int:
        return len(self.under.gaps)


@dataclass(frozen=True, slots=True)
class Cell:
    """A requirement before a plan; ``detail`` says the gap in short, where there is one; ``final`` as of the verdict."""

    plan: Listed
    status: Status
    detail: str
    final: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A requirement; ``met`` of the ``asked`` plans satisfy it."""

    asked_of_plans: AssessmentData
    cells: tuple[Cell, ...]
    met: int
    asked: int

    @property
    def gaps(self) -> int:
        return sum(cell.status in GAPS for cell in self.cells)

    def bar(self, number: int) -> StatusBar:
        counts = Counter(cell.status for cell in self.cells)
        return status_bar(number, self.asked_of_plans, counts, sum(not cell.final for cell in self.cells))


@dataclass(frozen=True, slots=True)
class Clause:
    id: str
    title: str | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """``columns``: the most gaps first; ``left_out``: requirements that none of the plans is asked."""

    columns: tuple[Column, ...]
    clauses: tuple[Clause, ...]
    left_out: tuple[AssessmentData, ...]

    @property
    def rows(self) -> list[Row]:
        return [row for clause in self.clauses for row in clause.rows]

    @property
    def roomy(self) -> bool:
        return len(self.columns) <= ROOMY

    @property
    def long(self) -> bool:
        """Whether plans are rows, and requirements numbered columns."""
        return len(self.columns) > WIDE

    @property
    def by_plan(self) -> list[tuple[Column, tuple[Cell, ...]]]:
        """Each plan with its cells, in the order of the rows."""
        return list(zip(self.columns, zip(*(row.cells for row in self.rows), strict=True), strict=True))

    @property
    def bars(self) -> list[StatusBar]:
        """The requirements as bars, in the order of the rows."""
        return [row.bar(number) for number, row in enumerate(self.rows, 1)]


def matrix(plans: Sequence[Listed], ruleset: str) -> Matrix:
    """The matrix of a ruleset over the plans that it binds, at least one."""
    bound = [Column(plan, found) for plan in plans if (found := plan.under(ruleset)) and found.applies]
    columns = tuple(sorted(bound, key=lambda c: (-c.gaps, in_order(c.plan.report.plan.province), c.plan.key)))
    rows = [_row(columns, number) for number in range(len(columns[0].under.assessments))]
    titles = {clause.clause: clause.title for clause in columns[0].under.coverage}
    asked: dict[str, list[Row]] = {}
    for row in rows:
        if row.asked:
            asked.setdefault(row.asked_of_plans.clause, []).append(row)
    return Matrix(
        columns=columns,
        clauses=tuple(Clause(clause, titles.get(clause), tuple(found)) for clause, found in asked.items()),
        left_out=tuple(row.asked_of_plans for row in rows if not row.asked),
    )


def _row(columns: Sequence[Column], number: int) -> Row:
    judged = [column.under.assessments[number] for column in columns]
    cells = tuple(
        Cell(
            column.plan, found.status, found.gap_text if found.status in GAPS and found.shortfalls else "", found.final
        )
        for column, found in zip(columns, judged, strict=True)
    )
    return Row(
        asked_of_plans=judged[0],
        cells=cells,
        met=sum(found.status in ("met", "exceeded") for found in judged),
        asked=sum(found.status != "not_applicable" for found in judged),
    )
