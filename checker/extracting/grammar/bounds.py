"""A quantity against its indicator: which way it binds, in which unit, and what speaks against the pair."""

from __future__ import annotations

from functools import lru_cache

from checker.extracting.doubts import (
    ABOVE_CEILING,
    AGAINST_DIRECTION,
    CHANGE_OF_A_LEVEL,
    EACH_YEAR,
    LEVEL_OF_A_CHANGE,
    OTHER_UNIT,
    Doubt,
)
from checker.extracting.grammar.quantities import Change, Quantity
from checker.extracting.tokens import words_of
from checker.reading.models import Indicator

_ALIKE = ({"%", "‰"}, {"‰", "per-1k"})
_COUNTING = (
    "doctors/station",
    "doctors/year",
    "people",
    "per-10k",
    "per-100k",
    "per-1k",
    "boys/100-girls",
    "children/woman",
)
_SLIP = 5
"""What is counted in ‰ does not come to so many %."""
_UPWARD, _DOWNWARD = ("at_least", "more_than"), ("at_most", "less_than")


def comparator_of(
    quantity: Quantity, indicator: Indicator, change: Change | None = None
) -> tuple[str, tuple[Doubt, ...]]:
    """The comparator, and what makes it doubtful.

    A plain number is a floor where more is better and a ceiling where less is. ``change``: what the words of the name
    say where the number's own do not ("Tăng thêm chiều cao …": 1,5).
    """
    doubts: list[Doubt] = []
    upward = indicator.direction == "more"
    comparator = quantity.comparator or ("at_least" if upward else "at_most")
    if comparator in (_DOWNWARD if upward else _UPWARD):
        doubts.append(AGAINST_DIRECTION.doubt(words=_spoken(quantity)))
    changed = quantity.change or change
    if changed and indicator.kind == "level":
        doubts.append(CHANGE_OF_A_LEVEL.doubt(words=_spoken(quantity)))
    if not changed and indicator.kind == "gain":
        doubts.append(LEVEL_OF_A_CHANGE.doubt(words=_spoken(quantity)))
    if quantity.yearly and indicator.unit != "doctors/year":
        doubts.append(EACH_YEAR.doubt())
    highest = max(quantity.values)
    ceiling = indicator.ceiling
    if ceiling is not None and (highest > ceiling or (highest == ceiling and comparator == "more_than")):
        doubts.append(ABOVE_CEILING.doubt(value=f"{highest:f}".replace(".", ",")))
    return comparator, tuple(doubts)


def unit_of(quantity: Quantity, indicator: Indicator) -> tuple[str | None, tuple[Doubt, ...]]:
    """The unit to note: the indicator's own where the words name none, or one that means the same."""
    if fits(quantity, indicator):
        if {quantity.unit, indicator.unit} != {"%", "‰"}:
            return indicator.unit, ()
        slip = quantity.unit == "‰" or max(quantity.values) >= _SLIP  # "10%" where "10‰" must be meant
        return quantity.unit, ((OTHER_UNIT.doubt(words=quantity.unit or ""),) if slip else ())
    return quantity.unit or indicator.unit, (OTHER_UNIT.doubt(words=quantity.unit or " ".join(quantity.counted)),)


def fits(quantity: Quantity, indicator: Indicator) -> bool:
    """Whether the number's unit, or what it counts, can be the indicator's."""
    if quantity.unit is None:
        return not quantity.counted or (indicator.unit in _COUNTING and _counts(quantity.counted, indicator))
    if quantity.unit == indicator.unit:
        # "30 cm" is one thing, "19 bác sĩ/vạn dân" and "35 giường/vạn dân" are two
        return not quantity.counted or _counts(quantity.counted, indicator)
    return any({quantity.unit, indicator.unit} <= alike for alike in _ALIKE)


def _counts(counted: tuple[str, ...], indicator: Indicator) -> bool:
    """Whether the first word that is counted is one that the indicator's name, unit or phrases use."""
    named = vocabulary(indicator) | _COUNTED
    return counted[0] in named or any(word in named for word in counted[1:2])


_COUNTED = frozenset(words_of("ca trẻ bé con người sỹ sĩ"))


def vocabulary(indicator: Indicator) -> frozenset[str]:
    """The folded words of the indicator's name and unit."""
    return _words(indicator.name.vi + " " + (indicator.word.vi if indicator.word else ""))


@lru_cache(maxsize=2_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(words_of(text))


def _spoken(quantity: Quantity) -> str:
    numbers = "-".join(f"{value:f}".replace(".", ",") for value in quantity.values)
    return f"{quantity.words} {numbers}".strip()
