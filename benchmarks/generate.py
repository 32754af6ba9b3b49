"""Realistic plans from the real ones in ``plans/``, the same for the same seed.

A generated plan takes most of the commitments of one real plan and the rest from the others, and
then goes wrong in the ways that plans go wrong: a value below the norm, another comparator, a year
missing, late or misprinted, a hedge, a part of the people, another unit, the same thing said twice.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from checker.facts import Fact, build_facts
from checker.library import Library, load_library
from checker.load import load_plan
from checker.models import (
    COMPARATORS,
    Acceptance,
    Baseline,
    Catalogue,
    Commitment,
    Indicator,
    Plan,
    Requirement,
)
from checker.units import convert

PLANS = Path(__file__).parent.parent / "plans"
AS_OF = date(2026, 1, 1)
_NO_COMPARATOR: dict[str, Any] = dict.fromkeys(COMPARATORS)


@dataclass(frozen=True, slots=True)
class Case:
    """One plan before its norms: what ``judge`` takes, and the facts that the engines take."""

    plan: Plan
    rulesets: tuple[tuple[Requirement, ...], ...]
    catalogue: Catalogue
    acceptances: tuple[Acceptance, ...]
    facts: list[Fact]


def real_plans(library: Library) -> list[Plan]:
    """The plans in ``plans/``, in the order of their names."""
    return [load_plan(path, library.catalogue).plan for path in sorted(PLANS.glob("*.yaml"))]


def generate(count: int, seed: int, *, commitments: tuple[int, int], requirements: int | None = None) -> list[Case]:
    """``count`` cases with that range of commitments.

    Without ``requirements`` they stand before the real rulesets, else before a ruleset of that many:
    the real requirements, and more of their kind about other indicators and years.
    """
    library = load_library()
    pool = real_plans(library)
    rng = random.Random(seed)
    real = tuple(tuple(r.ruleset.requirements) for r in library.rulesets)
    cases = []
    for number in range(count):
        plan = _plan(rng, pool, rng.randint(*commitments), f"generated-{number}", library.catalogue)
        rulesets = real
        if requirements is not None:
            every = [r for ruleset in real for r in ruleset]
            rulesets = (_ruleset(rng, every, plan, requirements, library.catalogue),)
        accepted = _acceptances(rng, plan, rulesets)
        facts = build_facts(plan, rulesets, library.catalogue, accepted, AS_OF)
        cases.append(Case(plan, rulesets, library.catalogue, accepted, facts))
    return cases


def _plan(rng: random.Random, pool: Sequence[Plan], size: int, name: str, catalogue: Catalogue) -> Plan:
    base = rng.choice(pool)
    others = [c for plan in pool if plan is not base for c in plan.commitments]
    kept = list(base.commitments)
    rng.shuffle(kept)
    kept = kept[: round(size * rng.uniform(0.6, 0.9))]
    kept += rng.sample(others, size - len(kept))
    changed = [_changed(rng, c, catalogue.indicators[c.indicator]) for c in kept]
    for _ in range(rng.randint(0, 3)):  # the same thing said twice, perhaps otherwise
        again = rng.choice(changed)
        other = _perturbed(rng, again, catalogue.indicators[again.indicator])
        changed[rng.randrange(size)] = rng.choice((again, other))
    baselines = [*base.baselines, *_baselines(rng, changed, catalogue)]
    update = {"id": name, "commitments": tuple(changed), "baselines": tuple(baselines)}
    return base.model_copy(update=update)


def _changed(rng: random.Random, commitment: Commitment, indicator: Indicator) -> Commitment:
    """The commitment, one time in three with one thing changed."""
    chance = rng.random()
    if chance > 0.35:
        return commitment
    if chance < 0.15:
        return _perturbed(rng, commitment, indicator)
    changes: list[dict[str, Any]] = [
        {"by": rng.choice((2025, 2026, 2027, 2028, 2030, 2031, 2035, 2045)), "from_": None},
        {"by": None, "from_": rng.choice((2025, 2026, 2027))},
        {"by": None, "from_": None},
        {"by": rng.choice((2003, 2015)), "from_": None},
        {"by": rng.choice((2300, 2205)), "from_": None},
        {"scope": rng.choice(("all", "each", "average", "part", "wider"))},
        {"hedge": "phấn đấu"},
        {"approximate": True},
    ]
    if indicator.kind != "promise":
        changes += [{"unit": rng.choice(("people", "cm", "%"))}, _NO_COMPARATOR]
    return commitment.model_copy(update=rng.choice(changes))


def _perturbed(rng: random.Random, commitment: Commitment, indicator: Indicator) -> Commitment:
    """The commitment with another number or comparator."""
    value = _value(commitment)
    if indicator.kind == "promise" or value is None:
        return commitment.model_copy(update={"scope": rng.choice(("all", "average", "part"))})
    factor = rng.choice(("0.5", "0.9", "0.95", "1", "1.02", "1.2", "12"))
    number = (value * Decimal(factor)).quantize(Decimal("0.1"))
    name = rng.choice(("at_least", "more_than", "at_most", "less_than", "between"))
    bound = (number, number + 2) if name == "between" else number
    return commitment.model_copy(update={**_NO_COMPARATOR, name: bound})


def _value(bound: Commitment | Requirement) -> Decimal | None:
    values = (bound.at_least, bound.more_than, bound.at_most, bound.less_than)
    return next((v for v in values if v is not None), None)


def _baselines(rng: random.Random, commitments: Sequence[Commitment], catalogue: Catalogue) -> list[Baseline]:
    found = []
    for commitment in rng.sample(list(commitments), rng.randint(2, 6)):
        indicator, value = catalogue.indicators[commitment.indicator], _value(commitment)
        if value is not None and indicator.kind == "level":
            now = (value * Decimal(rng.choice(("0.8", "0.97", "1", "1.05")))).quantize(Decimal("0.1"))
            fields = {"indicator": commitment.indicator, "value": now, "unit": commitment.unit}
            found.append(Baseline.model_construct(**fields))
    return found


def _ruleset(
    rng: random.Random, real: Sequence[Requirement], plan: Plan, size: int, catalogue: Catalogue
) -> tuple[Requirement, ...]:
    chosen = list(real) if len(real) < size else rng.sample(list(real), size)
    usable = [c for c in plan.commitments if _usable(c, catalogue.indicators[c.indicator])]
    while len(chosen) < size:
        model = rng.choice(real)
        year = rng.choice((2026, 2027, 2030, 2045))
        update: dict[str, Any] = {"id": f"{model.id}-{len(chosen)}", "by": year, "from_": None}
        if usable and rng.random() < 0.8:  # the rest are other milestones of real requirements
            told = rng.choice(usable)
            update |= {name: getattr(told, name) for name in (*COMPARATORS, "indicator", "unit")}
            update["scope"] = rng.choice((None, None, "all", "average"))
        chosen.append(model.model_copy(update=update))
    return tuple(chosen)


def _usable(commitment: Commitment, indicator: Indicator) -> bool:
    """Whether a norm could ask for the same: a comparator on the side that matters, in the unit."""
    if indicator.kind == "promise":
        return commitment.promised is True
    names = ("at_least", "more_than") if indicator.direction == "more" else ("at_most", "less_than")
    fits = convert(Decimal(1), commitment.unit or "", indicator.unit or "") is not None
    return fits and any(getattr(commitment, name) is not None for name in names)


def _acceptances(rng: random.Random, plan: Plan, rulesets: Sequence[Sequence[Requirement]]) -> tuple[Acceptance, ...]:
    every = [r.id for ruleset in rulesets for r in ruleset]
    return tuple(
        Acceptance.model_construct(
            plan=plan.id, requirement=id_, reason="r", by="b", until=date(rng.choice((2025, 2027)), 1, 1)
        )
        for id_ in rng.sample(every, rng.randint(0, 2))
    )
