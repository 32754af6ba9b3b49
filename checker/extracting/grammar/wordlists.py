"""Lists of phrases with what each means, looked up in folded words: the longest one wins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from checker.extracting.tokens import words_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """Words ``start`` to ``end`` (exclusive) are ``phrase``, which means ``meaning``."""

    start: int
    end: int
    phrase: str
    meaning: T


class Phrases(Generic[T]):
    """Phrases as people write them, each with a meaning."""

    __slots__ = ("_longest", "_longest_from", "_meanings")

    def __init__(self, meanings: Mapping[str, T]) -> None:
        self._meanings = {words_of(phrase): (phrase, meaning) for phrase, meaning in meanings.items()}
        self._longest = max(map(len, self._meanings), default=0)
        self._longest_from: dict[str, int] = {}
        for words in self._meanings:
            self._longest_from[words[0]] = max(len(words), self._longest_from.get(words[0], 0))

    @classmethod
    def of(cls, groups: Iterable[tuple[T, str]]) -> Phrases[T]:
        """From lists: each meaning with its phrases, parted by " | "."""
        return cls({phrase: meaning for meaning, listed in groups for phrase in listed.split(" | ")})

    def at(self, words: Sequence[str], start: int, end: int | None = None) -> Hit[T] | None:
        """The longest phrase that begins at ``start`` and is over by ``end``."""
        stop = len(words) if end is None else end
        if start >= stop or words[start] not in self._longest_from:
            return None
        for length in range(min(self._longest_from[words[start]], stop - start), 0, -1):
            found = self._meanings.get(tuple(words[start : start + length]))
            if found:
                return Hit(start, start + length, *found)
        return None

    def before(self, words: Sequence[str], end: int, start: int = 0) -> Hit[T] | None:
        """The longest phrase that ends just before ``end`` and begins no earlier than ``start``."""
        for length in range(min(self._longest, end - start), 0, -1):
            found = self._meanings.get(tuple(words[end - length : end]))
            if found:
                return Hit(end - length, end, *found)
        return None

    def all_in(self, words: Sequence[str], start: int = 0, end: int | None = None) -> tuple[Hit[T], ...]:
        """Every phrase that lies inside, from the left, none sharing a word with another."""
        stop = len(words) if end is None else end
        hits: list[Hit[T]] = []
        at = start
        while at < stop:
            hit = self.at(words, at, stop)
            if hit:
                hits.append(hit)
            at = hit.end if hit else at + 1
        return tuple(hits)


def phrases(listed: str) -> Phrases[bool]:
    """Phrases parted by " | ", of which one only asks whether they stand there."""
    return Phrases(dict.fromkeys(listed.split(" | "), True))


def folded(listed: str) -> frozenset[str]:
    """Single words, parted by blanks, in folded form."""
    return frozenset(words_of(listed))


NUMBER_WORDS: Mapping[str, int] = {
    word: value
    for value, text in enumerate(("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"), start=1)
    for word in words_of(text)
}
"""Numbers up to ten in words, folded. "năm" is a year as well: what stands behind it tells."""
