"""`check coverage`: every clause of a norm is judged by the program, put to a person, or not for provinces."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from command import RULESETS, check
from explained import NORMS, change

from checker.judging.coverage import coverage, provisions, unaccounted, unlisted

NQ72 = ["II.1.a", "II.1.b", "II.1.c", "II.1.d", "II.1.đ", "II.2", "III.1", "III.2", "III.3", "III.4", "III.5", "III.6"]


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder with rulesets of its own."""
    shutil.copytree(RULESETS, tmp_path / "rulesets")
    return tmp_path


def test_every_clause_of_nq72_is_accounted_for():
    covered = coverage(NORMS["nq72"])
    assert [clause.clause for clause in covered] == NQ72
    assert all(clause.listed and clause.provisions for clause in covered)


@pytest.mark.parametrize("group", range(1, 7))
def test_each_group_of_tasks_of_nq72_is_judged_and_asked_about(group):
    clause = next(c for c in coverage(NORMS["nq72"]) if c.clause == f"III.{group}")
    assert {f"nq72/group-{group}", f"nq72/q-group-{group}"} <= {p.id for p in clause.provisions}


@pytest.mark.parametrize("id_", NORMS)
def test_no_shipped_norm_has_a_clause_that_nothing_accounts_for(id_):
    covered = coverage(NORMS[id_])
    assert unaccounted(covered) == unlisted(covered) == []


@pytest.mark.parametrize("id_", NORMS)
def test_every_provision_counts_once(id_):
    found = [provision.id for clause in coverage(NORMS[id_]) for provision in clause.provisions]
    assert sorted(found) == sorted(provision.id for provision in provisions(NORMS[id_]))
    assert len(found) == len(set(found))


def test_a_provision_knows_where_it_stands_in_its_file():
    for ruleset in NORMS.values():
        for provision in provisions(ruleset):
            section, number = provision.place
            assert getattr(ruleset, section)[number] is provision.entry


def test_coverage_shows_the_ids_clause_by_clause(tmp_path):
    result = check("coverage", "nq72", cwd=tmp_path)
    assert (result.status, result.err) == (0, "")
    assert re.findall(r"^(II\S*) ", result.out, re.MULTILINE) == NQ72
    said = " ".join(result.out.split())
    assert (
        "3 chương trình nq72/child-height-2030, nq72/life-expectancy-2030, nq72/healthy-life-years-2030 II.1.b" in said
    )
    assert "1 không thuộc tỉnh nq72/allowance-70 III.4" in said
    assert max(map(len, result.out.splitlines())) <= 80


@pytest.mark.parametrize(("lang", "point"), [("vi", ","), ("en", ".")])
def test_the_shares_add_up(tmp_path, lang, point):
    out = " ".join(check("coverage", "nq72", "--lang", lang, cwd=tmp_path).out.split())
    counts = [int(n) for n in re.findall(r"(\d+) \([\d.,]+%\)", out)]
    shares = [float(share.replace(point, ".")) for share in re.findall(r"\(([\d.,]+)%\)", out)]
    assert sum(counts) == len(provisions(NORMS["nq72"]))
    assert [round(100 * count / sum(counts), 1) for count in counts] == shares
    assert any(point in share for share in re.findall(r"\(([\d.,]+)%\)", out))


def test_without_an_id_every_ruleset_is_shown(tmp_path):
    result = check("coverage", cwd=tmp_path)
    assert result.status == 0
    assert [norm.number for norm in NORMS.values() if f"{norm.number} ({norm.id}): " not in result.out] == []


def test_a_clause_that_nothing_accounts_for_is_named_and_exits_with_1(folder):
    title = {"vi": "Tổ chức thực hiện", "en": "Putting it into practice"}
    change(folder, "nq72.yaml", lambda data: data["clauses"].append({"id": "IV", "title": title}))
    result = check("coverage", "nq72", "--lang", "en", cwd=folder)
    assert result.status == 1
    assert re.search(r"^IV +Putting it into practice\n +0  not accounted for$", result.out, re.MULTILINE)
    assert "Not accounted for: IV." in result.out
    assert "Every clause" not in result.out


def test_a_clause_that_is_cited_and_not_listed_is_named_and_exits_with_1(folder):
    change(folder, "nq72.yaml", lambda data: data["questions"][0].update(clause="II.9"))
    result = check("coverage", "nq72", "--lang", "en", cwd=folder)
    assert result.status == 1
    assert "Cited and not listed: II.9." in result.out
    assert re.search(r"^II\.9 +cited, and not among the clauses", result.out, re.MULTILINE)


def test_one_ruleset_with_an_open_end_decides_the_exit_status_of_all(folder):
    change(folder, "qd201.yaml", lambda data: data["clauses"].append({"id": "V", "title": {"vi": "Kinh phí"}}))
    assert check("coverage", cwd=folder).status == 1
    assert check("coverage", "nq72", "nq20", cwd=folder).status == 0


def test_a_ruleset_without_any_provision_has_no_shares(folder):
    def empty(data: Any) -> None:
        for section in ("clauses", "requirements"):
            data.pop(section)

    change(folder, "qd201.yaml", empty)
    result = check("coverage", "qd201", "--lang", "en", cwd=folder)
    assert result.status == 0
    assert "holds no provision" in result.out


def test_an_unknown_ruleset_is_wrong_usage(tmp_path):
    result = check("coverage", "nq99", cwd=tmp_path)
    assert (result.status, result.out) == (2, "")
    assert "nq72" in result.err
