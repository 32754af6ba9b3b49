"""Whole plans: from a file to the text of its report, against libyaml reading the same file.

The process is warm: rulesets, rules, templates and provinces are loaded. The stages are timed in
runs of their own, by clocks put around the functions that part them; a stage is what its function
takes without the stages inside it. The reports of those runs must equal those of the others.
"""

from __future__ import annotations

import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

from checker import run
from checker.batch import run as batch
from checker.batch import work
from checker.judging import assess
from checker.reading import load
from checker.reading.library import load_library
from checker.reporting import build_report, report
from checker.reporting.report import Report
from checker.writers.formats import Presentation
from checker.writers.page.page import render_plan

from .generate import AS_OF, LANGUAGE, PLANS
from .timing import Stages, clocks, interleave, table, verdict

AIM = 3.0
_REPEAT = 5
"""A round does the same so many times: one reading of a small file is too short to time."""
_STAGES: Stages = {
    "read_document": [(load, "parse_document")],
    "validation": [(work, "parse_plan")],
    "applicability": [(build_report, "applicability")],
    "facts": [(assess, "build_facts"), (assess, "build_task_facts")],
    "engine": [(assess, "run")],
    "assess": [(build_report, "judge")],
    "report": [(work, "build_plan_report")],
    "digest": [(work, "build_digest")],
    "sums": [(batch, "sums_of")],
    "dump": [(report.Report, "to_json")],
}
"""The functions of each stage, where they are called from; applicability has the engine's other run in it."""


def compare_whole_plans(rounds: int) -> str:
    """Two tables, ratios and stages, and the aim."""
    library = load_library()
    with patch.object(run, "load_library", lambda _: library):
        return _compare(rounds)


def _compare(rounds: int) -> str:
    files = sorted(PLANS.glob("*.yaml"))
    ratios, stages, aims = [], [], []
    for path in files:
        text = path.read_text(encoding="utf-8")
        ways: dict[str, Callable[[], object]] = {
            "yaml": partial(_repeat, yaml.load, text, yaml.CSafeLoader),
            "json": partial(_repeat, to_json, path),
            "html": partial(_repeat, to_html, path),
        }
        timings = interleave(ways, rounds, warm=2)
        json_ratio = timings.ratio("json", "yaml")
        ratios.append(
            [path.stem, f"{path.stat().st_size / 1000:.0f}"]
            + [f"{timings.median(way) / _REPEAT * 1000:.2f}" for way in ways]
            + [f"{json_ratio:.2f}", f"{timings.ratio('html', 'yaml'):.2f}"]
            + [f"±{timings.spread('json') / 2:.0%}"]
        )
        aims.append(f"- {path.stem}: JSON at most {AIM:g} × libyaml: {verdict(json_ratio, AIM)}")
        stages.append([path.stem, *_stages(path, rounds)])
    head = ["plan", "kB", "yaml.load ms", "JSON ms", "HTML ms", "JSON ×", "HTML ×", "noise"]
    note = (
        "File to text in a warm process, against `yaml.load(text, CSafeLoader)`; "
        f"medians of {rounds} interleaved rounds of {_REPEAT}."
    )
    first = table("Whole plans", note, head, ratios)
    note = "Milliseconds of each stage without the stages inside it, file to JSON; HTML: the page alone."
    second = table("Whole plans by stage", note, ["plan", *_STAGES, "HTML"], stages)
    return "\n".join([first, *aims, "", second])


def _repeat(work: Callable[..., object], *arguments: Any) -> None:
    for _ in range(_REPEAT):
        work(*arguments)


def to_report(path: Path, *, whole: bool) -> Report:
    """As the command makes it, with the library loaded before; ``whole`` as the command sets it."""
    request = run.Request(plans=[path], rulesets=(), acceptances=(), as_of=AS_OF, language=LANGUAGE, whole=whole)
    made = run.check_plans(request)
    if made.errors:
        raise AssertionError(f"{path}: {made.errors}")
    return made


def to_json(path: Path) -> str:
    return to_report(path, whole=False).to_json()


def to_html(path: Path) -> bytes:
    made = to_report(path, whole=True)
    return render_plan(made, made.plans[0], Presentation(LANGUAGE))


def _stages(path: Path, rounds: int) -> list[str]:
    expected = to_json(path)
    runs: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        with clocks(_STAGES) as took:
            if to_json(path) != expected:
                raise AssertionError(f"{path}: two runs report differently")
        for stage in _STAGES:
            runs[stage].append(took[stage])
        made = to_report(path, whole=True)
        begun = time.perf_counter()
        render_plan(made, made.plans[0], Presentation(LANGUAGE))
        runs["HTML"].append(time.perf_counter() - begun)
    return [f"{statistics.median(runs[stage]) * 1000:.2f}" for stage in (*_STAGES, "HTML")]
