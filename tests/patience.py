"""What a hostile input must not do: go on for ever. How fast honest ones are read is measured in benchmarks/."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 120
"""Seconds: some ten times what the slowest of them takes on a busy machine, and far less than a quadratic one."""


@contextmanager
def ends() -> Iterator[None]:
    """Fails where the block took so long that somebody would have given up."""
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < PATIENCE
