"""What the command says on standard error: progress, summaries, errors, and what it reads and writes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.i18n import N_, Language
from checker.problems import visible

if TYPE_CHECKING:  # imported late, so that --help does not wait for the models
    from checker.progress import Step
    from checker.reporting.report import Report

NARROWEST, WIDEST = 60, 120
FEW = 4
"""So many files are named one by one."""


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

    @property
    def width(self) -> int:
        """How many columns a text on standard error may take."""
        return max(NARROWEST, min(_columns(), WIDEST))

    def error(self, text: str) -> None:
        click.echo(visible(text), err=True, color=self.color)

    def detail(self, text: str) -> None:
        if self.verbose:
            click.echo(visible(text), err=True, color=self.color)

    def progress(self, total: int) -> AbstractContextManager[Step]:
        """A function to call before each of ``total`` things; a line shows them where a person watches."""
        watched = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        if not watched or self.quiet or self.verbose:  # with -v the files are named, line by line
            return nullcontext(lambda _: None)
        from checker.progress import progress

        return progress(sys.stderr, total, _columns())

    def wrote(self, paths: Sequence[Path]) -> None:
        """Names the files; of many in one folder the first, an index before all others, and how many there are."""
        if self.quiet or not paths:
            return
        folders: dict[tuple[Path, str], list[Path]] = {}
        for path in paths:
            folders.setdefault((path.parent, path.suffix), []).append(path)
        for (folder, suffix), files in folders.items():
            if len(files) <= FEW or self.verbose:
                for path in files:
                    self._say(N_("Report: {path}"), path=visible(str(path)))
                continue
            first = next((path for path in files if path.stem == "index"), files[0])
            others = {
                "path": visible(str(first)),
                "count": len(files) - 1,
                "suffix": suffix,
                "folder": visible(str(folder)),
            }
            self._say(N_("Report: {path}, and {count} more {suffix} files in {folder}"), **others)

    def not_to_be_sent(self, province: str, entries: int) -> None:
        """Warns of a letter that rests on ``entries`` which are still to be reviewed."""
        if self.quiet:
            return
        text = self.lang.plural(
            "The letter on {province} must not be sent yet: {count} entry of the plan file is still to be reviewed.",
            "The letter on {province} must not be sent yet: {count} entries of the plan file are still to be reviewed.",
            entries,
            province=visible(province),
            count=entries,
        )
        click.secho(text, err=True, color=self.color, fg="yellow", bold=True)

    def _say(self, message: str, **values: object) -> None:
        click.echo(self.lang.say(message, **values), err=True, color=self.color)

    def summary(self, report: Report) -> None:
        if self.quiet:
            return
        from checker.writers.summary.text import to_text

        text = to_text(report, self.lang, self.width, details=self.verbose, trace=self.verbose)
        click.echo(text, err=True, color=self.color)


def _columns() -> int:
    """How wide the terminal of standard error is; 80 where it is none. COLUMNS says otherwise."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked) > 0:
        return int(asked)
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
