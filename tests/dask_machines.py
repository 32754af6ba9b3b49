"""A Dask cluster of real processes on this machine, set up unlike the machine that asks it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from command import environment
from patience import PATIENCE

ELSEWHERE = {"TZ": "America/New_York", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "7", "HOME": "/nonexistent"}
"""Another clock, language, order of sets and home than those of who asks."""


@dataclass
class Machines:
    """A scheduler, and workers that are started one by one; ``folder`` is where they are at home."""

    folder: Path
    env: Mapping[str, str]
    address: str = ""
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def scheduler(self) -> subprocess.Popen[bytes]:
        started, said = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        self.address = waited_for(said, r"Scheduler at:\s+(tcp://\S+)")
        return started

    def worker(self, threads: int = 1, *more: str) -> subprocess.Popen[bytes]:
        """A worker that has registered."""
        limits = ("--nthreads", str(threads), "--memory-limit", "0", "--no-dashboard", *more)
        started, said = self._start("worker", self.address, *limits)
        waited_for(said, r"(Registered to)")
        return started

    def _start(self, *arguments: str) -> tuple[subprocess.Popen[bytes], Path]:
        said = self.folder / f"{len(self.running)}.log"
        with said.open("wb") as log:
            started = subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments],
                cwd=self.folder,
                env=environment(ELSEWHERE) | dict(self.env),
                stdout=log,
                stderr=log,
                umask=0o027,
            )
        self.running.append(started)
        return started, said


def waited_for(file: Path, pattern: str) -> str:
    """What ``pattern`` found in a file to which somebody writes."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if file.exists() and (found := re.search(pattern, file.read_text(encoding="utf-8"))):
            return found[1]
        time.sleep(0.05)
    raise AssertionError(f"{pattern} does not appear in {file}: {file.read_text(encoding='utf-8')[-2000:]}")


@contextmanager
def machines(folder: Path, env: Mapping[str, str]) -> Iterator[Machines]:
    """No machine yet; all that are started end with the block."""
    folder.mkdir()
    found = Machines(folder, env)
    try:
        yield found
    finally:
        for process in reversed(found.running):
            process.send_signal(signal.SIGTERM)
        for process in found.running:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
