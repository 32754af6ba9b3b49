"""Whom a number speaks of (everybody, each station, the average, a part), and how firmly it is promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.extracting.doubts import PART_OF_THE_PEOPLE, VAGUE_SHARE, WIDER_THAN_ASKED, Doubt
from checker.extracting.grammar import cues
from checker.extracting.grammar.bounds import vocabulary
from checker.extracting.grammar.clauses import Reading, Sentence
from checker.extracting.grammar.lexicon import Mention, Part
from checker.extracting.grammar.quantities import Quantity
from checker.extracting.tokens import Token, words_of
from checker.reading.models import Indicator


@dataclass(frozen=True, slots=True)
class Scoped:
    """The scope, if the words say one; ``end`` is the token where the words for it end."""

    scope: str | None = None
    end: int = 0
    doubts: tuple[Doubt, ...] = ()


def scoped(
    reading: Reading, sentence: Sentence, name: Mention, q: Quantity | None, tail: int, indicator: Indicator
) -> Scoped:
    """The scope of what stands between the clause's beginning and ``tail``."""
    first = min(name.start, q.start) if q else name.start
    last = max(name.end, q.end) if q else name.end
    clause = reading.wall_before(first, sentence.start)
    part = _part(reading, q, clause, max(tail, last), indicator)
    if part:
        return Scoped("part", 0, (PART_OF_THE_PEOPLE.doubt(words=part),))
    if q and "/" in (indicator.unit or "") and (share := _share_before(reading, q, clause)):
        return Scoped("part", 0, (PART_OF_THE_PEOPLE.doubt(words=share),))
    vague = cues.vague_in(reading.spoken, clause, first) or cues.vague_in(reading.spoken, name.end, last)
    if vague:
        return Scoped("part", 0, (VAGUE_SHARE.doubt(words=vague.phrase),))
    wider = next((part for part in reading.wider if first <= part.start and part.end <= max(tail, last)), None)
    if wider and is_wider(wider, reading.tokens, indicator):
        return Scoped("wider", wider.end, (WIDER_THAN_ASKED.doubt(words=reading.cut(wider.start, wider.end)),))
    if q:
        people = cues.is_population(reading.spoken, q.end)
        if people and (q.unit == "%" or q.unit is None):
            return Scoped("all", people)
    if name.everybody and (q is None or q.values[0] == 100):
        return Scoped("all")
    spoken = list(reading.spoken)
    each = _speaks_of_each(reading, name)
    for at in reading.taken:
        if not (each and name.start <= at < name.end):
            spoken[at] = ""
    return Scoped(cues.scope_in(spoken, clause, max(tail, last)))


def is_wider(part: Part, tokens: Sequence[Token], indicator: Indicator) -> bool:
    """Whether the words speak of more than the indicator counts, and are none of those that its own name uses."""
    own = vocabulary(indicator)
    said = {token.word for token in tokens[part.start : part.end]}
    return not (said <= own or own.issuperset(words_of(part.words)))  # abbreviated, or as the catalogue has them


def _part(reading: Reading, q: Quantity | None, start: int, end: int, indicator: Indicator) -> str:
    """The words for a part of the people that is not the one the indicator is about."""
    named = vocabulary(indicator)
    for part in reading.people:
        if not (start <= part.start and part.end <= end) or set(reading.spoken[part.start : part.end]) <= named:
            continue
        if any(name.start <= part.start and part.end <= name.end for name in reading.names):
            continue  # the catalogue itself calls an indicator so
        if q is None or part.end <= q.number or part.start >= q.end:
            return reading.cut(part.start, part.end)
    return ""


def _share_before(reading: Reading, q: Quantity, clause: int) -> str:
    """ "70% trạm y tế có từ 4 bác sĩ": the words for the share that has so many."""
    for share in reading.quantities:
        if clause <= share.start and share.end <= q.start and share.unit == "%" and min(share.values) < _ALL:
            return reading.cut(share.start, share.end)
    return ""


_ALL = 100


def _speaks_of_each(reading: Reading, name: Mention) -> bool:
    return cues.scope_in(reading.spoken, name.start, name.end) == "each" or any(
        cues.scope_in(reading.spoken, at, name.end) == "each" for at in range(name.start, name.end)
    )


def hedge_before(reading: Reading, sentence: Sentence, at: int) -> str | None:
    """The softening word that governs what stands at token ``at``: one that opens the sentence, or its clause."""
    hits = [
        hit
        for hit in cues.hedges_in(reading.spoken, sentence.start, at)
        if hit.start not in reading.taken or words_of(hit.phrase) != _BY_PLAN  # the fee exemption's own words
    ]
    if not hits:
        return None
    last = hits[-1]
    walls = [mark for mark in range(last.end, at) if reading.spoken[mark] == ";" and mark not in reading.taken]
    if not walls or reading.tokens[walls[-1] + 1].is_number:
        return last.phrase  # "phấn đấu có 01 bệnh viện …; 01 bệnh viện …"
    return hits[0].phrase if hits[0].start - sentence.start <= 8 else None


_BY_PLAN = words_of("theo lộ trình")
