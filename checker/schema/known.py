"""What a file can name: indicators, tasks, requirements and numbers of norms, provinces.

Each definition lists what is known, with its name, so that an editor can offer it. Where the loader
takes other names too, the definition does as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from checker.i18n import N_, Language
from checker.reading.library import Library
from checker.reading.places import former_provinces, provinces
from checker.reporting.names import RULE_MEANINGS
from checker.schema.scalars import Schema, with_message

ID_PATTERN = "^[a-z0-9-]+/[a-z0-9-]+$"


def definitions(library: Library, language: Language) -> dict[str, Callable[[], Schema]]:
    """The definitions by their names (``Key.names``); each is made when it is asked for."""
    say, code = language.say, language.code
    rulesets = [file.ruleset for file in library.rulesets]

    def indicator() -> Schema:
        names = {key: indicator.name.text(code) for key, indicator in library.catalogue.indicators.items()}
        return with_message(
            _one_of(names), say(N_("no indicator of indicators.yaml; add it there first, or use one of them"))
        )

    def promise() -> Schema:
        found = {
            key: indicator for key, indicator in library.catalogue.indicators.items() if indicator.kind == "promise"
        }
        names = {key: indicator.name.text(code) for key, indicator in found.items()}
        return with_message(
            _one_of(names), say(N_("only a promise (kind: promise) can answer a task; use one of them"))
        )

    def norm_task() -> Schema:
        names = {task.id: f"{r.number}: {task.title.text(code)}" for r in rulesets for task in r.tasks}
        names |= {q.id: f"{r.number}: {q.text.text(code)}" for r in rulesets for q in r.questions}
        return _suggested(names, ID_PATTERN, say(N_("write the id of a norm’s task, for example nq282/emergency-care")))

    def requirement() -> Schema:
        names = {q.id: f"{r.number}, {q.clause}: {q.words}" for r in rulesets for q in r.requirements}
        return _suggested(names, ID_PATTERN, say(N_("write the id of a requirement, for example nq72/insurance-2030")))

    def norm() -> Schema:
        names = {r.number: (r.title_en if code == "en" else None) or r.title for r in rulesets}
        return _suggested(names, r"\S", say(N_("write the number of a document, for example 72-NQ/TW")))

    def group() -> Schema:
        named = {g.number: g.name.text(code) for r in reversed(rulesets) for g in r.groups}
        names = {number: named.get(number, "") for number in range(1, 7)}
        listed = {"type": "integer", "enum": list(names), "enumDescriptions": list(names.values())}
        quoted = {"type": "string", "pattern": "^[1-6]$", "title": say(N_("Number written as text"))}
        either: Schema = {"type": ["integer", "string"], "anyOf": [listed, quoted]}
        return with_message(either, say(N_("write a number from 1 to 6")))

    def ruleset() -> Schema:
        return _suggested({r.id: r.number for r in rulesets}, "^[a-z0-9-]+$", say(N_("write the id of a ruleset")))

    def rule() -> Schema:
        names = {name: say(meaning) for name, meaning in RULE_MEANINGS.items()}
        return with_message(_one_of(names), say(N_("no rule has this name; write one of those that -v shows")))

    def province() -> Schema:
        present = {place.name: "" for place in provinces()}
        message = say(N_("not one of the 34 provinces and cities, nor a former one"))
        return _suggested(present, _any_spelling([*present, *former_provinces()]), message)

    def former_province() -> Schema:
        names = {old: say(N_("now part of {name}"), name=now) for old, now in former_provinces().items()}
        message = say(N_("no province or city had this name"))
        return _suggested(names, _any_spelling([*names, *(place.name for place in provinces())]), message)

    made = (indicator, promise, norm_task, requirement, norm, group, ruleset, rule, province, former_province)
    return {make.__name__: make for make in made}


def slugs(library: Library, names: str | None) -> list[str]:
    """The short ids (``insurance-2030``) of all requirements or tasks, as ``names`` says, or none."""
    rulesets = [file.ruleset for file in library.rulesets]
    listed = {
        "requirement": [requirement.id for r in rulesets for requirement in r.requirements],
        "norm_task": [task.id for r in rulesets for task in r.tasks],
    }
    return list(dict.fromkeys(id_.partition("/")[2] for id_ in listed.get(names or "", [])))


def no_former_province_pattern() -> str:
    """Matches every text but the names that went in 2025."""
    return f"^(?!{_any_spelling(former_provinces()).removeprefix('^')})"


def _one_of(names: dict[str, str]) -> Schema:
    schema: Schema = {"type": "string", "enum": list(names)}
    if any(names.values()):
        schema["enumDescriptions"] = list(names.values())
    return schema


def _suggested(names: dict[str, str], pattern: str, message: str) -> Schema:
    """Anything of a form, while the names that are known are offered."""
    others = {"type": "string", "pattern": pattern}
    return with_message({"type": "string", "anyOf": [_one_of(names), others] if names else [others]}, message)


def _any_spelling(names: Iterable[str]) -> str:
    bare = dict.fromkeys(re.sub("^Thành phố ", "", name) for name in names)
    both = {spelling for name in bare for spelling in (name, _old_tone_marks(name))}
    return f"^(([Tt]ỉnh|[Tt]hành phố|T[Pp]) |T[Pp]\\. ?)?({'|'.join(sorted(both))})$"


def _old_tone_marks(name: str) -> str:
    """Hoà for Hòa, Hoá for Hóa: both are written."""
    return name.replace("òa", "oà").replace("óa", "oá")
