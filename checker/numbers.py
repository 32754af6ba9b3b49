"""Numbers as people write them here, read exactly."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from pydantic_core import PydanticCustomError

DECIMALS = 6
"""Digits behind the comma that are kept."""
SCALE: int = 10**DECIMALS
LIMIT = 1_000_000_000
"""Every number is smaller than this."""

_NUMBER = re.compile(r"([+-]?)(\d+)(?:([.,])(\d+))?")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:[., ]\d{3})+(?:[.,]\d+)?")


def read_number(value: Any) -> Decimal:
    """A Decimal from 97.5, "97.5" or "97,5".

    Raises PydanticCustomError for anything else; 1.000 and 1,000 are refused because one reader
    takes them for a thousand and another for one.
    """
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Decimal)):
        raise PydanticCustomError("number", "number", {"text": _short(value)})
    text = str(value).strip()
    if _GROUPED.fullmatch(text):
        whole, *groups = re.split(r"[., ]", text)
        part = "".join(groups).rstrip("0") or "0"
        part += "0" if len(part) == 3 else ""  # three digits would be ambiguous again
        values = {"text": text, "whole": whole + "".join(groups), "decimal": f"{whole},{part}"}
        raise PydanticCustomError("number_ambiguous", "number_ambiguous", values)
    match = _NUMBER.fullmatch(text)
    if not match:
        raise PydanticCustomError("number", "number", {"text": _short(value)})
    sign, whole, _, part = match.groups()
    if len(whole) > 12 or int(whole) >= LIMIT:
        raise PydanticCustomError("number_large", "number_large", {"text": _short(value), "limit": LIMIT})
    if part and len(part.rstrip("0")) > DECIMALS:
        raise PydanticCustomError("number_fine", "number_fine", {"text": _short(value), "decimals": DECIMALS})
    return Decimal(f"{sign}{whole}.{part or 0}")


def scaled(number: Decimal) -> int:
    """The number as an exact integer, in millionths."""
    return int(number.scaleb(DECIMALS))


def unscaled(number: int) -> Decimal:
    """The inverse of ``scaled``."""
    return Decimal(number).scaleb(-DECIMALS)


def plain(number: Decimal) -> int | float:
    """The number as JSON writes it: 100, 97.1."""
    return int(number) if number == number.to_integral_value() else float(number)


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:40] + "…"
