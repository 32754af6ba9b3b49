"""How the rules engine can fail; apart from ``checker.judging.engine``, so that naming them loads nothing."""

from __future__ import annotations

REINSTALL = (
    'CPPFLAGS="-O2 -DPyEval_CallObject=PyObject_CallObject" '
    "python3 -m pip install --force-reinstall --no-cache-dir --no-deps durable_rules==2.0.28"
)


class EngineUnavailable(Exception):
    """durable-rules is not installed, or was built for another Python; ``command`` reinstalls it."""

    def __init__(self, reason: str) -> None:
        self.reason, self.command = reason, REINSTALL
        super().__init__(f"durable-rules cannot be imported ({reason}); reinstall it: {REINSTALL}")


class EngineFailure(Exception):
    """The C core refused facts or answered what cannot be."""
