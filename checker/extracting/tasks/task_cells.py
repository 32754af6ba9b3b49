"""The cells of a table of tasks that became lines: which column each line was in."""

from __future__ import annotations

from collections.abc import Sequence

from checker.extracting.document import FlatRow
from checker.extracting.doubts import Doubt, Reason
from checker.extracting.tasks.agencies import begins_like_agency
from checker.extracting.tasks.task_columns import Column
from checker.extracting.tokens import words_of
from checker.i18n import N_

CELLS_LOST = Reason(N_("the row has {given} cells for {columns} columns; which are missing was told by their words"))
CELLS_JOINED = Reason(N_("the copy lost where this row’s cells begin"), grave=True)

_TIMES = tuple(
    map(
        words_of,
        (
            "thường xuyên",
            "hằng năm",
            "hàng năm",
            "hằng tháng",
            "hàng tháng",
            "hằng quý",
            "hàng quý",
            "quý",
            "quí",
            "năm 20",
            "năm",
            "từ năm",
            "trong năm",
            "đến năm",
            "trước ngày",
            "trước năm",
            "sau khi",
            "khi có",
            "theo hướng dẫn",
            "theo lộ trình",
            "theo đề án",
            "theo yêu cầu",
            "theo quy định",
            "theo kế hoạch",
            "theo tiến độ",
            "giai đoạn",
            "tháng",
            "ngày",
            "định kỳ",
            "mỗi năm",
        ),
    )
)


def flat_cells(row: FlatRow, wanted: Sequence[Column]) -> tuple[dict[Column, str], str, tuple[Doubt, ...]]:
    """The row's cells by column, its title, and what is doubtful about them.

    Sure where there are as many lines as columns and each fits its column; where some are lost, those that are left
    go where their words fit.
    """
    lines = [" ".join(line.split()) for line in row.lines]
    if lines and row.label and lines[0].strip(" .)") == row.label:
        lines = lines[1:]
    elif lines and row.label and lines[0].startswith(row.label):
        lines[0] = lines[0][len(row.label) :].strip(" .)")
    lines = [line for line in lines if line]
    if not lines:
        return {}, "", ()
    at = _fit(lines, wanted)
    if at is None:
        text = " ".join(lines)
        return {}, text[: _agency_start(text)].strip(), (CELLS_JOINED.doubt(),)
    cells = {wanted[column]: line for line, column in zip(lines, at, strict=True) if wanted[column] != "other"}
    doubts: tuple[Doubt, ...] = ()
    if len(lines) < len(wanted):
        doubts = (CELLS_LOST.doubt(given=str(len(lines)), columns=str(len(wanted))),)
    title = cells.pop("title", "")
    return cells, title, doubts


def _fit(lines: Sequence[str], wanted: Sequence[Column]) -> tuple[int, ...] | None:
    """The column of each line, in order, so that most of them fit; None where a line fits nowhere."""
    if len(lines) > len(wanted):
        return None
    best: tuple[int, tuple[int, ...]] | None = None

    def place_rest(line: int, column: int, score: int, taken: tuple[int, ...]) -> None:
        nonlocal best
        if line == len(lines):
            if best is None or score > best[0]:
                best = (score, taken)
            return
        for at in range(column, len(wanted) - (len(lines) - line) + 1):
            fits = _fits(lines[line], wanted[at])
            if fits:
                place_rest(line + 1, at + 1, score + fits, (*taken, at))

    if len(wanted) <= 10:
        place_rest(0, 0, 0, ())
    return best[1] if best else None


def _fits(line: str, column: Column) -> int:
    """How well a line fits a column: 0 not at all."""
    if column in ("lead", "partners"):
        return 3 if begins_like_agency(line) else 0
    timed = is_time(line)
    if column in ("due", "other"):
        return 3 if timed else (1 if column == "other" else 0)
    if column == "title":
        return 3 if not timed else 1
    return 2 if not timed and not begins_like_agency(line) else 1


def is_time(line: str) -> bool:
    words = words_of(line)
    if not words:
        return False
    if words[0][:2] == "20" and words[0].isdecimal():
        return True
    return len(words) <= 16 and any(words[: len(time)] == time for time in _TIMES)


def _agency_start(text: str) -> int:
    """Where the first agency's name begins behind a few words; the text's end if none does."""
    for at in range(20, len(text)):
        if text[at - 1] == " " and text[at].isupper() and begins_like_agency(text[at : at + 40]):
            return at
    return len(text)
