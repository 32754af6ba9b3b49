"""The course of each indicator under one norm: what the norm asks, what the plan sets, what it reports of today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from checker.judging.assess import Assessment
from checker.judging.bounds import NO_FLOOR, end_of, floor_of, in_unit_of
from checker.judging.facts import LAST_YEAR, state_of
from checker.reading.dates import PartialDate
from checker.reading.models import Baseline, Bounded, Commitment, Indicator
from checker.reading.numbers import plain
from checker.reading.units import WORDS, convert
from checker.reporting.case import Case
from checker.reporting.chart_entries import MilestoneData, PointData, TrajectoryData
from checker.reporting.trajectory_wording import trajectory_summary
from checker.reporting.wording import asked_by, reported_by, said_by, why_unclear

_WORST = ("weaker", "late", "missing", "unclear", "accepted", "met", "exceeded", "not_applicable")


@dataclass(frozen=True, slots=True)
class _Course:
    """One indicator of a plan under one norm: what became of its requirements, by year, and which apply."""

    case: Case
    key: str
    indicator: Indicator
    judged: Sequence[Assessment]

    @property
    def applying(self) -> list[Assessment]:
        return [a for a in self.judged if a.status != "not_applicable"]

    def resting_on(self, number: int) -> list[Assessment]:
        """The verdicts that rest on a commitment of the plan, the worst first."""
        found = [a for a in self.applying if number in a.governing]
        return sorted(found, key=lambda a: _WORST.index(a.status))


def build_trajectories(case: Case, judged: Sequence[Assessment]) -> tuple[TrajectoryData, ...]:
    """The courses of a norm's indicators, in its order; ``judged``: what became of its requirements."""
    by_indicator: dict[str, list[Assessment]] = {}
    for assessment in judged:
        by_indicator.setdefault(assessment.requirement.indicator, []).append(assessment)
    courses = (_Course(case, key, case.indicator(key), found) for key, found in by_indicator.items())
    drawn = (_trajectory(course) for course in courses if course.indicator.kind != "promise")
    return tuple(trajectory for trajectory in drawn if trajectory is not None)


def _trajectory(course: _Course) -> TrajectoryData | None:
    """None where there is nothing to set against the norm, or but one year."""
    case, indicator, language = course.case, course.indicator, course.case.language
    floor = tuple(sorted(_floor(course), key=lambda point: (point.year, not point.starts)))
    targets, left_out = _targets(course)
    baselines, not_dated = _baselines(course)
    points = [*floor, *targets, *baselines]
    if not (targets or baselines) or len({point.year for point in points}) < 2:
        return None
    unit = indicator.unit or ""
    word = indicator.word.text(language.code) if indicator.word else language.say(WORDS[unit]).strip()
    return TrajectoryData(
        indicator=course.key,
        name=case.name(course.key),
        unit_text=word,
        direction=indicator.direction,
        ceiling=None if indicator.ceiling is None else plain(indicator.ceiling),
        milestones=tuple(sorted(_milestones(course), key=lambda m: m.year)),
        floor=floor,
        targets=targets,
        baselines=baselines,
        not_drawn=(*left_out, *not_dated),
        summary=trajectory_summary(case, indicator, course.applying, targets, baselines),
    )


def _milestones(course: _Course) -> Iterator[MilestoneData]:
    for assessment in course.judged:
        requirement = assessment.requirement
        said = asked_by(requirement, course.indicator, course.case.language)
        final = not course.case.marks.under_assessment(assessment)
        yield MilestoneData(
            requirement=requirement.id, year=requirement.year or 0, said=said, status=assessment.status, final=final
        )


def _floor(course: _Course) -> Iterator[PointData]:
    for assessment in course.applying:
        values = _values(assessment.requirement, course)
        if values is not None:
            said = asked_by(assessment.requirement, course.indicator, course.case.language)
            yield PointData(**values, said=said, status=assessment.status)


def _values(bound: Bounded, course: _Course) -> dict[str, Any] | None:
    """What a point holds of its bound; None without a number in the indicator's unit."""
    end = end_of(bound, course.indicator.direction)
    value = None if end is None else in_unit_of(end, bound, course.indicator)
    if value is None:
        return None
    pair = tuple(in_unit_of(n, bound, course.indicator) for n in bound.between) if bound.between else (value, value)
    low, high = (number for number in pair if number is not None)
    number = course.case.language.number
    return {
        "year": bound.year,
        "starts": bound.by is None,
        "value": plain(value),
        "upto": plain(high if value == low else low) if low != high else None,
        "value_text": number(value) if low == high else f"{number(low)}–{number(high)}",
        "open": bound.comparator in ("more_than", "less_than"),
    }


def _targets(course: _Course) -> tuple[tuple[PointData, ...], list[str]]:
    """The plan's targets by year, the same said twice once, and what could not be drawn, with the reason."""
    case, language = course.case, course.case.language
    points: dict[tuple[object, ...], list[PointData]] = {}
    left_out: dict[str, None] = {}
    for number, commitment in enumerate(case.file.plan.commitments):
        if commitment.indicator != course.key:
            continue
        said = said_by(commitment, course.indicator, language)
        why = _why_not_drawn(commitment, course)
        if why is None:
            point = _target(number, commitment, said, course)
            points.setdefault((point.year, point.starts, point.value, point.open, said), []).append(point)
        else:
            left_out[f"{said}: {why}"] = None
    merged = sorted((_merged(same) for same in points.values()), key=lambda p: (p.year, not p.starts))
    return tuple(merged), list(left_out)


def _why_not_drawn(commitment: Commitment, course: _Course) -> str | None:
    issued, language = course.case.file.plan.issued.year, course.case.language
    year, floor = commitment.year, floor_of(commitment, course.indicator)
    unusable = year is None or not issued <= year <= LAST_YEAR
    if unusable or floor is None or state_of(commitment, course.indicator) != "clear":
        return why_unclear(commitment, course.indicator, issued, language)
    return language.say("Sets no limit on the side that the norm limits.") if floor.value == NO_FLOOR else None


def _target(number: int, commitment: Commitment, said: str, course: _Course) -> PointData:
    verdicts = course.resting_on(number)
    answers_late = any(f.rule == "answers-late" and ("C", number) in f.facts for a in course.judged for f in a.trace)
    cited = course.case.cited_fields("C", number)
    return PointData(
        **(_values(commitment, course) or {}),
        said=said,
        approximate=commitment.approximate,
        status=verdicts[0].status if verdicts else None,
        governs=bool(verdicts),
        late=answers_late,
        below=_falls_short(commitment, course),
        review=commitment.review,
        where=cited["where"],
        line=cited["line"],
    )


def _falls_short(commitment: Commitment, course: _Course) -> bool:
    """Whether it allows more than the last milestone up to its year, which holds until the next one."""
    asked = [a.requirement for a in course.applying if (a.requirement.year or 0) <= (commitment.year or 0)]
    last = max((r.year or 0 for r in asked), default=0)
    ranks = [floor.rank for r in asked if r.year == last and (floor := floor_of(r, course.indicator))]
    said = floor_of(commitment, course.indicator)
    return said is not None and any(said.rank < rank for rank in ranks)


def _merged(same: Sequence[PointData]) -> PointData:
    """What the plan says twice, as one point: on which a verdict rests if it does on either, with all places."""
    first = next((point for point in same if point.governs), same[0])
    places = dict.fromkeys(point.where for point in same if point.where)
    late, review = any(point.late for point in same), any(point.review for point in same)
    return first.model_copy(update={"where": "; ".join(places) or None, "late": late, "review": review})


def _baselines(course: _Course) -> tuple[tuple[PointData, ...], list[str]]:
    """The plan's present values by date, and what could not be drawn, with the reason."""
    case, indicator = course.case, course.indicator
    points: dict[tuple[object, ...], list[PointData]] = {}
    left_out: dict[str, None] = {}
    for number, baseline in enumerate(case.file.plan.baselines):
        if baseline.indicator != course.key:
            continue
        said = reported_by(baseline, indicator, case.language)
        unit = indicator.unit or ""
        value = convert(baseline.value, baseline.unit or unit, unit)
        day = baseline.as_of
        if indicator.kind != "level":
            left_out[case.language.say("Present value {said}: a level is not set against a change.", said=said)] = None
        elif value is None:
            left_out[case.language.say("Present value {said}: another unit than the norm’s.", said=said)] = None
        elif day is None:
            left_out[case.language.say("Present value {said}: no date is given.", said=said)] = None
        else:
            point = _baseline(number, baseline, day, value, said, course)
            points.setdefault((str(day), point.value, said), []).append(point)
    merged = [_merged(points[key]) for key in sorted(points, key=str)]
    return tuple(merged), list(left_out)


def _baseline(
    number: int, baseline: Baseline, day: PartialDate, value: Decimal, said: str, course: _Course
) -> PointData:
    cited = course.case.cited_fields("B", number)
    return PointData(
        year=day.year,
        month=day.month,
        day=day.day,
        value=plain(value),
        value_text=course.case.language.number(value),
        said=said,
        approximate=baseline.approximate,
        review=baseline.review,
        where=cited["where"],
        line=cited["line"],
    )
