"""Puts all plans of a run side by side, requirement by requirement, and what the nation comes to by them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from checker.i18n import Language
from checker.judging.assess import Status
from checker.judging.bounds import NO_FLOOR, Floor, floor_of
from checker.judging.nation import VERDICTS, National, Verdict, Voice, national
from checker.reading.load import PlanFile
from checker.reading.models import COMPARATORS, Bounded, Catalogue, Indicator, Requirement, Ruleset
from checker.reading.numbers import plain
from checker.reading.province_table import ProvinceTable
from checker.reporting.chart_entries import NationData, PlanValueData, PopulationData, ProvinceData
from checker.reporting.entries import Answer, AssessmentData
from checker.reporting.nation_figures import Figure, figures_of, in_unit
from checker.reporting.nation_wording import nation_in_words, open_values_in_words, population_notes
from checker.reporting.report import PlanReport
from checker.reporting.wording import asked_by, quantity

_VERDICTS: dict[Status, Verdict] = {
    "met": "satisfies",
    "exceeded": "satisfies",
    "weaker": "fails",
    "late": "fails",
    "unclear": "unclear",
    "missing": "silent",
}
_NOT_THE_WHOLE = ("part", "wider")
"""Scopes whose number is not that of the indicator in the province."""

Judged = Sequence[tuple[PlanFile, PlanReport]]


@dataclass(frozen=True, slots=True)
class _Entry:
    """What one plan says on one requirement. ``floor``: what it promises, whenever and of whatever part."""

    file: PlanFile
    assessment: AssessmentData
    answer: Answer | None
    floor: Floor | None
    voice: Voice


@dataclass(frozen=True, slots=True)
class Nation:
    """What is made of a run for ``Report``."""

    nation: tuple[NationData, ...]
    provinces: tuple[ProvinceData, ...]
    population: PopulationData


def build_nation(
    rulesets: Sequence[Ruleset], catalogue: Catalogue, judged: Judged, table: ProvinceTable, language: Language
) -> Nation:
    """``judged`` are the plans of the run with their reports, whose rulesets are ``rulesets`` in the same order.

    A plan of a commune speaks for no province and is left out. A requirement that binds no plan has
    no entry.
    """
    of_provinces = [(file, report) for file, report in judged if file.plan.level == "province"]
    return Nation(
        nation=tuple(
            _nation_data(ruleset, requirement, catalogue.indicators[requirement.indicator], entries, table, language)
            for number, ruleset in enumerate(rulesets)
            for place, requirement in enumerate(ruleset.requirements)
            if (entries := list(_entries(requirement, catalogue, of_provinces, number, place)))
        ),
        provinces=_provinces(table, of_provinces),
        population=PopulationData(
            total=table.population,
            total_text=language.number(table.population),
            source=table.source.text(language.code),
            year=table.year,
            verified=table.verified,
            notes=population_notes(table, language),
        ),
    )


def _provinces(table: ProvinceTable, judged: Judged) -> tuple[ProvinceData, ...]:
    plans: dict[int, list[str]] = {}
    for file, _ in judged:
        plans.setdefault(file.province.code, []).append(file.plan.id)
    return tuple(
        ProvinceData(
            code=entry.code,
            name=entry.name,
            short=entry.short,
            population=entry.population,
            column=entry.column,
            row=entry.row,
            plans=tuple(plans.get(entry.code, ())),
        )
        for entry in sorted(table.provinces, key=lambda entry: entry.code)
    )


def _entries(
    requirement: Requirement, catalogue: Catalogue, judged: Judged, ruleset: int, place: int
) -> Iterator[_Entry]:
    """What each plan says on the ``place``-th requirement of the ``ruleset``-th ruleset, if it binds the plan."""
    indicator = catalogue.indicators[requirement.indicator]
    for file, report in judged:
        found = report.rulesets[ruleset]
        assessment = found.assessments[place]
        if not found.applies or assessment.status == "not_applicable":
            continue
        answer = next((a for a in assessment.answers if a.governs), None)
        floor = _floor(answer, assessment, indicator) if answer else None
        counts = floor and answer and _year(answer) <= (requirement.year or 0) and answer.scope not in _NOT_THE_WHOLE
        voice = Voice(file.province.code, _verdict(assessment), floor if counts else None)
        yield _Entry(file, assessment, answer, floor, voice)


def _verdict(assessment: AssessmentData) -> Verdict:
    """An accepted gap is still a gap: no promise comes of it."""
    return _VERDICTS[assessment.gap or assessment.status]


def _year(answer: Answer) -> int:
    return answer.by or answer.from_ or 0


def _floor(answer: Answer, assessment: AssessmentData, indicator: Indicator) -> Floor | None:
    """The number that an answer promises; None where it promises none, or is unclear."""
    if indicator.kind == "promise" or answer.unclear or _verdict(assessment) == "unclear":
        return None
    # made, not read: 1.234 is no longer ambiguous
    given: dict[str, Any] = {name: _exact(getattr(answer, name)) for name in COMPARATORS if name != "promised"}
    given["unit"] = answer.unit
    floor = floor_of(Bounded.model_construct(indicator=assessment.indicator, **given), indicator)
    return None if floor is None or floor.value == NO_FLOOR else floor


def _exact(value: float | tuple[float, float] | None) -> Decimal | tuple[Decimal, ...] | None:
    """A number of the report as it stood in the file: every digit that may be written survives ``plain``."""
    if isinstance(value, tuple):
        return tuple(Decimal(str(end)) for end in value)
    return None if value is None else Decimal(str(value))


def _nation_data(
    ruleset: Ruleset,
    requirement: Requirement,
    indicator: Indicator,
    entries: Sequence[_Entry],
    table: ProvinceTable,
    language: Language,
) -> NationData:
    people = {entry.code: entry.population for entry in table.provinces}
    found = national(requirement, indicator, [entry.voice for entry in entries], people)
    asked = floor_of(requirement, indicator) if indicator.kind != "promise" else None
    promised = [entry.voice.floor for entry in entries if entry.voice.floor]
    open_values = sum(not _is_final(entry) for entry in entries)
    figures = figures_of(found, asked, promised, indicator, language)
    turned = found.measure == "average" and indicator.direction == "less"
    low, high = (figures.best, figures.worst) if turned else (figures.worst, figures.best)
    return NationData(
        requirement=requirement.id,
        ruleset=ruleset.id,
        indicator=requirement.indicator,
        name=indicator.name.text(language.code),
        clause=requirement.clause,
        asked_text=asked_by(requirement, indicator, language),
        asked=plain(in_unit(asked, indicator)) if asked else None,
        open=bool(asked and asked.open),
        unit=indicator.unit,
        direction=indicator.direction,
        measure=found.measure,
        values=tuple(_value(n, entries[n], found, indicator, language) for n in _weakest_first(entries)),
        provinces=found.provinces,
        status=found.outcome,
        final=not open_values,
        text=nation_in_words(found, figures, requirement, indicator, len(people), language)
        + open_values_in_words(open_values, language),
        **_pair("known", figures.known),
        **_pair("average", figures.average),
        **_pair("low", low),
        **_pair("high", high),
        **_pair("needed", figures.needed),
    )


def _is_final(entry: _Entry) -> bool:
    """Whether nothing is marked that the value or whose it is rests on."""
    return entry.assessment.final and entry.file.plan.review.province is None


def _pair(name: str, figure: Figure | None) -> dict[str, Any]:
    """A figure as the two fields of ``NationData``, the number and its words."""
    return {name: figure and plain(figure.value), f"{name}_text": figure and figure.text}


def _weakest_first(entries: Sequence[_Entry]) -> list[int]:
    """The numbers of the entries: by value, then those without one, the failing first; of equals by province."""

    def key(number: int) -> tuple[object, ...]:
        entry = entries[number]
        rank = entry.floor.rank if entry.floor else 0
        return (entry.floor is None, rank, VERDICTS.index(entry.voice.verdict), entry.voice.province, number)

    return sorted(range(len(entries)), key=key)


def _value(number: int, entry: _Entry, found: National, indicator: Indicator, language: Language) -> PlanValueData:
    province = entry.file.province
    value = in_unit(entry.floor, indicator) if entry.floor else None
    return PlanValueData(
        plan=entry.file.plan.id,
        code=province.code,
        province=province.name,
        status=entry.assessment.status,
        value=None if value is None else plain(value),
        value_text=None if value is None else quantity(value, indicator.unit, indicator, language),
        open=bool(entry.floor and entry.floor.open),
        said=entry.answer.said if entry.answer else None,
        counts=number in found.counting,
        final=_is_final(entry),
    )
