"""Rules on the document that a plan encodes: the proof that every verdict rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from checker.i18n import N_
from checker.lint.rule import lint_rule
from checker.lint.subjects import PlanSubject
from checker.lint.words import folded
from checker.problems import Problem, shown


@lint_rule(N_("Without the document that a plan file encodes, nobody can say whether its quotes are true."))
def source_missing(plan: PlanSubject) -> Iterator[Problem]:
    source = plan.plan.source
    if source is None:
        what = N_("no source; add source: {example}")
        yield plan.document.problem((), what, example="{title: …, file: …, sha256: …}")
    elif source.file is None:
        yield plan.document.problem(("source",), N_("the source has no file; add file: with the name of its text"))
    elif source.sha256 is None:
        what = N_(
            "the source has no sha256; add what sha256sum {file} prints, so that the very document can be known again"
        )
        yield plan.document.problem(("source",), what, file=source.file)


@lint_rule(N_("With --sources, every plan’s document must be there, be the one that was read, and be text in UTF-8."))
def source_changed(plan: PlanSubject) -> Iterator[Problem]:
    source, raw = plan.plan.source, _source_of(plan)
    if plan.sources is None or source is None or source.file is None:
        return
    at = ("source", "file")
    if raw is None:
        what = N_("{file} is not in {folder}; put the document there, or correct the name")
        yield plan.document.problem(at, what, file=source.file, folder=plan.sources)
        return
    digest = hashlib.sha256(raw).hexdigest()
    if source.sha256 and source.sha256.lower() != digest:
        what = N_("{file} is not the document that was read: its sha256 is {digest}; compare the two versions")
        yield plan.document.problem(("source", "sha256"), what, file=source.file, digest=digest)
    if _text_of(raw) is None:
        what = N_("{file} is no text in UTF-8, so that no quote can be compared; name its text instead")
        yield plan.document.problem(at, what, file=source.file)


@lint_rule(
    N_(
        "With --sources, every quote must stand in the document word for word (blanks and line ends apart). A quote "
        "that does not is no evidence."
    )
)
def quote_not_in_source(plan: PlanSubject) -> Iterator[Problem]:
    raw = _source_of(plan)
    text = None if raw is None else _text_of(raw)
    if text is None:
        return
    for entry in plan.entries():
        quote = folded(entry.quote)
        if quote and quote not in text:
            before, wrong, instead = first_difference(quote, text)
            values = {"before": before, "wrong": shown(wrong), "instead": shown(instead)}
            if not before:
                what = N_("the document does not contain “{wrong}”, the quote’s first word; quote what stands there")
            elif instead:
                what = N_(
                    "behind “{before}” the document has “{instead}”, the quote “{wrong}”; quote what stands there"
                )
            else:
                what = N_(
                    "the document ends behind “{before}”, the quote goes on with “{wrong}”; quote what stands there"
                )
            yield entry.problem("quote", what, **values)


def first_difference(quote: str, text: str) -> tuple[str, str, str]:
    """Where a quote leaves the text: the words before, its first word that differs, and what stands there instead.

    Both folded. The first place that begins like the quote for longest counts.
    """
    low, high = 0, len(quote)  # quote[:low] is in the text, quote[: high + 1] is not
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if quote[:middle] in text else (low, middle - 1)
    behind = text[text.find(quote[:low]) + low :]
    whole = not behind and quote[low] == " "  # the text ends with a word of the quote
    begin = low + 1 if whole else quote.rfind(" ", 0, low) + 1
    instead = (quote[begin:low] + behind).partition(" ")[0] if begin else ""
    return " ".join(quote[:begin].split()[-3:]), quote[begin:].partition(" ")[0], instead


def _source_of(plan: PlanSubject) -> bytes | None:
    """The document in the folder of sources; None where it cannot be read there, or its name leads out of it."""
    source = plan.plan.source
    if plan.sources is None or source is None or source.file is None:
        return None
    folder = plan.sources.resolve()
    path = (folder / source.file).resolve()
    try:
        return path.read_bytes() if path.is_relative_to(folder) and path.is_file() else None
    except OSError:
        return None


def _text_of(raw: bytes) -> str | None:
    try:
        return folded(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None
