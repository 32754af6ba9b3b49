"""The signs that number a document's sections and items: "I.", "1.", "1.1.", "a)", "-", "+", "Điều 1.", "Phụ lục 2"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from checker.extracting.tokens import fold

Kind = Literal[
    "annex", "part", "chapter", "capital", "roman", "article", "number", "decimal", "letter", "star", "dash", "plus"
]

# what stands inside what, outermost first; a sign closes all that are open at its rank or deeper
RANKS: dict[str, int] = {
    "annex": 0,
    "part": 1,
    "chapter": 2,
    "capital": 3,
    "roman": 4,
    "article": 5,
    "number": 6,
    "decimal": 6,
    "letter": 8,
    "star": 9,
    "dash": 10,
    "plus": 11,
}
BULLETS = frozenset({"star", "dash", "plus"})
LETTERS = [
    "a",
    "b",
    "c",
    "d",
    "đ",
    "e",
    "f",
    "g",
    "h",
    "i",
    "j",
    "k",
    "l",
    "m",
    "n",
    "o",
    "p",
    "q",
    "r",
    "s",
    "t",
    "u",
    "v",
    "w",
    "x",
    "y",
    "z",
]

_ANNEX = re.compile(
    r"(phụ lục|phụ biểu|biểu mẫu|biểu)(?:\s+(?:số|sô))?(?:\s*([0-9]{1,2}[a-zđ]?|[IVX]{1,5}|[A-Z])(?![\w/]))?", re.I
)
_PART = re.compile(r"(phần|chương)\s+(thứ\s+\w+|[0-9]{1,2}|[IVX]{1,6})(?![\w/])\s*[.:–-]?\s*", re.I)
_ARTICLE = re.compile(r"(điều)\s+([0-9]{1,3})\s*[.:]\s*", re.I)
_ROMAN = re.compile(r"([IVX]{1,6})\s*(?:[.)/:–-]|\s(?=[A-ZĐÀ-Ỹ]{2}))\s*(?![0-9])")
_CAPITAL = re.compile(r"([A-HĐ])\s*[.)/]\s+(?=[^\W\d_])")
_DECIMAL = re.compile(r"((?:[0-9]{1,2}|[IVX]{1,5})(?:\.[0-9]{1,2}){1,4})\s*[.)/:]?\s+(?=[^\W\d_\s]|\"|“)")
_NUMBER = re.compile(r"\(?([0-9]{1,3})(?:\s*[.)/](?![0-9])\s*(?=\S)|\s?[-–]\s+(?=[A-ZĐÀ-Ỹ]))")  # the Party writes "1- "
_LETTER = re.compile(r"\(?([a-zđ][0-9]?)\s*[.)/](?!\w[.)])\s*(?=\S)")
_DASH = re.compile(r"[-–—•●▪◦‣⁃·∙]+\s*(?=[^\s\d.,])|[-–—•●▪◦‣⁃·∙]+\s+(?=\S)")
_PLUS = re.compile(r"\+\s*(?=\S)")
_STAR = re.compile(r"[*❖✓➢➤⮚o]\s+(?=\S)|\*+\s*(?=\S)")

# an annex is named in a line of its own; in a sentence the word is only a reference to it
_ANNEX_WORDS = 40


@dataclass(frozen=True, slots=True)
class Marker:
    """One sign: ``name`` is how the document's number is cited ("II", "2.1", "đ", "Phụ lục 1"; "" for a bullet).

    ``value`` counts within its kind (IV is 4, đ is 5), 0 where there is nothing to count; the paragraph's own words
    begin at ``end``.
    """

    kind: Kind
    name: str
    value: int
    end: int

    @property
    def rank(self) -> float:
        """Its place among what stands inside what; "1.1.1" is deeper than "1.1"."""
        return RANKS[self.kind] + (min(self.name.count("."), 3) / 2 if self.kind == "decimal" else 0)


def marker_of(text: str, label: str = "") -> Marker | None:
    """The sign that a paragraph begins with, or that a word processor counts for it (``label``)."""
    if label.strip():
        found = _sign(label.strip() + " x")
        if found is not None:
            return Marker(found.kind, found.name, found.value, 0)
        return Marker("dash", "", 0, 0)
    return _annex(text) or _sign(text)


def _sign(text: str) -> Marker | None:
    if m := _PART.match(text):
        kind: Kind = "part" if fold(m.group(1)) == fold("phần") else "chapter"
        return Marker(kind, f"{m.group(1).capitalize()} {m.group(2)}", _count(m.group(2)), m.end())
    if m := _ARTICLE.match(text):
        return Marker("article", f"Điều {m.group(2)}", int(m.group(2)), m.end())
    if m := _DECIMAL.match(text):
        return Marker("decimal", m.group(1), int(m.group(1).rpartition(".")[2]), m.end())
    if (m := _ROMAN.match(text)) and (value := roman(m.group(1))):
        return Marker("roman", m.group(1), value, m.end())
    if m := _CAPITAL.match(text):
        return Marker("capital", m.group(1), "ABCDĐEFGH".index(m.group(1)) + 1, m.end())
    if m := _NUMBER.match(text):
        return Marker("number", str(int(m.group(1))), int(m.group(1)), m.end())
    if (m := _LETTER.match(text)) and m.group(1)[0] in LETTERS:
        return Marker("letter", m.group(1), LETTERS.index(m.group(1)[0]) + 1, m.end())
    if m := _PLUS.match(text):
        return Marker("plus", "", 0, m.end())
    if m := _STAR.match(text):
        return Marker("star", "", 0, m.end())
    if m := _DASH.match(text):
        return Marker("dash", "", 0, m.end())
    return None


def _annex(text: str) -> Marker | None:
    m = _ANNEX.match(text)
    if m is None or len(text.split()) > _ANNEX_WORDS:
        return None
    word, number = m.group(1), m.group(2) or ""
    rest = text[m.end() :].strip()
    small = word[1:].islower()
    if fold(word) == fold("biểu") and not number:
        return None
    # "Phụ lục này …", "Phụ lục kèm theo Kế hoạch là …" speak of an annex; "Phụ lục II", "PHỤ LỤC: DANH MỤC …" head one
    if rest and rest[0] not in ".:-–(" and not (rest[:1].isupper() and (number or not small)):
        return None
    if rest.endswith((".", ";")) and len(rest) > 1:
        return None
    return Marker("annex", f"{word.capitalize()} {number}".strip(), _count(number), m.end() + _signs(text[m.end() :]))


def _signs(rest: str) -> int:
    """How many characters of punctuation and blanks ``rest`` begins with."""
    return len(rest) - len(rest.lstrip(" .:-–"))


def _count(number: str) -> int:
    if number.isdecimal():
        return int(number)
    return roman(number.upper()) or 0


def roman(letters: str) -> int:
    """The value of a Roman number up to 39; 0 if the letters are none."""
    match = re.fullmatch(r"(X{0,3})(IX|IV|V?I{0,3})", letters)
    if not match or not letters:
        return 0
    ones = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
    return 10 * len(match.group(1)) + ones[match.group(2)]


_ORDINALS = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"]


def ordinal(number: int) -> str:
    """ "nhất", "hai", … "mười một", "hai mươi mốt", as one counts the dashes of a list."""
    if number <= 10:
        return _ORDINALS[number - 1]
    tens, ones = divmod(number, 10)
    units = ["", "một" if tens == 1 else "mốt", "hai", "ba", "bốn" if tens == 1 else "tư"]
    units += ["lăm", "sáu", "bảy", "tám", "chín"]
    names = ["", "mười", "hai mươi", "ba mươi", "bốn mươi", "năm mươi", "sáu mươi", "bảy mươi", "tám mươi"]
    if tens > 8:
        return str(number)
    return f"{names[tens]} {units[ones]}".strip()
