"""The two scales of a trajectory chart: years to the right, values upwards. Lengths are units of the viewBox."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from checker.reporting.chart_entries import PointData
from checker.writers.round_numbers import round_numbers

TAIL = 26.0
"""Left free behind the last year, so that one sees that the norm's last milestone goes on holding."""
INSET = 7.0
"""A mark at the end of a year stands so far inside it, that it cannot be taken for the next year's."""
ROWS = 2
"""Years that would touch go into so many rows."""
MARGIN = 0.25
"""Room above and below the values, as a share of their range, for labels and for what is not allowed."""
SAME = 0.05
"""The room around values that are all the same, as a share of them."""
TICKS = 5
"""So many round numbers are written along the values, at most."""
NEAR_ZERO = 0.4
"""Where the lowest value is less than this share of the highest, the axis begins at zero."""
NARROWEST = 1e-3
"""The smallest range that is drawn; no indicator knows finer differences."""


@dataclass(frozen=True, slots=True)
class YearScale:
    """Each year is a band, ``band`` wide: what holds from its start stands on its left, by its end on its right."""

    first: int
    left: float
    band: float

    @property
    def inset(self) -> float:
        return min(INSET, self.band / 2)

    def start_of(self, year: int) -> float:
        return self.left + (year - self.first) * self.band

    def middle_of(self, year: int) -> float:
        return self.start_of(year) + self.band / 2

    def place(self, point: PointData, *, dated: bool = False) -> float:
        """Where a point stands; a ``dated`` one on its day, as far as that is known."""
        left, right = self.start_of(point.year) + self.inset, self.start_of(point.year) + self.band - self.inset
        if not dated:
            return left if point.starts else right
        share = _share_of_year(point)
        return min(max(self.start_of(point.year) + share * self.band, left), right)


def _share_of_year(point: PointData) -> float:
    """How much of its year has gone by on a point's day; the middle of what is not known."""
    if point.month is None:
        return 0.5
    if point.day is None:
        return (point.month - 0.5) / 12
    days = date(point.year, point.month, point.day).timetuple().tm_yday
    return days / (366 if isleap(point.year) else 365)


def year_scale(years: Collection[int], left: float, right: float) -> YearScale:
    first, last = min(years), max(years)
    return YearScale(first, left, (right - left - TAIL) / (last - first + 1))


def year_labels(
    scale: YearScale, years: Sequence[int], width: float, bounds: tuple[float, float]
) -> list[tuple[int, float, int]]:
    """Years that can be written, with the middle of the label and its row; ``years``: the most important first."""
    rows: list[list[float]] = [[] for _ in range(ROWS)]
    found = []
    for year in dict.fromkeys(years):
        at = min(max(scale.middle_of(year), bounds[0] + width / 2), bounds[1] - width / 2)
        free = (n for n, row in enumerate(rows) if all(abs(at - other) >= width + 5 for other in row))
        row = next(free, None)
        if row is not None:
            rows[row].append(at)
            found.append((year, at, row))
    return sorted(found)


@dataclass(frozen=True, slots=True)
class ValueScale:
    """Values from ``low`` at ``bottom`` to ``high`` at ``top``; bigger ones stand higher, whatever is better."""

    low: float
    high: float
    top: float
    bottom: float
    ticks: tuple[Decimal, ...]

    @property
    def broken(self) -> bool:
        """Whether the axis leaves out zero."""
        return not self.low <= 0 <= self.high

    def place(self, value: float) -> float:
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)


def value_scale(values: Collection[float], ceiling: float | None, top: float, bottom: float) -> ValueScale:
    """A scale that holds all of ``values``, with round numbers along it, none above ``ceiling``."""
    smallest, biggest = min(values), max(values)
    same = abs(biggest) * SAME or 1.0
    side = max((biggest - smallest) * MARGIN if biggest > smallest else same, NARROWEST)
    low, high = smallest - side, biggest + side
    if smallest >= 0 and (low < 0 or smallest <= NEAR_ZERO * biggest):
        low = 0.0
    end = high if ceiling is None or ceiling <= low else min(high, ceiling)
    return ValueScale(low, high, top, bottom, round_numbers(low, end, TICKS))
