"""Reads a YAML file into plain data that remembers where everything stood.

Every scalar stays text (``no``, ``12:30`` and ``2025-09-09`` mean what they say; the models decide
what a field holds), sequences are tuples, an empty plain scalar is None. Text comes out in NFC.

Not used: ``yaml.load`` and ``yaml.compose``, which lose places, let later keys win over earlier
ones, follow aliases to any depth and crash the process on deep nesting.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unicodedata import is_normalized, normalize

import yaml

from checker.i18n import N_
from checker.problems import HIDDEN_CHARACTERS, InvalidFile, Mark, Problem, Reason

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml: slower, otherwise the same
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
MAX_HIDDEN = 20
Path_ = tuple[str | int, ...]
"""Keys and indexes from the root of a document to one of its values."""

_HIDDEN = N_("hidden character U+{code:04X}; delete it")
_ALIAS = N_("alias *{name}: aliases are not read; write the value itself")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file as data. ``marks`` tells where each value begins, ``key_marks`` each key.

    ``root`` is where ``data`` stands in the file; every path begins there.
    """

    file: str
    sha256: str
    data: Any
    marks: dict[Path_, Mark]
    key_marks: dict[Path_, Mark]
    root: Path_ = ()

    def part(self, path: Path_) -> Document:
        """A value within as a document of its own, whose places are still those of the file."""
        data = self.data
        for step in path:
            data = data[step]
        return replace(self, data=data, root=(*self.root, *path))

    def mark(self, path: Path_) -> Mark:
        """Where ``path`` stands, or the nearest thing around it that does."""
        path = (*self.root, *path)
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path, (1, 1))

    def problem(self, path: Path_, message: str, /, **values: Any) -> Problem:
        """A problem at the value of ``path``."""
        return Problem(self.file, self.mark(path), message, values)

    def key_problem(self, path: Path_, message: str, /, **values: Any) -> Problem:
        """A problem at the key of ``path``."""
        return Problem(self.file, self.key_mark(path), message, values)

    def key_mark(self, path: Path_) -> Mark:
        """Where the key of ``path`` stands, or the value where there is no key."""
        return self.key_marks.get((*self.root, *path)) or self.mark(path)


def read_document(path: Path) -> tuple[Document, list[Problem]]:
    """The file as a document, with the problems that do not keep it from being looked at further.

    Raises InvalidFile where nothing can be read: no such file, a folder, too large, not UTF-8, not
    YAML, or not a mapping.
    """
    file = str(path)
    raw = _read_bytes(path, file)
    text = _decode(raw, file)
    _refuse_hidden_characters(text, file)
    builder = _Builder(file)
    try:
        events = yaml.parse(text, Loader=Loader)
        data = builder.build(events)
    except yaml.MarkedYAMLError as error:  # yaml's only other error is of characters, refused above
        raise InvalidFile([*builder.problems, _syntax_problem(error, text, file)]) from None
    if any(problem.message == _ALIAS for problem in builder.problems):
        raise InvalidFile(builder.problems)  # what the aliases left open would look like more problems
    if not isinstance(data, dict):
        what = N_("the file is empty; write a plan or a ruleset, beginning with schema: plan/1")
        if data is not None:
            what = N_("this is no mapping of keys to values; begin with schema: plan/1")
        raise InvalidFile([*builder.problems, Problem(file, (1, 1), what)])
    digest = hashlib.sha256(raw).hexdigest()
    return Document(file, digest, data, builder.marks, builder.key_marks), builder.problems


def _read_bytes(path: Path, file: str) -> bytes:
    try:
        # O_NONBLOCK: a named pipe must not hang the run
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as stream:
            status = os.fstat(stream.fileno())
            if stat.S_ISDIR(status.st_mode):
                raise IsADirectoryError
            if not stat.S_ISREG(status.st_mode):
                what = N_("this is no ordinary file; name a YAML file")
                raise InvalidFile([Problem(file, (1, 1), what)])
            raw = stream.read(MAX_BYTES + 1)
    except IsADirectoryError:
        what = N_("this is a folder; name a file in it, for example {file}/bacninh.yaml")
        raise InvalidFile([Problem(file, (1, 1), what, {"file": file.rstrip("/")})]) from None
    except FileNotFoundError:
        what = N_("there is no such file; check the name and the folder")
        raise InvalidFile([Problem(file, (1, 1), what)]) from None
    except OSError as error:
        what = N_("the file cannot be read: {reason}")
        raise InvalidFile([Problem(file, (1, 1), what, {"reason": error.strerror})]) from None
    if len(raw) > MAX_BYTES:
        what = N_("the file is larger than {limit} MB; a plan file holds short quotes, not the whole document")
        raise InvalidFile([Problem(file, (1, 1), what, {"limit": MAX_BYTES // 1_000_000})])
    return raw


def _decode(raw: bytes, file: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        what = N_("the file is not UTF-8 (byte 0x{byte:02X}); save it with the encoding UTF-8")
        raise InvalidFile([Problem(file, (line, column), what, {"byte": raw[error.start]})]) from None


def _refuse_hidden_characters(text: str, file: str) -> None:
    """Raises InvalidFile for those that stand in the file as they are, not as an escape."""
    problems: list[Problem] = []
    for found in HIDDEN_CHARACTERS.finditer(text.replace("\r", " ")):
        if len(problems) == MAX_HIDDEN:
            break
        start = found.start()
        mark = (text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
        problems.append(Problem(file, mark, _HIDDEN, {"code": ord(found.group())}))
    if problems:
        raise InvalidFile(problems)


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    place = error.problem_mark or error.context_mark
    if error.context_mark and "quoted scalar" in (error.context or ""):
        place = error.context_mark  # where the quotation mark opens, not where the file ends
        what = N_("this quotation mark is never closed; close it, or delete it")
        return Problem(file, (place.line + 1, place.column + 1), what)
    mark = (place.line + 1, place.column + 1) if place else (1, 1)
    lines = text.splitlines()
    line = lines[mark[0] - 1] if mark[0] <= len(lines) else ""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        what = N_("the line is indented with a tab; indent with spaces, two for each level")
        return Problem(file, (mark[0], indent.index("\t") + 1), what)
    what = N_("this is not YAML ({reason}); check indentation, colons and quotation marks around here")
    return Problem(file, mark, what, {"reason": Reason(error.problem or error.context or "")})


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
)
"""What libyaml says most often, for the catalogues."""


class _Frame:
    """A collection that is being read."""

    __slots__ = ("container", "next_path", "path")

    def __init__(self, container: dict[str, Any] | list[Any], path: Path_) -> None:
        self.container = container
        self.path = path
        self.next_path: Path_ | None = None if isinstance(container, dict) else (*path, 0)
        """The path of the value that comes next; None where a key comes next."""

    def attach(self, value: Any) -> None:
        """Puts the next value where it belongs."""
        if isinstance(self.container, list):
            self.container.append(value)
            self.next_path = (*self.path, len(self.container))
        elif self.next_path is not None:
            # of a key that stands twice, the first counts
            self.container.setdefault(str(self.next_path[-1]), value)
            self.next_path = None


class _Builder:
    """Turns parser events into data; iterative, so that nesting cannot exhaust the stack."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.marks: dict[Path_, Mark] = {}
        self.key_marks: dict[Path_, Mark] = {}

    def build(self, events: Iterator[yaml.Event]) -> Any:
        stack: list[_Frame] = []
        root: Any = None
        documents = 0
        for event in events:
            kind = type(event)
            if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                done = stack.pop().container
                value: Any = tuple(done) if type(done) is list else done
                if not stack:
                    root = value
                    continue
            elif kind is yaml.ScalarEvent or kind is yaml.AliasEvent:
                value = self._scalar(event)
                if not stack:
                    root = value
                    continue
                frame = stack[-1]
                if frame.next_path is None:
                    self._key(event, value, frame)
                    continue
                self.marks.setdefault(frame.next_path, _mark(event.start_mark))
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._open(event, kind is yaml.MappingStartEvent, stack)
                continue
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    what = N_("a second document begins here; write one document to a file")
                    raise InvalidFile([*self.problems, self._at(event, what)])
                continue
            else:
                continue
            stack[-1].attach(value)
        return root

    def _open(self, event: Any, mapping: bool, stack: list[_Frame]) -> None:
        self._check_tag(event)
        if len(stack) >= MAX_DEPTH:
            what = N_("more than {depth} levels of nesting; write it flatter")
            raise InvalidFile([*self.problems, self._at(event, what, depth=MAX_DEPTH)])
        path = stack[-1].next_path if stack else ()
        if path is None:
            what = N_("a key is a single word; put quotation marks around text with braces or brackets")
            raise InvalidFile([*self.problems, self._at(event, what)])
        self.marks.setdefault(path, _mark(event.start_mark))
        stack.append(_Frame({} if mapping else [], path))

    def _key(self, event: Any, text: str | None, frame: _Frame) -> None:
        key = "~" if text is None else text
        path = (*frame.path, key)
        if key in frame.container:
            first = self.key_marks[path][0]
            what = N_("the key “{key}” stands twice (first on line {line}); keep one")
            self.problems.append(self._at(event, what, key=key, line=first))
        else:
            self.key_marks[path] = _mark(event.start_mark)
        frame.next_path = path

    def _scalar(self, event: Any) -> str | None:
        """The text of a scalar; None for an empty one, and for an alias, which is a problem."""
        if type(event) is yaml.AliasEvent:
            self.problems.append(self._at(event, _ALIAS, name=event.anchor))
            return None
        if event.tag is not None:
            self._check_tag(event)
        text: str = event.value
        if event.implicit[0] and text in _NULLS:
            if not text:
                self.problems.append(self._at(event, N_("this key has no value; write one, or delete the key")))
            return None
        if not text.isascii() and not is_normalized("NFC", text):
            text = normalize("NFC", text)
        # only an escape can bring one in: those of the text itself were refused before
        hidden = HIDDEN_CHARACTERS.search(text) if event.style == '"' else None
        if hidden:
            self.problems.append(self._at(event, _HIDDEN, code=ord(hidden.group())))
        return text

    def _check_tag(self, event: Any) -> None:
        if event.tag is not None:
            what = N_("the tag {tag} is not read; delete it")
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.problems.append(self._at(event, what, tag=tag))

    def _at(self, event: Any, message: str, /, **values: Any) -> Problem:
        return Problem(self.file, _mark(event.start_mark), message, values)


def _mark(mark: Any) -> Mark:
    """yaml counts from 0, people from 1."""
    return (mark.line + 1, mark.column + 1)
