"""The provinces of a large run as tiles: how many plans each has, how many have gaps, and how many gaps a plan has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil

from checker.reporting.chart_entries import ProvinceData
from checker.reporting.outcomes import TONES, Tone
from checker.reporting.tally import ProvinceTally, Tally
from checker.writers.overview.plans import place_name
from checker.writers.overview.province import province_pages

DEPTHS = 3


@dataclass(frozen=True, slots=True)
class ShareTile:
    """One province; ``tally`` and ``link`` are None where it has no plan.

    ``tone``: bad if one of its plans has gaps under a norm that binds, doubt if of one it cannot be said yet
    whether it conforms; else good, or, bound by guidance alone, as that has it. ``depth``, from 1 to 3: how many gaps
    a plan has beside the province where it has the most; 0 where it has none.
    """

    province: ProvinceData
    tally: ProvinceTally | None
    tone: Tone | None
    depth: int
    link: str | None

    @property
    def name(self) -> str:
        return place_name(self.province)

    @property
    def with_gaps(self) -> int:
        return self.tally.outcomes["bad"] if self.tally else 0


@dataclass(frozen=True, slots=True)
class ShareMap:
    """All tiles, by rows and columns, how many columns the map has, and the most gaps a plan of a province has."""

    tiles: tuple[ShareTile, ...]
    columns: int
    most: Fraction

    @property
    def depths(self) -> list[tuple[int, Decimal, Decimal]]:
        """The depths that occur, and from what to what number of gaps a plan each goes, with one decimal."""
        found = sorted({tile.depth for tile in self.tiles if tile.depth})
        return [
            (depth, rounded(self.most * (depth - 1) / DEPTHS), rounded(self.most * depth / DEPTHS)) for depth in found
        ]


def share_map(provinces: Sequence[ProvinceData], tally: Tally) -> ShareMap | None:
    """The map of ``provinces``; None where there are none to draw."""
    if not provinces:
        return None
    places = sorted(provinces, key=lambda p: (p.row, p.column))
    found = {province.code: tally.provinces[province.code] for province in places}
    most = max(map(gaps_each, found.values()))
    tiles = tuple(_tile(province, found[province.code], most) for province in places)
    return ShareMap(tiles, max(p.column for p in provinces), most)


def gaps_each(province: ProvinceTally) -> Fraction:
    """How many gaps under norms that bind a plan has on average; 0 where there are no plans."""
    return Fraction(province.gaps, province.plans or 1)


def rounded(value: Fraction) -> Decimal:
    """With one decimal."""
    return (Decimal(value.numerator) / value.denominator).quantize(Decimal("0.1"))


def _tile(province: ProvinceData, tally: ProvinceTally, most: Fraction) -> ShareTile:
    if not tally.plans:
        return ShareTile(province, None, None, 0, None)
    link = f"{province_pages(province.code, tally.plans)[0].name}.html"
    depth = ceil(DEPTHS * gaps_each(tally) / most) if most else 0
    return ShareTile(province, tally, _tone(tally), depth, link)


def _tone(tally: ProvinceTally) -> Tone:
    if tally.outcomes["bad"]:
        return "bad"
    if tally.outcomes["open"]:
        return "doubt"
    if tally.outcomes["good"]:
        return "good"
    return next(tone for tone in TONES if tally.tones[tone])
