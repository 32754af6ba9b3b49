"""Which plan files a run is about: files, folders, patterns and URLs, as they stand on the command line."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checker.batch.folders import before_magic, is_folder, is_pattern, plans_below, plans_matching
from checker.batch.places import is_url, local, stem_of
from checker.batch.stores import is_plan_url, plans_at
from checker.i18n import N_
from checker.problems import Problem

_RESERVED = re.compile(r"index(-\d+)*")
"""Names of pages over several plans."""
_NO_PLAN = N_("there is no plan file (*.yaml) here; check the name of the folder")


@dataclass(frozen=True, slots=True)
class Source:
    """A plan file. ``place`` is its path or URL as messages call it.

    ``name`` is where its reports go below the folder of reports, without suffix: its own path below the
    folder that was searched ("bac-ninh/xa-a"), behind that folder's name if several were searched, or the stem of a
    file that was named by itself.
    """

    place: str
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """The plan files of a run, each once, in the order of the arguments and sorted within each.

    ``problems`` are of places that could not be searched, and of files whose reports would take each other's
    place; ``searched``: at least one argument was no single file.
    """

    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]
    searched: bool

    @property
    def empty(self) -> bool:
        """Whether all was searched, and nothing is there."""
        return not self.sources and all(problem.message == _NO_PLAN for problem in self.problems)


def find_sources(arguments: Iterable[str]) -> Found:
    """Looks for the plan files. Raises FormatUnavailable for a URL without fsspec."""
    problems: list[Problem] = []
    searches: list[_Search] = []
    for argument in map(local, arguments):
        single = is_plan_url(argument) if is_url(argument) else not (is_folder(argument) or is_pattern(argument))
        if not single:
            before = len(problems)
            searches.append(_search(argument, problems))
            if not searches[-1].sources and len(problems) == before:
                problems.append(Problem(argument, (1, 1), _NO_PLAN))
        else:
            searches.append(_Search(None, (Source(argument, stem_of(argument)),)))
    found: dict[str, Source] = {}
    for source in _named_apart(searches):
        key = source.place if is_url(source.place) else os.path.abspath(source.place)  # noqa: PTH100  (no links resolved)
        found.setdefault(key, source)
    sources = tuple(found.values())
    searched = any(search.root is not None for search in searches)
    if searched:
        sources = tuple(_with_places_of_their_own(sources, problems))
    return Found(sources, tuple(dict.fromkeys(problems)), searched)


@dataclass(frozen=True, slots=True)
class _Search:
    """What one argument led to. Names are paths below ``root``, which is None for a file named by itself."""

    root: str | None
    sources: tuple[Source, ...]


def _search(argument: str, problems: list[Problem]) -> _Search:
    if is_url(argument):
        found = plans_at(argument, problems)
        return _Search(argument, _in_order(Source(url, _without_suffix(name)) for url, name in found))
    found = plans_below(argument, problems) if is_folder(argument) else plans_matching(argument, problems)
    root = argument if is_folder(argument) else before_magic(argument) or "."
    return _Search(
        root,
        _in_order(
            Source(path.removeprefix("./") if argument == "." else path, _without_suffix(name)) for path, name in found
        ),
    )


def _in_order(sources: Iterable[Source]) -> tuple[Source, ...]:
    return tuple(sorted(sources, key=lambda source: (source.name.split("/"), source.place)))


def _named_apart(searches: Sequence[_Search]) -> Iterator[Source]:
    """The sources of all searches. Of several folders, which may hold the same names, each name begins with its own."""
    roots = list(dict.fromkeys(search.root for search in searches if search.root is not None))
    common = None
    if len(roots) > 1 and not any(map(is_url, roots)):
        common = os.path.commonpath([os.path.abspath(root) for root in roots])  # noqa: PTH100
    for search in searches:
        folder = "." if common is None or search.root is None else os.path.relpath(search.root, common)
        for source in search.sources:
            yield source if folder == "." else Source(source.place, f"{folder}/{source.name}")


def _without_suffix(name: str) -> str:
    return name.rpartition(".")[0]


def _with_places_of_their_own(sources: Sequence[Source], problems: list[Problem]) -> Iterator[Source]:
    """The sources whose reports take no other's place; of the others a problem is said."""
    taken: dict[str, Source] = {}
    for source in sources:
        first = taken.setdefault(source.name, source)
        if first is not source:
            what = N_("its reports would take the place of those of {first}; rename one of the two files")
            problems.append(Problem(source.place, (1, 1), what, {"first": first.place}))
        elif _RESERVED.fullmatch(source.name):
            what = N_("its report would stand in the way of the page over all plans; give the plan another id")
            problems.append(Problem(source.place, (1, 1), what))
        else:
            yield source
