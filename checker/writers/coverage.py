"""The coverage of a norm as text, styled; a caller without colours strips the styles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import click

from checker.i18n import N_, Language
from checker.judging.coverage import CoveredClause, How, coverage, unaccounted, unlisted
from checker.manual.rule_list import title_of
from checker.problems import visible
from checker.reading.models import Ruleset
from checker.writers.wrapping import wrapped

_HOW: dict[How, str] = {
    "automated": N_("program"),
    "question": N_("person"),
    "not_for_provinces": N_("not for provinces"),
}


def coverage_text(ruleset: Ruleset, language: Language, width: int = 80) -> str:
    """Clause by clause how many provisions are accounted for how, and which; then the whole, and what is missing."""
    covered = coverage(ruleset)
    title = f"{ruleset.number} ({ruleset.id}): {title_of(ruleset, language)}"
    lines = [click.style(line, bold=True) for line in wrapped(title, width)]
    lines += [*_clauses(ruleset, covered, language, width), "", *wrapped(_total(covered, language), width)]
    missing = [line for text in _open_ends(covered, language) for line in wrapped(text, width)]
    lines += [click.style(line, fg="red") for line in missing]
    if covered and not missing:
        text = language.say("Every clause is accounted for ({count}).", count=len(covered))
        lines += [click.style(line, fg="green") for line in wrapped(text, width)]
    return "\n".join(lines) + "\n"


def _clauses(ruleset: Ruleset, covered: Sequence[CoveredClause], language: Language, width: int) -> Iterator[str]:
    titles = {clause.id: clause.title.text(language.code) for clause in ruleset.clauses}
    used = [language.say(word) for how, word in _HOW.items() if any(clause.count(how) for clause in covered)]
    indent = max((len(clause.clause) for clause in covered), default=0) + 2
    label = indent + 4 + max(map(len, used), default=0) + 2
    for clause in covered:
        title = titles.get(clause.clause, language.say("cited, and not among the clauses of the ruleset"))
        for number, line in enumerate(wrapped(title, width - indent)):
            yield f"{visible(clause.clause) if number == 0 else '':<{indent}}{line}"
        if not clause.provisions:
            yield " " * indent + click.style(f"{0:>2}  " + language.say("not accounted for"), fg="red")
        for how, word in _HOW.items():
            ids = ", ".join(provision.id for provision in clause.provisions if provision.how == how)
            for number, line in enumerate(wrapped(ids, width - label)):
                count = f"{clause.count(how):>2}  {language.say(word)}" if number == 0 else ""
                yield f"{' ' * indent}{count:<{label - indent}}{click.style(line, fg='bright_black')}"


def _total(covered: Sequence[CoveredClause], language: Language) -> str:
    counts = {how: sum(clause.count(how) for clause in covered) for how in _HOW}
    every = sum(counts.values())
    if not every:
        return language.say("The ruleset holds no provision of the norm yet.")
    text = N_(
        "Of {all} provisions: {automated} judged by the program, {questions} put to a person, {others} not for provinces."
    )
    shown = {how: f"{count} ({_share(count, every, language)})" for how, count in counts.items()}
    return language.say(
        text, all=every, automated=shown["automated"], questions=shown["question"], others=shown["not_for_provinces"]
    )


def _share(part: int, whole: int, language: Language) -> str:
    """ "67,5%": to one decimal, so that the parts may add up to a tenth more or less than 100%."""
    return language.number(round(Decimal(100 * part) / whole, 1)) + "%"


def _open_ends(covered: Sequence[CoveredClause], language: Language) -> Iterator[str]:
    missing, unknown = unaccounted(covered), unlisted(covered)
    if missing:
        text = N_(
            "Not accounted for: {clauses}. Add a requirement, a task or a question, or say why it is not for provinces."
        )
        yield language.say(text, clauses=", ".join(missing))
    if unknown:
        text = N_("Cited and not listed: {clauses}. Add it to the clauses of the ruleset, or mend the citation.")
        yield language.say(text, clauses=", ".join(unknown))
