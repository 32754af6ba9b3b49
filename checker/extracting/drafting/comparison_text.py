"""A comparison as text for a terminal: the figures in columns, then each difference with both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from checker.extracting.drafting.compare import Compared, Comparison, Difference, HeaderFact, Otherwise
from checker.extracting.drafting.plan_text import one_line
from checker.i18n import N_, Language
from checker.problems import visible
from checker.reading.models import Baseline, Catalogue, Commitment, Task
from checker.reporting.names import HEADER_NAMES
from checker.reporting.task_wording import due_in_words
from checker.reporting.wording import reported_by, said_by
from checker.writers.summary.spans import columns, padded
from checker.writers.wrapping import wrapped

MOST = 200
"""So many differences of one kind are listed."""
_LONGEST_NAME = 60
_NAMES = {
    **HEADER_NAMES,
    "province_then": N_("Former name of the province"),
    "scope": N_("part of the people"),
    "hedge": N_("hedge"),
    "approximate": N_("approximate"),
    "unit": N_("unit"),
    "where": N_("place"),
    "as_of": N_("as of"),
    "group": N_("group"),
    "lead": N_("lead agency"),
    "due": N_("due date"),
}


def comparison_text(comparison: Comparison, catalogue: Catalogue, lang: Language, width: int = 100) -> str:
    """The whole report; the last lines are what differs least."""

    def target(one: Commitment) -> str:
        return said_by(one, catalogue.indicators[one.indicator], lang)

    def present(one: Baseline) -> str:
        return reported_by(one, catalogue.indicators[one.indicator], lang)

    def name(one: Commitment | Baseline) -> str:
        return f"{one.indicator}: {catalogue.indicators[one.indicator].name.text(lang.code)}"

    lines = [*_figures(comparison, lang), ""]
    sections: tuple[tuple[str, Compared[Any], Callable[[Any], str], Callable[[Any], str]], ...] = (
        (N_("Targets that differ"), comparison.commitments, name, target),
        (N_("Present values that differ"), comparison.baselines, name, present),
        (N_("Tasks that differ"), comparison.tasks, lambda one: one.title, lambda one: _task(one, lang)),
    )
    for heading, section, title, said in sections:
        if section.differences:
            lines += [f"{lang.say(heading)} ({len(section.differences)})"]
            lines += _limited(_differences(section.differences, title, said, lang, width), section.differences, lang)
            lines.append("")
    if different := [fact for fact in comparison.header if not fact.same]:
        heading = N_("Facts of the head that differ")
        lines += [f"{lang.say(heading)} ({len(different)})", *_header(different, lang, width), ""]
    for heading, section, title, _ in (
        (N_("Targets that fit, but for what is less important"), *sections[0][1:]),
        (N_("Present values that fit, but for what is less important"), *sections[1][1:]),
        (N_("Tasks that fit, but for some of their keys"), *sections[2][1:]),
    ):
        if section.otherwise:
            lines += [f"{lang.say(heading)} ({len(section.otherwise)})"]
            lines += [*_otherwise(section.otherwise[:MOST], title, lang, width), ""]
    return "\n".join(lines).rstrip() + "\n"


def _figures(comparison: Comparison, lang: Language) -> Iterator[str]:
    """A row for each section, the figures under their names."""
    say = lang.say
    rows = [
        ("", say(N_("draft")), say(N_("plan")), say(N_("matching")), say(N_("precision")), say(N_("recall")),
         say(N_("matching/sure"))),
    ]  # fmt: skip
    for name, found in (
        (N_("Targets"), comparison.commitments),
        (N_("Present values"), comparison.baselines),
        (N_("Tasks"), comparison.tasks),
    ):
        sure = f"{found.unmarked_right}/{found.unmarked}"
        if found.unmarked_precision is not None:
            sure += f" ({_percent(found.unmarked_precision, lang)})"
        rows.append(
            (say(name), str(found.found), str(found.checked), str(found.right), _percent(found.precision, lang),
             _percent(found.recall, lang), sure)
        )  # fmt: skip
    head = comparison.header
    sure_facts = [fact for fact in head if not fact.marked]
    rows.append(
        (say(N_("Facts of the head")), str(sum(bool(f.in_draft) for f in head)), str(sum(bool(f.in_plan) for f in head)),
         str(sum(f.same for f in head)), "", "", f"{sum(f.same for f in sure_facts)}/{len(sure_facts)}")
    )  # fmt: skip
    widths = [max(columns(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        cells = [" " * (width - columns(cell)) + cell for cell, width in zip(row[1:], widths[1:], strict=True)]
        yield "  ".join([padded(row[0], widths[0]), *cells]).rstrip()


def _percent(share: Decimal | None, lang: Language) -> str:
    if share is None:
        return "–"
    # never rounded up to all
    rounded = share.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{lang.number(Decimal('99.9') if rounded == 100 != share else rounded)}%"


def _differences(
    differences: Iterable[Difference[Any]],
    title: Callable[[Any], str],
    said: Callable[[Any], str],
    lang: Language,
    width: int,
) -> Iterator[str]:
    ours, theirs, nothing = lang.say(N_("draft:")), lang.say(N_("plan:")), lang.say(N_("nothing"))
    for number, one in enumerate(differences, 1):
        if number > MOST:
            return
        yield from wrapped(f"{number}. {title(one.checked or one.found)}", width, "  ", "   ")
        if one.found is None:
            yield from wrapped(f"{ours} {nothing}", width, "     ", "  ")
        else:
            marks = [lang.say(N_("to be reviewed")) if one.found.review else lang.say(N_("sure"))]
            if one.again:
                marks.append(lang.say(N_("a repeat: the plan has it, but less often")))
            other = "" if one.checked is None or title(one.checked) == title(one.found) else f"{title(one.found)}, "
            yield from _side(f"{ours} {other}{said(one.found)} [{'; '.join(marks)}]", one.found, lang, width)
        if one.checked is None:
            yield from wrapped(f"{theirs} {nothing}", width, "     ", "  ")
        else:
            yield from _side(f"{theirs} {said(one.checked)}", one.checked, lang, width)


def _side(said: str, entry: Commitment | Baseline | Task, lang: Language, width: int) -> Iterator[str]:
    """One side: what it says, then its place and its quote."""
    yield from wrapped(said, width, "     ", "  ")
    place = " · ".join(
        part for part in (entry.where, entry.page and lang.say(N_("page {page}"), page=entry.page)) if part
    )
    quote = f"“{entry.quote}”" if entry.quote else ""
    if place or quote:
        yield from wrapped(" ".join(part for part in (place, quote) if part), width, "       ", "")


def _limited(lines: Iterable[str], all_: Sequence[object], lang: Language) -> Iterator[str]:
    yield from lines
    if len(all_) > MOST:
        yield "  " + lang.say(N_("… and {count} more"), count=len(all_) - MOST)


def _header(facts: Iterable[HeaderFact], lang: Language, width: int) -> Iterator[str]:
    marked, nothing = lang.say(N_("to be reviewed")), lang.say(N_("nothing"))
    for fact in facts:
        yield f"  {lang.say(_NAMES[fact.key])}" + (f" [{marked}]" if fact.marked else "")
        for label, value in ((N_("draft:"), fact.in_draft), (N_("plan:"), fact.in_plan)):
            yield from wrapped(f"{lang.say(label)} {value or nothing}", width, "     ", "  ")


def _otherwise(
    pairs: Iterable[Otherwise[Any]], title: Callable[[Any], str], lang: Language, width: int
) -> Iterator[str]:
    for one in pairs:
        sides = lang.say(
            N_("{key}: draft {ours}, plan {theirs}"),
            key=lang.say(_NAMES[one.key]),
            ours=_value(one.key, one.in_draft, lang),
            theirs=_value(one.key, one.in_plan, lang),
        )
        name = title(one.checked) if isinstance(one.checked, Task) else one.checked.indicator
        short = one_line(name, _LONGEST_NAME)
        yield from wrapped(f"{short}{'' if short == one_line(name) else ' …'} · {sides}", width, "  ", "   ")


def _value(key: str, value: str | None, lang: Language) -> str:
    if not value:
        return lang.say(N_("nothing"))
    return f"“{due_in_words(value, lang) if key == 'due' else value}”"


def _task(one: Task, lang: Language) -> str:
    """Who leads it and by when."""
    parts = (", ".join(one.lead), due_in_words(one.due, lang) or one.due_words)
    return visible("; ".join(part for part in parts if part) or lang.say(N_("neither lead agency nor due date")))
