"""Numbers as people write them here, read exactly."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from pydantic_core import PydanticCustomError

from checker.problems import shown

DECIMALS = 6
"""Digits behind the comma that are kept."""
SCALE_DIGITS = DECIMALS + 1
"""One more than people may write, for what is given in ‰ and compared in %."""
SCALE: int = 10**SCALE_DIGITS
LIMIT = 1_000_000_000
"""Every number is smaller than this."""

_NUMBER = re.compile(r"([+-]?)([0-9]+)(?:[.,]([0-9]+))?")
_ONE_GROUP = re.compile(r"([+-]?[1-9][0-9]{0,2})[., ]([0-9]{3})")
_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:[., ][0-9]{3})+(?:[.,][0-9]+)?")


def read_number(value: Any) -> Decimal:
    """A Decimal from 97.5, "97.5" or "97,5".

    Raises PydanticCustomError for anything else; 1.000 and 1,000 are refused because one reader
    takes them for a thousand and another for one.
    """
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Decimal)):
        raise PydanticCustomError("number", "number", {"text": shown(value)})
    text = str(value).strip()
    one_group = _ONE_GROUP.fullmatch(text)
    if one_group:
        whole, group = one_group.groups()
        part = group.rstrip("0") or "0"
        part += "0" if len(part) == 3 else ""  # three digits would be ambiguous again
        values = {"text": text, "whole": whole + group, "decimal": f"{whole},{part}"}
        raise PydanticCustomError("number_ambiguous", "number_ambiguous", values)
    if _GROUPED.fullmatch(text):
        *groups, last = re.split(r"[., ]", text)
        plain_text = "".join(groups) + (last if len(last) == 3 else f",{last}")
        raise PydanticCustomError("number_grouped", "number_grouped", {"text": shown(text), "plain": shown(plain_text)})
    match = _NUMBER.fullmatch(text)
    if not match:
        raise PydanticCustomError("number", "number", {"text": shown(value)})
    sign, whole, part = match.groups()
    if len(whole) > 12 or int(whole) >= LIMIT:
        raise PydanticCustomError("number_large", "number_large", {"text": shown(value), "limit": LIMIT})
    if part and len(part.rstrip("0")) > DECIMALS:
        raise PydanticCustomError("number_fine", "number_fine", {"text": shown(value), "decimals": DECIMALS})
    return Decimal(f"{sign}{whole}.{part[:DECIMALS]}" if part else sign + whole)  # what is cut off are zeros


def read_count(value: Any) -> int:
    """A whole number above 0 from 4370046 or "4370046"; raises PydanticCustomError."""
    number = read_number(value)  # says how to write 4.370.046
    if not re.fullmatch("[1-9][0-9]*", str(value).strip()):
        raise PydanticCustomError("count", "count", {"text": shown(value)})
    return int(number)


def scaled(number: Decimal) -> int:
    """The number as an exact integer, in units of 1/SCALE."""
    return int(number.scaleb(SCALE_DIGITS))


def unscaled(number: int) -> Decimal:
    """The inverse of ``scaled``."""
    return Decimal(number).scaleb(-SCALE_DIGITS)


def plain(number: Decimal) -> int | float:
    """The number as JSON writes it: 100, 97.1."""
    return int(number) if number == number.to_integral_value() else float(number)
