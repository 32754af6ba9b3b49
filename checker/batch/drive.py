"""Gives tasks to processes, takes results, and gives another chance to plans whose process died."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from checker.batch.sources import Source
from checker.batch.tasks import PlansTask, Result, Task
from checker.batch.work import Outcome, died
from checker.i18n import Language

CHUNK = 8
"""So many plans at most are given to a process at once."""


@dataclass(frozen=True, slots=True)
class Death:
    """The process that had a task is gone; ``reason`` is a msgid, with ``values``.

    ``done``: the outcomes of the first plans of the task, where it is known that the process was at the next; None
    where nobody knows how far it had come.
    """

    reason: str
    values: tuple[tuple[str, object], ...] = ()
    done: tuple[Outcome, ...] | None = None


class Executor(Protocol):
    """Processes that perform tasks."""

    @property
    def workers(self) -> int:
        """How many tasks run at once."""

    def room(self) -> bool:
        """Whether a task can be started without waiting."""

    def start(self, task: Task) -> None: ...

    def finished(self) -> tuple[Task, Result | Death]:
        """Waits for one of the tasks that were started. Raises what ``perform`` raised."""


def chunks(sources: Sequence[Source], workers: int) -> Iterator[PlansTask]:
    """The plans in their order; the fewer there are, the smaller the tasks, so that all workers have some."""
    size = max(1, min(CHUNK, len(sources) // (workers * 4)))
    for first in range(0, len(sources), size):
        yield PlansTask(first, tuple(sources[first : first + size]))


def results(executor: Executor, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result | Death]]:
    """Every task, as they end; one whose process died comes in parts, each plan once.

    What a process died of is tried once more, a plan alone; a Death is the second.
    """
    waiting = iter(tasks)
    again: deque[Task] = deque()
    suspected: set[int | str] = set()
    running = 0
    while True:
        while executor.room():
            task = again.popleft() if again else next(waiting, None)
            if task is None:
                break
            executor.start(task)
            running += 1
        if not running:
            return
        task, result = executor.finished()
        running -= 1
        if not isinstance(result, Death):
            yield task, result
            continue
        if result.done and isinstance(task, PlansTask):
            yield task.head(len(result.done)), result.done
        rest = task.split()[len(result.done or ()) :] if isinstance(task, PlansTask) else [task]
        suspects = rest if result.done is None else rest[:1]
        if len(rest) == 1 and _name(rest[0]) in suspected:
            yield rest[0], result
            continue
        suspected.update(map(_name, suspects))
        again.extend(rest)


def _name(task: Task) -> int | str:
    return task.first if isinstance(task, PlansTask) else task.page.name


def outcomes(
    executor: Executor, sources: Sequence[Source], language: Language, ended: Callable[[Source, Outcome], Outcome]
) -> Iterator[tuple[Source, Outcome]]:
    """The outcome of every plan, in the order of the sources.

    ``ended`` is told of each as soon as it is there, in any order, and gives what is to be kept of it until then.
    """
    early: dict[int, Outcome] = {}
    next_ = 0
    for task, result in results(executor, chunks(sources, executor.workers)):
        assert isinstance(task, PlansTask)  # nosec B101 # noqa: S101  (nothing else was given)
        for number, outcome in enumerate(_outcomes(task, result, language), task.first):
            early[number] = ended(sources[number], outcome)
        while next_ in early:
            yield sources[next_], early.pop(next_)
            next_ += 1


def _outcomes(task: PlansTask, result: Result | Death, language: Language) -> Sequence[Outcome]:
    if isinstance(result, Death):
        values = dict(result.values)
        return [died(source, result.reason, language, **values) for source in task.sources]
    return [found for found in result if isinstance(found, Outcome)]
