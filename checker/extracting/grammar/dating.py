"""Which year a number holds for, and whether it is aimed at or was reached."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

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
from checker.extracting.grammar.quantities import Quantity
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


def condition_before(reading: Reading, sentence: Sentence, start: int) -> str:
    """The words of a condition that ends before the name or number, in "Nếu được hỗ trợ, phấn đấu 100% …"; else ""."""
    first = reading.wall_before(start, sentence.start, ";")
    last = reading.wall_before(start, first, ",")
    if last == first or cues.is_supposed(reading.spoken, last, start) or not cues.aims_in(reading.spoken, last, start):
        return ""
    return reading.cut(first, last - 1)


def is_told_in_brackets(reading: Reading, sentence: Sentence, time: When, q: Quantity) -> bool:
    """ "đạt 76 tuổi (năm 2025 là 75,2 tuổi)": brackets that say of an earlier year what it was."""
    opened = reading.wall_before(q.number, sentence.start, "(")
    return opened > sentence.start and reading.spoken[opened - 1] == "(" and time.at == opened


Standing = Literal["aim", "present", "compared", "supposed", "paid", "norm"]


def standing(reading: Reading, sentence: Sentence, start: int, end: int, tail: int) -> Standing:
    """What the words around a number make of it; ``start`` is where its name or the number begins."""
    spoken = reading.spoken
    opened = reading.wall_before(end - 1, sentence.start, "(")
    bracketed = opened > sentence.start and spoken[opened - 1] == "(" and ")" not in spoken[opened:end]
    clause = reading.wall_before(end - 1, sentence.start, ",;(")
    if cues.is_supposed(spoken, reading.wall_before(end - 1, sentence.start, ";"), end) and not bracketed:
        return "supposed"
    outside = [at for at in range(clause, tail) if at not in reading.taken]
    if _compared(reading, clause, end, tail):
        return "compared"
    if cues.norm_speaks(spoken, reading.wall_before(end - 1, sentence.start, ";("), end):
        return "norm"
    if outside and cues.is_paid(spoken, outside[0], start if start > outside[0] else outside[0]):
        return "paid"
    if bracketed:
        inside = _turn(reading, sentence, opened, end)
        if inside:
            return inside
    return _behind(reading, sentence, tail) or _turn(reading, sentence, sentence.start, end) or "aim"


def _compared(reading: Reading, clause: int, end: int, tail: int) -> bool:
    spoken = reading.spoken
    for start, stop in ((clause, end), (end, tail)):
        outside = [at for at in range(start, stop) if at not in reading.taken]
        if outside and cues.is_compared(spoken, outside[0], outside[-1] + 1):
            return True
    # "cả nước (95,15%)": brackets that explain what stands before them
    if clause and spoken[clause - 1] == "(" and clause >= 2:
        back = reading.wall_before(clause - 1, max(0, clause - 8))
        return cues.is_compared(spoken, back, clause - 1) and not cues.is_difference(spoken, "", back)
    return False


def is_told(reading: Reading, sentence: Sentence, tail: int) -> bool:
    """ "đạt 94,2%, cao hơn bình quân chung cả nước": what follows compares, as one does with what was reached."""
    at = tail + 1 if reading.spoken[tail : tail + 1] == [","] else tail
    stop = min(reading.wall_after(at, sentence.end), at + 14)
    return at > tail and cues.compares_a_result(reading.spoken, at, stop)


def _behind(reading: Reading, sentence: Sentence, tail: int) -> Standing | None:
    """ "93,3% (tính đến quý III/2025)", "95% (ước thực hiện)": brackets right behind that date it."""
    spoken = reading.spoken
    if tail >= sentence.end or spoken[tail] != "(":
        return None
    closing = next((at for at in range(tail, min(sentence.end, tail + 30)) if spoken[at] == ")"), None)
    if closing is None or any(tail < q.number < closing for q in reading.quantities):
        return None
    return "present" if cues.presents_in(spoken, tail, closing) else None


def _turn(reading: Reading, sentence: Sentence, start: int, end: int) -> Standing | None:
    """Whether the last word before the number that turns the sentence turns it to today or to an aim."""
    depth_free = _outside_brackets(reading, start, end)
    started = {q.end for q in reading.quantities if q.was}  # "từ 93,3% hiện nay lên 98%"
    presents = [at for at in cues.presents_in(reading.spoken, start, end) if at in depth_free and at not in started]
    aims = [at for at in cues.aims_in(reading.spoken, start, end) if at in depth_free and at not in reading.taken]
    aims += [
        t.start
        for t in reading.times
        if start <= t.start < end and t.kind in ("by", "from", "period") and t.start in depth_free
    ]
    if not presents and not aims:
        return None
    last_present, last_aim = max(presents, default=-1), max(aims, default=-1)
    return "present" if last_present >= last_aim else ("aim" if presents or start != sentence.start else None)


def _outside_brackets(reading: Reading, start: int, end: int) -> frozenset[int]:
    """The tokens that stand in no brackets closed before ``end``."""
    found: list[int] = []
    opened: list[int] = []
    for at in range(start, end):
        if reading.spoken[at] == "(":
            opened.append(len(found))
        elif reading.spoken[at] == ")" and opened:
            del found[opened.pop() :]
        else:
            found.append(at)
    return frozenset(found)
