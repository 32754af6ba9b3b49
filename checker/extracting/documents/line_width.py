"""How wide a line is on paper: whether it was broken because it was full, or because its writer ended it there.

Administrative documents are set in Times New Roman, so the widths of its letters say which (Decree 30/2020/NĐ-CP).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from unicodedata import normalize

# Thousandths of the type size; what is not listed is as wide as "n".
_GROUPS = {
    250: " .,",
    278: "ijlt:;/",
    333: "frI()[]-!‘’",
    389: "sJ",
    444: 'aceczv?“”"',
    556: "FSPEL<>=+≥≤",
    611: "ETZL",
    667: "BCR",
    722: "ADGHKNOQUVXYw",
    778: "m",
    833: "%‰",
    889: "MW—",
}
_WIDTHS = {letter: width for width, letters in _GROUPS.items() for letter in letters}
_USUAL = 500
_BLANK = 250

# Above this many characters a line was not broken for paper: the file has one paragraph per line.
_UNBROKEN = 200

# No page's text is narrower; a file with a few short lines does not tell.
_NARROWEST = 20_000

UNBROKEN = float("inf")


@lru_cache(maxsize=50_000)
def word_width(word: str) -> int:
    """The width of a word; marks above and below letters take no room."""
    return sum(
        _WIDTHS.get(letter, _USUAL) for letter in normalize("NFD", word[:200]) if not "\u0300" <= letter <= "\u036f"
    )


def width(text: str) -> int:
    """The width of a line with single blanks between its words."""
    words = text.split()
    return sum(map(word_width, words)) + _BLANK * max(len(words) - 1, 0)


def measure(texts: Sequence[str]) -> float:
    """The width of the column that these lines fill, UNBROKEN if they are no lines of a page but whole paragraphs."""
    filled = [text for text in texts if text.strip()]
    long = sum(len(text) > _UNBROKEN for text in filled)
    if long * 50 > len(filled):
        return UNBROKEN
    widths = sorted(width(text) for text in filled)
    return max(widths[len(widths) * 9 // 10], _NARROWEST) if widths else _NARROWEST


def has_room(line: str, word: str, column: float, slack: float) -> bool:
    """Whether ``word`` could still have stood at the end of ``line``, so that it was ended on purpose."""
    return width(line) + _BLANK + word_width(word) < column * (1 - slack)
