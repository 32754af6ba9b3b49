"""Rules on a norm as data: whether it is complete, in order, and as well founded as it claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from checker.i18n import N_
from checker.judging.bounds import Floor, floor_of
from checker.judging.coverage import coverage
from checker.lint.rule import lint_rule
from checker.lint.subjects import RulesetSubject
from checker.lint.words import PLAIN, bounds_said, says_number
from checker.problems import Problem
from checker.reading.document import Path_
from checker.reading.fields import MOST_QUOTE_WORDS
from checker.reading.models import NormTask, Phrase, Requirement

SECTIONS = ("requirements", "tasks", "groups", "questions", "not_for_provinces")
_LACKING = {
    "met": N_("no case meets this requirement; add one to {file}"),
    "exceeded": N_("no case exceeds this requirement; add one to {file}"),
    "gap": N_("no case falls short of this requirement; add one to {file}"),
}
_COMPARED = re.compile(r"\b(đối chiếu|so sánh|compared|checked)\b", re.IGNORECASE)


# ---- The clauses of the norm.


@lint_rule(N_("Coverage is measured by the list of clauses; what is cited from outside it is counted nowhere."))
def clause_not_listed(norm: RulesetSubject) -> Iterator[Problem]:
    listed = {clause.id for clause in norm.ruleset.clauses}
    for path, entry in _entries(norm):
        if entry.clause not in listed:
            what = N_("{clause} is not among the clauses; add it there with its title, or correct it")
            yield norm.document.problem((*path, "clause"), what, clause=entry.clause)


@lint_rule(N_("Every clause is judged by the program, put to a person, or not for provinces; none is passed over."))
def clause_unaccounted(norm: RulesetSubject) -> Iterator[Problem]:
    empty = {found.clause for found in coverage(norm.ruleset) if not found.provisions}
    for place, clause in enumerate(norm.ruleset.clauses):
        if clause.id in empty:
            what = N_(
                "nothing accounts for {clause}; add a requirement, a task, a question or a not_for_provinces entry"
            )
            yield norm.document.problem(("clauses", place, "id"), what, clause=clause.id)


# ---- What the norm asks.


@lint_rule(
    N_(
        "The number that is asked must be the number in the norm’s words; “toàn dân” is 100%. A note that names the "
        "number answers: how it follows from the words."
    )
)
def number_not_in_words(norm: RulesetSubject) -> Iterator[Problem]:
    for path, asked in _requirements(norm):
        unit = asked.unit or norm.catalogue.indicators[asked.indicator].unit
        for number in _numbers(asked):
            if not any(says_number(text, number, unit) for text in (asked.words, *_vietnamese(asked.notes))):
                what = N_("{number} is not in the norm’s words; correct it, or say in a note how it follows from them")
                yield norm.document.problem((*path, asked.comparator or ""), what, number=f"{number:f}")


@lint_rule(
    N_(
        "“Trên 95%” asks more than “đạt 95%”. The word before the number in the norm’s words decides between at_least "
        "and more_than, at_most and less_than. A note that says the word before the number answers."
    )
)
def bound_unlike_words(norm: RulesetSubject) -> Iterator[Problem]:
    for path, asked in _requirements(norm):
        given = asked.comparator or ""
        for number in _numbers(asked) if given != "between" else ():
            found = bounds_said(asked.words, number)
            fitting = {given} if given in PLAIN else {given, None}
            noted = any(given in bounds_said(note, number) for note in _vietnamese(asked.notes))
            if found and not found & fitting and not noted:
                right = next(iter(sorted(filter(None, found))), PLAIN.get(given))
                what = N_("the norm’s words say {right} {number}, not {given}; correct one of the two")
                yield norm.document.key_problem((*path, given), what, right=right, number=f"{number:f}", given=given)


@lint_rule(N_("The norm’s words are the few that ask; a copied passage hides them."))
def words_too_long(norm: RulesetSubject) -> Iterator[Problem]:
    for path, entry in _entries(norm):
        count = len((getattr(entry, "words", None) or "").split())
        if count > MOST_QUOTE_WORDS:
            what = N_("the norm’s words are {count}; keep those that ask, {limit} at most")
            yield norm.document.problem((*path, "words"), what, count=count, limit=MOST_QUOTE_WORDS)


@lint_rule(
    N_("Two requirements on one indicator for one year are one milestone said twice; plans would fail it twice.")
)
def milestone_twice(norm: RulesetSubject) -> Iterator[Problem]:
    first: dict[tuple[str, int | None], str] = {}
    for path, asked in _requirements(norm):
        other = first.setdefault((asked.indicator, asked.year), asked.id)
        if other != asked.id:
            what = N_("{id} asks for the same indicator and year already; keep one of them")
            yield norm.document.problem((*path, "indicator"), what, id=other)


@lint_rule(N_("Milestones rise: a later one that asks less is a slip of the year or of the number."))
def milestone_weaker(norm: RulesetSubject) -> Iterator[Problem]:
    for path, asked in _requirements(norm):
        for _, earlier in _requirements(norm):
            if earlier.indicator == asked.indicator and (earlier.year or 0) < (asked.year or 0):
                floors = _floor(norm, earlier), _floor(norm, asked)
                if floors[0] and floors[1] and floors[1] < floors[0]:
                    what = N_("this asks less than {id} does for an earlier year; correct the number or the year")
                    yield norm.document.problem((*path, asked.comparator or ""), what, id=earlier.id)


@lint_rule(N_("A norm asks nothing for the years before its own date."))
def year_before_norm(norm: RulesetSubject) -> Iterator[Problem]:
    for path, asked in _requirements(norm):
        if asked.year and asked.year < norm.ruleset.issued.year:
            what = N_("{year} lies before the norm’s own year, {issued}; correct one of the two")
            key = "by" if asked.by is not None else "from"
            yield norm.document.problem((*path, key), what, year=asked.year, issued=norm.ruleset.issued.year)


@lint_rule(N_("An id stays for ever; one that ends in another year than its requirement’s misleads for as long."))
def id_of_another_year(norm: RulesetSubject) -> Iterator[Problem]:
    for path, asked in _requirements(norm):
        year = re.search(r"-((?:19|20)[0-9]{2})$", asked.id)
        if year and asked.year and int(year[1]) != asked.year:
            what = N_("the id ends in {said}, the year is {year}; correct one before the id is used")
            yield norm.document.problem((*path, "id"), what, said=year[1], year=asked.year)


@lint_rule(
    N_("Each gap comes with the sentence that closes it; without the indicator’s target it is a name and a number.")
)
def target_sentence_missing(norm: RulesetSubject) -> Iterator[Problem]:
    for path, asked in _requirements(norm):
        if norm.catalogue.indicators[asked.indicator].target is None:
            what = N_("{indicator} has no target in indicators.yaml; add the sentence that a plan would write")
            yield norm.document.problem((*path, "indicator"), what, indicator=asked.indicator)


@lint_rule(N_("Other wordings are those of plans; one that the norm uses itself would be remarked on in every plan."))
def wording_of_the_norm(norm: RulesetSubject) -> Iterator[Problem]:
    for path, asked in _requirements(norm):
        for place, wording in enumerate(asked.wordings):
            for index, words in enumerate(wording.words):
                if words.casefold() in asked.words.casefold():
                    what = N_("“{words}” are the norm’s own words; delete them here")
                    at = (*path, "wordings", place, "words", index)
                    yield norm.document.problem(at, what, words=words)


# ---- How it is founded and tested.


@lint_rule(N_("What was seen in translation only needs a note on what may have been lost: words, number, clause."))
def translation_without_note(norm: RulesetSubject) -> Iterator[Problem]:
    for path, asked in _entries(norm):
        if getattr(asked, "verified", "") == "translated" and getattr(asked, "notes", None) == ():
            what = N_("seen only in translation; add notes: with what was seen where, and what is open")
            yield norm.document.problem((*path, "verified"), what)


@lint_rule(N_("“Official” says that a person compared the entry with the text of the norm; a note names who and when."))
def official_without_name(norm: RulesetSubject) -> Iterator[Problem]:
    for path, entry in _entries(norm):
        notes = " ".join(_vietnamese(getattr(entry, "notes", ())))
        if isinstance(entry, (Requirement, NormTask)) and entry.verified == "official" and not _COMPARED.search(notes):
            what = N_("official, but no note says who compared it; add a note: “Đã đối chiếu với văn bản: name, date”")
            yield norm.document.problem((*path, "verified"), what)


@lint_rule(
    N_(
        "A requirement is understood when cases show what meets it, what exceeds it (where that is possible) and what fails."
    )
)
def cases_missing(norm: RulesetSubject) -> Iterator[Problem]:
    file = f"{norm.ruleset.id}.test.yaml"
    if norm.lacking is None and norm.ruleset.requirements:
        what = N_("no tests; write {file}, with a case that meets and one that fails each requirement")
        yield norm.document.problem(("id",), what, file=file)
    for path, asked in _requirements(norm):
        for kind in (norm.lacking or {}).get(asked.id, ()):
            yield norm.document.problem((*path, "id"), _LACKING[kind], file=file)


# ---- The rest of the norm.


@lint_rule(N_("Groups are counted from 1 without a gap; a plan’s tasks name them by number."))
def groups_out_of_order(norm: RulesetSubject) -> Iterator[Problem]:
    for place, group in enumerate(norm.ruleset.groups):
        if group.number != place + 1:
            what = N_("this is group {number} in place {place}; number the groups 1, 2, 3 …")
            yield norm.document.problem(("groups", place, "number"), what, number=group.number, place=place + 1)


@lint_rule(N_("A question is put with the plan’s words beside it; it names the indicators or the group to look at."))
def question_without_evidence(norm: RulesetSubject) -> Iterator[Problem]:
    for place, question in enumerate(norm.ruleset.questions):
        if not question.indicators and question.group is None:
            what = N_("nothing is shown beside this question; add indicators: […] or group: 1 to 6")
            yield norm.document.problem(("questions", place, "text"), what)


@lint_rule(N_("A norm whose time ends before it begins binds no plan."))
def time_ends_before_it_begins(norm: RulesetSubject) -> Iterator[Problem]:
    terms = norm.ruleset.applies_to
    begins = max(terms.issued_from or norm.ruleset.issued, norm.ruleset.issued)
    if terms.issued_before and terms.issued_before <= begins:
        what = N_("{before} is not after {begins}, so that the norm binds no plan; correct one of the two")
        at = ("applies_to", "issued_before")
        yield norm.document.problem(at, what, before=terms.issued_before, begins=begins)


@lint_rule(N_("Reports are read in English too; what has no English appears there in Vietnamese."))
def english_missing(norm: RulesetSubject) -> Iterator[Problem]:
    if norm.ruleset.title_en is None:
        yield norm.document.problem(("title",), N_("no English title; add title_en"))
    for section in ("clauses", *SECTIONS):
        for place, entry in enumerate(getattr(norm.ruleset, section)):
            for path, phrase in phrases_of(entry, (section, place)):
                if phrase.en is None:
                    yield norm.document.problem(path, N_("no English; add en: beside vi:"))


def phrases_of(value: Any, path: Path_) -> Iterator[tuple[Path_, Phrase]]:
    """Every text in two languages within a model, with where it stands."""
    if isinstance(value, Phrase):
        yield path, value
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from phrases_of(item, (*path, place))
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from phrases_of(getattr(value, name), (*path, name))


def _entries(norm: RulesetSubject) -> Iterator[tuple[Path_, Any]]:
    """Everything that cites a clause, with where it stands."""
    for section in SECTIONS:
        for place, entry in enumerate(getattr(norm.ruleset, section)):
            yield (section, place), entry


def _requirements(norm: RulesetSubject) -> Iterator[tuple[Path_, Requirement]]:
    for place, asked in enumerate(norm.ruleset.requirements):
        yield ("requirements", place), asked


def _numbers(asked: Requirement) -> tuple[Decimal, ...]:
    if asked.comparator in (None, "promised"):
        return ()
    return asked.between or (getattr(asked, asked.comparator),)


def _floor(norm: RulesetSubject, asked: Requirement) -> Floor | None:
    return floor_of(asked, norm.catalogue.indicators[asked.indicator])


def _vietnamese(notes: Iterable[Phrase]) -> list[str]:
    return [note.vi for note in notes]
