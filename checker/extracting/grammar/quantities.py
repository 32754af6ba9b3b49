"""Quantities in Vietnamese target sentences: "đạt trên 95%", "từ 4 - 5 bác sĩ", "còn dưới 10‰", "tăng thêm 1,5cm"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from checker.extracting.grammar.comparing import bound_before, is_least_suffix, is_most_suffix
from checker.extracting.grammar.cues import is_in_turn
from checker.extracting.grammar.masks import masks_in
from checker.extracting.grammar.units import measured
from checker.extracting.grammar.wordlists import NUMBER_WORDS, folded, phrases
from checker.extracting.tokens import Token

Change = Literal["gain", "cut"]

_JOINS = folded("- đến tới")
_FROM = folded("từ")
_LISTS = folded(", và ;")
_SHORT_OF = folded("dưới gần")
_ARRIVALS = folded("lên xuống còn")
_MOVES = folded("tăng giảm nâng hạ đưa kéo")
_FEW = phrases("bác sĩ | bác sỹ | bệnh viện | giường | giường bệnh | trạm | dược sĩ | điều dưỡng | con")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what is said of it, at tokens ``start`` to ``end`` (exclusive), comparator words included.

    ``comparator`` is None where the words are plain ("đạt 95%"): which way it binds is the indicator's to say.
    ``values`` has one number, or two for ``between``. ``unit`` is of the closed list, None where none is written;
    ``counted`` are the folded words of what is counted ("4 bác sĩ"), at most four. ``change`` is "gain" or "cut"
    where the number says by how much; ``was`` is True where it is the value that a change starts from ("từ 74 lên 76").
    ``yearly``: so much each year. ``words`` are the comparator's words, as one writes them. ``number`` is the token
    index of the first figure.
    """

    comparator: str | None
    values: tuple[Decimal, ...]
    unit: str | None
    start: int
    end: int
    approximate: bool = False
    change: Change | None = None
    words: str = ""
    counted: tuple[str, ...] = ()
    was: bool = False
    yearly: bool = False
    number: int = 0


def value_of(word: str) -> Decimal:
    """The number that a token is: "75,5", "1.000", "98.5", "02". Points part thousands where exactly three figures
    follow each, else the point is a decimal one."""
    if "," in word:
        whole, _, part = word.replace(".", "").partition(",")
        return Decimal(f"{whole}.{part.replace(',', '')}" if part else whole)
    groups = word.split(".")
    if len(groups) > 1 and all(len(g) == 3 for g in groups[1:]) and len(groups[0]) <= 3 and groups[0].strip("0"):
        return Decimal("".join(groups))
    return Decimal(f"{groups[0]}.{''.join(groups[1:])}" if len(groups) > 1 else word)


def quantities_in(tokens: Sequence[Token]) -> tuple[Quantity, ...]:
    """All quantities, in order. What ``masks_in`` masks is none."""
    words = [token.word for token in tokens]
    masked = {at: mask.end for mask in masks_in(tokens) for at in range(mask.start, mask.end)}
    found: list[Quantity] = []
    at = 0
    while at < len(words):
        if at in masked or not _starts_number(tokens, words, at):
            at += 1
            continue
        quantity = _quantity_at(tokens, words, at, found[-1].end if found else 0, masked)
        found.append(quantity)
        at = quantity.end
    return tuple(_with_shared_units(words, _with_starts(words, found)))


def _starts_number(tokens: Sequence[Token], words: list[str], at: int) -> bool:
    if tokens[at].is_number:
        return len(words[at]) <= 12
    if words[at] not in NUMBER_WORDS:
        return False
    pair = (
        words[at + 1 : at + 2] and words[at + 1] in _JOINS and words[at + 2 : at + 3] and words[at + 2] in NUMBER_WORDS
    )
    return _FEW.at(words, at + 3 if pair else at + 1) is not None  # "bốn bác sĩ", "bốn đến năm bác sĩ"


def _number(tokens: Sequence[Token], at: int) -> Decimal:
    return value_of(tokens[at].word) if tokens[at].is_number else Decimal(NUMBER_WORDS[tokens[at].word])


def _quantity_at(tokens: Sequence[Token], words: list[str], at: int, floor: int, masked: dict[int, int]) -> Quantity:
    values = [_number(tokens, at)]
    first = measured(words, at + 1)
    end, unit, counted, yearly = first.end, first.unit, first.counted, first.yearly
    bound = bound_before(words, at, floor)
    join = end if end < len(words) and words[end] in _JOINS else at + 1
    to = join + 2 if join + 1 < len(words) and words[join + 1] in _SHORT_OF else join + 1  # "95% đến dưới 98%"
    counts = to < len(words) and (tokens[to].is_number or (words[to] in NUMBER_WORDS and not tokens[at].is_number))
    if counts and words[join] in _JOINS and to not in masked and len(words[to]) <= 12:
        second, upper = measured(words, to + 1), _number(tokens, to)
        same = unit is None or second.unit is None or unit == second.unit
        moving = (
            bound.from_ and words[join] != "-" and _moves(words, bound.start)
        )  # "tăng từ 93% đến 97%" goes from one to the other
        if same and values[0] < upper and not moving:
            values.append(upper)
            end, unit, counted, yearly = second.end, second.unit or unit, second.counted or counted, second.yearly
    comparator = "between" if len(values) == 2 else bound.comparator
    if len(values) == 1 and is_least_suffix(words, end):
        comparator, end = "at_least", end + 2
    elif len(values) == 1 and is_most_suffix(words, end):
        comparator, end = "at_most", end + 2
    return Quantity(
        comparator, tuple(values), unit, bound.start, end, bound.approximate, bound.change, bound.words, counted,
        yearly=yearly, number=at,
    )  # fmt: skip


def _with_shared_units(words: list[str], found: list[Quantity]) -> list[Quantity]:
    """In "19 bác sĩ, 4 dược sĩ và 33 điều dưỡng trên 10.000 dân" all three are per 10.000."""
    shared = list(found)
    in_turn = bool(found) and is_in_turn(words, 0, len(words))
    for at in range(len(found) - 2, -1, -1):
        one, after = shared[at], shared[at + 1]
        listed = one.counted and after.counted and one.unit is None and after.start == after.number
        if (
            listed
            and (after.unit or "").startswith("per-")
            and all(word in _LISTS for word in words[one.end : after.start])
        ):
            shared[at] = replace(one, unit=after.unit)
        plain = in_turn and one.unit is None and not one.counted and after.start == after.number
        if plain and all(word in _LISTS for word in words[one.end : after.start]):  # "lần lượt đạt 95, 96 và 97%"
            shared[at] = replace(one, unit=after.unit, counted=after.counted)
    return shared


def _with_starts(words: list[str], found: list[Quantity]) -> list[Quantity]:
    """Marks the values that a change starts from: in "tăng từ 74 lên 76" the 74."""
    marked: list[Quantity] = []
    for at, quantity in enumerate(found):
        after = found[at + 1] if at + 1 < len(found) else None
        starts = quantity.words.endswith("từ") and len(quantity.values) == 1 and words[quantity.number - 1] in _FROM
        if starts and after and after.number - quantity.end <= 12 and _arrives(words, quantity, after):
            marked.append(replace(quantity, was=True, comparator=None, change=None))
        else:
            marked.append(quantity)
    return marked


def _arrives(words: list[str], quantity: Quantity, after: Quantity) -> bool:
    """Whether the second number says where it goes: "lên", "xuống", "còn", or "đến" behind a verb of change."""
    between = words[quantity.end : after.number]
    return any(word in _ARRIVALS for word in between) or (
        any(w in _JOINS for w in between) and _moves(words, quantity.start)
    )


def _moves(words: list[str], before: int) -> bool:
    """Whether a verb of change stands in the clause before the number: "nâng tỷ lệ … từ 93% đến 97%"."""
    for at in range(before, max(-1, before - 26), -1):
        if words[at] in (".", ";"):
            return False
        if words[at] in _MOVES:
            return True
    return False
