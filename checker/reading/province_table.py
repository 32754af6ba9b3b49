"""``rulesets/provinces.yaml``: the people of each province, and its tile on a map."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import Field

from checker.i18n import N_
from checker.problems import InvalidFile, Problem
from checker.reading.document import Document, read_document
from checker.reading.fields import Count, Text, Tile, Verified, Year
from checker.reading.models import Model, Phrase
from checker.reading.places import provinces
from checker.reading.validate import validate

LONGEST_SHORT = 4
"""So many letters fit on a tile."""


class ProvinceEntry(Model):
    """One province: code and name as vietnam-provinces has them, its people, and its tile.

    ``column`` counts from west to east, ``row`` from north to south, both from 1.
    """

    code: Count
    name: Text
    short: Text
    population: Count
    column: Tile
    row: Tile


class ProvinceTable(Model):
    """All 34 provinces, each once. ``year`` and ``source`` are those of the populations."""

    schema_: Literal["provinces/1"] = Field(alias="schema")
    year: Year
    source: Phrase
    verified: Verified
    provinces: tuple[ProvinceEntry, ...]

    @property
    def population(self) -> int:
        """The people of the whole country."""
        return sum(entry.population for entry in self.provinces)


def load_province_table(path: Path) -> ProvinceTable:
    """The file at ``path``. Raises InvalidFile with every problem found in it."""
    document, problems = read_document(path)
    table = validate(ProvinceTable, document, problems)
    if table:
        problems += _check(document, table.provinces)
    if problems or table is None:
        raise InvalidFile(problems)
    return table


def _check(document: Document, entries: tuple[ProvinceEntry, ...]) -> Iterable[Problem]:
    """What no single key shows: every province is there, once, under its name, and on a tile of its own."""
    names = {province.code: province.name for province in provinces()}
    for index, entry in enumerate(entries):
        if entry.code not in names:
            what = N_("no province or city has the code {code}; write the one that vietnam-provinces gives it")
            yield document.problem(("provinces", index, "code"), what, code=entry.code)
        elif names[entry.code] != entry.name:
            what = N_("the code {code} is that of {name}; write that name, or another code")
            yield document.problem(("provinces", index, "name"), what, code=entry.code, name=names[entry.code])
        if len(entry.short) > LONGEST_SHORT:
            what = N_("“{short}” is too long for a tile; write at most {most} letters")
            yield document.problem(("provinces", index, "short"), what, short=entry.short, most=LONGEST_SHORT)
    yield from _check_unique(document, entries)
    there = {entry.code for entry in entries} | {entry.name for entry in entries}
    missing = [name for code, name in names.items() if not {code, name} & there]
    if missing:
        what = N_("these provinces and cities are missing: {names}; add an entry for each")
        yield document.key_problem(("provinces",), what, names=", ".join(missing))


def _check_unique(document: Document, entries: tuple[ProvinceEntry, ...]) -> Iterable[Problem]:
    seen: dict[tuple[str, object], int] = {}
    for index, entry in enumerate(entries):
        taken: dict[str, object] = {
            "code": entry.code,
            "short": entry.short.casefold(),
            "column": (entry.column, entry.row),
        }
        for key, value in taken.items():
            first = seen.setdefault((key, value), index)
            if first != index:
                yield document.problem(("provinces", index, key), _TWICE[key], first=entries[first].name)


_TWICE = {
    "code": N_("this code stands twice, first with {first}; every province stands here once"),
    "short": N_("this short name is already that of {first}; write another"),
    "column": N_("this tile is already that of {first}; write another column or row"),
}
