"""The year that a heading sets for what stands below it, and the softening word of a lead-in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from checker.extracting.tokens import Token, tokens_of, words_of

_MONTHS = frozenset(words_of("tháng ngày quý quí"))
_FROM, _TO, _YEAR = words_of("từ đến năm")
_BEFORE_YEAR = frozenset(words_of("năm đến nhìn tiêu hết cuối"))
_DASHES = frozenset({"-", _TO})
# a period or a year behind one of these is part of that thing's name
_NAMED = tuple(
    map(
        words_of,
        (
            "chương trình",
            "chiến lược",
            "đề án",
            "dự án",
            "nghị quyết",
            "quyết định",
            "quy hoạch",
            "kế hoạch số",
            "so với",
            "nhiệm kỳ",
            "luật",
            "chỉ thị",
            "kết luận",
            "thông tư",
            "nghị định",
        ),
    )
)
_HEDGES = tuple(
    map(
        words_of,
        (
            "phấn đấu",
            "tiến tới",
            "hướng tới",
            "hướng đến",
            "dự kiến",
            "cố gắng",
            "theo lộ trình",
            "từng bước",
        ),
    )
)


class HeadingYear(NamedTuple):
    """A year and if it is one to reach (``by``) or one to begin with (``from``)."""

    kind: Literal["by", "from"]
    year: int


def years_in_heading(text: str, names: bool = True) -> tuple[HeadingYear, ...]:
    """The years that a title or a lead-in sets, in its order; () for dates, names of programmes and comparisons.

    A period ("giai đoạn 2026-2030") is its last year. Without ``names`` the year of a programme counts as well: in a
    title of goals ("Mục tiêu của Chương trình đến năm 2030") it is the goals' year.
    """
    tokens = tokens_of(text)
    found: list[HeadingYear] = []
    taken = 0
    for at, token in enumerate(tokens):
        if at < taken or not _is_year(token):
            continue
        before = [t.word for t in tokens[max(0, at - 4) : at]]
        if before[-1:] == ["/"] or (before[-1:] == ["-"] and len(before) > 1 and before[-2].isdecimal()):
            continue
        if len(before) > 2 and before[-1] == _YEAR and before[-3] in _MONTHS:
            continue
        if at + 1 < len(tokens) and tokens[at + 1].word == "/":
            continue
        last = _period_end(tokens, at)
        if last is not None:
            taken = last + 1
        if names and _named(tokens, at):
            continue
        if last is not None:
            found.append(HeadingYear("by", int(tokens[last].word)))
        elif before[-2:] == [_FROM, _YEAR] or before[-1:] == [_FROM]:
            found.append(HeadingYear("from", int(token.word)))
        elif (before and before[-1] in _BEFORE_YEAR) or (at + 1 == len(tokens) and at == 0):
            found.append(HeadingYear("by", int(token.word)))
    return tuple(dict.fromkeys(found))


def is_annual(title: str) -> bool:
    """Whether a document's title is that of one year's plan: "Kế hoạch công tác y tế năm 2026"."""
    tokens = tokens_of(title)
    years = [at for at, token in enumerate(tokens) if _is_year(token)]
    sets = years_in_heading(title, names=False)
    if len(sets) != 1 or sets[0].kind != "by" or not years or int(tokens[years[-1]].word) != sets[0].year:
        return False
    before = [token.word for token in tokens[max(0, years[-1] - 2) : years[-1]]]
    return before[-1:] == [_YEAR] and before[0] not in _LEADING


_LEADING = frozenset(words_of("đến hết cuối nhìn từ trước tới - tháng và với"))


def _is_year(token: Token) -> bool:
    return len(token.word) == 4 and token.word.isdecimal() and token.word.isascii() and 1990 <= int(token.word) <= 2100


def _period_end(tokens: Sequence[Token], at: int) -> int | None:
    """Where the last year of a period stands that begins at ``at``."""
    for skip in (2, 3):
        if at + skip < len(tokens) and tokens[at + 1].word in _DASHES and _is_year(tokens[at + skip]):
            if skip == 3 and tokens[at + 2].word != _YEAR:
                continue
            return at + skip
    return None


def _named(tokens: Sequence[Token], at: int) -> bool:
    """If the year belongs to the name of a programme or a norm, or is what something is compared with.

    A sign that ends the clause ends the name as well.
    """
    start = max(0, at - 25)
    for back in range(at - 1, start - 1, -1):
        if tokens[back].word in ".;:":
            return False
        rest = tuple(t.word for t in tokens[back : back + 2])
        if any(rest[: len(name)] == name for name in _NAMED):
            return True
    return False


def hedge_in_heading(text: str) -> str | None:
    """The softening word that a lead-in has, as it stands there: "Phấn đấu đến năm 2030 đạt các chỉ tiêu sau:"."""
    tokens = tokens_of(text)
    for at in range(len(tokens)):
        for hedge in _HEDGES:
            if tuple(t.word for t in tokens[at : at + len(hedge)]) == hedge:
                return text[tokens[at].start : tokens[at + len(hedge) - 1].end].lower()
    return None
