"""A section that is open while its blocks are read, and how it is cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from checker.extracting.outlines.heading_years import HeadingYear
from checker.extracting.outlines.numbering import ordinal
from checker.extracting.outlines.roles import Role
from checker.extracting.outlines.titles import is_capitals

_QUOTED_WORDS = 12


@dataclass(slots=True)
class Open:
    """A heading, an item or a lead-in that is still open: what stands below it belongs to it."""

    kind: str
    rank: float
    name: str = ""
    value: int = 0
    title: str = ""
    is_title: bool = False
    role: Role | None = None
    years: tuple[HeadingYear, ...] = ()
    unsure: bool = False
    hedge: str | None = None
    group: int | None = None
    bullets: dict[str, int] = field(default_factory=dict)
    number: int = 0


def cited(sections: Sequence[Open], last_words: bool) -> str:
    """The place in the document's own numbering; ``last_words`` where a paragraph behind a list ends the section."""
    pieces: list[str] = []
    numbers: list[str] = []
    article = any(o.kind == "article" for o in sections)
    for o in sections:
        if o.kind in ("annex", "part", "chapter"):
            pieces.append(o.name)
        elif o.kind == "article" or (article and o.kind in ("number", "letter")):
            pieces.append({"number": "khoản ", "letter": "điểm "}.get(o.kind, "") + o.name)
        elif o.kind == "decimal":
            numbers = [] if not o.name[0].isdecimal() else [n for n in numbers if not n[0].isdecimal()]
            numbers.append(o.name)
        elif o.kind in ("capital", "roman", "number", "letter"):
            numbers.append(o.name)
    if numbers:
        pieces.append("mục " + ".".join(numbers))
    pieces += [piece for o in sections if (piece := _bullet(o, bool(numbers)))]
    if last_words:
        pieces.append("đoạn cuối")
    if not pieces:
        return "phần nội dung"
    where = ", ".join(pieces)
    return where[0].upper() + where[1:] if where.startswith("phần ") else where


def _bullet(o: Open, numbered: bool) -> str:
    if o.kind == "dash":
        return f"gạch đầu dòng thứ {ordinal(o.number)}"
    if o.kind == "plus":
        return f"dấu cộng thứ {ordinal(o.number)}"
    if o.kind == "star":
        return o.title if o.title and len(o.title.split()) <= _QUOTED_WORDS else f"dấu sao thứ {ordinal(o.number)}"
    if o.kind == "heading":
        return f"{'ô' if o.group and not numbered else 'phần'} “{_shortened(_as_written(o))}”"
    if o.kind == "lead" and not numbered:
        return f"nhóm “{_shortened(o.title)}”"
    return ""


def _as_written(o: Open) -> str:
    """A title as one cites it: in small letters where it is in capitals and has no names, as "MỤC TIÊU" has none."""
    return o.title.capitalize() if o.role and is_capitals(o.title) and len(o.title.split()) <= 6 else o.title


def _shortened(title: str) -> str:
    words = title.split()
    return title if len(words) <= _QUOTED_WORDS else " ".join(words[:_QUOTED_WORDS]) + "…"
