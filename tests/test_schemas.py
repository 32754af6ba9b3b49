"""The JSON Schemas explain every key in an editor, offer what is known, and come up to date with the program."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from command import PLANS, ROOT, RULESETS, check, write_plan
from in_editors import CATALOGUE, all_in_quotes, as_an_editor, faults, kind_of, library, schema
from jsonschema import Draft7Validator

from checker.reading.validate import SCHEMAS
from checker.schema import KINDS
from checker.schema.build import as_text

SHIPPED = RULESETS / "schemas"
DATA_FILES = sorted([*PLANS.glob("*.yaml"), *RULESETS.glob("*.yaml")])


# ---- The schemas that come with the program.


def test_every_kind_of_file_has_a_schema():
    assert {f"{kind}/1" for kind in KINDS} == set(SCHEMAS)
    assert {path.name for path in SHIPPED.iterdir()} == {f"{kind}.json" for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_schema_is_the_one_that_the_command_prints(kind):
    result = check("schema", kind, cwd=ROOT)
    assert (result.status, result.err) == (0, "")
    shipped = (SHIPPED / f"{kind}.json").read_text(encoding="utf-8")
    assert result.out == shipped, "run: make schemas"


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_valid_itself(kind, lang):
    Draft7Validator.check_schema(schema(kind, lang))


@pytest.mark.parametrize("kind", KINDS)
def test_a_pattern_means_the_same_in_python_and_in_javascript(kind):
    """JavaScript refuses to escape what needs no escape, and has no \\A, \\Z and (?P<…>)."""
    patterns = set(re.findall(r'"pattern": (".*")', as_text(schema(kind))))
    assert patterns
    for pattern in map(json.loads, patterns):
        re.compile(pattern)
        assert re.findall(r"\\[^dDwWsSbB.*+?^${}()|\[\]\\/]|\(\?P", pattern) == []


@pytest.mark.parametrize("path", DATA_FILES, ids=lambda path: path.name)
def test_a_shipped_file_fits_its_schema_and_points_at_it(path):
    text = path.read_text(encoding="utf-8")
    kind = kind_of(path)
    assert faults(kind, as_an_editor(text)) == set()
    assert faults(kind, all_in_quotes(text)) == set()
    target = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", text.splitlines()[0])
    assert target, "its first line must name its schema"
    assert (path.parent / target[1]).resolve() == SHIPPED / f"{kind}.json"


# ---- What the editor explains and offers.


def properties(found: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key of every thing, but not what conditions say of it, nor the names that a mapping may hold."""
    for name, value in found.get("properties", {}).items() if found.get("additionalProperties") is False else ():
        yield name, value
        for part in (value, value.get("items", {})):
            yield from properties(part)
    for name, value in found.get("definitions", {}).items():
        yield from ((f"{name}.{key}", inner) for key, inner in properties(value))


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_explained_in_both_languages(kind):
    said = [dict(properties(schema(kind, lang))) for lang in ("vi", "en")]
    assert said[0].keys() == said[1].keys()
    for key in said[0]:
        texts = [found[key].get("description", "") for found in said]
        assert all(len(text) > 8 and text.endswith(".") for text in texts), key
        assert texts[0] != texts[1], key


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_of_a_closed_list_is_explained(kind):
    for key, found in properties(schema(kind)):
        if "enum" in found:
            assert all(found["enumDescriptions"]), key
            assert len(found["enumDescriptions"]) == len(found["enum"]), key


@pytest.mark.parametrize("kind", KINDS)
def test_every_free_key_has_examples_and_each_fits(kind):
    known = schema(kind).get("definitions", {})
    for key, found in properties(schema(kind)):
        free = found.get("type") in (["string", "number"], ["number", "string"], ["integer", "string"], "string")
        if free and not {"enum", "const", "allOf"} & found.keys():
            assert found.get("examples"), key
        for example in found.get("examples", ()):
            assert list(Draft7Validator({**found, "definitions": known}).iter_errors(example)) == [], key


@pytest.mark.parametrize("kind", KINDS)
def test_an_editor_writes_no_example_and_no_default_by_itself(kind):
    """It writes a lone example behind its key, and the default of a typed key into every new entry."""
    for key, found in properties(schema(kind)):
        assert len(found.get("examples", ())) != 1 or "default" in found, key
        assert "default" not in found or "type" not in found, key


def test_the_schema_names_what_is_known():
    known = schema("plan")["definitions"]
    assert known["indicator"]["enum"] == list(CATALOGUE.indicators)
    assert known["indicator"]["enumDescriptions"] == [i.name.vi for i in CATALOGUE.indicators.values()]
    assert schema("plan", "en")["definitions"]["indicator"]["enumDescriptions"][0] == CATALOGUE.indicators[
        known["indicator"]["enum"][0]
    ].name.text("en")
    assert len(known["province"]["anyOf"][0]["enum"]) == 34
    assert known["former_province"]["anyOf"][0]["enum"].count("Thừa Thiên Huế") == 1
    rulesets = [file.ruleset for file in library().rulesets]
    tasks = [task.id for ruleset in rulesets for task in ruleset.tasks]
    questions = [question.id for ruleset in rulesets for question in ruleset.questions]
    assert known["norm_task"]["anyOf"][0]["enum"] == tasks + questions
    numbers = [file.ruleset.number for file in library().rulesets]
    assert known["norm"]["anyOf"][0]["enum"] == numbers


def test_no_english_is_left_in_a_vietnamese_schema():
    """Each text differs from the English one, but for names, numbers and units."""
    for kind in KINDS:
        pairs = zip(spoken(schema(kind, "vi")), spoken(schema(kind, "en")), strict=True)
        same = {vi for vi, en in pairs if vi == en}
        assert {text for text in same if len(text.split()) > 3 and text.isascii()} == set()


def spoken(found: Any) -> Iterator[str]:
    if isinstance(found, dict):
        for key, value in found.items():
            if key in ("description", "title", "errorMessage") and isinstance(value, str):
                yield value
            elif key == "enumDescriptions":
                yield from value
            else:
                yield from spoken(value)
    elif isinstance(found, list):
        for value in found:
            yield from spoken(value)


# ---- The command.


def test_a_schema_is_written_to_a_file(tmp_path):
    result = check("schema", "plan", "--lang", "en", "-o", "new/plan.json", cwd=tmp_path)
    assert (result.status, result.out, result.err) == (0, "", "Schema: new/plan.json\n")
    written = json.loads((tmp_path / "new/plan.json").read_text(encoding="utf-8"))
    assert written["title"] == "Plan (plan/1)"


def test_a_kind_that_is_unknown_is_answered_with_those_that_are(tmp_path):
    result = check("schema", "nope", cwd=tmp_path)
    assert (result.status, result.out) == (2, "")
    assert "nope" in result.err
    assert all(kind in result.err for kind in KINDS)


def test_the_schema_follows_the_rulesets_of_the_current_folder(tmp_path):
    shutil.copytree(RULESETS, tmp_path / "rulesets")
    catalogue = tmp_path / "rulesets/indicators.yaml"
    entry = "  ambulances:\n    name: {vi: Số xe cấp cứu}\n    unit: people\n    direction: more\n    kind: level\n"
    catalogue.write_text(catalogue.read_text(encoding="utf-8").rstrip() + "\n" + entry, encoding="utf-8")
    found = check("schema", "plan", cwd=tmp_path).json
    assert found["definitions"]["indicator"]["enum"][-1] == "ambulances"
    assert found["definitions"]["indicator"]["enumDescriptions"][-1] == "Số xe cấp cứu"


def test_a_ruleset_that_cannot_be_read_is_named_and_no_schema_is_written(tmp_path):
    shutil.copytree(RULESETS, tmp_path / "rulesets")
    write_plan(tmp_path / "rulesets", "schema: ruleset/1\n", "bad.yaml")
    result = check("schema", "plan", "-o", "plan.json", cwd=tmp_path)
    assert result.status == 2
    assert re.match(r"rulesets/bad\.yaml:1:1: ", result.err)
    assert not (tmp_path / "plan.json").exists()
