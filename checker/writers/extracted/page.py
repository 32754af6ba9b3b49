"""The page of a document: its text, and in it all that was found and what was passed over; one file, no request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from checker.extracting.drafting.draft_items import said
from checker.extracting.extract import Extracted
from checker.i18n import N_, NN_, Language
from checker.reading.models import Catalogue
from checker.reporting.report import Tool
from checker.writers.extracted.body import shown_document
from checker.writers.extracted.cards import CONFIDENCE, SIGNS, WORDS_OF_KINDS, Card, Kind, cards_of
from checker.writers.formats import Presentation
from checker.writers.templating import html_environment
from checker.writers.verdict import PROVISIONAL_ICON

_ALONE = ("task", "passed")
"""Kinds whose cards have a name of their own, or none."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """The draft that the page leads to: its text, and the file that has it (``saved``) or might have it."""

    text: str
    path: str
    saved: bool = True


@dataclass(frozen=True, slots=True)
class Filter:
    """One line of the legend: the class of the marks that it shows or hides, their sign, name and count."""

    tone: str
    sign: str
    name: str
    count: int


def page_of(extracted: Extracted, catalogue: Catalogue, draft: Drafted, lang: Language) -> str:
    """The whole page, the same bytes for the same document."""
    cards = cards_of(extracted, catalogue, draft.text, lang)
    blocks, lost = shown_document(extracted, cards)
    of_kind = Counter(card.kind for card in cards)
    reviewed = Counter(card.kind for card in cards if card.review)
    chain = [card for card in cards if card.review and card.before is None]
    return (
        html_environment(Presentation(lang))
        .get_template("extracted.html.j2")
        .render(
            report={"tool": Tool()},
            source=extracted.source,
            remarks=[text for remark in extracted.remarks if (text := said([remark], lang))],
            draft=draft,
            cards=cards,
            head=[card for card in cards if card.kind == "head"],
            blocks=blocks,
            lost=lost,
            sentence=_sentence(of_kind, reviewed, lang),
            to_review_count=sum(reviewed.values()),
            first_to_review=chain[0] if chain else None,
            tones=lambda piece: " ".join(dict.fromkeys(cards[index].tone for index in piece.cards)),
            ids=lambda piece: " ".join(cards[index].id for index in piece.cards),
            groups=_groups,
            filters=_filters(cards, lang),
            kinds=WORDS_OF_KINDS,
            confidences=CONFIDENCE,
        )
    )


def _sentence(found: Counter[Kind], reviewed: Counter[Kind], lang: Language) -> str:
    """ "52 chỉ tiêu (33 cần rà soát) · 0 hiện trạng · 71 nhiệm vụ (44 cần rà soát)"."""
    counted: tuple[tuple[Kind, tuple[str, str]], ...] = (
        ("target", NN_("{count} target", "{count} targets")),
        ("present", NN_("{count} present value", "{count} present values")),
        ("task", NN_("{count} task", "{count} tasks")),
    )
    parts = []
    for kind, forms in counted:
        said = lang.plural(*forms, found[kind], count=found[kind])
        if reviewed[kind]:
            said += " " + lang.say(N_("({count} to be reviewed)"), count=reviewed[kind])
        parts.append(said)
    return " · ".join(parts)


def _groups(cards: Iterable[Card]) -> Iterator[tuple[str, list[Card]]]:
    """The cards of one place, those of one indicator together under its name; of all others each alone."""
    for (name, _), group in groupby(cards, lambda card: ("", card.id) if card.kind in _ALONE else (card.name, "")):
        yield name, list(group)


def _filters(cards: tuple[Card, ...], lang: Language) -> list[Filter]:
    counts = Counter(card.tone for card in cards)
    names = (
        ("t", SIGNS["target"], N_("Targets, sure")),
        ("r", PROVISIONAL_ICON, N_("Targets to be reviewed")),
        ("p", SIGNS["present"], N_("Present values")),
        ("k", SIGNS["task"], N_("Tasks")),
        ("h", SIGNS["head"], N_("Facts of the head")),
        ("o", SIGNS["passed"], N_("Passed over")),
    )
    return [Filter(tone, sign, lang.say(name), counts[tone]) for tone, sign, name in names]
