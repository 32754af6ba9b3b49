"""Bounds on time and memory of the process that inputs are thrown in."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

SECONDS = 5.0
"""Of processor time, for one input: what takes longer is a finding."""


class TooSlow(BaseException):
    """Raised where the program happens to be when the time is over; nothing in it catches that."""


def _ring(*_: object) -> None:
    raise TooSlow


@contextmanager
def within(seconds: float = SECONDS) -> Iterator[None]:
    """Raises TooSlow in the block after so much processor time; what surrounds it begins to count anew behind it."""
    before, waiting = signal.signal(signal.SIGPROF, _ring), signal.getitimer(signal.ITIMER_PROF)[0]
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, SECONDS if waiting else 0)
        signal.signal(signal.SIGPROF, before)


def limit_memory(address_space: int) -> None:
    """No more than so many bytes of address space for this process, and no core files."""
    for kind, limit in ((resource.RLIMIT_AS, address_space), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit, resource.getrlimit(kind)[1]))


def peak_memory() -> int:
    """The most bytes of memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
