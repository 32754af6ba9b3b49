"""A page of explanation as text, styled; a caller without colours strips the styles."""

from __future__ import annotations

from collections.abc import Iterator

import click

from checker.i18n import Language
from checker.manual.explanation import Page, Row, ShownExample
from checker.problems import visible
from checker.writers.rule_list import rule_lines
from checker.writers.summary.plan import COLOURS
from checker.writers.verdict import ICONS, TASK_ICONS
from checker.writers.wrapping import wrapped

_COLOURS = {**COLOURS, "assigned": "green", "unassigned": "bright_black"}
_WIDEST_STATUS = 16
_ICONS = {**TASK_ICONS, **ICONS}


def page_text(page: Page, language: Language, width: int = 80) -> str:
    """The page, its lines no longer than ``width`` where words allow; YAML is never broken."""
    return "\n".join(_lines(page, language, width)) + "\n"


def _lines(page: Page, language: Language, width: int) -> Iterator[str]:
    yield f"{visible(page.id)} · {page.kind}"
    for line in wrapped(page.title, width):
        yield click.style(line, bold=True)
    yield ""
    indent = max((len(row.label) for row in page.rows), default=0) + 2
    for row in page.rows:
        yield from _row(row, indent, width)
    if page.examples:
        yield from _heading(language.say("What a plan may say, and what the program finds"))
        names = [len(example.name) for example in page.examples]
        indent = max((length for length in names if length <= _WIDEST_STATUS), default=0) + 6
        for example in page.examples:
            yield from _example(example, indent, width)
    if page.snippet:
        yield from _heading(language.say("What satisfies it in a plan file"))
        yield from (f"  {visible(line)}" for line in page.snippet.splitlines())
    for listed in page.rules:
        yield from _heading(f"{listed.number} ({listed.id})")
        yield from rule_lines(listed, width)


def _heading(text: str) -> tuple[str, str]:
    return "", click.style(visible(text), bold=True)


def _row(row: Row, indent: int, width: int) -> Iterator[str]:
    """The label in a column of its own, paragraphs and points beside it."""
    lines = [line for text in row.texts for line in wrapped(text, width - indent)]
    lines += [line for point in row.points for line in wrapped(f"- {point}", width - indent, hanging="  ")]
    for number, line in enumerate(lines):
        label = click.style(f"{row.label:<{indent}}", fg="bright_black") if number == 0 else " " * indent
        yield label + line


def _example(example: ShownExample, indent: int, width: int) -> Iterator[str]:
    """The status in a column of its own, or above if it is long; beside it what the plan says, and below that why."""
    status = f"  {_ICONS[example.status]} {example.name}"
    said = example.said + (f" ({example.gap})" if example.gap else "")
    lines = wrapped(said, width - indent)
    lines += [line for text in example.because for line in wrapped(text, width - indent, indent="  ")]
    styled = click.style(f"{status:<{indent}}", fg=_COLOURS[example.status])
    if len(status) > indent - 2:
        yield styled
        styled = " " * indent
    yield styled + lines[0]
    for line in lines[1:]:
        yield " " * indent + line
