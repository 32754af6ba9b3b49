"""Puts an observation and its evidence into the data of a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from checker.i18n import Language
from checker.judging.observe import Observation
from checker.reading.models import NormTask, Plan, Requirement, Ruleset, TaskGroup
from checker.reporting.build_reviews import review_items
from checker.reporting.case import Case
from checker.reporting.entries import ObservationData
from checker.reporting.observation_wording import Remarked, observed

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Named:
    """What firings name by number, over all rulesets that apply, gathered once for a plan."""

    requirements: Sequence[Requirement]
    norm_tasks: Sequence[NormTask]
    groups: Sequence[TaskGroup]
    ungrouped: int
    elsewhere: str | None


def observations_data(
    case: Case, observations: Sequence[Observation], rulesets: Sequence[Ruleset]
) -> list[ObservationData]:
    """``rulesets`` are those that apply, as they were judged."""
    named = _Named(
        requirements=[entry for ruleset in rulesets for entry in ruleset.requirements],
        norm_tasks=[entry for ruleset in rulesets for entry in ruleset.tasks],
        groups=[entry for ruleset in rulesets for entry in ruleset.groups],
        ungrouped=sum(task.group is None for task in case.file.plan.tasks),
        elsewhere=tasks_elsewhere(case.file.plan, case.language),
    )
    return [_observation_data(case, observation, named) for observation in observations]


def _observation_data(case: Case, observation: Observation, named: _Named) -> ObservationData:
    plan = case.file.plan
    firsts: dict[str, int] = {}
    for kind, number in observation.facts:
        firsts.setdefault(kind, number)

    def first(kind: str, entries: Sequence[T]) -> T | None:
        return entries[firsts[kind]] if kind in firsts else None

    about = Remarked(
        commitments=[plan.commitments[n] for kind, n in observation.facts if kind == "C"],
        baselines=[plan.baselines[n] for kind, n in observation.facts if kind == "B"],
        task=first("T", plan.tasks),
        table=first("U", plan.unread_tables),
        indicator=case.indicator(observation.indicator) if observation.indicator else None,
        requirement=first("R", named.requirements),
        norm_task=first("W", named.norm_tasks),
        group=first("H", named.groups),
        issued_year=plan.issued.year,
        ungrouped=named.ungrouped,
        elsewhere=named.elsewhere,
    )
    items = case.marks.under_observation(observation)
    return ObservationData.model_construct(
        kind=observation.kind,
        indicator=observation.indicator,
        requirement=about.requirement.id if about.requirement else None,
        task=about.norm_task.id if about.norm_task else None,
        group=about.group.id if about.group else None,
        name=_subject(case, observation, about),
        text=observed(observation, about, case.language),
        rule=observation.rule,
        final=not items,
        under_review=review_items(case, items),
        evidence=case.evidence(observation.facts),
    )


def tasks_elsewhere(plan: Plan, language: Language) -> str | None:
    """Where the document may say more of its tasks: what was not read of it."""
    unread = next((table.where for table in plan.unread_tables if table.about == "tasks"), None)
    return unread or (language.say("the full text of the programme") if plan.kind == "summary" else None)


def _subject(case: Case, observation: Observation, about: Remarked) -> str:
    """What the observation is about, as its heading."""
    if observation.indicator:
        return case.name(observation.indicator)
    if about.task:
        return about.task.title
    if about.norm_task:
        return about.norm_task.title.text(case.language.code)
    if about.group:
        return f"{about.group.clause}. {about.group.name.text(case.language.code)}"
    return about.table.where if about.table else ""
