"""One run of the command: plans in, reports out. load → facts → engine → report → writers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from checker.i18n import Language
from checker.problems import InvalidFile
from checker.reading.library import Library, load_library, provinces_file
from checker.reading.load import PlanFile, load_acceptances, load_plan
from checker.reading.models import Acceptance
from checker.reporting.build_report import build_plan_report
from checker.reporting.build_sums import build_sums
from checker.reporting.entries import SumData
from checker.reporting.report import FailedFile, PlanReport, ProblemData, Report

if TYPE_CHECKING:  # imported late, where a run has several plans
    from checker.reading.province_table import ProvinceTable
    from checker.reporting.build_nation import Nation


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


def check_plans(
    request: Request,
    on_file: Callable[[str], None] = lambda _: None,
    on_plan: Callable[[str], None] = lambda _: None,
) -> Report:
    """Judges every plan; one that cannot be read is named under ``errors`` and stops no other.

    ``on_file`` is told of each file as it is read, ``on_plan`` the name of each plan before it is judged.

    Raises InvalidFile for a broken ruleset, catalogue, file of acceptances or (of several plans) list
    of provinces, UnknownRuleset, EngineUnavailable, EngineFailure.
    """
    library = load_library(request.rulesets)
    for ruleset in library.rulesets:
        on_file(ruleset.document.file)
    accepted = [
        acceptance
        for path in request.acceptances
        for acceptance in load_acceptances(path, library.rulesets).acceptances
    ]
    table = None
    if len(request.plans) > 1:
        from checker.reading.province_table import load_province_table  # late: a single plan does not wait for it

        table = load_province_table(provinces_file())
    files: list[PlanFile] = []
    plans: list[PlanReport] = []
    errors: list[FailedFile] = []
    for path in request.plans:
        on_file(str(path))
        try:
            file = load_plan(path, library.catalogue)
            on_plan(file.province.name)
            plans.append(_judge(file, library, accepted, request))
            files.append(file)
        except InvalidFile as error:
            on_plan(str(path))
            errors.append(_failed(path, error, request.language))
    nation = _nation(library, files, plans, table, request.language) if table else None
    as_of = request.as_of
    return Report(
        as_of=as_of.isoformat(),
        as_of_text=request.language.date(as_of),
        language=request.language.code,
        plans=tuple(plans),
        sums=_sums(library, files, plans, request.language),
        nation=nation.nation if nation else (),
        provinces=nation.provinces if nation else (),
        population=nation.population if nation else None,
        errors=tuple(errors),
    )


def _failed(path: Path, error: InvalidFile, language: Language) -> FailedFile:
    problems, say = error.problems, language.gettext
    return FailedFile(
        file=str(path),
        problems=tuple(problem.render(say) for problem in problems),
        found=tuple(ProblemData(line=p.mark[0], column=p.mark[1], text=p.text(say)) for p in problems),
    )


def _judge(file: PlanFile, library: Library, accepted: Sequence[Acceptance], request: Request) -> PlanReport:
    return build_plan_report(
        file,
        library.rulesets,
        library.catalogue,
        request.language,
        request.as_of,
        accepted,
        whole=request.whole,
    )


def _nation(
    library: Library,
    files: Sequence[PlanFile],
    reports: Sequence[PlanReport],
    table: ProvinceTable,
    language: Language,
) -> Nation:
    """What the nation comes to by the plans, requirement by requirement."""
    from checker.reporting.build_nation import build_nation

    rulesets = [found.ruleset for found in library.rulesets]
    return build_nation(rulesets, library.catalogue, list(zip(files, reports, strict=True)), table, language)


def _sums(
    library: Library, files: Sequence[PlanFile], reports: Sequence[PlanReport], language: Language
) -> tuple[SumData, ...]:
    """What the plans add up to, under each ruleset over those that it binds."""
    bound = [
        (found.ruleset, [f for f, r in zip(files, reports, strict=True) if r.rulesets[number].applies])
        for number, found in enumerate(library.rulesets)
    ]
    return build_sums(bound, library.catalogue, language)
