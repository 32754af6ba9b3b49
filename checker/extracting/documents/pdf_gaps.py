"""Where paragraphs end, seen from how the lines of a page stand: said with blank lines to what joins the lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles

from checker.extracting.documents.pdf_lines import PrintedLine

_FEWEST = 8
GAP = ("", "")
"""Blank lines that end a paragraph whatever the spacing of the others is."""
_OPENS = re.compile(r"[-–—+•*▪◦○●]\s|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zđ]|[ivxIVX]{1,5})[.)]\s")


@dataclass(frozen=True, slots=True)
class Column:
    """How the text of a page is set: its left and right margin and the usual step from line to line, in points."""

    left: float
    right: float
    step: float


def set_in(lines: Sequence[PrintedLine]) -> Column | None:
    """The column that the prose of a page stands in; None where there is too little to say."""
    if len(lines) < _FEWEST:
        return None
    lefts = Counter(round(line.x0) for line in lines)
    left = min((x for x, n in lefts.items() if n == max(lefts.values())), default=0)
    right = quantiles((line.x1 for line in lines), n=10)[-1]
    steps = Counter(round((b.base - a.base) * 2) / 2 for a, b in pairwise(lines) if 0 < b.base - a.base < 3 * a.size)
    if not steps or right - left < 100:
        return None
    most = max(steps.values())
    return Column(left, right, min(step for step, n in steps.items() if n == most))


def parted(above: PrintedLine, line: PrintedLine, column: Column | None) -> bool:
    """Whether a paragraph surely ends between two lines that follow each other."""
    step = line.base - above.base
    size = max(above.size, line.size)
    if step > 1.25 * max(size, column.step if column else 1.3 * size) + 0.5:
        return True
    if column is None or (_centred(above, column) and _centred(line, column)):
        return False  # a title in several lines
    first = line.segments[0]
    word = (first.x1 - first.x0) * len(first.text.split()[0]) / max(1, len(first.text))
    at_margin = above.x0 < column.left + 5 * size and len(above.segments) == 1
    if at_margin and above.x1 + word + 1.5 * size < column.right:
        return True
    indented = line.x0 > column.left + 0.8 * size and abs(above.x0 - column.left) < 0.3 * size
    return indented and not _centred(line, column) and not _OPENS.match(above.text)


def _centred(line: PrintedLine, column: Column) -> bool:
    middle = (column.left + column.right) / 2
    return line.x0 > column.left + 2 * line.size and abs((line.x0 + line.x1) / 2 - middle) < 1.5 * line.size
