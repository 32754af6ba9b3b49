"""How the rules engine, templates and formats can fail; apart from what raises them, so that naming them loads nothing."""

from __future__ import annotations

import traceback
from functools import partial
from pathlib import PurePath
from typing import Any

REINSTALL = (
    'CPPFLAGS="-O2 -DPyEval_CallObject=PyObject_CallObject" '
    "python3 -m pip install --force-reinstall --no-cache-dir --no-deps durable_rules==2.0.28"
)


def where(error: BaseException) -> str:
    """Kind and place of an exception that nobody expected, on one line: what a report of it needs."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    return type(error).__name__ + "".join(f", {PurePath(frame.filename).name}:{frame.lineno}" for frame in last)


class EngineUnavailable(Exception):
    """durable-rules is not installed, or was built for another Python; ``command`` reinstalls it."""

    def __init__(self, reason: str) -> None:
        self.reason, self.command = reason, REINSTALL
        super().__init__(f"durable-rules cannot be imported ({reason}); reinstall it: {REINSTALL}")

    def __reduce__(self) -> tuple[Any, ...]:  # each of these comes out of worker processes, too
        return EngineUnavailable, (self.reason,)


class EngineFailure(Exception):
    """The C core refused facts or answered what cannot be."""


class BrokenTemplate(Exception):
    """A template that cannot be used: ``place`` is its file, with the line if known; ``message`` is a msgid."""

    def __init__(self, place: str, message: str, **values: object) -> None:
        self.place, self.message, self.values = place, message, values
        super().__init__(f"{place}: {message.format_map(values)}")

    def __reduce__(self) -> tuple[Any, ...]:
        values: dict[str, Any] = self.values
        return partial(BrokenTemplate, **values), (self.place, self.message)


class FormatUnavailable(Exception):
    """What a format is made with cannot be loaded: ``module`` for ``format``; ``install`` says how to get it."""

    def __init__(self, format_: str, module: str, reason: str, install: str) -> None:
        self.format, self.module, self.reason, self.install = format_, module, reason, install
        super().__init__(f"{format_} needs {module}, which cannot be loaded ({reason}); install it: {install}")

    def __reduce__(self) -> tuple[Any, ...]:
        return FormatUnavailable, (self.format, self.module, self.reason, self.install)


class RunFailed(Exception):
    """What ends a run and is no plan's fault; ``message`` is a msgid."""

    def __init__(self, message: str, **values: object) -> None:
        self.message, self.values = message, values
        super().__init__(message.format_map(values))

    def __reduce__(self) -> tuple[Any, ...]:
        values: dict[str, Any] = self.values
        return partial(type(self), **values), (self.message,)


class ClusterUnavailable(RunFailed):
    """A cluster that cannot do the work."""
