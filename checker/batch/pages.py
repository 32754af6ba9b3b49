"""The pages over all plans of a run: one index, or of many plans an overview and pages for each province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePath

from checker.batch.drive import Death, Executor, results
from checker.batch.places import read, write
from checker.batch.record import RecordAt
from checker.batch.run import Run
from checker.batch.tasks import PageTask
from checker.failures import RunFailed
from checker.i18n import N_
from checker.reporting.report import Report
from checker.writers.formats import Presentation
from checker.writers.outputs import is_url, within

_NO_PAGE = N_("{page} cannot be made: {reason}")


def write_index(run: Run, place: str, how: Presentation, executor: Executor, *, plan_pages: bool = True) -> list[str]:
    """Writes the index to ``place``, and pages of provinces beside it; gives where all of them are.

    ``plan_pages``: each plan has a page there, too, to which they link.

    Raises OSError, and RunFailed where a page could not be made: at the end, when all others are there.
    """
    from checker.writers.overview.overview import render_index  # late: a single plan has no index

    if not run.many:
        write(place, render_index(run.report, how, plan_pages=plan_pages))
        return [place]
    from checker.writers.overview.many import render_overview

    folder = place.rpartition("/")[0] or "." if is_url(place) else str(PurePath(place).parent)
    pages: list[str] = []
    failed: list[RunFailed] = []
    for name, content in _of_provinces(run, executor, plan_pages):
        page = within(folder, f"{name}.html")
        if isinstance(content, Death):
            reason = how.language.say(content.reason, **dict(content.values))
            failed.append(RunFailed(_NO_PAGE, page=page, reason=reason))
        else:
            write(page, content)
            pages.append(page)
    write(place, render_overview(_head(run), run.tally, how, plan_pages=plan_pages))
    if failed:
        raise min(failed, key=str)
    return [place, *sorted(pages)]


def _head(run: Run) -> Report:
    return run.report.model_copy(update={"plans": ()})


def _of_provinces(run: Run, executor: Executor, plan_pages: bool) -> Iterator[tuple[str, bytes | Death]]:
    """Name and content of each province's pages, as they are ready."""
    for task, result in results(executor, _tasks(run, plan_pages)):
        assert isinstance(task, PageTask)  # nosec B101 # noqa: S101  (nothing else was given)
        if isinstance(result, (bytes, Death)):
            yield task.page.name, result


def _tasks(run: Run, plan_pages: bool) -> Iterator[PageTask]:
    """Each page; what is read for it is read when it is its turn."""
    from checker.writers.overview.province import province_pages

    head = _head(run).model_copy(update={"errors": (), "nation": (), "sums": ()})
    plans: dict[int, list[RecordAt]] = defaultdict(list)
    for code, record in zip(run.codes, run.records, strict=True):
        plans[code].append(record)
    for code in sorted(plans):
        for page in province_pages(code, len(plans[code])):
            records = tuple(plans[code][page.slice])
            raw = () if run.job.writes else tuple(read(record.place) or b"" for record in records)
            yield PageTask(head, page, plan_pages, records, raw)
