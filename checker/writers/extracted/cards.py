"""What was found as cards: each says in a line or two what was read, how sure that is, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any, Literal, TypeVar, cast, get_args

from checker.extracting.document import FlatTable, Paragraph
from checker.extracting.doubts import Doubt
from checker.extracting.drafting.draft import review_of
from checker.extracting.drafting.draft_items import LONGEST_TEXT, writable
from checker.extracting.drafting.draft_summary import place_of
from checker.extracting.drafting.plan_text import one_line
from checker.extracting.extract import MAX_PASSED_OVER, Extracted
from checker.extracting.findings import Assigned, Confidence, Evidence, PassedOver, Present, Span, Target
from checker.extracting.head.header import Fact
from checker.i18n import N_, Language
from checker.reading.fields import Scope
from checker.reading.models import Catalogue, Indicator
from checker.reading.units import WORDS
from checker.reporting.names import HEADER_NAMES, KIND_NAMES
from checker.reporting.wording import quantity, scope_in_words
from checker.writers.extracted.left import passed_over
from checker.writers.verdict import PROVISIONAL_ICON

Kind = Literal["head", "target", "present", "task", "passed"]
LETTERS: Mapping[Kind, str] = {"head": "h", "target": "t", "present": "p", "task": "k", "passed": "o"}
"""What the ids of a kind begin with, and the classes of its marks."""
SIGNS: Mapping[Kind, str] = {"head": "§", "target": "✓", "present": "◆", "task": "▸", "passed": "○"}
WORDS_OF_KINDS: Mapping[Kind, str] = {
    "head": N_("Fact of the head"),
    "target": N_("Target"),
    "present": N_("Present value"),
    "task": N_("Task"),
    "passed": N_("Passed over"),
}
CONFIDENCE: Mapping[Confidence, str] = {
    "high": N_("confidence: high"),
    "medium": N_("confidence: medium"),
    "low": N_("confidence: low"),
}
LONGEST_PASSED = 120
"""Characters: of what was passed over only enough to know it again is said."""
_COMPARATORS = {"at_least": "≥", "more_than": ">", "at_most": "≤", "less_than": "<"}
_SECTIONS: Mapping[Kind, str] = {"target": "commitments", "present": "baselines", "task": "tasks"}
_FACTS = ("title", "number", "issued", "issuer", "province", "kind", "implements", "covers")
_Found = TypeVar("_Found", Target, Present, Assigned)


@dataclass(frozen=True, slots=True)
class Card:
    """One finding. ``number`` counts its kind from 1, in the order of the draft.

    ``said`` is what was read, in parts; ``details`` are (name, value); ``reasons`` say why it is to be reviewed, or
    why it was passed over; ``line`` is where the draft has it; ``before`` and ``after`` are the ids of the cards to
    be reviewed around it.
    """

    kind: Kind
    number: int
    name: str
    said: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    reasons: tuple[str, ...] = ()
    confidence: Confidence = "high"
    quote: str = ""
    place: str = ""
    line: int | None = None
    spans: tuple[Span, ...] = ()
    before: str | None = None
    after: str | None = None

    @property
    def id(self) -> str:
        return f"{LETTERS[self.kind]}{self.number}"

    @property
    def review(self) -> bool:
        return bool(self.reasons) and self.kind != "passed"

    @property
    def sign(self) -> str:
        return PROVISIONAL_ICON if self.review else SIGNS[self.kind]

    @property
    def tone(self) -> str:
        """The class of its marks: a target that is to be reviewed looks otherwise than one that is sure."""
        return "r" if self.review and self.kind == "target" else LETTERS[self.kind]


def cards_of(extracted: Extracted, catalogue: Catalogue, draft: str, lang: Language) -> tuple[Card, ...]:
    """All cards: the head's, then targets, present values, tasks and what was passed over, each as the draft has them."""
    findings = extracted.findings
    indicators, lines = catalogue.indicators, lines_of(draft)
    cards = [
        *_head(extracted, lines, lang),
        *(_target(number, one, indicators[one.indicator], lang) for number, one in enumerate(findings.targets, 1)),
        *(_present(number, one, indicators[one.indicator], lang) for number, one in enumerate(findings.presents, 1)),
        *(_task(number, one, lang) for number, one in enumerate(findings.tasks, 1)),
    ]
    cards = [_with_line(card, lines) for card in cards]
    left = passed_over(extracted)[:MAX_PASSED_OVER]
    passed = [_passed(number, one, extracted, lang) for number, one in enumerate(left, 1)]
    return (*_chained(cards), *passed)


def lines_of(draft: str) -> dict[str, list[int]]:
    """The lines of a draft, from 1: of each key of the head its own, of a list those of its entries."""
    lines: dict[str, list[int]] = {}
    section = ""
    for number, line in enumerate(draft.splitlines(), 1):
        if line.startswith("  - "):
            lines.setdefault(f"{section}[]", []).append(number)
        elif line[:1].isalpha():
            section = line.partition(":")[0]
            lines[section] = [number]
    return lines


def _with_line(card: Card, lines: Mapping[str, Sequence[int]]) -> Card:
    known = lines.get(f"{_SECTIONS.get(card.kind)}[]", ())
    return replace(card, line=known[card.number - 1]) if card.number <= len(known) else card


def _chained(cards: Sequence[Card]) -> list[Card]:
    """Each card to be reviewed with the ids of the one before and the one after: the head, the values, the tasks."""
    order = {"head": 0, "target": 1, "present": 1, "task": 2}

    def place(index: int) -> tuple[int, int, int, int]:
        spans = cards[index].spans
        at = (spans[0].block, spans[0].row or 0) if spans else (0, 0)
        return order[cards[index].kind], *(at if order[cards[index].kind] else (0, 0)), index

    chain = sorted((index for index, card in enumerate(cards) if card.review), key=place)
    linked = list(cards)
    for before, after in pairwise(chain):
        linked[before] = replace(linked[before], after=cards[after].id)
        linked[after] = replace(linked[after], before=cards[before].id)
    return linked


def _head(extracted: Extracted, lines: Mapping[str, Sequence[int]], lang: Language) -> Iterable[Card]:
    review = review_of(extracted.header, lang)
    for number, name in enumerate(_FACTS, 1):
        fact: Fact[Any] = getattr(extracted.header, name)
        reasons = [review[name]] if name in review else [*_reasons(fact.doubts, lang)]
        if not fact.value and not reasons:
            reasons = [lang.say(N_("the document does not say it"))]
        value = _value(extracted, name, fact.value, lang)
        yield Card(
            kind="head",
            number=number,
            name=lang.say(HEADER_NAMES[name]),
            said=(value,) if value else (),
            reasons=tuple(reasons),
            confidence="medium" if reasons else "high",
            line=next(iter(lines.get(name, ())), None),
            **_evidence(fact.evidence, lang),
        )


def _value(extracted: Extracted, name: str, value: Any, lang: Language) -> str:
    """A fact of the head as one reads it; empty where there is none."""
    if not value:
        return ""
    if name == "issued":
        return lang.date(value)
    if name == "kind":
        return lang.say(KIND_NAMES[value])
    if name == "implements":
        return ", ".join(value)
    if name == "covers":
        return f"{value[0]}–{value[1]}"
    if name == "province" and extracted.header.province_then:
        return f"{value} ({extracted.header.province_then})"
    return str(value)


def _target(number: int, target: Target, indicator: Indicator, lang: Language) -> Card:
    parts = [_amount(target, indicator, lang)]
    if target.by is not None:
        parts.append(lang.say(N_("by {year}"), year=target.by))
    elif target.from_ is not None:
        parts.append(lang.say(N_("from {year}"), year=target.from_))
    else:
        parts.append(lang.say(N_("no year")))
    if target.scope == "all":
        parts.append(lang.say(N_("everybody")))
    elif target.scope in get_args(Scope):
        parts.append(scope_in_words(cast(Scope, target.scope), lang))
    if target.hedge:
        parts.append(f"“{one_line(target.hedge, LONGEST_TEXT)}”")
    details = ((lang.say(N_("Note")), one_line(target.note, LONGEST_TEXT)),) if target.note else ()
    return _card("target", number, indicator.name.text(lang.code), tuple(parts), target, lang, details)


def _amount(target: Target, indicator: Indicator, lang: Language) -> str:
    """ "≥ 97,5%", "≈ 77 tuổi", "4–5 bác sĩ"; a promise and what has no number in words."""
    if target.comparator == "promised":
        return lang.say(N_("promised"))
    if not target.values:
        return lang.say(N_("no number"))
    if target.comparator == "between" and len(target.values) > 1:
        low, high = min(target.values), max(target.values)
        said = f"{_number(low, lang)}–{_with_unit(high, target.unit, indicator, lang)}"
    else:
        said = _with_unit(target.values[0], target.unit, indicator, lang)
    sign = "≈" if target.approximate else _COMPARATORS.get(target.comparator or "", "")
    return f"{sign} {said}".lstrip()


def _present(number: int, present: Present, indicator: Indicator, lang: Language) -> Card:
    said = _with_unit(present.value, present.unit, indicator, lang)
    parts = [f"≈ {said}" if present.approximate else said]
    if present.as_of is not None:
        parts.append(lang.say(N_("as of {date}"), date=lang.date(present.as_of)))
    return _card("present", number, indicator.name.text(lang.code), tuple(parts), present, lang)


def _task(number: int, task: Assigned, lang: Language) -> Card:
    due = task.due_words or task.due or ""
    given = (
        (N_("Lead agency"), ", ".join(task.lead)),
        (N_("Partners"), ", ".join(task.partners)),
        (N_("Output"), task.output or ""),
        (N_("Due"), due),
        (N_("Carries out"), ", ".join(task.answers)),
    )
    details = tuple((lang.say(name), one_line(value, LONGEST_TEXT)) for name, value in given if value)
    title = one_line(task.title, LONGEST_TEXT)
    return _card("task", number, title, (), task, lang, details)


def _card(
    kind: Kind,
    number: int,
    name: str,
    said: tuple[str, ...],
    found: _Found,
    lang: Language,
    details: tuple[tuple[str, str], ...] = (),
) -> Card:
    reasons = tuple(_reasons(found.doubts, lang))
    return Card(kind, number, name, said, details, reasons, found.confidence, **_evidence(found.evidence, lang))


def _passed(number: int, one: PassedOver, extracted: Extracted, lang: Language) -> Card:
    reason = one_line(lang.say(one.why, **one.values))
    words = one_line(_text(extracted, one.span)[one.span.start : one.span.end], LONGEST_PASSED)
    return Card("passed", number, words, reasons=(reason,), spans=(one.span,))


def _text(extracted: Extracted, span: Span) -> str:
    """The text that a span counts in; empty where there is none."""
    block = extracted.source.blocks[span.block]
    if isinstance(block, Paragraph):
        return block.text
    if span.row is None:
        return ""
    return block.rows[span.row].text if isinstance(block, FlatTable) else block.rows[span.row][span.column or 0].text


def _evidence(evidence: Evidence | None, lang: Language) -> dict[str, Any]:
    if evidence is None:
        return {}
    quote = one_line(evidence.quote, LONGEST_TEXT)
    return {"quote": quote, "place": place_of(evidence, lang), "spans": evidence.spans}


def _reasons(doubts: Iterable[Doubt], lang: Language) -> Iterable[str]:
    """The doubts in words, each once."""
    return dict.fromkeys(one_line(lang.say(doubt.text, **doubt.values)) for doubt in doubts)


def _with_unit(value: Decimal, unit: str | None, indicator: Indicator, lang: Language) -> str:
    unit = unit or indicator.unit
    if not writable(value) or (unit is not None and unit not in WORDS):
        return f"{_number(value, lang)} {one_line(unit or '', 40)}".rstrip()
    return quantity(value, unit, indicator, lang)


def _number(value: Decimal, lang: Language) -> str:
    return lang.number(value) if writable(value) else f"{value:.6g}"
