"""Decides where each format goes, renders all of it, and only then writes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import click

from checker.i18n import N_, Language
from checker.reporting.report import Report
from checker.writers.files import write_whole


class Output(Protocol):
    @property
    def format(self) -> str: ...
    @property
    def path(self) -> str | None: ...


class OutputConflict(Exception):
    """Two outputs for one place, or one file for several reports; ``message`` is a msgid."""

    def __init__(self, message: str, **values: object) -> None:
        self.message, self.values = message, values
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Destination:
    """A format and its file or folder; None is standard output."""

    format: str
    path: Path | None


def plan_outputs(outputs: Sequence[Output], plans: Sequence[Path], folder: Path) -> list[Destination]:
    """Where each output goes, decided before anything is judged. Raises OutputConflict.

    HTML goes into a folder, a page for each plan; a path that ends in .html takes a single plan.
    """
    names = [path.stem for path in plans]
    for name in names:
        if names.count(name) > 1:
            raise OutputConflict(N_("two plans are called “{name}”; check them in two runs"), name=name)
    if not outputs:
        return [Destination("html", folder)]
    lone = len(outputs) == 1
    destinations = [_destination(output, plans, folder, lone) for output in outputs]
    taken: set[str] = set()
    for destination in destinations:
        place = str(destination.path or "-")
        if place in taken and (destination.path is None or destination.path != folder):
            raise OutputConflict(N_("two formats go to {place}; give each a path of its own"), place=place)
        taken.add(place)
    return destinations


def _destination(output: Output, plans: Sequence[Path], folder: Path, lone: bool) -> Destination:
    if output.path == "-":
        if output.format == "html" and len(plans) > 1:
            raise OutputConflict(N_("several HTML reports cannot share standard output; leave out “:-”"))
        return Destination(output.format, None)
    if output.path is None:
        if output.format == "text" or (output.format == "json" and lone):
            return Destination(output.format, None)
        stem = plans[0].stem if len(plans) == 1 else "index"
        return Destination(output.format, folder if output.format == "html" else folder / f"{stem}.{output.format}")
    path = Path(output.path)
    if output.format == "html" and path.suffix in (".html", ".htm") and len(plans) > 1:
        text = N_("{place} can hold one report; name a folder for several, for example html:reports")
        raise OutputConflict(text, place=output.path)
    return Destination(output.format, path)


def write_outputs(
    report: Report, destinations: Sequence[Destination], language: Language, *, color: bool
) -> list[Path]:
    """Renders everything, then writes it. Returns the files; raises OSError."""
    files: list[tuple[Path, str]] = []
    streams: list[str] = []
    for destination in destinations:
        rendered = _render(report, destination, language, color=color)
        for path, text in rendered:
            if path is None:
                streams.append(text)
            else:
                files.append((path, text))
    for path, text in files:
        write_whole(path, text)
    for text in streams:
        sys.stdout.write(text)
    sys.stdout.flush()
    return [path for path, _ in files]


def _render(
    report: Report, destination: Destination, language: Language, *, color: bool
) -> list[tuple[Path | None, str]]:
    path = destination.path
    if destination.format == "json":
        return [(path, report.to_json())]
    if destination.format == "text":
        from checker.writers.text import to_text

        text = to_text(report, language)
        return [(path, text if color and path is None else click.unstyle(text))]
    from checker.writers.html import index_page, plan_page

    if path is None or path.suffix in (".html", ".htm"):
        return [(path, plan_page(report, report.plans[0], language))]
    pages: list[tuple[Path | None, str]] = [
        (path / f"{plan.plan.id}.html", plan_page(report, plan, language)) for plan in report.plans
    ]
    if len(report.plans) + len(report.errors) > 1:
        pages.append((path / "index.html", index_page(report, language)))
    return pages
