"""``check test``: runs the rule tests that stand beside the rulesets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.commands.exits import CONFORMS, GAPS, INVALID, NOTHING
from checker.commands.options import language_option, subcommand
from checker.i18n import N_, Language, language
from checker.problems import on_one_line, visible

if TYPE_CHECKING:  # imported late, so that --help does not wait for the engine
    from checker.cases.rule_tests import RuleTestFile
    from checker.cases.run_rule_tests import Outcome

NAME = "test"

_HELP = N_("""\
Run rule tests: short plans, and what a norm must make of each.

FILES are files of rule tests (rulesets/nq72.test.yaml); left out, all that stand beside the
rulesets in use. How to write them is explained at the head of nq72.test.yaml.

\b
Examples:
  check test
  check test rulesets/nq72.test.yaml -v

\b
Exit status:
  0  every case passes
  1  a case fails
  2  wrong usage, or a file that cannot be read or is invalid
  3  nothing to test
""")
_LACKING = {
    "met": N_("met"),
    "exceeded": N_("exceeded"),
    "gap": N_("not met"),
}


def add_to(group: click.Group, lang: Language) -> None:
    """Adds the command, with its help in ``lang``."""
    say = lang.say

    @subcommand(group, NAME, lang, _HELP, N_("Run the tests of the rules."))
    @click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILES]...")
    @language_option(lang)
    @click.option("-v", "--verbose", is_flag=True, help=say(N_("List every case, also those that pass.")))
    def test(files: tuple[Path, ...], lang_code: str, verbose: bool) -> int:
        return _test(files, language(lang_code), verbose)


def _test(files: tuple[Path, ...], lang: Language, verbose: bool) -> int:
    from checker.cases.rule_tests import load_rule_tests
    from checker.cases.run_rule_tests import run_rule_tests
    from checker.problems import InvalidFile
    from checker.reading.library import rulesets_folder

    folder = rulesets_folder()
    paths = list(dict.fromkeys(files)) or sorted(folder.glob("*.test.yaml"))
    invalid, cases, failed = False, 0, 0
    for path in paths:
        try:
            file = load_rule_tests(path)
        except InvalidFile as error:
            invalid = True
            for problem in error.problems:
                click.echo(problem.render(lang.gettext), err=True)
            continue
        outcomes = run_rule_tests(file, lang)
        cases += len(outcomes)
        failed += sum(bool(outcome.mismatches) for outcome in outcomes)
        for line in _lines(file, outcomes, lang, verbose):
            click.echo(visible(line))
    if invalid:
        return INVALID
    if not cases:
        text = N_("Nothing to test: no cases in {place}.")
        click.echo(on_one_line(lang.say(text, place=", ".join(map(str, paths)) or f"{folder}/*.test.yaml")), err=True)
        return NOTHING
    return GAPS if failed else CONFORMS


def _lines(file: RuleTestFile, outcomes: tuple[Outcome, ...], lang: Language, verbose: bool) -> list[str]:
    """What is said of one file: its counts, its cases that fail, and the requirements that lack a case."""
    from checker.cases.run_rule_tests import lacking_cases

    place = file.document.file
    failed = [outcome for outcome in outcomes if outcome.mismatches]
    counts = {"file": place, "passed": len(outcomes) - len(failed), "count": len(outcomes), "failed": len(failed)}
    lines = [lang.say("{file}: {passed} of {count} cases pass", **counts)]
    if failed:
        lines = [lang.say("{file}: {passed} of {count} cases pass, {failed} fail", **counts)]
    for outcome in outcomes:
        if verbose and not outcome.mismatches:
            lines.append(f"  ✓ {outcome.name}")
        for mismatch in sorted(outcome.mismatches, key=lambda m: file.document.key_mark(m.path)):
            line, column = file.document.key_mark(mismatch.path)
            lines += [
                f"{place}:{line}:{column}: ✗ {outcome.name}",
                "    " + lang.say("{about}: expected: {expected}", about=mismatch.about, expected=mismatch.expected),
                "    " + lang.say("found: {found}", found=mismatch.found),
            ]
            if mismatch.why:
                lines.append(f"    {mismatch.why}")
    for requirement, kinds in lacking_cases(file):
        said = ", ".join(lang.say(_LACKING[kind]) for kind in kinds)
        text = N_("{requirement}: no case in which it is: {kinds}")
        lines.append("  " + lang.say(text, requirement=requirement, kinds=said))
    return lines
