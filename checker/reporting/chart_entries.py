"""What charts and overviews are drawn from: the course of one indicator, and all plans side by side."""

from __future__ import annotations

from typing import Literal

from checker.judging.assess import Status
from checker.reporting.entries import Data


class PointData(Data):
    """One year of a course.

    ``value`` is the end that counts, in the indicator's unit; ``open``: the limit itself is excluded
    ("trên", "dưới"); ``said`` the whole bound in words. Of a target, ``governs``: a verdict rests on
    it, ``late``: it comes after the milestone that it answers; ``where`` and ``line`` as in ``Cited``.
    """

    year: int
    value: int | float
    value_text: str
    open: bool
    said: str
    approximate: bool = False
    governs: bool = False
    late: bool = False
    where: str | None = None
    line: int | None = None


class TrajectoryData(Data):
    """The course of one indicator under one norm: the norm's floor, the plan's targets, its present values.

    ``floor`` holds a point for each milestone, in order of years; ``requirements`` their ids. Only for
    indicators with numbers, and where there are two years or more to draw. ``not_drawn`` says in
    words what has no year or no comparable number. ``summary`` is the whole in sentences, for those
    who do not see it.
    """

    indicator: str
    name: str
    unit_text: str
    direction: Literal["more", "less"]
    requirements: tuple[str, ...]
    floor: tuple[PointData, ...]
    targets: tuple[PointData, ...]
    baselines: tuple[PointData, ...]
    not_drawn: tuple[str, ...]
    summary: str


class PlanValueData(Data):
    """What one plan promises on one requirement, in the indicator's unit; no value where nothing clear answers."""

    plan: str
    code: int
    province: str
    status: Status
    value: int | float | None
    value_text: str | None
    open: bool
    said: str | None


class NationData(Data):
    """How far one requirement would be reached in the whole country, if every plan given is carried out.

    ``measure`` is ``average``, the promised values weighted by population, or ``share``, the share of
    the population whose province satisfies the requirement, where an average says nothing (each
    station, a promise). ``known`` is the share of the population, in percent, of plans with a value.
    ``low`` and ``high`` bound what the nation can come to, whatever the others promise; None where
    nothing bounds it. ``needed`` is what the others must reach on average. ``values`` are sorted, the
    weakest first, then those without a value.
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
    known: int | float
    average: int | float | None
    low: int | float | None
    high: int | float | None
    needed: int | float | None
    status: Literal["reached", "short", "open"]
    text: str


class ProvinceData(Data):
    """One of the 34 provinces on the tile map: its people, its place in columns and rows, its plans in the run."""

    code: int
    name: str
    short: str
    population: int
    column: int
    row: int
    plans: tuple[str, ...]
