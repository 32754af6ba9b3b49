"""A notes column: present values that it tells ("Hiện tại 93,3% (tính đến quý 3/2025)"), everything else left alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from checker.extracting.doubts import Doubt
from checker.extracting.grammar.bounds import comparator_of, fits, unit_of
from checker.extracting.grammar.cues import aims_in, is_compared, presents_in
from checker.extracting.grammar.lexicon import Lexicon
from checker.extracting.grammar.quantities import Quantity, quantities_in
from checker.extracting.grammar.times import times_in
from checker.extracting.tables import table_doubts as why
from checker.extracting.tables.as_of import as_of_in
from checker.extracting.tokens import Token, tokens_of
from checker.reading.dates import PartialDate
from checker.reading.fields import MOST_QUOTE_WORDS
from checker.reading.models import Catalogue, Indicator

_NATION = re.compile(r"(?:người |của )?Việt Nam|cả nước|toàn quốc|trung ương|quốc gia|thế giới|khu vực|vùng\b", re.I)
_NORM = re.compile(
    r"nghị quyết|quyết định|thông tư|chỉ thị|theo lộ trình|chỉ tiêu|mục tiêu|kế hoạch|phấn đấu|yêu cầu", re.I
)
_NOW = re.compile(r"hiện tại|hiện nay|hiện có|hiện đạt|hiện trạng|hiện đang|\bhiện\b", re.I)
_DATED = re.compile(r"năm (?:19|20)\d\d|tính đến|đến (?:ngày|hết|cuối|nay|tháng|quý)|ước", re.I)
_ABOUT = re.compile(r"s[ấâ]p s[ỉi]|xấp xỉ|chủ yếu|phần lớn|khoảng|gần|hơn", re.I)
_MOST_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True)
class NoteReading:
    """A present value at characters ``start`` to ``end`` of the note."""

    indicator: str
    value: Decimal
    unit: str | None
    start: int
    end: int
    as_of: PartialDate | None
    approximate: bool
    doubts: tuple[Doubt, ...]


def read_note(
    text: str, indicators: Sequence[str], lexicon: Lexicon, catalogue: Catalogue, issued: PartialDate | None
) -> tuple[NoteReading, ...]:
    """The present values of a note beside a row about ``indicators``, the row's own first."""
    text = text[:_MOST_CHARACTERS]
    tokens = tokens_of(text)
    words = [token.word for token in tokens]
    told = bool(presents_in(words)) or _NOW.search(text) is not None
    readings: list[NoteReading] = []
    quantities = [q for q in quantities_in(tokens) if len(q.values) == 1 and not q.change]
    for number, quantity in enumerate(quantities):
        first, last = tokens[quantity.start].start, tokens[quantity.end - 1].end
        start, end = _sentence(text, first, last)
        clause = text[start:end]
        dated = _is_dated(clause, issued)
        keys = _indicators_of(tokens, quantities, number, indicators if told or dated else (), lexicon)
        key = next((key for key in keys if _can_be(quantity, catalogue.indicators[key])), None)
        if key is None:
            continue
        model = catalogue.indicators[key]
        present = (told or dated) and not _aimed_at(words, quantity)
        if not present and (told or _NORM.search(clause) or _is_later(clause)):
            continue
        unit, _ = unit_of(quantity, model)
        _, size = comparator_of(Quantity(None, quantity.values, quantity.unit, 0, 0), model)
        doubts = list(size)
        nation = _NATION.search(clause)
        if nation or is_compared(words, quantity.start, quantity.end):
            doubts.append(why.NATIONAL_VALUE.doubt(words=nation.group() if nation else clause[:60]))
        as_of = as_of_in(clause) if _DATED.search(clause) or not present else None
        if as_of is None and issued is not None and (_NOW.search(text) or not nation):
            as_of = PartialDate(issued.year, issued.month)
        if not present:
            doubts.append(why.NOTE_WITHOUT_CUE.doubt())
        about = quantity.approximate or _ABOUT.search(text[max(0, first - 12) : last + 25]) is not None
        if readings and readings[-1].start == start:
            about = about or readings[-1].approximate  # "khoảng 168,1 cm cho nam và 156,2 cm cho nữ"
        readings.append(NoteReading(key, quantity.values[0], unit, start, end, as_of, about, tuple(doubts)))
    return tuple(readings)


def _indicators_of(
    tokens: tuple[Token, ...], quantities: list[Quantity], number: int, indicators: Sequence[str], lexicon: Lexicon
) -> Sequence[str]:
    """The indicator that the note names for this number, else, for its first number, the row's."""
    quantity = quantities[number]
    start = quantities[number - 1].end if number else 0
    stop = quantities[number + 1].start if number + 1 < len(quantities) else len(tokens)
    named = lexicon.mentions(tokens)
    for mention in named:
        if mention.start < quantity.end and quantity.start < mention.end:
            return (mention.indicator,)
    for mention in named:
        if start <= mention.start < stop:
            return (mention.indicator,)
    if number:
        return ()
    return (named[0].indicator,) if named else indicators


def _is_dated(clause: str, issued: PartialDate | None) -> bool:
    """Whether the clause tells of a time before the document, and of no norm: "Năm 2024: 94,6%"."""
    day = as_of_in(clause)
    return issued is not None and day is not None and day.year <= issued.year and not _NORM.search(clause)


def _is_later(clause: str) -> bool:
    """Whether the clause is of a time to come: "đến năm 2030"."""
    return any(time.kind in ("by", "from", "period") for time in times_in(tokens_of(clause)))


def _aimed_at(words: list[str], quantity: Quantity) -> bool:
    """Whether the nearest of cues before the number turns to an aim: "hiện 93%, phấn đấu 95%"."""
    aims = [at for at in aims_in(words) if at <= quantity.start]
    presents = [at for at in presents_in(words) if at <= quantity.start]
    return bool(aims) and (not presents or max(aims) > max(presents))


def _can_be(quantity: Quantity, model: Indicator) -> bool:
    """Whether the number can be the indicator's: "có 2 bác sĩ" says nothing in %."""
    bare = model.unit in ("%", "‰", "cm") and quantity.unit is None
    counted = model.unit == "doctors/station" and quantity.unit is None
    return model.kind == "level" and not bare and (counted or fits(quantity, model))


def _sentence(text: str, first: int, last: int) -> tuple[int, int]:
    """The clause in which the number stands, with what follows it in brackets; at most 30 words."""
    start = max(text.rfind(". ", 0, first), text.rfind("; ", 0, first)) + 1
    start = start + 1 if start else 0
    stops = [at for at in (text.find(". ", last), text.find("; ", last)) if at >= 0]
    end = min(stops, default=len(text))
    while len(text[start:end].split()) > MOST_QUOTE_WORDS:
        comma = text.find(", ", start, first)
        if comma >= 0:
            start = comma + 2
        else:
            cut = text.rfind(" ", last, end)
            if cut < 0:
                break
            end = cut
    return start, len(text[:end].rstrip(" .;"))
