"""The generator of plans for benchmarks and for tests of batches: realistic, the same every time, broken where asked."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from benchmarks.broken_plans import WAYS
from benchmarks.generate import AS_OF, LANGUAGE
from benchmarks.plan_changes import Content, revised
from benchmarks.plans import Generated, places, plan_text, submissions, write_plans
from checker.problems import InvalidFile
from checker.reading.library import Library, load_library
from checker.reading.load import load_plan
from checker.reporting.build_report import build_plan_report

_COUNT, _BROKEN = 80, 8
_PROVINCES = 34


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("generated") / "plans"


@pytest.fixture(scope="module")
def made(folder: Path) -> Generated:
    return write_plans(folder, _COUNT, broken=_BROKEN)


def test_every_plan_is_a_file_of_its_own(folder: Path, made: Generated) -> None:
    assert len(made.paths) == _COUNT
    assert sorted(folder.rglob("*.yaml")) == sorted(made.paths)


def test_every_plan_that_is_not_broken_loads_and_every_other_does_not(made: Generated, library: Library) -> None:
    refused = set()
    for path in made.paths:
        try:
            load_plan(path, library.catalogue)
        except InvalidFile:
            refused.add(path)
    assert refused == set(made.broken)
    assert len(refused) == _BROKEN


def test_the_broken_ones_are_spread_evenly_and_each_in_its_own_way(made: Generated) -> None:
    share = _COUNT // _BROKEN
    assert [made.paths.index(path) // share for path in made.broken] == list(range(_BROKEN))
    assert list(made.broken.values()) == list(WAYS)[:_BROKEN]


def test_the_first_are_one_for_each_province_at_the_top_of_the_folder(
    folder: Path, made: Generated, library: Library
) -> None:
    of_provinces = made.paths[:_PROVINCES]
    sound = [path for path in of_provinces if path not in made.broken]
    assert {path.parent for path in of_provinces} == {folder}
    assert len({load_plan(path, library.catalogue).province for path in sound}) == len(sound) > _PROVINCES - _BROKEN


def test_the_others_are_of_communes_in_the_folder_of_their_province(folder: Path, made: Generated) -> None:
    slugs = {path.stem for path in made.paths[:_PROVINCES]}
    communes = made.paths[_PROVINCES:]
    assert all(path.parent.parent == folder and path.parent.name in slugs for path in communes)
    assert all(re.fullmatch("[a-z0-9-]+", path.stem) for path in made.paths)
    assert len({path.parent for path in communes}) > 10, "a small batch is from everywhere"


def test_every_province_and_commune_of_the_country_has_a_plan_with_a_path_of_its_own() -> None:
    provinces, communes = places()
    assert (len(provinces), len(communes)) == (_PROVINCES, 3321)
    assert len({place.path.replace("/", "-") for place in (*provinces, *communes)}) == _PROVINCES + 3321


def test_after_the_last_commune_all_submit_again_and_most_of_the_plan_stands() -> None:
    first, *_, again = islice(submissions(0), _PROVINCES + 3321 + 1)
    assert again == (first[0], 2)
    before, after = (Counter(plan_text(*submission, "x", 0).splitlines()) for submission in (first, again))
    assert 0 < (before - after).total() < before.total() / 2


def test_the_same_seed_writes_the_same_bytes_whatever_the_count(tmp_path: Path, folder: Path, made: Generated) -> None:
    few = write_plans(tmp_path, 50)
    sound = [path for path in few.paths if folder / path.relative_to(tmp_path) not in made.broken]
    assert len(sound) > 40
    for path in sound:
        assert path.read_bytes() == (folder / path.relative_to(tmp_path)).read_bytes()


def test_another_seed_writes_other_plans(tmp_path: Path, made: Generated) -> None:
    other = write_plans(tmp_path, 1, seed=1)
    assert other.paths[0].name == made.paths[0].name
    assert other.paths[0].read_bytes() != made.paths[0].read_bytes()


def test_flat_puts_all_into_one_folder_with_ids_that_fit(tmp_path: Path, library: Library) -> None:
    made = write_plans(tmp_path, 40, flat=True)
    assert {path.parent for path in made.paths} == {tmp_path}
    assert load_plan(made.paths[-1], library.catalogue).plan.id == made.paths[-1].stem


def test_the_plans_are_as_long_as_real_ones_and_unlike_each_other(made: Generated, library: Library) -> None:
    sound = [path for path in made.paths if path not in made.broken]
    plans = [load_plan(path, library.catalogue).plan for path in sound]
    assert all(20_000 < path.stat().st_size < 70_000 for path in sound)
    assert all(len(plan.commitments) >= 12 and len(plan.tasks) >= 25 for plan in plans)
    assert len({plan.commitments for plan in plans}) == len(plans)
    assert any(plan.baselines for plan in plans)
    assert any(entry.review for plan in plans for entry in plan.commitments)


def test_resolution_72_judges_all_of_them_and_finds_every_kind_of_gap(made: Generated) -> None:
    nq72 = load_library(["nq72"])
    files = [load_plan(path, nq72.catalogue) for path in made.paths if path not in made.broken][:20]
    reports = [
        build_plan_report(file, nq72.rulesets, nq72.catalogue, LANGUAGE, AS_OF, (), whole=False) for file in files
    ]
    judged = [report.rulesets[0] for report in reports]
    assert all(of_norm.applies for of_norm in judged)
    statuses = {assessment.status for of_norm in judged for assessment in of_norm.assessments}
    assert statuses >= {"met", "exceeded", "weaker", "late", "missing", "unclear"}
    kinds = {remark.kind for of_norm in judged for remark in of_norm.observations}
    assert kinds >= {"contradiction", "hedged", "pace", "task_incomplete"}


@pytest.mark.parametrize("way", WAYS)
def test_a_spoilt_plan_cannot_be_read(way: str, tmp_path: Path, library: Library) -> None:
    text = plan_text(places()[0][0], 1, "ha-noi", 0)
    path = tmp_path / "ha-noi.yaml"
    path.write_text(text, encoding="utf-8")
    load_plan(path, library.catalogue)
    path.write_bytes(WAYS[way](Random(0), text))
    with pytest.raises(InvalidFile):
        load_plan(path, library.catalogue)


def test_a_figure_changes_in_the_quote_as_well() -> None:
    entry = {"indicator": "insurance_coverage", "at_least": 97.5, "by": 2026, "quote": "đạt 97,5% (2025: 97,55%)"}
    found = set()
    for seed in range(200):
        for told in revised(Random(seed), Content([entry], [], [])).commitments:
            if "at_least" in told and told["at_least"] != 97.5:
                assert told["quote"] == f"đạt {str(told['at_least']).replace('.', ',')}% (2025: 97,55%)"
                found.add(told["at_least"])
    assert len(found) > 3


@pytest.mark.parametrize(("count", "broken"), [(0, 0), (3, 4), (3, -1)])
def test_what_cannot_be_written_is_refused(count: int, broken: int, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="plans"):
        write_plans(tmp_path, count, broken=broken)
