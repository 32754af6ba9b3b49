"""The work on one plan: read, judge, render, write, keep. Any process can do it that has the job."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from checker.batch.job import Job
from checker.batch.places import read, read_plan, stem_of, write
from checker.batch.record import FOR_THE_INDEX, WHOLE, Record, pack_report, read_record, write_record
from checker.batch.sources import Source
from checker.failures import BrokenTemplate, EngineUnavailable, FormatUnavailable, RunFailed, where
from checker.i18n import N_, Language
from checker.problems import InvalidFile, Problem
from checker.reading.load import PlanFile, parse_plan
from checker.reporting.build_digest import build_digest
from checker.reporting.build_report import build_plan_report
from checker.reporting.build_run import failed_file, report_of
from checker.reporting.build_sums import build_sums
from checker.reporting.digest import PlanDigest
from checker.reporting.report import FailedFile, PlanReport
from checker.writers.formats import FORMATS
from checker.writers.overview.slim import for_index

_NOT_THE_PLANS = (BrokenTemplate, EngineUnavailable, FormatUnavailable, RunFailed)
"""Failures that every plan would meet: they end the run."""
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})
"""Errors of writing that every plan would meet."""

_OURS = N_("the program failed on this file ({reason}), which is a mistake of the program; please report it")
_UNWRITABLE = N_("{file}: cannot be written: {reason}")
_TOO_LARGE = N_("there is not enough memory for this file; split it")

Rendered = tuple[str | None, bytes]
"""A file that is to be written: its place, None for standard output, and its content."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one plan: ``failed``, or its ``digest``; ``key`` is its record's.

    ``written`` are the places of its files, ``reused``: they were there and nothing had changed. Only where the job
    says so: ``rendered`` is to be written by the caller, the last of it the record; ``report`` and ``pieces`` are
    what a record would hold.
    """

    failed: FailedFile | None = None
    digest: PlanDigest | None = None
    key: str = ""
    written: tuple[str, ...] = ()
    reused: bool = False
    rendered: tuple[Rendered, ...] = ()
    report: PlanReport | None = None
    pieces: tuple[tuple[str, bytes], ...] = ()


def check_source(job: Job, source: Source, content: bytes | None = None) -> Outcome:
    """Does all of it for one plan; ``content`` where the caller has read it.

    Whatever is the plan's own fault, or ours on this plan, is in the outcome. Raises only what every plan would
    meet: BrokenTemplate, EngineUnavailable, FormatUnavailable, and RunFailed where nothing can be written any more.
    """
    language = job.language
    try:
        outcome = _check(job, source, read_plan(source.place) if content is None else content)
        return written_down(outcome, source, language) if job.writes else outcome
    except InvalidFile as error:
        problems = error.problems
    except _NOT_THE_PLANS:
        raise
    except MemoryError:
        problems = (Problem(source.place, (1, 1), _TOO_LARGE),)
    except Exception as error:  # one plan must not take the others with it
        problems = (Problem(source.place, (1, 1), _OURS, {"reason": where(error)}),)
    return Outcome(failed=failed_file(source.place, source.name, problems, language))


def written_down(outcome: Outcome, source: Source, language: Language) -> Outcome:
    """Writes what an outcome has ``rendered``; where a file of its own cannot be written, the plan has failed.

    Raises RunFailed where nothing can be written any more.
    """
    for place, content in outcome.rendered:
        try:
            write(str(place), content)
        except OSError as error:
            values = {"file": error.filename or place, "reason": error.strerror or ""}
            if error.errno in _NO_ROOM:
                raise RunFailed(_UNWRITABLE, **values) from error
            return died(source, _UNWRITABLE, language, **values)
    return replace(outcome, rendered=())


def died(source: Source, reason: str, language: Language, /, **values: object) -> Outcome:
    """The outcome for a plan that could not be finished; ``reason`` is a msgid."""
    return Outcome(
        failed=failed_file(source.place, source.name, (Problem(source.place, (1, 1), reason, values),), language)
    )


def _check(job: Job, source: Source, content: bytes) -> Outcome:
    key = job.key_of(source.place, source.name, content)
    if job.remember and (known := remembered(job, source, key)):
        return known
    stem = stem_of(source.place)
    file = parse_plan(content, source.place, stem, job.library.catalogue)
    report = _judge(job, file, source)
    digest = build_digest(file, report, job.rulesets, job.library.catalogue, job.language)
    rendered = list(_render(job, digest, report))
    pieces = tuple((name, FORMATS[name].render_piece(report, job.presentation)) for name in job.pieces)
    written = tuple(place for place, _ in rendered if place is not None)
    place = job.record_of(source.name)
    if place is None:
        return Outcome(digest=digest, written=written, rendered=tuple(rendered), report=report, pieces=pieces)
    rendered.append((place, write_record(_record(job, key, rendered, digest, report, pieces))))
    return Outcome(digest=digest, key=key, written=written, rendered=tuple(rendered))


def _judge(job: Job, file: PlanFile, source: Source) -> PlanReport:
    library = job.library
    report = build_plan_report(
        file, library.rulesets, library.catalogue, job.language, job.as_of, job.acceptances, whole=job.whole
    )
    return report.model_copy(update={"plan": report.plan.model_copy(update={"name": source.name})})


def _render(job: Job, digest: PlanDigest, report: PlanReport) -> Iterator[Rendered]:
    """The plan's files. One of a format over runs is that of a run of this plan alone."""
    run = report_of([report], job.as_of, job.language, several=job.several)
    for output in job.outputs:
        alone = run
        if output.format.of == "run":
            sums = build_sums(job.rulesets, [digest], job.language)
            alone = report_of([report], job.as_of, job.language, several=False, sums=sums)
        elif not job.several:
            alone = run.model_copy(update={"sums": build_sums(job.rulesets, [digest], job.language)})
        yield output.file_of(report.plan.name), output.render(alone, report, job.presentation)


def _record(
    job: Job, key: str, rendered: list[Rendered], digest: PlanDigest, report: PlanReport, pieces: Any
) -> Record:
    parts = dict(pieces)
    if job.kept != "nothing":
        whole = job.kept == "whole"
        parts[WHOLE if whole else FOR_THE_INDEX] = pack_report(report if whole else for_index(report))
    files = {place: hashlib.sha256(content).hexdigest() for place, content in rendered if place is not None}
    return Record(key, files, digest.to_json(), parts)


def _enough(job: Job, source: Source, record: Record) -> bool:
    """Whether a record has all that this run needs of the plan; an earlier one may have needed more."""
    if set(record.files) != {output.file_of(source.name) for output in job.outputs}:
        return False
    needed = {"nothing": [], "for the index": [{WHOLE, FOR_THE_INDEX}], "whole": [{WHOLE}]}[job.kept]
    return all(record.parts.keys() & either for either in [*needed, *({name} for name in job.pieces)])


def remembered(job: Job, source: Source, key: str) -> Outcome | None:
    """The outcome that an earlier run kept, if it followed from the same and its files are still as it wrote them."""
    place = job.record_of(source.name)
    found = read_record(read(place) or b"") if place else None
    if found is None or found.key != key or not _enough(job, source, found):
        return None
    for file, digest in found.files.items():
        content = read(file)
        if content is None or hashlib.sha256(content).hexdigest() != digest:
            return None
    try:
        return Outcome(digest=PlanDigest.from_json(found.digest), key=key, written=tuple(found.files), reused=True)
    except ValueError:
        return None
