"""What runs in a process that judges plans: one task after the other, within limits of memory and time."""

from __future__ import annotations

import gc
import pickle  # nosec B403 # from the process that started us
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import Connection

from checker.batch.job import Job
from checker.batch.tasks import PlansTask, Task, perform

try:
    import resource
except ImportError:  # Windows: no limit of memory there
    resource = None  # type: ignore[assignment]

MEMORY = 3_000_000_000
"""Bytes that a worker may allocate; the largest plan that loads takes about 200 MB."""


def serve(pipe: Connection, job: bytes, seconds: float) -> None:
    """Performs tasks until its caller is gone; ends where a plan takes longer than ``seconds``.

    ``job`` is a packed one. What it says: None when it has taken a task, then the result of each plan as soon as it is
    there, or what was raised.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the caller's, who ends us
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # and lets files that are being written be removed
    _limit()
    shared: Job = pickle.loads(job)  # nosec B301 # noqa: S301  (from the process that started us)
    gc.freeze()  # what is there now stays; plans leave little behind, so to look for garbage less often saves a tenth
    gc.set_threshold(50_000, 10, 10)
    with suppress(EOFError, OSError):
        while True:
            task: Task = pipe.recv()
            pipe.send(None)
            for part in task.split() if isinstance(task, PlansTask) else [task]:
                _alarm(seconds)
                try:
                    result = perform(shared, part)
                except Exception as error:  # raised again by the caller
                    pipe.send(error)
                    break
                pipe.send(result)
            _alarm(0)


def _alarm(seconds: float) -> None:
    """Ends this process after so many seconds, wherever it is; 0: not at all."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit() -> None:
    if resource is None:
        return
    for kind, limit in ((resource.RLIMIT_DATA, MEMORY), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):
            hard = resource.getrlimit(kind)[1]
            resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
