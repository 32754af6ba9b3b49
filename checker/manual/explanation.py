"""An entry of the rules as a page: plain data in one language, which a writer only lays out."""

from __future__ import annotations

from dataclasses import dataclass

from checker.manual.rule_list import RulesetList


@dataclass(frozen=True, slots=True)
class Row:
    """A label, paragraphs on it, and below them the points of a list."""

    label: str
    texts: tuple[str, ...]
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownExample:
    """What a plan would say, and what a report would say of it.

    ``status`` is the word of the JSON report, ``name`` the one that people read; ``gap`` is what a
    table of gaps shows, if there is a gap, ``because`` the sentences below it.
    """

    status: str
    name: str
    said: str
    gap: str | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """All that is known of one requirement, task, group, question, indicator or norm.

    ``kind`` says in words what it is. ``snippet`` is YAML, as a plan file has it, that satisfies it.
    """

    id: str
    kind: str
    title: str
    rows: tuple[Row, ...]
    examples: tuple[ShownExample, ...] = ()
    snippet: str | None = None
    rules: tuple[RulesetList, ...] = ()
