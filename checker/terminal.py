"""What the command says on standard error: summaries, errors, and what it reads and writes."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.i18n import N_, Language
from checker.problems import visible

if TYPE_CHECKING:  # imported late, so that --help does not wait for the models
    from checker.reporting.report import Report


@dataclass(frozen=True, slots=True)
class Terminal:
    """What goes to standard error. Standard output belongs to the formats that were asked for."""

    lang: Language
    color: bool | None
    quiet: bool
    verbose: bool

    @property
    def color_stdout(self) -> bool:
        return sys.stdout.isatty() if self.color is None else self.color

    def error(self, text: str) -> None:
        click.echo(visible(text), err=True, color=self.color)

    def detail(self, text: str) -> None:
        if self.verbose:
            click.echo(visible(text), err=True, color=self.color)

    def wrote(self, path: Path) -> None:
        if not self.quiet:
            text = self.lang.say(N_("Report: {path}"), path=visible(str(path)))
            click.echo(text, err=True, color=self.color)

    def summary(self, report: Report) -> None:
        if self.quiet:
            return
        from checker.writers.text import to_text

        width = max(60, min(shutil.get_terminal_size((80, 24)).columns, 120))
        click.echo(to_text(report, self.lang, width, trace=self.verbose), err=True, color=self.color)
