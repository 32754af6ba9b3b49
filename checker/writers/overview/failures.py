"""The files of a run that could not be checked, by the folders that they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from checker.reporting.report import FailedFile

SHOWN = 200
"""Of more failed files than these, the folders are folded."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be checked: its first problem, and how many more it has."""

    file: str
    problem: str
    more: int


@dataclass(frozen=True, slots=True)
class FailedFolder:
    """The failed files of one folder, in the order of the run; ``folder`` is empty for the current one."""

    folder: str
    files: tuple[Failure, ...]


def failures(errors: Sequence[FailedFile]) -> tuple[FailedFolder, ...]:
    """All failed files by folder; the folder with the most of them first, then by name."""
    by_folder = sorted(errors, key=lambda failed: _folder(failed.file))
    folders = [FailedFolder(name, tuple(map(_failure, files))) for name, files in _grouped(by_folder)]
    return tuple(sorted(folders, key=lambda folder: (-len(folder.files), folder.folder)))


def _grouped(errors: Sequence[FailedFile]) -> list[tuple[str, list[FailedFile]]]:
    return [(name, list(files)) for name, files in groupby(errors, key=lambda failed: _folder(failed.file))]


def _folder(file: str) -> str:
    return file.replace("\\", "/").rpartition("/")[0]


def _failure(failed: FailedFile) -> Failure:
    problem = failed.problems[0] if failed.problems else ""
    return Failure(failed.file, problem.removeprefix(f"{failed.file}:"), max(len(failed.problems) - 1, 0))
