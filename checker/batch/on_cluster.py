"""What a worker of a Dask cluster does with a task: it has it performed by a process of its own, as a single machine does.

So whatever kills that process or hangs in it costs the cluster nothing: the worker lives on, with all that
waits there, and reports the death, of which the plans of the task are tried alone.
"""

from __future__ import annotations

import multiprocessing
import pickle  # nosec B403 # what the scheduler sends, which may run anything here
import tempfile
import threading
import zlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version_tuple
from time import monotonic
from typing import Any

from checker.batch.drive import Death
from checker.batch.job import Job, program
from checker.batch.processes import Processes
from checker.batch.tasks import Result, Task
from checker.failures import BrokenTemplate, ClusterUnavailable
from checker.i18n import N_

_IDLE = 30.0
"""Seconds after which a process that nothing is asked of is ended."""
_LIBRARIES = (
    *("docxtpl", "durable-rules", "Jinja2", "lxml", "MarkupSafe", "pydantic", "python-docx", "PyYAML"),
    *("vietnam-provinces", "XlsxWriter"),
)
_LIBRARIES_OF = {"pdf": "weasyprint", "parquet": "pyarrow"}

_OTHER = N_(
    "worker {worker} of the cluster has {name} {theirs}, this machine has {ours}; install the same on all of them, "
    "with the same constraints.txt"
)


@dataclass(frozen=True, slots=True)
class Shipment:
    """The job on its way to the cluster, with the user's own templates: their paths below ``folder``, and contents."""

    job: Job
    folder: str
    templates: tuple[tuple[str, bytes], ...]


def shipped(job: Job) -> bytes:
    """The job for ``perform_there``; what lies at paths of this machine comes with it."""
    folder = job.templates
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder else []
    templates = tuple((path.relative_to(folder or ".").as_posix(), path.read_bytes()) for path in files)
    return pickle.dumps(Shipment(replace(job, templates=None), str(folder or ""), templates))


def needs(job: Job) -> dict[str, str]:
    """What the bytes of reports follow from beside the job: versions of the program and of what it is made with."""
    formats = {output.format.name for output in job.outputs} | set(job.pieces)
    libraries = (*_LIBRARIES, *(library for name, library in _LIBRARIES_OF.items() if name in formats))
    return {name: _version(name) for name in ("nq-check", "Python", "zlib", *libraries)}


@cache
def _version(name: str) -> str:
    if name == "nq-check":
        return program()
    if name == "Python":
        return ".".join(python_version_tuple()[:2])
    if name == "zlib":
        return zlib.ZLIB_RUNTIME_VERSION
    try:
        return version(name)
    except PackageNotFoundError:
        return "–"


def carried(content: bytes) -> bytes:
    """The shipment itself: as the result of a task, Dask brings it to each worker once, and again where it is lost."""
    return content


def perform_there(shipment: bytes, key: str, needed: Mapping[str, str], task: bytes) -> Result | Death:
    """``perform`` by a process of this worker; ``key`` is the shipment's.

    Raises ClusterUnavailable where this machine has other versions than are ``needed``, and what ``perform`` raises.
    """
    for name, ours in needed.items():
        if _version(name) != ours:
            raise ClusterUnavailable(_OTHER, worker=_address(), name=name, theirs=_version(name), ours=ours)
    unpacked: Task = pickle.loads(task)  # nosec B301 # noqa: S301  (whoever reaches the scheduler runs what he likes here)
    with _host(key, shipment) as host, host.process() as process:
        process.start(unpacked)
        try:
            return process.finished()[1]
        except BrokenTemplate as error:
            raise host.as_at_home(error) from error


def _address() -> str:
    from distributed import get_worker

    return str(get_worker().address)


@dataclass(slots=True)
class _Host:
    """A job on this machine, with the processes that know it; a worker with several threads has one for each."""

    job: Job
    home: str
    stack: ExitStack
    idle: list[tuple[float, Processes]] = field(default_factory=list)
    users: int = 0
    left: float = 0.0

    @contextmanager
    def process(self) -> Iterator[Processes]:
        with _LOCK:
            process = self.idle.pop()[1] if self.idle else None
        if process is None:
            # Dask starts its workers as daemons, which may have no children; ours end with their pipe
            config: dict[str, Any] = multiprocessing.current_process()._config  # type: ignore[attr-defined]
            config["daemon"] = False
            process = Processes(self.job, 1)
        try:
            yield process
        finally:  # one that raised what a task did is as good as before
            with _LOCK:
                self.idle.append((monotonic(), process))

    def as_at_home(self, error: BrokenTemplate) -> BrokenTemplate:
        """The error with the template's path on the user's machine."""
        place = error.place.replace(str(self.job.templates), self.home)
        return BrokenTemplate(place, error.message, **error.values)


_LOCK = threading.Lock()
_HOSTS: dict[str, _Host] = {}


@contextmanager
def _host(key: str, shipment: bytes) -> Iterator[_Host]:
    with _LOCK:
        if not _HOSTS:
            threading.Thread(target=_rest, name="check-rest", daemon=True).start()
        host = _HOSTS.get(key) or _HOSTS.setdefault(key, _unpacked(shipment))
        host.users += 1
    try:
        yield host
    finally:
        with _LOCK:
            host.users -= 1
            host.left = monotonic()


def _unpacked(shipment: bytes) -> _Host:
    found: Shipment = pickle.loads(shipment)  # nosec B301 # noqa: S301
    stack = ExitStack()
    if not found.folder:
        return _Host(found.job, "", stack)
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="check-templates-")))
    for name, content in found.templates:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return _Host(replace(found.job, templates=folder), found.folder, stack)


def _rest() -> None:
    """Ends what has been idle, until nothing is left; the next task starts anew."""
    while True:
        threading.Event().wait(_IDLE / 6)
        with _LOCK:
            since = monotonic() - _IDLE
            ended = [process for host in _HOSTS.values() for left, process in host.idle if left < since]
            for key, host in list(_HOSTS.items()):
                host.idle = [(left, process) for left, process in host.idle if left >= since]
                if not host.users and not host.idle and host.left < since:
                    del _HOSTS[key]
                    host.stack.close()
            done = not _HOSTS
        for process in ended:
            process.close()
        if done:
            return
