"""The provinces as tiles: each in its column and row, with what its plans come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from checker.reporting.chart_entries import ProvinceData
from checker.reporting.outcomes import TONES, Tone
from checker.writers.overview.plans import Listed, place_name

DEPTHS = 3


@dataclass(frozen=True, slots=True)
class Tile:
    """One province.

    ``plans`` are those of the run, none where it has not submitted one; ``tone`` is that of the
    worst of them, ``gaps`` the largest number of gaps under norms that bind, and ``depth`` how large
    that is beside the largest of all, from 1 to 3.
    """

    province: ProvinceData
    plans: tuple[Listed, ...]
    tone: Tone | None
    gaps: int
    depth: int

    @property
    def final(self) -> bool:
        """Whether the verdicts on all of its plans are."""
        return all(plan.final for plan in self.plans)

    @property
    def name(self) -> str:
        return place_name(self.province)

    @property
    def link(self) -> str | None:
        """The page of its plan; of several, their first row in the list of plans."""
        if not self.plans:
            return None
        first = self.plans[0]
        return first.page if first.page and len(self.plans) == 1 else f"#{first.element}"


@dataclass(frozen=True, slots=True)
class TileMap:
    """All tiles, by rows and columns, and how many of each the map has."""

    tiles: tuple[Tile, ...]
    columns: int
    rows: int


def tile_map(provinces: Sequence[ProvinceData], plans: Sequence[Listed]) -> TileMap | None:
    """The map of ``provinces``; None where there are none to draw."""
    if not provinces:
        return None
    of: dict[int, list[Listed]] = defaultdict(list)
    for plan in plans:
        of[plan.code].append(plan)
    places = sorted(provinces, key=lambda p: (p.row, p.column))
    most = max((plan.gaps for plan in plans), default=0)
    tiles = tuple(_tile(province, tuple(of[province.code]), most) for province in places)
    return TileMap(tiles, max(p.column for p in provinces), max(p.row for p in provinces))


def _tile(province: ProvinceData, plans: tuple[Listed, ...], most: int) -> Tile:
    tone = min((plan.tone for plan in plans), key=TONES.index, default=None)
    gaps = max((plan.gaps for plan in plans), default=0)
    return Tile(province, plans, tone, gaps, depth=ceil(DEPTHS * gaps / most) if most else 0)
