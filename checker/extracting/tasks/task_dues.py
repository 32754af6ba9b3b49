"""When a task is due: "Quý IV/2026", "trước ngày 31/12/2026", "hằng năm", "thường xuyên", "từ năm 2026"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_LONGEST = 500
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_DAY = re.compile(r"([0-9]{1,2})\s?[/.-]\s?([0-9]{1,2})\s?[/.-]\s?(20[0-9]{2})")
_LONG_DAY = re.compile(r"ngày\s+([0-9]{1,2})\s+tháng\s+([0-9]{1,2})\s+năm\s+(20[0-9]{2})", re.I)
_QUARTER = re.compile(r"qu[ýíi]\s*(IV|III|II|I|[1-4])\s*(?:/|-|\s+năm\s+|\s)\s*(20[0-9]{2})", re.I)
_MONTH = re.compile(r"(trước\s+)?(?:tháng\s*)([0-9]{1,2})\s*(?:/|\s+năm\s+)\s*(20[0-9]{2})", re.I)
_HALF = re.compile(r"(?:6|sáu)\s+tháng\s+(đầu|cuối)\s+năm\s+(20[0-9]{2})", re.I)
_PERIOD = re.compile(r"(20[0-9]{2})\s*[-–]\s*(20[0-9]{2})")
_BEFORE_YEAR = re.compile(r"trước\s+năm\s+(20[0-9]{2})", re.I)
_YEAR = re.compile(r"(?:(?:trong|đến|hết|cuối|hoàn thành|chậm nhất|và|vào)\s+)*(?:năm\s+)?(20[0-9]{2})", re.I)
_FROM = re.compile(r"(?:kể\s+)?từ\s+(?:năm\s+|tháng\s+|quý\s+|ngày\s+)?", re.I)
_YEARLY = re.compile(r"(?:định kỳ\s+)?(?:hằng|hàng|mỗi|từng)\s+năm", re.I)
# "Quý III hằng năm", "trước ngày 30/11 hằng năm": each year, whatever the day
_ENDS_YEARLY = re.compile(r"(?:^|\s)(?:hằng|hàng|mỗi)\s+năm$", re.I)
_OFTEN = re.compile(r"(?:thường xuyên|liên tục|(?:định kỳ\s+)?(?:hằng|hàng|mỗi)\s+(?:tháng|quý|quí|tuần|ngày))", re.I)
_LEAD = re.compile(r"(?:trước|trong|đến|hết|cuối|hoàn thành|chậm nhất|ngày|xong|\s)+", re.I)


class Due(NamedTuple):
    """``due`` in a plan file's form, None where the words give no date; ``words`` where they say more than it."""

    due: str | None
    words: str | None


def read_due(text: str) -> Due:
    """The deadline in a table's cell. What begins a thing ("Từ năm 2026") is no deadline; a period ends with it."""
    said = " ".join(text[:_LONGEST].split()).strip(" .;,-")
    if not said:
        return Due(None, None)
    found = _whole(said)
    if found is not None:
        return Due(found, None if not _PERIOD.search(said) else said)
    if _FROM.match(said) and not _PERIOD.search(said):
        return Due(None, said)
    head = re.split(r"\s*[,;(]\s*|\s+và\s+", said, maxsplit=1)[0]
    if head != said and (found := _whole(head)) is not None and not _several_years(said):
        return Due(found, said)
    if m := _YEARLY.match(said):
        return Due("yearly", said if m.end() < len(said) else None)
    if _ENDS_YEARLY.search(said) and not _several_years(said):
        return Due("yearly", said)
    if m := _OFTEN.match(said):
        return Due("continuous", said if m.end() < len(said) else None)
    return Due(None, said)


def _whole(said: str) -> str | None:
    """The date, if it is all that is said."""
    rest = _LEAD.sub("", said, count=1) if _LEAD.match(said) else said
    if m := _DAY.fullmatch(rest) or _LONG_DAY.fullmatch(said) or _LONG_DAY.fullmatch("ngày " + rest):
        return _day(int(m.group(3)), int(m.group(2)), int(m.group(1)))
    if m := _QUARTER.fullmatch(rest):
        return f"{m.group(2)}-Q{_QUARTERS[m.group(1).upper()]}"
    if m := _HALF.fullmatch(rest):
        return f"{m.group(2)}-Q{2 if m.group(1).lower() == 'đầu' else 4}"
    if m := _MONTH.fullmatch(said) or _MONTH.fullmatch(rest):
        return _month(int(m.group(3)), int(m.group(2)), before=said.lower().startswith("trước"))
    if m := _BEFORE_YEAR.fullmatch(said):
        return str(int(m.group(1)) - 1)
    if m := _YEAR.fullmatch(said) or _YEAR.fullmatch(rest):
        return m.group(1)
    if m := re.fullmatch(r"(?:(?:trong|cả)\s+)?(?:giai đoạn\s+|từ\s+(?:năm\s+)?)?" + _PERIOD.pattern, said, re.I):
        return m.group(2)
    if _YEARLY.fullmatch(said):
        return "yearly"
    if re.fullmatch(r"thường xuyên|liên tục", said, re.I):
        return "continuous"
    return None


def _several_years(said: str) -> bool:
    return len(set(re.findall(r"20[0-9]{2}", said))) > 1


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _month(year: int, month: int, before: bool) -> str | None:
    if not 1 <= month <= 12:
        return None
    if before:
        return (date(year, month, 1) - timedelta(days=1)).isoformat()
    return date(year, month, monthrange(year, month)[1]).isoformat()


_EACH_YEAR = re.compile(
    r"(?:định kỳ[^.;]{0,80}?\s)?trước ngày\s+[0-9]{1,2}(?:\s?/\s?[0-9]{1,2}|\s+tháng\s+[0-9]{1,2})(?![0-9/]|\s?/|\s+năm\s+20)"
    r"(?:\s+(?:hằng|hàng) năm)?",
    re.I,
)
_SENTENCE = (
    (re.compile(r"(?:hoàn thành\s+|xong\s+)?trước\s+ngày\s+" + _DAY.pattern, re.I), "day"),
    (re.compile(r"(?:hoàn thành|xong|chậm nhất)[^.;,]{0,40}?" + _QUARTER.pattern, re.I), "quarter"),
    (re.compile(_QUARTER.pattern, re.I), "quarter"),
    (re.compile(r"(?:hoàn thành|xong)[^.;,]{0,40}?(?:trong|trước|đến|hết)?\s*năm\s+(20[0-9]{2})", re.I), "year"),
    (re.compile(r"(?:phấn đấu\s+)?đến\s+(?:hết\s+|cuối\s+)?năm\s+(20[0-9]{2})(?=,?\s+[a-zđ\d])", re.I), "year"),
    (re.compile(r"trong\s+năm\s+(20[0-9]{2})", re.I), "year"),
)
_START = (
    (re.compile(r"trong giai đoạn\s+" + _PERIOD.pattern + r",?\s+mỗi năm", re.I), "yearly"),
    (re.compile(r"(?:định kỳ\s+)?(?:hằng|hàng|mỗi)\s+năm(?=[,\s])", re.I), "yearly"),
    (re.compile(r"thường xuyên(?=[,\s])", re.I), "continuous"),
)
_STARTS_FROM = re.compile(r"(?:phấn đấu\s+)?từ\s+năm\s+20[0-9]{2}", re.I)


_NAME = re.compile(r"kế hoạch|chương trình|chiến lược|đề án|dự án|nghị quyết|quyết định|giai đoạn", re.I)


def _in_a_name(before: str) -> bool:
    """If the clause that a year ends names a programme, so that the year is the programme's."""
    return _NAME.search(re.split(r"[,;:.]\s", before)[-1]) is not None


def due_in_sentence(sentence: str, named: bool) -> Due:
    """The deadline that a sentence of a list says; ``named`` if its year belongs to a programme's name."""
    start = sentence.strip()
    for pattern, due in _START:
        if m := pattern.match(start):
            return Due(due, m.group() if " " in m.group().strip() and "giai đoạn" in m.group().lower() else None)
    if m := _STARTS_FROM.match(start):
        return Due(None, m.group())
    if m := _EACH_YEAR.search(sentence):
        return Due("yearly", m.group()[m.group().lower().index("trước ngày") :])
    for pattern, kind in _SENTENCE:
        m = pattern.search(sentence)
        if m is None or (kind == "year" and (named or _in_a_name(sentence[: m.start()]))):
            continue
        if kind == "day":
            return Due(_day(int(m.group(3)), int(m.group(2)), int(m.group(1))), m.group())
        if kind == "quarter":
            return Due(f"{m.group(2)}-Q{_QUARTERS[m.group(1).upper()]}", None)
        return Due(m.group(1), m.group() if m.group().lower().startswith("phấn đấu") else None)
    return Due(None, None)
