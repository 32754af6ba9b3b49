"""A table's layout: which rows head it, and what each of its columns holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from checker.extracting.document import Cell, Table
from checker.extracting.tables.header_words import Meaning, meaning_of

Row = Sequence[Cell]

_MOST_HEADER_ROWS = 8
_LABEL = re.compile(r"[IVXivx]{1,5}|[0-9]{1,3}[a-zđ]?|[0-9]{1,2}(?:\.[0-9]{1,2})+|[A-Za-zĐđ]|[-–+*•]")
_BARE = re.compile(
    r"(?:(?:[<>≥≤=~≈]+|đạt|trên|dưới|từ|còn|khoảng|không quá|ít nhất|tối thiểu|tối đa|lên)\s*){0,3}[0-9]+(?:[.,][0-9]+)*"
    r"(?:\s*[-–]\s*[0-9]+(?:[.,][0-9]+)*)?\s*[%‰]?(?:\s*trở (?:lên|xuống))?|x|✓|✔|√|v|Có|Đạt|Hoàn thành|[-–…./]+",
    re.I,
)
_NAME_BEGINS = re.compile(r"(?:tên |các |nhóm )*(?:chỉ tiêu|chỉ số|nội dung|tiêu chí|mục tiêu)\b", re.I)
_YEAR = re.compile(r"(?:năm\s*)?(?:19|20)[0-9]{2}", re.I)
_HEADING = frozenset({"label", "name", "unit", "year", "value", "present", "when", "notes", "agency", "legal", "other"})
_NUMBERS = re.compile(r"\(?\s*([0-9]{1,2}|[A-Ha-h])\s*\)?(?:\s*=.*)?")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``header`` are its words as they stand, each header cell once, ``lowest`` those right above it."""

    index: int
    meaning: Meaning
    header: str = ""
    lowest: str = ""

    @property
    def kind(self) -> str:
        return self.meaning.kind


@dataclass(frozen=True, slots=True)
class Layout:
    """``first`` is the first row of the body; ``title`` the words of rows that stretch over the whole head."""

    columns: tuple[Column, ...]
    first: int
    title: str = ""
    repeated: frozenset[tuple[str, ...]] = frozenset()

    def of(self, *kinds: str) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.kind in kinds)

    @property
    def name(self) -> Column | None:
        """The column of the rows' own names, which is the last of those that name something."""
        return next(iter(reversed(self.of("name"))), None)


def is_bare_value(text: str) -> bool:
    """Whether a cell's text is a value and nothing else: "97,5", "≥ 98", "x"; a lone year is none."""
    text = text.strip()
    return bool(text) and not _YEAR.fullmatch(text) and _BARE.fullmatch(text) is not None


def layout_of(table: Table, above: Layout | None = None) -> Layout | None:
    """The table's layout; without a head of its own that of the table ``above`` if it is as wide, else None."""
    width = len(table.rows[0]) if table.rows else 0
    title: list[str] = []
    heads: list[Row] = []
    first = 0
    for index, row in enumerate(table.rows[:_MOST_HEADER_ROWS]):
        if not heads and _spans_all(row):
            title += [text for text in _texts(row)[:1] if text]
            first = index + 1
        elif _heads(row) or (heads and (_continues(row, index) or _only_numbers(row, index))):
            heads.append(row)
            first = index + 1
        else:
            break
    if not heads:
        if above is not None and len(above.columns) == width:
            return replace(above, first=0, title=above.title)
        return None
    repeated = frozenset(tuple(_texts(row)) for row in heads)
    used = [row for number, row in enumerate(heads, first - len(heads)) if not _only_numbers(row, number)]
    columns = [_column(index, used) for index in range(width)]
    return Layout(tuple(_settled(columns, table.rows[first:])), first, " ".join(title), repeated)


def _texts(row: Row) -> list[str]:
    return [cell.text.strip() for cell in row]


def _spans_all(row: Row) -> bool:
    """One cell, or one text, and nothing beside it."""
    return len({cell.origin for cell in row if cell.text.strip()}) <= 1 and len(row) > 1


def _cells(row: Row) -> list[str]:
    """The texts of the row's cells, each merged cell once, the empty ones left out."""
    return list({cell.origin: cell.text.strip() for cell in row if cell.text.strip()}.values())


def _heads(row: Row) -> bool:
    """Whether the row's cells name columns: two of them at least, and no value among them."""
    texts = _cells(row)
    if any(is_bare_value(text) for text in texts) or any(len(text) > 150 for text in texts):
        return False
    kinds = [meaning_of((text,)).kind for text in texts]
    known = sum(kind in _HEADING for kind in kinds)
    if sum(kind in ("label", "unit", "notes", "year", "present", "agency", "name") for kind in kinds) < 1:
        return False
    return known >= 2 and 2 * known >= len(texts) and not _labelled(row)


def _labelled(row: Row) -> bool:
    """Whether the row begins with a number of a row."""
    first = next((text for text in _texts(row) if text), "")
    return _LABEL.fullmatch(first.rstrip(".)")) is not None and len(first) < 6 and first.upper() != "TT"


def _continues(row: Row, index: int) -> bool:
    """Whether the row is a further row of the head: what is its own in it is of years or names columns."""
    own = {cell.origin: cell.text.strip() for cell in row if cell.text.strip() and cell.origin[0] == index}
    if not own or any(is_bare_value(text) or len(text) > 80 for text in own.values()):
        return False
    reaches_down = any(cell.origin[0] < index for cell in row)
    starts_empty = not row[0].text.strip() or row[0].origin[0] < index
    kinds = [meaning_of((text,)).kind for text in own.values()]
    if reaches_down:
        return True
    return starts_empty and all(kind in _HEADING for kind in kinds) and len(own) > 1


def _only_numbers(row: Row, index: int) -> bool:
    """Whether the row counts the columns: "1 | 2 | 3", "(1) | (2) | (3)=(2)-(1)", "A | B | 1"."""
    texts = _cells([cell for cell in row if cell.origin[0] >= index])
    found = [_NUMBERS.fullmatch(text) for text in texts]
    if len(texts) < 2 or not all(found):
        return False
    numbers = [int(m.group(1)) for m in found if m and m.group(1).isdecimal()]
    counting = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return counting and numbers[0] <= 2 and (len(texts) > 2 or any(cell.origin[0] < index for cell in row))


def _column(index: int, heads: Sequence[Row]) -> Column:
    cells = tuple(
        dict.fromkeys((row[index].origin, row[index].text.strip()) for row in heads if row[index].text.strip())
    )
    texts = tuple(dict.fromkeys(text for _, text in cells))
    return Column(index, meaning_of(texts), " ".join(texts), texts[-1] if texts else "")


def _settled(columns: list[Column], body: Sequence[Row]) -> list[Column]:
    """The columns, each kind compared with what stands below it."""

    def as_kind(column: Column, kind: str) -> Column:
        return replace(column, meaning=replace(column.meaning, kind=kind))  # type: ignore[arg-type]

    shares = {column.index: _shares(body, column.index) for column in columns}
    result = list(columns)
    first_number = next((index for index, (values, _) in shares.items() if values > 0.5 and index), len(columns))
    for at, column in enumerate(columns):
        values, words = shares[column.index]
        if column.kind == "name" and values > words:
            result[at] = as_kind(column, "value")  # "Nội dung | Đơn vị | Chỉ tiêu"
        elif (
            column.kind == "value"
            and words > 0.5
            and values < 0.3
            and at < first_number
            and (first_number < len(columns) or not any(c.kind == "name" for c in result[:at]))
        ):
            result[at] = as_kind(column, "name")  # "TT | Mục tiêu | Năm 2026", "Lĩnh vực | Chỉ tiêu | Năm 2026"
        elif at == 0 and column.kind in ("unknown", "value", "name") and _labels(body, 0) and len(columns) > 1:
            result[at] = as_kind(column, "label")  # a heading over both the numbers and the names
    if not any(column.kind == "name" for column in result):
        result = [
            # "Chỉ tiêu đến năm 2030" above words, with the values beside it
            as_kind(column, "name") if column.kind == "year" and _names(column, shares, first_number) else column
            for column in result
        ]
    if not any(column.kind == "name" for column in result):
        first_value = next((c.index for c in result if c.kind in ("year", "present")), len(result))
        kinds = ("unknown", "other", "value", "legal", "part", "agency")
        wordy = [c for c in result if c.kind in kinds and c.index < first_value and shares[c.index][0] < 0.5]
        best = max(wordy, key=lambda c: (shares[c.index][1], -c.index), default=None)
        if best is not None and shares[best.index][1] > 0:
            result[best.index] = as_kind(best, "name")
    names = [column for column in result if column.kind == "name"]
    first_value = next((c.index for c in result if c.kind in ("year", "value", "present")), len(result))
    for column in names[1:]:
        if column.index > first_value:  # words behind the values name no row
            result[column.index] = as_kind(column, "passed")
    return result


def _names(column: Column, shares: Mapping[int, tuple[float, float]], first_number: int) -> bool:
    """Whether a column that is headed by names and a year holds the names."""
    values, words = shares[column.index]
    headed = _NAME_BEGINS.match(column.header.strip()) is not None
    return headed and column.index < first_number and not values and words > 0.5


def _shares(body: Sequence[Row], index: int) -> tuple[float, float]:
    """How much of the column are bare values, and how much are words."""
    texts = [row[index].text.strip() for row in body if row[index].text.strip() and not _spans_all(row)]
    if not texts:
        return 0.0, 0.0
    values = sum(is_bare_value(text) for text in texts)
    words = sum(len(text.split()) > 1 and not is_bare_value(text) for text in texts)
    return values / len(texts), words / len(texts)


def _labels(body: Sequence[Row], index: int) -> bool:
    texts = [row[index].text.strip() for row in body if row[index].text.strip()]
    return bool(texts) and all(_LABEL.fullmatch(text.rstrip(".)")) for text in texts)
