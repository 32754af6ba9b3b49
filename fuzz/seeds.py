"""What mutation starts from: the files that ship, and the cases of the tests where a checkout has them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from checker.problems import InvalidFile
from checker.reading.document import read_document
from checker.reading.library import shipped
from fuzz.mutate_data import Pool, fresh, pool_of

ROOT = Path(__file__).parent.parent
TESTS = ROOT / "tests"
HEAD = {"schema": "plan/1", "province": "Bắc Ninh", "title": "Kế hoạch", "issued": "2025-11-21"}
SMALL = """\
schema: plan/1
id: {name}
province: Bắc Ninh
title: Kế hoạch
issued: 2025-11-21
covers: {{from: 2026, to: 2045}}
implements: [72-NQ/TW]
commitments:
  - indicator: {indicator}
    at_least: 97.5
    unit: "%"
    by: 2030
    quote: "97,5"   # as it stands
  - {{indicator: {indicator}, between: [4, 5], by: 2030, scope: average}}
baselines:
  - {{indicator: {indicator}, value: 93.3, unit: "%", as_of: 2025-09-30}}
tasks:
  - title: |
      Đề án
    group: 2
    lead: [Sở Y tế]
    due: 2026-Q4
"""


@dataclass(frozen=True, slots=True)
class Seeds:
    """Files of one kind: as text, as data, and the values under each of their keys."""

    texts: tuple[str, ...]
    data: tuple[Any, ...]
    pool: Pool


def _data(path: Path) -> Any:
    return fresh(read_document(path)[0].data)


def seeds_of(paths: list[Path], more: list[Any]) -> Seeds:
    """The files at ``paths``, and data without a file."""
    data = [*map(_data, paths), *more]
    return Seeds(tuple(path.read_text(encoding="utf-8") for path in paths), tuple(data), pool_of(data))


@cache
def plans() -> Seeds:
    """The plans that ship, and those of rule tests, a few lines each."""
    fragments = []
    for path in sorted(shipped("rulesets").glob("*.test.yaml")):
        fragments += [HEAD | case["plan"] for case in _data(path)["cases"] if isinstance(case.get("plan"), dict)]
    for path in sorted((TESTS / "cases").glob("*.yaml")):
        try:
            chapters = _data(path)
        except InvalidFile:
            continue
        for case in (
            case for cases in chapters.values() if isinstance(cases, list) for case in cases if isinstance(case, dict)
        ):
            fragments.append(HEAD | {"commitments": case.get("says", []), "baselines": case.get("baselines", [])})
    return seeds_of(sorted((ROOT / "plans").glob("*.yaml")), fragments)


@cache
def of_kind(kind: str) -> Seeds:
    """Rulesets, the catalogue ("indicators"), "provinces" or rule tests ("tests") that ship."""
    folder = shipped("rulesets")
    if kind in ("indicators", "provinces"):
        return seeds_of([folder / f"{kind}.yaml"], [])
    tests = sorted(folder.glob("*.test.yaml"))
    if kind == "tests":
        return seeds_of(tests, [])
    return seeds_of(
        [p for p in sorted(folder.glob("*.yaml")) if p not in tests and p.stem not in ("indicators", "provinces")], []
    )
