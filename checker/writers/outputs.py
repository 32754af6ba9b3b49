"""Decides where each format goes, before anything is judged."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Protocol

from checker.i18n import N_
from checker.reporting.report import PlanReport, Report
from checker.writers.formats import FORMATS, INDEX, Format, Presentation


class Output(Protocol):
    @property
    def format(self) -> str: ...
    @property
    def path(self) -> str | None: ...


class OutputConflict(Exception):
    """Two outputs for one place, one file for several reports, or a plan in the way; ``message`` is a msgid."""

    def __init__(self, message: str, **values: object) -> None:
        self.message, self.values = message, values
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Destination:
    """A format and where it goes: a file; a folder, for a file of each plan; or None, standard output.

    ``place`` is a path or a URL.
    """

    format: Format
    place: str | None
    folder: bool = False

    @property
    def of_each(self) -> bool:
        """Whether each plan has a file of its own."""
        return self.folder or self.format.of == "plan"

    def file_of(self, name: str) -> str | None:
        """Where the reports called so go, in a format that has a file for each plan."""
        if self.place is None or not self.folder:
            return self.place
        return within(self.place, f"{name}.{self.format.suffix}")

    def render(self, report: Report, plan: PlanReport, how: Presentation) -> bytes:
        """The file of one plan; ``report`` is the run, or of a format over runs one with this plan alone."""
        if self.format.of == "run":
            return self.format.render_run(report, how)
        return self.format.render_plan(report, plan, how)


def is_url(place: str) -> bool:
    """Whether a place is a URL and no path."""
    return "://" in place


def within(root: str, name: str) -> str:
    """The place ``name`` below ``root``."""
    return f"{root.rstrip('/')}/{name}" if is_url(root) else str(Path(root) / name)


def plan_outputs(
    outputs: Sequence[Output], plans: Sequence[tuple[str, str]], folder: str, *, several: bool
) -> list[Destination]:
    """Where each output goes. ``plans`` are place and name of each. Raises OutputConflict, FormatUnavailable.

    A format with a file for each plan goes into a folder; a path that ends in its suffix takes a single plan. A
    format over the run that is given a folder has a file for each plan there, too.
    """
    names = [name for _, name in plans]
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise OutputConflict(N_("two plans are called “{name}”; check them in two runs"), name=name)
        seen.add(name)
        if name == INDEX and several:
            text = N_("a plan called “{name}” would stand in the way of the page over all plans; give it another id")
            raise OutputConflict(text, name=name)
    lone = len(outputs) == 1
    destinations = [_destination(output, names, folder, lone, several) for output in outputs]
    destinations = destinations or [Destination(FORMATS["html"], folder, folder=True)]
    by_itself = {_real(d.file_of(INDEX) or "-") for d in destinations if d.format.name == "html" and d.folder}
    read = {_real(place) for place, _ in plans}
    taken: set[str] = set()
    for destination in destinations:
        files = {_real(file) if file else "-": file or "-" for file in _files(destination, names, several)}
        if several and destination.format.name == INDEX:
            files = {place: shown for place, shown in files.items() if place not in by_itself}
        for place in sorted(files.keys() & taken):
            raise OutputConflict(N_("two formats go to {place}; give each a path of its own"), place=files[place])
        for place in sorted(files.keys() & read):
            text = N_("{place} is a plan that is to be checked; write the report to another file")
            raise OutputConflict(text, place=files[place])
        taken |= files.keys()
    for format_ in {destination.format.name: destination.format for destination in destinations}.values():
        format_.require()
    return destinations


def _real(place: str) -> str:
    return place if is_url(place) else os.path.realpath(place)


def _destination(output: Output, names: Sequence[str], folder: str, lone: bool, several: bool) -> Destination:
    format_ = FORMATS[output.format]
    each = format_.of == "plan"
    if output.path == "-":
        if format_.name == INDEX:
            raise OutputConflict(N_("the index goes into a file; write index:reports/index.html"))
        if format_.binary and sys.stdout.isatty():
            raise OutputConflict(
                N_("{format} is nothing for a terminal; write {format}:report.{suffix}"), **_named(format_)
            )
        if each and several:
            text = N_("several {format} reports cannot share standard output; leave out “:-”")
            raise OutputConflict(text, **_named(format_))
        return Destination(format_, None)
    if output.path is None:
        if format_.name == "text" or (format_.name == "json" and lone):
            return Destination(format_, None)
        if each:
            return Destination(format_, folder, folder=True)
        stem = INDEX if several or format_.name == INDEX else names[0]
        return Destination(format_, within(folder, f"{stem}.{format_.suffix}"))
    return _at(output.path, format_, several)


def _at(path: str, format_: Format, several: bool) -> Destination:
    suffix = PurePath(path).suffix.lower()
    fits = suffix in (f".{format_.suffix}", ".htm")
    is_folder = path.endswith("/") or (not fits and not is_url(path) and Path(path).is_dir())
    if format_.of == "run":
        return Destination(format_, path, folder=is_folder and format_.name != INDEX)
    if not fits and not is_folder and suffix[1:] in {known.suffix for known in FORMATS.values()}:
        text = N_("{place} ends like another format; name a folder, or a file that ends in .{suffix}")
        raise OutputConflict(text, place=path, **_named(format_))
    if fits and several:
        text = N_("{place} can hold one report; name a folder for several, for example {format}:reports")
        raise OutputConflict(text, place=path, **_named(format_))
    return Destination(format_, path, folder=not fits)


def _named(format_: Format) -> dict[str, str]:
    return {"format": format_.name, "suffix": format_.suffix}


def indexes(destinations: Sequence[Destination], *, several: bool) -> list[str]:
    """Where the page over all plans goes: where it was asked for, and beside the pages of several plans."""
    asked = [d.place for d in destinations if d.format.name == INDEX and d.place is not None]
    beside = [within(str(d.place), f"{INDEX}.html") for d in destinations if d.format.name == "html" and d.folder]
    places = {_real(place): place for place in (*asked, *(beside if several else ()))}
    return list(places.values())


def _files(destination: Destination, names: Sequence[str], several: bool) -> Iterator[str | None]:
    """The files that a destination will come to, None for standard output."""
    for name in names if destination.folder else names[:1]:
        yield destination.file_of(name)
    if destination.folder and destination.format.name == "html" and several:
        yield destination.file_of(INDEX)
