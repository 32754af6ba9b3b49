"""Plan files in folders of this machine and by patterns. Links may lead anywhere, back to where they are, too."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator
from itertools import chain

from checker.i18n import N_
from checker.problems import Problem

SUFFIXES = (".yaml", ".yml")
MAGIC = re.compile(r"[*?[]")
"""What makes a pattern of a path."""
_ANY_DEPTH = re.compile(r"(?:^|(?<=/))(?:\*\*/)*\*\*(?:/|$)")

Located = tuple[str, str]
"""A path, and what it is below the folder that was searched."""


def is_folder(path: str) -> bool:
    """Whether there is a folder that can be seen from here; never raises."""
    return os.path.isdir(path)  # noqa: PTH112  (Path.is_dir raises in folders that may not be entered)


def is_pattern(argument: str) -> bool:
    """Whether an argument is no file's name but a pattern of some."""
    return bool(MAGIC.search(argument)) and not os.path.lexists(argument)


def before_magic(pattern: str) -> str:
    """The folder of a pattern that is the same for all that it matches; empty for the present one."""
    magic = MAGIC.search(pattern)
    return pattern[: magic.start() if magic else None].rpartition("/")[0] or ("/" if pattern.startswith("/") else "")


def plans_below(folder: str, problems: list[Problem]) -> Iterator[Located]:
    """The plan files at any depth. What is hidden is left out; links are followed, each folder is searched once."""
    return _plans(folder, "", set(), problems)


def plans_matching(pattern: str, problems: list[Problem]) -> Iterator[Located]:
    """The plan files that a pattern matches, and those below the folders that it matches; each file once."""
    base = before_magic(pattern) or "."
    searched: set[_Folder] = set()
    seen: set[str] = set()
    for path in sorted(_expanded(pattern, problems), key=_plainest):
        name = re.sub(r"^(\.\./)+", "", os.path.relpath(path, base))
        found = _plans(path, name, searched, problems) if is_folder(path) else [(path, name)]
        for place, below in found:
            folder, last = os.path.split(place)
            real = f"{os.path.realpath(folder)}/{last}"
            if place.endswith(SUFFIXES) and real not in seen:
                seen.add(real)
                yield place, below


def _plainest(path: str) -> tuple[bool, int, str]:
    """Of what can be reached in several ways, the file named itself comes before folders, and the shortest way."""
    return is_folder(path), path.count("/"), path


def _expanded(pattern: str, problems: list[Problem]) -> list[str]:
    """What a pattern matches. "**" is not left to ``glob``: among links that lead back it does not end."""
    first, *others = _ANY_DEPTH.split(pattern)
    found = glob.glob(first) if first else [""]  # noqa: PTH207  (the pattern may be absolute)
    for rest in others:
        folders = chain.from_iterable(_folders(path, problems) for path in found if is_folder(path or "."))
        below = (glob.glob(os.path.join(glob.escape(folder), rest or "*")) for folder in folders)  # noqa: PTH118, PTH207
        found = list(dict.fromkeys(chain.from_iterable(below)))
    return found


def _folders(folder: str, problems: list[Problem]) -> Iterator[str]:
    """The folder, and all below it."""
    yield folder
    for path, _, inside in _walk(folder or ".", "", set(), problems):
        if inside:
            yield path if folder else path.removeprefix("./")


def _plans(folder: str, prefix: str, searched: set[_Folder], problems: list[Problem]) -> Iterator[Located]:
    for path, name, inside in _walk(folder, "" if prefix == "." else prefix, searched, problems):
        if not inside and path.endswith(SUFFIXES):
            yield path, name


_Folder = tuple[int, int]
"""What tells folders apart, whatever they are called: device and inode."""


def _walk(folder: str, prefix: str, searched: set[_Folder], problems: list[Problem]) -> Iterator[tuple[str, str, bool]]:
    """All that is below a folder, with its name behind ``prefix`` and whether it is a folder."""
    waiting = [(folder, prefix)]
    while waiting:
        path, name = waiting.pop()
        try:
            status = os.stat(path)  # noqa: PTH116  (as the rest of it)
            if (status.st_dev, status.st_ino) in searched:
                continue
            searched.add((status.st_dev, status.st_ino))
            with os.scandir(path) as entries:
                inside = sorted((e for e in entries if not e.name.startswith(".")), key=lambda e: e.name)
        except OSError as error:
            what = N_("the folder cannot be searched: {reason}")
            problems.append(Problem(path, (1, 1), what, {"reason": error.strerror}))
            continue
        folders = []
        for entry in inside:
            below = f"{name}/{entry.name}" if name else entry.name
            within = _is_folder(entry)
            yield entry.path, below, within
            if within:
                folders.append((entry.path, below))
        waiting += reversed(folders)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself: reading it will say so
        return False
