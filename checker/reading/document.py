"""Reads a YAML file into plain data that remembers where everything stood: see ``checker.reading.tree``."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from codecs import BOM_UTF8
from dataclasses import dataclass, replace
from pathlib import Path
from time import sleep
from typing import Any

import yaml

from checker.i18n import N_
from checker.problems import HIDDEN_CHARACTERS, InvalidFile, Mark, Problem, Reason
from checker.reading.tree import HIDDEN, MAX_HIDDEN, Path_, Places, read_tree

__all__ = ["MAX_BYTES", "Document", "Path_", "parse_document", "read_bytes", "read_document"]

MAX_BYTES = 2_000_000
_TRIES, _PAUSE = 5, 0.2
"""How often a file is read that changes meanwhile, and the seconds between."""


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file as data. ``places`` tells where each key and value of it stands.

    ``root`` is where ``data`` stands in the file; every path begins there.
    """

    file: str
    sha256: str
    data: Any
    places: Places
    root: Path_ = ()

    def part(self, path: Path_) -> Document:
        """A value within as a document of its own, whose places are still those of the file."""
        data = self.data
        for step in path:
            data = data[step]
        return replace(self, data=data, root=(*self.root, *path))

    def mark(self, path: Path_) -> Mark:
        """Where ``path`` stands, or the nearest thing around it that does."""
        return self.places.value((*self.root, *path))

    def problem(self, path: Path_, message: str, /, **values: Any) -> Problem:
        """A problem at the value of ``path``."""
        return Problem(self.file, self.mark(path), message, values)

    def key_problem(self, path: Path_, message: str, /, **values: Any) -> Problem:
        """A problem at the key of ``path``."""
        return Problem(self.file, self.key_mark(path), message, values)

    def key_mark(self, path: Path_) -> Mark:
        """Where the key of ``path`` stands, or the value where there is no key."""
        return self.places.key((*self.root, *path))

    def has(self, path: Path_) -> bool:
        """Whether the file has a value there, be it empty."""
        return (*self.root, *path) in self.places


def read_document(path: Path) -> tuple[Document, list[Problem]]:
    """The file as a document, with the problems that do not keep it from being looked at further.

    Raises InvalidFile where nothing can be read: no such file, a folder, too large, not UTF-8, not
    YAML, or not a mapping.
    """
    file = str(path)
    return parse_document(read_bytes(path, file), file)


def parse_document(raw: bytes, file: str) -> tuple[Document, list[Problem]]:
    """The content of a file as a document; ``file`` is what messages call it. Raises InvalidFile as above."""
    if len(raw) > MAX_BYTES:
        what = N_("the file is larger than {limit} MB; a plan file holds short quotes, not the whole document")
        raise InvalidFile([Problem(file, (1, 1), what, {"limit": MAX_BYTES // 1_000_000})])
    text = _decode(raw, file)
    _refuse_hidden_characters(text, file)
    # libyaml counts a line more than there is where the last one has no end
    end = None if text.endswith(("\n", "\r")) else _end(text)
    problems: list[Problem] = []
    try:
        data, places = read_tree(raw.removeprefix(BOM_UTF8), text, file, end, problems)
    except yaml.MarkedYAMLError as error:  # yaml's only other error is of characters, refused above
        raise InvalidFile([*problems, _syntax_problem(error, text, file)]) from None
    if not isinstance(data, dict):
        what = N_("the file is empty; write a plan or a ruleset, beginning with schema: plan/1")
        if data is not None:
            what = N_("this is no mapping of keys to values; begin with schema: plan/1")
        raise InvalidFile([*problems, Problem(file, (1, 1), what)])
    digest = hashlib.sha256(raw).hexdigest()
    return Document(file, digest, data, places), problems


def read_bytes(path: Path, file: str) -> bytes:
    """The content of a file, at most one byte more than ``MAX_BYTES``.

    Raises InvalidFile: no such file, a folder, no ordinary file, or one that is still being written.
    """
    try:
        for _ in range(_TRIES):
            # O_NONBLOCK: a named pipe must not hang the run
            handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NONBLOCK", 0))
            with os.fdopen(handle, "rb") as stream:
                before = os.fstat(handle)
                if stat.S_ISDIR(before.st_mode):
                    raise IsADirectoryError
                if not stat.S_ISREG(before.st_mode):
                    what = N_("this is no ordinary file; name a YAML file")
                    raise InvalidFile([Problem(file, (1, 1), what)])
                raw = stream.read(MAX_BYTES + 1)
                after = os.fstat(handle)
            if (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size):
                return raw
            sleep(_PAUSE)
    except IsADirectoryError:
        what = N_("this is a folder; name a file in it, for example {file}/bacninh.yaml")
        raise InvalidFile([Problem(file, (1, 1), what, {"file": file.rstrip("/")})]) from None
    except FileNotFoundError:
        what = N_("there is no such file; check the name and the folder")
        raise InvalidFile([Problem(file, (1, 1), what)]) from None
    except OSError as error:
        what = N_("the file cannot be read: {reason}")
        raise InvalidFile([Problem(file, (1, 1), what, {"reason": error.strerror})]) from None
    what = N_("the file changes while it is read; check it again when it is complete")
    raise InvalidFile([Problem(file, (1, 1), what)])


def _decode(raw: bytes, file: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before, byte = error.object[: error.start], error.object[error.start]  # behind a byte order mark
        what = N_("the file is not UTF-8 (byte 0x{byte:02X}); save it with the encoding UTF-8")
        raise InvalidFile([Problem(file, _end(before.decode("utf-8", "replace")), what, {"byte": byte})]) from None


def _refuse_hidden_characters(text: str, file: str) -> None:
    """Raises InvalidFile for those that stand in the file as they are, not as an escape."""
    if text.replace("\n", "").isprintable():  # the search takes longer
        return
    problems: list[Problem] = []
    text = text.replace("\r\n", " \n").replace("\r", "\n")  # every kind of line end, and each place as it was
    for found in HIDDEN_CHARACTERS.finditer(text):
        if len(problems) == MAX_HIDDEN:
            break
        start = found.start()
        mark = (text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
        problems.append(Problem(file, mark, HIDDEN, {"code": ord(found.group())}))
    if problems:
        raise InvalidFile(problems)


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    place = error.problem_mark or error.context_mark
    if error.context_mark and "quoted scalar" in (error.context or "") and error.problem in _ENDS_TOO_EARLY:
        place = error.context_mark  # where the quotation mark opens, not where the file ends
        what = N_("this quotation mark is never closed; close it, or delete it")
        return Problem(file, (place.line + 1, place.column + 1), what)
    mark = min((place.line + 1, place.column + 1), _end(text)) if place else (1, 1)
    line = _LINE_END.split(text)[mark[0] - 1]
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        what = N_("the line is indented with a tab; indent with spaces, two for each level")
        return Problem(file, (mark[0], indent.index("\t") + 1), what)
    what = N_("this is not YAML ({reason}); check indentation, colons and quotation marks around here")
    reason = error.problem or error.context or ""
    return Problem(file, mark, what, {"reason": Reason(_NO_BRACE if reason.endswith("or '}'") else reason)})


_LINE_END = re.compile("\r\n|[\n\r]")


def _end(text: str) -> Mark:
    """Behind the last character."""
    lines = _LINE_END.split(text)
    return len(lines), len(lines[-1]) + 1


_ENDS_TOO_EARLY = ("found unexpected end of stream", "found unexpected document indicator")
_NO_BRACE = N_("a comma or a closing brace is missing")  # a brace in a msgid would be a placeholder
_LIBYAML_REASONS = (
    N_("could not find expected ':'"),
    N_("did not find expected key"),
    N_("did not find expected '-' indicator"),
    N_("did not find expected ',' or ']'"),
    N_("did not find expected node content"),
    N_("did not find expected alphabetic or numeric character"),
    N_("mapping values are not allowed in this context"),
    N_("block sequence entries are not allowed in this context"),
    N_("found character that cannot start any token"),
    N_("found unknown escape character"),
    N_("found unexpected end of stream"),
    N_("found unexpected document indicator"),
    N_("found undefined tag handle"),
    N_("did not find expected <document start>"),
    N_("did not find expected comment or line break"),
    N_("did not find expected whitespace or line break"),
    N_("did not find expected hexdecimal number"),
    N_("found invalid Unicode character escape code"),
)
"""What libyaml says most often, for the catalogues."""
