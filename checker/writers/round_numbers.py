"""Round numbers to write along an axis."""

from __future__ import annotations

from decimal import Decimal
from math import ceil, floor


def round_numbers(low: float, high: float, most: int) -> tuple[Decimal, ...]:
    """At most ``most`` multiples of 1, 2 or 5 times a power of ten, evenly spaced, from ``low`` to ``high`` (> low)."""
    first, last = Decimal(low), Decimal(high)
    power = ((last - first) / most).adjusted()
    steps = (Decimal(digit).scaleb(power + more) for more in (0, 1) for digit in (1, 2, 5))
    for step in steps:
        lowest, highest = ceil(first / step), floor(last / step)
        if highest - lowest < most:
            return tuple(step * n for n in range(lowest, highest + 1))
    raise AssertionError("ten times such a share of the range is never too fine")
