"""A number line: where a value stands between two ends, and which round numbers to write along it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from checker.writers.round_numbers import round_numbers

TICKS = 4
"""So many round numbers are written along the line, at most."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A number line from ``low`` to ``high``, which differ; places are percent of its length from the left."""

    low: float
    high: float

    def place(self, value: float) -> float:
        """Where ``value`` stands, 0 to 100 with one decimal; what lies beyond an end stands on it."""
        share = (value - self.low) / (self.high - self.low)
        return round(100 * min(max(share, 0.0), 1.0), 1)

    def ticks(self) -> tuple[Decimal, ...]:
        """Round numbers between the ends, evenly spaced."""
        return round_numbers(self.low, self.high, TICKS)


def axis_around(values: Sequence[float], margin: float = 0.1) -> Axis:
    """A line that holds all of ``values``, at least one, with a margin as a share of their range.

    Where all are the same, a twentieth of the value (or 1 for zero) goes on each side.
    """
    low, high = min(values), max(values)
    side = (high - low) * margin if high > low else abs(high) * 0.05 or 1.0
    return Axis(low - side, high + side)
