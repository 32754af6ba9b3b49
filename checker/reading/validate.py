"""Fits a document to a model, and says pydantic's errors in our words and at their places."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from checker.i18n import N_
from checker.problems import MOST_PROBLEMS, InvalidFile, Problem, Reason, left_out, shown
from checker.reading.document import Document, Path_

M = TypeVar("M", bound=BaseModel)

PYDANTIC_MESSAGES = {
    "missing": N_("the key “{key}” is missing; add {key}: …"),
    "number": N_("“{text}” is no number; write 97.5 or 97,5"),
    "number_ambiguous": N_(
        "“{text}” can be read in two ways; write {whole} for the whole number, or {decimal} for the decimal"
    ),
    "number_grouped": N_("“{text}” has separators between the thousands; write {plain}"),
    "number_large": N_("“{text}” is too large; a number is smaller than {limit}"),
    "number_fine": N_("“{text}” has more than {decimals} decimals; write fewer"),
    "positive": N_("“{text}” promises nothing; write a number above 0"),
    "pair": N_("this takes a pair of numbers; write between: [4, 5]"),
    "pair_order": N_("the first number is larger than the second; write between: [{high}, {low}]"),
    "year": N_("“{text}” is no year; write four digits, for example 2030"),
    "date": N_("“{text}” is no date; write {iso}"),
    "date_impossible": N_("there is no such day as “{text}”; write a date of the calendar, for example 2025-11-21"),
    "flag": N_("“{text}” is neither true nor false; write true"),
    "count": N_("“{text}” is not a whole number above 0; write one, without separators between the thousands"),
    "tile": N_("“{text}” is not a column or row; write a whole number from 1 to {most}"),
    "group": N_("“{text}” is no group of tasks; write a number from 1 to 6"),
    "due": N_("“{text}” is no due date; write 2026, 2026-Q4, 2026-12-31, yearly or continuous"),
    "string_type": N_("this takes a text"),
    "string_too_short": N_("this text is empty; write it, or delete the key"),
    "string_too_long": N_("this text has more than {max_length} characters; a plan holds short quotes: shorten it"),
    "string_pattern_mismatch": N_(
        "“{text}” has a character that is not allowed here; use small letters a-z, digits and hyphens"
    ),
    "tuple_type": N_("this takes a list; begin each item on a line of its own with a hyphen"),
    "model_type": N_("this takes keys with values, for example {example}"),
    "dict_type": N_("this takes keys with values, for example {example}"),
}
SCHEMAS = {
    "plan/1": N_("plan (plan/1)"),
    "ruleset/1": N_("ruleset (ruleset/1)"),
    "indicators/1": N_("catalogue of indicators (indicators/1)"),
    "acceptances/1": N_("file of acceptances (acceptances/1)"),
    "ruleset-test/1": N_("file of rule tests (ruleset-test/1)"),
    "provinces/1": N_("list of provinces (provinces/1)"),
}
_EXAMPLES = {
    "covers": "covers: {from: 2026, to: 2030}",
    "review": "review: {issued: …}",
    "commitments": "- {indicator: insurance_coverage, at_least: 97.5, by: 2026}",
    "baselines": "- {indicator: insurance_coverage, value: 93.3}",
    "tasks": "- {title: …, group: 2, lead: [Sở Y tế]}",
    "provinces": "- {code: 46, name: Thành phố Huế, short: Huế, population: 1432986, column: 4, row: 9}",
    "cases": "- {name: …, plan: {commitments: […]}, expect: {insurance-2030: met}}",
    "plan": "plan: {commitments: [{indicator: insurance_coverage, at_least: 97.5, by: 2026}]}",
    "expect": "expect: {insurance-2030: met}",
    "observations": "- contradiction",
}


def validate(model: type[M], document: Document, problems: list[Problem]) -> M | None:
    """The document as a model; None, and more problems, where it does not fit.

    Raises InvalidFile where the document is of another kind altogether.
    """
    (wanted,) = get_args(model.model_fields["schema_"].annotation)
    found = document.data.get("schema")
    if isinstance(found, str) and found != wanted and found in SCHEMAS:
        what = N_("this file is a {found}, where a {wanted} is due; name another file")
        values = {"found": Reason(SCHEMAS[found]), "wanted": Reason(SCHEMAS[wanted])}
        raise InvalidFile([document.problem(("schema",), what, **values)])
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        found = error.errors(include_url=False)
        problems += [_translate_error(model, document, item) for item in found[:MOST_PROBLEMS]]
        if rest := found[MOST_PROBLEMS:]:
            problems.append(left_out(document.file, document.mark(tuple(rest[0]["loc"])), len(rest)))
        return None


def _translate_error(model: type[BaseModel], document: Document, error: Any) -> Problem:
    """An error of pydantic's as a problem at its place, in words of ours."""
    loc: Path_ = tuple(error["loc"])
    kind: str = error["type"]
    value = error.get("input")
    if kind == "extra_forbidden":
        return _unknown_key(model, document, loc)
    if value is None and kind != "missing":
        return document.key_problem(loc, N_("this key has no value; write one, or delete the key"))
    if kind == "literal_error":
        return _unknown_word(document, loc, shown(value), error["ctx"]["expected"])
    example = next((_EXAMPLES[str(step)] for step in reversed(loc) if step in _EXAMPLES), _EXAMPLES["covers"])
    values = {"text": shown(value), "key": shown(loc[-1]) if loc else "", "example": example, **error.get("ctx", {})}
    message = PYDANTIC_MESSAGES.get(kind)
    if message is None:  # an error of pydantic's that has no words of ours yet
        message, values["reason"] = N_("this does not fit: {reason}"), error["msg"]
    return document.problem(loc, message, **values)


def _unknown_key(model: type[BaseModel], document: Document, loc: Path_) -> Problem:
    known = [field.alias or name for name, field in _model_at(model, loc[:-1]).model_fields.items()]
    close = get_close_matches(str(loc[-1]), known, 1)
    if close:
        what = N_("unknown key “{key}”; did you mean “{close}”?")
        return document.key_problem(loc, what, key=shown(loc[-1]), close=close[0])
    what = N_("unknown key “{key}”; delete it, or use one of: {known}")
    return document.key_problem(loc, what, key=shown(loc[-1]), known=", ".join(known))


def _unknown_word(document: Document, loc: Path_, text: str, expected: str) -> Problem:
    """``expected`` is pydantic's list: 'a', 'b' or 'c'."""
    known = expected.replace(" or ", ", ").replace("'", "").split(", ")
    close = get_close_matches(text, known, 1)
    values = {"text": text, "known": ", ".join(known)}
    if close:
        what = N_("“{text}” is not known here; did you mean “{close}”? (one of: {known})")
        return document.problem(loc, what, close=close[0], **values)
    return document.problem(loc, N_("“{text}” is not known here; write one of: {known}"), **values)


def _model_at(model: type[BaseModel], loc: Path_) -> type[BaseModel]:
    """The model that ``loc`` leads to, from ``model``."""
    for step in loc:
        if isinstance(step, int):
            continue
        names = {field.alias or name: field for name, field in model.model_fields.items()}
        inner = next(_models_in(names[step].annotation), None) if step in names else None
        model = inner or model
    return model


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
