"""The command ``check``: its options, its messages and its exit status."""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker import __version__
from checker.failures import EngineFailure, EngineUnavailable
from checker.i18n import DOMAIN, LANGUAGES, LOCALES, N_, Language, language
from checker.problems import visible
from checker.terminal import Terminal

if TYPE_CHECKING:  # imported late, so that --help does not wait for the engine and the templates
    from checker.report import Report

CONFORMS, GAPS, INVALID, NOTHING, INTERRUPTED = 0, 1, 2, 3, 130
FORMATS = ("text", "html", "json")

_HELP = N_("""\
Check health plans against national resolutions, with evidence for every verdict.

PLANS are plan files (plans/bacninh.yaml). Each is judged by every ruleset in rulesets/ that
applies to it. The summary appears here, the full report in reports/<plan>.html; several plans
also get reports/index.html.

\b
Examples:
  check plans/bacninh.yaml
  check plans/*.yaml -o reports
  check plans/quangngai.yaml -r nq72 -f json
  check plans/quangngai.yaml -f html:gap-report.html --lang en

\b
Exit status:
  0  every plan conforms
  1  gaps were found (an advisory ruleset never counts)
  2  wrong usage, or a file that cannot be read or is invalid
  3  nothing to check: no ruleset applies
""")


@dataclass(frozen=True, slots=True)
class Output:
    """A format, and where it goes: a path, ``-`` for standard output, None for the usual place."""

    format: str
    path: str | None


class PlansOrCommand(click.Group):
    """Takes ``check plans/x.yaml`` for ``check plans plans/x.yaml``.

    Whatever is no subcommand's name belongs to the default command, so that subcommands can be
    added without changing how plans are checked.
    """

    default = "plans"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or args[0] not in self.commands:
            args = [self.default, *args]
        return super().parse_args(ctx, args)


class DefaultCommand(click.Command):
    """The default command: its help and its errors call it ``check``, as its users do."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        return super().make_context(parent.info_name if parent else info_name, args, **extra)


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


def build_command(lang: Language) -> click.Group:
    """The command, with its help in ``lang``."""
    say = lang.say

    @click.group(cls=PlansOrCommand)
    def check() -> None:
        pass

    @check.command(
        PlansOrCommand.default,
        cls=DefaultCommand,
        options_metavar=say(N_("[OPTIONS]")),
        help=say(_HELP),
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    @click.argument("plans", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PLANS...")
    @click.option(
        "-r",
        "--ruleset",
        "rulesets",
        multiple=True,
        metavar="ID|FILE",
        help=say(N_("Judge by this ruleset only; can be given several times. [default: all that apply]")),
    )
    @click.option(
        "-f",
        "--format",
        "outputs",
        multiple=True,
        type=OutputType(lang),
        help=say(
            N_(
                "html, json or text, and where to: a path, or - for standard output; can be given several times. [default: html]"
            )
        ),
    )
    @click.option(
        "-o",
        "--output-dir",
        default=Path("reports"),
        type=click.Path(path_type=Path),
        metavar="DIR",
        help=say(N_("Folder for the reports. [default: reports]")),
    )
    @click.option(
        "-a",
        "--acceptances",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=say(N_("File of gaps that a reviewer accepted; can be given several times.")),
    )
    @click.option(
        "--lang",
        "lang_code",
        type=click.Choice(LANGUAGES),
        default=lang.code,
        metavar="vi|en",
        help=say(N_("Language of reports and messages. [default: vi]")),
    )
    @click.option(
        "--as-of",
        type=DayType(lang),
        default=_today,
        metavar="DATE",
        help=say(N_("The day of the report, and the day that acceptances are measured by. [default: today]")),
    )
    @click.option(
        "--fail-on",
        type=click.Choice(["gap", "never"]),
        default="gap",
        metavar="gap|never",
        help=say(N_("When to exit with 1. [default: gap]")),
    )
    @click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        metavar="auto|always|never",
        help=say(N_("Colours on the terminal; NO_COLOR turns them off too. [default: auto]")),
    )
    @click.option(
        "-v",
        "--verbose",
        is_flag=True,
        help=say(N_("Say which files are read and written, and show the rules that fired.")),
    )
    @click.option("-q", "--quiet", is_flag=True, help=say(N_("No summary; errors only.")))
    @click.version_option(
        __version__,
        "-V",
        "--version",
        prog_name="check",
        message="%(prog)s %(version)s",
        help=say(N_("Show the version.")),
    )
    def plans(**options: Any) -> int:
        return _check(language(options.pop("lang_code")), **options)

    return check


def _check(
    lang: Language,
    plans: tuple[Path, ...],
    rulesets: tuple[str, ...],
    outputs: tuple[Output, ...],
    output_dir: Path,
    acceptances: tuple[Path, ...],
    as_of: date,
    fail_on: str,
    color: str,
    verbose: bool,
    quiet: bool,
) -> int:
    from checker.library import UnknownRuleset
    from checker.problems import InvalidFile
    from checker.run import Request, check_plans
    from checker.writers.outputs import Destination, OutputConflict, plan_outputs, write_outputs

    terminal = Terminal(lang, _colours(color), quiet, verbose)
    paths = list(dict.fromkeys(plans))
    try:
        destinations = plan_outputs(outputs, paths, output_dir)
        targets = any(destination.format == "html" for destination in destinations)
        request = Request(paths, rulesets, acceptances, as_of, lang, targets)
        report = check_plans(request, terminal.detail)
    except UnknownRuleset as error:
        text = N_("unknown ruleset “{name}”; write one of {known}, or the path of a ruleset file")
        raise click.UsageError(lang.say(text, name=visible(error.name), known=", ".join(error.known))) from None
    except OutputConflict as error:
        raise click.UsageError(lang.say(error.message, **error.values)) from None
    except InvalidFile as error:
        for problem in error.problems:
            terminal.error(problem.render(lang.gettext))
        return INVALID
    for failed in report.errors:
        for line in failed.problems:
            terminal.error(line)
    if report.plans:
        if Destination("text", None) not in destinations:  # or it would stand on the terminal twice
            terminal.summary(report)
        for path in write_outputs(report, destinations, lang, color=terminal.color_stdout):
            terminal.wrote(path)
    return _exit_status(report, fail_on)


def _exit_status(report: Report, fail_on: str) -> int:
    if report.errors:
        return INVALID
    judged = [r for plan in report.plans for r in plan.rulesets if r.applies]
    if not judged:
        return NOTHING
    gaps = any(not r.conforms and r.ruleset.binding == "mandatory" for r in judged)
    return GAPS if gaps and fail_on == "gap" else CONFORMS


def _colours(color: str) -> bool | None:
    """True or False where it was said, None to look whether a terminal listens."""
    if color != "auto":
        return color == "always"
    return False if os.environ.get("NO_COLOR") else None


def _today() -> date:
    """Today, or the day of SOURCE_DATE_EPOCH."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now().astimezone().date()


def _language_of(arguments: Sequence[str]) -> Language:
    """The language of ``--lang``, looked for before the arguments are parsed, for --help."""
    for position, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            wanted = value or next(iter(arguments[position + 1 :]), "")
            return language(wanted if wanted in LANGUAGES else LANGUAGES[0])
    return language(LANGUAGES[0])


def main(arguments: Sequence[str] | None = None) -> None:
    """The entry point; never returns, and never shows a traceback for what a user did."""
    arguments = sys.argv[1:] if arguments is None else arguments
    lang = _language_of(arguments)
    # click's own sentences come from the process-wide catalogue
    os.environ["LANGUAGE"] = lang.code
    gettext.bindtextdomain(DOMAIN, LOCALES)
    gettext.textdomain(DOMAIN)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_run(arguments, lang))


def _run(arguments: Sequence[str], lang: Language) -> int:
    try:
        return build_command(lang).main(list(arguments), prog_name="check", standalone_mode=False) or CONFORMS
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return INVALID
    except (click.Abort, KeyboardInterrupt):
        click.echo(lang.say(N_("Interrupted; what was written is whole.")), err=True)
        return INTERRUPTED
    except EngineUnavailable as error:
        text = N_("durable-rules cannot be imported ({reason}); reinstall it: {command}")
        click.echo(lang.say(text, reason=error.reason, command=error.command), err=True)
        return INVALID
    except EngineFailure as error:
        click.echo(lang.say(N_("The rules engine failed: {reason}"), reason=error), err=True)
        return INVALID
    except BrokenPipeError:
        # the reader of our output went away; keep Python from complaining at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CONFORMS
    except OSError as error:
        text = N_("{file}: cannot be written: {reason}")
        click.echo(visible(lang.say(text, file=error.filename or "", reason=error.strerror)), err=True)
        return INVALID
