"""``check lint``: what is valid in plan and ruleset files and yet likely to spoil verdicts."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.commands.exits import CONFORMS, GAPS, INVALID, NOTHING
from checker.commands.options import language_option, subcommand
from checker.i18n import N_, Language, language
from checker.problems import visible

if TYPE_CHECKING:  # imported late, so that --help does not wait for the models
    from checker.lint.run import Linted

NAME = "lint"
LEVELS = {"warning": N_("warning"), "info": N_("info, shown with -v")}
KINDS = {
    "plan": N_("Plans"),
    "ruleset": N_("Rulesets"),
    "indicators": N_("Catalogue of indicators"),
}

_HELP = N_("""\
Look for what is valid in a file and yet likely to spoil verdicts.

FILES are plans, rulesets, indicators.yaml and rule tests; left out, all in rulesets/ and plans/ of
the current folder. Each finding names its rule; --rules explains them. Nearly every finding can be
answered in two ways: mend the entry, or say in its note why it stands.

\b
Examples:
  check lint
  check lint plans/bacninh.yaml --sources sources
  check lint --rules

\b
Exit status:
  0  nothing found
  1  there are findings
  2  wrong usage, or a file that cannot be read or is invalid
  3  nothing to look at
""")


def add_to(group: click.Group, lang: Language) -> None:
    """Adds the command, with its help in ``lang``."""
    say = lang.say

    @subcommand(group, NAME, lang, _HELP, N_("Look for what may spoil verdicts."))
    @click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILES]...")
    @click.option(
        "--sources",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help=say(N_("Folder of the source documents: every quote must stand there word for word.")),
    )
    @click.option("--rules", is_flag=True, help=say(N_("List the rules, each with its reason.")))
    @click.option("-v", "--verbose", is_flag=True, help=say(N_("Show also what is only worth knowing.")))
    @language_option(lang)
    def lint(files: tuple[Path, ...], sources: Path | None, rules: bool, verbose: bool, lang_code: str) -> int:
        chosen = language(lang_code)
        return _list_rules(chosen) if rules else _lint(chosen, files, sources, verbose)


def _lint(lang: Language, files: tuple[Path, ...], sources: Path | None, verbose: bool) -> int:
    from checker.lint.run import lint

    if sources is not None and not sources.is_dir():
        text = N_("{folder} is no folder; write the folder with the source documents")
        raise click.UsageError(lang.say(text, folder=visible(str(sources))))
    paths = list(files) or [path for folder in ("rulesets", "plans") for path in sorted(Path(folder).glob("*.yaml"))]
    if not paths:
        click.echo(
            lang.say(N_("Nothing to look at: no rulesets/*.yaml and no plans/*.yaml here; name files.")), err=True
        )
        return NOTHING
    linted = lint(paths, sources)
    for problem in linted.problems:
        click.echo(problem.render(lang.gettext), err=True)
    for finding in linted.findings:
        if verbose or finding.level == "warning":
            click.echo(finding.render(lang.gettext))
    click.echo(_summary(lang, linted, verbose), err=True)
    if linted.problems:
        return INVALID
    return GAPS if any(finding.level == "warning" for finding in linted.findings) else CONFORMS


def _summary(lang: Language, linted: Linted, verbose: bool) -> str:
    warnings = sum(finding.level == "warning" for finding in linted.findings)
    said = lang.say(N_("Files: {files}; findings: {count}"), files=linted.files, count=warnings)
    infos = len(linted.findings) - warnings
    if infos and not verbose:
        said += lang.say(N_("; worth knowing: {count} (-v shows them)"), count=infos)
    elif infos:
        said += lang.say(N_("; worth knowing: {count}"), count=infos)
    if linted.problems:
        invalid = len({problem.file for problem in linted.problems})
        said += lang.say(N_("; invalid files: {count}"), count=invalid)
    return said


def _list_rules(lang: Language) -> int:
    """Each rule with its level and its reason; the rule is its own manual page."""
    from checker.lint.run import RULES

    width = max(60, min(shutil.get_terminal_size((80, 24)).columns, 100))
    for kind, rules in RULES.items():
        click.echo(f"{lang.say(KINDS[kind])}\n")
        for rule in rules:
            click.echo(f"  {rule.name} ({lang.say(LEVELS[rule.level])})")
            click.echo(click.wrap_text(lang.say(rule.why), width, "    ", "    ") + "\n")
    return CONFORMS
