"""Files at URLs, through fsspec: searched, read, and written whole or not at all.

Every store has errors of its own, of any class: they leave here as ours.
"""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO
from uuid import uuid4

from checker.batch.folders import MAGIC, SUFFIXES, before_magic
from checker.failures import FormatUnavailable, RunFailed
from checker.i18n import N_
from checker.problems import InvalidFile, Problem
from checker.reading.document import MAX_BYTES

_OBJECTS = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oss", "memory"})
"""Protocols of object stores: a file appears there when all of it has arrived, and there are no folders to make."""

_UNUSABLE = N_("{place} cannot be used: {reason}")
_NO_FILE = N_("there is no such file; check the name and the folder")
_UNREADABLE = N_("the file cannot be read: {reason}")
_UNSEARCHABLE = N_("the folder cannot be searched: {reason}")


def filesystem(url: str) -> tuple[Any, str]:
    """The fsspec file system of a URL, and the path in it.

    Raises FormatUnavailable where fsspec, or the package that it needs for this protocol, is lacking, and RunFailed
    where the protocol is unknown or does not let itself be set up.
    """
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise FormatUnavailable(url, "fsspec", str(error), 'pip install "nq-check[cluster]"') from error
    try:
        return url_to_fs(url)  # type: ignore[no-any-return]
    except ImportError as error:
        lacking = error.__cause__ if isinstance(error.__cause__, ImportError) else error
        package = (lacking.name or "fsspec").partition(".")[0]
        raise FormatUnavailable(url, package, _reason(error), f"pip install {package}") from error
    except Exception as error:
        raise RunFailed(_UNUSABLE, place=url, reason=_reason(error)) from error


def location(url: str) -> str:
    """The part of a URL that says which file: the first of zip://tinh.yaml::s3://bucket/plans.zip."""
    return next(part for part in url.split("::") if "://" in part)


def is_plan_url(url: str) -> bool:
    """Whether a URL names one plan file, and no folder or pattern."""
    part = location(url)
    return part.endswith(SUFFIXES) and not MAGIC.search(part)


def plans_at(url: str, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """URL and path below the folder of each plan file there: in a folder at any depth, or of a pattern.

    What is hidden is left out, as in folders of this machine. Raises as ``filesystem``.
    """
    store, path = filesystem(url)
    try:
        if MAGIC.search(path):
            base, places = before_magic(path), list(_matching(store, path))
        elif store.isdir(path):
            base, places = path.rstrip("/"), store.find(path)
        else:
            base, places = path.rpartition("/")[0], [path] if store.exists(path) else []
    except Exception as error:
        problems.append(Problem(url, (1, 1), _UNSEARCHABLE, {"reason": _reason(error)}))
        return
    for place in sorted(set(places)):
        name = place.removeprefix(base).lstrip("/")
        hidden = any(part.startswith(".") for part in PurePosixPath(name).parts)
        if place.endswith(SUFFIXES) and not hidden:
            yield _url_of(place, url, path), name


def _matching(store: Any, pattern: str) -> Iterator[str]:
    """The files that a pattern matches, and those below the folders that it matches."""
    for place, entry in store.glob(pattern, detail=True).items():
        if entry["type"] != "directory":
            yield place
        elif "**" not in pattern:  # there its files come by themselves
            yield from store.find(place)


def _url_of(path: str, searched: str, root: str) -> str:
    """The URL of a path in the store where ``searched`` was; ``root`` is that one's own path there."""
    if "://" in path:
        return path
    part = location(searched)
    scheme, _, rest = part.partition("://")
    host = rest.partition(root)[0] if root and root in rest else ""  # sftp://host/plans
    return "::".join(f"{scheme}://{host}{path}" if each == part else each for each in searched.split("::"))


def read_plan(url: str) -> bytes:
    """The content of a plan file, at most one byte more than may be read of one. Raises InvalidFile, RunFailed."""
    store, path = filesystem(url)
    try:
        content = store.cat_file(path, start=0, end=MAX_BYTES + 1)
    except FileNotFoundError:
        raise InvalidFile([Problem(url, (1, 1), _NO_FILE)]) from None
    except Exception as error:
        raise InvalidFile([Problem(url, (1, 1), _UNREADABLE, {"reason": _reason(error)})]) from None
    return bytes(content)


def read(url: str) -> bytes | None:
    """The content of a file that we wrote ourselves; None where there is none or it cannot be read."""
    store, path = filesystem(url)
    try:
        return bytes(store.cat_file(path))
    except Exception:  # whatever it is: it is done again
        return None


def write(url: str, content: bytes) -> None:
    """Puts a file there in one step. Raises OSError, which names the URL, and RunFailed."""
    _put(url, lambda store, path: store.pipe_file(path, content))


def write_by(url: str, fill: Callable[[BinaryIO], object]) -> None:
    """Like ``write``, of a file that ``fill`` writes piece by piece. Raises what ``fill`` raises, too."""
    # not into the store at once: there, what is broken off half-way would be closed as if it were whole
    with tempfile.TemporaryDirectory(prefix="check-") as folder:
        file = Path(folder) / "file"
        with file.open("wb") as stream:
            fill(stream)
        _put(url, lambda store, path: store.put_file(str(file), path))


def _put(url: str, put: Callable[[Any, str], object]) -> None:
    store, path = filesystem(url)
    with _told(url):
        if _protocol(url) in _OBJECTS:
            put(store, path)
        else:
            _put_apart(store, path, put)


def _put_apart(store: Any, path: str, put: Callable[[Any, str], object]) -> None:
    """Puts it beside the place, under a name that nobody else has, and renames it."""
    folder, _, name = path.rpartition("/")
    apart = f"{folder}/.{name}.{uuid4().hex}.tmp"
    if folder:
        store.makedirs(folder, exist_ok=True)
    try:
        put(store, apart)
        try:
            store.mv(apart, path)
        except FileExistsError:  # some replace nothing
            store.rm_file(path)
            store.mv(apart, path)
    except BaseException:
        with suppress(Exception):
            store.rm_file(apart)
        raise


@contextmanager
def _told(url: str) -> Iterator[None]:
    """Whatever a store raises leaves the block as an OSError that names ``url``."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno or errno.EIO, error.strerror or _reason(error), url) from error
    except Exception as error:
        raise OSError(errno.EIO, _reason(error), url) from error


def _protocol(url: str) -> str:
    return location(url).partition("://")[0]


def _reason(error: Exception) -> str:
    lines: Iterable[str] = str(error).splitlines()
    return next((line for line in lines if line.strip()), type(error).__name__)
