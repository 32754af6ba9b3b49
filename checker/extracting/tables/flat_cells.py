"""Cuts a row of a flattened table into its name, its unit, its values and what stands behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from checker.extracting.document import FlatRow
from checker.extracting.grammar.lexicon import Lexicon
from checker.extracting.grammar.masks import is_year
from checker.extracting.grammar.quantities import Quantity, quantities_in
from checker.extracting.tables.columns import is_bare_value
from checker.extracting.tables.unit_words import unit_words
from checker.extracting.tables.value_cells import kind_of
from checker.extracting.tokens import Token, tokens_of

_MARKS = frozenset(("x", "✓", "✔", "√"))
_LAW = re.compile(
    r"[-–+]?\s*(?:Nghị quyết|Quyết định|Thông tư|Chỉ thị|Nghị định|Kết luận|Công văn|Luật|Kế hoạch|Văn bản)\s+(?:liên tịch\s+)?"
    r"(?:số\s*:?\s*)?[0-9]+[/-]\S+"
)
_DATE = re.compile(r"(?:ngày\s+)?[0-9]{1,2}\s?[/.-]\s?[0-9]{1,2}\s?[/.-]\s?[0-9]{4}")
_TAIL = re.compile(r"\s*(?:so với(?: cùng kỳ)?(?: năm)? (?:19|20)[0-9]{2}|\([^()]{0,80}\)|trở lên|trở xuống|\))", re.I)
_BOYS = re.compile(r"(?:Số\s+)?(?:bé|trẻ)\s+trai\s*/\s*100\s*(?:bé|trẻ)\s+gái$", re.I)
_LAST_WORDS = re.compile(r"(?:[^\W\d_]+\s){0,2}[^\W\d_]+$")


@dataclass(frozen=True, slots=True)
class FlatCell:
    """A value at characters ``start`` to ``end`` of the row's text; ``gap``: how many blanks stood before it."""

    start: int
    end: int
    gap: int = 1


@dataclass(frozen=True, slots=True)
class FlatPieces:
    """``name`` is the name's text, put together again where other cells stand inside it; ``name_end`` where its first
    part ends. ``unit``: the words of the unit column; ``rest`` where the text behind the values begins."""

    name: str
    name_end: int
    unit: str
    values: tuple[FlatCell, ...]
    rest: int


def pieces_of(row: FlatRow, most: int, has_unit: bool, has_rest: bool, lexicon: Lexicon) -> FlatPieces:
    """The row's pieces. ``most``: how many value columns there are; ``has_unit``: there is a unit column; ``has_rest``:
    words of another column follow the values."""
    text = row.text
    tokens = tokens_of(text)
    breaks = line_breaks(row)
    items = _items(text, tokens, breaks)
    unit, unit_start, first = _first_value(text, tokens, items, breaks, has_unit, lexicon)
    if first is None:
        name = _before_laws(text)
        return FlatPieces(name, len(name), "", (), len(text))
    run = items[first:]
    if most > 1 or has_rest:
        cells = _run(text, run, most, breaks)
    else:
        end = run[0][1]
        for item in run[1:]:
            if _continues(text, end, item):
                end = item[1]
        cells = [(run[0][0], end)]
    cells = [(start, _stretched(text, end)) for start, end in cells]
    rest = cells[-1][1]
    name_end = unit_start if unit else cells[0][0]
    name = _before_laws(text[:name_end])
    if not has_rest and (after := _before_laws(text[rest:])) and after[0].islower():
        name = f"{name} {after}"  # the value stands inside the name
    gaps = _gaps(row)
    values = tuple(FlatCell(start, end, gaps.get(_squeezed(text, start), 1)) for start, end in cells)
    return FlatPieces(name, len(_before_laws(text[:name_end])), unit, values, rest)


def line_breaks(row: FlatRow) -> frozenset[int]:
    """Where in the row's text a new line began."""
    found, at = set(), 0
    text = row.text
    for number, line in enumerate(row.lines):
        plain = " ".join(line.split())
        if not number and row.label and plain.startswith(row.label):
            plain = plain[len(row.label) :].lstrip(" .)/:")
        if not plain:
            continue
        here = text.find(plain, at)
        if here < 0:
            here = text.find(plain[:-1], at) if len(plain) > 1 else -1
        if here >= 0:
            found.add(here)
            at = here + len(plain) - 1
    return frozenset(found)


def _items(text: str, tokens: Sequence[Token], breaks: frozenset[int]) -> list[tuple[int, int, Quantity | None]]:
    """All that may be a value, as (start, end, its quantity): numbers, marks, and lines that are a value alone."""
    lines = sorted({0, *breaks, len(text)})
    alone = [(a, a + len(text[a:b].rstrip())) for a, b in pairwise(lines)]
    bare = {(a, b) for a, b in alone if is_bare_value(text[a:b]) and kind_of(text[a:b]) != "nothing"}
    found: dict[int, tuple[int, int, Quantity | None]] = {a: (a, b, None) for a, b in bare}
    for quantity in quantities_in(tokens):
        start, end = tokens[quantity.start].start, tokens[quantity.end - 1].end
        if is_year(tokens[quantity.number].word):
            continue  # "… giai đoạn đến 2030" and behind it the unit: "%"
        if quantity.counted:
            # the words behind it may be the next cell's
            end = tokens[_end_of_number(tokens, quantity)].end
        if not any(a < end and start < b for a, b in bare):
            found[start] = (start, end, quantity)
    for token in tokens:
        inside = any(a <= token.start < b for a, b, _ in found.values())
        if token.word in _MARKS and not inside:
            found[token.start] = (token.start, token.end, None)
    return [found[start] for start in sorted(found)]


def _end_of_number(tokens: Sequence[Token], quantity: Quantity) -> int:
    last = quantity.number
    for at in range(quantity.number, quantity.end):
        if tokens[at].is_number:
            last = at
    return last


def _first_value(
    text: str,
    tokens: Sequence[Token],
    items: Sequence[tuple[int, int, Quantity | None]],
    breaks: frozenset[int],
    has_unit: bool,
    lexicon: Lexicon,
) -> tuple[str, int, int | None]:
    """(words of the unit, where they begin, which item is the first value)."""
    mentions = lexicon.mentions(tokens)
    begin = tokens[mentions[0].start].start if mentions else 0
    named = [(tokens[m.start].start, tokens[m.end - 1].end) for m in mentions]
    possible: list[int] = []
    behind_name: list[int] = []
    for number, (start, end, quantity) in enumerate(items):
        inside = start not in breaks and any(a < end and start < b for a, b in named)
        behind = text[end : end + 1] == " " and text[end + 1 : end + 2].islower() and end + 1 not in breaks
        goes_on = behind and not _TAIL.match(text, end) and not _is_item(items, end + 1)
        if inside or goes_on or (quantity is not None and _in_brackets(text, start)):
            continue
        possible.append(number)
        if start >= begin:
            behind_name.append(number)
    possible = behind_name or possible  # a value may stand inside the name, where the lines of cells were mixed
    if has_unit:
        for number in possible:
            unit = _unit_before(text, items[number][0], breaks)
            if unit and unit_words(unit):
                return unit, text.rindex(unit, 0, items[number][0]), number
    return "", 0, possible[0] if possible else None


def _is_item(items: Sequence[tuple[int, int, Quantity | None]], at: int) -> bool:
    return any(start == at for start, _, _ in items)


def _unit_before(text: str, start: int, breaks: frozenset[int]) -> str:
    """The words of a unit that end right before a value: the shortest that are one, or all of the line."""
    before = text[:start].rstrip()
    if before.endswith(("%", "‰")):
        return before[-1] if len(before) < 2 or before[-2] != "(" else ""
    line = max((at for at in breaks if at < len(before)), default=0)
    whole = before[line:].strip()
    if line and 0 < len(whole) <= 40 and not re.search(r"[.,;:]", whole):
        # a unit that was broken over two lines ("Số bé trai" / "/100 bé gái")
        earlier = max((at for at in breaks if at < line), default=0)
        longer = before[earlier:].strip()
        if whole.startswith("/") and len(longer) <= 40:
            return longer
        if unit_words(whole) and len(whole.split()) <= 4:
            return whole
    if boys := _BOYS.search(before):
        return boys.group()
    last = _LAST_WORDS.search(before[-80:])
    words = last.group().split() if last else []
    for length in range(len(words), 0, -1):
        candidate = " ".join(words[-length:])
        if _UNITS.fullmatch(candidate):
            return candidate
    return ""


_UNITS = re.compile(
    r"(?:%|‰|cm|[Nn]gười|[Gg]iường(?: bệnh)?|[Bb]ác s[ĩỹ]|[Dd]ược s[ĩỹ]|[Đđ]iều dưỡng|[Tt]uổi|[Nn]ăm|[Cc]a|[Cc]on|[Xx]ã|[Tt]rạm|[Hh]ộ|[Cc]ơ sở|"
    r"[Bb]ệnh viện|(?:con|[Ss]ố con)\s?/\s?(?:bà mẹ|phụ nữ))"
)


def _run(
    text: str, items: Sequence[tuple[int, int, Quantity | None]], most: int, breaks: frozenset[int]
) -> list[tuple[int, int]]:
    """Values that follow each other with nothing between them, at most one for each column."""
    cells = [items[0][:2]]
    for start, end, _ in items[1:]:
        if len(cells) == most or text[cells[-1][1] : start].strip():
            break
        cells.append((start, end))
    if len(cells) < most and breaks:
        # a cell of words in a line of its own: "tương đương các quốc gia có cùng mức phát triển"
        at = cells[-1][1]
        following = sorted(b for b in breaks if b > at)
        if following and not text[at : following[0]].strip() and text[following[0]].islower():
            end = following[1] if len(following) > 1 else len(text)
            cells.append((following[0], following[0] + len(text[following[0] : end].rstrip())))
    return cells


def _continues(text: str, end: int, item: tuple[int, int, Quantity | None]) -> bool:
    """Whether a further number belongs to the same cell: another statement of it, or one in brackets."""
    between = text[end : item[0]]
    return "(" in between or " - " in between or ";" in between or not between.strip()


def _stretched(text: str, end: int) -> int:
    while match := _TAIL.match(text, end):
        end = match.end()
    return end


def _in_brackets(text: str, at: int) -> bool:
    return text.count("(", 0, at) > text.count(")", 0, at)


def _before_laws(text: str) -> str:
    """The text up to the first instrument or date, which stand in a column beside it."""
    ends = [match.start() for pattern in (_LAW, _DATE) if (match := pattern.search(text))]
    return text[: min(ends, default=len(text))].strip(" -–")


def _gaps(row: FlatRow) -> dict[int, int]:
    """How many blanks stood before each word, by how many characters other than blanks stand before it."""
    gaps: dict[int, int] = {}
    count = 0
    for number, line in enumerate(row.lines):
        start = 0
        if not number and row.label:
            bare = line.lstrip()
            start = len(line) - len(bare) + (len(row.label) if bare.startswith(row.label) else 0)
        for match in re.finditer(r"(\s*)(\S+)", line[start:]):
            gaps[count] = len(match.group(1)) if match.start() else 1
            count += len(match.group(2))
    return gaps


def _squeezed(text: str, at: int) -> int:
    return len("".join(text[:at].split()))
