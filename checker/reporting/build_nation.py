"""What the nation comes to by all plans of a run, requirement by requirement, and the plans side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from checker.i18n import Language
from checker.judging.bounds import floor_of
from checker.judging.nation import VERDICTS, Measure, national, stands_for
from checker.reading.models import Catalogue, Indicator, Requirement, Ruleset
from checker.reading.numbers import plain
from checker.reporting.chart_entries import NationData, PlanValueData, PopulationData, ProvinceData
from checker.reporting.digest import PlanDigest
from checker.reporting.nation_figures import Figure, figures_of, in_unit
from checker.reporting.nation_wording import nation_in_words, open_values_in_words, population_notes
from checker.reporting.voices import Speech, Voices, VoicesOfRun, hear, no_voices, speeches
from checker.reporting.wording import asked_by, quantity

if TYPE_CHECKING:
    from checker.reading.province_table import ProvinceTable


@dataclass(frozen=True, slots=True)
class Nation:
    """What is made of a run for ``Report``."""

    nation: tuple[NationData, ...]
    provinces: tuple[ProvinceData, ...]
    population: PopulationData


def build_nation(
    rulesets: Sequence[Ruleset],
    catalogue: Catalogue,
    digests: Iterable[PlanDigest],
    table: ProvinceTable,
    language: Language,
    *,
    values: bool = True,
) -> Nation:
    """``digests`` of the plans of the run, made with the same ``rulesets`` in the same order; iterated over once.

    A plan of a commune speaks for no province and is left out. A requirement that binds no plan has
    no entry. ``values``: whether to name what each plan promises; without, no digest is kept.
    """
    voices, kept = no_voices(rulesets), []
    for digest in digests:
        hear(voices, digest)
        if values and digest.level == "province":
            kept.append(digest)
    return nation_of(rulesets, catalogue, voices, table, language, kept)


def nation_of(
    rulesets: Sequence[Ruleset],
    catalogue: Catalogue,
    voices: VoicesOfRun,
    table: ProvinceTable,
    language: Language,
    plans: Sequence[PlanDigest] = (),
) -> Nation:
    """The same from what plans say together; ``plans`` are those of provinces that are named with their values."""
    return Nation(
        nation=tuple(
            _nation_data(
                ruleset, requirement, catalogue.indicators[requirement.indicator], heard, spoken, table, language
            )
            for number, ruleset in enumerate(rulesets)
            for requirement, heard, spoken in zip(
                ruleset.requirements, voices[number], _spoken(ruleset, number, plans), strict=True
            )
            if heard.provinces
        ),
        provinces=_provinces(table, plans),
        population=PopulationData(
            total=table.population,
            total_text=language.number(table.population),
            source=table.source.text(language.code),
            year=table.year,
            verified=table.verified,
            notes=population_notes(table, language),
        ),
    )


def _spoken(ruleset: Ruleset, number: int, plans: Sequence[PlanDigest]) -> list[list[Speech]]:
    """What the plans say on each requirement of the ``number``-th ruleset, in their order."""
    found: list[list[Speech]] = [[] for _ in ruleset.requirements]
    for digest in plans:
        for place, speech in speeches(digest, digest.norms[number]):
            found[place].append(speech)
    return found


def _provinces(table: ProvinceTable, named: Sequence[PlanDigest]) -> tuple[ProvinceData, ...]:
    plans: dict[int, list[str]] = {}
    for digest in named:
        plans.setdefault(digest.province_code, []).append(digest.id)
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


def _nation_data(
    ruleset: Ruleset,
    requirement: Requirement,
    indicator: Indicator,
    heard: Voices,
    spoken: Sequence[Speech],
    table: ProvinceTable,
    language: Language,
) -> NationData:
    people = {entry.code: entry.population for entry in table.provinces}
    found = national(requirement, indicator, heard.provinces.values(), people)
    asked = floor_of(requirement, indicator) if indicator.kind != "promise" else None
    figures = figures_of(found, asked, heard.places, indicator, language)
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
        values=tuple(_value(speech, heard, found.measure, indicator, language) for speech in _weakest_first(spoken)),
        provinces=found.provinces,
        status=found.outcome,
        final=not heard.open,
        text=nation_in_words(found, figures, requirement, indicator, len(people), language)
        + open_values_in_words(heard.open, language),
        **_pair("known", figures.known),
        **_pair("average", figures.average),
        **_pair("low", low),
        **_pair("high", high),
        **_pair("needed", figures.needed),
    )


def _pair(name: str, figure: Figure | None) -> dict[str, Any]:
    """A figure as the two fields of ``NationData``, the number and its words."""
    return {name: figure and plain(figure.value), f"{name}_text": figure and figure.text}


def _weakest_first(spoken: Sequence[Speech]) -> list[Speech]:
    """By value, then those without one, the failing first; of equals by province, then in their order."""

    def key(speech: Speech) -> tuple[object, ...]:
        floor = speech.promise and speech.promise.floor
        return floor is None, floor.rank if floor else 0, VERDICTS.index(speech.voice.verdict), speech.voice.province

    return sorted(spoken, key=key)


def _value(speech: Speech, heard: Voices, measure: Measure, indicator: Indicator, language: Language) -> PlanValueData:
    digest, promise = speech.digest, speech.promise
    floor = promise and promise.floor
    value = in_unit(floor, indicator) if floor else None
    return PlanValueData(
        plan=digest.id,
        name=digest.name,
        code=digest.province_code,
        province=digest.province,
        status=speech.status,
        value=None if value is None else plain(value),
        value_text=None if value is None else quantity(value, indicator.unit, indicator, language),
        open=bool(floor and floor.open),
        said=promise.said if promise else None,
        counts=stands_for(speech.voice, heard.provinces[digest.province_code], measure),
        final=speech.final,
    )
