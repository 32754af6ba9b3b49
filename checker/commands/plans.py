"""``check PLANS``: judges plans and writes their reports."""

from __future__ import annotations

from datetime import date
from gettext import gettext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker import __version__
from checker.commands.exits import CONFORMS, GAPS, INVALID, NOTHING
from checker.commands.options import (
    DayType,
    Output,
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
from checker.writers.formats import FORMATS, Presentation

if TYPE_CHECKING:  # imported late, so that --help does not wait for the engine and the templates
    from checker.reporting.report import Report

NAME = "plans"

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
  check plans/quangngai.yaml -f docx -f xlsx

\b
Formats:
  html   the gap report as a page; several plans get an index over them
  docx   the letter of comments to the province, from a Word template
  pdf    the gap report on paper (needs pip install "nq-check[pdf]")
  md     the gap report as Markdown
  xlsx   all findings as a workbook; csv the requirements as one table
  json   the whole report as data; text the summary
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
        return super().make_context(parent.info_name if parent else info_name, args, obj=group, **extra)

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
    @click.argument("plans", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PLANS...")
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
        default=Path("reports"),
        type=click.Path(path_type=Path),
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


def _check(
    lang: Language,
    plans: tuple[Path, ...],
    rulesets: tuple[str, ...],
    outputs: tuple[Output, ...],
    output_dir: Path,
    level: str,
    templates: Path | None,
    acceptances: tuple[Path, ...],
    as_of: date,
    fail_on: str,
    color: str,
    verbose: bool,
    quiet: bool,
) -> int:
    from checker.problems import InvalidFile
    from checker.reading.library import UnknownRuleset
    from checker.run import Request, check_plans
    from checker.writers.outputs import (
        Destination,
        OutputConflict,
        count_renderings,
        plan_outputs,
        render_outputs,
        write_outputs,
    )

    terminal = Terminal(lang, colours(color), quiet, verbose)
    paths = list(dict.fromkeys(plans))
    try:
        destinations = plan_outputs(outputs, paths, output_dir)
        whole = any(destination.format.whole for destination in destinations)
        request = Request(paths, rulesets, acceptances, as_of, lang, whole)
        with terminal.progress(len(paths)) as step:
            report = check_plans(request, terminal.detail, step)
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
    if not report.plans:
        destinations = [destination for destination in destinations if destination.format.failures]
    elif Destination(FORMATS["text"], None) not in destinations:  # or it would stand on the terminal twice
        terminal.summary(report)
    how = Presentation(lang, "summary" if level == "summary" else "full", templates, terminal.color_stdout)
    with terminal.progress(count_renderings(report, destinations)) as step:
        rendered = render_outputs(report, destinations, how, step)
    terminal.wrote(write_outputs(rendered))
    if any(destination.format.name == "docx" for destination in destinations):
        for plan in report.plans:
            if plan.under_review:
                terminal.not_to_be_sent(plan.plan.province.name, len(plan.under_review))
    return _exit_status(report, fail_on)


def _exit_status(report: Report, fail_on: str) -> int:
    if report.errors:
        return INVALID
    judged = [r for plan in report.plans for r in plan.rulesets if r.applies]
    if not judged:
        return NOTHING
    gaps = any(not r.conforms and r.ruleset.binding == "mandatory" for r in judged)
    return GAPS if gaps and fail_on == "gap" else CONFORMS
