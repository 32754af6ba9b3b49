"""How far a requirement would be reached in the whole country, if every plan given is carried out.

Provinces are weighted by their people. What no plan tells of is not known, never guessed: it leaves
a range from the worst to the best that can be, where there is such a thing. Everything is exact.

Two plans of one province may make the same promise, so that the weaker one counts; a plan that says
nothing on a requirement does not speak against another one of its province.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from checker.judging.bounds import NO_FLOOR, Floor, ceiling_of, floor_of
from checker.reading.models import Indicator, Requirement
from checker.reading.numbers import SCALE

Measure = Literal["average", "share"]
Verdict = Literal["fails", "unclear", "satisfies", "silent"]
VERDICTS: tuple[Verdict, ...] = ("fails", "unclear", "satisfies", "silent")
"""The weakest first: of several plans of a province, the first of these that one of them gets counts."""
Outcome = Literal["reached", "short", "open"]
WHOLE = {"%": 100, "‰": 1000}


@dataclass(frozen=True, slots=True)
class Voice:
    """What one plan that the requirement binds says on it for the province with the code ``province``, or several do.

    ``floor`` is what it promises by the milestone for the whole province; None where it says nothing
    comparable, says it for a later year, or for a part only.
    """

    province: int
    verdict: Verdict
    floor: Floor | None


@dataclass(frozen=True, slots=True)
class Range:
    """The worst and the best that can be true of an indicator (``Floor.value``); None where nothing sets a limit."""

    worst: int | None
    best: int | None


@dataclass(frozen=True, slots=True)
class National:
    """One requirement over the whole country.

    Figures are in the indicator's unit, or for the measure ``share`` in percent of the population.
    ``provinces`` is how many are known, ``known`` their percentage of the population. ``average`` is the
    mean of what they promise, more than that where ``above``. ``worst`` and ``best`` bound what the
    nation comes to, whatever the others promise; None where the indicator itself has no bounds.
    ``needed`` is what the others must reach on average, more than that where ``needed_open``; only
    where the outcome is open. ``satisfying`` and ``failing`` are numbers of provinces, for the measure ``share`` only.
    """

    measure: Measure
    outcome: Outcome
    provinces: int
    known: Fraction
    average: Fraction | None = None
    above: bool = False
    worst: Fraction | None = None
    best: Fraction | None = None
    needed: Fraction | None = None
    needed_open: bool = False
    satisfying: int = 0
    failing: int = 0


def measure_of(requirement: Requirement, indicator: Indicator) -> Measure:
    """``share`` where an average says nothing: of a promise, and of what each one must have."""
    return "share" if indicator.kind == "promise" or requirement.scope == "each" else "average"


def range_of(indicator: Indicator) -> Range:
    """What the levels of an indicator can be: of a share, anything from nothing to all.

    A percentage is a share where its ceiling is the whole; without that it may be a growth, which can
    be negative. No other level lies below 0; how bad one can be nothing tells, and a ceiling that is
    not the whole only tells a misprint from a value: it bounds what can be reached, nothing more.
    """
    if indicator.kind != "level":
        return Range(None, None)
    whole = WHOLE.get(indicator.unit or "")
    is_share = whole is not None and indicator.ceiling == whole
    if whole is not None and not is_share:
        return Range(None, None)
    if indicator.direction == "less":
        return Range(-whole * SCALE if whole else None, 0)
    top = ceiling_of(indicator)
    return Range(0 if is_share else None, None if top == -NO_FLOOR else top)


def together(one: Voice, other: Voice) -> Voice:
    """What two plans of one province, or what is put together of several, say for it: the weaker of each."""
    floors = [voice.floor for voice in (one, other) if voice.floor is not None]
    verdict = min(one.verdict, other.verdict, key=VERDICTS.index)
    return Voice(one.province, verdict, min(floors, default=None))


def by_province(voices: Iterable[Voice]) -> dict[int, Voice]:
    """What each province says with all its plans together, by its code."""
    found: dict[int, Voice] = {}
    for voice in voices:
        known = found.get(voice.province)
        found[voice.province] = voice if known is None else together(known, voice)
    return found


def stands_for(voice: Voice, province: Voice, measure: Measure) -> bool:
    """Whether the national figure rests on the voice, where its province as a whole says ``province``."""
    if measure == "share":
        return voice.verdict == province.verdict
    return voice.floor is not None and voice.floor == province.floor


def national(
    requirement: Requirement, indicator: Indicator, voices: Iterable[Voice], people: Mapping[int, int]
) -> National:
    """The requirement over the whole country; ``people`` are the populations of all provinces by their codes.

    It is the same whether the voices of a province are given one by one or put together before.
    """
    said = by_province(voices)
    if measure_of(requirement, indicator) == "share":
        return _share(said, people)
    asked = floor_of(requirement, indicator)
    if asked is None:
        raise ValueError(f"{requirement.id} has no comparable bound")  # the loader refuses such a ruleset
    return _average(asked, indicator, said, people)


def _share(said: Mapping[int, Voice], people: Mapping[int, int]) -> National:
    """What percentage of the people live in provinces whose plan satisfies the requirement.

    Not known are provinces without a plan, and those whose plan is unclear or says nothing: it promises
    nothing, but does not rule it out either.
    """
    satisfying = [code for code, voice in said.items() if voice.verdict == "satisfies"]
    failing = [code for code, voice in said.items() if voice.verdict == "fails"]
    yes, no = _percent(satisfying, people), _percent(failing, people)
    outcome: Outcome = "short" if failing else "reached" if len(satisfying) == len(people) else "open"
    return National(
        measure="share",
        outcome=outcome,
        provinces=len(satisfying) + len(failing),
        known=yes + no,
        satisfying=len(satisfying),
        failing=len(failing),
        worst=yes,
        best=100 - no,
        needed=Fraction(100) if outcome == "open" else None,
    )


def _average(asked: Floor, indicator: Indicator, said: Mapping[int, Voice], people: Mapping[int, int]) -> National:
    """The mean of what the plans promise, weighted by people, against ``asked``.

    As soon as one of the values is a "more than", so is the mean.
    """
    floors = {code: voice.floor for code, voice in said.items() if voice.floor is not None}
    above = any(floor.open for floor in floors.values())
    promised = sum(floor.value * people[code] for code, floor in floors.items())
    everybody, known = sum(people.values()), sum(people[code] for code in floors)
    others = everybody - known
    limits = range_of(indicator)

    def with_others_at(value: int | None) -> Fraction | None:
        return Fraction(promised + others * (value or 0), everybody) if value is not None or not others else None

    def satisfies(mean: Fraction) -> bool:
        return mean > asked.value or (mean == asked.value and (above or not asked.open))

    worst, best = with_others_at(limits.worst), with_others_at(limits.best)
    outcome: Outcome = "open"
    if worst is not None and satisfies(worst):
        outcome = "reached"
    elif best is not None and not satisfies(best):
        outcome = "short"
    unit = (1 if indicator.direction == "more" else -1) * SCALE
    return National(
        measure="average",
        outcome=outcome,
        provinces=len(floors),
        known=_percent(floors, people),
        average=Fraction(promised, known * unit) if known else None,
        above=above,
        worst=None if worst is None or best is None else worst / unit,
        best=None if worst is None or best is None else best / unit,
        needed=Fraction(asked.value * everybody - promised, others * unit) if outcome == "open" else None,
        needed_open=asked.open,
    )


def _percent(codes: Iterable[int], people: Mapping[int, int]) -> Fraction:
    """The percentage of the population that lives in these provinces."""
    return Fraction(100 * sum(people[code] for code in codes), sum(people.values()))
