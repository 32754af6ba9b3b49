"""Decides where each format goes, renders all of it, and only then writes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from checker.i18n import N_
from checker.reporting.report import Report
from checker.writers.files import write_whole
from checker.writers.formats import FORMATS, Format, Presentation

INDEX = "index"
"""The name, without suffix, of what stands over several plans; no plan may be called so."""


Rendered = tuple[Path | None, bytes]
"""Where a file goes, None for standard output, and all that it holds."""


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
    """A format and where it goes: a file; a folder, for a file of each plan; or None, standard output."""

    format: Format
    path: Path | None
    folder: bool = False

    def file_of(self, plan: str) -> Path | None:
        """Where the plan of that id goes, in a format that has a file for each."""
        if self.path is None or not self.folder:
            return self.path
        return self.path / f"{plan}.{self.format.suffix}"


def plan_outputs(outputs: Sequence[Output], plans: Sequence[Path], folder: Path) -> list[Destination]:
    """Where each output goes, decided before anything is judged. Raises OutputConflict, FormatUnavailable.

    A format with a file for each plan goes into a folder; a path that ends in its suffix takes a
    single plan.
    """
    names = [path.stem for path in plans]
    for name in names:
        if names.count(name) > 1:
            raise OutputConflict(N_("two plans are called “{name}”; check them in two runs"), name=name)
        if name == INDEX and len(names) > 1:
            text = N_("a plan called “{name}” would stand in the way of the page over all plans; give it another id")
            raise OutputConflict(text, name=name)
    if not outputs:
        return [Destination(FORMATS["html"], folder, folder=True)]
    lone = len(outputs) == 1
    destinations = [_destination(output, names, folder, lone) for output in outputs]
    read = {os.path.realpath(path) for path in plans}
    taken: set[str] = set()
    for destination in destinations:
        files = {os.path.realpath(file) if file else "-": str(file or "-") for file in _files(destination, names)}
        for place in sorted(files.keys() & taken):
            raise OutputConflict(N_("two formats go to {place}; give each a path of its own"), place=files[place])
        for place in sorted(files.keys() & read):
            text = N_("{place} is a plan that is to be checked; write the report to another file")
            raise OutputConflict(text, place=files[place])
        taken |= files.keys()
    for format_ in {destination.format.name: destination.format for destination in destinations}.values():
        format_.require()
    return destinations


def _destination(output: Output, names: Sequence[str], folder: Path, lone: bool) -> Destination:
    format_ = FORMATS[output.format]
    each = format_.of == "plan"
    if output.path == "-":
        if format_.binary and sys.stdout.isatty():
            raise OutputConflict(
                N_("{format} is nothing for a terminal; write {format}:report.{suffix}"), **_named(format_)
            )
        if each and len(names) > 1:
            text = N_("several {format} reports cannot share standard output; leave out “:-”")
            raise OutputConflict(text, **_named(format_))
        return Destination(format_, None)
    if output.path is None:
        if format_.name == "text" or (format_.name == "json" and lone):
            return Destination(format_, None)
        if each:
            return Destination(format_, folder, folder=True)
        return Destination(format_, folder / f"{names[0] if len(names) == 1 else INDEX}.{format_.suffix}")
    path = Path(output.path)
    suffix = path.suffix.lower()
    single = each and suffix in (f".{format_.suffix}", ".htm")
    if each and not single and not path.is_dir() and suffix[1:] in {known.suffix for known in FORMATS.values()}:
        text = N_("{place} ends like another format; name a folder, or a file that ends in .{suffix}")
        raise OutputConflict(text, place=output.path, **_named(format_))
    if single and len(names) > 1:
        text = N_("{place} can hold one report; name a folder for several, for example {format}:reports")
        raise OutputConflict(text, place=output.path, **_named(format_))
    return Destination(format_, path, folder=each and not single)


def _named(format_: Format) -> dict[str, str]:
    return {"format": format_.name, "suffix": format_.suffix}


def _files(destination: Destination, names: Sequence[str]) -> Iterator[Path | None]:
    """The files that a destination will come to, None for standard output."""
    for name in names if destination.folder else names[:1]:
        yield destination.file_of(name)
    if destination.folder and destination.format.name == "html" and len(names) > 1:
        yield destination.file_of(INDEX)


def count_renderings(report: Report, destinations: Sequence[Destination]) -> int:
    """How many times ``render_outputs`` will tell of one."""
    return sum(1 if destination.format.of == "run" else len(report.plans) for destination in destinations)


def render_outputs(
    report: Report,
    destinations: Sequence[Destination],
    how: Presentation,
    on_rendering: Callable[[str], None] = lambda _: None,
) -> list[Rendered]:
    """Everything that is to be written; ``on_rendering`` is told of each before it begins."""
    return [piece for destination in destinations for piece in _render(report, destination, how, on_rendering)]


def write_outputs(rendered: Sequence[Rendered]) -> list[Path]:
    """Writes the files, then what goes to standard output. Returns the files; raises OSError."""
    for path, content in rendered:
        if path is not None:
            write_whole(path, content)
    for path, content in rendered:
        if path is None:
            sys.stdout.buffer.write(content)
    sys.stdout.flush()
    return [path for path, _ in rendered if path is not None]


def _render(
    report: Report, destination: Destination, how: Presentation, on_rendering: Callable[[str], None]
) -> Iterator[Rendered]:
    how = replace(how, color=how.color and destination.path is None)
    format_, several = destination.format, len(report.plans) + len(report.errors) > 1
    if format_.of == "run":
        on_rendering(format_.name)
        yield destination.path, format_.render_run(report, how)
        return
    for plan in report.plans:
        on_rendering(f"{format_.name} · {plan.plan.province.name}")
        yield destination.file_of(plan.plan.id), format_.render_plan(report, plan, how)
    if format_.name == "html" and destination.folder and several:
        from checker.writers.overview.overview import render_index

        yield destination.file_of(INDEX), render_index(report, how)
