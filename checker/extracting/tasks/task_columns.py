"""What the columns of a table of tasks hold, by the words of its header."""

from __future__ import annotations

from typing import Literal

from checker.extracting.document import FlatTable, Table
from checker.extracting.tokens import words_of

Column = Literal["number", "title", "lead", "partners", "output", "due", "other"]

# the first that fits counts
_COLUMNS: tuple[tuple[Column, tuple[tuple[str, ...], ...]], ...] = (
    ("other", tuple(map(words_of, ("của tw", "trung ương", "ghi chú", "cấp trình", "cấp ban hành", "kinh phí")))),
    ("partners", (words_of("phối hợp"),)),
    (
        "lead",
        tuple(
            map(
                words_of,
                (
                    "chủ trì",
                    "cơ quan thực hiện",
                    "đơn vị thực hiện",
                    "cơ quan tham mưu",
                    "cơ quan đầu mối",
                    "phân công",
                ),
            )
        ),
    ),
    (
        "due",
        tuple(map(words_of, ("thời gian", "thời hạn", "tiến độ", "hoàn thành", "năm thực hiện", "thời điểm"))),
    ),
    ("output", tuple(map(words_of, ("sản phẩm", "kết quả", "hình thức", "đầu ra")))),
    (
        "title",
        tuple(map(words_of, ("nhiệm vụ", "nội dung", "công việc", "đề án", "hoạt động", "giải pháp", "tên", "dự án"))),
    ),
    ("number", (words_of("tt"), words_of("stt"))),
)
_TARGET_WORDS = tuple(map(words_of, ("chỉ tiêu", "chỉ số", "mục tiêu")))
_HEADER_ROWS = 3


def is_task_table(table: Table | FlatTable) -> bool:
    """If a table assigns tasks: a column for the task, one for who does it, and none for targets."""
    columns = columns_of(table)
    if columns is None:
        return False
    return "title" in columns and ("lead" in columns or ("due" in columns and "output" in columns))


def columns_of(table: Table | FlatTable) -> tuple[Column, ...] | None:
    """What each column holds; None where the header speaks of targets."""
    headings = _headings(table)
    if any(_has(words_of(h), target) for h in headings for target in _TARGET_WORDS):
        return None
    columns: list[Column] = []
    for heading in headings:
        kind = kind_of_column(words_of(heading))
        columns.append("other" if kind in columns and kind not in ("number", "other") else kind)
    return tuple(columns)


def _headings(table: Table | FlatTable) -> tuple[str, ...]:
    if isinstance(table, FlatTable):
        return tuple(" ".join(line.split()) for line in table.header if line.strip())
    depth = header_depth(table)
    width = len(table.rows[0]) if table.rows else 0
    return tuple(
        " ".join(dict.fromkeys(table.rows[row][column].text for row in range(depth))) for column in range(width)
    )


def header_depth(table: Table) -> int:
    """How many rows are the header: those up to the last that names who leads or when it is due."""
    depth = 1
    for number, row in enumerate(table.rows[:_HEADER_ROWS]):
        kinds = {kind_of_column(words_of(cell.text)) for cell in row if len(cell.text.split()) <= 10}
        goes_on = number == depth and any(cell.origin[0] < number for cell in row)
        if {"lead", "title"} <= kinds or {"title", "due"} <= kinds or goes_on:
            depth = number + 1
    return min(depth, len(table.rows))


def kind_of_column(words: tuple[str, ...]) -> Column:
    return next((kind for kind, phrases in _COLUMNS if any(_has(words, p) for p in phrases)), "other")


def _has(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    return any(words[at : at + len(phrase)] == phrase for at in range(len(words) - len(phrase) + 1))
