"""Dates of documents, which are not always known to the day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic_core import PydanticCustomError

from checker.problems import shown

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_LOCAL = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date, a month or a year: ``2025-11-21``, ``2026-01``, ``2023``."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04}"] + [f"{p:02}" for p in (self.month, self.day) if p]
        return "-".join(parts)


def read_date(value: Any) -> PartialDate:
    """A PartialDate from its ISO form; raises PydanticCustomError."""
    if isinstance(value, PartialDate):
        return value
    text = str(value).strip()
    match = _ISO.fullmatch(text)
    if not match:
        raise PydanticCustomError("date", "date", {"text": shown(value), "iso": _iso_of(text)})
    year, month, day = (None if part is None else int(part) for part in match.groups())
    try:
        date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise PydanticCustomError("date_impossible", "date_impossible", {"text": text}) from None
    return PartialDate(year or 0, month, day)


def _iso_of(text: str) -> str:
    """What 21/11/2025 is in ISO form, or an example."""
    local = _LOCAL.fullmatch(text)
    try:
        day, month, year = map(int, local.groups()) if local else (21, 11, 2025)
        return date(year, month, day).isoformat()
    except ValueError:
        return "2025-11-21"


def read_full_date(value: Any) -> date:
    """A date known to the day; raises PydanticCustomError."""
    if isinstance(value, date):
        return value
    found = read_date(value)
    if found.day is None:
        raise PydanticCustomError("date", "date", {"text": shown(value), "iso": "2025-11-21"})
    return found.earliest


def read_year(value: Any) -> int:
    """A year of four digits; raises PydanticCustomError."""
    text = str(value).strip()
    if isinstance(value, bool) or not re.fullmatch(r"[1-9][0-9]{3}", text):
        raise PydanticCustomError("year", "year", {"text": shown(value)})
    return int(text)


def last_day(due: str | None) -> date | None:
    """The last day that a due date allows; None for none, ``yearly`` and ``continuous``."""
    if due is None or not due[0].isdigit():
        return None
    year, _, quarter = due.partition("-Q")
    if quarter:
        return PartialDate(int(year), 3 * int(quarter)).latest
    return read_date(due).latest


def as_number(day: date) -> int:
    """A day as an integer that orders: 20261231."""
    return day.year * 10_000 + day.month * 100 + day.day
