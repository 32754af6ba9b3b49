"""Where each block of a document stands in its own numbering, what its section is for, and whose year it inherits."""

from __future__ import annotations

from collections.abc import Sequence

from checker.extracting.document import Block, FlatTable, Paragraph, Source, Table
from checker.extracting.outlines.heading_years import hedge_in_heading, is_annual, years_in_heading
from checker.extracting.outlines.inherited_years import dated, years_near
from checker.extracting.outlines.numbering import BULLETS, Marker, marker_of
from checker.extracting.outlines.parts import Part, document_title, parts_of
from checker.extracting.outlines.place import Place
from checker.extracting.outlines.roles import Role, role_of_annex, role_of_title, with_marks
from checker.extracting.outlines.sections import Open, cited
from checker.extracting.outlines.titles import (
    TITLE_WORDS,
    is_capitals,
    is_heading,
    is_year_line,
    label_of,
    names_document,
)
from checker.extracting.tasks.task_groups import group_of
from checker.reading.models import TaskGroup

__all__ = ["Place", "outline"]

_GROUP_LINE_WORDS = 36


def outline(source: Source, groups: Sequence[TaskGroup] = (), parts: Sequence[Part] | None = None) -> tuple[Place, ...]:
    """One place for each block; ``groups`` are those of the norms, by whose names groups of tasks are recognised.

    ``parts`` are those of the blocks, if the caller has them already.
    """
    parts = parts or parts_of(source.blocks)
    title = document_title(source.blocks, parts)
    walk = _Walk(source.blocks, parts, title, groups)
    return tuple(walk.place(at) for at in range(len(source.blocks)))


class _Walk:
    """The headings that are open at the block where one is."""

    def __init__(self, blocks: Sequence[Block], parts: Sequence[Part], title: str, groups: Sequence[TaskGroup]) -> None:
        self.blocks, self.parts, self.groups = blocks, parts, groups
        self.title_years = years_in_heading(title, names=False)
        self.annual = is_annual(title)
        self.numbered = any(
            isinstance(b, Paragraph) and (m := marker_of(b.text, b.label)) is not None and m.kind not in BULLETS
            for b in blocks
        )
        self.year_lines = {
            at: years_in_heading(b.text)
            for at, b in enumerate(blocks)
            if isinstance(b, Paragraph) and not marker_of(b.text, b.label) and is_year_line(b.text)
        }
        self.open: list[Open] = []
        self.after_list = False

    def place(self, at: int) -> Place:
        block, part = self.blocks[at], self.parts[at]
        if part in ("front", "signature"):
            self.open.clear()
            return Place("phần đầu văn bản" if part == "front" else "phần ký ban hành", part)
        self.after_list = False
        if isinstance(block, Paragraph):
            self._enter(at, block)
        role = self._role()
        if role in (None, "other") and isinstance(block, Table | FlatTable):
            role = self._role_of_table(block)
        where = cited(self.open, self.after_list and self._is_last(at))
        near = () if self.numbered else years_near(at, self.blocks, self.year_lines)
        return dated(Place(where, role or "other"), self.open, near, self.title_years, self.annual)

    # what a paragraph opens

    def _enter(self, at: int, block: Paragraph) -> None:
        marker = marker_of(block.text, block.label)
        if marker is not None and marker.kind == "annex" and block.label:
            marker = None
        if marker is None:
            self._enter_plain(at, block)
            return
        rest = block.text[marker.end :].strip()
        rank = self._rank_of(marker)
        while self.open and self.open[-1].rank >= rank:
            self.open.pop()
        entry = Open(marker.kind, rank, marker.name, marker.value)
        entry.is_title = marker.kind == "annex" or self._is_title(at, block, marker, rest)
        if marker.kind in BULLETS:
            entry.number = self._count_bullet(marker.kind)
        if marker.kind == "annex":
            entry.title = self._annex_title(at, rest)
            entry.role = role_of_annex(entry.title)
            if entry.role != "present":
                entry.years = years_in_heading(entry.title, names=entry.role != "annex_targets")
        else:
            label = rest if entry.is_title else label_of(rest)
            entry.title = label or ""
            if label is not None:
                self._describe(entry, label)
        self.open.append(entry)

    def _enter_plain(self, at: int, block: Paragraph) -> None:
        text = block.text.strip()
        if not text:
            return
        if text.startswith("(") or self._names_annex(at):
            self._close_items(block)
            return
        if is_capitals(text) and names_document(text):
            self.open.clear()
            return
        if is_heading(block):
            entry = Open("heading", self._rank_of_heading(text), "", 0, text.rstrip(" :"), True)
            while self.open and self.open[-1].rank >= entry.rank:
                self.open.pop()
            self._describe(entry, text)
            self.open.append(entry)
            return
        self._close_items(block)
        if at + 1 < len(self.blocks) and self.parts[at + 1] == "signature" and text.endswith("./."):
            # the closing words are the whole section's, not its last item's
            while self.open and self.open[-1].rank > 5:
                self.open.pop()
                self.after_list = True
        if not self.numbered and (group := self._group_line(text)) is not None:
            while self.open and self.open[-1].rank >= 5.5:
                self.open.pop()
            self.open.append(Open("heading", 5.5, "", 0, text.rstrip(" :"), True, role="tasks", group=group))
            return
        label = label_of(text)
        if label is None and not is_year_line(text):
            return
        heading = next((o for o in reversed(self.open) if o.is_title and o.kind != "lead"), None)
        rank = (heading.rank if heading else 0) + 0.25
        while self.open and self.open[-1].rank >= rank:
            self.open.pop()
        entry = Open("lead", rank, "", 0, (label or text).rstrip(" :"))
        entry.unsure = label is None and not self._heads_list(at)
        self._describe(entry, label or text)
        if entry.years or entry.role or entry.hedge:
            self.open.append(entry)
            self.after_list = False

    def _group_line(self, text: str) -> int | None:
        """The group of tasks that a line heads where nothing is numbered, as in a poster."""
        if self._role() not in ("tasks", "other", None) or text.endswith((".", ";", ",")):
            return None
        return group_of(text, self.groups) if 5 <= len(text.split()) <= _GROUP_LINE_WORDS else None

    def _heads_list(self, at: int) -> bool:
        """If a list follows a line that names a year, and no other such line stands right before it."""
        if at + 1 >= len(self.blocks) or (at and at - 1 in self.year_lines):
            return False
        after = self.blocks[at + 1]
        return not isinstance(after, Paragraph) or marker_of(after.text, after.label) is not None

    def _close_items(self, block: Paragraph) -> None:
        """A paragraph without a sign goes on with an open title or lead-in, and ends a list of sentences."""
        while self.open and not self.open[-1].is_title and self.open[-1].kind != "lead":
            if self.open[-1].title and not block.text[:1].isupper():
                return
            self.open.pop()
            self.after_list = True

    def _describe(self, entry: Open, title: str) -> None:
        """What a title or a lead-in says of all below it."""
        title = with_marks(title)
        role = role_of_title(title, entry.rank <= 4 or entry.kind == "heading", self._role())
        if role is not None and self._annex() is not None:
            role = {"goals": "annex_targets", "tasks": "annex_tasks"}.get(role, role)  # type: ignore[assignment]
        if role == "purpose" and self._role() in ("goals", "annex_targets") and years_in_heading(title):
            role = None  # "Định hướng đến năm 2035" among the goals
        entry.role = role
        if (role or self._role()) != "present":
            entry.years = years_in_heading(title, names=(role or self._role()) not in ("goals", "annex_targets"))
        if not entry.is_title:
            entry.hedge = hedge_in_heading(title)
        if entry.is_title and (role or self._role()) in ("tasks", "annex_tasks", "other", None):
            entry.group = group_of(title, self.groups)

    def _rank_of(self, marker: Marker) -> float:
        """Where the sign stands. A list that begins anew under a title of its own kind is inside that title."""
        same = [o for o in self.open if o.kind == marker.kind]
        if marker.kind in ("number", "letter", "roman") and same:
            follows = next((o for o in reversed(same) if o.value + 1 == marker.value), None)
            if follows is not None:
                return follows.rank
            inner = self.open[-1]
            if marker.value == 1 and (inner.is_title or inner.kind == "lead") and same[-1].is_title:
                return max(inner.rank, same[-1].rank) + 0.5
            return same[0].rank
        return marker.rank

    def _rank_of_heading(self, text: str) -> float:
        """A heading without a number: at the top if it is in capitals, else below the last numbered title."""
        if is_capitals(text):
            return 4
        inner = next((o for o in reversed(self.open) if o.is_title and o.kind not in ("heading", "lead")), None)
        return max(5.5, inner.rank + 0.125 if inner else 0)

    def _is_title(self, at: int, block: Paragraph, marker: Marker, rest: str) -> bool:
        words = len(rest.split())
        if marker.kind in BULLETS or not words or words > TITLE_WORDS:
            return False
        if block.heading or block.bold or is_capitals(rest):
            return True
        if not rest.endswith((".", ";", ",", "./.")):
            return "; " not in rest or self._goes_deeper(at, marker)
        return rest.endswith(".") and ". " not in rest and words <= 30 and self._goes_deeper(at, marker)

    def _goes_deeper(self, at: int, marker: Marker) -> bool:
        """If what follows is numbered below this sign, or is a table."""
        if at + 1 >= len(self.blocks) or self.parts[at + 1] == "signature":
            return False
        after = self.blocks[at + 1]
        if not isinstance(after, Paragraph):
            return True
        found = marker_of(after.text, after.label)
        return found is not None and found.rank > marker.rank

    def _names_annex(self, at: int) -> bool:
        """If this is one of the lines under an open annex's first, which are its title."""
        annex = self._annex()
        return annex is not None and self.open[-1] is annex and self.blocks[at].text in annex.title  # type: ignore[union-attr]

    def _annex(self) -> Open | None:
        return self.open[0] if self.open and self.open[0].kind == "annex" else None

    def _annex_title(self, at: int, rest: str) -> str:
        """The annex's own words and the lines under them up to its first number, table or bracket."""
        lines = [rest] if rest else []
        for block in self.blocks[at + 1 : at + 6]:
            if not isinstance(block, Paragraph) or block.text.startswith("(") or marker_of(block.text, block.label):
                break
            plain = not (block.bold or block.heading or is_capitals(block.text))
            if lines and plain and (len(block.text.split()) > TITLE_WORDS or block.text.endswith(".")):
                break
            lines.append(block.text)
        return " ".join(lines)

    def _count_bullet(self, kind: str) -> int:
        """The how manieth sign of this kind it is in its section; lead-ins between do not begin a new count."""
        owner = next((o for o in reversed(self.open) if o.kind != "lead"), None)
        if owner is None:
            owner = self.open[0] if self.open else Open("none", -1)
            if not self.open:
                self.open.append(owner)
        owner.bullets[kind] = owner.bullets.get(kind, 0) + 1
        return owner.bullets[kind]

    # what a place is

    def _role(self) -> Role | None:
        return next((o.role for o in reversed(self.open) if o.role is not None), None)

    def _role_of_table(self, block: Table | FlatTable) -> Role:
        rows = block.header if isinstance(block, FlatTable) else [c.text for row in block.rows[:2] for c in row]
        found = role_of_annex(" ".join(rows))
        if self._annex() is not None:
            return found or "other"
        return {"annex_targets": "goals", "annex_tasks": "tasks"}.get(found or "", "other")  # type: ignore[return-value]

    def _is_last(self, at: int) -> bool:
        """If the section ends behind this paragraph, as far as its next block tells."""
        if at + 1 >= len(self.blocks) or self.parts[at + 1] != self.parts[at]:
            return True
        after = self.blocks[at + 1]
        return isinstance(after, Paragraph) and (marker_of(after.text, after.label) is not None or is_heading(after))
