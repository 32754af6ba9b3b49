"""What the command says of a draft: how much was found, and what a person has to look at, each in a line or two."""

from __future__ import annotations

from collections.abc import Iterator

from checker.extracting.drafting.draft import review_of
from checker.extracting.drafting.draft_items import said
from checker.extracting.drafting.plan_text import one_line
from checker.extracting.extract import Extracted
from checker.extracting.findings import Evidence, Present, Target
from checker.i18n import N_, Language
from checker.reading.models import Catalogue
from checker.reporting.names import HEADER_NAMES
from checker.writers.wrapping import wrapped

MOST = 20
"""So many entries to be reviewed are listed; the draft has them all."""
_LONGEST = 200


def summary_lines(extracted: Extracted, catalogue: Catalogue, lang: Language, width: int = 100) -> Iterator[str]:
    """Lines for standard error, of at most ``width`` columns."""
    findings = extracted.findings
    found_text = lang.say(
        N_(
            "Found: {targets} targets ({doubtful} to be reviewed), {presents} present values "
            "({doubtful_presents} to be reviewed), {tasks} tasks ({doubtful_tasks} to be reviewed)"
        ),
        targets=len(findings.targets),
        doubtful=sum(bool(target.doubts) for target in findings.targets),
        presents=len(findings.presents),
        doubtful_presents=sum(bool(present.doubts) for present in findings.presents),
        tasks=len(findings.tasks),
        doubtful_tasks=sum(bool(task.doubts) for task in findings.tasks),
    )
    yield from wrapped(found_text, width)
    for remark in extracted.remarks:
        yield from wrapped(said([remark], lang), width)
    if review := review_of(extracted.header, lang):
        yield lang.say(N_("To be looked at in the head:"))
        for key, reason in review.items():
            yield from wrapped(f"{lang.say(HEADER_NAMES[key])}: {_short(reason)}", width, "  ", "  ")
    found: list[Target | Present] = [*findings.targets, *findings.presents]
    doubtful = [one for one in found if one.doubts]
    if doubtful:
        yield lang.say(N_("Targets and present values to be reviewed:"))
        for reason, ones in _by_reason(doubtful[:MOST], lang).items():
            yield from wrapped(f"{reason}:", width, "  ")
            for one in ones:
                name = catalogue.indicators[one.indicator].name.text(lang.code)
                place = place_of(one.evidence, lang)
                yield from wrapped(f"- {place} · {name}" if place else f"- {name}", width, "    ", "  ")
        if len(doubtful) > MOST:
            yield "  " + lang.say(N_("… and {count} more; the draft names them all"), count=len(doubtful) - MOST)


def _by_reason(doubtful: list[Target | Present], lang: Language) -> dict[str, list[Target | Present]]:
    """Each reason once, with what it holds of: a table that lost its columns has the same one in every row."""
    groups: dict[str, list[Target | Present]] = {}
    for one in doubtful:
        groups.setdefault(_short(said(one.doubts, lang)), []).append(one)
    return groups


def place_of(evidence: Evidence, lang: Language) -> str:
    """ "trang 3, mục II.2.1"."""
    page = lang.say(N_("page {page}"), page=evidence.page) if evidence.page is not None else ""
    return ", ".join(part for part in (page, one_line(evidence.where, _LONGEST)) if part)


def _short(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= _LONGEST else one_line(text, _LONGEST) + " …"
