"""Runs of very many plans without judging so many: a few judged ones, over and over under other names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from many_plans import plan_of_each_province

from checker.i18n import Language
from checker.reading.library import Library, load_library, provinces_file
from checker.reading.load import load_plan
from checker.reading.province_table import load_province_table
from checker.reporting.build_digest import build_digest
from checker.reporting.build_report import build_plan_report
from checker.reporting.digest import PlanDigest
from checker.reporting.report import FailedFile, PlanReport, Report
from checker.reporting.tally import Tally

AS_OF = date(2026, 11, 21)
OF_PROVINCES = 6
"""Plans of so many provinces are judged; the others have none."""


@dataclass(frozen=True)
class LargeRun:
    """``head`` is the report without its plans, which are ``plans``; ``digests`` and ``tally`` are of these."""

    head: Report
    plans: tuple[PlanReport, ...]
    digests: tuple[PlanDigest, ...]
    tally: Tally


@cache
def _library() -> Library:
    return load_library()


@cache
def judged(language: Language) -> tuple[tuple[PlanReport, PlanDigest], ...]:
    """A plan of each of the first provinces, of which one has entries to be reviewed."""
    library = _library()
    rulesets = [found.ruleset for found in library.rulesets]
    found = []
    with TemporaryDirectory() as folder:
        for number, path in enumerate(plan_of_each_province(Path(folder))[:OF_PROVINCES]):
            if number == 1:
                text = path.read_text(encoding="utf-8")
                path.write_text(
                    text.replace("  - indicator: ", "  - review: true\n    indicator: ", 1), encoding="utf-8"
                )
            file = load_plan(path, library.catalogue)
            report = build_plan_report(file, library.rulesets, library.catalogue, language, AS_OF)
            report = report.model_copy(update={"plan": report.plan.model_copy(update={"file": path.name})})
            found.append((report, build_digest(file, report, rulesets, library.catalogue, language)))
    return tuple(found)


def large_run(count: int, language: Language, *, failed: tuple[FailedFile, ...] = ()) -> LargeRun:
    """So many plans, evenly of the provinces; each is called after its own: "tinh-24/xa-7"."""
    library = _library()
    tally = Tally.over(library.rulesets, library.catalogue, language)
    plans, digests = [], []
    for number, (report, digest) in enumerate(islice(cycle(judged(language)), count)):
        name = f"tinh-{digest.province_code}/xa-{number}"
        plans.append(named(report, name))
        digests.append(replace(digest, name=name))
        tally.add(digests[-1])
    for _ in failed:
        tally.fail()
    rulesets = [found.ruleset for found in library.rulesets]
    nation = tally.nation(rulesets, library.catalogue, load_province_table(provinces_file()), language)
    head = Report(
        as_of=AS_OF.isoformat(),
        as_of_text=language.date(AS_OF),
        language=language.code,
        plans=(),
        sums=tally.sums(rulesets, language),
        nation=nation.nation,
        provinces=nation.provinces,
        population=nation.population,
        errors=failed,
        several=True,
    )
    return LargeRun(head, tuple(plans), tuple(digests), tally)


def named(plan: PlanReport, name: str) -> PlanReport:
    """The plan with reports of that name."""
    return plan.model_copy(update={"plan": plan.plan.model_copy(update={"name": name})})


def failed_files(count: int) -> tuple[FailedFile, ...]:
    """Files that could not be checked, in two folders; each with two problems."""
    files = [f"ke hoach/{'bac-ninh' if number % 3 else 'hue'}/xa-{number}.yaml" for number in range(count)]
    return tuple(FailedFile(file=f, problems=(f"{f}:1:1: thiếu khóa “title”", f"{f}:2:1: khác")) for f in files)
