"""One run of the command: the plans to an executor, their outcomes together, what stands over all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from checker.batch.drive import Executor, outcomes
from checker.batch.inline import Inline
from checker.batch.job import Job
from checker.batch.record import RecordAt
from checker.batch.sources import Source
from checker.batch.stored import StoredPlans, stored_pieces
from checker.batch.work import Outcome, Rendered, written_down
from checker.reporting.build_run import report_of
from checker.reporting.build_sums import sums_of
from checker.reporting.digest import PlanDigest
from checker.reporting.report import FailedFile, PlanReport, Report
from checker.reporting.tally import Tally

if TYPE_CHECKING:  # imported late: a single plan does not wait for it
    from checker.reading.province_table import ProvinceTable

MANY = 100
"""A run of more plans is not held in memory: its plans are loaded one by one, and its index is by province."""

OnPlan = Callable[[Source, Outcome], None]


@dataclass(slots=True)
class Run:
    """What the plans of a run came to.

    ``report``: of more than ``MANY`` plans its ``plans`` are loaded whenever they are asked for, and if more than
    those speak for a province, what single plans say is left out of ``nation`` and ``sums``. ``tally`` counts the
    plans. ``judged`` are the sources that could be checked, ``codes`` those of their provinces, ``keys`` those of
    their records. ``held`` is to be written when all is rendered; ``written`` is. ``marked``: province and number of
    marked entries of each plan that has some. ``short``: one does not conform to a norm that binds it, or it cannot
    be said yet. ``many``: more than ``MANY`` files were to be checked.
    """

    job: Job
    report: Report
    tally: Tally
    judged: Sequence[Source]
    codes: Sequence[int]
    keys: Sequence[str]
    held: Sequence[Rendered]
    written: list[str]
    marked: Sequence[tuple[str, int]]
    short: bool
    own_pieces: Sequence[dict[str, bytes]]
    many: bool

    @property
    def records(self) -> list[RecordAt]:
        """Where the records of the plans are."""
        return _records(self.job, self.judged, self.keys)

    def pieces(self, format_: str) -> Iterator[bytes]:
        """The pieces of a format over the run, in the order of the plans. Raises RunFailed."""
        if self.job.records is None:
            return (pieces[format_] for pieces in self.own_pieces)
        return stored_pieces(self.records, format_)


@dataclass(slots=True)
class _Collected:
    """The outcomes so far, in the order of the sources."""

    tally: Tally
    digests: list[PlanDigest] = field(default_factory=list)
    """Of plans that are named in ``nation`` and ``sums``: at most one more than ``MANY``."""
    judged: list[Source] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    errors: list[FailedFile] = field(default_factory=list)
    reports: list[PlanReport] = field(default_factory=list)
    pieces: list[dict[str, bytes]] = field(default_factory=list)
    held: list[Rendered] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    marked: list[tuple[str, int]] = field(default_factory=list)
    short: bool = False


def inline(job: Job) -> AbstractContextManager[Executor]:
    """The executor of a single plan."""
    return nullcontext(Inline(job))


def run_plans(
    job: Job,
    sources: Sequence[Source],
    errors: Sequence[FailedFile],
    executor: Executor,
    table: ProvinceTable | None,
    on_plan: OnPlan,
) -> Run:
    """Judges all plans; ``errors`` are of files that were lost before. What ``check_source`` raises ends the run."""
    tally = Tally.over(job.library.rulesets, job.library.catalogue, job.language)
    so_far = _Collected(tally, errors=list(errors))
    many = len(sources) > MANY

    def ended(source: Source, outcome: Outcome) -> Outcome:
        if outcome.report is None:
            outcome = written_down(outcome, source, job.language)
        on_plan(source, outcome)
        return outcome

    for source, outcome in outcomes(executor, sources, job.language, ended):
        _collect(so_far, source, outcome)
    for _ in so_far.errors:
        tally.fail()
    return Run(
        job,
        _report(so_far, job, table, many=many),
        so_far.tally,
        so_far.judged,
        so_far.codes,
        so_far.keys,
        so_far.held,
        so_far.written,
        so_far.marked,
        so_far.short,
        so_far.pieces,
        many,
    )


def _collect(so_far: _Collected, source: Source, outcome: Outcome) -> None:
    digest = outcome.digest
    if digest is None:
        if outcome.failed is not None:
            so_far.errors.append(outcome.failed)
        return
    so_far.tally.add(digest, reused=outcome.reused)
    so_far.judged.append(source)
    so_far.codes.append(digest.province_code)
    so_far.keys.append(outcome.key)
    so_far.short |= digest.outcome in ("bad", "open")
    speaks = digest.level == "province" or any(norm.sums for norm in digest.norms)
    if speaks and len(so_far.digests) <= MANY:
        so_far.digests.append(digest)
    if digest.review_entries:
        so_far.marked.append((digest.province, digest.review_entries))
    if outcome.report is not None:
        so_far.reports.append(outcome.report)
        so_far.pieces.append(dict(outcome.pieces))
        so_far.held += outcome.rendered
    else:
        so_far.written += outcome.written


def _records(job: Job, judged: Sequence[Source], keys: Sequence[str]) -> list[RecordAt]:
    found = ((job.record_of(source.name), key) for source, key in zip(judged, keys, strict=True))
    return [RecordAt(place, key) for place, key in found if place is not None]


def _report(so_far: _Collected, job: Job, table: ProvinceTable | None, *, many: bool) -> Report:
    """The report of the run; what it says of single plans beside ``plans`` only if they are few."""
    from checker.reporting.build_nation import nation_of  # late: a single plan does not wait for it

    unnamed = len(so_far.digests) > MANY
    named = [] if unnamed else so_far.digests
    rulesets, language = job.rulesets, job.language
    parts: dict[str, Any] = {"sums": sums_of(rulesets, so_far.tally.gifts, language, None if unnamed else named)}
    if table is not None:
        nation = nation_of(
            rulesets,
            job.library.catalogue,
            so_far.tally.voices,
            table,
            language,
            [digest for digest in named if digest.level == "province"],
        )
        parts |= {"nation": nation.nation, "provinces": nation.provinces, "population": nation.population}
    report = report_of(so_far.reports, job.as_of, language, several=job.several, errors=tuple(so_far.errors), **parts)
    if job.records is None:
        return report
    records = _records(job, so_far.judged, so_far.keys)
    # no tuple: to make one would load them all
    return report.model_copy(update={"plans": StoredPlans(records, keep=not many)})
