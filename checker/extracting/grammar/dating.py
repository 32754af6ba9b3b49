"""Which year a number holds for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from checker.extracting.doubts import (
    BEFORE_THE_YEAR,
    NO_SUCH_YEAR,
    NO_YEAR,
    YEAR_OF_THE_LAST_ITEM,
    YEAR_OF_THE_SENTENCE_BEFORE,
    Doubt,
)
from checker.extracting.grammar import cues
from checker.extracting.grammar.clauses import Reading, Sentence
from checker.extracting.grammar.masks import is_year
from checker.extracting.grammar.times import Time
from checker.extracting.grammar.wordlists import folded
from checker.extracting.outlines.outline import Place

_BINDING = folded("vào trong ngay ( từ và")
_WITHIN = folded("trong đó")


@dataclass(frozen=True, slots=True)
class When:
    """``by`` or ``from_`` (or neither), whether the sentence itself says so, and what makes it doubtful.

    ``at`` is the token where the year's words begin, ``end`` where they end; None where they stand elsewhere. ``behind``: they stand
    right behind the number.
    """

    by: int | None = None
    from_: int | None = None
    own: bool = False
    doubts: tuple[Doubt, ...] = ()
    at: int | None = None
    end: int | None = None
    kind: str = ""
    behind: bool = False

    @property
    def year(self) -> int | None:
        return self.by if self.by is not None else self.from_


def when(reading: Reading, sentence: Sentence, end: int, tail: int, place: Place, given: Time | None = None) -> When:
    """The time of a number and name that end before token ``end``, and the words on them before ``tail``: the year
    right behind, else the last one before it in the sentence, else the heading's."""
    times = [t for t in reading.times if sentence.start <= t.start < sentence.end and t.kind != "past"]
    if given:
        return _of(reading, given)
    tail = max(end, tail)
    closing = _closing(reading, tail, sentence.end)
    behind = next((t for t in times if t.start >= end), None)
    if closing and not (behind and behind.end <= closing):
        tail, behind = closing, next((t for t in times if t.start >= closing), None)
    if cues.is_against(reading.spoken, tail):  # "tăng 10% so với năm 2025 vào năm 2030"
        wall = reading.wall_after(tail, sentence.end)
        behind = next((t for t in times if tail <= t.start < wall), None)
        tail = behind.start if behind else tail
    if behind and (_binds_back(reading, end, behind) or _binds_back(reading, tail, behind)):
        return replace(_of(reading, behind), behind=True)
    for time in reversed([t for t in times if t.end <= end]):
        if _is_closed_off(reading, time, end) or _is_of_a_start(reading, time):
            continue
        if not _looks_back(reading, sentence, time) or _is_within(reading, time, end):
            return _of(reading, time)
    around = _from_around(reading, sentence, end, place)
    misprint = _misprinted(reading, sentence)
    return replace(around, doubts=(*around.doubts, NO_SUCH_YEAR.doubt(words=misprint))) if misprint else around


def _misprinted(reading: Reading, sentence: Sentence) -> str:
    """ "Đến năm 2300 …": the words for a year that no plan can mean; else ""."""
    for at in range(sentence.start, sentence.end - 1):
        figure = reading.spoken[at + 1]
        if reading.spoken[at] not in _YEAR or len(figure) not in (4, 5) or not figure.isdecimal() or is_year(figure):
            continue
        led = at > sentence.start and reading.spoken[at - 1] in _LEADS  # not "mỗi năm 1000 lượt"
        if led or at + 2 == sentence.end or reading.spoken[at + 2] in ",;:.)":
            return reading.cut(at, at + 2)
    return ""


_YEAR, _LEADS = folded("năm"), folded("đến tới từ vào hết cuối trước")


def _closing(reading: Reading, at: int, ceiling: int) -> int:
    """Where the brackets end that open at ``at``, else 0."""
    if at >= ceiling or reading.spoken[at] != "(":
        return 0
    return next((mark + 1 for mark in range(at, min(ceiling, at + 40)) if reading.spoken[mark] == ")"), 0)


def _of(reading: Reading, time: Time) -> When:
    doubts: list[Doubt] = []
    if time.uncertain:
        doubts.append(BEFORE_THE_YEAR.doubt(words=reading.cut(time.start, time.end), year=str(time.year)))
    from_ = time.year if time.kind == "from" else None
    by = None if time.kind == "from" else time.year
    return When(by, from_, True, tuple(doubts), time.start, time.end, time.kind)


def _binds_back(reading: Reading, end: int, time: Time) -> bool:
    """Whether the year right behind a number is that number's: "95% vào năm 2026", "97,5% (năm 2026)"."""
    between = range(end, time.start)
    if len(between) > 3 or any(reading.spoken[at] not in _BINDING for at in between):
        return False
    if any(reading.spoken[at] in _AND for at in between):
        return False
    if any(q.was and q.end == end for q in reading.quantities):
        return True
    after = next((q for q in reading.quantities if q.number >= time.end), None)
    return (
        after is None
        or any(word != ":" for word in reading.spoken[time.end : after.start])
        or after.start > time.end + 1
    )


_AND = folded("và")


def _looks_back(reading: Reading, sentence: Sentence, time: Time) -> bool:
    """Whether the year belongs to a number before it, so that it does not govern what follows."""
    before = [q for q in reading.quantities if sentence.start <= q.number and q.end <= time.start]
    if before and _binds_back(reading, before[-1].end, time):
        return True
    names = [n for n in reading.names if sentence.start <= n.start and n.end <= time.start]
    return bool(names) and _binds_back(reading, names[-1].end, time) and any(q.end <= names[-1].start for q in before)


def _is_of_a_start(reading: Reading, time: Time) -> bool:
    """ "từ 73,9 tuổi năm 2025 lên 75,5 tuổi": the year of the value that a change starts from."""
    return any(
        q.was and q.end <= time.start and all(reading.spoken[at] in _BINDING for at in range(q.end, time.start))
        for q in reading.quantities
    )


def _is_within(reading: Reading, time: Time, start: int) -> bool:
    """ "…, trong đó …": what follows holds for the same year."""
    return set(reading.spoken[time.end : start]) >= _WITHIN


def _is_closed_off(reading: Reading, time: Time, start: int) -> bool:
    """Whether the year stands in brackets that are closed before ``start``."""
    depth = 0
    for at in range(time.end, start):
        if reading.spoken[at] == "(":
            depth += 1
        elif reading.spoken[at] == ")":
            if not depth:
                return True
            depth -= 1
    return False


def _explains(reading: Reading, end: int, time: Time) -> bool:
    """Whether the year stands in brackets with a number of its own: "20 bác sĩ (năm 2025: 19,3)"."""
    opened = reading.wall_before(time.start, end, "(")
    if reading.spoken[opened - 1] != "(":
        return False
    closing = reading.wall_after(time.end, len(reading.spoken), ")")
    return any(time.end <= q.number < closing for q in reading.quantities)


def _from_around(reading: Reading, sentence: Sentence, end: int, place: Place) -> When:
    """The heading's year, the year that opens the paragraph as a heading would, or that of the sentence before."""
    opening = next((t for t in reading.times if t.start <= 3 and reading.spoken[t.end : t.end + 1] == [":"]), None)
    if opening and opening.kind != "past":
        found = _of(reading, opening)
        return When(found.by, found.from_, True, found.doubts, None, None, found.kind)
    later = next(
        (
            t
            for t in reading.times
            if sentence.start <= end <= t.start and t.end <= sentence.end and not _explains(reading, end, t)
        ),
        None,
    )
    later = later if later and later.kind in ("by", "plain") else None
    alone = sum(sentence.start <= q.number < sentence.end for q in reading.quantities) == 1
    if later and alone and later.kind == "plain" and not reading.has(";", end, later.start):
        return _of(reading, later)  # one number, one year: "… chiếm 20% tổng số lượt … vào năm 2030"
    if place.by is not None or place.from_ is not None:
        opens = later is not None and reading.spoken[later.start - 1] == ";"  # "…; đến năm 2027 có …"
        differs = later is not None and not opens and later.year not in (place.by, place.from_)
        unsure = (YEAR_OF_THE_LAST_ITEM.doubt(year=str(later.year)),) if later and differs else ()
        return When(place.by, place.from_, False, (*place.doubts, *unsure))
    if later:
        unsure = (YEAR_OF_THE_LAST_ITEM.doubt(year=str(later.year)),)
        return When(later.year, None, False, (*place.doubts, *unsure), kind=later.kind)
    earlier = [t for t in reading.times if t.end <= sentence.start and t.kind != "past"]
    if earlier:
        time = earlier[-1]
        doubt = YEAR_OF_THE_SENTENCE_BEFORE.doubt(year=str(time.year))
        from_ = time.year if time.kind == "from" else None
        return When(None if from_ else time.year, from_, False, (*place.doubts, doubt), kind=time.kind)
    return When(doubts=place.doubts or (NO_YEAR.doubt(),))
