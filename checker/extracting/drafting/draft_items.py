"""Findings as the entries of a plan file: keys in the order of a plan, numbers exact, doubts in words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import get_args

from checker.extracting.doubts import Doubt
from checker.extracting.drafting.plan_text import Value, one_line
from checker.extracting.findings import Assigned, Evidence, Present, Target, confidence
from checker.i18n import N_, Language
from checker.reading import fields
from checker.reading.numbers import DECIMALS, LIMIT

LONGEST_QUOTE, LONGEST_TEXT, LONGEST_PLACE = 400, 300, 200
"""Characters: thirty words are fewer, unless somebody means harm."""
MOST_NAMES = 20
"""So many agencies can lead one task or help with it."""

UNWRITABLE = Doubt(N_("the number {value} is not one that a plan file can hold"), grave=True)
_SCOPES = get_args(fields.Scope)

Keys = dict[str, Value]


def commitment(target: Target, lang: Language) -> Keys:
    """An entry of ``commitments``."""
    keys: Keys = {"indicator": target.indicator}
    doubts = list(target.doubts)
    values = tuple(sorted(target.values)) if target.comparator == "between" else target.values
    if unwritable := [value for value in values if not writable(value)]:
        doubts.append(Doubt(UNWRITABLE.text, grave=True, values={"value": f"{unwritable[0]:f}"[:40]}))
    elif target.comparator == "promised":
        keys["promised"] = True
    elif target.comparator and values:
        keys[target.comparator] = values if target.comparator == "between" else values[0]
        if target.unit:
            keys["unit"] = target.unit
    if target.by is not None:
        keys["by"] = target.by
    elif target.from_ is not None:
        keys["from"] = target.from_
    if target.scope is not None and target.scope in _SCOPES:
        keys["scope"] = target.scope
    if target.approximate:
        keys["approximate"] = True
    _texts(keys, hedge=target.hedge, wording=target.wording)
    _evidence(keys, target.evidence)
    _texts(keys, note=target.note)
    return keys | reviewed(doubts, lang)


def baseline(present: Present, lang: Language) -> Keys:
    """An entry of ``baselines``."""
    keys: Keys = {"indicator": present.indicator, "value": present.value}
    if present.unit:
        keys["unit"] = present.unit
    if present.as_of is not None:
        keys["as_of"] = str(present.as_of)
    if present.approximate:
        keys["approximate"] = True
    _evidence(keys, present.evidence)
    return keys | reviewed(present.doubts, lang)


def task(assigned: Assigned, lang: Language) -> Keys:
    """An entry of ``tasks``."""
    title = one_line(assigned.title, LONGEST_TEXT) or one_line(assigned.evidence.quote, LONGEST_TEXT)
    keys: Keys = {"title": title or "—"}
    if assigned.group is not None:
        keys["group"] = assigned.group
    for name, agencies in (("lead", assigned.lead), ("partners", assigned.partners)):
        names = [short for agency in agencies if (short := one_line(agency, LONGEST_TEXT))]
        if names:
            keys[name] = names[:MOST_NAMES]
    _texts(keys, output=assigned.output, due=assigned.due, due_words=assigned.due_words)
    if assigned.answers:
        keys["answers"] = assigned.answers
    _evidence(keys, assigned.evidence)
    return keys | reviewed(assigned.doubts, lang)


def writable(value: Decimal) -> bool:
    """Whether a plan file can hold the number, exactly."""
    exponent = value.normalize().as_tuple().exponent
    return value.is_finite() and abs(value) < LIMIT and isinstance(exponent, int) and -exponent <= DECIMALS


def said(doubts: Iterable[Doubt], lang: Language) -> str:
    """The doubts in words, each once, joined; empty without any."""
    reasons = dict.fromkeys(one_line(lang.say(doubt.text, **doubt.values)) for doubt in doubts)
    return "; ".join(reason for reason in reasons if reason)


def reviewed(doubts: Iterable[Doubt], lang: Language) -> Keys:
    """``confidence``, and ``review`` with its reason where there are doubts."""
    doubts = tuple(doubts)
    keys: Keys = {"confidence": confidence(doubts)}
    if doubts:
        keys["review"] = True
        if reason := one_line(said(doubts, lang), 2 * LONGEST_QUOTE):
            keys["review_reason"] = reason
    return keys


def _evidence(keys: Keys, evidence: Evidence) -> None:
    _texts(keys, quote=one_line(evidence.quote, LONGEST_QUOTE), where=one_line(evidence.where, LONGEST_PLACE))
    if evidence.page is not None:
        keys["page"] = evidence.page


def _texts(keys: Keys, **texts: str | None) -> None:
    """Those that say something."""
    for name, text in texts.items():
        if text and (short := one_line(text, LONGEST_QUOTE)):
            keys[name] = short
