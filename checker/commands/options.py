"""Options that several subcommands share, and the types of their values."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import click

from checker.i18n import LANGUAGES, N_, Language
from checker.problems import visible
from checker.writers.formats import FORMATS

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Output:
    """A format, and where it goes: a path, ``-`` for standard output, None for the usual place."""

    format: str
    path: str | None


class OutputType(click.ParamType[Output]):
    """``FORMAT[:PATH]``"""

    name = "FORMAT[:PATH]"

    def __init__(self, lang: Language) -> None:
        self.lang = lang

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Output:
        if isinstance(value, Output):
            return value
        name, colon, path = str(value).partition(":")
        if name not in FORMATS:
            text = N_("unknown format “{name}”; write one of {known}")
            self.fail(self.lang.say(text, name=visible(name), known=", ".join(FORMATS)), param, ctx)
        if colon and not path:
            self.fail(self.lang.say(N_("no path behind “{name}:”; write {name}:report.{name}"), name=name), param, ctx)
        return Output(name, path or None)


class DayType(click.ParamType[date]):
    """A date, 2026-11-21 or 21/11/2026."""

    name = "DATE"

    def __init__(self, lang: Language) -> None:
        self.lang = lang

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                return datetime.strptime(str(value), pattern).replace(tzinfo=UTC).date()
            except ValueError:
                continue
        text = N_("“{text}” is no date; write {iso}")
        self.fail(self.lang.say(text, text=visible(str(value)), iso="2026-11-21"), param, ctx)


def language_option(lang: Language) -> Callable[[F], F]:
    """``--lang``, as ``lang_code``."""
    return click.option(
        "--lang",
        "lang_code",
        type=click.Choice(LANGUAGES),
        default=lang.code,
        metavar="vi|en",
        help=lang.say(N_("Language of reports and messages. [default: vi]")),
    )


def ruleset_option(help_: str) -> Callable[[F], F]:
    """``-r/--ruleset``, as ``rulesets``."""
    return click.option("-r", "--ruleset", "rulesets", multiple=True, metavar="ID|FILE", help=help_)


def subcommand(group: click.Group, name: str, lang: Language, help_: str, short: str) -> Callable[[F], click.Command]:
    """Adds a command to the group; ``help_`` and ``short`` are msgids."""
    return group.command(
        name,
        options_metavar=lang.say(N_("[OPTIONS]")),
        help=lang.say(help_),
        short_help=lang.say(short),
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def color_option(lang: Language) -> Callable[[F], F]:
    """``--color``, as ``color``; see ``colours``."""
    return click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        metavar="auto|always|never",
        help=lang.say(N_("Colours on the terminal; NO_COLOR turns them off too. [default: auto]")),
    )


def colours(color: str) -> bool | None:
    """True or False where it was said, None to look whether a terminal listens."""
    if color != "auto":
        return color == "always"
    return False if os.environ.get("NO_COLOR") else None


def today() -> date:
    """Today, or the day of SOURCE_DATE_EPOCH."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now().astimezone().date()
