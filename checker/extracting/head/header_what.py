"""A document's title, its kind, what it implements and which years its title names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.extracting.document import Paragraph
from checker.extracting.head.header_facts import (
    COVERS_MISSING,
    IMPLEMENTS_GROUNDS,
    IMPLEMENTS_MISSING,
    IMPLEMENTS_NAMED,
    KIND_ASSUMED,
    KIND_SUMMARY,
    TITLE_CAPITALS,
    Fact,
    PlanKind,
)
from checker.extracting.head.header_lines import Head, HeadLine
from checker.extracting.head.header_norms import begins_to_carry_out, carried_out, cited_by_name
from checker.extracting.head.header_number import number_behind_kind
from checker.extracting.head.header_title import sentence_case
from checker.extracting.head.header_who import ISSUES, LONGEST_PREAMBLE
from checker.extracting.outlines.heading_years import years_in_heading
from checker.extracting.tokens import words_of


def title_of(head: Head) -> Fact[str]:
    blocks = [head.source.blocks[at] for at in head.title]
    lines = [b.text for b in blocks if isinstance(b, Paragraph)]
    others = [text for at, text, _, _ in head.lines if at not in head.title]
    first = head.title[0] if head.title else None
    if first is None:
        line = next((line for line in head.front() if number_behind_kind(line[1])), None)
        if line is None:
            return Fact()
        first, lines = line[0], [line[1]]
        after = head.source.blocks[first + 1] if first + 1 < len(head.source.blocks) else None
        if isinstance(after, Paragraph) and begins_to_carry_out(after.text):
            lines.append(after.text)
    title, sure = sentence_case(lines, others)
    line = next(line for line in head.lines if line[0] == first)
    return Fact(title, head.evidence(line, 0, len(line[1])), () if sure else (TITLE_CAPITALS.doubt(),))


def kind_of(head: Head, title: str | None) -> Fact[PlanKind]:
    if not head.numbered and not head.title:
        return Fact("summary", None, (KIND_SUMMARY.doubt(),))
    words = words_of(title or "")
    if words[:3] == words_of("chương trình hành") or words[:2] == words_of("chương trình"):
        return Fact("programme")
    if words[:2] != words_of("kế hoạch"):
        return Fact("plan", None, (KIND_ASSUMED.doubt(),))
    years = years_in_heading(title or "", names=False)
    tail = re.search(r"(?<!đến )(?<!từ )(?<!tháng [0-9] )(?<!tháng [0-9]{2} )năm\s+20[0-9]{2}(?!\s*[-–])", title or "")
    annual = len(years) == 1 and tail is not None and not re.search(r"giai đoạn|thời kỳ|đến năm|tầm nhìn", title or "")
    return Fact("annual-plan" if annual else "plan")


def implemented_by(head: Head, own: str | None, norms: Sequence[str]) -> Fact[tuple[str, ...]]:
    title = [line for line in head.lines if line[0] in head.title]
    body = [line for line in head.front() if line[0] not in head.title]
    stated = [line for line in body if begins_to_carry_out(line[1]) or ISSUES.search(line[1][:LONGEST_PREAMBLE])]
    for lines, doubts in (
        (title + stated, ()),
        (body, (IMPLEMENTS_GROUNDS.doubt(),)),
    ):
        found = {i.number: (line, i) for line in reversed(lines) for i in reversed(carried_out(line[1]))}
        found.pop(own or "", None)
        if doubts:
            found = {number: at for number, at in found.items() if number in norms}
        if found:
            ordered = sorted(
                found, key=lambda n: (norms.index(n) if n in norms else len(norms), _at(found[n][0], found[n][1].start))
            )
            line, instrument = found[ordered[0]]
            return Fact(tuple(ordered), head.evidence(line, instrument.start, instrument.end), doubts)
    named = [(line, cited_by_name(line[1], norms)) for line in title + body]
    if numbers := tuple(dict.fromkeys(n for _, found_here in named for n in found_here)):
        line = next(line for line, found_here in named if found_here)
        return Fact(numbers, head.evidence(line, 0, len(line[1])), (IMPLEMENTS_NAMED.doubt(),))
    return Fact(None, None, (IMPLEMENTS_MISSING.doubt(),))


def _at(line: HeadLine, start: int) -> tuple[int, int]:
    return line[0], start


def years_of_title(head: Head, title: str | None) -> Fact[tuple[int, int]]:
    """The years that the title names: its period, and as far as its vision."""
    years = [y.year for y in years_in_heading(title or "", names=False)]
    if not years:
        return Fact(None, None, (COVERS_MISSING.doubt(),))
    period = re.search(r"(20[0-9]{2})\s?[-–]\s?(20[0-9]{2})", title or "")
    line = next((line for line in head.lines if line[0] in head.title), None)
    evidence = head.evidence(line, 0, len(line[1])) if line else None
    first = int(period.group(1)) if period else min(years)
    return Fact((first, max(years)), evidence)
