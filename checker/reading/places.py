"""The provinces and cities of Viet Nam since 1 July 2025."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from checker.diacritics import tone_apart

_PREFIX = re.compile(r"^(tỉnh\s|thành phố\s|tp\.|tp\s)\s*", re.IGNORECASE)

# Resolution 202/2025/QH15, and Resolution 175/2024/QH15 for Huế. vietnam-provinces knows the
# present names only.
_MERGED = {
    "Tuyên Quang": ("Hà Giang",),
    "Lào Cai": ("Yên Bái",),
    "Thái Nguyên": ("Bắc Kạn",),
    "Phú Thọ": ("Vĩnh Phúc", "Hòa Bình"),
    "Bắc Ninh": ("Bắc Giang",),
    "Hưng Yên": ("Thái Bình",),
    "Hải Phòng": ("Hải Dương",),
    "Ninh Bình": ("Hà Nam", "Nam Định"),
    "Quảng Trị": ("Quảng Bình",),
    "Huế": ("Thừa Thiên Huế",),
    "Đà Nẵng": ("Quảng Nam",),
    "Quảng Ngãi": ("Kon Tum",),
    "Gia Lai": ("Bình Định",),
    "Khánh Hòa": ("Ninh Thuận",),
    "Lâm Đồng": ("Đắk Nông", "Bình Thuận"),
    "Đắk Lắk": ("Phú Yên",),
    "Hồ Chí Minh": ("Bình Dương", "Bà Rịa - Vũng Tàu"),
    "Đồng Nai": ("Bình Phước",),
    "Tây Ninh": ("Long An",),
    "Cần Thơ": ("Sóc Trăng", "Hậu Giang"),
    "Vĩnh Long": ("Bến Tre", "Trà Vinh"),
    "Đồng Tháp": ("Tiền Giang",),
    "Cà Mau": ("Bạc Liêu",),
    "An Giang": ("Kiên Giang",),
}


@dataclass(frozen=True, slots=True)
class Province:
    """A province or city: its code, its name as vietnam-provinces has it, and if it is a city."""

    code: int
    name: str
    city: bool


@cache
def _provinces() -> dict[str, Province]:
    """The provinces of vietnam-provinces, by folded name.

    Read from the package's data file: importing it builds all 3,321 communes first, which takes
    longer than judging a plan.
    """
    package = find_spec("vietnam_provinces")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("vietnam_provinces")
    data = Path(package.origin).with_name("data") / "nested-divisions.json"
    entries = json.loads(data.read_text(encoding="utf-8"))
    return {
        _folded(e["name"]): Province(e["code"], e["name"], e["division_type"].startswith("thành phố")) for e in entries
    }


def _folded(name: str) -> str:
    """A name without its prefix, case and tone-mark placement (Hoà is Hòa)."""
    bare = _PREFIX.sub("", " ".join(name.split()))
    return " ".join("".join(tone_apart(word)) for word in bare.split())


def provinces() -> list[Province]:
    """All 34, in the order of their codes."""
    return sorted(set(_provinces().values()), key=lambda province: province.code)


def former_provinces() -> dict[str, str]:
    """The names that went in 2025, each with that of the province that it is part of now."""
    return {old: now for now, merged in _MERGED.items() for old in merged}


def find_province(name: str) -> Province | None:
    """The province of that name, with or without "Tỉnh" or "Thành phố"."""
    return _provinces().get(_folded(name))


def merged_into(name: str) -> Province | None:
    """The province that an old province of that name became part of in 2025."""
    wanted = _folded(name)
    now = next((now for now, old in _MERGED.items() if wanted in map(_folded, old)), None)
    return find_province(now) if now else None


def nearest_province(name: str) -> str | None:
    """The name most like ``name``, for a suggestion."""
    known = _provinces()
    close = get_close_matches(_folded(name), known, 1, 0.75)
    return known[close[0]].name if close else None
