"""Puts labels beside their marks so that none covers another. Lengths are units of the viewBox."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checker.writers.charts.paths import Box

SIZE = 12
"""The size of the letters."""
_WIDTHS = {**dict.fromkeys("0123456789", 0.7), **dict.fromkeys(",. \u00a0", 0.38), "-": 0.45, "–": 0.65}
"""Of bold letters, as shares of their size, in the widest of the usual typefaces."""
_WIDEST = 0.95
_ABOVE, _BELOW = 0.92, 0.26
"""How far letters reach above and below the line that they stand on."""
_RINGS = (3.0, 14.0, 27.0, 41.0)
"""How far a label may stand from its mark; from the second on, a line leads to it."""
_TOUCH = 5.0
"""What it costs to cover a mark or the floor's line, against one step to a less wanted place."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text to stand beside a mark at ``x``, ``y`` that reaches ``radius`` around; ``down``: rather below it.

    ``role`` and ``strong`` are for the template.
    """

    x: float
    y: float
    radius: float
    text: str
    role: str
    strong: bool
    down: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A text whose middle is at ``x`` and whose letters stand on ``y``; ``leader``: a line from its mark to it."""

    x: float
    y: float
    text: str
    role: str
    strong: bool
    box: Box
    leader: tuple[float, float, float, float] | None


def text_width(text: str) -> float:
    """How wide a text can be, at most, in letters of SIZE."""
    return SIZE * sum(_WIDTHS.get(letter, _WIDEST) for letter in text)


def place_labels(wanted: Sequence[Wanted], inside: Box, marks: Sequence[Box]) -> tuple[list[Label], int]:
    """A place for each label, the first ones choosing first, and for how many there is none.

    No two labels meet and none leaves ``inside``; ``marks`` are covered only where nothing else is free.
    """
    order = list(wanted)
    best: tuple[list[Label], int] | None = None
    for _ in range(4):
        placed: list[Label] = []
        homeless: list[Wanted] = []
        for want in order:
            label = _place(want, inside, marks, placed)
            if label is None:
                homeless.append(want)
            else:
                placed.append(label)
        if best is None or len(homeless) < best[1]:
            best = placed, len(homeless)
        if not homeless:
            break
        order = homeless + [want for want in order if want not in homeless]
    return best or ([], 0)


def _place(want: Wanted, inside: Box, marks: Sequence[Box], taken: Iterable[Label]) -> Label | None:
    boxes = [label.box for label in taken]
    choices = [
        (cost + _TOUCH * sum(label.box.meets(mark) for mark in marks), n, label)
        for n, (cost, label) in enumerate(_choices(want))
        if label.box.lies_in(inside) and not any(label.box.meets(box) for box in boxes)
    ]
    return min(choices, key=lambda choice: choice[:2])[2] if choices else None


def _choices(want: Wanted) -> Iterator[tuple[float, Label]]:
    """Every place that a label may take, and what it costs: the wanted side first, near before far."""
    wanted_side = 1 if want.down else -1
    sides = ((0, wanted_side), (0, -wanted_side), (1, 0), (-1, 0), (1, wanted_side), (-1, wanted_side),
             (1, -wanted_side), (-1, -wanted_side))  # fmt: skip
    width, height = text_width(want.text), SIZE * (_ABOVE + _BELOW)
    for ring, distance in enumerate(_RINGS):
        for step, (across, down) in enumerate(sides):
            far = want.radius + distance
            x = want.x + across * (far + width / 2 if not down else far / 2 + width / 2)
            y = want.y + down * (far + height / 2 if not across else far / 2 + height / 2)
            box = Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            yield (
                ring * 9.0 + step,
                Label(x, box.top + SIZE * _ABOVE, want.text, want.role, want.strong, box, _leader(want, box, ring)),
            )


def _leader(want: Wanted, box: Box, ring: int) -> tuple[float, float, float, float] | None:
    if ring == 0:
        return None
    x = min(max(want.x, box.left), box.right)
    return want.x, want.y, x, box.bottom if box.bottom < want.y else box.top if box.top > want.y else want.y
