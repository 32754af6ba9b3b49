"""Languages: gettext catalogues, and numbers and dates as each language writes them."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

LOCALES = Path(__file__).parent / "locale"
LANGUAGES = ("vi", "en")
DOMAIN = "checker"


def N_(message: str) -> str:
    """Marks a msgid for extraction where it cannot be translated yet."""
    return message


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the reports.

    ``say(msgid, **values)`` translates and fills in; ``number`` and ``date`` write values the way
    the language does: 75,5 and 09/9/2025 in Vietnamese, 75.5 and 9 September 2025 in English.
    """

    code: str
    gettext: Callable[[str], str]

    def say(self, message: str, /, **values: object) -> str:
        text = self.gettext(message)
        return text.format_map(values) if values else text

    def number(self, value: Decimal | int) -> str:
        decimal = Decimal(value)
        text = f"{decimal.normalize():,f}"
        if self.code == "vi":
            text = text.translate(str.maketrans(",.", ".,"))
        return text

    def date(self, year: int, month: int | None = None, day: int | None = None) -> str:
        """A date, or as much of it as is known."""
        if self.code == "vi":
            # Nghị định 30/2020/NĐ-CP: a leading zero for days below 10 and for months 1 and 2
            month_text = f"{month:02}" if month in (1, 2) else str(month)
            return f"{day:02}/{month_text}/{year}" if day else f"{month_text}/{year}" if month else str(year)
        name = month and _ENGLISH_MONTHS[month - 1]
        return f"{day} {name} {year}" if day else f"{name} {year}" if month else str(year)

    def on(self, year: int, month: int | None = None, day: int | None = None) -> str:
        """A date as an adverb: "ngày 21/11/2025", "tháng 01/2026", "năm 2023"."""
        text = self.date(year, month, day)
        if self.code == "vi":
            return f"{'ngày' if day else 'tháng' if month else 'năm'} {text}"
        return f"{'on' if day else 'in'} {text}"


_ENGLISH_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@cache
def language(code: str) -> Language:
    """The language ``code``, one of LANGUAGES. English is the language of the msgids."""
    if code == "en":
        return Language(code, gettext.NullTranslations().gettext)
    return Language(code, cache(gettext.translation(DOMAIN, LOCALES, [code]).gettext))
