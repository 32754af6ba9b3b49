"""From the rules that fired to the observations: what else a careful reviewer would remark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from checker.judging.engine import Firing
from checker.judging.rules import RULES
from checker.reading.models import Plan, Ruleset
from checker.remembered import remembered

KINDS = (
    "contradiction", "regression", "implausible_year", "unread_table", "approximate_wording",
    "hedged", "pace", "task_late", "task_incomplete", "group_uncovered",
)  # fmt: skip
"""In the order of the report."""
_SAID_ONCE = frozenset({"contradiction", "task_incomplete"})
"""Several rules may find these in the same facts: one remark says all."""
_OBSERVES = {name: rule.observes for name, rule in RULES.items() if rule.observes}


@dataclass(frozen=True, slots=True)
class Observation:
    """One remark. ``facts`` as in ``Firing``; ``ruleset`` is the number of the one it is made under, if any."""

    kind: str
    rule: str
    facts: tuple[tuple[str, int], ...]
    indicator: str | None = None
    ruleset: int | None = None

    def number(self, kind: str) -> int | None:
        """The first fact of a kind, by its number."""
        return next((n for k, n in self.facts if k == kind), None)

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(n for _, n in self.facts)


def observe(firings: Iterable[Firing], plan: Plan, rulesets: Sequence[Ruleset]) -> list[Observation]:
    """Observations in the order of the plan, each thing said once."""
    owners = _owners(*rulesets)
    found: dict[tuple[object, ...], Observation] = {}
    for firing in firings:
        kind = _OBSERVES.get(firing.rule)
        if kind is None:
            continue
        ruleset = next((owners[fact] for fact in firing.facts if fact in owners), None)
        key = (kind, firing.facts) if kind in _SAID_ONCE else (kind, firing.facts, firing.rule)
        found.setdefault(key, Observation(kind, firing.rule, firing.facts, _indicator(firing, plan), ruleset))
    observations = _nearest_regressions(_joined(found.values(), plan), plan)
    return sorted(_one_pace_each(observations), key=_place)


def _place(observation: Observation) -> tuple[object, ...]:
    """By what is remarked in the plan first: entries of norms are numbered through all norms of a run."""
    in_plan = tuple(n for kind, n in observation.facts if kind in "BCTU")
    return (KINDS.index(observation.kind), in_plan, observation.facts, observation.rule)


@remembered(256)
def _owners(*rulesets: Ruleset) -> Mapping[tuple[str, int], int]:
    """Which ruleset each requirement (R), task (W) and group (H) belongs to, all by number."""
    owners: dict[tuple[str, int], int] = {}
    for kind, section in (("R", "requirements"), ("W", "tasks"), ("H", "groups")):
        entries = [number for number, ruleset in enumerate(rulesets) for _ in getattr(ruleset, section)]
        owners |= {(kind, n): ruleset for n, ruleset in enumerate(entries)}
    return owners


def _indicator(firing: Firing, plan: Plan) -> str | None:
    for kind, n in firing.facts:
        if kind in ("C", "B"):
            return (plan.commitments[n] if kind == "C" else plan.baselines[n]).indicator
    return None


def _joined(observations: Iterable[Observation], plan: Plan) -> list[Observation]:
    """One remark for all that contradicts each other of one indicator and year, or misnames one indicator."""
    kept: list[Observation] = []
    joined: dict[tuple[object, ...], Observation] = {}
    for observation in observations:
        key: tuple[object, ...] = (observation.kind, observation.indicator)
        if observation.kind == "contradiction":
            key += (plan.commitments[observation.numbers[0]].year,)
        elif observation.rule == "names-it-otherwise":
            key += (observation.ruleset,)
        else:
            kept.append(observation)
            continue
        so_far = joined.get(key, observation)
        joined[key] = replace(so_far, facts=tuple(sorted({*so_far.facts, *observation.facts})))
    return kept + list(joined.values())


def _nearest_regressions(observations: Iterable[Observation], plan: Plan) -> list[Observation]:
    """Of the earlier years that a later one falls behind, only the last is worth a line."""
    kept: list[Observation] = []
    nearest: dict[int, tuple[int, Observation]] = {}
    for observation in observations:
        if observation.rule != "weaker-in-a-later-year":
            kept.append(observation)
            continue
        years = {n: plan.commitments[n].year or 0 for n in observation.numbers}
        earlier, later = sorted(years, key=years.__getitem__)
        if later not in nearest or nearest[later][0] < years[earlier]:
            nearest[later] = (years[earlier], observation)
    return kept + [observation for _, observation in nearest.values()]


def _one_pace_each(observations: Iterable[Observation]) -> Iterator[Observation]:
    """Two present values of one day, or two targets that govern alike: the first of them says it."""
    told: set[int | None] = set()
    for observation in observations:
        requirement = observation.number("R")
        if observation.kind != "pace":
            yield observation
        elif requirement not in told:
            told.add(requirement)
            yield observation
