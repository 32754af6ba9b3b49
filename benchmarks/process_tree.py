"""A command with all the processes that it starts: how long it takes, and the most memory they have at a time."""

from __future__ import annotations

import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]

_INTERVAL = 0.25
"""Seconds between two looks: one takes some milliseconds, which must not show in what is timed."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds from start to exit, seconds of processors in all, and the peak in MB (of 1,000,000 bytes)."""

    seconds: float
    processor: float
    megabytes: float


def measure(command: Sequence[str], folder: Path, exits: tuple[int, ...] = (0,)) -> Measured:
    """Runs ``command`` in ``folder``.

    What a process had of the processors is taken from the last look at it: nobody is told of the workers' at the
    end, whom this process does not wait for. Memory is the proportional set size: what processes share is counted
    once, in equal parts, so that the sum over them is what the machine has to give. Where the system does not tell
    it (it is Linux's), the resident size.

    Raises RuntimeError where it exits otherwise than with ``exits``, or with a traceback.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        begun = time.perf_counter()
        with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=said) as process:
            peak = _Peak(process.pid)
            peak.start()
            process.wait()
            seconds = time.perf_counter() - begun
            peak.ended.set()
            peak.join()
        said.seek(0)
        errors = said.read()
        if process.returncode not in exits or "Traceback (most recent call last)" in errors:
            raise RuntimeError(f"{' '.join(command)} exits with {process.returncode}: {errors[-2000:]}")
    return Measured(seconds, sum(peak.processor.values()), peak.most / 1e6)


class _Peak(threading.Thread):
    """Looks at the processes until told that they have ended."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.ended = threading.Event()
        self.most = 0
        self.processor: dict[int, float] = {}
        self._root = psutil.Process(pid)

    def run(self) -> None:
        while not self.ended.is_set():
            try:
                tree = [self._root, *self._root.children(recursive=True)]
            except psutil.Error:
                return
            self.most = max(self.most, sum(map(self._look, tree)))
            self.ended.wait(_INTERVAL)

    def _look(self, process: psutil.Process) -> int:
        """Notes the seconds that a process has had; bytes that it has, 0 where it has just ended."""
        try:
            with process.oneshot():
                times, found = process.cpu_times(), process.memory_full_info()
        except psutil.Error:
            return 0
        self.processor[process.pid] = times.user + times.system
        return int(getattr(found, "pss", 0) or found.rss)
