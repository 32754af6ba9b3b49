"""Where files are: a path of this machine, or a URL that fsspec knows (s3://bucket/plans). Read and written alike.

A place is text, as a user wrote it or as it came of that. A file is written whole or not at all.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import BinaryIO
from urllib.parse import unquote

from checker.batch import stores
from checker.reading.document import read_bytes
from checker.writers.files import write_stream, write_whole
from checker.writers.outputs import is_url, within

__all__ = ["is_url", "local", "read", "read_plan", "stem_of", "within", "write", "write_by"]

_MOST = 1_000_000_000
"""Bytes of a file that is read again; a hundred times what the largest plan's report takes."""


def local(place: str) -> str:
    """The path of this machine that a ``file://`` URL means; everything else as it is.

    ``local://`` is the URL of a path that every machine of a cluster has, such as that of a shared folder: there,
    who judges a plan reads and writes.
    """
    return unquote(place.removeprefix("file://")) if place.startswith("file://") else place


def stem_of(place: str) -> str:
    """The name of a file without its suffix."""
    return PurePath(stores.location(place) if is_url(place) else place).stem


def read_plan(place: str) -> bytes:
    """The content of a plan file, at most one byte more than may be read of one. Raises InvalidFile, RunFailed."""
    return stores.read_plan(place) if is_url(place) else read_bytes(Path(place), place)


def read(place: str) -> bytes | None:
    """The content of a file that we wrote ourselves; None where there is none or it cannot be read."""
    if is_url(place):
        return stores.read(place)
    try:
        return _read_file(place)
    except (OSError, ValueError):
        return None


def _read_file(path: str) -> bytes | None:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as stream:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST:
            return None  # a pipe without end, or none of ours
        return stream.read()


def is_device(place: str) -> bool:
    """Whether a place is a path of something else than a file or a folder: /dev/null, a pipe."""
    if is_url(place):
        return False
    return os.path.exists(place) and not (os.path.isfile(place) or os.path.isdir(place))  # noqa: PTH110, PTH112, PTH113


def require_reachable(place: str | None) -> None:
    """Raises FormatUnavailable or RunFailed where a place is a URL for which something is lacking here."""
    if place is not None and is_url(place):
        stores.filesystem(place)


def require_writable(folder: str) -> None:
    """Raises OSError where no file can be made in a folder of this machine, or the folder cannot be made."""
    if is_url(folder):
        return
    nearest = os.path.abspath(folder)  # noqa: PTH100
    while not os.path.lexists(nearest):
        nearest = os.path.dirname(nearest)  # noqa: PTH120
    if os.path.isdir(nearest) and not os.access(nearest, os.W_OK | os.X_OK):  # noqa: PTH112
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), folder)


def write(place: str, content: bytes) -> None:
    """Puts a file there in one step. Raises OSError, which names the place, and RunFailed."""
    if is_url(place):
        stores.write(place, content)
    else:
        write_whole(Path(place), content)


def write_by(place: str, fill: Callable[[BinaryIO], object]) -> None:
    """Like ``write``, of a file that ``fill`` writes piece by piece. Raises what ``fill`` raises, too."""
    if is_url(place):
        stores.write_by(place, fill)
    else:
        write_stream(Path(place), fill)
