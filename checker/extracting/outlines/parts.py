"""The rough parts of a document: letterhead and preamble, body, signature, annexes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from checker.extracting.document import Block, FlatTable, Paragraph, Table
from checker.extracting.head.header_dates import place_line_date
from checker.extracting.outlines.numbering import marker_of
from checker.extracting.outlines.roles import role_of_title
from checker.extracting.tokens import words_of

Part = Literal["front", "body", "signature", "annex"]

_TITLE_KINDS = tuple(
    map(
        words_of, ("kế hoạch", "chương trình hành động", "chương trình", "đề án", "nghị quyết", "quyết định", "chỉ thị")
    )
)
_LETTERHEAD = tuple(
    map(
        words_of,
        (
            "cộng hòa xã hội chủ nghĩa",
            "độc lập",
            "đảng cộng sản việt nam",
            "ủy ban nhân dân",
            "ubnd",
            "hội đồng nhân dân",
            "tỉnh ủy",
            "thành ủy",
            "tỉnh",
            "thành phố",
            "ban thường vụ",
            "ban chấp hành",
            "số :",
            "số",
            "căn cứ",
            "thực hiện",
            "triển khai",
            "xét đề nghị",
            "theo đề nghị",
        ),
    )
)
_SIGNATURE = tuple(
    map(
        words_of,
        (
            "nơi nhận",
            "tm .",
            "t / m",
            "kt .",
            "thay mặt",
            "tuq .",
            "tl .",
            "chủ tịch",
            "phó chủ tịch",
            "bí thư",
            "phó bí thư",
            "giám đốc",
            "phó giám đốc",
            "bộ trưởng",
            "thứ trưởng",
        ),
    )
)
_WHO_ISSUES = tuple(
    map(words_of, ("ubnd tỉnh", "ubnd thành phố", "ủy ban nhân dân", "uỷ ban nhân dân", "ban thường vụ"))
)
_ANNEXED = tuple(map(words_of, ("( ban hành kèm theo", "( kèm theo", "( đính kèm")))


def parts_of(blocks: Sequence[Block]) -> tuple[Part, ...]:
    """The part that each block belongs to."""
    start = _body_start(blocks)
    parts: list[Part] = []
    now: Part = "front"
    for at, block in enumerate(blocks):
        if now == "front" and at >= start:
            now = "body"
        if isinstance(block, Paragraph):
            marker = marker_of(block.text, block.label)
            if at >= start and marker is not None and marker.kind == "annex":
                now = "annex"
            elif now in ("body", "annex") and _begins(block.text, _SIGNATURE) and len(block.text.split()) < 60:
                now = "signature"
            elif now == "signature" and _opens_again(blocks, at):
                now = "front" if _is_kind_line(block.text) else "annex"
                start = max(start, at + _body_start(blocks[at:]))
        elif now == "signature" or (now != "front" and _is_signature_table(block)):
            now = "signature" if _is_signature_table(block) or now != "signature" else "annex"
        parts.append(now)
    return tuple(parts)


def document_title(blocks: Sequence[Block], parts: Sequence[Part]) -> str:
    """The lines from KẾ HOẠCH (CHƯƠNG TRÌNH HÀNH ĐỘNG …) on, up to the grounds; "" if there is no such line."""
    return " ".join(blocks[at].text for at in title_blocks(blocks, parts))  # type: ignore[union-attr]


def title_blocks(blocks: Sequence[Block], parts: Sequence[Part]) -> tuple[int, ...]:
    """Which blocks are the document's title."""
    starts = [
        at
        for at, block in enumerate(blocks)
        if isinstance(block, Paragraph) and parts[at] == "front" and _is_kind_line(block.text)
    ]
    if not starts:
        return ()
    found = [starts[-1]]
    for at in range(starts[-1] + 1, min(starts[-1] + 6, len(blocks))):
        block = blocks[at]
        if not isinstance(block, Paragraph) or parts[at] != "front" or _ends_title(block.text):
            break
        above = blocks[found[-1]]
        capitals = isinstance(above, Paragraph) and len(found) > 1 and above.text.isupper()
        if capitals and not block.text.isupper() and block.text[:1].isupper():
            break
        found.append(at)
    return tuple(found)


def _ends_title(text: str) -> bool:
    words = words_of(text)
    return (
        not any(c.isalpha() for c in text)
        or text.startswith("(")
        or words[:2] == words_of("căn cứ")
        or any(words[: len(who)] == who for who in _WHO_ISSUES)
        or text.endswith((":", ";", "."))
        or len(words) > 110
    )


def _is_kind_line(text: str) -> bool:
    """If a line opens a title: KẾ HOẠCH, CHƯƠNG TRÌNH HÀNH ĐỘNG, in capitals and at its beginning."""
    words = words_of(text)
    kind = next((kind for kind in _TITLE_KINDS if words[: len(kind)] == kind), None)
    if kind is None or text.endswith((";", ".", ":")):
        return False
    first = " ".join(text.split()[: len(kind)])
    return first.isupper()


def _body_start(blocks: Sequence[Block]) -> int:
    """The first block that is neither letterhead nor title nor preamble."""
    tops = [
        at
        for at, block in enumerate(blocks)
        if isinstance(block, Paragraph)
        and (marker := marker_of(block.text, block.label)) is not None
        and marker.kind in ("part", "chapter", "capital", "roman", "article")
    ]
    titled = [
        at
        for at, block in enumerate(blocks)
        if isinstance(block, Paragraph)
        and len(block.text.split()) <= 20
        and (block.heading or block.bold or block.text.isupper())
        and not _is_kind_line(block.text)
        and not _begins(block.text, _LETTERHEAD)
        and role_of_title(block.text.lstrip("0123456789.() "), False, None) is not None
    ]
    if tops:
        return min(tops[:1] + titled[:1])
    numbered = [
        at
        for at, block in enumerate(blocks)
        if isinstance(block, Paragraph)
        and (marker := marker_of(block.text, block.label)) is not None
        and marker.kind in ("number", "decimal")
    ]
    if numbered:
        return min(numbered[:1] + titled[:1])
    headed = _first_heading(blocks)
    if headed is not None:
        return min([headed, *titled[:1]])
    return min([_after_letterhead(blocks), *titled[:1]])


def _first_heading(blocks: Sequence[Block]) -> int | None:
    """Where no section has a number of its own, the first heading behind the title that the file marks as one."""
    kind = next((at for at, b in enumerate(blocks) if isinstance(b, Paragraph) and _is_kind_line(b.text)), None)
    if kind is None:
        return None
    return next(
        (at for at in range(kind + 2, len(blocks)) if isinstance(b := blocks[at], Paragraph) and b.heading), None
    )


_PLACE_LINE = 14  # words at most of "Thành phố Hồ Chí Minh, ngày 21 tháng 11 năm 2025"


def _after_letterhead(blocks: Sequence[Block]) -> int:
    """Behind the last line that looks like one of a letterhead, of those at the beginning."""
    at = 0
    titled = False
    for at, block in enumerate(blocks):
        text = block.text if isinstance(block, Paragraph) else ""
        if _is_kind_line(text):
            titled = True
            continue
        if not isinstance(block, Paragraph) and not titled and at < 2 and _is_letterhead_table(block):
            continue
        if not titled and len(text.split()) <= _PLACE_LINE and place_line_date(text):
            continue
        short_capitals = text.isupper() and len(text.split()) <= 40
        if not (text and (short_capitals or _begins(text, _LETTERHEAD) or not any(c.isalpha() for c in text))):
            return at
    return at


def _opens_again(blocks: Sequence[Block], at: int) -> bool:
    """If a title follows the signature: a plan behind its decision, or an annex that does not call itself one."""
    block = blocks[at]
    if not isinstance(block, Paragraph) or len(block.text.split()) < 2:
        return False
    if not (block.text.isupper() or block.bold or block.heading):
        return False
    following: list[str] = []
    for near in blocks[at : at + 6]:
        if not isinstance(near, Paragraph) or ((m := marker_of(near.text, near.label)) and m.kind == "annex"):
            break
        following.append(near.text)
    if any(_begins(text, _ANNEXED) for text in following):
        return not _begins(block.text, _SIGNATURE)
    return role_of_title(block.text, True, None) is not None and not _begins(block.text, _SIGNATURE)


def _begins(text: str, openings: Sequence[tuple[str, ...]]) -> bool:
    words = words_of(text[:200])
    return any(words[: len(opening)] == opening for opening in openings)


def _table_text(block: Block) -> str:
    if isinstance(block, Table):
        return " ".join(cell.text for row in block.rows[:6] for cell in row)
    return " ".join(block.header) if isinstance(block, FlatTable) else ""


def _is_signature_table(block: Block) -> bool:
    return _has(block, words_of("nơi nhận"))


def _is_letterhead_table(block: Block) -> bool:
    return _has(block, words_of("độc lập")) or _has(block, words_of("đảng cộng sản việt nam"))


def _has(block: Block, phrase: tuple[str, ...]) -> bool:
    words = words_of(_table_text(block)[:2000])
    return any(words[at : at + len(phrase)] == phrase for at in range(len(words)))
