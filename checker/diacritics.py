"""Vietnamese diacritics: words that compare equal wherever their tone mark was typed, and words without any mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import combining, normalize

TONES = "\u0300\u0301\u0303\u0309\u0323"
"""Grave, acute, tilde, hook and dot below, as combining marks."""
MOST_MARKS = 100
"""So many combining marks in a row a text may have; normalising takes time by the square of them."""

_PERHAPS_MARKS = re.compile(rf"[^\w\s\x00-\u02ff]{{{MOST_MARKS + 1},}}")


def heaps_of_marks(text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of each stretch of more than MOST_MARKS combining marks, in time by the length of the text."""
    if not any(map(combining, text[::MOST_MARKS])):  # which every such stretch covers somewhere
        return
    for found in _PERHAPS_MARKS.finditer(text):
        start = found.start()
        for at in range(start, found.end() + 1):
            if at == found.end() or not combining(text[at]):
                if at - start > MOST_MARKS:
                    yield start, at
                start = at + 1


def tone_apart(word: str) -> tuple[str, str]:
    """The word's letters and its tone mark, in small letters and decomposed: of hoà, HÒA and hòa alike."""
    letters = normalize("NFD", word).casefold()
    return "".join(c for c in letters if c not in TONES), "".join(c for c in letters if c in TONES)


def without_marks(text: str) -> str:
    """The letters as they are typed where no Vietnamese keyboard is at hand: "Mục tiêu" is "muc tieu"."""
    letters = normalize("NFD", text.casefold()).replace("đ", "d")
    return "".join(letter for letter in letters if not combining(letter))
