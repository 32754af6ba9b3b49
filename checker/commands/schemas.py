"""``check schema``: the JSON Schema of a kind of file, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from checker.commands.exits import CONFORMS, INVALID
from checker.commands.options import language_option, subcommand
from checker.i18n import N_, Language, language
from checker.problems import InvalidFile, on_one_line, visible
from checker.schema import KINDS

NAME = "schema"

_HELP = N_("""\
Print the JSON Schema of a kind of file: plan, ruleset, indicators, ruleset-test, acceptances or
provinces.

An editor with a YAML extension (VS Code: “YAML” by Red Hat) then completes keys, indicators and
units as one types, marks what is wrong, and explains each key. A file points at its schema in its
first line:

\b
  # yaml-language-server: $schema=../rulesets/schemas/plan.json

The schema knows the indicators, norms and tasks of the rulesets in use; make it anew when they
change.

\b
Examples:
  check schema plan -o rulesets/schemas/plan.json
  check schema ruleset --lang en

\b
Exit status:
  0  the schema was written
  2  wrong usage, or a ruleset that cannot be read or is invalid
""")


def add_to(group: click.Group, lang: Language) -> None:
    """Adds the command, with its help in ``lang``."""
    say = lang.say

    @subcommand(group, NAME, lang, _HELP, N_("Print a JSON Schema, for editors."))
    @click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
    @click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help=say(N_("Write it to this file. [default: standard output]")),
    )
    @language_option(lang)
    def schema(kind: str, output: Path | None, lang_code: str) -> int:
        return _write(language(lang_code), kind, output)


def _write(lang: Language, kind: str, output: Path | None) -> int:
    from checker.reading.library import load_library
    from checker.schema.build import as_text, json_schema
    from checker.writers.files import write_whole

    try:
        text = as_text(json_schema(kind, load_library(), lang))
    except InvalidFile as error:
        for problem in error.problems:
            click.echo(visible(problem.render(lang.gettext)), err=True)
        return INVALID
    if output is None:
        click.echo(text, nl=False)
    else:
        write_whole(output, text)
        click.echo(lang.say(N_("Schema: {path}"), path=on_one_line(str(output))), err=True)
    return CONFORMS
