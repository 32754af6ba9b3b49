"""Gives tasks to a Dask cluster that is there already, and takes results: the same work, and the same bytes.

What lies on this machine, this machine reads and writes: plans travel to the cluster and reports back. Where all
is at URLs, the machines of the cluster read and write themselves, and only digests come back.
"""

from __future__ import annotations

import hashlib
import logging
import pickle  # nosec B403 # only writes
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any

from checker.batch.drive import Death
from checker.batch.job import Job
from checker.batch.on_cluster import carried, needs, perform_there, shipped
from checker.batch.places import is_url, read, read_plan
from checker.batch.sources import Source
from checker.batch.tasks import Content, PlansTask, Result, Task
from checker.batch.work import Outcome, remembered
from checker.failures import ClusterUnavailable, FormatUnavailable
from checker.i18n import N_
from checker.problems import InvalidFile
from checker.reporting.build_run import failed_file

AHEAD = 3
"""So many tasks for each thread of the cluster are under way or wait there."""
_ANSWER = 10.0
"""Seconds that the scheduler may take to answer."""
_FIRST_WORKER = 30.0
"""Seconds to wait for a first worker: one that was started just now."""
_WITHOUT_WORKERS = 300.0
"""Seconds without any worker after which a run is given up: what starts machines by itself takes minutes."""
_LOOK = 2.0
"""Seconds between two looks at who is there."""

_KILLED = N_("the machines that had it ended one after the other ({reason}); please report it")
_NO_SCHEDULER = N_("no Dask scheduler answers at {address} ({reason})")
_NO_WORKER = N_("the Dask scheduler at {address} has no worker; start one with: dask worker {address}")
_NO_PROGRAM = N_("the cluster cannot do the work ({reason}); install the same nq-check[cluster] on all its machines")
_LOST = N_("the connection to the cluster at {address} was lost ({reason}); run the same command again to go on")
_LEFT = N_(
    "the cluster at {address} has had no worker for {seconds} seconds; start some, and run the same command again to "
    "go on"
)


class Cluster:
    """An executor on a cluster. ``client`` is a ``distributed.Client``."""

    def __init__(self, job: Job, client: Any, address: str) -> None:
        self._job, self._client, self._address = job, client, address
        self._done: SimpleQueue[Any] = SimpleQueue()
        self._tasks: dict[str, tuple[Task, Any]] = {}
        self._threads, self._looked, self._peopled = 0, 0.0, monotonic()
        there = job if job.writes else replace(job, remember=False)  # its records are here
        shipment = shipped(there)
        self._key, self._needs = hashlib.sha256(shipment).hexdigest(), needs(job)
        self._shipment = client.submit(carried, shipment, pure=False)

    @property
    def workers(self) -> int:
        """Threads of the cluster, as many as it has now. Raises ClusterUnavailable."""
        if monotonic() - self._looked >= _LOOK:
            self._look()
        return max(1, self._threads)

    def _look(self) -> None:
        try:
            threads = self._client.sync(self._client.scheduler.ncores, callback_timeout=_ANSWER)
        except Exception as error:
            raise self._lost(error) from error
        self._threads, self._looked = sum(threads.values()), monotonic()
        if self._threads:
            self._peopled = self._looked
        elif self._looked - self._peopled > _WITHOUT_WORKERS:
            raise ClusterUnavailable(_LEFT, address=self._address, seconds=round(_WITHOUT_WORKERS))

    def room(self) -> bool:
        return len(self._tasks) < AHEAD * self.workers

    def start(self, task: Task) -> None:
        if isinstance(task, PlansTask) and not task.contents:
            task = replace(task, contents=tuple(map(self._content, task.sources)))
        sent = pickle.dumps(task)
        try:
            future = self._client.submit(perform_there, self._shipment, self._key, self._needs, sent, pure=False)
            future.add_done_callback(self._done.put)
        except Exception as error:
            raise self._lost(error) from error
        self._tasks[future.key] = (task, future)

    def _content(self, source: Source) -> Content:
        """What the cluster need not or cannot find out by itself."""
        if is_url(source.place) and (self._job.writes or not self._has_record(source)):
            return None
        try:
            content = read_plan(source.place)
        except InvalidFile as error:
            return Outcome(failed=failed_file(source.place, source.name, error.problems, self._job.language))
        if self._job.remember and not self._job.writes:
            key = self._job.key_of(source.place, source.name, content)
            return remembered(self._job, source, key) or content
        return content

    def _has_record(self, source: Source) -> bool:
        place = self._job.record_of(source.name) if self._job.remember else None
        return place is not None and read(place) is not None

    def finished(self) -> tuple[Task, Result | Death]:
        """Waits for one of the tasks that were started. Raises what ``perform`` raised, and ClusterUnavailable."""
        while True:
            try:
                future = self._done.get(timeout=_LOOK)
            except Empty:
                self._look()
                continue
            try:
                result = self._result(future)
            except TimeoutError:  # the worker that had the result is gone, and another does it again
                future.add_done_callback(self._done.put)
                continue
            task, _ = self._tasks.pop(future.key)
            return task, result

    def _result(self, future: Any) -> Result | Death:
        from distributed import KilledWorker

        if future.status == "error":
            error = future.exception(timeout=_ANSWER)
            if isinstance(error, KilledWorker):
                return Death(_KILLED, (("reason", "KilledWorker"),))
            if isinstance(error, (ImportError, AttributeError)) or "deserializ" in str(error):
                raise ClusterUnavailable(_NO_PROGRAM, reason=_reason(error.__cause__ or error)) from error
            if type(error).__module__.startswith(("distributed", "dask")):
                raise self._lost(error) from error
            raise error
        try:
            result: Result | Death = future.result(timeout=_ANSWER)
        except TimeoutError:
            if self._client.status == "running":
                raise
            raise self._lost(TimeoutError()) from None
        except BaseException as error:  # CancelledError is no Exception
            if isinstance(error, (KeyboardInterrupt, SystemExit)):
                raise
            raise self._lost(error) from error
        return result

    def _lost(self, error: BaseException) -> ClusterUnavailable:
        return ClusterUnavailable(_LOST, address=self._address, reason=_reason(error))

    def close(self) -> None:
        """Takes back what is not done."""
        with suppress(Exception):
            if self._client.status == "running":
                self._client.cancel([future for _, future in self._tasks.values()], asynchronous=False)
        with suppress(Exception):
            self._client.close(timeout=_ANSWER)


@contextmanager
def cluster(job: Job, address: str) -> Iterator[Cluster]:
    """An executor on the cluster of the scheduler at ``address``. Raises FormatUnavailable, ClusterUnavailable."""
    try:
        import dask
        from distributed import Client
        from distributed.comm.addressing import get_address_host
    except ImportError as error:
        raise FormatUnavailable("--scheduler", "distributed", str(error), 'pip install "nq-check[cluster]"') from error
    for name in ("distributed", *(name for name in logging.root.manager.loggerDict if name.startswith("distributed"))):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # what matters is said in our words
    quiet = {"distributed.admin.large-graph-warning-threshold": "1GB"}  # plans are what we have to send
    with warnings.catch_warnings(), dask.config.set(quiet):
        warnings.filterwarnings("ignore", module="distributed")  # differing versions we look for ourselves
        try:
            get_address_host(address)  # or a client of no address known is still looking for it when Python ends
            client: Any = Client(address, timeout=_ANSWER, set_as_default=False)  # type: ignore[no-untyped-call]
        except Exception as error:
            raise ClusterUnavailable(_NO_SCHEDULER, address=address, reason=_reason(error)) from error
        executor = None
        try:
            try:
                client.wait_for_workers(1, timeout=_FIRST_WORKER)
            except Exception as error:
                raise ClusterUnavailable(_NO_WORKER, address=address) from error
            executor = Cluster(job, client, address)
            yield executor
        finally:
            executor.close() if executor else client.close()


def _reason(error: BaseException) -> str:
    return next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
