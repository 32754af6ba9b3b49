"""Years in Vietnamese target sentences: "đến năm 2030", "từ năm 2026", "giai đoạn 2026-2030"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from checker.extracting.grammar.masks import is_year, masks_in
from checker.extracting.grammar.wordlists import Phrases, folded, phrases
from checker.extracting.tokens import Token, words_of

TimeKind = Literal["by", "from", "period", "past", "plain"]
_Lead = Literal["by", "from", "plain", "past", "before", "against", "period"]

_LEADS: Phrases[_Lead] = Phrases.of(
    (
        (
            "by",
            "đến | đến hết | tới | đến năm | đến hết năm | tới năm | đến cuối năm | hết năm | cuối năm | đến trước năm | tầm nhìn đến năm | "
            "tầm nhìn năm | tầm nhìn đến | tầm nhìn | trong năm | vào cuối năm | vào hết năm | chậm nhất năm | chậm nhất là năm | "
            "chậm nhất đến năm | mốc năm | đến mốc năm | đến thời điểm năm | hoàn thành năm | chậm nhất trong năm | đến giữa năm",
        ),
        ("from", "từ năm | kể từ năm | bắt đầu từ năm | từ đầu năm | kể từ | từ | từ sau năm"),
        ("plain", "năm | vào năm | các năm | và năm | riêng năm"),
        ("before", "trước năm | trước"),
        ("past", "tính đến năm | tính đến hết năm | tính đến cuối năm | tính đến | qua năm"),
        (
            "against",
            "so với năm | so với | so năm | so với cuối năm | so với cùng kỳ năm | cùng kỳ năm | so với mức năm | so với mức của năm | "
            "so với giai đoạn | so với thời điểm năm | so với đầu năm | so với kết quả năm | so với thực hiện năm",
        ),
        ("period", "giai đoạn | nhiệm kỳ | thời kỳ | trong giai đoạn | giai đoạn từ năm | giai đoạn từ"),
    )
)
_NAMES = phrases(
    "đề án | chiến lược | quy hoạch | kế hoạch hành động | nghị quyết | quyết định | chương trình mục tiêu | chương trình hành động | "
    "chương trình sức khỏe | chương trình quốc gia | chương trình phát triển | chương trình chăm sóc | chương trình phòng | "
    "chương trình dân số | chương trình củng cố | chương trình truyền thông | dự án | bộ tiêu chí | tiêu chí quốc gia | đại hội | kế hoạch triển khai | "
    "kế hoạch thực hiện | kế hoạch phát triển | kế hoạch đầu tư công"
)
_ENDS_NAME = folded(". ; : , đạt có được bảo đảm phấn đấu đưa tăng giảm")
_TO = folded("- đến tới")
_YEAR = folded("năm")
_VISION = list(words_of("tầm nhìn"))
_ONWARD = list(words_of("trở đi"))
_AND = [[","], list(words_of("và")), [",", *words_of("và")], list(words_of("và năm"))]


@dataclass(frozen=True, slots=True)
class Time:
    """A year that a sentence names, at tokens ``start`` to ``end`` (exclusive), its leading words included.

    ``kind``: ``by`` the end of ``year``; ``from`` its start; ``period``: ``first`` to ``year``; ``past``: as it was then;
    ``plain``: "năm 2030". ``uncertain`` where the words mean a time near that year ("trước năm 2030").
    """

    year: int
    kind: TimeKind
    start: int
    end: int
    first: int | None = None
    uncertain: bool = False


def times_in(tokens: Sequence[Token]) -> tuple[Time, ...]:
    """All years that may date a target, in order; not those of instruments, of names, or only compared with."""
    words = [token.word for token in tokens]
    instruments = {at for mask in masks_in(tokens) if mask.why == "instrument" for at in range(mask.start, mask.end)}
    found: list[Time] = []
    named_until = -1  # where a scheme's name ends: "Chiến lược … đến năm 2030, tầm nhìn đến năm 2045"
    at = 0
    while at < len(words):
        if at in instruments or not is_year(words[at]):
            at += 1
            continue
        time, end = _time_at(words, at, found[-1] if found else None)
        if time and not _in_quotes(words, time.start):
            vision = words[named_until : time.start] == [","] and words[time.start : time.start + 2] == _VISION
            if _names_something(words, time.start) or vision:
                named_until = end
            else:
                found.append(time)
        at = end
    return tuple(found)


def _time_at(words: list[str], at: int, earlier: Time | None) -> tuple[Time | None, int]:
    start = at
    while start >= 2 and words[start - 1] == "/" and words[start - 2].isdecimal() and at - start < 4:
        start -= 2  # 31/12/2026
    dated = start < at
    lead = _LEADS.before(words, start, earlier.end if earlier else 0)
    year, end, first = int(words[at]), at + 1, None
    upto = end + 1 if end < len(words) and words[end] in _TO else 0
    if upto and upto < len(words) and words[upto] in _YEAR:
        upto += 1
    if upto and upto < len(words) and is_year(words[upto]) and int(words[upto]) > year and not dated:
        first, year, end = year, int(words[upto]), upto + 1
    begin = lead.start if lead else start
    if words[end : end + 2] == _ONWARD:
        end += 2
    if first is not None and not (lead and lead.meaning == "against"):
        return Time(year, "period", begin, end, first), end
    if lead is None and earlier and words[earlier.end : start] in _AND:
        return Time(year, earlier.kind, start, end), end  # "các năm 2026, 2027 và 2030"
    if lead is None and start and words[start - 1] == "(" and words[end : end + 1] == [")"]:
        return Time(year, "plain", start, end), end  # "95% (2026)"
    if lead is None or (dated and lead.meaning not in ("by", "before", "from", "past")):
        return None, end
    if lead.meaning == "before":
        return Time(year if dated else year - 1, "by", begin, end, uncertain=True), end
    if lead.meaning == "period":
        return Time(year, "by", begin, end, uncertain=True), end
    if lead.meaning == "against":
        return None, end
    return Time(year, lead.meaning, begin, end), end


def _in_quotes(words: list[str], at: int) -> bool:
    return words[:at].count('"') % 2 == 1


def _names_something(words: list[str], start: int) -> bool:
    """Whether the year belongs to the name of a scheme: "Đề án … giai đoạn 2026-2030"."""
    at = start
    while at > 0 and start - at < 40:
        at -= 1
        number = words[at][0].isdecimal() and words[at + 1] not in ("-", "/") and not is_year(words[at])
        if words[at] in _ENDS_NAME or number:
            return False
        if _NAMES.at(words, at):
            return True
    return False
