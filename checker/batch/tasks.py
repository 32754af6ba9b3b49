"""What a process is asked to do: judge some plans, or render the page of a province."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.batch.job import Job
from checker.batch.places import read
from checker.batch.record import RecordAt, report_of_plan
from checker.batch.sources import Source
from checker.batch.work import Outcome, check_source
from checker.reporting.report import PlanReport, Report

if TYPE_CHECKING:
    from checker.writers.overview.province import ProvincePage

Content = bytes | Outcome | None
"""The content of a plan file, the outcome where it is known already, or None: whoever judges it reads it."""


@dataclass(frozen=True, slots=True)
class PlansTask:
    """Some plans of a run, the first of them its ``first``-th. ``contents``, one of each plan, where the caller reads."""

    first: int
    sources: tuple[Source, ...]
    contents: tuple[Content, ...] = ()

    def split(self) -> list[PlansTask]:
        """A task for each plan."""
        contents: list[tuple[Content, ...]] = [(content,) for content in self.contents] or [()] * len(self.sources)
        return [
            PlansTask(self.first + number, (source,), content)
            for number, (source, content) in enumerate(zip(self.sources, contents, strict=True))
        ]

    def head(self, count: int) -> PlansTask:
        """The first plans of it alone."""
        return PlansTask(self.first, self.sources[:count], self.contents[:count])


@dataclass(frozen=True, slots=True)
class PageTask:
    """The page of one province over its plans with these records; ``raw`` are their contents where they are at hand.

    ``head`` is the report of the run without its plans, ``plan_pages`` as in ``write_index``.
    """

    head: Report
    page: ProvincePage
    plan_pages: bool
    records: tuple[RecordAt, ...]
    raw: tuple[bytes, ...] = ()


Task = PlansTask | PageTask
Result = tuple[Outcome, ...] | bytes


def perform(job: Job, task: Task) -> Result:
    """The outcomes of plans in their order, or the page. Raises what ``check_source`` raises, and RunFailed."""
    if isinstance(task, PlansTask):
        contents = task.contents or (None,) * len(task.sources)
        return tuple(
            content if isinstance(content, Outcome) else check_source(job, source, content)
            for source, content in zip(task.sources, contents, strict=True)
        )
    from checker.writers.overview.province import render_province  # late: most runs have no such page

    return render_province(task.head, _plans(task), task.page, job.presentation, plan_pages=task.plan_pages)


def _plans(task: PageTask) -> Sequence[PlanReport]:
    raw: Sequence[bytes | None] = task.raw or tuple(read(record.place) for record in task.records)
    return [report_of_plan(record, content) for record, content in zip(task.records, raw, strict=True)]
