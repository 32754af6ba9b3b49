"""What a cell under a year or a value column says: numbers, a mark for yes, words, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from checker.extracting.grammar.quantities import Quantity, quantities_in, value_of
from checker.extracting.grammar.times import Time, times_in
from checker.extracting.tokens import Token, tokens_of, words_of

CellKind = Literal["nothing", "yes", "numbers", "words"]

_YES = frozenset(
    words_of(text)
    for text in (
        "x",
        "x x",
        "v",
        "✓",
        "✔",
        "√",
        "☑",
        "có",
        "đạt",
        "hoàn thành",
        "đã có",
        "được",
        "thực hiện",
        "triển khai",
        "triển khai thực hiện",
        "bảo đảm",
        "đảm bảo",
        "yes",
    )
)
_NOTHING = re.compile(r"[\s\-–—_.…/*]*+(?:không(?:\s+có)?|chưa(?:\s+có)?|kxđ|n/a)?[\s\-–—_.…/*]*", re.I)
_UNKNOWN = re.compile(r"chưa có số liệu|không có số liệu|chưa xác định|đang cập nhật|chưa giao|không giao", re.I)
_FOOTNOTE = re.compile(r"(?:\s*\((?:\d{1,2}|[*]{1,3}|[a-z])\)|\s*\*++)+$")
_NUMBER = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,6})*")
_STATEMENT = re.compile(r"(?:(?<=\s)|^)[-–+•]\s+(?=\D)|;\s+|(?<=[^\W\d_])\.\s+(?=[A-ZĐ])")
_AGAINST = re.compile(r"so với|so\s+\d|/năm|mỗi năm|hằng năm|hàng năm", re.I)
_MOST_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True)
class CellValue:
    """One number of a cell; ``start`` and ``end`` are characters of the cell's text.

    ``time``: a year that the cell itself gives it ("2,24 (đến năm 2030: 2,1)"). ``words``: the statement that it
    stands in, where the cell makes several or names what it counts. ``relative``: "so với năm 2015".
    """

    quantity: Quantity
    start: int
    end: int
    words: str = ""
    time: Time | None = None
    relative: bool = False


def kind_of(text: str) -> CellKind:
    """What the cell holds."""
    text = text[:_MOST_CHARACTERS]
    if _NOTHING.fullmatch(text) or _UNKNOWN.search(text):
        return "nothing"
    if tuple(word for word in words_of(text) if word not in ".*()") in _YES:
        return "yes"
    return "numbers" if values_in(text) else "words"


def values_in(text: str) -> tuple[CellValue, ...]:
    """The numbers of a cell, in order; not those of instruments, dates or ages."""
    text = text[:_MOST_CHARACTERS]
    bare = _FOOTNOTE.sub("", text)
    lone = _NUMBER.fullmatch(bare.strip())
    if lone:
        start = bare.index(lone.group())
        quantity = Quantity(None, (value_of(lone.group()),), None, 0, 1)
        return (CellValue(quantity, start, start + len(lone.group())),)
    found: list[CellValue] = []
    for start, end in _statements(bare):
        found += _of_statement(bare, start, end)
    return tuple(found)


def _statements(text: str) -> list[tuple[int, int]]:
    """Where each statement of the cell begins and ends."""
    cuts = [0, *(m.end() for m in _STATEMENT.finditer(text)), len(text)]
    ends = [*(m.start() for m in _STATEMENT.finditer(text)), len(text)]
    return [(start, end) for start, end in zip(cuts, ends, strict=False) if text[start:end].strip()]


def _of_statement(text: str, start: int, end: int) -> list[CellValue]:
    part = text[start:end]
    tokens = tokens_of(part)
    quantities = [q for q in quantities_in(tokens) if not q.was]
    times = _times(tokens, quantities)
    words = part.strip() if any(token.is_word for token in tokens) else ""
    found = []
    for quantity in quantities:
        first, last = tokens[quantity.start].start, tokens[quantity.end - 1].end
        after = part[last : last + 40]
        found.append(
            CellValue(
                quantity,
                start + first,
                start + last,
                words,
                times.get(quantity.start),
                relative=_AGAINST.search(after) is not None,
            )
        )
    return found


def _times(tokens: tuple[Token, ...], quantities: list[Quantity]) -> dict[int, Time]:
    """By the start of a quantity, the year that the cell gives it.

    A year in brackets belongs to the number in the same brackets, or else to the one before them; outside of
    brackets to the number that follows it, or else to the one before.
    """
    depth, depths = 0, []
    for token in tokens:
        depth += token.word == "("
        depths.append(depth)
        depth -= token.word == ")" and depth > 0
    given: dict[int, Time] = {}
    for time in times_in(tokens):
        if time.kind == "past":
            continue
        inside = depths[time.start] > 0
        same = [q for q in quantities if (depths[q.number] > 0) == inside]
        after = next((q for q in same if q.start >= time.end and q.start not in given), None)
        before = next((q for q in reversed(quantities) if q.end <= time.start), None)
        chosen = (after or before) if inside else (after if after and not before else before or after)
        if chosen and chosen.start not in given:
            given[chosen.start] = time
    return given
