"""A requirement over many plans as a stacked bar: how many of them have each status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from checker.judging.assess import GAPS, STATUSES, Status

BAR_ORDER: tuple[Status, ...] = (
    "missing", "weaker", "late", "unclear", "accepted", "met", "exceeded",
)  # fmt: skip
"""From the left: what is to be looked at begins at the same place in every bar."""


class Asked(Protocol):
    """A requirement: ``AssessmentData`` and ``RequirementTally``."""

    @property
    def requirement(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def clause(self) -> str: ...
    @property
    def asked_text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class StatusBar:
    """One requirement. ``counts`` has every status, ``open`` are the verdicts that are not final.

    ``number`` is its place among the requirements that are shown, from 1.
    """

    number: int
    asked_of_plans: Asked
    counts: Mapping[Status, int]
    open: int = 0

    @property
    def asked(self) -> int:
        """How many plans are asked it."""
        return sum(count for status, count in self.counts.items() if status != "not_applicable")

    @property
    def met(self) -> int:
        return self.counts["met"] + self.counts["exceeded"]

    @property
    def gaps(self) -> int:
        return sum(count for status, count in self.counts.items() if status in GAPS)

    @property
    def percent_failing(self) -> int:
        return percent_failing(self.gaps, self.asked)

    @property
    def parts(self) -> list[tuple[Status, int]]:
        """The parts of the bar from the left, without those that are none."""
        return [(status, self.counts[status]) for status in BAR_ORDER if self.counts[status]]


def percent_failing(gaps: int, asked: int) -> int:
    """The share of gaps in percent; 0 and 100 only where it is none and all."""
    if not gaps:
        return 0
    return 100 if gaps == asked else min(max(round(100 * gaps / asked), 1), 99)


def status_bar(number: int, about: Asked, counts: Mapping[Status, int], open_: int = 0) -> StatusBar:
    """The bar of these counts, which may lack statuses."""
    return StatusBar(number, about, {status: counts.get(status, 0) for status in STATUSES}, open_)


def by_failure(bars: list[StatusBar]) -> list[StatusBar]:
    """Those that the largest share of plans fails first; of equals the one with more gaps, then in the norm's order."""
    return sorted(bars, key=lambda bar: (-(bar.gaps / bar.asked if bar.asked else 0), -bar.gaps, bar.number))
