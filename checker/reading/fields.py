"""The types of single values: how each is read from text, and what it may be."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from checker.problems import shown
from checker.reading.dates import PartialDate, read_date, read_full_date, read_year
from checker.reading.numbers import read_count, read_number


def _read_flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if str(value).strip().lower() in ("true", "yes", "có"):
        return True
    if str(value).strip().lower() in ("false", "no", "không"):
        return False
    raise PydanticCustomError("flag", "flag", {"text": shown(value)})


def _check_pair(value: Any) -> Any:
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        raise PydanticCustomError("pair", "pair")
    return tuple(value)


def _check_order(value: tuple[Decimal, Decimal]) -> tuple[Decimal, Decimal]:
    low, high = value
    if low > high:
        raise PydanticCustomError("pair_order", "pair_order", {"low": f"{low:f}", "high": f"{high:f}"})
    return value


def _check_positive(value: Decimal) -> Decimal:
    if value <= 0:
        raise PydanticCustomError("positive", "positive", {"text": f"{value:f}"})
    return value


def _read_group(value: Any) -> int:
    if str(value).strip() not in ("1", "2", "3", "4", "5", "6"):
        raise PydanticCustomError("group", "group", {"text": shown(value)})
    return int(value)


def _read_due(value: Any) -> str:
    text = str(value).strip()
    if re.fullmatch(r"[1-9][0-9]{3}(-Q[1-4])?|yearly|continuous", text):
        return text
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return str(read_date(text))
    raise PydanticCustomError("due", "due", {"text": shown(value)})


def _read_tile(value: Any) -> int:
    text = str(value).strip()
    if not re.fullmatch("[1-9][0-9]?", text) or int(text) > MOST_TILES:
        raise PydanticCustomError("tile", "tile", {"text": shown(value), "most": MOST_TILES})
    return int(text)


def _one_or_more(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


MOST_TILES = 50
"""So many columns, and so many rows, a tile map may have."""
MOST_QUOTE_WORDS = 30
"""So many words of a document are quoted; more would be a copied passage."""
MOST_LETTERS = 20_000
"""Of one text; a report shows some texts many times over."""
Text = Annotated[str, StringConstraints(min_length=1, max_length=MOST_LETTERS, strip_whitespace=True)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]
Number = Annotated[Decimal, BeforeValidator(read_number)]
Positive = Annotated[Number, AfterValidator(_check_positive)]
Count = Annotated[int, BeforeValidator(read_count)]
Tile = Annotated[int, BeforeValidator(_read_tile)]
"""A column or a row of a tile map."""
Pair = Annotated[tuple[Number, Number], BeforeValidator(_check_pair), AfterValidator(_check_order)]
Year = Annotated[int, BeforeValidator(read_year)]
Day = Annotated[date, BeforeValidator(read_full_date)]
SomeDate = Annotated[PartialDate, BeforeValidator(read_date)]
Flag = Annotated[bool, BeforeValidator(_read_flag)]
Ids = Annotated[tuple[Text, ...], BeforeValidator(_one_or_more)]
Due = Annotated[str, BeforeValidator(_read_due)]
"""When a task is due: ``2026``, ``2026-Q4``, ``2026-12-31``, ``yearly`` or ``continuous``."""
Group = Annotated[int, BeforeValidator(_read_group)]
Unit = Literal[
    "%", "‰", "cm", "years", "doctors/station", "per-10k", "per-100k", "per-1k",
    "boys/100-girls", "children/woman", "people", "doctors/year",
]  # fmt: skip
Scope = Literal["all", "each", "average", "part", "wider"]
"""Whom or what a number speaks of. ``wider``: a denominator that makes the number easier to reach."""
Direction = Literal["more", "less"]
Kind = Literal["level", "gain", "promise"]
Verified = Literal["official", "reported", "translated", "secondary"]
Severity = Literal["high", "medium", "low"]
Level = Literal["province", "commune"]
