"""YAML text into plain data, and the place of every key and value.

Every scalar stays text (``no``, ``12:30`` and ``2025-09-09`` mean what they say; the models decide
what a field holds), sequences are tuples, an empty plain scalar is None. Text comes out in NFC.

Not used: ``yaml.load`` and ``yaml.compose``, which lose places, let later keys win over earlier
ones, follow aliases to any depth and crash the process on deep nesting.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any
from unicodedata import is_normalized, normalize

from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from checker.diacritics import MOST_MARKS, heaps_of_marks
from checker.i18n import N_
from checker.problems import HIDDEN_CHARACTERS, InvalidFile, Mark, Problem, shown

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml: slower, otherwise the same
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

MAX_DEPTH = 20
MAX_HIDDEN = 20
MAX_EVENTS = 200_000
"""Of the parser: one for each key and each value, two for a list. The largest draft of "check extract" has 80,000."""
Path_ = tuple[str | int, ...]
"""Keys and indexes from the root of a document to one of its values."""
HIDDEN = N_("hidden character U+{code:04X}; delete it")
_ALIAS = N_("alias *{name}: aliases are not read; write the value itself")
_EMPTY = N_("this key has no value; write one, or delete the key")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_LONGEST_NULL = 4

_Place = tuple[Any, Any, Any]
"""Where a key stands (None in a list), where its value stands, and the places in that: by key, in order, or None."""


class Places:
    """Where every key and every value of a file stands; at its ``end`` at most, if that is given."""

    __slots__ = ("_end", "_root")

    def __init__(self, root: _Place, end: Mark | None = None) -> None:
        self._root = root
        self._end = end

    def __reduce__(self) -> tuple[type[Places], tuple[_Place, Mark | None]]:
        return Places, (_plain(self._root), self._end)  # a mark of libyaml's cannot be pickled

    def __contains__(self, path: Path_) -> bool:
        return self._way(path)[1] == len(path)

    def value(self, path: Path_) -> Mark:
        """Where the value of ``path`` stands, or the nearest thing around it that is there."""
        return _mark(self._way(path)[0][1], self._end)

    def key(self, path: Path_) -> Mark:
        """Where the key of ``path`` stands, or the value where there is no key."""
        (key, value, _), found = self._way(path)
        return _mark(value if key is None or found < len(path) else key, self._end)

    def _way(self, path: Path_) -> tuple[_Place, int]:
        """The last place on the way to ``path``, and how many steps lead there."""
        place = self._root
        for count, step in enumerate(path):
            inside = place[2]
            if isinstance(inside, dict):
                found = inside.get(step)
            else:
                within = isinstance(inside, list) and isinstance(step, int) and 0 <= step < len(inside)
                found = inside[step] if within else None
            if found is None:
                return place, count
            place = found
        return place, len(path)


def _plain(place: _Place) -> _Place:
    key, value, inside = place
    if isinstance(inside, dict):
        inside = {step: _plain(within) for step, within in inside.items()}
    elif isinstance(inside, list):
        inside = [_plain(within) for within in inside]
    return (None if key is None else _mark(key), _mark(value), inside)


def _mark(mark: Any, end: Mark | None = None) -> Mark:
    """yaml counts from 0, people from 1."""
    place = mark if isinstance(mark, tuple) else (mark.line + 1, mark.column + 1)
    return place if end is None else min(place, end)


def read_tree(raw: bytes, text: str, file: str, end: Mark | None, problems: list[Problem]) -> tuple[Any, Places]:
    """The data in ``raw``, which is ``text`` in UTF-8; what does not keep it from being looked at goes to ``problems``.

    ``end``: nothing stands behind it, whatever libyaml counts.
    Raises yaml.MarkedYAMLError, and InvalidFile with ``problems`` where one more makes all else pointless.
    """
    return _Builder(file, end, problems, ordinary=_is_ordinary(text)).build(raw)


def _is_ordinary(text: str) -> bool:
    """Whether no scalar of a file can have a tag, an escape, a heap of accents, or text that is not in NFC."""
    if "\\" in text or "!" in text:
        return False
    return text.isascii() or (not any(heaps_of_marks(text)) and is_normalized("NFC", text))


class _Builder:
    """Turns parser events into data; iterative, so that nesting cannot exhaust the stack."""

    def __init__(self, file: str, end: Mark | None, problems: list[Problem], *, ordinary: bool) -> None:
        self.file = file
        self.end = end
        self.problems = problems
        self.ordinary = ordinary
        self.aliases = False
        self.documents = 0

    def build(self, raw: bytes) -> tuple[Any, Places]:
        """Nearly all the time goes to this loop, which is why it calls nothing for an ordinary scalar."""
        get_event: Callable[[], Any] = Loader(raw).get_event
        events = iter(get_event, None)
        ordinary = self.ordinary
        stack: list[tuple[Any, Any, Any, Any, Any]] = []
        container: Any = None  # the collection that is being read: a dictionary, a list, or none yet
        places: Any = None  # its places
        key: str | None = None  # of a dictionary, the key whose value comes next
        key_mark: Any = None
        root: Any = None
        root_place: _Place = (None, (1, 1), None)
        for event in islice(events, MAX_EVENTS):
            kind = type(event)
            if kind is ScalarEvent or kind is AliasEvent:
                value, inside, start = event.value if kind is ScalarEvent else None, None, event.start_mark
                if not ordinary or value is None or (len(value) <= _LONGEST_NULL and value in _NULLS):
                    value = self._look_at(event)
                if key is None and type(container) is dict:
                    key, key_mark = self._key(event, value, places), start
                    continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                value = tuple(container) if type(container) is list else container
                inside = places
                container, places, key, key_mark, start = stack.pop()
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._check_start(event, len(stack), key is None and type(container) is dict)
                stack.append((container, places, key, key_mark, event.start_mark))
                key = None
                container, places = ({}, {}) if kind is MappingStartEvent else ([], [])
                continue
            else:
                if kind is DocumentStartEvent:
                    self._count_document(event)
                continue
            if type(container) is list:
                container.append(value)
                places.append((None, start, inside))
            elif container is None:
                root, root_place = value, (None, start, inside)
            else:
                if key not in places:  # of a key that stands twice, the first counts
                    container[key] = value
                    places[key] = (key_mark, start, inside)
                key = None
        if (event := next(events, None)) is not None:
            what = N_("more than {limit} keys and values up to here; a plan has some thousands: split the file")
            raise self._refusal(event, what, limit=MAX_EVENTS // 2)
        if self.aliases:
            # what the aliases left open would look like more problems; of a thousand aliases the first will do
            raise InvalidFile(self.problems[:MAX_HIDDEN])
        return root, Places(root_place, self.end)

    def _count_document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise self._refusal(event, N_("a second document begins here; write one document to a file"))

    def _key(self, event: Any, text: str | None, places: dict[str, _Place]) -> str:
        key = "~" if text is None else text
        if key in places:
            what = N_("the key “{key}” stands twice (first on line {line}); keep one")
            self._problem(event, what, key=shown(key), line=_mark(places[key][0], self.end)[0])
        return key

    def _check_start(self, event: Any, depth: int, is_key: bool) -> None:
        if event.tag is not None:
            self._refuse_tag(event)
        if depth >= MAX_DEPTH:
            raise self._refusal(event, N_("more than {depth} levels of nesting; write it flatter"), depth=MAX_DEPTH)
        if is_key:
            what = N_("a key is a single word; put quotation marks around text with braces or brackets")
            raise self._refusal(event, what)

    def _look_at(self, event: Any) -> str | None:
        """The text of a scalar; None for an empty one, and for an alias, which is a problem."""
        if type(event) is AliasEvent:
            self.aliases = True
            self._problem(event, _ALIAS, name=shown(event.anchor))
            return None
        if event.tag is not None:
            self._refuse_tag(event)
        text: str = event.value
        if event.implicit[0] and text in _NULLS:
            if not text:
                self._problem(event, _EMPTY)
            return None
        if not text.isascii():
            if len(text) > MOST_MARKS and any(heaps_of_marks(text)):
                what = N_("more than {limit} accents on one letter; write the text anew")
                raise self._refusal(event, what, limit=MOST_MARKS)
            if not is_normalized("NFC", text):
                text = normalize("NFC", text)
        # only an escape can bring one in: those of the text itself were refused before
        hidden = HIDDEN_CHARACTERS.search(text) if event.style == '"' else None
        if hidden:
            self._problem(event, HIDDEN, code=ord(hidden.group()))
        return text

    def _refuse_tag(self, event: Any) -> None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        self._problem(event, N_("the tag {tag} is not read; delete it"), tag=shown(tag))

    def _problem(self, event: Any, message: str, /, **values: Any) -> None:
        self.problems.append(Problem(self.file, _mark(event.start_mark, self.end), message, values))

    def _refusal(self, event: Any, message: str, /, **values: Any) -> InvalidFile:
        self._problem(event, message, **values)
        return InvalidFile(self.problems)
