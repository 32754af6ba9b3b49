"""Requirements: one real plan before norms of 25, 250 and 2,500 requirements.

A norm grows in two ways. *Of the same things*: more milestones and bounds of the indicators that the plan speaks of,
so that each commitment answers more and more of them. *Of other things*: indicators of their own, of which the plan
says nothing. Everything is loaded before; what is timed is judging, and all from judging to the JSON of the report.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from checker.judging.assess import judge
from checker.reading.library import load_library
from checker.reading.load import PlanFile, RulesetFile, load_plan
from checker.reading.models import AppliesTo, Catalogue, Ruleset
from checker.reporting.build_report import build_plan_report
from checker.reporting.report import PlanReport

from .generate import AS_OF, LANGUAGE, PLANS, generated_ruleset
from .timing import interleave, table, verdict

SIZES = (25, 250, 2_500)
AIM = 1.15
_SEED = 72
_SAME, _OTHER = "of the same things", "of other things"


@dataclass(frozen=True, slots=True)
class _Norm:
    """A norm of some size, and the catalogue of its indicators."""

    file: RulesetFile
    catalogue: Catalogue


def compare_requirements(rounds: int) -> str:
    """A table of both ways to grow, and the aims."""
    library = load_library()
    plan = load_plan(PLANS / "bacninh.yaml", library.catalogue)
    real = [file.ruleset for file in library.rulesets]
    document = library.rulesets[0].document
    norms: dict[tuple[str, int], _Norm] = {}
    for size in SIZES:
        same = generated_ruleset(random.Random(_SEED), real, plan.plan, size, library.catalogue)
        norms[_SAME, size] = _Norm(RulesetFile(same, document), library.catalogue)
        other, catalogue = _of_other_things(real, size, library.catalogue)
        norms[_OTHER, size] = _Norm(RulesetFile(other, document), catalogue)
    for (_, size), norm in norms.items():
        judged = _report(plan, norm).rulesets[0].assessments
        if len(judged) != size:
            raise AssertionError(f"{len(judged)} of {size} requirements are judged")
    work: dict[str, Callable[[], object]] = {}
    for (kind, size), norm in norms.items():
        work[f"judge {kind} {size}"] = partial(_judge, plan, norm)
        work[f"report {kind} {size}"] = partial(_to_json, plan, norm)
    timings = interleave(work, rounds)
    rows = []
    for kind, size in norms:
        cells = [f"{size:,} {kind}"]
        for name in (f"judge {kind} {size}", f"report {kind} {size}"):
            cells += [f"{timings.median(name) * 1000:.2f}", f"{timings.median(name) / size * 1e6:.0f}"]
        rows.append([*cells, f"±{timings.spread(f'report {kind} {size}') / 2:.0%}"])
    note = f"The plan bacninh, {len(plan.plan.commitments)} commitments; medians of {rounds} interleaved rounds."
    head = ["requirements", "judge ms", "µs each", "to JSON ms", "µs each", "noise"]
    few, most = SIZES[-2:]
    aims = [
        f"- a requirement {kind}, {most:,} against {few:,}: "
        f"{verdict(timings.ratio(f'report {kind} {most}', f'report {kind} {few}') * few / most, AIM)}"
        for kind in (_SAME, _OTHER)
    ]
    return "\n".join([table("Requirements", note, head, rows), *aims, ""])


def _of_other_things(real: Sequence[Ruleset], size: int, catalogue: Catalogue) -> tuple[Ruleset, Catalogue]:
    """The first requirements of the real norms, then the same ones again and again of indicators of their own."""
    every = [requirement for ruleset in real for requirement in ruleset.requirements]
    indicators = dict(catalogue.indicators)
    chosen = []
    for number in range(size):
        model, time = every[number % len(every)], number // len(every)
        key = f"{model.indicator}_{time}" if time else model.indicator
        indicators[key] = catalogue.indicators[model.indicator]
        chosen.append(model.model_copy(update={"id": f"{model.id}-{number}", "indicator": key}))
    update = {"id": "generated", "requirements": tuple(chosen), "applies_to": AppliesTo()}
    return real[0].model_copy(update=update), catalogue.model_copy(update={"indicators": indicators})


def _judge(plan: PlanFile, norm: _Norm) -> object:
    return judge(plan.plan, [norm.file.ruleset], norm.catalogue, (), AS_OF)


def _report(plan: PlanFile, norm: _Norm) -> PlanReport:
    return build_plan_report(plan, [norm.file], norm.catalogue, LANGUAGE, AS_OF, whole=False)


def _to_json(plan: PlanFile, norm: _Norm) -> str:
    return _report(plan, norm).model_dump_json()
