"""Turns rulesets and a plan into facts: flat records of small integers that the rules join on.

Here a number gets its unit and its sign, a requirement its rung on the ladder of milestones, a
scope its level. Nothing is judged here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from checker.judging.bounds import NO_FLOOR, Floor, ceiling_of, floor_of
from checker.reading.dates import as_number
from checker.reading.models import (
    Acceptance,
    Baseline,
    Bounded,
    Catalogue,
    Commitment,
    Indicator,
    Plan,
    Requirement,
    Ruleset,
    Wording,
)
from checker.reading.numbers import scaled
from checker.reading.units import convert
from checker.remembered import remembered

Fact = dict[str, int | str]

LAST_YEAR = 2100
"""A commitment for a year after this one is a misprint."""
NO_END = 9999
NO_DAY = 0
SCOPE_SAID: dict[str | None, int] = {"all": 2, "each": 2, "average": 1, "part": 0, "wider": 0}
SCOPE_ASSUMED = 3
"""The words say nothing of scope, so the norm's is assumed: it satisfies every demand."""
SCOPE_ASKED = {**SCOPE_SAID, None: SCOPE_SAID["average"]}
"""A norm that says nothing of scope asks for the whole or an average."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A requirement's place on the ladder of its indicator's milestones in one ruleset.

    It is answered by commitments for the years after ``previous`` up to ``year``, and, as the last
    rung, by later ones too (``reach``).
    """

    previous: int
    year: int
    reach: int


def ladder(requirements: Sequence[Requirement]) -> list[Rung]:
    """The rung of each requirement of one ruleset, in their order."""
    years: dict[str, set[int]] = defaultdict(set)
    for requirement in requirements:
        years[requirement.indicator].add(requirement.year or 0)
    rungs = []
    for requirement in requirements:
        year = requirement.year or 0
        others = years[requirement.indicator]
        reach = LAST_YEAR if year == max(others) else year
        rungs.append(Rung(max((y for y in others if y < year), default=0), year, reach))
    return rungs


def build_facts(
    plan: Plan,
    rulesets: Sequence[Ruleset],
    catalogue: Catalogue,
    acceptances: Iterable[Acceptance] = (),
    as_of: date = date.min,
) -> list[Fact]:
    """All facts of one plan under the rulesets that apply to it.

    Requirements are numbered through all rulesets (field ``r``), commitments and baselines as they
    stand in the plan (field ``n``). Those of tasks: see ``checker.judging.task_facts``.
    """
    indicators = numbers_of(catalogue)
    asked = _asked_by(catalogue, *rulesets)
    since, to = (plan.covers.from_, plan.covers.to) if plan.covers else (0, NO_END)
    facts: list[Fact] = []
    for r, (requirement, fact) in enumerate(zip(asked.requirements, asked.facts, strict=True)):
        facts.append({**fact, "since": since, "to": to})
        if requirement.wordings:
            facts += _wording_facts(r, requirement, plan)
    issued = plan.issued.year
    for n, commitment in enumerate(plan.commitments):
        indicator = catalogue.indicators[commitment.indicator]
        facts.append(_commitment_fact(n, commitment, indicator, indicators[commitment.indicator], issued))
    for n, baseline in enumerate(plan.baselines):
        indicator = catalogue.indicators[baseline.indicator]
        fact_or_none = _baseline_fact(n, baseline, indicator, indicators[baseline.indicator])
        if fact_or_none:
            facts.append({**fact_or_none, "past": int(_is_superseded(baseline, plan.baselines))})
    for n, acceptance in enumerate(acceptances):
        if acceptance.plan == plan.id:
            expired = int(acceptance.until < as_of)
            for r, requirement in enumerate(asked.requirements):
                if acceptance.requirement == requirement.id:
                    facts.append({"k": "A", "id": f"a{n}.{r}", "n": n, "r": r, "expired": expired})
    return facts


@remembered(16)
def numbers_of(catalogue: Catalogue) -> Mapping[str, int]:
    """The number of each indicator, by its key."""
    return {key: number for number, key in enumerate(catalogue.indicators)}


@dataclass(frozen=True, slots=True)
class _Asked:
    """The requirements of all norms that bind a plan, and the fact of each but for the plan's period."""

    requirements: Sequence[Requirement]
    facts: Sequence[Fact]


@remembered(256)
def _asked_by(catalogue: Catalogue, *rulesets: Ruleset) -> _Asked:
    indicators = numbers_of(catalogue)
    asked = [
        pair for ruleset in rulesets for pair in zip(ruleset.requirements, ladder(ruleset.requirements), strict=True)
    ]
    facts = [
        _requirement_fact(
            r, requirement, rung, catalogue.indicators[requirement.indicator], indicators[requirement.indicator]
        )
        for r, (requirement, rung) in enumerate(asked)
    ]
    return _Asked([requirement for requirement, _ in asked], facts)


def _requirement_fact(r: int, requirement: Requirement, rung: Rung, indicator: Indicator, i: int) -> Fact:
    floor = floor_of(requirement, indicator)
    if floor is None:
        raise ValueError(f"{requirement.id} has no comparable bound")  # the loader refuses such a ruleset
    return {
        "k": "R", "id": f"r{r}", "r": r, "i": i, "v": floor.value, "g": floor.rank,
        "s": SCOPE_ASKED[requirement.scope],
        "year": rung.year, "prev": rung.previous, "reach": rung.reach,
        "needs": requirement.asked_if_covers or NO_END,
    }  # fmt: skip


def _wording_facts(r: int, requirement: Requirement, plan: Plan) -> Iterator[Fact]:
    """A fact for each commitment on the requirement's indicator that calls the norm's thing otherwise."""
    for n, commitment in enumerate(plan.commitments):
        if commitment.indicator == requirement.indicator and other_wording(commitment, requirement):
            yield {"k": "V", "id": f"v{r}.{n}", "r": r, "n": n}


def other_wording(commitment: Commitment, requirement: Requirement) -> tuple[str, Wording] | None:
    """The words in which a commitment calls the norm's thing otherwise, and the norm's note on them."""
    said = f"{commitment.quote or ''}\n{commitment.wording or ''}".casefold()
    pairs = ((words, wording) for wording in requirement.wordings for words in wording.words)
    return next((pair for pair in pairs if pair[0].casefold() in said), None)


def _commitment_fact(n: int, commitment: Commitment, indicator: Indicator, i: int, issued: int) -> Fact:
    floor = floor_of(commitment, indicator)
    return {
        "k": "C", "id": f"c{n}", "n": n, "i": i, "y": commitment.year or 0, "day": _day_of(commitment),
        "state": _state(commitment, indicator, floor),
        "v": floor.value if floor else NO_FLOOR, "g": floor.rank if floor else 2 * NO_FLOOR,
        "s": SCOPE_ASSUMED if commitment.scope is None else SCOPE_SAID[commitment.scope],
        "soft": int(bool(commitment.hedge) or commitment.approximate), "issued": issued,
    }  # fmt: skip


def _is_superseded(baseline: Baseline, baselines: Iterable[Baseline]) -> bool:
    """Whether the plan reports a value of the same indicator for a day that is certainly later."""
    if baseline.as_of is None:
        return False
    last = baseline.as_of.latest
    return any(b.as_of and b.as_of.earliest > last for b in baselines if b.indicator == baseline.indicator)


def _day_of(commitment: Commitment) -> int:
    """The day from which a target holds: the last of its year for ``by``, the first for ``from``."""
    if commitment.year is None:
        return NO_DAY
    return commitment.year * 10_000 + (101 if commitment.by is None else 1231)


def state_of(bound: Bounded, indicator: Indicator) -> str:
    """ "clear", or why the bound cannot be compared: no_number, other_unit, impossible_value."""
    return _state(bound, indicator, floor_of(bound, indicator))


def _state(bound: Bounded, indicator: Indicator, floor: Floor | None) -> str:
    if bound.comparator is None or (bound.promised is not None and indicator.kind != "promise"):
        return "no_number"
    if floor is None:
        return "other_unit"
    return "impossible_value" if floor.rank > 2 * ceiling_of(indicator) else "clear"


def _baseline_fact(n: int, baseline: Baseline, indicator: Indicator, i: int) -> Fact | None:
    """None where the value cannot be set against a target: another unit, or no level."""
    if indicator.kind != "level" or indicator.unit is None:
        return None
    value = convert(baseline.value, baseline.unit or indicator.unit, indicator.unit)
    if value is None:
        return None
    sign = 1 if indicator.direction == "more" else -1
    day = as_number(baseline.as_of.latest) if baseline.as_of else NO_DAY
    return {"k": "B", "id": f"b{n}", "n": n, "i": i, "v": sign * scaled(value), "y": day // 10_000, "day": day}


def weakness(satisfies: bool, rank: int, scope: int) -> int:
    """An integer that orders what a plan says for one year, the weakest first.

    What falls short of the requirement comes before what satisfies it, then the lower bound, then
    the narrower scope.
    """
    return int(satisfies) * 1_000_000_000_000_000_000 + (rank - 2 * NO_FLOOR) * 4 + scope
