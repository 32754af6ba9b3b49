"""What an example of a lint rule is: a change of a clean file, and what the rule finds in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    """``changes`` are made to a file without findings; ``found`` is line, column and message, None for nothing.

    ``sources``: with the folder of the source documents named.
    """

    rule: str
    changes: tuple[tuple[str, str], ...]
    found: tuple[int, int, str] | None = None
    sources: bool = False


def bad(rule: str, line: int, column: int, message: str, *changes: tuple[str, str], sources: bool = False) -> Example:
    return Example(rule, changes, (line, column, message), sources)


def fine(rule: str, *changes: tuple[str, str], sources: bool = False) -> Example:
    return Example(rule, changes, None, sources)
