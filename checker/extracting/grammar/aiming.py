"""Whether a number is aimed at, or was reached, is another's, is only supposed, is money or quoted from a norm."""

from __future__ import annotations

from typing import Literal

from checker.extracting.grammar import cues
from checker.extracting.grammar.clauses import Reading, Sentence
from checker.extracting.grammar.dating import When
from checker.extracting.grammar.quantities import Quantity

Standing = Literal["aim", "present", "compared", "supposed", "paid", "norm"]


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
