"""Folders of tiny plans, and what a run of them leaves."""

from __future__ import annotations

import hashlib
from pathlib import Path

from command import COMMITMENT, HEAD, write_plan

AS_OF = ("--as-of", "2026-11-21")


def tiny_plan(name: str, number: int = 0) -> str:
    """A plan for the file ``name``.yaml; of other numbers a little different."""
    return HEAD.replace("id: tinh", f"id: {name}") + COMMITMENT.replace("97.5", str(90 + number % 10))


def write_tiny(path: Path, number: int = 0) -> Path:
    return write_plan(path.parent, tiny_plan(path.stem, number), path.name)


def tiny_plans(folder: Path, count: int) -> Path:
    """The folder, with ``count`` plans called p000 and so on."""
    for number in range(count):
        write_tiny(folder / f"p{number:03}.yaml", number)
    return folder


def contents(folder: Path) -> dict[str, str]:
    """The sha256 of every report in a folder; without what is remembered there, and what is half-written."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".check" not in path.parts and not path.name.endswith(".tmp")
    }


def unfinished(folder: Path) -> list[str]:
    """What somebody began to write and did not finish."""
    return sorted(str(path) for path in folder.rglob("*") if path.name.endswith(".tmp"))
