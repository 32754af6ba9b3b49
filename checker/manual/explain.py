"""Explains what the rulesets know: a requirement, task, group, question, indicator or norm as a page.

The ruleset file is the manual. Nothing about a norm is said here that does not stand there, and what
becomes of each example is what the engine said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches

from checker.i18n import N_, Language
from checker.judging.coverage import Provision, provisions
from checker.manual.explain_norm import indicator_page, norm_row, ruleset_page
from checker.manual.explain_requirement import requirement_page
from checker.manual.explain_task import group_page, task_page
from checker.manual.explanation import Page, Row
from checker.manual.rule_list import asked_in_a_line
from checker.reading.library import Library
from checker.reading.load import RulesetFile
from checker.reading.models import Catalogue, NormTask, NotForProvinces, Question, Requirement, Ruleset, TaskGroup
from checker.reporting.names import PROVISION_NAMES, VERIFIED_NAMES

_SUGGESTIONS = 4


class UnknownId(Exception):
    """An id that no ruleset and no catalogue has; carries those that come near."""

    def __init__(self, name: str, close: Iterable[str]) -> None:
        self.name, self.close = name, tuple(close)
        super().__init__(name)


def explain(id_: str, library: Library, language: Language) -> Page:
    """The page of what ``id_`` names: ``nq72/insurance-2030``, ``nq72`` or ``insurance_coverage``.

    Raises UnknownId, EngineUnavailable, EngineFailure.
    """
    catalogue = library.catalogue
    rulesets = [file.ruleset for file in library.rulesets]
    for file in library.rulesets:
        if id_ == file.ruleset.id:
            return ruleset_page(file, catalogue, language)
        for provision in provisions(file.ruleset):
            if id_ == provision.id:
                return _provision_page(provision, file, catalogue, language)
    if id_ in catalogue.indicators:
        return indicator_page(id_, rulesets, catalogue, language)
    raise UnknownId(id_, nearest(id_, _ids(rulesets, catalogue)))


def nearest(name: str, known: Sequence[str]) -> list[str]:
    """The names that ``name`` may be meant for: those that are the same behind a ruleset's id, else the most similar."""
    wanted = name.casefold()
    tails: dict[str, list[str]] = {}
    for one in known:
        tails.setdefault(one.rpartition("/")[2], []).append(one)
    tail = wanted.rpartition("/")[2]
    if tail in tails:
        return tails[tail]
    found = get_close_matches(wanted, known, _SUGGESTIONS)
    for similar in get_close_matches(tail, tails, _SUGGESTIONS):
        found += tails[similar]
    return list(dict.fromkeys(found))[:_SUGGESTIONS]


def _ids(rulesets: Iterable[Ruleset], catalogue: Catalogue) -> list[str]:
    entries = [id_ for r in rulesets for id_ in (r.id, *(provision.id for provision in provisions(r)))]
    return [*entries, *catalogue.indicators]


def _provision_page(provision: Provision, file: RulesetFile, catalogue: Catalogue, language: Language) -> Page:
    ruleset = file.ruleset
    head = Page(
        id=provision.id,
        kind=language.say(PROVISION_NAMES[provision.kind]),
        title=asked_in_a_line(provision, catalogue, language),
        rows=tuple(_head_rows(provision, file, language)),
    )
    match provision.entry:
        case Requirement() as requirement:
            return requirement_page(requirement, ruleset, catalogue, language, head)
        case NormTask() as task:
            return task_page(task, ruleset, catalogue, language, head)
        case TaskGroup() as group:
            return group_page(group, ruleset, catalogue, language, head)
        case Question() as question:
            return replace(head, rows=(*head.rows, *_question_rows(question, ruleset, catalogue, language)))
        case NotForProvinces() as other:
            return replace(head, rows=(*head.rows, Row(language.say("Why not"), (other.reason.text(language.code),))))


def _head_rows(provision: Provision, file: RulesetFile, language: Language) -> Iterator[Row]:
    """Where it stands, in the file and in the norm; the norm's words, and how well they were verified."""
    entry, ruleset, say = provision.entry, file.ruleset, language.say
    line, _ = file.document.mark(provision.place)
    yield Row(say("File"), (f"{file.document.file}:{line}",))
    yield norm_row(ruleset, language)
    titles = [clause.title.text(language.code) for clause in ruleset.clauses if clause.id == entry.clause]
    yield Row(say("Clause"), (": ".join([entry.clause, *titles]),))
    words = getattr(entry, "words", None)
    if words:
        yield Row(say("Words"), (f"“{words}”",))
    verified = getattr(entry, "verified", None)  # a question has none
    if verified:
        yield Row(say("Verified"), (say(VERIFIED_NAMES[verified]),))


def _question_rows(question: Question, ruleset: Ruleset, catalogue: Catalogue, language: Language) -> Iterator[Row]:
    """That a person decides, and what a report lays beside the question."""
    say = language.say
    yield Row(say("How it is judged"), (say("Only a person can; it never counts as a gap."),))
    beside = [f"{key}: {catalogue.indicators[key].name.text(language.code)}" for key in question.indicators]
    if question.group:
        names = [group.name.text(language.code) for group in ruleset.groups if group.number == question.group]
        text = N_("the plan’s tasks of group {group}")
        beside.append(say(text, group=". ".join([str(question.group), *names])))
    if beside:
        told = say("A report shows beside it what the plan says on:")
        yield Row(say("Evidence"), (told,), tuple(beside))
