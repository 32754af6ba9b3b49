"""Letters as they come out of a file, put right: NFC, one form of Đ, no ligatures, nothing that cannot be seen."""

from __future__ import annotations

import re
from unicodedata import is_normalized, normalize

from checker.diacritics import MOST_MARKS, TONES, heaps_of_marks
from checker.problems import HIDDEN_CHARACTERS

_SPACES = re.compile("[\t\xa0\u2000-\u200a\u202f\u205f\u3000]")
# Đ of older keyboards is an Icelandic eth or an African letter; ligatures and presentation forms have plain letters.
_PLAIN = str.maketrans(
    {
        "Ð": "Đ",
        "ð": "đ",
        "Ɖ": "Đ",
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "\u0340": "\u0300",
        "\u0341": "\u0301",
    }
)
_SHAPES = "\u0302\u0306\u031b"
_TONE_BEFORE_SHAPE = re.compile(f"([{TONES}])([{_SHAPES}])")


def clean_letters(text: str) -> str:
    """The text in NFC without hidden characters, every kind of blank as a blank. Tone marks stay on their vowel."""
    if text.isascii() and text.isprintable():
        return text
    text = HIDDEN_CHARACTERS.sub("", _SPACES.sub(" ", text)).translate(_PLAIN)
    if len(text) > MOST_MARKS:
        for start, end in reversed(list(heaps_of_marks(text))):
            text = text[:start] + text[end:]
    if is_normalized("NFC", text) and not any(shape in text for shape in _SHAPES):
        return text
    # A tone drawn before the hat of its vowel (e ́ ̂) composes to nothing known until the two change places.
    return normalize("NFC", _TONE_BEFORE_SHAPE.sub(r"\2\1", normalize("NFD", text)))
