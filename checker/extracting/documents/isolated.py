"""Reads a document in a process of its own, so that a hostile file can take neither all memory nor all time.

The process is a fresh interpreter (no fork: threads and locks of the caller are none of its concern). It tells its
progress and its result over a pipe, and ends when the caller does: then its standard input closes.
"""

from __future__ import annotations

import importlib
import io
import json
import logging
import os
import pickle  # nosec B403 # read by _OwnDataOnly alone
import struct
import subprocess  # nosec B404 # one fixed command
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from typing import IO, Any

from checker.extracting.documents.unreadable import Unreadable
from checker.i18n import N_

try:
    import resource
except ImportError:  # Windows: no limits of memory there, those of time hold
    resource = None  # type: ignore[assignment]

MEMORY = 1_000_000_000
"""Bytes; a plan of 100 pages takes about 60 MB."""
SECONDS = 60.0
SECONDS_PER_PAGE = 0.5

_TOO_SLOW = N_("reading the file took longer than {seconds} seconds; print it to a new PDF and read that")
_TOO_BIG = N_("reading the file takes more memory than {limit} MB; print it to a new PDF and read that")
_BROKEN = N_("the file is damaged ({what}); ask for it again, or open it and save it anew")

_CHILD = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from checker.extracting.documents.isolated import serve; serve()"
_LENGTH = struct.Struct(">I")
_OWN = ("checker.extracting.", "checker.problems")
"""Where the records of a message are defined; nothing else is imported or made for one."""

Step = Callable[[int, int], None]


def read_apart(
    reader: str, path: Path, step: Step | None = None, *, seconds: float = SECONDS, memory: int = MEMORY
) -> Any:
    """What the function ``reader`` ("module:name") returns for (path, step), called in another process.

    ``step`` is told (page, pages) as pages are read; each page adds to the time that is allowed. Raises Unreadable,
    also where the other process is too slow, takes more than ``memory`` bytes or dies.
    """
    paths = json.dumps([entry if entry else os.getcwd() for entry in sys.path if isinstance(entry, str)])  # noqa: PTH109
    child = subprocess.Popen(  # nosec B603 # noqa: S603
        [sys.executable, "-P", "-B", "-W", "ignore", "-c", _CHILD, paths],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is the caller's; the child ends with it
    )
    assert child.stdin is not None  # nosec B101 # noqa: S101
    assert child.stdout is not None  # nosec B101 # noqa: S101
    messages: SimpleQueue[Any] = SimpleQueue()
    listener = threading.Thread(target=_listen, args=(child.stdout, messages), daemon=True)
    try:
        listener.start()
        with suppress(BrokenPipeError):
            _send(child.stdin, (reader, str(path.absolute()), memory, seconds))
        return _result(messages, step, seconds, memory)
    finally:
        child.kill()
        child.wait()
        listener.join()
        with suppress(BrokenPipeError):
            child.stdin.close()
        child.stdout.close()


def _result(messages: SimpleQueue[Any], step: Step | None, seconds: float, memory: int) -> Any:
    began = monotonic()
    allowed = seconds
    while True:
        try:
            message = messages.get(timeout=max(0.0, began + allowed - monotonic()))
        except Empty:
            raise Unreadable(_TOO_SLOW, seconds=round(allowed)) from None
        match message:
            case ("step", int(page), int(pages)):
                allowed = seconds + SECONDS_PER_PAGE * pages
                if step is not None:
                    step(page, pages)
            case ("done", result):
                return result
            case ("unreadable", str(text), dict(values)):
                raise Unreadable(text, **values)
            case ("broken", str(what)):
                raise Unreadable(_BROKEN, what=what)
            case _:  # it died, or ran out of memory
                raise Unreadable(_TOO_BIG, limit=memory // 1_000_000)


def _listen(pipe: IO[bytes], messages: SimpleQueue[Any]) -> None:
    """Passes on what the other process says, and None when it says no more."""
    try:
        while (message := _receive(pipe)) is not None:
            messages.put(message)
    except (OSError, ValueError, pickle.UnpicklingError, EOFError, AttributeError):
        pass
    messages.put(None)


def _send(pipe: IO[bytes], message: object) -> None:
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> Any:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    return _OwnDataOnly(io.BytesIO(pipe.read(_LENGTH.unpack(head)[0]))).load()


class _OwnDataOnly(pickle.Unpickler):
    """Makes nothing but plain values and the project's own records, whatever a message asks for."""

    def find_class(self, module: str, name: str) -> Any:
        # a dotted name walks on from our module to whatever that has imported, subprocess.Popen for one
        found = super().find_class(module, name) if module.startswith(_OWN) and "." not in name else None
        if not isinstance(found, type) or not found.__module__.startswith(_OWN):
            raise pickle.UnpicklingError(f"{module}.{name}")
        return found


def serve() -> None:
    """The other process: reads one file as told on standard input."""
    commands = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints must not mix with the answers
    reader, path, memory, seconds = _receive(commands)
    threading.Thread(target=_end_with_caller, args=(commands,), daemon=True).start()
    _limit(memory, seconds)
    logging.disable()
    try:
        module, name = reader.split(":")
        read = getattr(importlib.import_module(module), name)
        message: tuple[object, ...] = (
            "done",
            read(Path(path), lambda page, pages: _send(answers, ("step", page, pages))),
        )
    except Unreadable as error:
        message = ("unreadable", error.message, error.values)
    except MemoryError:
        message = ("memory",)
    except BrokenPipeError:
        return
    except Exception as error:  # a file must never end in a traceback
        message = ("broken", type(error).__name__)
    with suppress(BrokenPipeError):
        _send(answers, message)
    os._exit(0)


def _end_with_caller(commands: IO[bytes]) -> None:
    commands.read()
    os._exit(1)


def _limit(memory: int, seconds: float) -> None:
    if resource is None:
        return
    # Should the caller be gone and the watch on it fail, processor time ends what is left.
    for kind, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, int(seconds) * 30),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):
            hard = resource.getrlimit(kind)[1]
            resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
