"""Makes the JSON Schema of a kind of file from its model, key by key."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import partial
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeGuard, Union, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from checker.i18n import N_, Language
from checker.reading.fields import Ids
from checker.reading.library import Library
from checker.reading.models import Acceptances, Catalogue, Model, Plan, Ruleset
from checker.reading.province_table import ProvinceTable
from checker.reading.validate import PYDANTIC_MESSAGES, SCHEMAS
from checker.schema.constraints import constraints
from checker.schema.key import Key, Keys, find_key
from checker.schema.known import definitions, slugs
from checker.schema.plan_keys import PLAN_KEYS
from checker.schema.province_keys import PROVINCE_KEYS
from checker.schema.ruleset_keys import RULESET_KEYS
from checker.schema.scalars import SCALARS, Schema, with_message
from checker.schema.words import TITLES, meanings

_DRAFT = "http://json-schema.org/draft-07/schema#"
_COMMENT = "Made by: check schema {kind} --lang {lang}"
_LIST_MESSAGE = PYDANTIC_MESSAGES["tuple_type"]
_OR_WORD = "OrWord"
"""Ends the name of the definition in which one word may stand for the whole thing."""


@dataclass(frozen=True, slots=True)
class _Making:
    """What one schema is made with: what can be named, in which language, and the texts of its keys."""

    library: Library
    language: Language
    keys: Keys
    titles: dict[type[Model], str]
    scalars: dict[Any, tuple[Schema, str]]


def json_schema(kind: str, library: Library, language: Language) -> Schema:
    """The schema of one of ``checker.schema.KINDS``, its texts in ``language``.

    Raises LookupError where a key, a model or a value has no text, TypeError for a type of value that
    cannot be described yet: mistakes of ours, which the tests find.
    """
    root, making = _making(kind, library, language)
    (named,) = get_args(root.model_fields["schema_"].annotation)
    schema = {
        "$schema": _DRAFT,
        "$comment": _COMMENT.format(kind=kind, lang=language.code),
        "title": _capital(language.say(SCHEMAS[named])),
        **_object(root, making),
    }
    makers = definitions(library, language)
    for name, model in _models_below(root).items():
        makers |= {name: partial(_object, model, making), name + _OR_WORD: partial(_shorthand, model, making)}
    made: dict[str, Schema] = {}
    while missing := sorted(_referred_to(schema, *made.values()) - made.keys()):
        made |= {name: makers[name]() for name in missing}
    return {**schema, "definitions": dict(sorted(made.items()))} if made else schema


def as_text(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _making(kind: str, library: Library, language: Language) -> tuple[type[Model], _Making]:
    roots: dict[str, type[Model]] = {
        "plan": Plan, "ruleset": Ruleset, "indicators": Catalogue, "acceptances": Acceptances,
        "provinces": ProvinceTable,
    }  # fmt: skip
    keys, titles, scalars = {**PLAN_KEYS, **RULESET_KEYS, **PROVINCE_KEYS}, TITLES, SCALARS
    if kind == "ruleset-test":
        from checker.schema import rule_test_keys as own  # imported late: the engine stands behind it

        roots[kind] = own.ROOT
        keys, titles, scalars = {**keys, **own.KEYS}, {**titles, **own.TITLES}, {**scalars, **own.SCALARS}
    return roots[kind], _Making(library, language, keys, titles, scalars)


def _object(model: type[Model], making: _Making) -> Schema:
    """A mapping with the keys of ``model`` and no others."""
    types = get_type_hints(model, include_extras=True)
    properties: dict[str, Schema] = {}
    for name, field in model.model_fields.items():
        written = field.alias or name
        properties[written] = _property(types[name], field, find_key(making.keys, model, written), making)
    schema: Schema = {"title": making.language.say(making.titles[model])} if model in making.titles else {}
    schema |= {"type": "object", "additionalProperties": False, "properties": properties}
    required = [field.alias or name for name, field in model.model_fields.items() if field.is_required()]
    if required:
        schema["required"] = required
    also = constraints(model, making.library.catalogue, making.language)
    return {**schema, "allOf": also} if also else schema


def _property(type_: Any, field: FieldInfo, key: Key, making: _Making) -> Schema:
    schema = {"description": making.language.say(key.meaning), **_value(type_, key, making)}
    if isinstance(field.default, (str, bool)):
        schema = {**_untyped(schema), "default": field.default}
    if key.examples:
        schema["examples"] = list(key.examples)
    return schema


def _untyped(schema: Schema) -> Schema:
    """The same without a type at its top, or editors would write its default into every new entry."""
    if "enum" in schema:
        return {name: value for name, value in schema.items() if name != "type"}
    description = schema.pop("description")
    return {"description": description, "allOf": [schema]}


def _value(type_: Any, key: Key, making: _Making) -> Schema:
    """What may stand behind a key of this type."""
    say = making.language.say
    origin, arguments = get_origin(type_), get_args(type_)
    if origin in (Union, UnionType):
        (type_,) = (argument for argument in arguments if argument is not NoneType)
        return _value(type_, key, making)
    if type_ == Ids:
        one = _value(str, key, making)
        return {"anyOf": [one, {"title": say(N_("Several tasks")), "type": "array", "items": one}]}
    if key.names and (type_ is str or type_ in making.scalars):
        return _named(key.names)
    if type_ in making.scalars:
        schema, message = making.scalars[type_]
        return with_message(schema, say(message))
    if origin is Literal:
        return _closed_list(arguments, making)
    if origin is tuple:
        items = _item(arguments[0], key, making)
        return {"type": "array", "items": items, "errorMessage": say(_LIST_MESSAGE)}
    if origin is dict:
        item = _item(arguments[1], replace(key, names=None), making)
        offered = dict.fromkeys(slugs(making.library, key.names), item)
        return {"type": "object", "properties": offered, "additionalProperties": item}
    if _is_model(type_):
        return _object(type_, making)
    raise TypeError(f"no schema for {type_!r}")


def _item(type_: Any, key: Key, making: _Making) -> Schema:
    """What a list or a mapping holds: a thing is described once, among the definitions."""
    if _is_model(type_):
        return _reference(type_.__name__)
    if get_origin(type_) is Annotated and _is_model(get_args(type_)[0]):
        return _reference(get_args(type_)[0].__name__ + _OR_WORD)
    return _value(type_, key, making)


def _is_model(type_: Any) -> TypeGuard[type[Model]]:
    return isinstance(type_, type) and issubclass(type_, Model)


def _shorthand(model: type[Model], making: _Making) -> Schema:
    """A thing whose one required key may be written alone: ``weaker`` for ``{status: weaker}``."""
    (name,) = (name for name, field in model.model_fields.items() if field.is_required())
    type_ = get_type_hints(model, include_extras=True)[name]
    return {"anyOf": [_value(type_, find_key(making.keys, model, name), making), _reference(model.__name__)]}


def _closed_list(values: tuple[Any, ...], making: _Making) -> Schema:
    message = making.language.say(N_("write one of: {known}"), known=", ".join(map(str, values)))
    if len(values) == 1:  # the kind of a file, and its version
        return {"type": "string", "const": values[0], "errorMessage": message}
    said = [making.language.say(meanings(values)[value]).strip() for value in values]
    return {"type": "string", "enum": list(values), "enumDescriptions": said, "errorMessage": message}


def _named(name: str) -> Schema:
    """``type`` stands beside the reference for the editors that look no further when they complete."""
    return {"type": ["integer", "string"] if name == "group" else "string", "allOf": [_reference(name)]}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _reference(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _referred_to(*schemas: Any) -> set[str]:
    """The names of all definitions that the schemas refer to."""
    found: set[str] = set()
    for schema in schemas:
        if isinstance(schema, dict):
            reference = schema.get("$ref")
            found |= {reference.rpartition("/")[2]} if isinstance(reference, str) else set()
            found |= _referred_to(*schema.values())
        elif isinstance(schema, list):
            found |= _referred_to(*schema)
    return found


def _models_below(model: type[Model]) -> dict[str, type[Model]]:
    """The model and all that it is made of, by name."""
    found = {model.__name__: model}
    pending = [get_type_hints(model, include_extras=True)[name] for name in model.model_fields]
    while pending:
        type_ = pending.pop()
        if _is_model(type_) and type_.__name__ not in found:
            found |= _models_below(type_)
        pending += get_args(type_)
    return found
