"""Files as an editor reads and judges them, by the JSON Schemas; and as the loader does."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import yaml
from command import RULESETS
from jsonschema import Draft7Validator

from checker.cases.rule_tests import load_rule_tests
from checker.i18n import language
from checker.problems import InvalidFile
from checker.reading.library import Library, load_library, rulesets_in
from checker.reading.load import load_acceptances, load_catalogue, load_plan, load_ruleset
from checker.reading.province_table import load_province_table
from checker.schema.build import json_schema

CATALOGUE = load_catalogue(RULESETS / "indicators.yaml")
RULESET_FILES = rulesets_in(RULESETS)
LOADERS: dict[str, Callable[[Path], object]] = {
    "plan": lambda path: load_plan(path, CATALOGUE),
    "ruleset": lambda path: load_ruleset(path, CATALOGUE),
    "indicators": load_catalogue,
    "ruleset-test": load_rule_tests,
    "acceptances": lambda path: load_acceptances(path, library().rulesets),
    "provinces": load_province_table,
}


@cache
def library() -> Library:
    return load_library([str(path) for path in RULESET_FILES])


@cache
def schema(kind: str, lang: str = "vi") -> dict[str, Any]:
    return json_schema(kind, library(), language(lang))


@cache
def validator(kind: str) -> Draft7Validator:
    return Draft7Validator(schema(kind))


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2 as an editor reads it: dates are text, and so are no and 97,5."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for tag, pattern in {
    "null": r"^(~|null|Null|NULL|)$",
    "bool": r"^(true|True|TRUE|false|False|FALSE)$",
    "int": r"^[-+]?[0-9]+$",
    "float": r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$",
}.items():
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), None)


def as_an_editor(text: str) -> Any:
    return yaml.load(text, EditorLoader)


def all_in_quotes(text: str) -> Any:
    return yaml.load(text, yaml.BaseLoader)


def faults(kind: str, data: Any) -> set[str | int]:
    """The keys at which the schema finds something wrong; the empty string for the whole file."""
    found: set[str | int] = set()
    pending = list(validator(kind).iter_errors(data))
    while pending:
        error = pending.pop()
        found.add(error.absolute_path[-1] if error.absolute_path else "")
        if error.validator is None:  # a key that must not stand there, which jsonschema does not name
            refused, entry = schema(kind), data
            for step in error.absolute_schema_path:
                if "$ref" in refused:
                    refused = schema(kind)["definitions"][refused["$ref"].rpartition("/")[2]]
                refused = refused[step]
            for step in error.absolute_path:
                entry = entry[step]
            found |= {key for key, value in refused.items() if value is False and key in entry}
        pending += error.context or ()
    return found


def loads(kind: str, path: Path) -> bool:
    try:
        LOADERS[kind](path)
    except InvalidFile:
        return False
    return True


def kind_of(path: Path) -> str:
    return str(all_in_quotes(path.read_text(encoding="utf-8"))["schema"]).partition("/")[0]
