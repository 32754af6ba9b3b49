"""What the engine found, in the words of the oracle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

import oracle
from oracle_remarks import Remarks
from oracle_tasks import TaskVerdict

from checker.judging.assess import Assessment
from checker.judging.assess_tasks import TaskAssessment
from checker.judging.observe import Observation
from checker.reading.models import Plan, Ruleset


def verdict(assessment: Assessment) -> oracle.Verdict:
    shortfalls = frozenset((s.kind, None if s.by is None else Fraction(s.by)) for s in assessment.shortfalls)
    assert len(shortfalls) == len(assessment.shortfalls)
    return oracle.Verdict(assessment.status, shortfalls, frozenset(assessment.governing))


def task_verdict(assessed: TaskAssessment) -> TaskVerdict:
    assert len(set(assessed.answers)) == len(assessed.answers)
    return TaskVerdict(assessed.status, frozenset(assessed.answers))


def entries(rulesets: Sequence[Ruleset], kind: str) -> list[tuple[int, str]]:
    """All requirements (R), tasks (W) or groups (H): the number of the ruleset, and the id."""
    section = {"R": "requirements", "W": "tasks", "H": "groups"}[kind]
    return [(number, entry.id) for number, ruleset in enumerate(rulesets) for entry in getattr(ruleset, section)]


def about(observation: Observation, rulesets: Sequence[Ruleset]) -> dict[str, list[int | str]]:
    """What an observation is about, by kind; and it stands under the ruleset of what it is about, if any."""
    found: dict[str, list[int | str]] = {}
    owners = set()
    for kind, number in observation.facts:
        if kind in "RWH":
            owner, id_ = entries(rulesets, kind)[number]
            owners.add(owner)
        found.setdefault(kind, []).append(id_ if kind in "RWH" else number)
    assert owners == ({observation.ruleset} - {None}), observation
    return found


def remarks(observations: Iterable[Observation], plan: Plan, rulesets: Sequence[Ruleset]) -> Remarks:
    """All observations but those on the pace, each said once and about nothing but what it must be about."""
    found: list[tuple[str, object]] = []
    for o in observations:
        match o.kind, about(o, rulesets):
            case "contradiction", {"C": several, **rest}:
                found.append(("contradictions", frozenset(several)))
            case "regression", {"C": [commitment], "B": [baseline], **rest}:
                found.append(("baseline_regressions", (commitment, baseline)))
            case "regression", {"C": [a, b], **rest}:
                earlier, later = sorted((a, b), key=lambda n: plan.commitments[n].year)
                found.append(("later_regressions", (later, plan.commitments[earlier].year)))
            case "hedged", {"C": [commitment], **rest}:
                found.append(("hedged", commitment))
            case "implausible_year", {"C": [commitment], **rest}:
                found.append(("implausible_years", commitment))
            case "approximate_wording", {"C": several, "R": requirements, **rest} if o.rule == "names-it-otherwise":
                found.append(("other_names", (frozenset(requirements), frozenset(several))))
            case "approximate_wording", {"C": [commitment], "R": [requirement], **rest}:
                found.append(("other_scopes", (requirement, commitment)))
            case "unread_table", {"U": [table], **rest}:
                found.append(("unread_tables", table))
            case "task_incomplete", {"T": [task], **rest}:
                found.append(("incomplete_tasks", task))
            case "task_late", {"W": [norm_task], **rest}:
                ((kind, (number,)),) = rest.items()
                found.append(("late_tasks", (norm_task, kind, number)))
                rest = {}
            case "group_uncovered", {"H": [group], **rest}:
                found.append(("uncovered_groups", group))
            case "pace", rest:
                rest = {}
            case _:
                raise AssertionError(o)
        assert not rest, o
    assert len(found) == len(set(found)), "said twice"
    return Remarks(**{kind: frozenset(what for k, what in found if k == kind) for kind, _ in found})


def paces(observations: Iterable[Observation], rulesets: Sequence[Ruleset]) -> dict[str, tuple[int, int]]:
    """For each requirement with a remark on the pace its governing commitment and the baseline."""
    found: dict[str, tuple[int, int]] = {}
    for o in observations:
        if o.kind == "pace":
            facts = about(o, rulesets)
            (requirement,), (commitment,), (baseline,) = facts["R"], facts["C"], facts["B"]
            assert set(facts) == {"R", "C", "B"}
            assert requirement not in found, "said twice"
            found[requirement] = (commitment, baseline)
    return found
