"""``check rules``, ``check explain`` and ``check coverage``: what the rulesets know, without any plan."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from checker.commands.exits import CONFORMS, GAPS, INVALID, NOTHING
from checker.commands.options import colours, language_option, ruleset_option, subcommand
from checker.i18n import N_, Language, language
from checker.problems import on_one_line, visible

if TYPE_CHECKING:  # imported late, so that --help does not wait for the models and the engine
    from checker.reading.library import Library

_RULES_HELP = N_("""\
List what the rulesets know: requirements, tasks, groups of tasks, questions to a person, and what
is not for provinces. Filters combine.

\b
Examples:
  check rules
  check rules -r nq72 --clause II.1
  check rules --indicator insurance_coverage

\b
Exit status:
  0  something was found
  2  wrong usage, or a file that cannot be read or is invalid
  3  nothing matches
""")
_EXPLAIN_HELP = N_("""\
Explain one entry of the rules as a page: what the norm says, what that means, and examples that the
rules engine judges then and there.

ID is a requirement, task, group or question (nq72/insurance-2030), an indicator
(insurance_coverage) or a whole ruleset (nq72). The command check rules lists them.

\b
Examples:
  check explain nq72/insurance-2030
  check explain insurance_coverage
  check explain nq282 --lang en

\b
Exit status:
  0  explained
  2  wrong usage, an unknown id, or a file that cannot be read or is invalid
""")
_COVERAGE_HELP = N_("""\
Show, clause by clause, how a norm is accounted for: judged by the program, put to a person, or not
for provinces.

RULESET is an id or a file; left out, all of them.

\b
Examples:
  check coverage nq72
  check coverage

\b
Exit status:
  0  every clause is accounted for
  1  a clause is not accounted for, or one is cited that the ruleset does not list
  2  wrong usage, or a file that cannot be read or is invalid
""")


def add_to(group: click.Group, lang: Language) -> None:
    """Adds the three commands, with their help in ``lang``."""
    say = lang.say
    only = say(N_("Only this ruleset; can be given several times. [default: all]"))

    @subcommand(group, "rules", lang, _RULES_HELP, N_("List what the rulesets know."))
    @ruleset_option(only)
    @click.option("--clause", metavar="II.1.d", help=say(N_("Only this clause and all below it.")))
    @click.option("--indicator", metavar="KEY", help=say(N_("Only what is judged or asked by this indicator.")))
    @language_option(lang)
    def rules(rulesets: tuple[str, ...], clause: str | None, indicator: str | None, lang_code: str) -> int:
        return _list(language(lang_code), rulesets, clause, indicator)

    @subcommand(group, "explain", lang, _EXPLAIN_HELP, N_("Explain a requirement, with worked examples."))
    @click.argument("id_", metavar="ID")
    @ruleset_option(only)
    @language_option(lang)
    def explain(id_: str, rulesets: tuple[str, ...], lang_code: str) -> int:
        return _explain(language(lang_code), id_, rulesets)

    @subcommand(group, "coverage", lang, _COVERAGE_HELP, N_("Show how every clause of a norm is accounted for."))
    @click.argument("rulesets", nargs=-1, metavar="[RULESET]...")
    @language_option(lang)
    def coverage(rulesets: tuple[str, ...], lang_code: str) -> int:
        return _coverage(language(lang_code), rulesets)


def _list(lang: Language, wanted: Sequence[str], clause: str | None, indicator: str | None) -> int:
    from checker.manual.explain import nearest
    from checker.manual.rule_list import list_rules
    from checker.writers.rule_list import rules_text

    library = _library(lang, wanted)
    if library is None:
        return INVALID
    known = library.catalogue.indicators
    if indicator is not None and indicator not in known:
        close = nearest(indicator, list(known))
        text = N_("unknown indicator “{key}”; did you mean {close}?")
        if not close:
            text = N_("unknown indicator “{key}”; rulesets/indicators.yaml lists them")
        raise click.UsageError(lang.say(text, key=visible(indicator), close=", ".join(close)))
    found = list_rules([r.ruleset for r in library.rulesets], library.catalogue, lang, clause, indicator)
    if not found:
        given = (("-r", ", ".join(wanted)), ("--clause", clause), ("--indicator", indicator))
        filters = " ".join(f"{name} {value}" for name, value in given if value)
        click.echo(on_one_line(lang.say(N_("Nothing matches {filters}."), filters=filters or "*")), err=True)
        return NOTHING
    _show(rules_text(found, _width()))
    return CONFORMS


def _explain(lang: Language, id_: str, wanted: Sequence[str]) -> int:
    from checker.manual.explain import UnknownId, explain
    from checker.writers.explanation import page_text

    library = _library(lang, wanted)
    if library is None:
        return INVALID
    try:
        page = explain(id_, library, lang)
    except UnknownId as error:
        text = N_("unknown id “{id}”; did you mean {close}?")
        if not error.close:
            text = N_("unknown id “{id}”; the command check rules lists all")
        raise click.UsageError(lang.say(text, id=visible(id_), close=", ".join(error.close))) from None
    _show(page_text(page, lang, _width()))
    return CONFORMS


def _coverage(lang: Language, wanted: Sequence[str]) -> int:
    from checker.judging.coverage import coverage, unaccounted, unlisted
    from checker.writers.coverage import coverage_text

    library = _library(lang, wanted)
    if library is None:
        return INVALID
    rulesets = [found.ruleset for found in library.rulesets]
    _show("\n".join(coverage_text(ruleset, lang, _width()) for ruleset in rulesets))
    whole = not any(unaccounted(covered) or unlisted(covered) for covered in map(coverage, rulesets))
    return CONFORMS if whole else GAPS


def _library(lang: Language, wanted: Sequence[str]) -> Library | None:
    """The rulesets; None, and every problem on standard error, where a file is invalid."""
    from checker.manual.explain import nearest
    from checker.problems import InvalidFile
    from checker.reading.library import UnknownRuleset, load_library

    try:
        return load_library(wanted)
    except UnknownRuleset as error:
        close = nearest(error.name, error.known)
        text = N_("unknown ruleset “{name}”; write one of {known}, or the path of a ruleset file")
        if close:
            text = N_("unknown ruleset “{name}”; did you mean {close}?")
        values = {"name": visible(error.name), "known": ", ".join(error.known), "close": ", ".join(close)}
        raise click.UsageError(lang.say(text, **values)) from None
    except InvalidFile as error:
        for problem in error.problems:
            click.echo(problem.render(lang.gettext), err=True)
        return None


def _width() -> int:
    return max(60, min(shutil.get_terminal_size((80, 24)).columns, 110))


def _show(text: str) -> None:
    """On standard output; colours only where a terminal listens, and NO_COLOR does not forbid it."""
    click.echo(text, nl=False, color=colours("auto"))
