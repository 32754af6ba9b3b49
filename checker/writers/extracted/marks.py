"""Cuts a text where what was found in it begins and ends, so that findings on the same words lie side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

MOST = 20
"""So many findings are named on one piece of text; a text that says more at once means harm."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters ``start`` to ``end`` belong to the card ``card``; ``numbered``: its number stands behind them."""

    card: int
    start: int
    end: int
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that belongs to the same ``cards`` throughout; the numbers of ``ends`` stand behind it.

    ``page`` is the page that begins with it, ``line``: it begins a line of the file (a cell that became one).
    """

    text: str
    cards: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    page: int | None = None
    line: bool = False


def pieces(
    text: str, marks: Iterable[Mark], breaks: Iterable[tuple[int, int]] = (), lines: Iterable[int] = ()
) -> tuple[Piece, ...]:
    """The text in pieces, in order and without loss.

    ``breaks`` are (offset, page that begins there), ``lines`` offsets. What lies outside the text is drawn in to it.
    """
    within = [(max(0, min(m.start, len(text))), max(0, min(m.end, len(text))), m) for m in marks]
    pages = {max(0, min(at, len(text))): page for at, page in breaks}
    starts = {at for at in lines if 0 < at < len(text)}
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    numbers: dict[int, list[int]] = {}
    for start, end, mark in within:
        if start < end:
            opening.setdefault(start, []).append(mark.card)
            closing.setdefault(end, []).append(mark.card)
        if mark.numbered:
            numbers.setdefault(max(start, end), []).append(mark.card)
    cuts = sorted({0, len(text), *opening, *closing, *numbers, *pages, *starts})
    made: list[Piece] = []
    if 0 in numbers:
        made.append(Piece("", ends=tuple(sorted(numbers[0]))))
    active: dict[int, int] = {}
    for at, following in pairwise(cuts):
        _leave(active, closing.get(at, ()))
        for card in opening.get(at, ()):
            active[card] = active.get(card, 0) + 1
        cards = tuple(sorted(active)[:MOST])
        ends = tuple(sorted(set(numbers.get(following, ()))))
        made.append(Piece(text[at:following], cards, ends, pages.get(at), at in starts))
    if len(text) in pages and text:
        made.append(Piece("", page=pages[len(text)]))
    return tuple(made)


def _leave(active: dict[int, int], cards: Sequence[int]) -> None:
    for card in cards:
        active[card] -= 1
        if not active[card]:
            del active[card]
