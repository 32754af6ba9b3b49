"""What is wrong with a ruleset or a catalogue though each of its keys is right."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from difflib import get_close_matches

from checker.i18n import N_
from checker.problems import Problem, shown
from checker.reading.document import Document, Path_
from checker.reading.models import Catalogue, Indicator, NormTask, Requirement, Ruleset
from checker.reading.units import convert


def check_ruleset(document: Document, ruleset: Ruleset, catalogue: Catalogue) -> Iterable[Problem]:
    """What no single key of a ruleset shows: ids, indicators and units that fit, groups that exist."""
    seen: set[str] = set()
    sections = ("requirements", "tasks", "groups", "questions", "not_for_provinces")
    for section in sections:
        for index, entry in enumerate(getattr(ruleset, section)):
            yield from _check_id(document, ruleset, (section, index, "id"), entry.id, seen)
    for index, requirement in enumerate(ruleset.requirements):
        path: Path_ = ("requirements", index)
        if requirement.comparator is None:
            yield document.problem(
                path,
                N_(
                    "a requirement needs a comparator; add at_least, more_than, at_most, less_than, between or promised"
                ),
            )
        elif indicator := catalogue.indicators.get(requirement.indicator):
            yield from _check_comparable(document, path, requirement, indicator)
        yield from _check_indicators(document, (*path, "related"), requirement.related, catalogue)
        if requirement.year is None:
            yield document.problem(path, N_("a requirement needs its year; add by: 2030 or from: 2026"))
        elif requirement.asked_if_covers and requirement.asked_if_covers > requirement.year:
            what = N_("asked_if_covers names a year after the requirement’s own; write {year} or an earlier one")
            yield document.problem((*path, "asked_if_covers"), what, year=requirement.year)
    for index, question in enumerate(ruleset.questions):
        yield from _check_indicators(document, ("questions", index, "indicators"), question.indicators, catalogue)
    for index, task in enumerate(ruleset.tasks):
        yield from _check_task(document, ("tasks", index), task, catalogue)
    yield from _check_groups(document, ruleset)


def _check_task(document: Document, path: Path_, task: NormTask, catalogue: Catalogue) -> Iterable[Problem]:
    if task.over == "nation" and task.quantity is None:
        what = N_("a task of the whole nation needs a number to add up to; add quantity: {example}")
        yield document.problem(path, what, example="{at_least: 1000, unit: doctors/year}")
    if task.indicator:
        if task.quantity:
            what = N_("a promise has no number: write either quantity, which tasks answer, or indicator")
            yield document.problem((*path, "indicator"), what)
        if task.indicator not in catalogue.indicators:
            yield unknown_indicator(document, (*path, "indicator"), task.indicator, catalogue)
        elif catalogue.indicators[task.indicator].kind != "promise":
            what = N_("only a promise (kind: promise) can answer a task; a number is a requirement of its own")
            yield document.problem((*path, "indicator"), what)


def _check_groups(document: Document, ruleset: Ruleset) -> Iterable[Problem]:
    """Groups stand once, and what names one names one that there is, if the norm lists any."""
    numbers: set[int] = set()
    for index, group in enumerate(ruleset.groups):
        if group.number in numbers:
            what = N_("the group {number} stands twice; keep one")
            yield document.problem(("groups", index, "number"), what, number=group.number)
        numbers.add(group.number)
    for section in ("tasks", "questions"):
        for index, entry in enumerate(getattr(ruleset, section)):
            if numbers and entry.group is not None and entry.group not in numbers:
                what = N_("the norm has no group {number}; write one of {known}")
                known = ", ".join(map(str, sorted(numbers)))
                yield document.problem((section, index, "group"), what, number=entry.group, known=known)


def _check_indicators(
    document: Document, path: Path_, keys: tuple[str, ...], catalogue: Catalogue
) -> Iterable[Problem]:
    for place, key in enumerate(keys):
        if key not in catalogue.indicators:
            yield unknown_indicator(document, (*path, place), key, catalogue)


def _check_id(document: Document, ruleset: Ruleset, path: Path_, id_: str, seen: set[str]) -> Iterable[Problem]:
    if id_ in seen:
        yield document.problem(path, N_("the id {id} stands twice; every id is its own and stays"), id=id_)
    elif not id_.startswith(f"{ruleset.id}/"):
        yield document.problem(path, N_("the id {id} does not begin with {ruleset}/"), id=id_, ruleset=ruleset.id)
    seen.add(id_)


def _check_comparable(
    document: Document, path: Path_, requirement: Requirement, indicator: Indicator
) -> Iterable[Problem]:
    if (indicator.kind == "promise") != (requirement.comparator == "promised"):
        what = N_("the indicator and the comparator do not fit: a promise takes promised: true, all else a number")
        yield document.problem(path, what)
    elif requirement.unit and indicator.unit and convert(Decimal(1), requirement.unit, indicator.unit) is None:
        what = N_("the unit {unit} does not fit the indicator, which is in {other}")
        yield document.problem((*path, "unit"), what, unit=requirement.unit, other=indicator.unit)
    ceilings = ("at_most", "less_than")
    wrong = ceilings if indicator.direction == "more" else ("at_least", "more_than")
    if requirement.comparator in wrong:
        what = N_("more of this indicator is better; a minimum takes at_least or more_than")
        if indicator.direction == "less":
            what = N_("less of this indicator is better; a limit takes at_most or less_than")
        yield document.key_problem((*path, requirement.comparator or ""), what)


def check_indicator(document: Document, key: str, indicator: Indicator) -> Iterable[Problem]:
    """What no single key of an indicator shows."""
    path: Path_ = ("indicators", key)
    if (indicator.kind == "promise") != (indicator.unit is None):
        what = N_("a promise has no unit, and every other indicator has one; see the list at the head of the file")
        yield document.key_problem(path, what)
    for language in ("vi", "en"):
        sentence = indicator.target and getattr(indicator.target, language)
        if sentence and indicator.kind != "promise" and "{amount}" not in sentence:
            what = N_("the sentence has no {placeholder}, which stands for “trên 95%”; put it in")
            yield document.problem((*path, "target", language), what, placeholder="{amount}")


def check_phrases(document: Document, catalogue: Catalogue) -> Iterable[Problem]:
    """Phrases of the catalogue that cannot be read, each at its place."""
    from checker.extracting.grammar.phrase_language import PhraseError, read_phrase  # late: judging reads no phrases

    for path, phrases in _lists_of_phrases(catalogue):
        for place, phrase in enumerate(phrases):
            try:
                read_phrase(phrase)
            except PhraseError as error:
                yield document.problem((*path, place), error.message, **error.values)


def _lists_of_phrases(catalogue: Catalogue) -> Iterable[tuple[Path_, tuple[str, ...]]]:
    for key, indicator in catalogue.indicators.items():
        for kind in ("names", "everybody", "not_with") if indicator.phrases else ():
            yield ("indicators", key, "phrases", kind), getattr(indicator.phrases, kind)
    for index, members in enumerate(catalogue.synonyms):
        yield ("synonyms", index), members
    yield ("people",), catalogue.people
    yield ("wider",), catalogue.wider
    yield ("other_things",), catalogue.other_things
    for key, phrases in catalogue.task_phrases.items():
        yield ("task_phrases", key), phrases


def unknown_indicator(document: Document, path: Path_, key: str, catalogue: Catalogue) -> Problem:
    """A problem at an indicator’s name that the catalogue does not have."""
    close = get_close_matches(key, catalogue.indicators, 1)
    if close:
        return document.problem(
            path, N_("unknown indicator “{key}”; did you mean “{close}”?"), key=shown(key), close=close[0]
        )
    what = N_("unknown indicator “{key}”; add it to indicators.yaml, or use one that stands there")
    return document.problem(path, what, key=shown(key))
