"""Everything that the rulesets know, as a list to look things up in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import normalize

from checker.i18n import Language
from checker.judging.coverage import Provision, ProvisionKind, provisions
from checker.reading.fields import Verified
from checker.reading.models import Catalogue, NormTask, NotForProvinces, Question, Requirement, Ruleset, TaskGroup
from checker.reporting.names import PROVISION_NAMES, VERIFIED_IN_SHORT
from checker.reporting.task_wording import asked_of_task
from checker.reporting.wording import asked_by


@dataclass(frozen=True, slots=True)
class ListedRule:
    """One provision of a norm in a line: what it is (``how``), what it asks (``text``), how it was verified."""

    id: str
    clause: str
    kind: ProvisionKind
    how: str
    verified: Verified | None
    verified_text: str
    text: str


@dataclass(frozen=True, slots=True)
class RulesetList:
    """A ruleset and those of its provisions that were asked for, in the order of the file."""

    id: str
    number: str
    title: str
    rules: tuple[ListedRule, ...]


def list_rules(
    rulesets: Iterable[Ruleset],
    catalogue: Catalogue,
    language: Language,
    clause: str | None = None,
    indicator: str | None = None,
) -> tuple[RulesetList, ...]:
    """Each ruleset with what it knows of a clause and all below it, and of an indicator; those with nothing left out."""
    lists = (
        RulesetList(
            id=ruleset.id,
            number=ruleset.number,
            title=title_of(ruleset, language),
            rules=tuple(
                _listed(provision, catalogue, language)
                for provision in provisions(ruleset)
                if (clause is None or is_within(provision.clause, clause))
                and (indicator is None or indicator in indicators_of(provision))
            ),
        )
        for ruleset in rulesets
    )
    return tuple(listed for listed in lists if listed.rules)


def is_within(clause: str, wanted: str) -> bool:
    """Whether a clause is the wanted one or stands below it: II.1.a is in II.1, and III.10 is not."""
    inner, outer = (normalize("NFC", text).casefold().strip(" .") for text in (clause, wanted))
    return inner == outer or inner.startswith(f"{outer}.")


def indicators_of(provision: Provision) -> tuple[str, ...]:
    """The indicators that a provision is judged by, or that a person looks at."""
    match provision.entry:
        case Requirement(indicator=key):
            return (key,)
        case NormTask(indicator=str(key)):
            return (key,)
        case Question(indicators=keys):
            return keys
    return ()


def asked_in_a_line(provision: Provision, catalogue: Catalogue, language: Language) -> str:
    """What a provision asks: "Tuổi thọ trung bình: tối thiểu 75,5 tuổi, đến năm 2030"."""
    match provision.entry:
        case Requirement() as requirement:
            indicator = catalogue.indicators[requirement.indicator]
            return f"{indicator.name.text(language.code)}: {asked_by(requirement, indicator, language)}"
        case NormTask() as task:
            return f"{task.title.text(language.code)} ({asked_of_task(task, language)})"
        case TaskGroup() as group:
            return f"{group.number}. {group.name.text(language.code)}"
        case Question() as question:
            return question.text.text(language.code)
        case NotForProvinces() as other:
            return other.title.text(language.code)


def title_of(ruleset: Ruleset, language: Language) -> str:
    """The norm's title, in English where there is one and it is asked for."""
    return (ruleset.title_en if language.code == "en" else None) or ruleset.title


def _listed(provision: Provision, catalogue: Catalogue, language: Language) -> ListedRule:
    verified: Verified | None = getattr(provision.entry, "verified", None)  # a question has none
    return ListedRule(
        id=provision.id,
        clause=provision.clause,
        kind=provision.kind,
        how=language.say(PROVISION_NAMES[provision.kind]),
        verified=verified,
        verified_text=language.say(VERIFIED_IN_SHORT[verified]) if verified else "",
        text=asked_in_a_line(provision, catalogue, language),
    )
