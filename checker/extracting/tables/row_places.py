"""The numbering of a table's rows: what a row stands under, and how it is cited ("mục III.5", "dòng 7a")."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from checker.extracting.outlines.numbering import ordinal, roman

_LABEL = re.compile(r"[IVX]{1,6}|[A-HĐ]|[0-9]{1,3}[a-zđ]?|[0-9]{1,2}(?:\.[0-9]{1,2})+|[a-zđ]|[-–+*•]+")
_INLINE = re.compile(
    r"\s*(?:(?P<roman>[IVX]{1,6})\s*[.)/:–-]\s*|(?P<capital>[A-HĐ])\s*[.)/]\s+|(?P<dotted>[0-9]{1,2}(?:\.[0-9]{1,2})+)[.)]?\s+"
    r"|(?P<number>[0-9]{1,3})\s*[.)]\s*(?![0-9])|(?P<letter>[a-zđ])\s*[.)]\s+)(?=\S)"
)
_BULLET = re.compile(r"\s*[-–+*•]\s*")
_WORDS = 8


@dataclass(slots=True)
class _Open:
    rank: int
    label: str
    name: str
    is_section: bool


@dataclass(slots=True)
class Numbering:
    """Goes through a table's rows from the top; ``place`` is the table's own ("Phụ lục 1")."""

    place: str
    _open: list[_Open] = field(default_factory=list)
    _count: int = 0

    def row(self, label: str, name: str, is_section: bool) -> tuple[str, tuple[str, ...]]:
        """(where the row is, the names it stands under, the nearest last); it is then open for those that follow."""
        label, shown = clean_label(label), _BULLET.sub("", name, count=1)
        rank = _rank(label, name, is_section)
        while self._open and self._open[-1].rank >= rank:
            self._open.pop()
        above = tuple(one.name for one in self._open if one.name)
        self._count += not is_section
        where = self._cited(label, shown, is_section)
        self._open.append(_Open(rank, label, shown, is_section))
        return where, above

    def _cited(self, label: str, name: str, is_section: bool) -> str:
        sections = [one.label for one in self._open if one.rank <= 1 and one.label]
        rows = [one.label for one in self._open if one.rank > 1 and one.label]
        if label and _level(label) <= 1:
            sections.append(label)
        elif label:
            rows = [label] if "." in label or _extends(label, rows) else [*rows, label]
        numbers = [*sections, *rows[-1:]]
        if sections:
            cited = f"mục {'.'.join(numbers)}"
        elif rows:
            cited = f"dòng {rows[-1]}"
        else:
            cited = "" if is_section else f"dòng thứ {ordinal(self._count)}"
        if not label and numbers and name:
            cited += f", {_short(name)}"
        return ", ".join(part for part in (self.place, cited) if part)


def clean_label(label: str) -> str:
    """A label without its signs: "1." is "1", "a)" is "a"; "" for a dash and for what is none."""
    bare = label.strip().strip("().:/ ")
    if not bare or not _LABEL.fullmatch(bare) or bare[0] in "-–+*•":
        return ""
    return bare


def split_label(text: str) -> tuple[str, str]:
    """(label, name) of a cell that holds both: "I. Công tác dân số", "1.1 Tỷ lệ …"."""
    match = _INLINE.match(text)
    if not match or (match["roman"] and not roman(match["roman"])):
        return "", text
    return next(group for group in match.groups() if group), text[match.end() :]


def _level(label: str) -> int:
    """0 a capital letter, 1 a Roman number, 2 a number, 3 and more what has points or a letter behind it."""
    if roman(label):
        return 1
    if label.isalpha():
        return 0 if label.isupper() else 4
    return 2 + label.count(".") + (0 if label.isdecimal() or "." in label else 1)


def _rank(label: str, name: str, is_section: bool) -> int:
    if label:
        return _level(label)
    if is_section and not _BULLET.match(name):
        return 2  # "Chỉ số đầu ra": it closes the rows before it
    return 8


def _extends(label: str, rows: list[str]) -> bool:
    """ "7a" below "7" is cited alone."""
    return bool(rows) and label.startswith(rows[-1])


def _short(name: str) -> str:
    words = name.strip().rstrip(":;,.").split()[:_WORDS]
    return " ".join([words[0].lower() if words[0].istitle() else words[0], *words[1:]]) if words else ""
