"""Whether text is what it seems: letters that a font never named, or an encoding from before Unicode, spoil it."""

from __future__ import annotations

import re
from unicodedata import normalize

from checker.extracting.documents.pdf_page import UNKNOWN

_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~“”‘’…–—]{2,}")
_VOWELS = frozenset("aeiouy")
_ENOUGH = 12
_LONGEST = 200_000
# TCVN3 and VNI put Vietnamese letters where Western Europe has these; Vietnamese in Unicode uses none of them.
_FOREIGN = frozenset("¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿ÄÅÆÇËÎÏÑÖ×ØÛÜÞßäåæçëîïñöøûüþÿ")


def is_garbled(text: str) -> bool:
    """Whether most of the text cannot be what its writer wrote. A few words prove nothing.

    Signs of it: letters unknown or of private use, words without a vowel, Western letters that Vietnamese lacks.
    """
    text = text[:_LONGEST]
    seen = [c for c in text if not c.isspace()]
    if len(seen) >= _ENOUGH and sum(map(_is_unknown, seen)) * 10 > len(seen):
        return True
    words = [word for word in _WORD.findall(text) if any(map(str.isalpha, word))]
    if len(words) < _ENOUGH:
        return False
    return sum(map(_is_foreign, words)) * 6 > len(words) or sum(map(_has_no_vowel, words)) * 2 > len(words)


def _is_unknown(letter: str) -> bool:
    return letter == UNKNOWN or "\ue000" <= letter <= "\uf8ff" or letter >= "\U000f0000"


def _is_foreign(word: str) -> bool:
    return any(letter in _FOREIGN for letter in word)


def _has_no_vowel(word: str) -> bool:
    return not any(letter in _VOWELS for letter in normalize("NFD", word).casefold()) and not word.isupper()
