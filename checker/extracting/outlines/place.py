"""Where a block of a document stands."""

from __future__ import annotations

from dataclasses import dataclass

from checker.extracting.doubts import Doubt
from checker.extracting.outlines.roles import Role


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands.

    ``where`` cites it ("mục II.2.1.a", "mục III.2, gạch đầu dòng thứ sáu", "Phụ lục 1"). ``by`` or ``from_`` is the
    year of the nearest heading or lead-in above it, ``hedge`` that one's softening word; ``candidates`` are all years
    that might be meant where order does not tell, the likeliest first. ``group`` is the group of tasks by the
    headings' words, ``titles`` the titles above the block, outermost first. ``doubts`` concern the year alone.
    """

    where: str
    role: Role
    by: int | None = None
    from_: int | None = None
    hedge: str | None = None
    group: int | None = None
    titles: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    candidates: tuple[tuple[str, int], ...] = ()
