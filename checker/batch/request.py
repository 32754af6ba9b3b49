"""``check PLANS`` from its options to its exit status."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from checker.batch.drive import Executor
from checker.batch.job import Job, Kept
from checker.batch.leftovers import remove_leftovers
from checker.batch.places import is_device, require_reachable, require_writable
from checker.batch.run import MANY, Run, inline, run_plans
from checker.batch.sources import Found, Source, find_sources
from checker.batch.stops import ends_in_order
from checker.batch.work import Outcome
from checker.batch.writing import write_run
from checker.commands.exits import CONFORMS, GAPS, INVALID, NOTHING
from checker.i18n import N_, Language
from checker.reading.library import Library, load_library, provinces_file
from checker.reading.load import load_acceptances
from checker.reporting.build_run import failed_file
from checker.terminal import Terminal
from checker.writers.formats import FORMATS, INDEX, Level, Presentation
from checker.writers.outputs import Destination, Output, indexes, is_url, plan_outputs, within

if TYPE_CHECKING:
    from checker.progress_of_plans import Ended
    from checker.reading.province_table import ProvinceTable

RECORDS = ".check"
"""The folder, beside the reports, of what is known of plans that are done."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What a user asked for.

    ``plans`` are files, folders, patterns and URLs; ``rulesets`` ids or files, empty for all that apply; ``jobs`` at
    most so many processes, None for one on each core; ``fresh``: do again what is done; ``scheduler``: the address
    of a Dask cluster.
    """

    lang: Language
    plans: Sequence[str]
    rulesets: Sequence[str]
    outputs: Sequence[Output]
    output_dir: str
    level: Level
    templates: Path | None
    acceptances: Sequence[Path]
    as_of: date
    jobs: int | None
    fresh: bool
    scheduler: str | None


def check(batch: Batch, terminal: Terminal, fail_on: str) -> int:
    """Does all of it, and gives the exit status.

    Raises InvalidFile for a broken ruleset, catalogue, file of acceptances or list of provinces, UnknownRuleset,
    OutputConflict, OSError where a file over the run cannot be written, and the failures of ``checker.failures``.
    """
    found = find_sources(dict.fromkeys(batch.plans))
    several = found.searched or len(found.sources) + len(found.problems) > 1
    for_plans = [(source.place, source.name) for source in found.sources]
    destinations = plan_outputs(batch.outputs, for_plans or [(".", "plan")], batch.output_dir, several=several)
    for destination in destinations:
        require_reachable(destination.place)
    if not found.sources:
        for problem in found.problems:
            terminal.error(problem.render(batch.lang.gettext))
        return NOTHING if found.empty else INVALID
    library = load_library(batch.rulesets)
    for ruleset in library.rulesets:
        terminal.detail(ruleset.document.file)
    table = _provinces() if several else None
    with ExitStack() as stack:
        stack.enter_context(ends_in_order())
        job = _job(batch, found, destinations, library, terminal, stack, several=several)
        executor = stack.enter_context(_executor(batch, job, len(found.sources)))
        stack.enter_context(_can_go_on(batch, job, terminal))
        errors = [failed_file(problem.file, "", [problem], batch.lang) for problem in found.problems]
        how = Presentation(batch.lang, batch.level, batch.templates, terminal.color_stdout)
        with terminal.progress_of_plans(len(found.sources)) as step:
            run = run_plans(job, found.sources, errors, executor, table, lambda s, o: _told(s, o, step, terminal))
        for failed in run.report.errors:
            for line in failed.problems:
                terminal.error(line)
        if run.tally.reused and not run.many:  # of many the summary says so
            terminal.unchanged(run.tally.reused, len(found.sources))
        if run.judged and Destination(FORMATS["text"], None) not in destinations:  # or it would stand there twice
            terminal.summary(run.report, run.tally if run.many else None)
        to_standard_output = write_run(run, destinations, how, executor)
        to_standard_output()
    terminal.wrote(run.written)
    if any(destination.format.name == "docx" for destination in destinations):
        for province, entries in run.marked:
            terminal.not_to_be_sent(province, entries)
    return _exit_status(run, fail_on)


@contextmanager
def _can_go_on(batch: Batch, job: Job, terminal: Terminal) -> Iterator[None]:
    """Who interrupts the run is told how to go on, where that is possible."""
    try:
        yield
    except KeyboardInterrupt:
        if job.keeps:
            text = N_("To go on, run the same command again: what is done will not be done again.")
            if batch.fresh:
                text = N_("To go on, run the same command again without --fresh: what is done will not be done again.")
            terminal.error(batch.lang.say(text))
        raise


def _provinces() -> ProvinceTable:
    from checker.reading.province_table import load_province_table  # late: a single plan does not wait for it

    return load_province_table(provinces_file())


def _told(source: Source, outcome: Outcome, step: Ended, terminal: Terminal) -> None:
    terminal.detail(source.place)
    label = f"{outcome.digest.province}, {source.name}" if outcome.digest else source.place
    step(label, failed=outcome.digest is None)


def _exit_status(run: Run, fail_on: str) -> int:
    if run.report.errors:
        return INVALID
    if not run.tally.judged:
        return NOTHING
    return GAPS if run.short and fail_on == "gap" else CONFORMS


def _job(
    batch: Batch,
    found: Found,
    destinations: Sequence[Destination],
    library: Library,
    terminal: Terminal,
    stack: ExitStack,
    *,
    several: bool,
) -> Job:
    alone = not several
    over = [d.format for d in destinations if not d.of_each]
    records, keeps = None, False
    home = _home(destinations)
    if several:
        keeps = home is not None and (found.searched or len(found.sources) > MANY or batch.scheduler is not None)
        if home is not None and keeps:
            records = within(home, RECORDS)
        else:
            records = stack.enter_context(tempfile.TemporaryDirectory(prefix="check-"))
    if home is not None:
        require_writable(home)
    job = Job(
        library=library,
        acceptances=tuple(
            acceptance
            for path in batch.acceptances
            for acceptance in load_acceptances(path, library.rulesets).acceptances
        ),
        as_of=batch.as_of,
        language=batch.lang,
        level=batch.level,
        templates=batch.templates,
        whole=any(destination.format.whole for destination in destinations),
        outputs=tuple(destination for destination in destinations if destination.of_each),
        pieces=tuple(format_.name for format_ in over if format_.pieces),
        kept=_kept(destinations, len(found.sources), terminal, several=several),
        several=several,
        records=records,
        keeps=keeps,
        remember=keeps and not batch.fresh,
        writes=not alone and _by_workers(batch, destinations, records),
    )
    folders = _folders_of(job, found, destinations)
    remove_leftovers(folders)
    stack.callback(remove_leftovers, folders)
    return job.fingerprinted() if several else job


def _folders_of(job: Job, found: Found, destinations: Sequence[Destination]) -> set[str]:
    """The folders of this machine that the run writes to."""
    places = {destination.file_of(source.name) for destination in destinations for source in found.sources}
    places |= {job.record_of(source.name) for source in found.sources}
    return {os.path.dirname(place) or "." for place in places if place is not None and not is_url(place)}  # noqa: PTH120


def _by_workers(batch: Batch, destinations: Sequence[Destination], records: str | None) -> bool:
    """Whether those who judge also write. A cluster's machines know no path of this one."""
    places = [destination.place for destination in destinations if destination.of_each] + [records]
    return batch.scheduler is None or all(place is not None and is_url(place) for place in places)


def _home(destinations: Sequence[Destination]) -> str | None:
    """The folder of the reports; None where there is none."""
    for destination in destinations:
        if destination.place is not None and destination.folder:
            return destination.place
    for destination in destinations:
        place = destination.place
        if place is not None and not is_device(place):
            return place.rpartition("/")[0] if is_url(place) else str(PurePath(place).parent)
    return None


def _kept(destinations: Sequence[Destination], plans: int, terminal: Terminal, *, several: bool) -> Kept:
    """How much of each report what stands over the run will ask for."""
    over = [d.format for d in destinations if not d.of_each and d.format.name != INDEX]
    has_index = indexes(destinations, several=several)
    says = not terminal.quiet
    many = plans > MANY
    if any(not format_.pieces and not (many and format_.tallied) for format_ in over) or (
        says and (terminal.verbose or not many)  # the summary shows a few plans in full, and some may turn out broken
    ):
        return "whole"
    return "for the index" if has_index else "nothing"


@contextmanager
def _executor(batch: Batch, job: Job, plans: int) -> Iterator[Executor]:
    with _executors(batch, job, plans) as executor:
        yield executor


def _executors(batch: Batch, job: Job, plans: int) -> AbstractContextManager[Executor]:
    if batch.scheduler is not None:
        from checker.batch.cluster import cluster  # late: few have one

        return cluster(job, batch.scheduler)
    if not job.several:
        return inline(job)
    from checker.batch.processes import processes

    return processes(job, max(1, min(batch.jobs or _cores(), plans)))


def _cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
