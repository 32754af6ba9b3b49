"""The dates in a document's head: of its place line, of a digital signature, of an annex's "ban hành kèm theo"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from checker.reading.dates import PartialDate

_BLANK = r"[\s.…_]*+"
_LONG = re.compile(
    rf"ngày{_BLANK}([0-9]{{1,2}})?{_BLANK}tháng{_BLANK}([0-9]{{1,2}})?{_BLANK}năm{_BLANK}([0-9]{{4}})", re.I
)
_MONTH = re.compile(r"tháng\s+([0-9]{1,2})(?:\s+năm\s+|\s?/\s?)([0-9]{4})", re.I)
_SHORT = re.compile(r"(?<![0-9/.-])([0-9]{1,2})\s?([/.-])\s?([0-9]{1,2})\s?\2\s?([0-9]{4})(?![0-9])")
_SIGNED = re.compile(r"(?:ngày|thời gian|giờ)\s+ký", re.I)


def place_line_date(text: str) -> tuple[PartialDate, int, int] | None:
    """The date of "Bắc Ninh, ngày 21 tháng 11 năm 2025" and where its words stand; what is blank is left out."""
    m = _LONG.search(text)
    if m is None:
        return None
    day, month, year = (int(part) if part else None for part in m.groups())
    found = _date(year or 0, month, day)
    return (found, m.start(), m.end()) if found else None


def dates_in(text: str) -> Iterator[tuple[PartialDate, int, int]]:
    """Every date that is cited, to the day or to the month, with where it stands."""
    taken: list[tuple[int, int]] = []
    for pattern in (_LONG, _SHORT, _MONTH):
        for m in pattern.finditer(text):
            if any(start < m.end() and m.start() < end for start, end in taken):
                continue
            if pattern is _SHORT:
                found = _date(int(m.group(4)), int(m.group(3)), int(m.group(1)))
            elif pattern is _MONTH:
                found = _date(int(m.group(2)), int(m.group(1)), None)
            else:
                day, month, year = (int(part) if part else None for part in m.groups())
                found = _date(year or 0, month, day)
            if found:
                taken.append(m.span())
                yield found, m.start(), m.end()


def is_signing_line(text: str) -> bool:
    """If a line is a digital signature's: "Ngày ký: 21-11-2025 16:20:31 +07:00"."""
    return _SIGNED.search(text) is not None


def month_after(cited: PartialDate) -> PartialDate:
    """The month in which a document is likely issued that cites this date: the same, or the next if it had ended."""
    if cited.month is None:
        return PartialDate(cited.year)
    if cited.day == monthrange(cited.year, cited.month)[1]:
        return PartialDate(cited.year + cited.month // 12, cited.month % 12 + 1)
    return PartialDate(cited.year, cited.month)


def _date(year: int, month: int | None, day: int | None) -> PartialDate | None:
    if not 1990 <= year <= 2100:
        return None
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return PartialDate(year, month, day if month else None)
