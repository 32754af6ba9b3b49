"""Bounds as one kind of number, so that "inside the norm's interval" is a single comparison.

Every bound is reduced to the end that matters, its *floor*: the lower end where more is better, the
upper end with its sign turned where less is better. The bigger the floor, the stricter the bound;
of two equal floors the open one is stricter: (95, ∞) lies inside [95, ∞).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from checker.reading.fields import Direction
from checker.reading.models import Bounded, Indicator
from checker.reading.numbers import LIMIT, SCALE, scaled
from checker.reading.units import convert

NO_FLOOR = -LIMIT * SCALE
"""The floor of a bound on the other side: "at most 99" promises nothing from below."""


@dataclass(frozen=True, slots=True, order=True)
class Floor:
    """``value`` in units of 1/SCALE of the indicator's unit, turned so that more is stricter."""

    value: int
    open: bool

    @property
    def rank(self) -> int:
        """An integer that grows with strictness: ``a`` lies inside ``b`` iff a.rank >= b.rank."""
        return 2 * self.value + self.open


def floor_of(bound: Bounded, indicator: Indicator) -> Floor | None:
    """The floor of a bound; None where it holds no number of the indicator's kind and unit."""
    if indicator.kind == "promise":
        return None if bound.promised is None else Floor(SCALE if bound.promised else 0, open=False)
    number = end_of(bound, indicator.direction)
    if number is None:
        return None
    value = in_unit_of(number, bound, indicator)
    if value is None:
        return None
    limits_from_below = bound.comparator in ("at_least", "more_than", "between")
    limits_from_above = bound.comparator in ("at_most", "less_than", "between")
    if not (limits_from_below if indicator.direction == "more" else limits_from_above):
        return Floor(NO_FLOOR, open=False)
    sign = 1 if indicator.direction == "more" else -1
    return Floor(sign * scaled(value), open=bound.comparator in ("more_than", "less_than"))


def end_of(bound: Bounded, direction: Direction) -> Decimal | None:
    """The number a bound is judged by, in its own unit; of a pair, the weaker end."""
    if bound.between is not None:
        return min(bound.between) if direction == "more" else max(bound.between)
    return next((n for n in (bound.at_least, bound.more_than, bound.at_most, bound.less_than) if n is not None), None)


def ceiling_of(indicator: Indicator) -> int:
    """The highest floor that can be true of the indicator; above it is a misprint."""
    if indicator.ceiling is None or indicator.direction == "less":
        return -NO_FLOOR
    return scaled(indicator.ceiling)


def in_unit_of(number: Decimal, bound: Bounded, indicator: Indicator) -> Decimal | None:
    """A number of the bound in the indicator's unit; None where the two units cannot be compared."""
    if indicator.unit is None or bound.unit is None:
        return number
    return convert(number, bound.unit, indicator.unit)
