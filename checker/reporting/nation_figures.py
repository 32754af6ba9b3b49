"""The figures of the nation as they are shown: rounded once, for the data, the words and the charts alike.

Rounding never flatters: what the nation comes to is rounded towards "not reached", what the others
must reach away from it, and never onto the number that is asked or the highest that can be.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any

from checker.i18n import Language
from checker.judging.bounds import Floor
from checker.judging.nation import WHOLE, National
from checker.reading.models import Bounded, Indicator
from checker.reading.numbers import DECIMALS, SCALE_DIGITS, unscaled
from checker.reporting.wording import amount, quantity, with_unit

_MOST_PLACES = 3
"""Digits behind the comma: populations are not known more exactly."""
_SHARE_PLACES = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, how it is written with its unit, and in a sentence that has named the unit.

    Signs stay with the number there too: 97,5%.
    """

    value: Decimal
    text: str
    in_short: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of ``National``. In words, ``needed`` is a bound: "tối thiểu 94,1%"."""

    known: Figure
    average: Figure | None
    worst: Figure | None
    best: Figure | None
    needed: Figure | None


def figures_of(found: National, asked: Floor | None, places: int, indicator: Indicator, language: Language) -> Figures:
    """The figures of one requirement; ``asked`` is None of a promise.

    ``places`` are the most digits behind the comma that a plan has written (``places_of``).
    """
    known = _percentage(found.known, language)
    if found.measure == "share" or asked is None:
        worst, best = (None if value is None else _percentage(value, language) for value in (found.worst, found.best))
        needed = None if found.needed is None else _percentage(found.needed, language)
        return Figures(known, None, worst, best, needed)
    places = min(_MOST_PLACES, 1 + max(places_of(asked), places))
    target = Fraction(in_unit(asked, indicator))
    up = indicator.direction == "less"

    def reached(value: Fraction | None, *, above: bool = False) -> Figure | None:
        if value is None:
            return None
        number = rounded(value, places, up=up, unlike=target)
        return _figure(number, indicator, language, strict=True if above else None)

    needed = None
    if found.needed is not None:
        limit = Fraction(0) if up else None if indicator.ceiling is None else Fraction(indicator.ceiling)
        number = rounded(found.needed, places, up=not up, unlike=limit)
        needed = _figure(number, indicator, language, strict=found.needed_open)
    return Figures(known, reached(found.average, above=found.above), reached(found.worst), reached(found.best), needed)


def in_unit(floor: Floor, indicator: Indicator) -> Decimal:
    """The number of a floor, in the indicator's unit and with its own sign."""
    return unscaled(floor.value if indicator.direction == "more" else -floor.value)


def rounded(value: Fraction, places: int, *, up: bool, unlike: Fraction | None = None) -> Decimal:
    """The value with so many digits behind the comma, or more where it would look like ``unlike`` and is not."""
    while True:
        whole = (ceil if up else floor)(value * 10**places)
        number = Decimal(whole).scaleb(-places)
        if value == unlike or number != unlike or places > DECIMALS:
            return number
        places += 1


def places_of(floor: Floor) -> int:
    """How many digits behind the comma a number has."""
    number, places = floor.value, SCALE_DIGITS
    while places and number % 10 == 0:
        number, places = number // 10, places - 1
    return places


def _percentage(value: Fraction, language: Language) -> Figure:
    """A percentage of the people."""
    number = rounded(value, _SHARE_PLACES, up=False)
    text = with_unit(number, "%", language)
    return Figure(number, text, text)


def _figure(number: Decimal, indicator: Indicator, language: Language, *, strict: bool | None) -> Figure:
    """A number of the indicator, or a bound ("trên 95%", "tối thiểu 95%"), ``strict`` or not."""
    short = indicator if indicator.unit in WHOLE else indicator.model_copy(update={"unit": None})
    if strict is None:
        text, in_short = (quantity(number, of.unit, of, language) for of in (indicator, short))
    else:
        names = ("at_least", "more_than") if indicator.direction == "more" else ("at_most", "less_than")
        end: dict[str, Any] = {names[strict]: number}
        bound = Bounded.model_construct(indicator="", **end)  # read, 1.234 would be ambiguous
        text, in_short = (amount(bound, of, language) or "" for of in (indicator, short))
    return Figure(number, text, in_short)
