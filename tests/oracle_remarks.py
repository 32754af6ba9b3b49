"""What a careful reviewer would also remark, as the domain says it; see ``oracle``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from oracle import (
    ASSUMED_SCOPE,
    Statement,
    assess,
    demand_of,
    in_unit,
    numbers,
    possible,
    statements,
    weaker,
)
from oracle_tasks import carrying
from oracle_terms import asked, days_of

from checker.reading.models import Baseline, Catalogue, Commitment, Indicator, Plan, Requirement, Ruleset, TaskGroup


@dataclass(frozen=True)
class Remarks:
    """Entries of the plan by their number, those of a norm by their id."""

    contradictions: frozenset[frozenset[int]] = frozenset()
    later_regressions: frozenset[tuple[int, int]] = frozenset()  # (the later commitment, the year of the earlier one)
    baseline_regressions: frozenset[tuple[int, int]] = frozenset()  # (commitment, baseline)
    hedged: frozenset[int] = frozenset()
    implausible_years: frozenset[int] = frozenset()
    other_names: frozenset[tuple[frozenset[str], frozenset[int]]] = frozenset()  # (requirements, commitments)
    other_scopes: frozenset[tuple[str, int]] = frozenset()  # (requirement, commitment)
    unread_tables: frozenset[int] = frozenset()
    incomplete_tasks: frozenset[int] = frozenset()
    late_tasks: frozenset[tuple[str, str, int]] = frozenset()  # (the norm's task, "T" task or "C" target, its number)
    uncovered_groups: frozenset[str] = frozenset()


def observe(plan: Plan, rulesets: Sequence[Ruleset], catalogue: Catalogue) -> Remarks:
    """All remarks but those on the pace; for these see ``paces``."""
    every = list(enumerate(plan.commitments))
    norm_tasks = [task for ruleset in rulesets for task in ruleset.tasks]
    groups = [group for ruleset in rulesets for group in ruleset.groups]
    return Remarks(
        contradictions=frozenset(contradictions(plan, catalogue)),
        later_regressions=frozenset(later_regressions(plan, catalogue)),
        baseline_regressions=frozenset(baseline_regressions(plan, catalogue)),
        hedged=frozenset(n for n, c in every if c.hedge or c.approximate),
        implausible_years=frozenset(n for n, c in every if c.year is not None and not possible(c.year, plan)),
        other_names=frozenset(other_names(plan, rulesets)),
        other_scopes=frozenset(other_scopes(plan, rulesets, catalogue)),
        unread_tables=frozenset(range(len(plan.unread_tables))),
        incomplete_tasks=frozenset(
            n for n, task in enumerate(plan.tasks) if not (task.lead and task.output and task.due)
        ),
        late_tasks=frozenset(
            (task.id, *answer.entry)
            for task in norm_tasks
            for answer in carrying(plan, task, catalogue)
            if answer.status == "late"
        ),
        uncovered_groups=frozenset(g.id for g in groups if is_uncovered(g, plan)),
    )


def clear_statements(plan: Plan, catalogue: Catalogue) -> Iterator[tuple[Indicator, str, list[Statement]]]:
    for key, indicator in catalogue.indicators.items():
        yield indicator, key, [s for s in statements(plan, key, catalogue) if s.clear]


def contradictions(plan: Plan, catalogue: Catalogue) -> Iterator[frozenset[int]]:
    """All that is said of one year and contradicted by something is one remark."""
    for _, _, clear in clear_statements(plan, catalogue):
        for year in {s.year for s in clear}:
            of_year = [s for s in clear if s.year == year]
            if differing := numbers(s for s in of_year if any(differ(s, t) for t in of_year)):
                yield differing


def differ(s: Statement, t: Statement) -> bool:
    """Two statements for one year that do not say the same; silence on scope contradicts no scope."""
    both_say_scope = ASSUMED_SCOPE not in (s.scope, t.scope)
    return s.bound != t.bound or (both_say_scope and s.scope != t.scope)


def later_regressions(plan: Plan, catalogue: Catalogue) -> Iterator[tuple[int, int]]:
    """Against the nearest earlier year that was stronger."""
    for _, _, clear in clear_statements(plan, catalogue):
        for s in clear:
            stronger_before = [t.year for t in clear if t.year < s.year and weaker(s.bound, t.bound)]
            if stronger_before:
                yield s.number, max(stronger_before)


def baseline_regressions(plan: Plan, catalogue: Catalogue) -> Iterator[tuple[int, int]]:
    """Where the value promised is worse than the present one, open ends aside.

    A value that the plan itself reports anew for a later day is not the present one any more.
    """
    for indicator, key, clear in clear_statements(plan, catalogue):
        for number, baseline in enumerate(plan.baselines):
            today = present_value(baseline, indicator) if baseline.indicator == key else None
            if today is not None and not reported_anew(baseline, plan):
                yield from ((s.number, number) for s in clear if improvement(today, s, indicator) < 0)


def reported_anew(baseline: Baseline, plan: Plan) -> bool:
    """Whether another value of the same indicator is certainly of a later day."""
    others = (b for b in plan.baselines if b.indicator == baseline.indicator and b.as_of)
    return baseline.as_of is not None and any(b.as_of.earliest > baseline.as_of.latest for b in others)


def present_value(baseline: Baseline, indicator: Indicator) -> Fraction | None:
    """In the indicator's unit; None where it cannot be set against a target: only levels can."""
    if indicator.kind != "level":
        return None
    return in_unit(Fraction(str(baseline.value)), baseline.unit or indicator.unit, indicator.unit)


def improvement(today: Fraction, s: Statement, indicator: Indicator) -> Fraction | float:
    """By how much the value promised is better than the present one."""
    return s.bound.low - today if indicator.direction == "more" else today - s.bound.high


def binding_requirements(plan: Plan, rulesets: Sequence[Ruleset]) -> Iterator[tuple[Ruleset, Requirement]]:
    return ((ruleset, r) for ruleset in rulesets for r in ruleset.requirements if asked(plan, r))


def other_names(plan: Plan, rulesets: Sequence[Ruleset]) -> Iterator[tuple[frozenset[str], frozenset[int]]]:
    """One remark for all that is named otherwise than one norm names one indicator, whatever the years."""
    for ruleset in rulesets:
        for key in {r.indicator for r in ruleset.requirements}:
            found = [
                (r.id, n)
                for r in ruleset.requirements
                for n, commitment in enumerate(plan.commitments)
                if r.indicator == commitment.indicator == key and named_otherwise(commitment, r)
            ]
            if found:
                yield frozenset(id_ for id_, _ in found), frozenset(n for _, n in found)


def named_otherwise(commitment: Commitment, requirement: Requirement) -> bool:
    """The target's own words hold one of the other names that the norm lists, in capitals or not."""
    own_words = [text.lower() for text in (commitment.quote, commitment.wording) if text]
    return any(name.lower() in text for other in requirement.wordings for name in other.words for text in own_words)


def other_scopes(plan: Plan, rulesets: Sequence[Ruleset], catalogue: Catalogue) -> Iterator[tuple[str, int]]:
    """Of what answers a requirement: each target whose words say less of scope than the norm asks."""
    for ruleset, requirement in binding_requirements(plan, rulesets):
        demand = demand_of(requirement, ruleset.requirements, catalogue)
        for s in statements(plan, requirement.indicator, catalogue):
            if s.clear and demand.answered_by(s) and s.scope < demand.scope:
                yield requirement.id, s.number


def is_uncovered(group: TaskGroup, plan: Plan) -> bool:
    """Where the plan's file says nothing at all of tasks, nobody can tell."""
    return "tasks" in plan.model_fields_set and all(task.group != group.number for task in plan.tasks)


def paces(plan: Plan, rulesets: Sequence[Ruleset], catalogue: Catalogue) -> dict[str, set[int | None]]:
    """For each requirement the baseline that its governing target has to rise from; None: it has to rise from none.

    The rise is counted from the latest present value before the target's year. Several may be: a
    value "as of 2025" may be later than one of September 2025, or earlier.
    """
    found = {}
    for ruleset, requirement in binding_requirements(plan, rulesets):
        indicator = catalogue.indicators[requirement.indicator]
        verdict = assess(plan, ruleset.requirements, requirement, catalogue)
        demand = demand_of(requirement, ruleset.requirements, catalogue)
        said = statements(plan, requirement.indicator, catalogue)
        target = next((s for s in said if s.number in verdict.governing), None)
        if target is None or not target.clear or not demand.answered_by(target):
            continue
        before = [
            (number, today, days_of(b.as_of))
            for number, b in enumerate(plan.baselines)
            if b.indicator == requirement.indicator and b.as_of and b.as_of.year < target.year
            if (today := present_value(b, indicator)) is not None
        ]
        found[requirement.id] = {
            number if improvement(today, target, indicator) > 0 else None
            for number, today, (_, last) in before
            if not any(first > last for _, _, (first, _) in before)
        } or {None}
    return found
