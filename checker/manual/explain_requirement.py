"""A requirement as a page: what it asks, of whom and by when, and worked examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker.i18n import N_, Language
from checker.judging.assess import GAPS, STATUSES
from checker.judging.bounds import end_of
from checker.judging.facts import SCOPE_ASKED, SCOPE_SAID, ladder
from checker.manual.explanation import Page, Row, ShownExample
from checker.manual.plan_snippets import commitment_snippet
from checker.manual.worked_examples import Example, examples_of_requirement
from checker.reading.fields import Scope
from checker.reading.models import Bounded, Catalogue, Indicator, Phrase, Requirement, Ruleset
from checker.reading.units import WORDS, convert
from checker.reporting.names import DIRECTION_NAMES, INDICATOR_KIND_NAMES, SEVERITY_NAMES, STATUS_NAMES
from checker.reporting.wording import amended_wording, comparison, gap_in_short, quantity, said_by, scope_in_words

_LESSER: tuple[Scope, ...] = ("average", "part", "wider")


def requirement_page(
    requirement: Requirement, ruleset: Ruleset, catalogue: Catalogue, language: Language, head: Page
) -> Page:
    """``head``: the page with what is said of every kind of entry. Raises EngineUnavailable, EngineFailure."""
    indicator = catalogue.indicators[requirement.indicator]
    examples = examples_of_requirement(requirement, ruleset, catalogue)
    examples = tuple(sorted(examples, key=lambda example: STATUSES.index(example.assessment.status)))
    return Page(
        id=head.id,
        kind=head.kind,
        title=head.title,
        rows=(*head.rows, *_rows(requirement, ruleset, indicator, catalogue, language)),
        examples=tuple(_shown(example, indicator, language) for example in examples),
        snippet=commitment_snippet(requirement, language),
    )


def _rows(
    requirement: Requirement, ruleset: Ruleset, indicator: Indicator, catalogue: Catalogue, language: Language
) -> Iterator[Row]:
    say = language.say
    meaning = [amended_wording(requirement, indicator, language)]
    if requirement.between:
        end = end_of(requirement, indicator.direction) or Decimal(0)
        weaker = quantity(end, requirement.unit or indicator.unit, indicator, language)
        meaning.append(say("Of a pair of numbers the weaker end counts: {end}.", end=weaker))
    yield Row(say("Meaning"), tuple(meaning))
    as_interval = interval(requirement, indicator, language)
    if as_interval:
        yield Row(say("Interval"), (as_interval,))
    yield Row(say("Milestone"), tuple(_milestone(requirement, ruleset, language)))
    yield Row(say("Indicator"), tuple(indicator_texts(requirement.indicator, indicator, language)))
    yield Row(say("Scope"), tuple(_scope(requirement, language)))
    order = N_("{priority}: the order of reading of this ruleset, no part of the norm.")
    yield Row(say("Priority"), (say(order, priority=say(SEVERITY_NAMES[requirement.severity])),))
    if requirement.related:
        related = [f"{key}: {catalogue.indicators[key].name.text(language.code)}" for key in requirement.related]
        told = say("Words on these come near and do not answer; a report shows them beside what is missing.")
        yield Row(say("Related"), (told,), tuple(related))
    if requirement.wordings:
        yield Row(
            say("Other wordings"),
            (),
            tuple(
                f"{', '.join(f'“{words}”' for words in wording.words)}: {wording.note.text(language.code)}"
                for wording in requirement.wordings
            ),
        )
    if requirement.notes:
        yield notes_row(requirement.notes, language)


def notes_row(notes: Sequence[Phrase], language: Language) -> Row:
    """One note as a paragraph, several as points."""
    texts = tuple(note.text(language.code) for note in notes)
    return Row(language.say("Notes"), (), texts) if len(texts) > 1 else Row(language.say("Notes"), texts)


def interval(bound: Bounded, indicator: Indicator, language: Language) -> str | None:
    """ "[68; ∞)", "(95; ∞)", "(−∞; 10]", as a requirement means them; None for a promise."""
    end = end_of(bound, indicator.direction)
    if end is None or indicator.kind == "promise":
        return None
    separator = "; " if language.code == "vi" else ", "  # the comma is the Vietnamese decimal point
    opened = bound.comparator in ("more_than", "less_than")
    number = language.number(end)
    if indicator.direction == "more":
        return f"{'(' if opened else '['}{number}{separator}∞)"
    return f"(−∞{separator}{number}{')' if opened else ']'}"


def indicator_texts(key: str, indicator: Indicator, language: Language) -> Iterator[str]:
    """The indicator's key and name, what its numbers mean, and its units."""
    say = language.say
    yield f"{key}: {indicator.name.text(language.code)}"
    traits = [say(INDICATOR_KIND_NAMES[indicator.kind])]
    if indicator.kind != "promise":
        traits.append(say(DIRECTION_NAMES[indicator.direction]))
    if indicator.ceiling is not None:
        most = quantity(indicator.ceiling, indicator.unit, indicator, language)
        traits.append(say("more than {value} is a misprint", value=most))
    yield _sentence("; ".join(traits))
    if indicator.unit:
        others = [
            f"{other} (1{indicator.unit} = {language.number(value)}{other})"
            for other in WORDS
            if other != indicator.unit and (value := convert(Decimal(1), indicator.unit, other)) is not None
        ]
        text = N_("Unit: {unit}. Any other unit leaves an answer unclear.")
        if others:
            text = N_("Unit: {unit}, or {others}. Any other unit leaves an answer unclear.")
        yield say(text, unit=_unit(indicator, language), others=", ".join(others))


def _unit(indicator: Indicator, language: Language) -> str:
    """ "doctors/station (bác sĩ)": the unit as files write it and, where that is other, as reports do."""
    unit = indicator.unit or ""
    word = indicator.word.text(language.code) if indicator.word else language.say(WORDS[unit]).strip()
    return unit if word == unit else f"{unit} ({word})"


def _milestone(requirement: Requirement, ruleset: Ruleset, language: Language) -> Iterator[str]:
    """When it holds, which years of a plan answer it, and its place among the milestones of its indicator."""
    say = language.say
    rung = ladder(ruleset.requirements)[ruleset.requirements.index(requirement)]
    text = N_("By the end of {year}.") if requirement.from_ is None else N_("From the start of {year}.")
    yield say(text, year=rung.year)
    if rung.previous:
        answering = _years(rung.previous + 1, rung.year, language)
        text = N_("Targets for {years} answer it; one for {previous} or before that already reaches it counts as well.")
        yield say(text, years=answering, previous=rung.previous)
    else:
        yield say("Targets for {year} or before answer it.", year=rung.year)
    if rung.reach > rung.year:
        yield say("A target for a later year is a late answer.")
    others = sorted(
        (r for r in ruleset.requirements if r.indicator == requirement.indicator), key=lambda r: r.year or 0
    )
    if rung.reach == rung.year:
        following = next(r for r in others if (r.year or 0) > rung.year)
        text = N_("A target for a later year answers the next milestone, {following}.")
        yield say(text, following=following.id)
    if len(others) > 1:
        steps = " → ".join(f"{other.id} ({other.year})" for other in others)
        yield say("All milestones of the indicator: {steps}.", steps=steps)
    if requirement.asked_if_covers:
        yield say("Asked only of plans whose own period includes {year}.", year=requirement.asked_if_covers)
    yield say("Not asked of plans that end before {year}.", year=rung.year)


def _scope(requirement: Requirement, language: Language) -> Iterator[str]:
    say = language.say
    asked = requirement.scope
    if asked is None:
        yield say("The norm says nothing of it: the whole or an average will do.")
    else:
        yield _sentence(scope_in_words(asked, language))
    lesser = [s for s in _LESSER if SCOPE_SAID[s] < SCOPE_ASKED[asked]]
    yield say("Falls short: {scopes}.", scopes="; ".join(scope_in_words(s, language) for s in lesser))
    yield say("A plan that says nothing of scope is read as the norm is.")


def _shown(example: Example, indicator: Indicator, language: Language) -> ShownExample:
    judged, plan = example.assessment, example.plan
    answer = plan.commitments[judged.governing[0]] if judged.governing else None
    gap = gap_in_short(judged, indicator, language) if judged.status in GAPS and judged.shortfalls else None
    return ShownExample(
        status=judged.status,
        name=language.say(STATUS_NAMES[judged.status]),
        said=_said(example, indicator, language),
        gap=gap,
        because=tuple(comparison(judged, answer, indicator, plan.issued.year, language)),
    )


def _said(example: Example, indicator: Indicator, language: Language) -> str:
    plan = example.plan
    if plan.commitments:
        return "; ".join(f"“{said_by(c, indicator, language)}”" for c in plan.commitments)
    if plan.covers:
        years = _years(plan.covers.from_, plan.covers.to, language)
        return language.say("nothing on it, in a plan for {years}", years=years)
    return language.say("nothing on it")


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _years(first: int, last: int, language: Language) -> str:
    if first == last:
        return language.say("the year {year}", year=first)
    return language.say("the years {first}–{last}", first=first, last=last)
