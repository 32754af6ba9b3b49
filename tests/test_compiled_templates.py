"""Shipped templates are kept compiled beside Python's own bytecode, and nowhere else."""

from __future__ import annotations

import shutil

from command import PLANS, ROOT, check, files_in

PLAN = PLANS / "bacninh.yaml"


def compiled(folder):
    return {name for name in files_in(folder) if name.endswith(".template")}


def run(tmp_path, *options, **env):
    """The page of a plan, with Python's bytecode kept in a folder of its own."""
    result = check(
        PLAN,
        "-q",
        "--as-of",
        "2026-11-22",
        *options,
        cwd=tmp_path,
        env={"PYTHONPYCACHEPREFIX": str(tmp_path / "pyc"), "PYTHONDONTWRITEBYTECODE": "", **env},
    )
    assert result.err == ""
    return (tmp_path / "reports" / "bacninh.html").read_bytes()


def test_the_second_run_reads_what_the_first_has_compiled_and_makes_the_same_page(tmp_path):
    first = run(tmp_path)
    kept = compiled(tmp_path / "pyc")
    times = {name: (tmp_path / "pyc" / name).stat().st_mtime_ns for name in kept}
    assert len(kept) > 10
    assert run(tmp_path) == first
    assert {name: (tmp_path / "pyc" / name).stat().st_mtime_ns for name in compiled(tmp_path / "pyc")} == times


def test_nothing_is_kept_where_python_keeps_nothing(tmp_path):
    run(tmp_path, PYTHONDONTWRITEBYTECODE="1")
    assert compiled(tmp_path) == set()


def test_templates_of_a_user_are_not_kept(tmp_path):
    mine = tmp_path / "mine"
    shutil.copytree(ROOT / "templates", mine)
    run(tmp_path, "--templates", mine)
    assert compiled(tmp_path) == set()
