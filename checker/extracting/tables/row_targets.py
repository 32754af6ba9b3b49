"""The values of a table's row as targets: which indicator, which bound, which year, and what is doubtful of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from checker.extracting.doubts import PART_OF_THE_PEOPLE, Doubt
from checker.extracting.findings import Evidence, Findings, PassedOver, Target
from checker.extracting.grammar.bounds import comparator_of, fits, unit_of
from checker.extracting.grammar.quantities import Quantity
from checker.extracting.grammar.times import Time
from checker.extracting.tables import table_doubts as why
from checker.extracting.tables.row_names import RowName
from checker.extracting.tables.row_surroundings import (
    COUNTABLE,
    Years,
    hedge_of,
    of_size,
    once,
    scope_in_row,
    scope_of,
    surroundings,
    with_unit,
    years_in,
    years_of,
)
from checker.extracting.tables.rows import Row, Setting, Value, cited, quoted
from checker.extracting.tables.unit_words import unit_words
from checker.extracting.tables.value_cells import CellValue, kind_of, values_in
from checker.extracting.tokens import tokens_of
from checker.reading.models import Indicator


def numbers(row: Row, value: Value, name: RowName, setting: Setting) -> Findings:
    """Targets of a cell with numbers, each by its own indicator where its statement names one."""
    targets: list[Target] = []
    passed: list[PassedOver] = []
    readings = values_in(value.piece.text)
    taken: set[tuple[str, Time | None]] = set()
    said: str | None = None
    for reading in readings:
        said = _of_statement(reading, setting) or (said if name.indicator is None else None)
        indicator = said or name.indicator
        if indicator is None:
            continue
        of_name = indicator == name.indicator
        model = setting.catalogue.indicators[indicator]
        span = value.piece.span(setting.block, reading.start, reading.end)
        change = reading.quantity.change
        named_change = name.change is not None and name.change_words.startswith("mức")
        plain_change = change is not None and (reading.relative or reading.quantity.comparator is None)
        if of_name and model.kind == "level" and (plain_change or named_change):
            passed.append(PassedOver(span, why.A_CHANGE))
        elif of_name and (unit := _counts_other_things(row, reading.quantity, model)):
            passed.append(PassedOver(span, why.COUNTS_OTHERS, {"words": unit}))
        elif of_name and name.quantity is not None and _is_share_of_places(row, reading.quantity, name.quantity, model):
            targets.append(_share_of_places(row, value, name, reading, indicator, setting))
        elif (indicator, reading.time) in taken:
            passed.append(PassedOver(span, why.NO_TARGET_COLUMN, {"words": value.column.header}))
        else:
            taken.add((indicator, reading.time))
            targets.append(_number(row, value, name if of_name else None, reading, indicator, setting))
    if name.indicator is None and not targets and readings:
        passed.append(PassedOver(value.piece.span(setting.block, 0, len(value.piece.text)), why.UNKNOWN_NAME))
    return Findings(targets=tuple(targets), passed_over=tuple(passed))


def _counts_other_things(row: Row, quantity: Quantity, model: Indicator) -> str:
    """The words of the unit column where they count people or things and the indicator is a share or a length."""
    found = unit_words(row.unit)
    counted = found is not None and found.unit is None and quantity.unit is None
    return row.unit if counted and model.kind != "promise" and model.unit not in COUNTABLE else ""


def _is_share_of_places(row: Row, quantity: Quantity, named: Quantity, model: Indicator) -> bool:
    """ "Tỷ lệ trạm y tế có ít nhất 4 bác sĩ (%)" above 100: the cell says how many places, the name how much in each."""
    found = unit_words(row.unit)
    share = (quantity.unit or (found.unit if found else None)) == "%"
    return share and model.unit not in ("%", "‰", None) and fits(named, model)


def _share_of_places(
    row: Row, value: Value, name: RowName, reading: CellValue, indicator: str, setting: Setting
) -> Target:
    target = yes(row, value, name, indicator, setting)
    if reading.quantity.values[0] == 100:
        return replace(target, scope=target.scope or "each")
    words = value.piece.text[reading.start : reading.end]
    return replace(target, scope="part", doubts=once([*target.doubts, PART_OF_THE_PEOPLE.doubt(words=words)]))


def _of_statement(reading: CellValue, setting: Setting) -> str | None:
    """The indicator that the number's own words name ("Giảm tỷ lệ uống rượu … ở nam giới <35%")."""
    mentions = setting.lexicon.mentions(tokens_of(reading.words)) if reading.words else ()
    return mentions[0].indicator if mentions else None


def _number(
    row: Row, value: Value, name: RowName | None, reading: CellValue, indicator: str, setting: Setting
) -> Target:
    """One number as a target; ``name`` is None where the number's own words name the indicator."""
    model = setting.catalogue.indicators[indicator]
    quantity, doubts = with_unit(reading.quantity, row, value, name, model, setting)
    if name is not None and quantity.comparator is None and name.bound:
        quantity = replace(quantity, comparator=name.bound, words=name.bound_words)
    quantity, more = _as_level_or_gain(quantity, name, model)
    comparator, of_bound = comparator_of(quantity, model)
    unit, of_unit = unit_of(quantity, model)
    years, of_year = years_of(reading.time, row, value, name, setting)
    doubts = [*value.doubts, *doubts, *more, *of_bound, *of_size(quantity, model), *of_unit, *of_year]
    doubts += surroundings(row, name, model, setting)
    span = (name.start, name.end) if name else None
    evidence = cited(row, value, reading.start, reading.end, setting, span)
    if model.kind == "promise":
        return _promise(indicator, quantity, years, evidence, doubts, setting)
    return Target(
        indicator,
        comparator,
        quantity.values,
        unit,
        evidence,
        *years,
        scope_in_row(row, name, model, setting),
        quantity.approximate,
        hedge_of(value, setting),
        doubts=once(doubts),
    )


def _as_level_or_gain(quantity: Quantity, name: RowName | None, model: Indicator) -> tuple[Quantity, list[Doubt]]:
    """The quantity with the change that the row's name says, or without the one that only leads to a level.

    "Tăng tỷ lệ khám … tại trạm y tế" above "> 20" is a level to rise to; "Giảm tỷ lệ …" above a plain 15 may be a cut.
    """
    if model.kind == "level":
        if quantity.change:
            return quantity, []  # "giảm dưới 10%": by so much or to so much
        said = name is not None and name.change and not name.to_level and quantity.comparator is None
        return quantity, [why.CHANGE_IN_NAME.doubt(words=name.change_words)] if said and name is not None else []
    if model.kind == "gain" and quantity.change is None and name is not None:
        if name.change:
            return replace(quantity, change=name.change), []
        return replace(quantity, change="gain"), [why.GAIN_NOT_SAID.doubt()]
    return quantity, []


def _promise(
    indicator: str, quantity: Quantity, years: Years, evidence: Evidence, doubts: list[Doubt], setting: Setting
) -> Target:
    """A number for a duty that is kept or not: so many things are a yes, a share is one only where it is all."""
    kept = quantity.unit is None and min(quantity.values) >= 1 and max(quantity.values) < 50
    if not kept and quantity.values != (Decimal(100),):
        doubts = [*doubts, why.PROMISE_WITH_NUMBER.doubt(value=f"{quantity.values[0]:f}".replace(".", ","))]
    return Target(indicator, "promised", (), None, evidence, *years, hedge=setting.place.hedge, doubts=once(doubts))


def yes(row: Row, value: Value, name: RowName, indicator: str, setting: Setting) -> Target:
    """ "x", "Có", "Đạt": what the row's name says holds in that year; it names ``indicator``."""
    model = setting.catalogue.indicators[indicator]
    years, more = years_of(None, row, value, name, setting)
    doubts = [*value.doubts, *more, *surroundings(row, name, model, setting)]
    evidence = cited(row, value, 0, len(value.piece.text), setting, (name.start, name.end))
    comparator: str | None = None
    values: tuple[Decimal, ...] = ()
    unit = None
    if model.kind == "promise":
        comparator = "promised"
    elif name.quantity is not None:
        change = name.quantity.change or name.change
        comparator, found = comparator_of(
            replace(name.quantity, change=None), model, change if model.kind == "gain" else None
        )
        unit, other = unit_of(name.quantity, model)
        values = name.quantity.values
        doubts += [*found, *other]
    elif name.everybody:
        comparator, values, unit = "at_least", (Decimal(100),), model.unit
    else:
        doubts.append(why.NO_NUMBER.doubt())
    approximate = name.quantity is not None and name.quantity.approximate
    scope = scope_of(row.name.text, model)
    return Target(
        indicator,
        comparator,
        values,
        unit,
        evidence,
        *years,
        scope,
        approximate,
        setting.place.hedge,
        doubts=once(doubts),
    )


def in_words(row: Row, value: Value, name: RowName, setting: Setting) -> Findings:
    """A cell of words: a promise, or something for everybody, where they name one behind the row's name."""
    text = value.piece.text
    for lead in (f"{row.name.text} ", ""):
        tokens = tokens_of(lead + text)
        for mention in setting.lexicon.mentions(tokens):
            model = setting.catalogue.indicators[mention.indicator]
            if tokens[mention.end - 1].end <= len(lead) or not (model.kind == "promise" or mention.everybody):
                continue
            years, doubts = years_of(None, row, value, None, setting)
            evidence = cited(row, value, 0, len(text), setting, (0, len(row.name.text)))
            promise = model.kind == "promise"
            target = Target(
                mention.indicator,
                "promised" if promise else "at_least",
                () if promise else (Decimal(100),),
                None if promise else model.unit,
                evidence,
                *years,
                hedge=setting.place.hedge,
                doubts=once([*value.doubts, *doubts, *surroundings(row, None, model, setting)]),
            )
            return Findings(targets=(target,))
    span = value.piece.span(setting.block, 0, len(text))
    return Findings(passed_over=(PassedOver(span, why.WORDS_ONLY),) if name.indicator else ())


def of_the_name(row: Row, name: RowName, setting: Setting) -> list[Target]:
    """Targets that the name itself sets: "…; đến năm 2027 có ít nhất từ 4-5 bác sĩ"."""
    targets = []
    for own in name.own:
        model = setting.catalogue.indicators[own.indicator]
        doubts: list[Doubt] = []
        years: Years = years_in(own.time) if own.time else (None, None)
        if own.time is None:
            filled = [v for v in row.values if v.column.kind == "year" and kind_of(v.piece.text) != "nothing"]
            if len(filled) != 1:
                continue
            years = (filled[0].column.meaning.by, filled[0].column.meaning.from_)
            doubts.append(why.YEAR_IN_NAME.doubt(year=str(years[0] or years[1])))
        comparator, found = comparator_of(own.quantity, model)
        unit, more = unit_of(own.quantity, model)
        doubts += [*found, *more, *surroundings(row, None, model, setting)]
        promise = model.kind == "promise"
        span = row.name.span(setting.block, own.start, own.end)
        evidence = Evidence(
            quoted(row.name.text[own.start : own.end], own.end - own.start), row.where, row.name.page, (span,)
        )
        targets.append(
            Target(
                own.indicator,
                "promised" if promise else comparator,
                () if promise else own.quantity.values,
                None if promise else unit,
                evidence,
                *years,
                scope_of(row.name.text[own.start : own.end], model),
                own.quantity.approximate,
                setting.place.hedge,
                doubts=once(doubts),
            )
        )
    return targets
