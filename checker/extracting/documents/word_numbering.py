"""Counts the numbers that Word shows before paragraphs and does not write into them: "1.", "2.1.", "a)", "-"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from checker.extracting.documents.word_package import W, is_on, number, value
from checker.extracting.documents.word_styles import Styles

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LARGEST = 9_999


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number is written and what ``text`` puts around it ("%1.%2.")."""

    form: str = "decimal"
    text: str = "%1."
    start: int = 1
    restarts: bool = True
    arabic: bool = False
    style: str | None = None


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each is counted; call ``label`` for each paragraph in order."""

    lists: dict[int, tuple[int, dict[int, Level], dict[int, int]]]
    styles: Styles
    counts: dict[int, list[int | None]] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, tree: etree._Element | None, styles: Styles) -> Numbering:
        """The lists of a numbering part; none where it is missing."""
        if tree is None:
            return cls({}, styles)
        abstract = {number(a, "abstractNumId"): a for a in tree.iter(f"{W}abstractNum")}
        linked = {value(a.find(f"{W}styleLink")): a for a in abstract.values() if a.find(f"{W}styleLink") is not None}
        lists: dict[int, tuple[int, dict[int, Level], dict[int, int]]] = {}
        for num in tree.iter(f"{W}num"):
            key, shared = number(num, "numId"), number(num.find(f"{W}abstractNumId"))
            if key is None or shared is None or shared not in abstract:
                continue
            definition = abstract[shared]
            definition = linked.get(value(definition.find(f"{W}numStyleLink")), definition)
            levels, starts = _levels(definition), {}
            for override in num.iter(f"{W}lvlOverride"):
                at = number(override, "ilvl") or 0
                levels |= _levels(override)
                start = number(override.find(f"{W}startOverride"))
                if start is not None:
                    starts[at] = start
            lists[key] = (shared, levels, starts)
        return cls(lists, styles)

    def label(self, properties: etree._Element | None) -> str:
        """The number of the next paragraph, "" if it has none; it is counted."""
        place = self._place(properties)
        if place is None:
            return ""
        key, at = place
        shared, levels, starts = self.lists[key]
        counts = self.counts.setdefault(shared, [None] * _LEVELS)
        if key not in self.begun:
            self.begun.add(key)
            for restarted in starts:
                if 0 <= restarted < _LEVELS:
                    counts[restarted:] = [None] * (_LEVELS - restarted)
        level = levels.get(at, Level())
        before = counts[at]
        counts[at] = starts.get(at, level.start) if before is None else min(before + 1, _LARGEST)
        for deeper in range(at + 1, _LEVELS):
            if levels.get(deeper, Level()).restarts:
                counts[deeper] = None
        return _written(level, levels, counts)

    def _place(self, properties: etree._Element | None) -> tuple[int, int] | None:
        """The list and the level of a paragraph: its own, or its style's."""
        if properties is None:
            return None
        own = properties.find(f"{W}numPr")
        key = number(own.find(f"{W}numId")) if own is not None else None
        at = number(own.find(f"{W}ilvl")) if own is not None else None
        if key is None:
            for style in self.styles.chain(self.styles.paragraph_style(properties)):
                listed = style.find(f"{W}pPr/{W}numPr")
                if listed is not None and (key := number(listed.find(f"{W}numId"))) is not None:
                    at = self._level_of_style(key, style.get(f"{W}styleId"), number(listed.find(f"{W}ilvl")))
                    break
        if not key or key not in self.lists:
            return None
        return key, min(max(at or 0, 0), _LEVELS - 1)

    def _level_of_style(self, key: int, style: str | None, written: int | None) -> int | None:
        levels = self.lists[key][1] if key in self.lists else {}
        return next((at for at, level in levels.items() if style and level.style == style), written)


def _levels(parent: etree._Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for lvl in parent.findall(f"{W}lvl"):
        at = number(lvl, "ilvl")
        if at is None or not 0 <= at < _LEVELS:
            continue
        start = number(lvl.find(f"{W}start"))
        levels[at] = Level(
            form=value(lvl.find(f"{W}numFmt")) or "decimal",
            text=(value(lvl.find(f"{W}lvlText")) or "")[:50],
            start=1 if start is None else start,
            restarts=number(lvl.find(f"{W}lvlRestart")) != 0,
            arabic=is_on(lvl.find(f"{W}isLgl")),
            style=value(lvl.find(f"{W}pStyle")),
        )
    return levels


def _written(level: Level, levels: dict[int, Level], counts: list[int | None]) -> str:
    if level.form == "bullet":
        return _bullet(level.text)
    if level.form == "none" and not _PLACE.search(level.text):
        return level.text.strip()

    def place(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        other = levels.get(at, Level())
        count = counts[at]
        return in_form("decimal" if level.arabic else other.form, other.start if count is None else count)

    return _PLACE.sub(place, level.text).strip()


def _bullet(sign: str) -> str:
    """A list's sign; those of symbol fonts have no letter of their own and become "•"."""
    sign = sign.strip()
    return sign if sign in ("-", "–", "—", "+", "*") else "•"


def in_form(form: str, count: int) -> str:
    """A count as a list writes it: "4", "04", "d", "IV"."""
    match form:
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count <= 780 else str(count)
            return letter if form == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman":
            return _roman(count) if form == "lowerRoman" else _roman(count).upper()
        case "decimalZero":
            return f"{count:02d}"
        case "none":
            return ""
        case _:
            return str(count)


def _roman(count: int) -> str:
    if not 0 < count < 90:
        return str(count)
    fifty = "l" if count >= 50 else "xl" if count >= 40 else ""
    rest = count - 50 if count >= 50 else count - 40 if count >= 40 else count
    for step, letters in _ROMAN:
        fifty += letters * (rest // step)
        rest %= step
    return fifty
