"""The words that a finding rests on, cut out of its paragraph."""

from __future__ import annotations

from collections.abc import Callable

from checker.extracting.findings import Evidence, Span
from checker.extracting.grammar.clauses import Reading, Sentence
from checker.reading.fields import MOST_QUOTE_WORDS


def evidence(
    reading: Reading,
    sentence: Sentence,
    parts: list[tuple[int, int]],
    year: tuple[int, int] | None,
    where: str,
    block: int,
    page_at: Callable[[int], int | None],
) -> Evidence:
    """Cuts the shortest run of words that holds ``parts`` (token ranges), from where the clause begins if that is near.

    The year's words are taken in where the cut stays within 30 words; where even the parts are too long, the end
    counts, since the number stands there.
    """
    start, end = min(p[0] for p in parts), max(p[1] for p in parts)
    clause = reading.wall_before(start, sentence.start)
    if start - clause <= 5:
        start = clause
    if year and year[0] >= sentence.start and year[1] <= sentence.end:
        wider = (min(start, year[0]), max(end, year[1]))
        near = start - year[1] <= 4 and year[0] - end <= 4
        if near and _words(reading, *wider) <= MOST_QUOTE_WORDS:
            start, end = wider
    while end - start > 1 and reading.spoken[start] in _LEADING:
        start += 1
    opened = reading.spoken[start:end]
    if end < sentence.end and reading.spoken[end] == ")" and opened.count("(") > opened.count(")"):
        end += 1
    first = reading.tokens[start].start
    last = reading.tokens[end - 1].end
    words = reading.text[first:last].split()
    if len(words) > MOST_QUOTE_WORDS:
        first = last - len(" ".join(words[-MOST_QUOTE_WORDS:]))
    spans = [Span(block, reading.tokens[a].start, reading.tokens[b - 1].end) for a, b in parts]
    if year:
        spans.append(Span(block, reading.tokens[year[0]].start, reading.tokens[year[1] - 1].end))
    return Evidence(
        reading.text[first:last], where, page_at(first), tuple(sorted(set(spans), key=lambda s: (s.start, s.end)))
    )


_LEADING = frozenset(",;:.)-+*•")


def _words(reading: Reading, start: int, end: int) -> int:
    return len(reading.cut(start, end).split())
