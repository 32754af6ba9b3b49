"""The command ``check``: its subcommands, and what it says where one of them fails."""

from __future__ import annotations

import gettext
import os
import sys
import traceback
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import click

from checker.commands import extracting, linting, plans, rules, schemas, templates, testing
from checker.commands.exits import CONFORMS, INTERRUPTED, INVALID
from checker.failures import (
    BrokenTemplate,
    EngineFailure,
    EngineUnavailable,
    FormatUnavailable,
    RunFailed,
    where,
)
from checker.i18n import DOMAIN, LANGUAGES, LOCALES, N_, Language, language
from checker.problems import on_one_line, visible


class PlansOrCommand(click.Group):
    """Takes ``check plans/x.yaml`` for ``check plans plans/x.yaml``.

    Whatever is no subcommand's name belongs to the default command, so that subcommands can be
    added without changing how plans are checked.
    """

    default = plans.NAME

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or args[0] not in self.commands:
            args = [self.default, *args]
        else:
            ctx.meta[plans.NAMED] = True
        return super().parse_args(ctx, args)


def build_command(lang: Language) -> click.Group:
    """The command with its subcommands, their help in ``lang``."""

    @click.group(cls=PlansOrCommand)
    def check() -> None:
        pass

    for module in (plans, extracting, rules, testing, linting, schemas, templates):
        module.add_to(check, lang)
    return check


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
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115  (for as long as we run)
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_run(arguments, lang))


def _run(arguments: Sequence[str], lang: Language) -> int:
    try:
        return build_command(lang).main(list(arguments), prog_name="check", standalone_mode=False) or CONFORMS
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        printed = StringIO()
        error.show(printed)
        # click repeats arguments as they were given
        text = printed.getvalue().replace(error.message, on_one_line(error.message))
        click.echo(visible(text), err=True, nl=False)
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
    except BrokenTemplate as error:
        said = f"{error.place}: {lang.say(error.message, **error.values)}"
        click.echo(visible(" ".join(said.split())), err=True)
        return INVALID
    except RunFailed as error:
        click.echo(visible(lang.say(error.message, **error.values)), err=True)
        return INVALID
    except FormatUnavailable as error:
        text = N_("{format} needs {module}, which cannot be loaded ({reason}); install it: {install}")
        values = {"format": error.format, "module": error.module, "reason": error.reason, "install": error.install}
        click.echo(visible(lang.say(text, **values)), err=True)
        return INVALID
    except BrokenPipeError:
        # the reader of our output went away; keep Python from complaining at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CONFORMS
    except OSError as error:
        text = N_("{file}: cannot be written: {reason}")
        click.echo(on_one_line(lang.say(text, file=error.filename or "", reason=error.strerror)), err=True)
        return INVALID
    except Exception as error:  # ours: 1, Python's own status, would mean that gaps were found
        if {"-v", "--verbose"} & set(arguments):
            traceback.print_exc()
        text = N_("The program failed ({reason}), which is a mistake of the program; please report it.")
        click.echo(on_one_line(lang.say(text, reason=where(error))), err=True)
        return INVALID
