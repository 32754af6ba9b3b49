"""Removes what runs that were killed had not finished writing."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from checker.writers.files import UNFINISHED, machine

_FORGOTTEN = 86_400.0
"""Seconds: what is older is nobody's any more, whoever has the number of its process now, and on whatever machine."""


def remove_leftovers(folders: Iterable[str]) -> None:
    """Removes unfinished files in these folders whose process is gone; of another machine's nobody knows that here."""
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as entries:
            for path in [Path(entry.path) for entry in entries if UNFINISHED.fullmatch(entry.name)]:
                with suppress(OSError):
                    if _is_gone(path.name) or time.time() - path.stat().st_mtime > _FORGOTTEN:
                        path.unlink()


def _is_gone(name: str) -> bool:
    found = UNFINISHED.fullmatch(name)
    if found is None or found["machine"] != machine() or os.name == "nt":  # where kill does not only ask
        return False
    try:
        os.kill(int(found["process"]), 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        return False
    return False
