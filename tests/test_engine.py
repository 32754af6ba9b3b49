"""The engine layer: what goes wrong in the C core is noticed, and leaves no trace behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from checker.failures import EngineFailure
from checker.judging import engine
from checker.judging.facts import build_facts
from checker.judging.rules import RULES, Rule
from checker.judging.task_facts import build_task_facts
from checker.reading.library import load_library
from checker.reading.load import load_plan

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def facts():
    library = load_library(["nq72"])
    plan = load_plan(ROOT / "plans" / "quangngai.yaml", library.catalogue).plan
    rulesets = [library.rulesets[0].ruleset]
    return build_facts(plan, rulesets, library.catalogue) + build_task_facts(plan, rulesets, library.catalogue)


def test_the_same_facts_fire_the_same_rules_in_whatever_order_they_come(facts):
    assert engine.run(facts) == engine.run(facts[::-1])


def test_a_plan_without_anything_leaves_every_requirement_open(facts):
    requirements = [f for f in facts if f["k"] == "R"]
    missing = [f.requirement for f in engine.run(requirements) if f.rule == "nothing-answers"]
    assert missing == [f["r"] for f in requirements]


def test_no_facts_at_all_are_no_accident():
    assert engine.run([]) == []


def test_a_refused_fact_is_an_error_and_the_next_plan_is_judged_as_if_nothing_had_been(facts):
    before = engine.run(facts)
    twice = [*facts, facts[0]]
    with pytest.raises(EngineFailure):
        engine.run(twice)
    assert engine.run(facts) == before


def test_an_error_in_a_derivation_comes_out_and_the_next_plan_is_judged_as_if_nothing_had_been(facts, monkeypatch):
    before = engine.run(facts)
    whole = RULES["governs"]

    def fail(_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setitem(RULES, "governs", Rule(whole.patterns, whole.priority, derive=fail))
        with pytest.raises(KeyboardInterrupt):
            engine.run(facts)
    assert engine.run(facts) == before


def test_equal_hashes_are_told_apart_by_other_identifiers(facts, monkeypatch):
    """The core knows facts by a 32-bit hash of their id; t439599 and t622382 are said to collide."""
    salts = []
    whole = engine._run

    def run(core, handle, given, salt):
        salts.append(salt)
        if len(salts) == 1:
            raise engine._SameHash
        return whole(core, handle, given, salt)

    monkeypatch.setattr(engine, "_run", run)
    assert engine.run(facts)
    assert salts == ["", "A"]


def test_a_missing_durable_rules_says_in_one_line_how_to_reinstall_it(tmp_path):
    (tmp_path / "durable_rules_engine.py").write_text("raise ImportError('undefined symbol: PyEval_CallObject')\n")
    done = subprocess.run(
        [sys.executable, "-m", "checker", str(ROOT / "plans" / "bacninh.yaml"), "-o", str(tmp_path / "reports")],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "durable_rules==2.0.28" in done.stderr
    assert "--force-reinstall" in done.stderr
    assert not (tmp_path / "reports").exists()
