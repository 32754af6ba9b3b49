"""The provinces and cities of Viet Nam since 1 July 2025."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from unicodedata import normalize

_PREFIX = re.compile(r"^(tỉnh|thành phố|tp\.?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Province:
    """A province or city: its code, its name as vietnam-provinces has it, and if it is a city."""

    code: int
    name: str
    city: bool


@cache
def _provinces() -> dict[str, Province]:
    # imported late: the package reads all 3,321 communes, a tenth of a second
    from vietnam_provinces import Province as Entry

    found = {}
    for entry in Entry.iter_all():
        city = entry.division_type.name.startswith("THANH_PHO")
        found[_folded(entry.name)] = Province(int(entry.code.value), entry.name, city)
    return found


def _folded(name: str) -> str:
    """A name without its prefix, case and tone-mark placement (Hoà is Hòa)."""
    bare = _PREFIX.sub("", " ".join(name.split()))
    letters = normalize("NFD", bare).casefold()
    # tone marks move to the end of their syllable, so that both placements compare equal
    return " ".join(_tone_last(word) for word in letters.split())


def _tone_last(word: str) -> str:
    tones = "".join(c for c in word if c in "\u0300\u0301\u0303\u0309\u0323")
    return "".join(c for c in word if c not in tones) + tones


def find_province(name: str) -> Province | None:
    """The province of that name, with or without "Tỉnh" or "Thành phố"."""
    return _provinces().get(_folded(name))


def nearest_province(name: str) -> str | None:
    """The name most like ``name``, for a suggestion."""
    known = _provinces()
    wanted = _folded(name)
    inside = [key for key in known if key in wanted]  # Thừa Thiên Huế -> Huế
    close = get_close_matches(wanted, known, 1, 0.6) or inside
    return known[close[0]].name if close else None
