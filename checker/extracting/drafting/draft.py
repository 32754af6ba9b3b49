"""What was found in a document as the draft of its plan file: text that ``check`` reads, for a person to correct."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from checker.extracting.drafting.draft_items import LONGEST_QUOTE, MOST_NAMES, Keys, baseline, commitment, said, task
from checker.extracting.drafting.plan_text import Block, Gap, Item, PlanText, Value, number, one_line
from checker.extracting.drafting.unread_tables import unread_tables
from checker.extracting.drafting.untouched import sealed
from checker.extracting.extract import Extracted
from checker.extracting.findings import Assigned, Present, Target
from checker.extracting.head.header import HeaderFacts
from checker.extracting.head.header_facts import Fact
from checker.i18n import N_, Language
from checker.problems import visible
from checker.reading.document import MAX_BYTES
from checker.reading.models import Plan
from checker.writers.wrapping import wrapped

Found = TypeVar("Found", Target, Present, Assigned)
REVIEWED_FACTS = ("province", "number", "issued", "issuer", "kind", "title", "implements", "covers")
"""Facts of the head, in the order of a plan file, that ``review`` can name."""
_LONGEST_COMMENT = 120
_UNKNOWN = {"province": "—", "issued": "1000"}
"""What stands for a gap where the draft is compared and not written."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan file as text; ``gaps`` are keys that a person has to fill in first, each with its line, from 1."""

    text: str
    gaps: tuple[tuple[str, int], ...]


def draft(extracted: Extracted, plan_id: str, lang: Language, schema: str | None = None) -> Draft:
    """The draft of the plan ``plan_id``; ``schema`` is where its JSON Schema stands, seen from the file."""
    sections = _sections(extracted, lang)
    written = _write(extracted, plan_id, lang, schema, sections)
    while len(written.text.encode()) > MAX_BYTES:  # only a document that means harm says so much
        largest = max(sections, key=lambda name: len(sections[name]))
        sections[largest] = sections[largest][: len(sections[largest]) // 2]
        written = _write(extracted, plan_id, lang, schema, sections)
    return written


def as_plan(extracted: Extracted, plan_id: str, lang: Language) -> tuple[Plan, frozenset[str]]:
    """The draft as ``check`` would read it, and the keys of its head for which only a dash stands."""
    head = _head(extracted, plan_id, lang)
    missing = frozenset(name for name, value in head.items() if isinstance(value, Gap))
    data: dict[str, Any] = {name: _UNKNOWN[name] if name in missing else _data(value) for name, value in head.items()}
    for name, items in _sections(extracted, lang).items():
        data[name] = tuple(_data(item.keys) for item in items)
    return Plan.model_validate(data), missing


def _write(
    extracted: Extracted, plan_id: str, lang: Language, schema: str | None, sections: Mapping[str, Sequence[Item]]
) -> Draft:
    text = PlanText()
    if schema:
        text.lines.append(f"# yaml-language-server: $schema={schema}")
    for paragraph in _opening(extracted, lang):
        for line in wrapped(paragraph, _LONGEST_COMMENT):
            text.comment(line)
    for name, value in _head(extracted, plan_id, lang).items():
        text.key(name, value)
    for name, items in sections.items():
        text.section(name, items)
    seal = lang.say(N_("(a check mark of the draft: while it fits, “check extract” may write this file anew)"))
    return Draft(sealed(text.text(), seal), tuple(text.gaps))


def _opening(extracted: Extracted, lang: Language) -> Iterator[str]:
    """What the first lines say: what this is, how much of it is to be reviewed, and how."""
    findings = extracted.findings
    values: dict[str, object] = {
        "file": visible(extracted.source.file),
        "targets": len(findings.targets),
        "doubtful": sum(bool(target.doubts) for target in findings.targets),
        "presents": len(findings.presents),
        "doubtful_presents": sum(bool(present.doubts) for present in findings.presents),
        "tasks": len(findings.tasks),
        "doubtful_tasks": sum(bool(task.doubts) for task in findings.tasks),
    }
    yield lang.say(
        N_("DRAFT made by “check extract” from {file}; nobody has compared it with the document yet."), **values
    )
    yield lang.say(
        N_(
            "It has {targets} targets ({doubtful} to be reviewed), {presents} present values "
            "({doubtful_presents} to be reviewed) and {tasks} tasks ({doubtful_tasks} to be reviewed)."
        ),
        **values,
    )
    yield lang.say(
        N_(
            "Compare each entry that says review: true with the document, correct it, then delete its lines review and "
            "review_reason (and the entries under review: of the head). Add what is missing; the quotes show where to look."
        )
    )
    yield lang.say(N_("Until then “check” calls every verdict that rests on such an entry provisional."))


def _head(extracted: Extracted, plan_id: str, lang: Language) -> dict[str, Value | Block | Gap]:
    facts = extracted.header
    head: dict[str, Value | Block | Gap] = {"schema": "plan/1", "id": plan_id}
    if facts.province.value:
        head["province"] = facts.province.value
        if facts.province_then:
            head["province_then"] = facts.province_then
    else:
        head["province"] = Gap(lang.say(N_("not found in the document: write the province, for example Bắc Ninh")))
    title = one_line(facts.title.value or "", 2 * LONGEST_QUOTE)
    head["title"] = title or one_line(visible(extracted.source.file), LONGEST_QUOTE) or plan_id
    for name, fact in (("number", facts.number), ("issuer", facts.issuer)):
        if fact.value and (text := one_line(fact.value, LONGEST_QUOTE)):
            head[name] = text
    if facts.issued.value:
        head["issued"] = str(facts.issued.value)
    else:
        head["issued"] = Gap(lang.say(N_("not found in the document: write the date of issue, for example 2025-11-21")))
    head["kind"] = facts.kind.value or "plan"
    if norms := [short for norm in facts.implements.value or () if (short := one_line(norm, LONGEST_QUOTE))]:
        head["implements"] = norms[:MOST_NAMES]
    if facts.covers.value:
        head["covers"] = {"from": facts.covers.value[0], "to": facts.covers.value[1]}
    source = {"file": one_line(visible(extracted.source.file), LONGEST_QUOTE), "sha256": extracted.source.sha256}
    head["source"] = Block({name: text for name, text in source.items() if text})
    if extracted.remarks:
        head["note"] = said(extracted.remarks, lang)
    if review := review_of(facts, lang):
        head["review"] = Block(review, quoted=True)
    return head


def review_of(facts: HeaderFacts, lang: Language) -> dict[str, str]:
    """The facts of the head that are to be looked at, each with the reason; gaps are none of them."""
    review: dict[str, str] = {}
    for name in REVIEWED_FACTS:
        fact: Fact[Any] = getattr(facts, name)
        required_gap = name in _UNKNOWN and not fact.value
        if fact.doubts and not required_gap:
            review[name] = one_line(said(fact.doubts, lang), 2 * LONGEST_QUOTE) or "?"
    if not facts.title.value:
        review["title"] = lang.say(N_("no title was found in the document; the name of the file stands for it"))
    return review


def _sections(extracted: Extracted, lang: Language) -> dict[str, Sequence[Item]]:
    findings = extracted.findings
    return {
        "commitments": tuple(_items(extracted, findings.targets, commitment, lang)),
        "baselines": tuple(_items(extracted, findings.presents, baseline, lang)),
        "tasks": tuple(_items(extracted, findings.tasks, task, lang)),
        "unread_tables": tuple(Item(keys) for keys in unread_tables(extracted, lang)),
    }


def _items(
    extracted: Extracted, found: Iterable[Found], keys_of: Callable[[Found, Language], Keys], lang: Language
) -> Iterator[Item]:
    """The entries, the first of each part of the document under the name of that part."""
    before = ""
    for one in found:
        spans = one.evidence.spans
        heading = extracted.heading_of(spans[0].block) if spans else ""
        comment = one_line(visible(heading), _LONGEST_COMMENT) if heading != before else None
        before = heading
        yield Item(keys_of(one, lang), comment or None)


def _data(value: object) -> object:
    """A value as the reader of plan files gives it: text, tuples and mappings."""
    if isinstance(value, Block):
        value = value.keys
    if isinstance(value, Mapping):
        return {name: _data(inner) for name, inner in value.items()}
    if isinstance(value, bool):
        return value
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, str):
        return one_line(value)
    return tuple(_data(inner) for inner in value) if isinstance(value, Sequence) else str(value)
