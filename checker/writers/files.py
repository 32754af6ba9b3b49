"""Writes a file whole or not at all."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import stat
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from itertools import count
from pathlib import Path
from typing import BinaryIO

UNFINISHED = re.compile(r"\.check-(?P<machine>[0-9a-f]{8})-(?P<process>\d+)-\d+\.tmp")
"""The names of files that are being written."""

_NUMBERS = count()


def write_whole(path: Path, content: str | bytes) -> None:
    """Puts ``content`` at ``path`` in one step, text as UTF-8; a run that is stopped half-way leaves the old file.

    A link stays a link: what it points to is written. A device or a pipe (/dev/stdout) is written
    to, never replaced. Raises OSError.
    """
    data = content.encode() if isinstance(content, str) else content
    write_stream(path, lambda stream: stream.write(data))


def write_stream(path: Path, fill: Callable[[BinaryIO], object]) -> None:
    """Like ``write_whole``, of a file that ``fill`` writes piece by piece. Raises OSError, and what ``fill`` raises."""
    try:
        _write(path, fill)
    except OSError as error:
        if error.errno and (error.filename is None or UNFINISHED.fullmatch(os.path.basename(error.filename))):  # noqa: PTH119
            error.filename, error.filename2 = str(path), None  # not the name that only we know
        raise


def _write(path: Path, fill: Callable[[BinaryIO], object]) -> None:
    # plain calls of the system: thousands of files are written in a run
    if _is_device(path):
        with path.open("wb") as stream:
            fill(stream)
        return
    target = os.path.realpath(path)  # Path.resolve raises something else where a link leads to itself
    folder = os.path.dirname(target)  # noqa: PTH120
    # a short name: the file's own may be as long as a name can be
    temporary = f"{folder}/.check-{machine()}-{os.getpid()}-{next(_NUMBERS)}.tmp"
    try:
        with _opened(temporary, folder) as stream:
            fill(stream)
        os.replace(temporary, target)  # noqa: PTH105
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)  # noqa: PTH108
        raise


def _is_device(path: Path) -> bool:
    """Whether it is there and neither a file nor a folder: a device, a pipe."""
    try:
        kind = os.stat(path).st_mode  # noqa: PTH116
    except OSError:
        return False
    return not (stat.S_ISREG(kind) or stat.S_ISDIR(kind))


def _opened(temporary: str, folder: str) -> BinaryIO:
    try:
        return open(temporary, "wb")  # noqa: PTH123
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        return open(temporary, "wb")  # noqa: PTH123


@cache
def machine() -> str:
    """Eight letters that tell this machine from others that see the same folder, and this container from others."""
    try:
        space = os.readlink("/proc/self/ns/pid")  # noqa: PTH115
    except OSError:
        space = ""
    return hashlib.sha256(f"{platform.node()} {space}".encode()).hexdigest()[:8]
