"""Text as words, numbers and signs, each with its place, in a form that compares equal however it is typed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from checker.diacritics import tone_apart

_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+|>=|<=|[^\s]")
_SAME = {
    "–": "-",
    "—": "-",
    "‑": "-",
    "−": "-",
    "‐": "-",
    ">=": "≥",
    "<=": "≤",
    "“": '"',
    "”": '"',
    "’": "'",
    "‘": "'",
    "﹪": "%",
}
_CELL = 200
"""Characters; texts as short as this come again and again."""


class Token(NamedTuple):
    """``word`` is the folded form; the text's own letters are ``text[start:end]``."""

    word: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        return self.word[0].isdecimal()

    @property
    def is_word(self) -> bool:
        return self.word[0].isalpha()


def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens of the text, in order. "1,5cm" is a number and a word, "4-5" two numbers and a sign."""
    return _tokens_of_cell(text) if len(text) <= _CELL else _tokens_of(text)


def _tokens_of(text: str) -> tuple[Token, ...]:
    return tuple(Token(fold(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(text))


_tokens_of_cell = lru_cache(maxsize=1000)(_tokens_of)


def words_of(text: str) -> tuple[str, ...]:
    """The folded forms alone."""
    return tuple(token.word for token in tokens_of(text))


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """A word in small letters with its tone mark last, so that hoà, HÒA and hòa are one; signs in one form."""
    if word in _SAME:
        return _SAME[word]
    letters, tone = tone_apart(word)
    return normalize("NFC", letters) + tone
