"""A list of rules as text, styled; a caller without colours strips the styles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from checker.manual.rule_list import ListedRule, RulesetList
from checker.problems import visible
from checker.writers.wrapping import wrapped


def rules_text(lists: Sequence[RulesetList], width: int = 80) -> str:
    """Each ruleset with its rules: a line with clause, id, kind and source, and below it what is asked."""
    blocks = ("\n".join([*_head(listed, width), *rule_lines(listed, width)]) for listed in lists)
    return "\n\n".join(blocks) + "\n"


def _head(listed: RulesetList, width: int) -> list[str]:
    lines = wrapped(f"{listed.number} ({listed.id}): {listed.title}", width)
    return [click.style(line, bold=True) for line in lines]


def rule_lines(listed: RulesetList, width: int) -> Iterator[str]:
    """The rules of one ruleset, their columns aligned."""
    indent = max(len(rule.clause) for rule in listed.rules) + 2
    ids = max(len(rule.id) for rule in listed.rules) + 2
    kinds = max(len(rule.how) for rule in listed.rules) + 2
    for rule in listed.rules:
        yield _first_line(rule, indent, ids, kinds)
        yield from wrapped(rule.text, width, indent=" " * indent)


def _first_line(rule: ListedRule, indent: int, ids: int, kinds: int) -> str:
    known = f"{rule.how:<{kinds}}{rule.verified_text}".rstrip()
    id_ = click.style(f"{visible(rule.id):<{ids}}", bold=True)
    return f"{visible(rule.clause):<{indent}}{id_}{click.style(known, fg='bright_black')}"
