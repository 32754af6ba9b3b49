"""One norm's part of a plan's page: the report's own entries, sorted once into the lists that the page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from checker.i18n import Language
from checker.judging.assess_tasks import TASK_STATUSES, TaskStatus
from checker.reporting.entries import Answer, AssessmentData, Cited, FiredRule, ReviewItem, Target, TaskData
from checker.reporting.report import PlanReport, RulesetReport
from checker.writers.page.clauses import ClauseLine, clause_lines

FEW = 5
"""So many answers of the plan stand beside a requirement; of more, the page says how many, and where."""

_MANY = 12
"""So many places of a rule's facts are named."""

C = TypeVar("C", bound=Cited | ReviewItem)


@dataclass(frozen=True, slots=True)
class NormPart:
    """One norm's part of the page. ``charts`` are the indicators that a chart is drawn of."""

    report: RulesetReport
    gaps: list[AssessmentData]
    accepted: list[AssessmentData]
    met: list[AssessmentData]
    not_applicable: list[AssessmentData]
    task_counts: dict[TaskStatus, int]
    clauses: list[ClauseLine]
    charts: frozenset[str]


def norm_part(plan: PlanReport, ruleset: RulesetReport, language: Language, *, charts: bool = True) -> NormPart:
    found = ruleset.assessments
    tasks = Counter(task.status for task in ruleset.tasks)
    return NormPart(
        report=ruleset,
        gaps=ruleset.gaps,
        accepted=ruleset.accepted,
        met=[a for a in found if a.status in ("met", "exceeded")],
        not_applicable=[a for a in found if a.status == "not_applicable"],
        task_counts={status: tasks[status] for status in TASK_STATUSES if tasks[status]},
        clauses=clause_lines(ruleset, language, tasks_read=plan.plan.tasks_read),
        charts=frozenset(t.indicator for t in ruleset.trajectories if charts),
    )


def nearest_answers(assessed: AssessmentData) -> tuple[list[Answer], int]:
    """The answers to show beside a requirement, and how many more there are.

    First those that the verdict rests on, then those of the years nearest to the requirement's.
    """
    milestone = assessed.asked.by or assessed.asked.from_ or 0

    def distance(answer: Answer) -> tuple[bool, int, int]:
        year = answer.by or answer.from_
        return (not answer.governs, abs(year - milestone) if year else 0, answer.line)

    return few(sorted(assessed.answers, key=distance))


def few(entries: Sequence[C]) -> tuple[list[C], int]:
    """The first FEW entries and how many are left; all of them, if but one would be left."""
    shown = entries if len(entries) <= FEW + 1 else entries[:FEW]
    return list(shown), len(entries) - len(shown)


def places(fired: FiredRule) -> str:
    """Where in the plan file stands what a rule matched: "plans/x.yaml:12, :15"; of very many, "… (+8)"."""
    facts = fired.facts[1:]
    told: list[str] = []
    last = ""
    for fact in facts[:_MANY]:
        file, colon, line = fact.rpartition(":")
        told.append(f":{line}" if colon and file == last else fact)
        last = file
    more = len(facts) - _MANY
    return ", ".join(told) + (f" … (+{more})" if more > 0 else "")


def by_indicator(targets: Iterable[Target]) -> dict[str, list[Target]]:
    """Targets by their indicator, in the order in which the plan comes to speak of each."""
    found: dict[str, list[Target]] = {}
    for target in targets:
        found.setdefault(target.indicator, []).append(target)
    return found


def by_group(tasks: Iterable[TaskData]) -> dict[int | None, list[TaskData]]:
    """The plan's tasks by their group, those of no group last."""
    found: dict[int | None, list[TaskData]] = {}
    for task in tasks:
        found.setdefault(task.group, []).append(task)
    return {group: found[group] for group in sorted(found, key=lambda g: (g is None, g or 0))}
