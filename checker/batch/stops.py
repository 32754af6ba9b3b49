"""A run that is told to end ends in order: its processes with it, and nothing half-written stays."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from typing import Any

_STOPS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


@contextmanager
def ends_in_order() -> Iterator[None]:
    """SIGTERM and the end of the terminal raise SystemExit in the block, with the status that a shell gives them."""
    if current_thread() is not main_thread():
        yield
        return

    def stop(number: int, _: Any) -> None:
        raise SystemExit(128 + number)

    # nohup has a run go on when its terminal is gone
    caught = [number for number in _STOPS if signal.getsignal(number) is signal.SIG_DFL]
    for number in caught:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number in caught:
            signal.signal(number, signal.SIG_DFL)
