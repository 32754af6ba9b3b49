"""Performs tasks in processes of this machine, so that what kills one of them costs no other its work.

Why not a pool of the standard library, loky or pebble: their workers share one pipe or queue. The engine
is C; a worker that dies while it holds that breaks the pool, or loses what others had done. Here each worker
has a pipe of its own, and its end is seen on that pipe.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Any

from checker.batch.drive import Death
from checker.batch.job import Job, packed
from checker.batch.tasks import PlansTask, Result, Task
from checker.batch.work import Outcome
from checker.batch.worker import serve
from checker.failures import RunFailed
from checker.i18n import N_

SECONDS = 120.0
"""What one plan may take, of all formats together; a plan takes some hundredths of a second, as PDF some seconds."""
_AFTERWARDS = 10.0
"""Seconds after which a worker ends by itself what its caller has not ended: the caller is gone."""
_BEGINNINGS = 3
"""So many workers in a row may die before they have taken a task."""
RECYCLED = 2_000
"""After so many plans a worker is replaced: whatever the C core or a library may have kept goes with it."""
_PATIENCE = 5.0
"""Seconds that a worker has to end when told to."""

_KILLED = N_("the process that judged it was ended by the system, twice ({reason}); please report it")
_SLOW = N_("judging it takes longer than {seconds} seconds; split the file")
_NO_WORKER = N_("no process that judges plans can be started ({reason}); is there enough memory?")


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    task: Task | None = None
    taken: bool = False
    """It has said that it has the task."""
    results: list[Result] = field(default_factory=list)
    """Those of the plans of the task that are done."""
    until: float = 0.0
    plans: int = 0
    """How many it was ever given."""


class Processes:
    """An executor with ``workers`` processes, started when there is something to do."""

    def __init__(self, job: Job, workers: int, *, seconds: float = SECONDS) -> None:
        self.workers, self._seconds = workers, seconds
        self._job = packed(job)
        self._context = _context()
        self._all: list[_Worker] = []
        self._stillborn = 0

    def room(self) -> bool:
        return len(self._all) < self.workers or any(worker.task is None for worker in self._all)

    def start(self, task: Task) -> None:
        worker = next((worker for worker in self._all if worker.task is None), None)
        if worker is not None and worker.plans >= RECYCLED:
            self._end(worker)
            worker = None
        if worker is None:
            worker = self._new()
        worker.task, worker.taken, worker.results = task, False, []
        worker.until = monotonic() + self._seconds
        worker.plans += _parts(task)
        with suppress(OSError):  # it is dead: its pipe will say so
            worker.pipe.send(task)

    def finished(self) -> tuple[Task, Result | Death]:
        while True:
            busy = {worker.pipe: worker for worker in self._all if worker.task is not None}
            first = min(worker.until for worker in busy.values())
            ready = wait(list(busy), max(0.0, first - monotonic()))
            for pipe in ready:
                ended = self._heard(busy[pipe])  # type: ignore[index]
                if ended is not None:
                    return ended
            late = next((worker for worker in busy.values() if not ready and worker.until <= monotonic()), None)
            if late is not None:
                return self._given_up(late, _SLOW, seconds=round(self._seconds))

    def _heard(self, worker: _Worker) -> tuple[Task, Result | Death] | None:
        """Takes what a worker says; gives its task if that has ended."""
        try:
            said = worker.pipe.recv()
        except Exception:  # it died before or while it answered
            return self._died(worker)
        worker.until = monotonic() + self._seconds
        if isinstance(said, BaseException):
            worker.task = None
            raise said
        if said is None:
            worker.taken, self._stillborn = True, 0
            return None
        worker.results.append(said)
        task = worker.task
        if task is None or len(worker.results) < _parts(task):
            return None
        worker.task = None
        return task, _outcomes(worker.results) if isinstance(task, PlansTask) else said

    def _died(self, worker: _Worker) -> tuple[Task, Death] | None:
        worker.process.join(_PATIENCE)
        reason = _how_it_ended(worker.process.exitcode)
        if worker.taken:
            return self._given_up(worker, _KILLED, reason=reason)
        self._stillborn += 1
        if self._stillborn >= _BEGINNINGS:
            raise RunFailed(_NO_WORKER, reason=reason)
        task, _ = self._given_up(worker, _KILLED, reason=reason)
        self.start(task)  # it was not the task's fault
        return None

    def _given_up(self, worker: _Worker, why: str, /, **values: object) -> tuple[Task, Death]:
        task = worker.task
        assert task is not None  # nosec B101 # noqa: S101
        self._end(worker, at_once=True)
        return task, Death(why, tuple(values.items()), _outcomes(worker.results))

    def _new(self) -> _Worker:
        ours, its = self._context.Pipe()
        given = (its, self._job, self._seconds + _AFTERWARDS)
        process = self._context.Process(target=serve, args=given, name="check-worker", daemon=True)
        with _no_interrupt():
            process.start()
        its.close()
        worker = _Worker(process, ours)
        self._all.append(worker)
        return worker

    def _end(self, worker: _Worker, *, at_once: bool = False) -> None:
        self._all.remove(worker)
        worker.pipe.close()
        if at_once:
            worker.process.kill()
        worker.process.join(_PATIENCE)
        if worker.process.exitcode is None:
            worker.process.kill()
            worker.process.join()
        worker.process.close()

    def close(self) -> None:
        """Ends all workers; what they were writing is removed."""
        for worker in self._all:
            if worker.task is not None:
                worker.process.terminate()
        for worker in list(self._all):
            self._end(worker)


@contextmanager
def processes(job: Job, workers: int) -> Iterator[Processes]:
    """An executor whose processes end with the block."""
    executor = Processes(job, workers)
    try:
        yield executor
    finally:
        executor.close()


def _context() -> Any:
    """Fresh processes, forked from one that has nothing but our modules: no threads, locks or files of the caller."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["checker.batch.tasks", "checker.writers.page.page"])
        return context
    return multiprocessing.get_context("spawn")


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Processes started in the block never see Ctrl-C, which a terminal sends to all; it waits for its end."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing.resource_tracker import ensure_running

    ensure_running()  # or it would be started in the block, and lift this mask
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _parts(task: Task) -> int:
    """How many results a worker has of a task."""
    return len(task.sources) if isinstance(task, PlansTask) else 1


def _outcomes(results: Sequence[Result]) -> tuple[Outcome, ...]:
    return tuple(found for result in results for found in result if isinstance(found, Outcome))


def _how_it_ended(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        with suppress(ValueError):
            return signal.Signals(-exitcode).name
    return f"exit {exitcode}"
