"""A batch on a Dask cluster of two workers on this machine, against two processes of its own: what a plan costs, and where.

The serial part is the client's: what it takes of the processor for each plan bounds how many cores a run can use.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from .generate import AS_OF, PLANS
from .plans import write_plans
from .process_tree import Measured, measure
from .timing import table

_ROOT = PLANS.parent
_HERE, _CARRIED, _AT_URLS = "two processes", "cluster, files here", "cluster, files at URLs"
FULL, QUICK = (1_000, 3_355), (100, 300)


@dataclass(frozen=True, slots=True)
class _Machines:
    address: str
    workers: Sequence[psutil.Process]

    def processor(self) -> float:
        """Seconds of processors that the workers and their processes have had so far."""
        return sum(sum(each.cpu_times()[:2]) for worker in self.workers for each in _tree(worker))

    def wait_until_idle(self) -> None:
        """Until the processes of the last run have ended, whose seconds would be taken from those of the next."""
        while any(child.children() for worker in self.workers for child in worker.children()):
            time.sleep(1)


def compare_cluster(sizes: Sequence[int]) -> str:
    """A table: plans of each size by each way. Raises AssertionError where the bytes of two ways differ."""
    rows = []
    with tempfile.TemporaryDirectory(prefix="cluster-") as name, _machines(Path(name)) as machines:
        for size in sizes:
            plans = Path(name) / f"plans-{size}"
            write_plans(plans, size)
            written = set()
            for way in (_HERE, _CARRIED, _AT_URLS):
                output = Path(name) / f"out-{size}-{way}"
                machines.wait_until_idle()
                before = machines.processor()
                measured = _check(plans, output, way, machines.address)
                there = 0.0 if way == _HERE else machines.processor() - before
                rows.append(_row(size, way, measured, there, output))
                if way != _AT_URLS:  # there the reports call their plans by other names
                    written.add(_digest(output))
            if len(written) != 1:
                raise AssertionError("the cluster has written other bytes")
    head = [
        "way",
        "plans",
        "s",
        "plans/s",
        "CPU ms a plan",
        "of it the client",
        "client MB",
        "reports kB",
        "records kB",
    ]
    note = (
        "`check DIR -f json:OUT/ -f index`; a scheduler and two workers with a thread each, on the same two cores as "
        "the client. CPU of workers and client, without the scheduler's. Client MB: all that is no worker of the cluster. kB of each plan."
    )
    return table("Cluster", note, head, rows)


def _row(size: int, way: str, measured: Measured, there: float, output: Path) -> list[str]:
    client = measured.processor / size * 1000
    return [
        way,
        f"{size:,}",
        f"{measured.seconds:.0f}",
        f"{size / measured.seconds:.0f}",
        f"{client + there / size * 1000:.0f}",
        f"{client:.1f}" if there else "–",
        f"{measured.megabytes:.0f}",
        f"{_bytes(output / 'json', '*.json') / size / 1000:.0f}",
        f"{_bytes(output, '*.done') / size / 1000:.0f}",
    ]


def _check(plans: Path, output: Path, way: str, address: str) -> Measured:
    prefix = "local://" if way == _AT_URLS else ""
    command = [sys.executable, "-m", "checker", f"{prefix}{plans}", "-q", "--as-of", AS_OF.isoformat()]
    command += ["-o", f"{prefix}{output}", "-f", f"json:{prefix}{output / 'json'}/", "-f", "index"]
    command += ["--jobs", "2"] if way == _HERE else ["--scheduler", address]
    return measure(command, _ROOT, (0, 1))


def _bytes(folder: Path, pattern: str) -> int:
    return sum(path.stat().st_size for path in folder.rglob(pattern))


def _digest(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*.*") if path.suffix in (".json", ".html")):
        found.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return found.hexdigest()


def _tree(process: psutil.Process) -> Iterator[psutil.Process]:
    yield from (process, *process.children(recursive=True))


@contextmanager
def _machines(folder: Path) -> Iterator[_Machines]:
    """A scheduler and two workers, until the end of the block."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str, until: str) -> str:
        log = folder / f"{len(started)}.log"
        with log.open("wb") as stream:
            command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard"]
            started.append(subprocess.Popen(command, cwd=_ROOT, stdout=stream, stderr=stream))
        for _ in range(600):
            if found := re.search(until, log.read_text(encoding="utf-8")):
                return found[1]
            time.sleep(0.1)
        raise RuntimeError(log.read_text(encoding="utf-8"))

    try:
        address = start("scheduler", "--host", "127.0.0.1", "--port", "0", until=r"Scheduler at:\s+(tcp://\S+)")
        for _ in range(2):
            start("worker", address, "--nthreads", "1", "--memory-limit", "0", "--no-nanny", until="(Registered to)")
        yield _Machines(address, [psutil.Process(process.pid) for process in started[1:]])
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:  # a worker may wait for a scheduler that is gone
                process.kill()
                process.wait()
