"""What charts and overviews are drawn from: the course of one indicator, and all plans side by side."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from checker.judging.assess import Status
from checker.reporting.entries import Data


class PointData(Data):
    """One year of a course.

    ``value`` is the end that counts, in the indicator's unit, ``upto`` the other end of a pair;
    ``value_text`` the number or the pair without the unit; ``open``: the limit itself is excluded
    ("trên", "dưới"); ``said`` the whole bound in words. It holds at the end of ``year``, with
    ``starts`` from its start on; a present value on the day, as far as it is known.

    ``status``: of a point of the floor, what became of the requirement; of a target that a verdict
    rests on (``governs``), the worst of those. Of a target, ``late``: it comes after the last
    milestone; ``below``: it falls short, in value or strictness, of the floor that holds in its
    year; ``where``, ``line``: in the document, and in the plan file. ``review``: the entry is marked.
    """

    year: int
    month: int | None = None
    day: int | None = None
    starts: bool = False
    value: int | float
    upto: int | float | None = None
    value_text: str
    open: bool = False
    said: str
    approximate: bool = False
    status: Status | None = None
    governs: bool = False
    late: bool = False
    below: bool = False
    review: bool = False
    where: str | None = None
    line: int | None = None


class MilestoneData(Data):
    """One of a norm's requirements on an indicator, and what became of it; ``said`` is what is asked, in words.

    ``final`` as of its verdict.
    """

    requirement: str
    year: int
    said: str
    status: Status
    final: bool = True


class TrajectoryData(Data):
    """The course of one indicator under one norm: the norm's floor, the plan's targets, its present values.

    Only for indicators with numbers, and where there are two years or more to draw. ``milestones``
    are all that the norm asks of it, in order of years; ``floor`` has a point for each that applies
    to the plan. ``ceiling`` is the highest value that can be true. ``not_drawn`` says in words which
    targets and present values have no year or no comparable number. ``summary`` is the whole in
    sentences, for those who do not see it.
    """

    indicator: str
    name: str
    unit_text: str
    direction: Literal["more", "less"]
    ceiling: int | float | None = None
    milestones: tuple[MilestoneData, ...]
    floor: tuple[PointData, ...]
    targets: tuple[PointData, ...]
    baselines: tuple[PointData, ...]
    not_drawn: tuple[str, ...]
    summary: str


class PlanValueData(Data):
    """What one plan promises on one requirement: the end that counts, in the indicator's unit.

    ``plan`` is its id, ``name`` that of its reports.

    No value where nothing clear answers, or nothing with a number. ``counts``: this is what its province
    stands for in the national figure. A value that does not count comes too late, speaks of a part
    only, or is the stronger one of two plans of a province (``measure`` average); the plan says
    nothing clear, or another one of its province says less (``measure`` share). Not ``final`` while it rests
    on entries of the plan file that are marked for review.
    """

    plan: str
    name: str = Field(default_factory=lambda known: known["plan"], exclude=True)
    code: int
    province: str
    status: Status
    value: int | float | None
    value_text: str | None
    open: bool
    said: str | None
    final: bool = True
    counts: bool


class NationData(Data):
    """How far one requirement would be reached in the whole country, if every plan given is carried out.

    ``asked``, ``open`` and ``unit`` are the requirement's bound (None for a promise), as the values of
    the plans are. ``measure`` says what the national figures are: ``average``, the promised values
    weighted by population, in the same unit; or ``share``, the percentage of the population whose
    province's plan satisfies the requirement, where an average says nothing (each station, a
    promise); there the nation is asked for 100.

    ``provinces`` and ``known`` are how many provinces, and what percentage of the population, the
    plans tell of. ``average`` is theirs alone (None for a share, or where none is known). ``low`` and
    ``high`` bound what the nation can come to, whatever the others promise, low being the smaller
    number; None where nothing bounds it. ``needed`` is what the others must reach on average for the
    nation to reach what is asked; only where the status is open. Figures are rounded towards "not
    reached"; those in ``…_text`` are the same in words, with their unit.

    ``status``: reached, even if the others promise nothing; short, whatever they promise; else open.
    ``values`` are sorted, the weakest first, then those without a value; not ``final`` if one of them is not.
    """

    requirement: str
    ruleset: str
    indicator: str
    name: str
    clause: str
    asked_text: str
    asked: int | float | None
    open: bool
    unit: str | None
    direction: Literal["more", "less"]
    measure: Literal["average", "share"]
    values: tuple[PlanValueData, ...]
    provinces: int
    known: int | float
    known_text: str
    average: int | float | None
    average_text: str | None
    low: int | float | None
    low_text: str | None
    high: int | float | None
    high_text: str | None
    needed: int | float | None
    needed_text: str | None
    status: Literal["reached", "short", "open"]
    final: bool = True
    text: str


class PopulationData(Data):
    """What the national figures are weighted by: where the populations come from, and how far to trust them.

    ``notes`` are sentences to be shown once: how the figures are made, and what they cannot say.
    """

    total: int
    total_text: str
    source: str
    year: int
    verified: str
    notes: tuple[str, ...]


class ProvinceData(Data):
    """One of the 34 provinces on the tile map: its people, its place in columns and rows, its plans in the run."""

    code: int
    name: str
    short: str
    population: int
    column: int
    row: int
    plans: tuple[str, ...]
