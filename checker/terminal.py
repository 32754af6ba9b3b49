"""What the command says on standard error: progress, summaries, errors, and what it reads and writes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

import click

from checker.i18n import N_, Language
from checker.problems import on_one_line, visible

if TYPE_CHECKING:  # imported late, so that --help does not wait for the models
    from checker.progress import Step
    from checker.progress_of_plans import Ended
    from checker.reporting.report import Report
    from checker.reporting.tally import Tally

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
        click.echo(on_one_line(text), err=True, color=self.color)

    def detail(self, text: str) -> None:
        if self.verbose:
            click.echo(on_one_line(text), err=True, color=self.color)

    def progress(self, total: int) -> AbstractContextManager[Step]:
        """A function to call before each of ``total`` things; a line shows them where a person watches."""
        watched = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        if not watched or self.quiet or self.verbose:  # with -v the files are named, line by line
            return nullcontext(lambda _: None)
        from checker.progress import progress

        return progress(sys.stderr, total, _columns())

    def progress_of_plans(self, total: int) -> AbstractContextManager[Ended]:
        """A function to call as each of ``total`` plans ends: a line shows it, in a log one now and then."""
        if self.quiet or self.verbose:
            return nullcontext(lambda *_, **__: None)
        from checker.progress_of_plans import progress_of_plans

        watched = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        return progress_of_plans(sys.stderr, total, _columns(), self.lang, watched=watched)

    def wrote(self, places: Sequence[str]) -> None:
        """Names the files; of many in one folder the first, an index before all others, and how many there are.

        Files in many folders are counted together, in the folder that holds all of them.
        """
        if self.quiet or not places:
            return
        folders: dict[tuple[str, str], list[str]] = {}
        for place in places:
            folder, name = os.path.split(place)
            folders.setdefault((folder, os.path.splitext(name)[1]), []).append(place)  # noqa: PTH122  (it may be a URL)
        if not self.verbose:
            folders = _together(folders)
        for (folder, suffix), files in folders.items():
            if len(files) <= FEW or self.verbose:
                for path in files:
                    self._say(N_("Report: {path}"), path=on_one_line(path))
                continue
            first = next((path for path in files if os.path.basename(path).startswith("index.")), files[0])  # noqa: PTH119
            others = {
                "path": on_one_line(first),
                "count": len(files) - 1,
                "suffix": suffix,
                "folder": on_one_line(folder),
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

    def unchanged(self, count: int, total: int) -> None:
        """Says how many plans of a run need not be judged."""
        if not self.quiet:
            number = self.lang.number
            text = N_("{count} of {total} plans are unchanged since an earlier run and were not judged again.")
            self._say(text, count=number(count), total=number(total))

    def summary(self, report: Report, tally: Tally | None = None) -> None:
        """The outcome of the run; ``tally`` where it has too many plans to be told one by one."""
        if self.quiet:
            return
        from checker.writers.summary.text import to_text

        text = to_text(report, self.lang, self.width, tally=tally, details=self.verbose, trace=self.verbose)
        click.echo(text, err=True, color=self.color)


def _together(folders: dict[tuple[str, str], list[str]]) -> dict[tuple[str, str], list[str]]:
    """The files by folder and suffix, with one folder for those of a suffix that stand in many."""
    of_suffix: dict[str, list[str]] = {}
    for folder, suffix in folders:
        of_suffix.setdefault(suffix, []).append(folder)
    above = {suffix: _above(found) for suffix, found in of_suffix.items() if len(found) > FEW}
    merged: dict[tuple[str, str], list[str]] = {}
    for (folder, suffix), files in folders.items():
        merged.setdefault((above.get(suffix, folder), suffix), []).extend(files)
    return merged


def _above(folders: Sequence[str]) -> str:
    """The folder that holds all of these, which may be URLs."""
    parts = [folder.split("/") for folder in folders]
    same = [names[0] for names in takewhile(lambda names: len(set(names)) == 1, zip(*parts, strict=False))]
    return "/".join(same) or ("/" if same else ".")


def _columns() -> int:
    """How wide the terminal of standard error is; 80 where it is none. COLUMNS says otherwise."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked) > 0:
        return int(asked)
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
