"""A document's number and its date of issue."""

from __future__ import annotations

import re

from checker.extracting.findings import Evidence
from checker.extracting.head.header_dates import dates_in, is_signing_line, month_after, place_line_date
from checker.extracting.head.header_facts import DATE_MISSING, DATE_OF_GROUNDS, DATE_PARTLY, NUMBER_MISSING, Fact
from checker.extracting.head.header_lines import Head, HeadLine
from checker.extracting.head.header_norms import Instrument, instruments_in
from checker.reading.dates import PartialDate

_LONGEST_LINE = 500
_OWN_NUMBER = re.compile(r"(?:^|\s)số\s*[:.]?\s*(?=[0-9.…_\s]*[-/])", re.I)
_ANNEXED = re.compile(r"(?:^|\(\s*)(?:ban hành\s+)?(?:kèm theo|đính kèm)\s+(?!này)", re.I)


def number_and_date(head: Head) -> tuple[Fact[str], Fact[PartialDate]]:
    """The document's number, and the date that stands beside it where one does."""
    blank: Evidence | None = None
    for line in head.of("front"):
        text = line[1]
        if len(text) > _LONGEST_LINE:
            continue
        m = _OWN_NUMBER.match(text) or _OWN_NUMBER.search(text)
        # beside the number there is but the letterhead: in a cell of its table, or in capitals
        if m is None or not (_is_letterhead(text[: m.start()]) or line[2].row is not None):
            continue
        found = next((i for i in instruments_in(text) if i.start >= m.start()), None) or _plain_number(text, m.end())
        if found is not None:
            number, start, end = (found.number, found.start, found.end) if not isinstance(found, tuple) else found
            return Fact(number, head.evidence(line, start, end)), Fact()
        blank = blank or head.evidence(line, m.start(), len(text))
    for line in head.lines:
        m = _ANNEXED.search(line[1])
        cited = next((i for i in instruments_in(line[1]) if i.start >= m.end()), None) if m else None
        if m is not None and cited is not None:
            return _with_date(head, line, cited, m.start())
    for line in head.front():
        if (cited := number_behind_kind(line[1])) is not None:
            return _with_date(head, line, cited, 0)
    return Fact(None, blank, (NUMBER_MISSING.doubt(),)), Fact()


def _is_letterhead(before: str) -> bool:
    """Nothing, a star or a line, or words in capitals."""
    return before.isupper() or not any(map(str.isalpha, before))


def _with_date(head: Head, line: HeadLine, cited: Instrument, start: int) -> tuple[Fact[str], Fact[PartialDate]]:
    """The number, and the date behind it."""
    date = next((d for d in dates_in(line[1]) if d[1] >= cited.end), None)
    evidence = head.evidence(line, start, date[2] if date else cited.end)
    return Fact(cited.number, evidence), Fact(date[0], evidence) if date else Fact()


def _plain_number(text: str, start: int) -> tuple[str, int, int] | None:
    """A number of a kind that is no norm's: "142/KH-UBND", "15-KH/TU"."""
    m = re.compile(r"([0-9]{1,5})\s?([-/])\s?([A-ZĐ][\wĐđ]{0,8})\s?([-/])\s?([\wĐđ.]{1,14})").match(text, start)
    return ("".join(m.groups()), m.start(), m.end()) if m else None


def number_behind_kind(text: str) -> Instrument | None:
    """The number right behind the kind of document: "CHƯƠNG TRÌNH HÀNH ĐỘNG SỐ 04-CTr/TU NGÀY …"."""
    m = re.match(r"\s*(?:kế hoạch|chương trình hành động|chương trình)\s+số\s*[:.]?\s*", text, re.I)
    if m is None:
        return None
    return next((i for i in instruments_in(text) if i.start == m.end()), None)


def date_of_issue(head: Head, beside: Fact[PartialDate]) -> Fact[PartialDate]:
    partly: Fact[PartialDate] | None = None
    for line in head.of("front"):
        text = line[1]
        found = place_line_date(text)
        if found is None or (len(text) > 120 and line[2].row is None):
            continue
        date, start, end = found
        before = text[:start].strip()
        if line[2].row is None and not before.endswith(",") and before:
            continue
        if date.day is not None:
            return Fact(date, head.evidence(line, 0 if line[2].row is None else start, end))
        partly = partly or Fact(date, head.evidence(line, start, end), (DATE_PARTLY.doubt(),))
    if beside.value is not None:
        return beside
    for line in head.lines:
        if is_signing_line(line[1]) and (cited := next(dates_in(line[1]), None)):
            return Fact(cited[0], head.evidence(line, 0, len(line[1])))
    for line in head.lines:
        if (m := _ANNEXED.search(line[1])) is not None:
            dates = [d for d in dates_in(line[1]) if d[0].day is not None and d[1] >= m.end()]
            if dates:
                return Fact(dates[0][0], head.evidence(line, 0, len(line[1])))
    return partly or _date_of_grounds(head)


def _date_of_grounds(head: Head) -> Fact[PartialDate]:
    """The month of the latest date that the preamble cites: the document is not older."""
    cited = [(date, line, start, end) for line in head.front() for date, start, end in dates_in(line[1])]
    if not cited:
        return Fact(None, None, (DATE_MISSING.doubt(),))
    date, line, start, end = max(cited, key=lambda c: c[0].latest)
    doubt = DATE_OF_GROUNDS.doubt(date="/".join(f"{p:02}" for p in (date.day, date.month, date.year) if p))
    return Fact(month_after(date), head.evidence(line, start, end), (doubt,))
