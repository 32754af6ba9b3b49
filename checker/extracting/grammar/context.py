"""What is known of a paragraph beside its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from checker.extracting.doubts import YEAR_OF_THE_NORM
from checker.extracting.outlines.outline import Place
from checker.reading.models import Catalogue


@dataclass(frozen=True, slots=True)
class Context:
    """The paragraph is block ``block``; ``issued`` is the document's year, before which all is past, if it is known.

    ``milestones`` are the years that norms ask of each indicator.
    """

    block: int
    place: Place
    page_at: Callable[[int], int | None]
    catalogue: Catalogue
    issued: int | None = None
    milestones: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def place_of(self, indicator: str) -> Place:
        """The place with the year that fits the indicator best, where the headings leave several possible."""
        return likely(self.place, self.milestones.get(indicator, frozenset()))


def likely(place: Place, milestones: frozenset[int]) -> Place:
    """The place with the first of its possible years that is a milestone; it stays doubtful."""
    if not place.doubts:
        return place
    for kind, year in place.candidates:
        if year in milestones:
            chosen = replace(place, by=None if kind == "from" else year, from_=year if kind == "from" else None)
            if (kind, year) == place.candidates[0]:
                return chosen
            years = ", ".join(sorted({str(year) for _, year in place.candidates}))
            return replace(chosen, doubts=(YEAR_OF_THE_NORM.doubt(year=str(year), years=years),))
    return place
