"""How far the nation could come on one requirement, as a bar: only geometry."""

from __future__ import annotations

from dataclasses import dataclass

from checker.reporting.chart_entries import NationData
from checker.writers.overview.axis import Axis, axis_around


@dataclass(frozen=True, slots=True)
class RangeBar:
    """A bar from ``start`` to ``end``, in percent of the line, with marks for the norm's bound and the average.

    ``start_open`` and ``end_open``: nothing bounds the range on that side, or it goes on beyond the
    line. ``low`` and ``high`` are the ends of the line itself.
    """

    low: float
    high: float
    start: float
    end: float
    start_open: bool
    end_open: bool
    asked: float
    average: float | None


def range_bar(nation: NationData) -> RangeBar | None:
    """The bar of one requirement; None where there is nothing to draw."""
    share = nation.measure == "share"
    asked = 100.0 if share else _number(nation.asked)
    average, low, high = _number(nation.average), _number(nation.low), _number(nation.high)
    if asked is None or (average is None and low is None and high is None):
        return None
    percent = share or nation.unit == "%"
    axis = Axis(0.0, 100.0) if percent else _around(nation, asked, average)
    start = axis.low if low is None else low
    end = axis.high if high is None else high
    return RangeBar(
        low=axis.low,
        high=axis.high,
        start=axis.place(start),
        end=axis.place(end),
        start_open=low is None or start < axis.low,
        end_open=high is None or end > axis.high,
        asked=axis.place(asked),
        average=None if average is None else axis.place(average),
    )


def _around(nation: NationData, asked: float, average: float | None) -> Axis:
    """A line around what is asked, averaged and promised, of a unit that has no natural ends."""
    promised = [float(v.value) for v in nation.values if v.value is not None]
    return axis_around([asked, *([] if average is None else [average]), *promised], margin=0.3)


def _number(value: int | float | None) -> float | None:
    return None if value is None else float(value)
