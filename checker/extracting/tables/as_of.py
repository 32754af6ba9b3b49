"""The time of a present value: "tính đến quý 3/2025", "năm 2024", "30/6/2025"."""

from __future__ import annotations

import calendar
import re

from checker.reading.dates import PartialDate

_YEAR = r"((?:19|20)[0-9]{2})"
_DAY = re.compile(rf"([0-9]{{1,2}})\s?[/.-]\s?([0-9]{{1,2}})\s?[/.-]\s?{_YEAR}(?![0-9])")
_LONG_DAY = re.compile(rf"ngày\s+([0-9]{{1,2}})\s+tháng\s+([0-9]{{1,2}})\s+năm\s+{_YEAR}(?![0-9])", re.I)
_QUARTER = re.compile(rf"qu[ýí]\s+(IV|III|II|I|[1-4])\s*(?:[/-]|năm)?\s*{_YEAR}(?![0-9])", re.I)
_MONTHS = re.compile(rf"([1-9]|1[0-2])\s+tháng(?:\s+đầu)?(?:\s+năm)?\s+{_YEAR}(?![0-9])", re.I)
_MONTH = re.compile(rf"tháng\s+([0-9]{{1,2}})\s*(?:[/.-]|năm)\s*{_YEAR}(?![0-9])", re.I)
_ONLY_YEAR = re.compile(rf"(?<![0-9/.,-]){_YEAR}(?![0-9]|[.,][0-9]|/[A-ZĐ])")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def as_of_in(text: str) -> PartialDate | None:
    """The first time that the text names, the exact ones first; a quarter or so many months are their last day."""
    for pattern in (_LONG_DAY, _DAY):
        for match in pattern.finditer(text):
            day, month, year = (int(part) for part in match.groups())
            if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
                return PartialDate(year, month, day)
    quarter = _QUARTER.search(text)
    if quarter:
        name = quarter.group(1).lower()
        return _end_of(int(quarter.group(2)), 3 * (_QUARTERS.get(name) or int(name)))
    months = _MONTHS.search(text)
    if months:
        return _end_of(int(months.group(2)), int(months.group(1)))
    month_ = _MONTH.search(text)
    if month_ and 1 <= int(month_.group(1)) <= 12:
        return PartialDate(int(month_.group(2)), int(month_.group(1)))
    years = [int(match.group(1)) for match in _ONLY_YEAR.finditer(text)]
    return PartialDate(max(years)) if years else None


def _end_of(year: int, month: int) -> PartialDate:
    return PartialDate(year, month, calendar.monthrange(year, month)[1])
