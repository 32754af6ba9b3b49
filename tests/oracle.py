"""What the domain's rules say of a plan, in plain Python: slow, short, and without the engine.

Every bound is an interval with open or closed ends, every number a Fraction, and each rule is the
sentence that the domain's text has for it. Nothing here is shared with the engine but the models.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.models import Baseline, Catalogue, Commitment, Indicator, Plan, Requirement

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


@dataclass(frozen=True)
class Remarks:
    contradictions: frozenset[frozenset[int]]
    later_regressions: frozenset[tuple[int, int]]  # (the later commitment, the year of the earlier one)
    baseline_regressions: frozenset[tuple[int, int]]  # (commitment, baseline)
    hedged: frozenset[int]
    implausible_years: frozenset[int]


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
    """A requirement, as a bound, the least scope that will do, and its milestone."""

    bound: Interval
    scope: int
    year: int

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


def assess(
    plan: Plan,
    ruleset: Sequence[Requirement],
    requirement: Requirement,
    catalogue: Catalogue,
) -> Verdict:
    """The one status of a requirement."""
    if plan.covers and requirement.year > plan.covers.to:
        return Verdict("not_applicable")
    indicator = catalogue.indicators[requirement.indicator]
    asked_scope = SCOPE_STRENGTH[requirement.scope] if requirement.scope else 1
    demand = Demand(bound_of(requirement, indicator), asked_scope, requirement.year)
    milestones = sorted({r.year for r in ruleset if r.indicator == requirement.indicator})
    previous = max((m for m in milestones if m < demand.year), default=-math.inf)
    is_last = demand.year == milestones[-1]
    everything = statements(plan, requirement.indicator, catalogue)

    def on_time(s: Statement) -> bool:
        return s.year is not None and previous < s.year <= demand.year

    def late(s: Statement) -> bool:
        return s.year is not None and is_last and s.year > demand.year

    clear = [s for s in everything if s.clear]
    if any(on_time(s) for s in clear):
        return _judged(demand, governing_on_time(demand, [s for s in clear if on_time(s)]))
    if any(late(s) for s in clear):
        return _judged(demand, governing_late(demand, [s for s in clear if late(s)]))
    doubtful = [s for s in everything if s.bound is None and (on_time(s) or late(s))]
    if doubtful:
        return Verdict("unclear", governing=_numbers(doubtful))
    carried = carried_forward(demand, [s for s in clear if s.year <= previous])
    if carried:
        return Verdict("met", governing=_numbers(carried))
    unplaced = [s for s in everything if s.year is None]
    if unplaced:
        return Verdict("unclear", governing=_numbers(unplaced))
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
    return Verdict(status, demand.shortfalls(answer), _numbers(governing))


def _numbers(found: Iterable[Statement]) -> frozenset[int]:
    return frozenset(s.number for s in found)


# ---- observations


def observe(plan: Plan, catalogue: Catalogue) -> Remarks:
    contradictions: set[frozenset[int]] = set()
    later: set[tuple[int, int]] = set()
    present: set[tuple[int, int]] = set()
    for key, indicator in catalogue.indicators.items():
        clear = [s for s in statements(plan, key, catalogue) if s.clear]
        for s in clear:
            against = [t for t in clear if t.year == s.year and differ(s, t)]
            if against:  # all that is said of this year and contradicted by something is one remark
                same_year = [t for t in clear if t.year == s.year]
                contradictions.add(_numbers(t for t in same_year if any(differ(t, u) for u in same_year)))
            stronger_before = [t.year for t in clear if t.year < s.year and weaker(s.bound, t.bound)]
            if stronger_before:
                later.add((s.number, max(stronger_before)))
            for number, baseline in enumerate(plan.baselines):
                if baseline.indicator == key and worse_than_today(s, baseline, indicator):
                    present.add((s.number, number))
    every = list(enumerate(plan.commitments))
    return Remarks(
        contradictions=frozenset(contradictions),
        later_regressions=frozenset(later),
        baseline_regressions=frozenset(present),
        hedged=frozenset(n for n, c in every if c.hedge or c.approximate),
        implausible_years=frozenset(n for n, c in every if c.year is not None and not possible(c.year, plan)),
    )


def differ(s: Statement, t: Statement) -> bool:
    """Two statements for one year that do not say the same; silence on scope contradicts no scope."""
    both_say_scope = ASSUMED_SCOPE not in (s.scope, t.scope)
    return s.bound != t.bound or (both_say_scope and s.scope != t.scope)


def worse_than_today(s: Statement, baseline: Baseline, indicator: Indicator) -> bool:
    """Whether the value promised is worse than the present one, open ends aside."""
    if indicator.kind != "level":
        return False
    today = in_unit(Fraction(str(baseline.value)), baseline.unit or indicator.unit, indicator.unit)
    if today is None:
        return False
    return s.bound.low < today if indicator.direction == "more" else s.bound.high > today
