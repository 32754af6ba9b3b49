"""A canary in every text that somebody outside may write: which field it came from can be told wherever it comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

import yaml
from annotated_types import BaseMetadata
from command import RULESETS, write_yaml
from every_status import plan_of_attacks
from pydantic import BaseModel, StringConstraints

from checker.reading.models import Acceptances, Catalogue, Phrase, Plan, Ruleset
from checker.reading.province_table import ProvinceTable

KINDS: dict[str, type[BaseModel]] = {
    "plan": Plan, "acceptances": Acceptances, "ruleset": Ruleset, "catalogue": Catalogue, "provinces": ProvinceTable,
}  # fmt: skip
NO_FREE_TEXT = {
    "plan Plan.province", "plan Plan.province_then", "provinces ProvinceEntry.name",  # names of provinces
    "provinces ProvinceEntry.short",  # four letters
    "plan Task.answers", "acceptances Acceptance.requirement", "ruleset Clause.id",  # ids of entries that there are
    "catalogue Phrases.names", "catalogue Phrases.everybody", "catalogue Phrases.not_with",  # patterns of `extract`
    "catalogue Catalogue.synonyms", "catalogue Catalogue.people", "catalogue Catalogue.other_things",
    "catalogue Catalogue.task_phrases", "catalogue Catalogue.wider",
}  # fmt: skip
"""Texts that are compared with what is known and refused otherwise, or only ever looked for in documents."""
COMPARED = ("plan Plan.implements", "ruleset AppliesTo.implements", "ruleset Wording.words")
"""Lists of words that are looked for elsewhere: the canary stands behind them."""
SIGNS = ("=", "+", "-", "@", "＝")


def texts_of(kind: str) -> list[str]:
    """The free texts of a kind of file, as ``kind Model.field``, in order; of a phrase, as ``kind Model.field.vi``."""
    seen: dict[str, None] = {}
    _walk(KINDS[kind], f"{kind} {KINDS[kind].__name__}", seen)
    return [name for name in seen if name not in NO_FREE_TEXT]


def _walk(model: type[BaseModel], name: str, seen: dict[str, None]) -> None:
    for key, field in model.model_fields.items():
        if is_text(field.annotation, field.metadata):
            seen[f"{name}.{key}"] = None
        for other in models_in(field.annotation):
            _walk(other, _name_of(other, f"{name}.{key}"), seen)


def _name_of(model: type[BaseModel], place: str) -> str:
    """A phrase is called by where it stands, every other model by its own name."""
    return place if issubclass(model, Phrase) else f"{place.split(maxsplit=1)[0]} {model.__name__}"


def is_text(annotation: Any, metadata: Any = ()) -> bool:
    """Whether a field holds ``Text``, alone or in a list."""
    if annotation is str:
        return any(isinstance(m, StringConstraints) and not m.pattern for m in metadata) or any(
            isinstance(m, BaseMetadata) and hasattr(m, "min_length") for m in metadata
        )
    parts = get_args(annotation)
    if hasattr(annotation, "__metadata__"):
        return is_text(parts[0], annotation.__metadata__)
    return bool(parts) and any(is_text(part, metadata) for part in parts)


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (Union, UnionType, tuple, list, dict) or hasattr(annotation, "__metadata__"):
        for part in get_args(annotation):
            yield from models_in(part)


FIELDS = [name for kind in KINDS for name in texts_of(kind)]
"""Every field with a canary of its own; its number is its place here."""


def canary(name: str) -> str:
    """``name`` of FIELDS: markup, a template, a formula, a format string, a link and an escape of quotes in one text."""
    number = FIELDS.index(name)
    return (
        f"{SIGNS[number % len(SIGNS)]}</w:t></script></style><c{number} zz='\"><img src=//c{number}.test onerror=alert(1)>"
        f"{{{{7*7}}}} {{%raw%}} {{0}} {{a.b}} [k](//c{number}.test) ]]>--> c{number}!"
    )


def found_in(text: str) -> set[str]:
    """The fields whose canaries come out in a text as a reader sees it."""
    return {FIELDS[int(number)] for number in re.findall(r"\bc([0-9]+)!", text) if int(number) < len(FIELDS)}


def with_canaries(value: Any, kind: str) -> Any:
    """The data of a file, in each free text of which its canary stands first."""
    return _filled(value, KINDS[kind], f"{kind} {KINDS[kind].__name__}", "")


def _filled(value: Any, annotation: Any, place: str, name: str) -> Any:
    """``place``: what the model is called that stands here; ``name``: the field that the text belongs to."""
    model = next(models_in(annotation), None)
    if isinstance(value, list) and name in COMPARED:
        return [*value, f"{canary(name)} 1/KH"]
    if isinstance(value, list):
        return [_filled(item, annotation, place, name) for item in value]
    if isinstance(value, dict) and model is not None and get_origin(annotation) is dict:
        return {key: _filled(item, model, place, name) for key, item in value.items()}
    if isinstance(value, dict) and model is not None:
        called = _name_of(model, name) if name else place
        fields = {field.alias or key: (key, field.annotation) for key, field in model.model_fields.items()}
        return {key: _filled(item, fields[key][1], called, f"{called}.{fields[key][0]}") for key, item in value.items()}
    return f"{canary(name)} {value}" if isinstance(value, str) and name in FIELDS else value


def plan_of_canaries(folder: Path) -> Path:
    """``congkich``, with every key that a plan can have."""
    data = yaml.safe_load(plan_of_attacks(folder).read_text(encoding="utf-8"))
    words = {"quote": "q", "where": "w", "page": "p", "note": "n", "review": True, "review_reason": "r"}
    data |= {"note": "n", "title": "t", "number": "1/KH", "issuer": "UBND", "implements": ["72-NQ/TW", "282/NQ-CP"]}
    data["source"] = {"title": "t", "file": "f", "sha256": "s"}
    data["review"] = dict.fromkeys(
        ("province", "number", "issued", "issuer", "kind", "level", "title", "implements", "covers"), "r"
    )
    for number, entry in enumerate(data["commitments"]):
        doubt = words if number < 4 else {key: words[key] for key in ("quote", "where", "page", "note")}
        for key in ("review", "review_reason"):
            entry.pop(key, None)
        entry.update({"hedge": "h", "wording": "tiêm chủng mở rộng"} | doubt)
    data["commitments"][1]["at_least"] = 74.5  # one year short
    data["baselines"] = [b | words for b in data["baselines"]]
    whole = {"title": "t", "lead": ["l"], "partners": ["p"], "output": "o"} | words
    data["tasks"] = [
        whole | {"group": 1, "due": "2027-12-31", "answers": ["nq282/emergency-care"]},
        whole | {"due_words": "d", "quantity": {"at_least": 5, "unit": "doctors/year", "from": 2026, "to": 2030}},
        {"title": "t", "answers": ["nq72/doctor-rotation"]},
    ]
    data["unread_tables"] = [{"where": "w", "about": "tasks", "quote": "q", "page": "p", "note": "n"}]
    return write_yaml(folder, "congkich", with_canaries(data, "plan"))


def rulesets_of_canaries(folder: Path) -> Path:
    """The shipped rulesets nq72 and nq282, the catalogue and the provinces, each text with its canary."""
    for name, kind in (
        ("nq72", "ruleset"),
        ("nq282", "ruleset"),
        ("indicators", "catalogue"),
        ("provinces", "provinces"),
    ):
        data = yaml.load((RULESETS / f"{name}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
        if kind == "ruleset":
            data["title_en"] = data.get("title_en") or data["title"]
            data["tasks"][0]["words"] = "w"
        write_yaml(folder, name, with_canaries(data, kind))
    return folder


def acceptances_of_canaries(folder: Path) -> Path:
    entry = {
        "plan": "congkich",
        "requirement": "nq72/health-record-2026",
        "reason": "r",
        "by": "b",
        "until": "2027-12-31",
    }
    data = {"schema": "acceptances/1", "acceptances": [entry]}
    return write_yaml(folder, "accepted", with_canaries(data, "acceptances"))
