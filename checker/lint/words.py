"""What the words of a Vietnamese document say: numbers, years, bounds, softening.

Plain functions from a text to what can be read in it. They lean towards reading too much: a rule asks whether what
was encoded *can* stand in the words, so that a doubtful reading raises no false alarm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from unicodedata import normalize

PLAIN = {"more_than": "at_least", "less_than": "at_most"}
"""What a bound is when no word before the number makes it strict: a plain "đạt"."""

SOFTENING = re.compile(r"\b(tiến tới|hướng tới|hướng đến|dự kiến|phấn đấu)\b", re.IGNORECASE)
APPROXIMATE = re.compile(r"\b(khoảng|xấp xỉ|sấp xỉ|trên dưới|gần)\s+(?=[0-9≥≤<>])", re.IGNORECASE)
ACHIEVED = re.compile(
    r"\b(ước đạt|ước thực hiện|hiện đạt|đã đạt|(?<!so với )hiện tại|tính đến)\b",
    re.IGNORECASE,
)
"""Words for what has been reached: a present value, never a target."""
ON_TIME = re.compile(r"\b(năm|mốc|thời hạn|thời điểm|ngày|year|date)\b", re.IGNORECASE)
"""Words by which a note speaks of time."""
AVERAGE = re.compile(r"\b(bình quân|trung bình mỗi)\b", re.IGNORECASE)
PART = re.compile(r"\b(phần lớn|hầu hết|đa số|một phần)\b", re.IGNORECASE)

_EVERYBODY = re.compile(r"\b(toàn dân|toàn bộ|toàn thể|tất cả|mọi)\b", re.IGNORECASE)
_COUNTED = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
"""Not "năm" and "không", which are mostly other words."""
_DATE = re.compile(r"\b[0-9]{1,2}/(?:[0-9]{1,2}/)?(?:19|20)[0-9]{2}\b")
_INSTRUMENT = re.compile(r"\b[0-9]+(?:/[0-9]{4})?[/-](?=[A-ZĐ]{2})[\w/-]+")
_BASE_YEAR = re.compile(r"so với(?: cuối| đầu)?(?: năm)?\s+(?:19|20)[0-9]{2}", re.IGNORECASE)
_YEAR = re.compile(r"(?<![0-9.,/])(?:19|20)[0-9]{2}(?![0-9%‰]|[.,][0-9])")
# groups of three digits, or digits with a decimal part; not those of "/10.000", which say of how many
_NUMBER = re.compile(r"(?<![0-9/.,])(?:[0-9]{1,3}(?:[ .,][0-9]{3})+(?:[.,][0-9]{1,2})?(?![0-9])|[0-9]+(?:[.,][0-9]+)?)")
_GROUPED = re.compile(r"([0-9]{1,3}(?:[ .,][0-9]{3})+)(?:[.,]([0-9]{1,2}))?")
_SINGLE = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_NEAR = 60
"""So many characters before a number are looked at for the word that bounds it."""
# the first that fits counts: "không dưới" before "dưới", "thấp hơn" before "hơn"
_BOUNDS = {
    name: re.compile(rf"(?:{words})(?:\s+(?:mức|ngưỡng))?[^\w]*$", re.IGNORECASE)
    for name, words in {
        "at_most": r"\bkhông (?:quá|vượt|vượt quá|trên|cao hơn|lớn hơn)\b|\btối đa\b|\bnhiều nhất\b|≤|<=",
        "at_least": r"\bkhông (?:dưới|thấp hơn|ít hơn)\b|\btối thiểu\b|\bít nhất\b|≥|>=",
        "less_than": r"\b(?:dưới|thấp hơn|ít hơn|nhỏ hơn|chưa đến|chưa tới)\b|<",
        "more_than": r"\b(?:trên|hơn|vượt|vượt quá)\b|>",
    }.items()
}


def folded(text: str) -> str:
    """The text in NFC, with every run of blanks and line ends as one blank."""
    return " ".join(normalize("NFC", text).split())


def numbers_in(text: str) -> dict[Decimal, list[int]]:
    """Every number that can be read in the text, and where it begins each time.

    "1,500" is read both as 1500 and as 1.5, "18 222" both as one number and as two, "bốn" as 4. Dates, numbers of
    instruments and "/10.000" are no numbers of anything.
    """
    found: dict[Decimal, list[int]] = {}
    plain = _blanked(text, _DATE, _INSTRUMENT)
    for match in _NUMBER.finditer(plain):
        for value, offset in _readings(match.group()):
            found.setdefault(value, []).append(match.start() + offset)
    for match in re.finditer(r"\w+", plain.lower()):
        if match.group() in _COUNTED:
            found.setdefault(Decimal(_COUNTED[match.group()]), []).append(match.start())
    return found


def _readings(digits: str) -> Iterator[tuple[Decimal, int]]:
    """The values that a run of digits can have, each with its offset in the run."""
    grouped = _GROUPED.fullmatch(digits)
    if grouped:
        whole, part = grouped.groups()
        yield Decimal(re.sub(r"[ .,]", "", whole) + (f".{part}" if part else "")), 0
        if "." in whole and not whole.startswith("0"):  # 30.000 is never 30 here
            return
    for piece in _SINGLE.finditer(digits):
        yield Decimal(piece.group().replace(",", ".")), piece.start()


def says_number(text: str, number: Decimal, unit: str | None) -> bool:
    """Whether the number can be read in the text; "toàn dân" is 100 %."""
    return number in numbers_in(text) or (number == 100 and unit == "%" and bool(_EVERYBODY.search(text)))


def bounds_said(text: str, number: Decimal) -> set[str | None]:
    """What stands before the number, each time that it occurs: a comparator, or None for a plain "đạt"."""
    return {_bound_before(text[max(0, start - _NEAR) : start]) for start in numbers_in(text).get(number, [])}


def _bound_before(text: str) -> str | None:
    return next((name for name, pattern in _BOUNDS.items() if pattern.search(text)), None)


def years_in(text: str) -> set[int]:
    """The years that the text speaks of, leaving out dates, instruments and "so với năm 2015"."""
    plain = _blanked(text, _DATE, _INSTRUMENT, _BASE_YEAR)
    return {int(match.group()) for match in _YEAR.finditer(plain)}


def _blanked(text: str, *patterns: re.Pattern[str]) -> str:
    """The text with what the patterns match overwritten, so that all else keeps its place."""
    for pattern in patterns:
        text = pattern.sub(lambda match: "#" * len(match.group()), text)
    return text
