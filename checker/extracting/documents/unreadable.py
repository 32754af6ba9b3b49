"""What is said of a document that cannot be read: what is wrong with it, and what to do."""

from __future__ import annotations

from typing import Any

from checker.problems import Reason, Translate


class Unreadable(Exception):
    """A document that cannot be read.

    ``message`` is a msgid whose {placeholders} are filled from ``values``; it ends with the remedy. A value that is a
    ``checker.problems.Reason`` is a msgid itself. It survives being pickled (readers run in a process of their own).
    """

    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.message, self.values)

    def __str__(self) -> str:
        return self.text()

    def text(self, translate: Translate = str) -> str:
        """The message in the language of ``translate``."""
        values = {k: translate(v) if isinstance(v, Reason) else v for k, v in self.values.items()}
        return translate(self.message).format_map(values)


def _again(message: str, values: dict[str, Any]) -> Unreadable:
    return Unreadable(message, **values)
