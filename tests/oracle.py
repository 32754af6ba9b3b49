"""What the domain's rules say of a plan, in plain Python: slow, short, and without the engine.

Every bound is an interval with open or closed ends, every number a Fraction, and each rule is the
sentence that the domain's text has for it. Nothing here is shared with the engine but the models.
Here: the status of each requirement. ``oracle_terms`` says what a plan can be asked, ``oracle_tasks``
what becomes of a norm's tasks, ``oracle_remarks`` what a careful reviewer remarks besides.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from oracle_terms import asked

from checker.reading.models import Catalogue, Commitment, Indicator, Plan, Requirement

SHARES = {"%": Fraction(1, 100), "‰": Fraction(1, 1000)}
SCOPE_STRENGTH = {"all": 2, "each": 2, "average": 1, "part": 0, "wider": 0}
ASSUMED_SCOPE = 3  # a commitment without a scope takes over the norm's, whichever that is
LAST_YEAR = 2100


@dataclass(frozen=True)
class Interval:
    """The values that a bound allows."""

    low: Fraction | float
    low_open: bool
    high: Fraction | float
    high_open: bool


EVERYTHING = Interval(-math.inf, True, math.inf, True)
A_PROMISE = Interval(Fraction(1), False, math.inf, True)


@dataclass(frozen=True)
class Verdict:
    status: str
    shortfalls: frozenset[tuple[str, Fraction | None]] = frozenset()
    governing: frozenset[int] = frozenset()


# ---- bounds


def inside(a: Interval, b: Interval) -> bool:
    """Everything that a allows, b allows too."""
    low = a.low > b.low or (a.low == b.low and (a.low_open or not b.low_open))
    high = a.high < b.high or (a.high == b.high and (a.high_open or not b.high_open))
    return low and high


def weaker(a: Interval, b: Interval) -> bool:
    """Allows all that b allows, and more."""
    return inside(b, a) and not inside(a, b)


def in_unit(value: Fraction, unit: str, into: str) -> Fraction | None:
    if unit == into:
        return value
    if unit in SHARES and into in SHARES:
        return value * SHARES[unit] / SHARES[into]
    return None


def bound_of(stated: Commitment | Requirement, indicator: Indicator) -> Interval | None:
    """What is promised, in the indicator's unit; None where that cannot be compared."""
    if indicator.kind == "promise":
        return {True: A_PROMISE, False: EVERYTHING, None: None}[stated.promised]

    def read(number: object) -> Fraction | None:
        return in_unit(Fraction(str(number)), stated.unit or indicator.unit, indicator.unit)

    def from_(number: object, is_open: bool) -> Interval | None:
        value = read(number)
        return None if value is None else Interval(value, is_open, math.inf, True)

    def up_to(number: object, is_open: bool) -> Interval | None:
        value = read(number)
        return None if value is None else Interval(-math.inf, True, value, is_open)

    more = indicator.direction == "more"
    if stated.at_least is not None:
        bound = from_(stated.at_least, False)
    elif stated.more_than is not None:
        bound = from_(stated.more_than, True)
    elif stated.at_most is not None:
        bound = up_to(stated.at_most, False)
    elif stated.less_than is not None:
        bound = up_to(stated.less_than, True)
    elif stated.between is not None:
        low, high = stated.between
        bound = from_(low, False) if more else up_to(high, False)
    else:
        return None
    if bound is None:
        return None
    if math.isinf(bound.low if more else bound.high):
        return EVERYTHING  # bounded only on the side that nobody asks about
    return bound


def impossible(bound: Interval, indicator: Indicator) -> bool:
    """Above the highest value that there can be."""
    if indicator.ceiling is None:
        return False
    ceiling = Fraction(str(indicator.ceiling))
    return bound.low > ceiling or (bound.low == ceiling and bound.low_open)


# ---- commitments


@dataclass(frozen=True)
class Statement:
    """A commitment of one indicator, as far as it can be read."""

    number: int
    bound: Interval | None
    year: int | None  # None: none given, or an impossible one
    scope: int

    @property
    def clear(self) -> bool:
        return self.bound is not None and self.year is not None


def possible(year: int, plan: Plan) -> bool:
    return plan.issued.year <= year <= LAST_YEAR


def statements(plan: Plan, key: str, catalogue: Catalogue) -> list[Statement]:
    found = []
    for number, commitment in enumerate(plan.commitments):
        if commitment.indicator == key:
            year = commitment.year
            placed = year if year is not None and possible(year, plan) else None
            scope = SCOPE_STRENGTH[commitment.scope] if commitment.scope else ASSUMED_SCOPE
            bound = bound_of(commitment, catalogue.indicators[key])
            if bound and impossible(bound, catalogue.indicators[key]):
                bound = None
            found.append(Statement(number, bound, placed, scope))
    return found


# ---- requirements


@dataclass(frozen=True)
class Demand:
    """A requirement, as a bound, the least scope that will do, its milestone and the one before."""

    bound: Interval
    scope: int
    year: int
    previous: int | float
    is_last: bool

    def answered_by(self, s: Statement) -> bool:
        return self.on_time(s) or self.late(s)

    def on_time(self, s: Statement) -> bool:
        return s.year is not None and self.previous < s.year <= self.year

    def late(self, s: Statement) -> bool:
        return s.year is not None and self.is_last and s.year > self.year

    def satisfied_by(self, s: Statement) -> bool:
        return inside(s.bound, self.bound) and s.scope >= self.scope

    def shortfalls(self, s: Statement) -> frozenset[tuple[str, Fraction | None]]:
        found: set[tuple[str, Fraction | None]] = set()
        if not inside(s.bound, self.bound):
            if s.bound == EVERYTHING:
                found.add(("value", None))
            else:
                from_below = s.bound.high == math.inf
                lacks = self.bound.low - s.bound.low if from_below else s.bound.high - self.bound.high
                found.add(("value", lacks) if lacks else ("strictness", None))
        if s.scope < self.scope:
            found.add(("scope", None))
        if s.year > self.year:
            found.add(("deadline", Fraction(s.year - self.year)))
        return frozenset(found)


def demand_of(requirement: Requirement, ruleset: Sequence[Requirement], catalogue: Catalogue) -> Demand:
    milestones = sorted({r.year for r in ruleset if r.indicator == requirement.indicator})
    return Demand(
        bound_of(requirement, catalogue.indicators[requirement.indicator]),
        SCOPE_STRENGTH[requirement.scope] if requirement.scope else SCOPE_STRENGTH["average"],
        requirement.year,
        max((m for m in milestones if m < requirement.year), default=-math.inf),
        requirement.year == milestones[-1],
    )


def assess(
    plan: Plan,
    ruleset: Sequence[Requirement],
    requirement: Requirement,
    catalogue: Catalogue,
) -> Verdict:
    """The one status of a requirement."""
    if not asked(plan, requirement):
        return Verdict("not_applicable")
    demand = demand_of(requirement, ruleset, catalogue)
    everything = statements(plan, requirement.indicator, catalogue)
    clear = [s for s in everything if s.clear]
    if on_time := [s for s in clear if demand.on_time(s)]:
        return _judged(demand, governing_on_time(demand, on_time))
    if late := [s for s in clear if demand.late(s)]:
        return _judged(demand, governing_late(demand, late))
    if doubtful := [s for s in everything if s.bound is None and demand.answered_by(s)]:
        return Verdict("unclear", governing=numbers(doubtful))
    if carried := carried_forward(demand, [s for s in clear if s.year <= demand.previous]):
        return Verdict("met", governing=numbers(carried))
    if unplaced := [s for s in everything if s.year is None]:
        return Verdict("unclear", governing=numbers(unplaced))
    return Verdict("missing")


def governing_on_time(demand: Demand, answers: list[Statement]) -> list[Statement]:
    """The weakest of the latest year."""
    latest = max(s.year for s in answers)
    return weakest(demand, [s for s in answers if s.year == latest])


def governing_late(demand: Demand, answers: list[Statement]) -> list[Statement]:
    """The earliest year whose weakest statement satisfies; without one, the earliest year."""
    years = sorted({s.year for s in answers})
    by_year = [weakest(demand, [s for s in answers if s.year == year]) for year in years]
    return next((w for w in by_year if demand.satisfied_by(w[0])), by_year[0])


def weakest(demand: Demand, answers: list[Statement]) -> list[Statement]:
    """Falling short is weaker than satisfying; then the lower bound; then the narrower scope."""
    short = [s for s in answers if not demand.satisfied_by(s)]
    left = short or answers
    left = [s for s in left if not any(weaker(t.bound, s.bound) for t in left)]
    return [s for s in left if s.scope == min(t.scope for t in left)]


def carried_forward(demand: Demand, earlier: list[Statement]) -> list[Statement]:
    """Earlier commitments that satisfy already, and that nothing since then falls behind; the latest."""
    short = [s for s in earlier if not demand.satisfied_by(s)]
    carrying = [s for s in earlier if s not in short and not any(t.year >= s.year for t in short)]
    return [s for s in carrying if s.year == max(t.year for t in carrying)]


def _judged(demand: Demand, governing: list[Statement]) -> Verdict:
    answer = governing[0]
    if not demand.satisfied_by(answer):
        status = "weaker"
    elif answer.year > demand.year:
        status = "late"
    else:
        status = "exceeded" if weaker(demand.bound, answer.bound) else "met"
    return Verdict(status, demand.shortfalls(answer), numbers(governing))


def numbers(found: Iterable[Statement]) -> frozenset[int]:
    return frozenset(s.number for s in found)
