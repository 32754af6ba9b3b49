"""A few plans judged in this process, for programs and tests: what ``check`` does, without files or processes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from checker.batch.inline import Inline
from checker.batch.job import Job
from checker.batch.run import run_plans
from checker.batch.sources import Source
from checker.i18n import Language
from checker.reading.library import load_library, provinces_file
from checker.reading.load import load_acceptances
from checker.reading.province_table import load_province_table
from checker.reporting.report import Report


@dataclass(frozen=True, slots=True)
class Request:
    """What a user asked for.

    ``rulesets`` are ids or files, empty for all that apply; ``whole`` as in ``build_plan_report``.
    """

    plans: Sequence[Path]
    rulesets: Sequence[str]
    acceptances: Sequence[Path]
    as_of: date
    language: Language
    whole: bool = True


def check_plans(request: Request, on_plan: Callable[[str], None] = lambda _: None) -> Report:
    """Judges every plan; one that cannot be read or judged is named under ``errors`` and stops no other.

    ``on_plan`` is told the path of each plan that is done. Raises InvalidFile for a broken ruleset, catalogue, file of
    acceptances or (of several plans) list of provinces, UnknownRuleset, EngineUnavailable.
    """
    library = load_library(request.rulesets)
    acceptances = [
        acceptance
        for path in request.acceptances
        for acceptance in load_acceptances(path, library.rulesets).acceptances
    ]
    several = len(request.plans) > 1
    job = Job(
        library=library,
        acceptances=tuple(acceptances),
        as_of=request.as_of,
        language=request.language,
        level="full",
        templates=None,
        whole=request.whole,
        outputs=(),
        pieces=(),
        kept="nothing",
        several=several,
        records=None,
        keeps=False,
        remember=False,
        writes=False,
    )
    sources = [Source(str(path), path.stem) for path in request.plans]
    table = load_province_table(provinces_file()) if several else None
    run = run_plans(job, sources, (), Inline(job), table, lambda source, _: on_plan(source.place))
    return run.report
