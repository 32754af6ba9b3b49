"""``check extract``: drafts the plan file of a document, or sets such a draft against a checked plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.commands.exits import CONFORMS, GAPS, INVALID, NOTHING
from checker.commands.options import language_option, subcommand
from checker.i18n import N_, Language, language
from checker.problems import InvalidFile, on_one_line, visible
from checker.terminal import Terminal

if TYPE_CHECKING:  # imported late, so that --help does not wait for the models
    from checker.commands.extract_request import Request
    from checker.extracting.drafting.draft import Draft
    from checker.extracting.extract import Extracted
    from checker.reading.library import Library
    from checker.reading.load import PlanFile

NAME = "extract"

_GAPS = {
    "province": N_(
        "{file}:{line}:1: the draft was written, but the document names no province; fill it in here, or say "
        "--province NAME"
    ),
    "issued": N_(
        "{file}:{line}:1: the draft was written, but the document has no date of issue; fill it in here, or say "
        "--issued DATE"
    ),
}
"""What is said of a key that “check” needs and the document does not give."""

_HELP = N_("""\
Draft the plan file of a document: its targets, present values and tasks, each with its quote and place.

DOC is a PDF with text in it, a Word document (.docx) or a text file. The draft is a plan file for a
person to correct: whatever the reading is not sure of says review: true with the reason, and “check”
calls a verdict that rests on it provisional. Without -o the draft goes to standard output. With -o
a file that a person may have worked on is replaced only with --force; a draft that nobody has
touched is simply written anew.

What the document does not say (a copy without its date, an infographic) is given by --province,
--issued and --id. --html writes a page with the text of the document, in which all that was taken
and all that was passed over is marked.

--against sets the draft against a plan file that a person has checked: precision, recall and each
difference; it writes a draft only with -o. Two targets are the same when indicator, comparator,
numbers and year are.

\b
Examples:
  check extract ke-hoach.pdf -o plans/hue.yaml && check plans/hue.yaml
  check extract ke-hoach.docx -o plans/hue.yaml --html hue.html
  check extract ban-chep.txt --province Huế --issued 2026-01 -o plans/hue.yaml
  check extract ke-hoach.pdf --against plans/hue.yaml

\b
Exit status:
  0  the draft was written; with --against: no target differs
  1  the draft was written, but lacks what “check” needs (it says which line to fill in);
     with --against: targets differ
  2  wrong usage, or a document or plan that cannot be read; nothing was written
  3  the draft was written, but no target was found in the document
""")


def add_to(group: click.Group, lang: Language) -> None:
    """Adds the command, with its help in ``lang``."""
    say = lang.say

    @subcommand(group, NAME, lang, _HELP, N_("Draft the plan file of a PDF or Word document."))
    @click.argument("document", type=click.Path(path_type=Path), metavar="DOC")
    @click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=say(N_("Write the draft to this file, for example plans/hue.yaml. [default: standard output]")),
    )
    @click.option(
        "--html",
        "page",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=say(N_("Write a page that shows in the document’s text what was taken and what was passed over.")),
    )
    @click.option(
        "--against",
        type=click.Path(path_type=Path),
        metavar="PLAN",
        help=say(N_("Set the draft against this checked plan file.")),
    )
    @click.option("--province", metavar="NAME", help=say(N_("The province, where the document does not tell.")))
    @click.option(
        "--issued",
        metavar="DATE",
        help=say(N_("The date of issue, where the document does not tell: 2025-11-21, 2026-01 or 2026.")),
    )
    @click.option(
        "--id",
        "plan_id",
        metavar="ID",
        help=say(N_("The id of the plan. [default: the name of the draft’s file, else of DOC]")),
    )
    @click.option("--force", is_flag=True, help=say(N_("Replace the file of -o even if a person has worked on it.")))
    @language_option(lang)
    @click.option("-q", "--quiet", is_flag=True, help=say(N_("No summary; errors only.")))
    def extract(**options: Any) -> int:
        from checker.commands.extract_request import request_of

        chosen = language(options.pop("lang_code"))
        quiet = options.pop("quiet")
        return _extract(Terminal(chosen, None, quiet, verbose=False), request_of(chosen, **options))


def _extract(terminal: Terminal, request: Request) -> int:
    from checker.extracting.documents.unreadable import Unreadable
    from checker.extracting.drafting.draft import draft
    from checker.extracting.extract import Given, extract
    from checker.reading.library import load_library
    from checker.reading.load import load_plan
    from checker.writers.files import write_whole

    lang = terminal.lang
    try:
        library = load_library(phrases=True)
        checked = None if request.against is None else load_plan(request.against, library.catalogue)
        with _pages(terminal, request.document) as step:
            found = extract(request.document, library, step, Given(request.province, request.issued))
    except Unreadable as error:
        terminal.error(f"{request.document}: {error.text(lang.gettext)}")
        return INVALID
    except InvalidFile as error:
        for problem in error.problems:
            terminal.error(problem.render(lang.gettext))
        return INVALID
    made = draft(found, request.plan_id, lang, _schema_from(request.output))
    page = None
    if request.page is not None:
        from checker.writers.extracted.page import Drafted, page_of

        drafted = Drafted(made.text, str(request.output or f"{request.plan_id}.yaml"), request.output is not None)
        page = page_of(found, library.catalogue, drafted, lang)
    if request.output is not None:
        write_whole(request.output, made.text)
    if request.page is not None and page is not None:
        write_whole(request.page, page)
    if checked is not None:
        return _against(terminal, request, found, made, checked, library)
    if request.output is None:
        click.echo(made.text, nl=False)
    _summary(terminal, request, found, made, library)
    if made.gaps:
        return GAPS
    return CONFORMS if found.findings.targets else NOTHING


def _against(
    terminal: Terminal, request: Request, found: Extracted, made: Draft, checked: PlanFile, library: Library
) -> int:
    """Prints the comparison; the draft is not shown beside it."""
    from checker.extracting.drafting.compare import compare
    from checker.extracting.drafting.comparison_text import comparison_text
    from checker.extracting.drafting.draft import as_plan

    plan, missing = as_plan(found, request.plan_id, terminal.lang)
    comparison = compare(plan, checked.plan, library.catalogue, missing)
    click.echo(comparison_text(comparison, library.catalogue, terminal.lang, terminal.width), nl=False)
    if not terminal.quiet:
        _files_written(terminal, request, made)
    return GAPS if comparison.commitments.differences else CONFORMS


def _schema_from(output: Path | None) -> str | None:
    """Where the JSON Schema of plans stands beside the folder of the draft, for editors; None where it does not."""
    schema = "../rulesets/schemas/plan.json"
    return schema if output is not None and (output.resolve().parent / schema).is_file() else None


@contextmanager
def _pages(terminal: Terminal, document: Path) -> Iterator[Callable[[int, int], None]]:
    """A function to call with (page, pages) before each page: how many there are is known from the first call on."""
    with ExitStack() as stack:
        say: list[Callable[[str], None]] = []

        def step(page: int, pages: int) -> None:
            if not say:
                say.append(stack.enter_context(terminal.progress(pages)))
            say[0](terminal.lang.say(N_("page {page} of {file}"), page=page, file=on_one_line(document.name)))

        yield step


def _summary(terminal: Terminal, request: Request, found: Extracted, made: Draft, library: Library) -> None:
    """What was found, what is to be reviewed, and the next command; gaps are said even to the quiet."""
    from checker.extracting.drafting.draft_summary import summary_lines

    if not terminal.quiet:
        for line in summary_lines(found, library.catalogue, terminal.lang, terminal.width):
            click.echo(visible(line), err=True)
        _files_written(terminal, request, made)
    where = on_one_line(str(request.output or terminal.lang.say(N_("draft"))))
    for key, number in made.gaps:
        terminal.error(terminal.lang.say(_GAPS[key], file=where, line=number))
    if not found.findings.targets:
        text = N_("{file}: no target was found; is this the document that sets them, and not only its cover letter?")
        terminal.error(terminal.lang.say(text, file=visible(str(request.document))))


def _files_written(terminal: Terminal, request: Request, made: Draft) -> None:
    lang = terminal.lang
    if request.page is not None:
        click.echo(lang.say(N_("Page: {path}"), path=on_one_line(str(request.page))), err=True)
    if request.output is not None:
        path = on_one_line(str(request.output))
        click.echo(lang.say(N_("Draft: {path}"), path=path), err=True)
        if not made.gaps:
            click.echo(lang.say(N_("Next: review and correct it, then run: check {path}"), path=path), err=True)
