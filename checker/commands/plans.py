"""``check PLANS``: judges plans and writes their reports."""

from __future__ import annotations

from dataclasses import replace
from gettext import gettext
from pathlib import Path
from typing import Any

import click

from checker import __version__
from checker.commands.exits import INVALID
from checker.commands.options import (
    DayType,
    OutputType,
    color_option,
    colours,
    language_option,
    ruleset_option,
    today,
)
from checker.i18n import N_, Language, language
from checker.problems import visible
from checker.terminal import Terminal
from checker.writers.formats import FORMATS

NAME = "plans"
NAMED = f"{__name__}.named"
"""Stands in the context where the user wrote the command's name."""

_HELP = N_("""\
Check health plans against national resolutions, with evidence for every verdict.

PLANS are plan files (plans/bacninh.yaml), folders of them, patterns ("plans/**/*.yaml") or URLs.
Each is judged by every ruleset in rulesets/ that applies to it. The summary appears here, the full
report in reports/<plan>.html; several plans also get reports/index.html, and of more than 100 plans
a page for each province. A file that cannot be checked is named and stops no other. Run the same
command again after an interruption: what is done and has not changed is not done again.

\b
Examples:
  check plans/bacninh.yaml
  check plans/*.yaml -o reports
  check plans/quangngai.yaml -r nq72 -f json
  check plans/quangngai.yaml -f html:gap-report.html --lang en
  check plans/quangngai.yaml -f docx -f xlsx
  check plans/ -o reports --jobs 4
  check plans/ -f json:reports/ -f index
  check plans/ -q -f parquet:findings.parquet
  check s3://plans/2026/ -o s3://reports/2026 --scheduler tcp://10.0.0.5:8786

\b
Formats:
  html   the gap report as a page; several plans get an index over them
  index  the index alone
  docx   the letter of comments to the province, from a Word template
  pdf    the gap report on paper (needs pip install "nq-check[pdf]")
  md     the gap report as Markdown
  xlsx   all findings as a workbook; csv the requirements as one table
  json   the whole report as data; text the summary
  parquet  all findings as one table for DuckDB, pandas and Excel (needs pip install "nq-check[parquet]")
  junit, sarif   findings at the lines of the plan files, for continuous integration

\b
Exit status:
  0  every plan conforms
  1  gaps were found, or entries of the plan file marked "review: true" leave a verdict
     provisional (an advisory ruleset never counts)
  2  wrong usage, or a file that cannot be read or is invalid
  3  nothing to check: no ruleset applies
""")


class DefaultCommand(click.Command):
    """The default command: its help and its errors call it ``check``, as its users do."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        group = parent.command if parent else None
        name, given = parent.info_name if parent else info_name, list(args)
        try:
            return super().make_context(name, args, obj=group, **extra)
        except click.MissingParameter:
            # of "check plans" the folder of that name is meant, and not this command
            if parent is None or not parent.meta.get(NAMED) or not Path(NAME).is_dir():
                raise
            return super().make_context(name, [*given, NAME], obj=group, **extra)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The other subcommands: the group itself has no help page of its own."""
        if isinstance(ctx.obj, click.Group):
            others = [(n, c.get_short_help_str(120)) for n, c in ctx.obj.commands.items() if n != NAME]
            with formatter.section(gettext("Commands")):  # as click heads it in a group's help
                formatter.write_dl(others)


def add_to(group: click.Group, lang: Language) -> None:
    """Adds the command, with its help in ``lang``."""
    say = lang.say

    @group.command(
        NAME,
        cls=DefaultCommand,
        options_metavar=say(N_("[OPTIONS]")),
        help=say(_HELP),
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    @click.argument("plans", nargs=-1, required=True, type=click.Path(), metavar="PLANS...")
    @ruleset_option(say(N_("Judge by this ruleset only; can be given several times. [default: all that apply]")))
    @click.option(
        "-f",
        "--format",
        "outputs",
        multiple=True,
        type=OutputType(lang),
        help=say(
            N_(
                "{formats}; and where to: a path, or - for standard output; can be given several times. [default: html]"
            ),
            formats=", ".join(FORMATS),
        ),
    )
    @click.option(
        "-o",
        "--output-dir",
        default="reports",
        type=click.Path(),
        metavar="DIR",
        help=say(N_("Folder for the reports. [default: reports]")),
    )
    @click.option(
        "--level",
        type=click.Choice(["summary", "full"]),
        default="full",
        metavar="summary|full",
        help=say(N_("How much a report shows at first: verdicts and gaps in brief, or everything. [default: full]")),
    )
    @click.option(
        "--templates",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        metavar="DIR",
        help=say(N_("Folder of templates of your own; what it lacks comes from the shipped ones.")),
    )
    @click.option(
        "-a",
        "--acceptances",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=say(N_("File of gaps that a reviewer accepted; can be given several times.")),
    )
    @language_option(lang)
    @click.option(
        "--as-of",
        type=DayType(lang),
        default=today,
        metavar="DATE",
        help=say(N_("The day of the report, and the day that acceptances are measured by. [default: today]")),
    )
    @click.option(
        "-j",
        "--jobs",
        type=click.IntRange(1, 1024),
        metavar="N",
        help=say(N_("How many processes judge several plans at once. [default: one on each core]")),
    )
    @click.option(
        "--fresh",
        is_flag=True,
        help=say(N_("Do everything again, also what an earlier run has done and nothing has changed since.")),
    )
    @click.option(
        "--scheduler",
        metavar="ADDRESS",
        help=say(N_("Let a Dask cluster judge the plans, for example tcp://host:8786.")),
    )
    @click.option(
        "--fail-on",
        type=click.Choice(["gap", "never"]),
        default="gap",
        metavar="gap|never",
        help=say(N_("When to exit with 1. [default: gap]")),
    )
    @color_option(lang)
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


def _check(lang: Language, **options: Any) -> int:
    from checker.batch.places import local  # late: --help does not wait for it
    from checker.batch.request import Batch, check
    from checker.problems import InvalidFile
    from checker.reading.library import UnknownRuleset
    from checker.writers.outputs import OutputConflict

    terminal = Terminal(lang, colours(options.pop("color")), options.pop("quiet"), options.pop("verbose"))
    fail_on = options.pop("fail_on")
    options["output_dir"] = local(options["output_dir"])
    options["outputs"] = [replace(output, path=output.path and local(output.path)) for output in options["outputs"]]
    try:
        return check(Batch(lang=lang, **options), terminal, fail_on)
    except UnknownRuleset as error:
        text = N_("unknown ruleset “{name}”; write one of {known}, or the path of a ruleset file")
        raise click.UsageError(lang.say(text, name=visible(error.name), known=", ".join(error.known))) from None
    except OutputConflict as error:
        raise click.UsageError(lang.say(error.message, **error.values)) from None
    except InvalidFile as error:
        for problem in error.problems:
            terminal.error(problem.render(lang.gettext))
        return INVALID
