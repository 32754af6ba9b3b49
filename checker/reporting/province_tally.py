"""The plans of one province in numbers, and a plan in a line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from checker.judging.assess import GAPS
from checker.reporting.digest import PlanDigest
from checker.reporting.norm_tally import sum_up
from checker.reporting.outcomes import Outcome, Tone


@dataclass(slots=True)
class ProvinceTally:
    """The plans of one province.

    ``gaps`` are those under norms that bind, ``advised`` those under guidance, ``most_gaps`` the largest number of
    ``gaps`` of one plan. ``failing``: how many plans have a gap at each requirement, by the places of norm and
    requirement. ``open`` plans have a verdict that is not final.
    """

    plans: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    tones: Counter[Tone] = field(default_factory=Counter)
    gaps: int = 0
    advised: int = 0
    most_gaps: int = 0
    failing: Counter[tuple[int, int]] = field(default_factory=Counter)
    open: int = 0
    review_entries: int = 0

    def add(self, digest: PlanDigest) -> None:
        """Adds one plan."""
        self.plans += 1
        self.outcomes[digest.outcome] += 1
        self.tones[digest.tone] += 1
        self.gaps += digest.gaps
        self.advised += digest.advised
        self.most_gaps = max(self.most_gaps, digest.gaps)
        for number, norm in enumerate(digest.norms):
            if norm.applies:
                self.failing.update((number, place) for place, status in enumerate(norm.statuses) if status in GAPS)
        self.open += not digest.final
        self.review_entries += digest.review_entries

    def merge(self, other: ProvinceTally) -> None:
        """Adds the plans of another part of the run."""
        most = max(self.most_gaps, other.most_gaps)
        sum_up(self, other)
        self.most_gaps = most


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan as a list names it; fields as in ``PlanDigest``."""

    name: str
    id: str
    province_code: int
    province: str
    then: str | None
    title: str
    number: str | None
    issued_text: str
    tone: Tone
    gaps: int
    advised: int
    final: bool


def line_of(digest: PlanDigest) -> PlanLine:
    """The plan in a line."""
    return PlanLine(
        name=digest.name,
        id=digest.id,
        province_code=digest.province_code,
        province=digest.province,
        then=digest.then,
        title=digest.title,
        number=digest.number,
        issued_text=digest.issued_text,
        tone=digest.tone,
        gaps=digest.gaps,
        advised=digest.advised,
        final=digest.final,
    )
