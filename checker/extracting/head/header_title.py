"""A document's title as one writes it in a sentence, made from lines that may stand in capitals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from checker.extracting.tokens import Token, tokens_of, words_of

_KINDS = tuple(
    map(
        words_of, ("kế hoạch", "chương trình hành động", "chương trình", "đề án", "quyết định", "nghị quyết", "chỉ thị")
    )
)
# as many words as must stand together elsewhere for their letters to be taken from there
_RUN = 3
_WINDOW = 400
_FORMULAS = (
    "chương trình hành động số của Ban Thường vụ Tỉnh ủy thực hiện Nghị quyết số",
    "của Ban Thường vụ Thành ủy thực hiện Nghị quyết số",
    "của Ban Chấp hành Trung ương Đảng khóa về",
    "của Bộ Chính trị về một số giải pháp đột phá",
    "của Chính phủ ban hành Chương trình hành động của Chính phủ",
    "của Thủ tướng Chính phủ về việc phê duyệt",
    "của Ủy ban nhân dân tỉnh của UBND tỉnh của Hội đồng nhân dân tỉnh",
    "triển khai thực hiện Nghị quyết số",
    "trên địa bàn tỉnh trên địa bàn thành phố giai đoạn tầm nhìn đến năm",
    "bảo vệ, chăm sóc và nâng cao sức khỏe nhân dân",
)
"""What titles are made of everywhere, with the capitals that belong to it."""
_SMALL = frozenset(words_of("số ngày tháng năm của về và các giai đoạn đến từ việc"))


def sentence_case(lines: Sequence[str], texts: Sequence[str]) -> tuple[str, bool]:
    """The title's lines as one text in sentence case, and if that could be had.

    What stands in capitals takes its letters from ``texts``, the rest of the document, where the same words stand in
    small letters; where they do not, the capitals stay: small letters would take the names with them.
    """
    pieces: list[str] = []
    sure = True
    index = _index([*texts, *_FORMULAS])
    whole = _found(" ".join(lines), index) if all(_capitals(line) for line in lines) else None
    if whole is not None:
        return _first_up(whole), True
    for line in lines:
        piece = " ".join(line.split())
        if _capitals(piece):
            head, tail = _kind_of(piece)
            small = _found(tail, index) if tail else ""
            if small is None:
                sure = False
                small = tail
            piece = " ".join(part for part in (head, small) if part)
        if pieces:
            piece = _first_down(piece)
        pieces.append(piece)
    return _first_up(" ".join(pieces)), sure


def _capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)


def _kind_of(text: str) -> tuple[str, str]:
    """The kind of document in small letters, and the rest as it stands."""
    tokens = tokens_of(text)
    for kind in _KINDS:
        if tuple(t.word for t in tokens[: len(kind)]) == kind:
            end = tokens[len(kind) - 1].end
            return text[:end].capitalize(), text[end:].strip()
    return "", text


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


def _first_down(text: str) -> str:
    """A line that goes on begins small, unless it begins with a name or an abbreviation."""
    words = text.split()
    names = len(words) > 1 and words[1][:1].isupper()
    return text if not words or names or words[0].isupper() else text[:1].lower() + text[1:]


_Index = Mapping[tuple[str, str], list[tuple[str, tuple[Token, ...], int]]]


def _index(texts: Sequence[str]) -> _Index:
    """Where each pair of words stands in small letters."""
    found: dict[tuple[str, str], list[tuple[str, tuple[Token, ...], int]]] = {}
    for text in texts:
        if _capitals(text):
            continue
        tokens = tokens_of(text)
        for at, (a, b) in enumerate(pairwise(tokens)):
            places = found.setdefault((a.word, b.word), [])
            if len(places) < _WINDOW:
                places.append((text, tokens, at))
    return found


def _found(wanted: str, index: _Index) -> str | None:
    """The same words put together from the longest runs that stand elsewhere in small letters; None if some do not."""
    tokens = tokens_of(wanted)
    words = [t.word for t in tokens]
    pieces: list[str] = []
    at = 0
    while at < len(words):
        best: tuple[int, str] = (0, "")
        for text, there, start in index.get((words[at], words[at + 1]), ()) if at + 1 < len(words) else ():
            length = 0
            while (
                at + length < len(words)
                and start + length < len(there)
                and there[start + length].word == words[at + length]
                and not _all_capitals(text, there[start + length])
            ):
                length += 1
            if length > best[0]:
                piece = _spaced(text, there[start : start + length], tokens[at : at + length])
                best = (length, _first_down(piece) if _begins_sentence(text, there[start]) else piece)
        length, piece = best
        if length < min(_RUN, len(words) - at) or not length:
            length, piece = 1, wanted[tokens[at].start : tokens[at].end]
            if words[at] in _SMALL:
                piece = piece.lower()
            elif tokens[at].is_word and not _in_number(words, at):
                return None
        glued = at > 0 and tokens[at].start == tokens[at - 1].end
        pieces.append(piece if glued or not pieces else " " + piece)
        at += length
    return "".join(pieces)


def _spaced(text: str, there: Sequence[Token], here: Sequence[Token]) -> str:
    """The letters from there with the blanks from here: a line end may have parted "282/NQ- CP" there."""
    pieces: list[str] = []
    for at, token in enumerate(there):
        if at and here[at].start > here[at - 1].end:
            pieces.append(" ")
        pieces.append(text[token.start : token.end])
    return "".join(pieces)


def _in_number(words: list[str], at: int) -> bool:
    """If a word stands in an instrument's number: it is spelled as it is."""
    return any(near in ("-", "/") for near in words[max(0, at - 1) : at] + words[at + 1 : at + 2])


def _begins_sentence(text: str, token: Token) -> bool:
    """If a word owes its capital to its place."""
    return not text[: token.start].rstrip(" -+*0123456789.)").strip() or text[: token.start].rstrip()[-1:] in ".:;"


def _all_capitals(text: str, token: Token) -> bool:
    """If a word of several letters stands in capitals there too, so that its letters say nothing."""
    word = text[token.start : token.end]
    return len(word) > 4 and word.isupper()
