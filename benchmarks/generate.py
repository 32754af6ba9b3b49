"""Realistic plans from the real ones in ``plans/``, the same for the same seed.

A generated plan takes most of the commitments of one real plan and the rest from the others, and
then goes wrong in the ways that plans go wrong: a value below the norm, another comparator, a year
missing, late or misprinted, a hedge, a part of the people, another unit, the same thing said twice.
Its tasks (``generate_tasks``) are those of the same plans. Now and then it is a plan for a few
years only, of another date or level, or implements other norms.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from checker.i18n import language
from checker.judging.applicability import _fact as norm_fact
from checker.judging.applicability import applicability
from checker.judging.facts import Fact, build_facts
from checker.judging.task_facts import build_task_facts
from checker.reading.dates import PartialDate
from checker.reading.library import Library, load_library
from checker.reading.load import load_plan
from checker.reading.models import (
    COMPARATORS,
    Acceptance,
    AppliesTo,
    Baseline,
    Catalogue,
    Commitment,
    Indicator,
    Plan,
    Requirement,
    Ruleset,
    Years,
)
from checker.reading.units import convert

from .generate_tasks import asked_more, assigned, unread

PLANS = Path(__file__).parent.parent / "plans"
AS_OF = date(2026, 1, 1)
LANGUAGE = language("vi")
_NO_COMPARATOR: dict[str, Any] = dict.fromkeys(COMPARATORS)


@dataclass(frozen=True, slots=True)
class Case:
    """One plan before the norms, as ``check`` judges it.

    ``norms`` are the facts from which follows which of ``rulesets`` bind the plan, ``facts`` those
    of the plan under the ones that do (``binding``): two runs of an engine.
    """

    plan: Plan
    rulesets: tuple[Ruleset, ...]
    binding: tuple[Ruleset, ...]
    catalogue: Catalogue
    acceptances: tuple[Acceptance, ...]
    norms: list[Fact]
    facts: list[Fact]


def real_plans(library: Library) -> list[Plan]:
    """The plans in ``plans/``, in the order of their names."""
    return [load_plan(path, library.catalogue).plan for path in sorted(PLANS.glob("*.yaml"))]


def generate(
    count: int, seed: int, *, commitments: tuple[int, int], tasks: tuple[int, int], requirements: int | None = None
) -> list[Case]:
    """``count`` cases with those ranges of commitments and tasks.

    Without ``requirements`` they stand before the real rulesets, else before one of that many: the
    real requirements, and more of their kind about other indicators and years.
    """
    library = load_library()
    pool = real_plans(library)
    rng = random.Random(seed)
    real = tuple(file.ruleset for file in library.rulesets)
    cases = []
    for number in range(count):
        plan = _plan(rng, pool, rng.randint(*commitments), f"generated-{number}", real, library.catalogue)
        plan = plan.model_copy(update={"tasks": assigned(rng, pool, rng.randint(*tasks), real)})
        rulesets = real
        if requirements is not None:
            rulesets = (generated_ruleset(rng, real, plan, requirements, library.catalogue),)
        found = applicability(plan, rulesets, LANGUAGE)
        binding = tuple(ruleset for ruleset, answer in zip(rulesets, found, strict=True) if answer.applies)
        accepted = _acceptances(rng, plan, binding)
        norms, facts = facts_of(plan, rulesets, binding, library.catalogue, accepted)
        cases.append(Case(plan, rulesets, binding, library.catalogue, accepted, norms, facts))
    return cases


def facts_of(
    plan: Plan,
    rulesets: Sequence[Ruleset],
    binding: Sequence[Ruleset],
    catalogue: Catalogue,
    acceptances: Sequence[Acceptance],
) -> tuple[list[Fact], list[Fact]]:
    """The facts of both runs, made as ``applicability`` and ``judge`` make them."""
    norms = [norm_fact(number, plan, ruleset) for number, ruleset in enumerate(rulesets)]
    facts = build_facts(plan, binding, catalogue, acceptances, AS_OF) + build_task_facts(plan, binding, catalogue)
    return norms, facts


def _plan(
    rng: random.Random, pool: Sequence[Plan], size: int, name: str, rulesets: Sequence[Ruleset], catalogue: Catalogue
) -> Plan:
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
    renamed = [_renamed(rng, c, rulesets) for c in changed]
    update: dict[str, Any] = {
        "id": name,
        "commitments": tuple(renamed),
        "baselines": (*base.baselines, *_baselines(rng, renamed, catalogue)),
        "unread_tables": (*base.unread_tables, *unread(rng)),
    }
    if rng.random() < 0.15:
        update["covers"] = Years.model_construct(from_=rng.choice((2026, 2031)), to=rng.choice((2026, 2030, 2035)))
    if rng.random() < 0.15:
        update |= rng.choice(_OTHER_PLANS)
    return base.model_copy(update=update)


_OTHER_PLANS: tuple[dict[str, Any], ...] = (
    {"issued": PartialDate(2022, 6)},
    {"issued": PartialDate(2024)},
    {"issued": PartialDate(2025, 9, 12)},
    {"implements": ()},
    {"implements": ("10-NQ/TW",)},
    {"level": "commune"},
)
"""What makes other norms bind a plan."""


def _renamed(rng: random.Random, commitment: Commitment, rulesets: Sequence[Ruleset]) -> Commitment:
    """The commitment, one time in twenty in other words than the norm's, where a ruleset knows some."""
    if rng.random() > 0.05:
        return commitment
    asked = [r for ruleset in rulesets for r in ruleset.requirements if r.indicator == commitment.indicator]
    known = [words for r in asked for wording in r.wordings for words in wording.words]
    return commitment.model_copy(update={"wording": rng.choice(known)}) if known else commitment


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
        _NO_COMPARATOR,
    ]
    if indicator.kind != "promise":
        changes.append({"unit": rng.choice(("people", "cm", "%"))})
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
            day = rng.choice(
                (None, PartialDate(2023), PartialDate(2024, 12, 31), PartialDate(2025, 9), PartialDate(2027))
            )
            fields: dict[str, Any] = {
                "indicator": commitment.indicator,
                "value": now,
                "unit": commitment.unit,
                "as_of": day,
            }
            found.append(Baseline.model_construct(**fields))
    return found


def generated_ruleset(
    rng: random.Random, real: Sequence[Ruleset], plan: Plan, size: int, catalogue: Catalogue
) -> Ruleset:
    """One ruleset that binds every plan, of ``size`` requirements, and with the tasks and groups of all."""
    every = [r for ruleset in real for r in ruleset.requirements]
    chosen = rng.sample(every, min(size * 3 // 5, len(every)))
    usable = [c for c in plan.commitments if _usable(c, catalogue.indicators[c.indicator])]
    while len(chosen) < size:
        model = rng.choice(every)
        year = rng.choice((2026, 2027, 2030, 2045))
        update: dict[str, Any] = {"id": f"{model.id}-{len(chosen)}", "by": year, "from_": None}
        if usable and rng.random() < 0.8:  # the rest are other milestones of real requirements
            told = rng.choice(usable)
            update |= {name: getattr(told, name) for name in (*COMPARATORS, "indicator", "unit")}
            update["scope"] = rng.choice((None, None, "all", "average"))
        chosen.append(model.model_copy(update=update))
    tasks = asked_more(rng, [task for ruleset in real for task in ruleset.tasks])
    groups = tuple(group for ruleset in real for group in ruleset.groups)
    update = {"id": "generated", "requirements": tuple(chosen), "tasks": tasks, "groups": groups}
    return real[0].model_copy(update={**update, "applies_to": AppliesTo()})


def _usable(commitment: Commitment, indicator: Indicator) -> bool:
    """Whether a norm could ask for the same: a comparator on the side that matters, in the unit."""
    if indicator.kind == "promise":
        return commitment.promised is True
    names = ("at_least", "more_than") if indicator.direction == "more" else ("at_most", "less_than")
    fits = convert(Decimal(1), commitment.unit or "", indicator.unit or "") is not None
    return fits and any(getattr(commitment, name) is not None for name in names)


def _acceptances(rng: random.Random, plan: Plan, rulesets: Sequence[Ruleset]) -> tuple[Acceptance, ...]:
    every = [r.id for ruleset in rulesets for r in ruleset.requirements]
    return tuple(
        Acceptance.model_construct(
            plan=plan.id, requirement=id_, reason="r", by="b", until=date(rng.choice((2025, 2027)), 1, 1)
        )
        for id_ in rng.sample(every, rng.randint(0, min(2, len(every))))
    )
