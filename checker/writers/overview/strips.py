"""All plans on one requirement as a strip: a number line with the norm's floor, and a dot for each promise.

Only geometry, and who stands where; the words are the template's. Lengths across are percent of the
line, heights are lanes: labels that would overlap on a line of ``NARROWEST`` pixels stand in
different lanes, so that they do not overlap on a wider one either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from checker.judging.assess import GAPS, STATUSES, Status
from checker.reporting.chart_entries import NationData, PlanValueData
from checker.writers.overview.axis import Axis, axis_around

_Key = TypeVar("_Key", bound=Hashable)

NARROWEST = 230
LETTER, EDGES = 9, 10
"""Width of a letter of a label, and of what is around its letters, in pixels."""
STACK = 4
"""So many labels of the same value stand above each other; more become one label with their number."""


@dataclass(frozen=True, slots=True)
class Dot:
    """Plans that promise the same, ``place`` percent from the left, their label in ``lane`` (0 lowest).

    ``label``: the short name of the plan, empty where there are several; ``open``: the limit itself
    is excluded.
    """

    place: float
    lane: int
    label: str
    count: int
    status: Status
    open: bool


@dataclass(frozen=True, slots=True)
class Promise:
    """Plans that say the same on a requirement; ``said`` is None where they say nothing clear."""

    said: str | None
    status: Status
    plans: tuple[PlanValueData, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """One requirement over all plans.

    ``floor``: where the norm's bound stands; ``ticks``: places and the round numbers there. ``dots``
    and ``promises`` begin with the weakest; ``silent`` are the plans without a value. ``weakest``:
    who promises the weakest value, nobody where all promise the same.
    """

    nation: NationData
    floor: float
    ticks: tuple[tuple[float, Decimal], ...]
    dots: tuple[Dot, ...]
    lanes: int
    promises: tuple[Promise, ...]
    silent: tuple[PlanValueData, ...]
    weakest: tuple[PlanValueData, ...]

    @property
    def drawn(self) -> bool:
        """Whether there is a number line, or only a count of promises."""
        return bool(self.dots)

    @property
    def weakest_said(self) -> str | None:
        """The weakest promise in words, as exactly as all who make it agree."""
        said = {value.said for value in self.weakest}
        return next(iter(said)) if len(said) == 1 else self.weakest[0].value_text

    @property
    def all_meet(self) -> bool:
        """Whether there is nobody to name here as short of the norm, accepted or not."""
        return all(value.status in ("met", "exceeded") for value in self.nation.values)

    @property
    def counts(self) -> dict[Status, int]:
        """How many plans have each status, in the order of the statuses."""
        found = Counter(value.status for value in self.nation.values)
        return {status: found[status] for status in STATUSES}


def strip_of(nation: NationData, labels: Mapping[str, str]) -> Strip:
    """The strip of one requirement; ``labels`` are the short names of plans by the name of their reports."""
    bound = nation.asked
    valued = [] if bound is None else [v for v in nation.values if v.value is not None]
    promises = tuple(_promises(nation.values))
    if bound is None or not valued:
        return Strip(nation, 0.0, (), (), 0, promises, nation.values, ())
    values = [float(bound), *(float(v.value) for v in valued if v.value is not None)]
    axis = axis_around(values)
    if nation.unit == "%" and max(values) <= 100:  # a share of more than all would only confuse
        axis = Axis(axis.low, min(axis.high, 100.0))
    dots = _dots(valued, axis, labels)
    return Strip(
        nation=nation,
        floor=axis.place(float(bound)),
        ticks=tuple((axis.place(float(tick)), tick) for tick in axis.ticks()),
        dots=dots,
        lanes=1 + max(dot.lane for dot in dots),
        promises=promises,
        silent=tuple(v for v in nation.values if v.value is None),
        weakest=_weakest(valued),
    )


def _weakest(valued: Sequence[PlanValueData]) -> tuple[PlanValueData, ...]:
    first = valued[0]
    same = tuple(v for v in valued if (v.value, v.open) == (first.value, first.open))
    return same if len(same) < len(valued) else ()


def _promises(values: Iterable[PlanValueData]) -> Iterable[Promise]:
    for (said, status), plans in _grouped(values, lambda v: (v.said, v.status)):
        yield Promise(said, status, tuple(plans))


def _dots(valued: Iterable[PlanValueData], axis: Axis, labels: Mapping[str, str]) -> tuple[Dot, ...]:
    """A dot for each value, with its labels in the lowest lanes that are free."""
    lanes: list[list[tuple[float, float]]] = []
    dots = []
    for (value, open_, status), plans in _grouped(valued, lambda v: (v.value, v.open, v.status)):
        place = axis.place(float(value or 0))
        names = [labels[plan.name] for plan in plans]
        for label, count in [(name, 1) for name in names] if len(names) <= STACK else [("", len(names))]:
            width = LETTER * len(label or f"×{count}") + EDGES + (12 if status in GAPS else 0)
            dots.append(Dot(place, _lane(lanes, place, 100 * width / NARROWEST), label, count, status, open_))
    return tuple(dots)


def _lane(lanes: list[list[tuple[float, float]]], place: float, width: float) -> int:
    """The lowest lane in which a label of that width, in percent, is free around ``place``; takes it."""
    left, right = place - width / 2, place + width / 2
    for number, taken in enumerate(lanes):
        if all(right <= other_left or left >= other_right for other_left, other_right in taken):
            taken.append((left, right))
            return number
    lanes.append([(left, right)])
    return len(lanes) - 1


def _grouped(
    values: Iterable[PlanValueData], key: Callable[[PlanValueData], _Key]
) -> Iterable[tuple[_Key, list[PlanValueData]]]:
    """The plans that share a key, in the order of the first of each."""
    groups: dict[_Key, list[PlanValueData]] = {}
    for value in values:
        groups.setdefault(key(value), []).append(value)
    return groups.items()
