"""Dates of documents, which are not always known to the day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic_core import PydanticCustomError

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_LOCAL = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


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
        local = _LOCAL.fullmatch(text)
        iso = "{2}-{1:0>2}-{0:0>2}".format(*local.groups()) if local else "2025-11-21"
        raise PydanticCustomError("date", "date", {"text": text[:40], "iso": iso})
    found = PartialDate(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]
    try:
        found.earliest  # noqa: B018  (the property checks the parts)
    except ValueError:
        raise PydanticCustomError("date_impossible", "date_impossible", {"text": text}) from None
    return found


def read_full_date(value: Any) -> date:
    """A date known to the day; raises PydanticCustomError."""
    if isinstance(value, date):
        return value
    found = read_date(value)
    if found.day is None:
        raise PydanticCustomError("date", "date", {"text": str(value)[:40], "iso": "2025-11-21"})
    return found.earliest


def read_year(value: Any) -> int:
    """A year of four digits; raises PydanticCustomError."""
    text = str(value).strip()
    if isinstance(value, bool) or not re.fullmatch(r"[1-9]\d{3}", text):
        raise PydanticCustomError("year", "year", {"text": text[:40]})
    return int(text)
