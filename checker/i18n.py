"""Languages: gettext catalogues, and numbers and dates as each language writes them."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Protocol

LOCALES = Path(__file__).parent / "locale"
LANGUAGES = ("vi", "en")
DOMAIN = "checker"


def N_(message: str) -> str:
    """Marks a msgid for extraction where it cannot be translated yet."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:
    """Marks the msgids of a text that is said of one and of many, for ``Language.plural``."""
    return one, many


class Dated(Protocol):
    """A day, or as much of it as is known: ``datetime.date`` and ``checker.reading.dates.PartialDate``."""

    @property
    def year(self) -> int: ...
    @property
    def month(self) -> int | None: ...
    @property
    def day(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the reports.

    ``say(msgid, **values)`` translates and fills in, ``plural(one, many, n, **values)`` what is said
    otherwise of one than of many; ``number`` and ``date`` write values the way the language does:
    75,5 and 09/9/2025 in Vietnamese, 75.5 and 9 September 2025 in English.
    """

    code: str
    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str] | None = None

    def __reduce__(self) -> tuple[Callable[[str], Language], tuple[str]]:
        return language, (self.code,)  # another process has the catalogues itself

    def say(self, message: str, /, **values: object) -> str:
        text = self.gettext(message)
        return text.format_map(values) if values else text

    def plural(self, one: str, many: str, n: Decimal | int, /, **values: object) -> str:
        """``one`` where ``n`` is exactly 1, else ``many`` ("0.5 years"), or the language's own form."""
        whole = int(n) if n == int(n) else 2  # gettext counts whole things
        text = self.ngettext(one, many, whole) if self.ngettext else self.gettext(one if whole == 1 else many)
        return text.format_map(values) if values else text

    def number(self, value: Decimal | int) -> str:
        decimal = Decimal(value)
        text = f"{decimal.normalize():,f}"
        if self.code == "vi":
            text = text.translate(str.maketrans(",.", ".,"))
        return text

    def date(self, day: Dated) -> str:
        """A date, or as much of it as is known."""
        if self.code == "vi":
            # Nghị định 30/2020/NĐ-CP: a leading zero for days below 10 and for months 1 and 2
            month = f"{day.month:02}" if day.month in (1, 2) else day.month
            parts = [f"{day.day:02}" if day.day else None, month, day.year]
            return "/".join(str(part) for part in parts if part)
        name = day.month and _ENGLISH_MONTHS[day.month - 1]
        return " ".join(str(part) for part in (day.day, name, day.year) if part)

    def on(self, day: Dated) -> str:
        """A date as an adverb: "ngày 21/11/2025", "tháng 01/2026", "năm 2023"."""
        if self.code == "vi":
            return f"{'ngày' if day.day else 'tháng' if day.month else 'năm'} {self.date(day)}"
        return f"{'on' if day.day else 'in'} {self.date(day)}"


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
        plain = gettext.NullTranslations()
        return Language(code, plain.gettext, plain.ngettext)
    catalogue = gettext.translation(DOMAIN, LOCALES, [code])
    return Language(code, cache(catalogue.gettext), cache(catalogue.ngettext))
