"""The rows and columns of a table without rulings, from its lines: each word is put below the column it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from checker.extracting.document import Cell, Line, Table
from checker.extracting.documents.aligned_words import (
    COUNT,
    FEWEST_COLUMNS,
    LABEL,
    columns_below,
    columns_of,
    nearest,
    plain,
    split,
    words_in,
)
from checker.extracting.documents.flat_labels import starts_name
from checker.extracting.documents.pdf_lines import joined
from checker.extracting.tables.columns import is_bare_value

_FEWEST_ROWS = 3
MOST_LINES = 1_000
_MOST_COLUMNS = 40
_VALUES = 0.8


@dataclass(slots=True)
class _Row:
    """The lines of a row, as words by column."""

    lines: list[tuple[Line, dict[int, str]]] = field(default_factory=list)

    def text(self, column: int) -> str:
        return joined([words[column] for _, words in self.lines if column in words])

    def page(self) -> int | None:
        return self.lines[0][0].page


def aligned_table(lines: Sequence[Line], header: int) -> Table | None:
    """The table that the lines show, of which the first ``header`` are its heading; None if they do not show one."""
    if len(lines) > MOST_LINES or not 0 < header < len(lines):
        return None
    heads = [plain(line) for line in lines[:header]]
    parts = _parts(lines[header:], heads)
    if not parts:
        return None
    labelled = any(COUNT.match(head) for head in heads)
    common = columns_of([words_in(line) for part in parts for line in part])
    ways = [[common for _ in parts]]
    if not lines[0].cells:  # in a text, the columns may stand elsewhere on each page
        ways.append([columns_of([words_in(line) for line in part]) for part in parts])
    for columns in ways:
        table = _table(lines[:header], parts, columns, labelled=labelled)
        if table is not None:
            return table
    return None


def _table(
    heads: Sequence[Line],
    parts: Sequence[Sequence[Line]],
    places: Sequence[list[tuple[float, float]]],
    *,
    labelled: bool,
) -> Table | None:
    """The table of parts whose columns stand at these places, if they fit together."""
    columns = places[0]
    rows: list[_Row] = []
    for part, here in zip(parts, places, strict=True):
        if len(here) != len(columns) or not FEWEST_COLUMNS <= len(here) <= _MOST_COLUMNS:
            return None
        if not _take(part, here, rows, labelled=labelled):
            return None
    top = _header(heads, columns)
    if top is None or len(rows) < _FEWEST_ROWS or not _is_sound(rows, len(columns)):
        return None
    body = [
        tuple(Cell(row.text(column), (at, column), row.page()) for column in range(len(columns)))
        for at, row in enumerate(rows, len(top))
    ]
    return Table((*top, *body), heads[0].page)


def _parts(lines: Sequence[Line], heads: Sequence[str]) -> list[list[Line]]:
    """The body's lines, parted where the heading stands again on a new page."""
    parts: list[list[Line]] = [[]]
    at = 0
    while at < len(lines):
        if [plain(line) for line in lines[at : at + len(heads)]] == list(heads):
            at += len(heads)
            parts.append([])
        else:
            parts[-1].append(lines[at])
            at += 1
    return [part for part in parts if part]


def _take(lines: Sequence[Line], columns: Sequence[tuple[float, float]], rows: list[_Row], *, labelled: bool) -> bool:
    """Adds the rows that the lines make; False where lines between two rows belong to neither surely.

    Cells stand at the top of their rows, or all in the middle: then each row has as many lines above as below the one
    with its values.
    """
    placed: list[tuple[Line, dict[int, str]]] = []
    name = int(labelled)
    for line in lines:
        words: dict[int, str] = {}
        wholes = words_in(line)
        if len({nearest(whole.parts[0], columns) for whole in wholes}) < len(wholes):
            return False  # the columns are not told apart
        for whole in wholes:
            alone = len(wholes) == 1 or (len(wholes) == 2 and LABEL.fullmatch(wholes[0].text) and whole is wholes[1])
            for word in [whole] if len(columns_below(whole, columns)) == 1 else whole.parts:
                column = nearest(word, columns)
                if alone and column != 0:
                    column = min(column, max(name, nearest(whole.parts[0], columns)))  # a section's name may be wide
                words[column] = joined([words.get(column, ""), word.text])
        placed.append((line, words))
    values = _value_columns([words for _, words in placed], name, len(columns))
    anchors = [
        at
        for at, (_, words) in enumerate(placed)
        if (labelled and LABEL.fullmatch(words.get(0, ""))) or any(is_bare_value(words.get(c, "")) for c in values)
    ]
    if not anchors or not values:
        return False
    names = [placed[at][1].get(name, "") for at in anchors]
    cut = {at for at, (above, below) in enumerate(pairwise(lines)) if above.page != below.page} | {len(lines) - 1}
    from_top = (anchors[0] == 0 or bool(rows)) and all(
        starts_name(text) or (not text and at in cut) for at, text in zip(anchors, names, strict=True)
    )
    if from_top and anchors[0]:
        rows[-1].lines += placed[: anchors[0]]  # what did not fit on the page before
    above = 0 if from_top else anchors[0]
    for at, following in pairwise([*anchors, len(placed)]):
        between = following - at - 1
        below = between if from_top else above
        if below > between:
            return False
        rows.append(_Row(placed[at - above : at + below + 1]))
        above = between - below
    return not above


def _value_columns(lines: Sequence[dict[int, str]], name: int, count: int) -> list[int]:
    found = []
    for column in range(name + 1, count):
        texts = [words[column] for words in lines if column in words]
        if texts and sum(map(is_bare_value, texts)) >= _VALUES * len(texts):
            found.append(column)
    return found


def _is_sound(rows: Sequence[_Row], columns: int) -> bool:
    """Whether every row has a name that begins as one, and no cell holds two values."""
    name = 0 if all(starts_name(row.text(0)) for row in rows) else 1
    if not all(starts_name(row.text(name)) or row.text(name)[:1] in "-–+•" for row in rows):
        return False
    texts = [row.text(column) for row in rows for column in range(name + 1, columns)]
    return not any(re.fullmatch(r"[\d.,]+(?:\s[\d.,]+)+", text) for text in texts)


def _header(lines: Sequence[Line], columns: Sequence[tuple[float, float]]) -> list[tuple[Cell, ...]] | None:
    """The heading as two rows: what stands over several columns, and what over each; one row without the former."""
    own: list[list[str]] = [[] for _ in columns]
    over: dict[int, tuple[int, str]] = {}
    for line in lines:
        for word in words_in(line):
            for part in split(word, columns):
                under = columns_below(part, columns)
                if len(under) == 1:
                    own[under[0]].append(part.text)
                    continue
                if any(own[at] or at in over for at in under):
                    return None
                for at in under:
                    over[at] = (under[0], part.text)
    texts = [joined(parts) for parts in own]
    page = lines[0].page
    if not over:
        return [tuple(Cell(text, (0, at), page) for at, text in enumerate(texts))]
    return [
        tuple(
            Cell(over[at][1], (0, over[at][0]), page) if at in over else Cell(texts[at], (0, at), page)
            for at in range(len(columns))
        ),
        tuple(Cell(texts[at], (1, at) if at in over else (0, at), page) for at in range(len(columns))),
    ]
