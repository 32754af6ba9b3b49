"""Which of a table's years are past and which to come, and the year of columns that name none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.extracting.doubts import Doubt
from checker.extracting.grammar.times import times_in
from checker.extracting.outlines.outline import Place
from checker.extracting.tables import table_doubts as why
from checker.extracting.tables.columns import Column, Layout
from checker.extracting.tables.rows import Setting
from checker.extracting.tables.unit_words import unit_words
from checker.extracting.tokens import tokens_of
from checker.reading.dates import PartialDate

_LATE = 7
"""From this month on, a year's results are nearer than its targets."""


def tense_of(columns: Sequence[Column], issued: PartialDate | None, place: Place) -> tuple[Column, ...]:
    """The columns, those of years without further words ("Năm 2024") told to be past where they are.

    Past is what lies before the document's date, or not behind a column that itself says it is past.
    """
    past = [c.meaning.as_of.year for c in columns if c.kind == "present" and c.meaning.as_of is not None]
    bare = [c.meaning.by or 0 for c in columns if c.kind == "year" and c.meaning.plain]
    latest = max(past, default=0)
    # "Đến 31/12/2025" beside "Năm 2026": in a document without a date the day tells a state
    all_days = all(c.meaning.as_of is not None for c in columns if c.kind == "year" and c.meaning.plain)
    settled = []
    for column in columns:
        meaning = column.meaning
        if column.kind == "year" and place.role == "present":
            told = meaning.plain and meaning.by is not None and (issued is None or meaning.by <= issued.year)
            meaning = replace(
                meaning, kind="present" if told else "passed", as_of=meaning.as_of or PartialDate(meaning.by or 0)
            )
        elif column.kind == "year" and meaning.plain and meaning.by is not None:
            before = meaning.by < issued.year if issued is not None else meaning.as_of is not None and not all_days
            if (before or meaning.by <= latest) and max(bare) > meaning.by:
                meaning = replace(meaning, kind="present", as_of=meaning.as_of or PartialDate(meaning.by))
        elif column.kind == "year" and (
            (issued is not None and _is_over(column, columns, issued.year)) or _has_result(column, columns)
        ):
            meaning = replace(meaning, kind="passed")  # what was planned for a year that is over
        settled.append(replace(column, meaning=meaning))
    return tuple(settled)


def _is_over(column: Column, columns: Sequence[Column], issued: int) -> bool:
    """Whether the column is of a year before the document's, and others are not."""
    later = any((c.meaning.by or 0) >= issued for c in columns if c.kind == "year")
    return later and column.meaning.by is not None and column.meaning.by < issued


def _has_result(column: Column, columns: Sequence[Column]) -> bool:
    """Whether another column has the result of the whole year ("KH 2025 | Ước TH 2025 | KH 2026"), others later years."""
    year = column.meaning.by
    results = [c.meaning.as_of for c in columns if c.kind == "present" and c.meaning.as_of is not None]
    whole = any(day.year == year and (day.month is None or (day.month, day.day) == (12, 31)) for day in results)
    return whole and any((c.meaning.by or 0) > (year or 0) for c in columns if c.kind == "year")


def doubts_of(column: Column, columns: Sequence[Column], issued: PartialDate | None) -> tuple[Doubt, ...]:
    """What is doubtful of a column of the document's own year: it may tell what was reached, or an earlier plan."""
    year = column.meaning.by
    if column.kind != "year" or issued is None or year is None or year > issued.year:
        return ()
    later = any((c.meaning.by or c.meaning.from_ or 0) > year for c in columns if c.kind == "year")
    if (
        not later
        or (issued.month is not None and issued.month < _LATE)
        or (issued.month is None and not column.meaning.plain)
    ):
        return ()
    reason = why.YEAR_OF_ISSUE if column.meaning.plain else why.YEAR_ALMOST_OVER
    return (reason.doubt(year=str(year)),)


def setting_of(layout: Layout, setting: Setting) -> Setting:
    """The setting with the year and the unit that the table's title gives, or else its place."""
    tokens = tokens_of(layout.title)
    times = [time for time in times_in(tokens) if time.kind != "past"]
    unit = layout.title.rpartition(":")[2].strip(" ()") if "đơn vị" in layout.title.lower() else ""
    setting = replace(setting, unit=unit if unit_words(unit) else "")
    place = setting.place
    if len(times) == 1:
        time = times[0]
        by, from_ = (None, time.year) if time.kind == "from" else (time.year, None)
        return replace(setting, by=by, from_=from_)
    named = layout.name.meaning if layout.name else None
    if named is not None and (named.by or named.from_) and not named.plain:
        return replace(setting, by=named.by, from_=named.from_)  # "Chỉ tiêu đến năm 2030" above the names
    return replace(setting, by=place.by, from_=place.from_, year_doubts=place.doubts)
