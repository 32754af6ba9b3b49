"""The year that a block inherits from the headings above it, and what is doubtful about that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.extracting.document import Block
from checker.extracting.doubts import YEAR_OF_NEIGHBOUR, YEAR_OF_TITLE, Doubt
from checker.extracting.outlines.heading_years import HeadingYear
from checker.extracting.outlines.place import Place
from checker.extracting.outlines.sections import Open


def dated(
    place: Place,
    sections: Sequence[Open],
    near: Sequence[HeadingYear],
    title_years: Sequence[HeadingYear],
    annual: bool = False,
) -> Place:
    """The place with the year that it inherits from the sections open there.

    ``near`` are the years of lines nearby where nothing is numbered, ``title_years`` those of the document's title;
    ``annual``: the document is the plan of one year, so that its title's year is that of all its goals.
    """
    owner = next((o for o in reversed(sections) if o.years), None)
    hedge = next((o.hedge for o in reversed(sections) if o.hedge), None)
    group = next((o.group for o in reversed(sections) if o.group), None)
    titles = tuple(o.title for o in sections if o.title and (o.is_title or o.kind in ("lead", "star")))
    place = replace(place, hedge=hedge, group=group, titles=titles)
    if place.role == "present":
        return place
    if owner is None and near and place.role in ("goals", "other"):
        return _with_years(place, near, (YEAR_OF_NEIGHBOUR.doubt(year=str(near[0].year)),))
    if owner is None:
        if place.role in ("goals", "annex_targets", "other") and title_years:
            first = title_years[0]
            if annual and place.role != "other":
                return _with_years(place, title_years, ())
            return _with_years(place, title_years, (YEAR_OF_TITLE.doubt(year=str(first.year)),))
        return place
    if owner.unsure or len(owner.years) > 1:
        years = tuple(dict.fromkeys((*owner.years, *(near if owner.unsure else ()))))
        return _with_years(place, years, (YEAR_OF_NEIGHBOUR.doubt(year=str(owner.years[0].year)),))
    return _with_years(place, owner.years, ())


def years_near(
    at: int, blocks: Sequence[Block], year_lines: Mapping[int, tuple[HeadingYear, ...]]
) -> tuple[HeadingYear, ...]:
    """Where nothing is numbered, the years of all lines on the page that name one alone, the nearest first."""
    if not year_lines:
        return ()
    page = _page(blocks[at])
    lines = [line for line in year_lines if _page(blocks[line]) == page]
    nearest = sorted(lines, key=lambda line: (abs(line - at), line))
    return tuple(dict.fromkeys(year for line in nearest for year in year_lines[line]))


def _page(block: Block) -> int | None:
    return block.page


def _with_years(place: Place, years: Sequence[HeadingYear], doubts: tuple[Doubt, ...]) -> Place:
    first = years[0]
    return replace(
        place,
        by=first.year if first.kind == "by" else None,
        from_=first.year if first.kind == "from" else None,
        doubts=doubts,
        candidates=tuple((y.kind, y.year) for y in years) if doubts else (),
    )
