"""Writes a file whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, content: str | bytes) -> None:
    """Puts ``content`` at ``path`` in one step, text as UTF-8; a run that is stopped half-way leaves the old file.

    A link stays a link: what it points to is written. A device or a pipe (/dev/stdout) is written
    to, never replaced. Raises OSError.
    """
    try:
        _write(path, content.encode() if isinstance(content, str) else content)
    except OSError as error:
        if error.errno and (error.filename is None or str(error.filename).endswith(".tmp")):
            error.filename = str(path)  # not the name that only we know
        raise


def _write(path: Path, data: bytes) -> None:
    if path.exists() and not (path.is_file() or path.is_dir()):
        with path.open("wb") as stream:
            stream.write(data)
        return
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(data)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
