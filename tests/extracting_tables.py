"""Tables of a case file as the program's own, and findings as a lawyer writes them in one line."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from checker.extracting.document import Cell, Table
from checker.extracting.findings import Findings, Present, Target
from checker.extracting.grammar.lexicon import Lexicon
from checker.extracting.outlines.outline import Place
from checker.reading.dates import PartialDate
from checker.reading.load import load_catalogue
from checker.reading.models import Catalogue

CASES = Path(__file__).parent / "cases" / "extraction"
RULESETS = Path(__file__).parents[1] / "rulesets"
MILESTONES = {
    "insurance_coverage": frozenset({2026, 2030}),
    "life_expectancy": frozenset({2030, 2045}),
    "commune_station_doctors": frozenset({2027}),
    "commune_station_investment": frozenset({2030}),
    "basic_fee_exemption": frozenset({2030}),
}


@functools.cache
def catalogue() -> Catalogue:
    return load_catalogue(RULESETS / "indicators.yaml")


@functools.cache
def lexicon() -> Lexicon:
    return Lexicon.of(catalogue())


def cases(file: str) -> list[dict[str, Any]]:
    """The cases of a file; every scalar is text."""
    found: list[dict[str, Any]] = yaml.load((CASES / file).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["cases"]
    return found


def table(rows: Sequence[Sequence[str]]) -> Table:
    """A table from rows of texts: "<" goes on from the cell on the left, "^" from the cell above."""
    grid: list[tuple[Cell, ...]] = []
    for number, row in enumerate(rows):
        cells: list[Cell] = []
        for column, text in enumerate(row):
            match text:
                case "<":
                    cells.append(cells[-1])
                case "^":
                    cells.append(grid[-1][column])
                case _:
                    cells.append(Cell(text, (number, column)))
        grid.append(tuple(cells))
    return Table(tuple(grid))


def place(case: dict[str, Any]) -> Place:
    given = case.get("place", {})
    by = given.get("by")
    return Place(given.get("where", "Phụ lục"), given.get("role", "annex_targets"), int(by) if by else None)


def issued(case: dict[str, Any]) -> PartialDate | None:
    text = case.get("issued", "2025-11")
    return PartialDate(*(int(part) for part in text.split("-"))) if text != "unknown" else None


def of_target(target: Target) -> str:
    """ "insurance_coverage at_least 95.5 % by 2026 (all) ?"; a question mark says that it is doubtful."""
    values = "-".join(f"{value:f}" for value in target.values)
    year = f"by {target.by}" if target.by else f"from {target.from_}" if target.from_ else "no year"
    parts = [target.indicator, target.comparator or "no number", values, target.unit or "", year]
    parts += [
        f"({target.scope})" if target.scope else "",
        "about" if target.approximate else "",
        "?" if target.doubts else "",
    ]
    return " ".join(part for part in parts if part)


def of_present(present: Present) -> str:
    """ "insurance_coverage 94.2 % as of 2024"."""
    parts = [
        present.indicator,
        f"{present.value:f}",
        present.unit or "",
        f"as of {present.as_of}" if present.as_of else "",
    ]
    parts += ["about" if present.approximate else "", "?" if present.doubts else ""]
    return " ".join(part for part in parts if part)


def found(findings: Findings) -> dict[str, list[str]]:
    """What was found, by kind."""
    return {
        "targets": [of_target(one) for one in findings.targets],
        "presents": [of_present(one) for one in findings.presents],
    }
