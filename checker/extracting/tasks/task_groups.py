"""Which of a norm's groups of tasks a heading means, by the words that both have."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from checker.extracting.tokens import words_of
from checker.reading.models import TaskGroup

# how much of a group's name a heading must have, and how far ahead of the next group it must be
_ENOUGH = 0.3
_AHEAD = 1.5
_EMPTY = frozenset(words_of("và , ; . nhất là các mọi về với trong của"))


def group_of(title: str, groups: Sequence[TaskGroup]) -> int | None:
    """The number of the group whose name the title has most of; None if none is clearly meant.

    A pair of neighbouring words weighs by how few of the groups have it, so that "y tế" decides nothing.
    """
    words = _pairs(title)
    names = [(group.number, _pairs(group.name.vi)) for group in groups]
    common = Counter(pair for _, pairs in names for pair in pairs)
    scores: dict[int, float] = {}
    for number, pairs in names:
        whole = sum(1 / common[pair] for pair in pairs)
        shared = sum(1 / common[pair] for pair in pairs if pair in words)
        scores[number] = max(scores.get(number, 0), shared / whole if whole else 0)
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < _ENOUGH:
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= _AHEAD * ranked[1][1] else None


def _pairs(text: str) -> set[tuple[str, str]]:
    words = [word if word not in _EMPTY else "" for word in words_of(text)]
    return {(a, b) for a, b in itertools.pairwise(words) if a and b}
