"""A whole norm, or an indicator, as a page: what it is, and everything that the rulesets know of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from checker.i18n import N_, Language
from checker.judging.coverage import provisions
from checker.manual.explain_requirement import indicator_texts
from checker.manual.explanation import Page, Row
from checker.manual.rule_list import list_rules, title_of
from checker.reading.load import RulesetFile
from checker.reading.models import AppliesTo, Catalogue, Ruleset
from checker.reporting.names import BINDING_NAMES, LEVEL_NAMES, PROVISION_NAMES


def norm_row(ruleset: Ruleset, language: Language, *, titled: bool = True) -> Row:
    """Which norm it is, and whether it binds."""
    text = N_("{number} of {issuer}, issued {issued}; {binding}")
    binding = language.say(BINDING_NAMES[ruleset.binding])
    issued = language.on(ruleset.issued)
    head = language.say(text, number=ruleset.number, issuer=ruleset.issuer, issued=issued, binding=binding)
    return Row(language.say("Norm"), (head, title_of(ruleset, language)) if titled else (head,))


def ruleset_page(file: RulesetFile, catalogue: Catalogue, language: Language) -> Page:
    """The head of a ruleset, its clauses, and all that it knows."""
    ruleset, say = file.ruleset, language.say
    rows = [
        Row(say("File"), (file.document.file,)),
        norm_row(ruleset, language, titled=False),
        Row(say("Binds"), tuple(_terms(ruleset.applies_to, language))),
        Row(say("Holds"), (_counts(ruleset, language),)),
    ]
    if ruleset.clauses:
        clauses = tuple(f"{clause.id}: {clause.title.text(language.code)}" for clause in ruleset.clauses)
        rows.append(Row(say("Clauses"), (), clauses))
    return Page(
        id=ruleset.id,
        kind=say("ruleset"),
        title=f"{ruleset.number}: {title_of(ruleset, language)}",
        rows=tuple(rows),
        rules=list_rules([ruleset], catalogue, language),
    )


def _counts(ruleset: Ruleset, language: Language) -> str:
    """How many provisions of each kind: "yêu cầu: 15; nhiệm vụ: 5"."""
    counts = Counter(provision.kind for provision in provisions(ruleset))
    return "; ".join(f"{language.say(PROVISION_NAMES[kind])}: {count}" for kind, count in counts.items())


def indicator_page(key: str, rulesets: Sequence[Ruleset], catalogue: Catalogue, language: Language) -> Page:
    """An indicator of the catalogue, and what the rulesets ask of it."""
    say, indicator = language.say, catalogue.indicators[key]
    _, *texts = indicator_texts(key, indicator, language)
    rows = [Row(say("Meaning"), tuple(texts))]
    if indicator.target:
        rows.append(Row(say("In a plan"), (indicator.target.text(language.code).replace("{amount}", "…"),)))
    related = tuple(_related(key, rulesets))
    if related:
        told = say("Words on it come near these and do not answer; a report shows them beside what is missing.")
        rows.append(Row(say("Related"), (told,), related))
    rules = list_rules(rulesets, catalogue, language, indicator=key)
    if not rules:
        rows.append(Row(say("Asked"), (say("No ruleset asks anything of it."),)))
    return Page(id=key, kind=say("indicator"), title=indicator.name.text(language.code), rows=tuple(rows), rules=rules)


def _related(key: str, rulesets: Iterable[Ruleset]) -> Iterator[str]:
    for ruleset in rulesets:
        for requirement in ruleset.requirements:
            if key in requirement.related:
                yield requirement.id


def _terms(terms: AppliesTo, language: Language) -> Iterator[str]:
    """Which plans the norm binds, a sentence for each thing that narrows."""
    say = language.say
    if terms.level:
        levels = ", ".join(say(LEVEL_NAMES[level]) for level in terms.level)
        yield say("Plans of {levels}.", levels=levels)
    if terms.issued_from:
        yield say("Plans issued from {day} on.", day=language.date(terms.issued_from))
    if terms.issued_before:
        yield say("Plans issued before {day}.", day=language.date(terms.issued_before))
    if terms.implements:
        norms = say(" or ").join(terms.implements)
        yield say("Plans that implement {norms}, or that name no norm at all.", norms=norms)
    if terms == AppliesTo():
        yield say("Every plan.")
