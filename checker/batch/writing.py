"""Renders and writes what stands over all plans of a run; what goes to standard output comes last."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from checker.batch.drive import Executor
from checker.batch.pages import write_index
from checker.batch.places import write_by
from checker.batch.run import Run
from checker.i18n import N_
from checker.writers.formats import INDEX, Presentation
from checker.writers.outputs import Destination, indexes

Fill = Callable[[BinaryIO], object]
OnRendering = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A file that is rendered or will be as it is written; ``place`` is None for standard output."""

    place: str | None
    fill: Fill


def write_run(
    run: Run,
    destinations: Sequence[Destination],
    how: Presentation,
    executor: Executor,
    on_rendering: OnRendering = lambda _: None,
) -> Callable[[], None]:
    """Writes all files of a run, and adds them to ``run.written``; gives what writes to standard output.

    Nothing of a single plan is written before all of it is rendered. Raises OSError, BrokenTemplate.
    """
    waiting = [_Waiting(place, _filled(content)) for place, content in run.held]
    over = [d for d in destinations if not d.of_each and d.format.name != INDEX]
    if not run.judged:
        over = [destination for destination in over if destination.format.failures]
    for destination in over:
        on_rendering(destination.format.name)
        waiting.append(_Waiting(destination.place, _over(run, destination, how)))
    for file in waiting:
        if file.place is not None:
            write_by(file.place, file.fill)
            run.written.append(file.place)
    for index in indexes(destinations, several=run.job.several) if run.judged else ():
        on_rendering(INDEX)
        pages = any(d.format.name == "html" and d.folder and index == d.file_of(INDEX) for d in destinations)
        run.written += write_index(run, index, how, executor, plan_pages=pages)

    def to_standard_output() -> None:
        try:
            for file in waiting:
                if file.place is None:
                    file.fill(sys.stdout.buffer)
            sys.stdout.flush()
        except BrokenPipeError:  # the reader has seen enough; Python must not complain at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except OSError as error:
            error.filename = how.language.say(N_("standard output"))
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise

    return to_standard_output


def _filled(content: bytes) -> Fill:
    return lambda stream: stream.write(content)


def _over(run: Run, destination: Destination, how: Presentation) -> Fill:
    format_ = destination.format
    how = replace(how, color=how.color and destination.place is None)
    if format_.pieces:
        head = run.report.model_copy(update={"plans": ()})
        return lambda stream: format_.join(head, run.pieces(format_.name), how, stream)
    return _filled(format_.render_run(run.report, how, run.tally if run.many else None))
