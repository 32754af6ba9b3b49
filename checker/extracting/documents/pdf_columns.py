"""Lines of a page in the order in which one reads them: what stands in two columns, one column after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checker.extracting.documents.pdf_lines import PrintedLine, Segment

_GUTTER = 8.0
"""Points: no narrower a strip parts two columns."""
_FAR = 3.2
"""Line heights: what stands farther below belongs to no column above."""
_BESIDE = 1.1
"""Line heights: no farther apart do two columns begin."""
_PROSE_LINES = 8
_LONGEST = 80
# The letterhead and the signatures that Decree 30/2020/NĐ-CP and Guidance 05-HD/VPTW set side by side.
_FORMS = re.compile(
    r"CỘNG HÒA XÃ HỘI CHỦ NGHĨA|CỘNG HOÀ XÃ HỘI CHỦ NGHĨA|Độc lập\s?[-–]\s?Tự do|ĐẢNG CỘNG SẢN VIỆT NAM"
    r"|^\W*(?i:nơi nhận)\b|^(?:TM|T/M|KT|TL|TUQ)\.\s*\w"
    r"|^[^\W\d][\w .-]{1,40}, (?i:ngày)\b.{0,20}\b(?i:tháng)\b.{0,20}\b(?i:năm)\b"
)


@dataclass(frozen=True, slots=True)
class _Strip:
    """A strip of paper that no line of a block crosses."""

    x0: float
    x1: float


def in_reading_order(lines: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """The lines in runs that are read one after the other: what stands side by side makes two runs.

    A line of a table without rulings stays whole.
    """
    result: list[list[PrintedLine]] = [[]]
    paper = _Strip(min((line.x0 for line in lines), default=0.0), max((line.x1 for line in lines), default=0.0))
    at = 0
    while at < len(lines):
        block, gutter = _block(lines, at, paper)
        if gutter is not None and _are_columns(block, gutter):
            result += [_side(block, gutter, left=True), _side(block, gutter, left=False), []]
            at += len(block)
        else:
            result[-1].append(lines[at])
            at += 1
    return [run for run in result if run]


def _block(lines: Sequence[PrintedLine], at: int, paper: _Strip) -> tuple[list[PrintedLine], _Strip | None]:
    """The lines from ``at`` on that leave a strip free, if some stand to its left and some to its right."""
    block = [lines[at]]
    strips = _free(lines[at], paper)
    best: tuple[list[PrintedLine], _Strip | None] = (block, None)
    for line in lines[at + 1 : at + _LONGEST]:
        if line.base - block[-1].base > _FAR * max(line.size, block[-1].size):
            break
        if best[1] is None and line.base - lines[at].base > _BESIDE * lines[at].size and len(lines[at].segments) == 1:
            break  # both columns begin side by side
        strips = [both for a in strips for b in _free(line, paper) if (both := _common(a, b)) is not None]
        if not strips:
            break
        block = [*block, line]
        gutter = next((s for s in strips if _both_sides(block, s)), None)
        if gutter is not None:
            best = (block, gutter)
    if best[1] is None and len(lines[at].segments) == 2:
        return [lines[at]], _between(lines[at])
    return best


def _free(line: PrintedLine, paper: _Strip) -> list[_Strip]:
    """The strips that a line leaves free: between its segments, and to its left and right."""
    edges = [paper.x0, *(edge for s in line.segments for edge in (s.x0, s.x1)), paper.x1]
    return [_Strip(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= _GUTTER]


def _common(a: _Strip, b: _Strip) -> _Strip | None:
    x0, x1 = max(a.x0, b.x0), min(a.x1, b.x1)
    return _Strip(x0, x1) if x1 - x0 >= _GUTTER else None


def _between(line: PrintedLine) -> _Strip:
    return _Strip(line.segments[0].x1, line.segments[1].x0)


def _both_sides(block: Sequence[PrintedLine], strip: _Strip) -> bool:
    return any(line.x0 < strip.x0 + 0.1 for line in block) and any(line.x1 > strip.x1 - 0.1 for line in block)


def _side(block: Sequence[PrintedLine], gutter: _Strip, *, left: bool) -> list[PrintedLine]:
    found: list[PrintedLine] = []
    for line in block:
        segments = tuple(s for s in line.segments if (s.x1 <= gutter.x0 + 0.1) == left)
        if segments:
            found.append(PrintedLine(segments, line.base, line.size))
    return found


def _are_columns(block: Sequence[PrintedLine], gutter: _Strip) -> bool:
    """Whether the two sides are read one after the other, and not as the rows of a table."""
    sides = [_side(block, gutter, left=True), _side(block, gutter, left=False)]
    if any(_FORMS.search(s.text) for line in block for s in line.segments):
        return True
    if any(len(line.segments) > 1 for side in sides for line in side):
        return False
    segments = [[line.segments[0] for line in side] for side in sides]
    if any(_mostly_numbers(side) for side in segments):
        return False
    if all(len(side) >= _PROSE_LINES for side in segments):
        return all(_is_prose(side) for side in segments)
    return len(block) > 1 and any(_is_centred(side, block[0].size) for side in segments) and len(block) < 20


def _mostly_numbers(side: Sequence[Segment]) -> bool:
    return sum(not any(map(str.isalpha, s.text)) or len(s.text) < 4 for s in side) * 3 > len(side)


def _is_prose(side: Sequence[Segment]) -> bool:
    """Lines that mostly fill the width of their column."""
    width = max(s.x1 for s in side) - min(s.x0 for s in side)
    return sum(s.x1 - s.x0 > 0.75 * width for s in side) * 5 > 3 * len(side)


def _is_centred(side: Sequence[Segment], size: float) -> bool:
    if len(side) < 2:
        return False
    middles = [(s.x0 + s.x1) / 2 for s in side]
    lefts = [s.x0 for s in side]
    return max(middles) - min(middles) < 0.8 * size and max(lefts) - min(lefts) > size
