"""Whole plans in prose: what is found in each, and that nothing else is given without a mark."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.extracting.extract import extract
from checker.extracting.findings import Findings, Target
from checker.reading.library import Library, load_library

CASES = yaml.safe_load((Path(__file__).parent / "cases/extraction/prose_documents.yaml").read_text("utf-8"))
COMPARATORS = ("at_least", "more_than", "at_most", "less_than", "between", "promised")
Key = tuple[str, str, tuple[float, ...], int | None, int | None]


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def expected(row: dict[str, Any]) -> Key:
    comparator = next(key for key in COMPARATORS if key in row)
    said = row[comparator]
    values = () if said is True else tuple(map(float, said if isinstance(said, list) else [said]))
    return row["indicator"], comparator, values, row.get("by"), row.get("from")


def found(target: Target) -> Key:
    values = tuple(float(value) for value in target.values)
    return target.indicator, str(target.comparator), values, target.by, target.from_


def read(case: dict[str, Any], tmp_path: Path, library: Library) -> Findings:
    path = tmp_path / "plan.txt"
    path.write_text(case["text"], encoding="utf-8")
    return extract(path, library).findings


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["document"])
def test_a_plan_gives_its_targets(case: dict[str, Any], tmp_path: Path, library: Library) -> None:
    findings = read(case, tmp_path, library)
    left = sorted(findings.targets, key=lambda target: bool(target.doubts))
    for row in case.get("targets", []):
        target = next((target for target in left if found(target) == expected(row)), None)
        assert target, row
        left.remove(target)
        if row.get("doubtful") != "either":
            assert bool(target.doubts) == row.get("doubtful", False), (row, target.doubts)
        assert "scope" not in row or target.scope == row["scope"], row
        assert "hedged" not in row or target.hedge, row
    optional = Counter(expected(row) for row in case.get("optional", []))
    known = Counter(expected(row) for key in ("missed", "open") for row in case.get(key, []))
    unmarked = Counter(found(target) for target in left if not target.doubts)
    assert not unmarked - known, "given without a mark"
    marked = Counter(found(target) for target in left if target.doubts)
    assert not marked - known - optional, "marked, and not in the plan"


@pytest.mark.parametrize("case", [case for case in CASES if "present" in case], ids=lambda case: case["document"])
def test_a_plan_tells_what_there_is(case: dict[str, Any], tmp_path: Path, library: Library) -> None:
    told = {(present.indicator, float(present.value)) for present in read(case, tmp_path, library).presents}
    assert {(key, float(value)) for row in case["present"] for key, value in row.items()} <= told
