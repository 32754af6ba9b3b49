"""``check templates``: copies the shipped templates for editing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from checker.commands.exits import CONFORMS
from checker.commands.options import language_option, subcommand
from checker.i18n import N_, Language, language
from checker.problems import on_one_line, visible

NAME = "templates"

_HELP = N_("""\
Copy the templates of the reports into the folder DIR, to edit them.

letter.vi.docx is the letter of comments, an ordinary Word document: change its wording, its layout
or the letterhead in Word. What stands in double braces, {{ province }}, is filled in; paragraphs
and table rows with {%p … %} and {%tr … %} are repeated or left out and must stay alone in their
paragraph or row. The other files are the pages.

Delete what you do not change; it then comes from the program and stays up to date. A template that
cannot be used is named with what is wrong in it, and nothing is written.

\b
Examples:
  check templates my-templates
  check templates my-templates --only letter.vi.docx
  check plans/quangngai.yaml -f docx --templates my-templates

\b
Exit status:
  0  the templates were copied
  2  wrong usage, or a file stands there already (--force overwrites it)
""")


def add_to(group: click.Group, lang: Language) -> None:
    """Adds the command, with its help in ``lang``."""
    say = lang.say

    @subcommand(group, NAME, lang, _HELP, N_("Copy the templates, to edit them."))
    @click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
    @click.option(
        "--only",
        multiple=True,
        metavar="NAME",
        help=say(N_("Copy only this template, for example letter.vi.docx; can be given several times.")),
    )
    @click.option("--force", is_flag=True, help=say(N_("Overwrite what stands in the folder.")))
    @language_option(lang)
    def templates(folder: Path, only: tuple[str, ...], force: bool, lang_code: str) -> int:
        return _copy(language(lang_code), folder, only, force)


def _copy(lang: Language, folder: Path, only: Sequence[str], force: bool) -> int:
    from checker.reading.library import shipped
    from checker.writers.files import write_whole

    source = shipped("templates")
    known = sorted(p.relative_to(source).as_posix() for p in source.rglob("*") if p.is_file() and _is_template(p))
    for name in only:
        if name not in known:
            text = N_("there is no template “{name}”; write one of {known}")
            raise click.UsageError(lang.say(text, name=visible(name), known=", ".join(known)))
    chosen = [name for name in known if name in only] if only else known
    standing = [name for name in chosen if (folder / name).exists()]
    if standing and not force:
        text = N_("{folder} already holds {names}; name another folder, or overwrite with --force")
        raise click.UsageError(lang.say(text, folder=visible(str(folder)), names=", ".join(standing)))
    for name in chosen:
        write_whole(folder / name, (source / name).read_bytes())
        click.echo(lang.say(N_("Template: {path}"), path=on_one_line(str(folder / name))), err=True)
    if any(name.endswith(".docx") for name in chosen):
        text = N_("Edit it in Word, then: check plans/x.yaml -f docx --templates {folder}")
    else:
        text = N_("Edit it, then: check plans/x.yaml --templates {folder}")
    click.echo(lang.say(text, folder=on_one_line(str(folder))), err=True)
    return CONFORMS


def _is_template(path: Path) -> bool:
    """Not what editors leave beside a file while it is open."""
    return not path.name.startswith((".", "~"))
