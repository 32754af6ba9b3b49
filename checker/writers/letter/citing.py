"""How the letter names a norm and its clauses: "mục II.1.d, Nghị quyết số 72-NQ/TW"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.i18n import N_, Language
from checker.reporting.report import RulesetHead

_KINDS = {
    "vi": (
        "Luật", "Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị", "Thông tư", "Kết luận", "Quy định", "Quy chế",
        "Hướng dẫn", "Thông báo", "Chương trình", "Kế hoạch", "Đề án",
    ),
    "en": (
        "Law", "Resolution", "Decree", "Decision", "Directive", "Circular", "Conclusion", "Regulation", "Guideline",
        "Notice", "Programme", "Plan", "Scheme",
    ),
}  # fmt: skip
"""The kinds of instruments, as the titles of norms begin (Nghị định 30/2020/NĐ-CP, Phụ lục III, and the laws)."""
_NUMBERED = re.compile(r"(?:[IVXLC]+|\d+)(?:\.\w+)*")


def cited(norm: RulesetHead, language: Language) -> tuple[str, str]:
    """What a norm is called and what it is about: ("Nghị quyết số 72-NQ/TW", "về một số giải pháp …").

    A title that begins with no kind of instrument stays whole, in brackets behind the bare number.
    """
    for kind in _KINDS[language.code]:
        if norm.title.startswith(f"{kind} "):
            name = language.say(N_("{kind} {number}"), kind=kind, number=norm.number)
            return name, norm.title.removeprefix(f"{kind} ")
    return norm.number, f"({norm.title})"


def with_kinds(text: str, norms: Iterable[RulesetHead], language: Language) -> str:
    """A sentence of the report with each norm's number behind its kind, as letters have it."""
    names = {norm.number: cited(norm, language)[0] for norm in norms}
    numbers = "|".join(re.escape(number) for number in sorted(names, key=len, reverse=True))
    return re.sub(rf"(?<![\w/-])(?:{numbers})(?![\w/-])", lambda found: names[found[0]], text) if names else text


def clause_in_text(clause: str, language: Language) -> str:
    """A clause inside a sentence; one that is called by a name ("nhóm I") stays as it is."""
    return language.say(N_("clause {clause}"), clause=clause) if _NUMBERED.fullmatch(clause) else clause
