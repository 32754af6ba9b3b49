"""What holds between the keys of one thing, which the models leave to the loader."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import get_args

from checker.i18n import N_, Language
from checker.reading.fields import Kind, Unit
from checker.reading.models import COMPARATORS, Bounded, Catalogue, Indicator, Model, NormTask, Plan, Requirement
from checker.reading.units import convert
from checker.schema.known import no_former_province_pattern
from checker.schema.scalars import Schema

_NUMBERS = tuple(comparator for comparator in COMPARATORS if comparator != "promised")
_TIMES = ("by", "from")


def constraints(model: type[Model], catalogue: Catalogue, language: Language) -> list[Schema]:
    """Schemas that every ``model`` must fit besides its own."""
    found: list[Schema] = []
    if issubclass(model, Bounded):
        found.append(
            _at_most_one(COMPARATORS, language.say(N_("one comparator only; write the other as a target of its own")))
        )
        found.append(_at_most_one(_TIMES, language.say(N_("either by for “đến năm”, or from for “từ năm”"))))
    if issubclass(model, Requirement):
        found.append(
            _at_least_one(COMPARATORS, language.say(N_("a requirement needs a comparator, for example at_least")))
        )
        found.append(_at_least_one(_TIMES, language.say(N_("a requirement needs its year, by or from"))))
        found += _fits_its_indicator(catalogue.indicators, language)
    if issubclass(model, NormTask):
        found.append(_sums_need_a_number(language))
    if model is Plan:
        found.append(_former_names_need_their_key(language))
    if model is Indicator:
        found.append(_promises_have_no_unit(language))
    return found


def _at_most_one(keys: tuple[str, ...], message: str) -> Schema:
    """Of two keys the later in ``keys`` is the one that is refused, as the loader does."""
    return {
        "dependencies": {
            name: _without(keys[place + 1 :], message) for place, name in enumerate(keys) if keys[place + 1 :]
        }
    }


def _at_least_one(keys: tuple[str, ...], message: str) -> Schema:
    return {"anyOf": [{"required": [name], "errorMessage": message} for name in keys]}


def _fits_its_indicator(indicators: Mapping[str, Indicator], language: Language) -> Iterator[Schema]:
    """A requirement’s comparator and unit, by the kind, the direction and the unit of its indicator."""
    say = language.say
    promises = [name for name, indicator in indicators.items() if indicator.kind == "promise"]
    numbers = [name for name in indicators if name not in promises]
    more = [name for name, indicator in indicators.items() if indicator.direction == "more"]
    less = [name for name in indicators if name not in more]
    promise = say(N_("this indicator is a promise; write promised: true"))
    number = say(N_("this indicator has a number; write at_least, more_than, at_most, less_than or between"))
    minimum = say(N_("more of this indicator is better; a minimum takes at_least or more_than"))
    limit = say(N_("less of this indicator is better; a limit takes at_most or less_than"))
    yield from _where_indicator(promises, _without(_NUMBERS, promise))
    yield from _where_indicator(numbers, _without(("promised",), number))
    yield from _where_indicator(more, _without(("at_most", "less_than"), minimum))
    yield from _where_indicator(less, _without(("at_least", "more_than"), limit))
    for unit in dict.fromkeys(indicator.unit for indicator in indicators.values() if indicator.unit):
        same = [name for name, indicator in indicators.items() if indicator.unit == unit]
        fitting = [other for other in get_args(Unit) if convert(Decimal(1), other, unit) is not None]
        message = say(N_("the indicator is in {unit}"), unit=unit)
        # a pattern and no enum, which editors would offer as keys and values of every entry
        unit_fits = {"type": "string", "pattern": f"^({'|'.join(fitting)})$", "errorMessage": message}
        yield from _where_indicator(same, {"properties": {"unit": unit_fits}})


def _where_indicator(names: Collection[str], then: Schema) -> Iterator[Schema]:
    if names:
        yield {"if": {"properties": {"indicator": {"enum": list(names)}}, "required": ["indicator"]}, "then": then}


def _sums_need_a_number(language: Language) -> Schema:
    message = language.say(N_("a task of the whole nation needs a number to add up to: quantity"))
    nation = {"properties": {"over": {"const": "nation"}}, "required": ["over"]}
    return {"if": nation, "then": {"required": ["quantity"], "errorMessage": message}}


def _former_names_need_their_key(language: Language) -> Schema:
    message = language.say(N_("a former name; write the present one, and this one as province_then"))
    present = {"type": "string", "pattern": no_former_province_pattern(), "errorMessage": message}
    return {"if": {"required": ["province_then"]}, "else": {"properties": {"province": present}}}


def _promises_have_no_unit(language: Language) -> Schema:
    say = language.say
    sentence = {
        "pattern": r"\{amount\}",
        "errorMessage": say(N_("the sentence lacks {amount}, which stands for “trên 95%”")),
    }
    measured = {
        "properties": {"kind": {"enum": [kind for kind in get_args(Kind) if kind != "promise"]}},
        "required": ["kind"],
    }
    return {
        "if": measured,
        "then": {"required": ["unit"], "properties": {"target": {"properties": {"vi": sentence, "en": sentence}}}},
        "else": _without(("unit",), say(N_("a promise has no unit"))),
    }


def _without(keys: tuple[str, ...], message: str) -> Schema:
    return {"properties": dict.fromkeys(keys, False), "errorMessage": message}
