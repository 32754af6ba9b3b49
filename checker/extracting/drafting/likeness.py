"""How much two entries of plan files are alike, by their keys and their words, from 0 (not at all) to about 1."""

from __future__ import annotations

from functools import lru_cache

from checker.extracting.tokens import words_of
from checker.reading.models import COMPARATORS, Baseline, Commitment, Task

_ALIKE = 0.5
"""Two texts share so much of their words that they speak of one thing."""


def alike_target(one: Commitment, other: Commitment) -> float:
    same = (one.indicator == other.indicator, one.year == other.year, one.comparator == other.comparator)
    numbers = _numbers(one) == _numbers(other)
    words = shared_words(one.quote or "", other.quote or "")
    if not same[0] and not (words >= _ALIKE and numbers and same[1]):
        return 0
    return 0.35 * same[0] + 0.2 * same[1] + 0.1 * same[2] + 0.15 * numbers + 0.2 * words


def alike_present(one: Baseline, other: Baseline) -> float:
    words = shared_words(one.quote or "", other.quote or "")
    return 0.5 * (one.indicator == other.indicator) + 0.3 * (one.value == other.value) * (words >= _ALIKE) + 0.2 * words


def alike_task(one: Task, other: Task) -> float:
    """By the words of title and quote; a place that both name decides between those that are near."""
    words = max(
        _contained(a, b) for a in (one.title, one.quote or "") for b in (other.title, other.quote or "") if a and b
    )
    return words + 0.2 * shared_words(one.where or "", other.where or "") if words >= _ALIKE else 0


def _numbers(one: Commitment) -> object:
    return next((value for c in COMPARATORS if (value := getattr(one, c)) is not None), None)


def shared_words(one: str, other: str) -> float:
    """How much two texts have in common, from 0 to 1: words of both by words of either."""
    ours, theirs = _words(one), _words(other)
    return len(ours & theirs) / len(ours | theirs) if ours or theirs else 0.0


def _contained(one: str, other: str) -> float:
    """How much of the shorter text stands in the longer one, from 0 to 1; a text of few words says little."""
    ours, theirs = _words(one), _words(other)
    return len(ours & theirs) / max(min(len(ours), len(theirs)), 4)


@lru_cache(maxsize=10_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(words_of(text))
