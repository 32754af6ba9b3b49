"""Puts what is marked for review into the data of a report, and says what cannot be said before it is done."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from checker.i18n import Language
from checker.judging.finality import HEADER, Item
from checker.reading.models import Plan
from checker.reporting.case import SECTIONS, Case
from checker.reporting.entries import ReviewItem
from checker.reporting.names import HEADER_NAMES, KIND_NAMES, LEVEL_NAMES

_SECTIONS: dict[str, Literal["commitments", "baselines", "tasks"]] = {
    "C": "commitments",
    "B": "baselines",
    "T": "tasks",
}


def review_items(case: Case, items: Iterable[Item]) -> tuple[ReviewItem, ...] | None:
    """The entries as a report names them, in their order; None where there are none."""
    return tuple(_of_header(case, number) if kind == "P" else _entry(case, kind, number) for kind, number in items) or (
        None
    )


def _of_header(case: Case, number: int) -> ReviewItem:
    key = HEADER[number]
    return ReviewItem.model_construct(
        section="header",
        key=key,
        name=case.language.say(HEADER_NAMES[key]),
        said=_in_words(case.file.plan, key, case.language),
        line=case.file.document.key_mark(("review", key))[0],
        reason=getattr(case.file.plan.review, key),
    )


def _entry(case: Case, kind: str, number: int) -> ReviewItem:
    entry = getattr(case.file.plan, SECTIONS[kind])[number]
    indicator = None if kind == "T" else entry.indicator
    cited = case.cited_fields(kind, number)
    return ReviewItem.model_construct(
        section=_SECTIONS[kind],
        index=number,
        indicator=indicator,
        name=case.name(indicator) if indicator else entry.title,
        reason=entry.review_reason,
        confidence=entry.confidence,
        **{name: cited[name] for name in ("said", "quote", "where", "page", "line")},
    )


def _in_words(plan: Plan, key: str, language: Language) -> str:
    """What the plan file now has for a key of its head; a dash where it has nothing."""
    match key:
        case "issued":
            return language.date(plan.issued)
        case "kind":
            return language.say(KIND_NAMES[plan.kind])
        case "level":
            return language.say(LEVEL_NAMES[plan.level])
        case "implements":
            return ", ".join(plan.implements) or "–"
        case "covers":
            return f"{plan.covers.from_}–{plan.covers.to}" if plan.covers else "–"
    return getattr(plan, key) or "–"


def provisional(count: int, language: Language, *, conformity_is_open: bool) -> str:
    """What is said under a norm whose verdict rests on ``count`` entries that are marked.

    ``conformity_is_open``: as it stands nothing keeps the plan from conforming.
    """
    if not conformity_is_open:
        return language.plural(
            "This verdict is provisional: {count} entry that it rests on is still to be compared with the document.",
            "This verdict is provisional: {count} entries that it rests on are still to be compared with the document.",
            count,
            count=count,
        )
    return language.plural(
        "Whether the plan conforms cannot be said yet: {count} entry that this verdict rests on is still to be "
        "compared with the document.",
        "Whether the plan conforms cannot be said yet: {count} entries that this verdict rests on are still to be "
        "compared with the document.",
        count,
        count=count,
    )
