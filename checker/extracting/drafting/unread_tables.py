"""What a person has to look up in the document: tables that lost their columns, and pages without text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.extracting.document import FlatTable
from checker.extracting.doubts import COLUMN_LOST
from checker.extracting.drafting.draft_items import LONGEST_PLACE, LONGEST_QUOTE, Keys
from checker.extracting.drafting.plan_text import one_line
from checker.extracting.extract import Extracted
from checker.i18n import N_, Language
from checker.reading.fields import MOST_QUOTE_WORDS


def unread_tables(extracted: Extracted, lang: Language) -> Iterator[Keys]:
    """Entries of ``unread_tables``, in the order of the document."""
    findings = extracted.findings
    doubtful = {
        span.block
        for target in findings.targets
        if any(doubt.text == COLUMN_LOST.text for doubt in target.doubts)
        for span in target.evidence.spans
    }
    evidence = [target.evidence for target in findings.targets] + [task.evidence for task in findings.tasks]
    used = {span.block for one in evidence for span in one.spans}
    for number, block in enumerate(extracted.source.blocks):
        if not isinstance(block, FlatTable):
            continue
        place = extracted.places[number]
        tasks = place.role in ("tasks", "annex_tasks", "organisation")
        if number in doubtful:
            note = lang.say(
                N_("the copy lost the columns of this table: which value belongs to which year is read, not seen")
            )
        elif number not in used and place.role in ("goals", "annex_targets", "annex_tasks"):
            note = lang.say(N_("the copy lost the columns of this table, and nothing was read from it"))
        else:
            continue
        keys: Keys = {
            "where": one_line(place.where, LONGEST_PLACE) or lang.say(N_("a table")),
            "about": "tasks" if tasks else "targets",
        }
        quote = " ".join(" ".join(block.header).split()[:MOST_QUOTE_WORDS]) or (
            block.rows[0].text if block.rows else ""
        )
        if short := one_line(" ".join(quote.split()[:MOST_QUOTE_WORDS]), LONGEST_QUOTE):
            keys["quote"] = short
        if block.page is not None:
            keys["page"] = block.page
        keys["note"] = note
        yield keys
    for first, last in _runs(extracted.source.unread_pages):
        pages = lang.say(N_("page {page}"), page=first)
        if last > first:
            pages = lang.say(N_("pages {first} to {last}"), first=first, last=last)
        note = lang.say(
            N_("nothing could be read here, perhaps it is a scanned picture; recognise its text (OCR) and extract anew")
        )
        yield {
            "where": pages,
            "about": "targets",
            "page": str(first) if first == last else f"{first}-{last}",
            "note": note,
        }


def _runs(pages: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Pages in a row as (first, last)."""
    run: list[int] = []
    for page in sorted(set(pages)):
        if run and page > run[-1] + 1:
            yield run[0], run[-1]
            run = []
        run.append(page)
    if run:
        yield run[0], run[-1]
