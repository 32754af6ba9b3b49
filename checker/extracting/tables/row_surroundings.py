"""What stands around a table's value and bears on it: unit, year, whom it speaks of, and what is doubtful of these."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from checker.extracting.doubts import NO_YEAR, OUTSIDE_GOALS, PART_OF_THE_PEOPLE, WIDER_THAN_ASKED, Doubt
from checker.extracting.grammar.bounds import vocabulary
from checker.extracting.grammar.cues import everybody_in, hedge_in, scope_in
from checker.extracting.grammar.quantities import Quantity
from checker.extracting.grammar.scoping import is_wider
from checker.extracting.grammar.times import Time
from checker.extracting.tables import table_doubts as why
from checker.extracting.tables.row_names import RowName
from checker.extracting.tables.rows import Row, Setting, Value
from checker.extracting.tables.unit_words import unit_words
from checker.extracting.tokens import tokens_of, words_of
from checker.reading.models import Indicator

COUNTABLE = (
    "per-10k",
    "per-100k",
    "per-1k",
    "people",
    "doctors/station",
    "doctors/year",
    "boys/100-girls",
    "children/woman",
)
"""Units of numbers of people or things; no share and no length is one."""
_POPULATION = tuple(words_of(phrase) for phrase in ("dân số", "người dân", "toàn dân", "nhân dân", "toàn bộ người dân"))
_SHARE = frozenset(words_of("tỷ tỉ lệ mức"))
_EXPLANATION = re.compile(r"\((?:[^()]*/|(?:tính |trên |số |tỷ lệ |tỉ lệ |đơn vị ))[^()]*\)", re.I)
Years = tuple[int | None, int | None]


def with_unit(
    quantity: Quantity, row: Row, value: Value, name: RowName | None, model: Indicator, setting: Setting
) -> tuple[Quantity, list[Doubt]]:
    """The quantity with the unit of its cell, else of its row, its column, its name or the table.

    What is merely counted ("Người", "Giường", "Ca") is no unit of its own, but no share is counted.
    """
    if quantity.unit or quantity.counted:
        return quantity, []
    listed = (row.unit, value.column.meaning.unit, name.unit if name else "", setting.unit)
    for place, words in enumerate(listed):
        found = unit_words(words)
        if found is None:
            continue
        if found.unit:
            return replace(quantity, unit=found.unit), []
        if place < 2 and model.unit is not None and model.unit not in COUNTABLE:
            return replace(quantity, counted=found.counted), []
        if place < 2:
            break
    return quantity, []


def of_size(quantity: Quantity, model: Indicator) -> list[Doubt]:
    """A share of at most one may be a fraction: 0,95 for 95 %."""
    share = model.unit == "%" and model.direction == "more" and model.kind == "level" and quantity.unit in (None, "%")
    if share and max(quantity.values) <= 1:
        return [why.SHARE_BELOW_ONE.doubt(value=f"{max(quantity.values):f}".replace(".", ","))]
    return []


def years_of(
    time: Time | None, row: Row, value: Value, name: RowName | None, setting: Setting
) -> tuple[Years, list[Doubt]]:
    """(by, from) of a value, of the first that says one: its cell, its column, its row, its name, the table."""
    meaning = value.column.meaning
    if time is not None:
        return years_in(time), []
    if meaning.kind == "year":
        return (meaning.by, meaning.from_), []
    if row.when is not None:
        return years_in(row.when), []
    if name is not None and name.time is not None:
        return years_in(name.time), []
    if setting.by is not None or setting.from_ is not None:
        return (setting.by, setting.from_), [*setting.year_doubts]
    return (None, None), [NO_YEAR.doubt()]


def years_in(time: Time) -> Years:
    return (None, time.year) if time.kind == "from" else (time.year, None)


def surroundings(row: Row, name: RowName | None, model: Indicator, setting: Setting) -> list[Doubt]:
    """What speaks against any target of the row: it stands among tasks, or its name speaks of a part or of more."""
    doubts = []
    if setting.place.role in ("tasks", "annex_tasks", "organisation"):
        doubts.append(OUTSIDE_GOALS.doubt())
    if part := part_of(row, name, model, setting):
        doubts.append(PART_OF_THE_PEOPLE.doubt(words=part))
    elif name is not None and (wider := _wider(row.name.text, model, setting)):
        doubts.append(WIDER_THAN_ASKED.doubt(words=wider))
    elif name is not None and name.more:
        doubts.append(why.NAME_SAYS_MORE.doubt(words=name.more))
    if name is not None and name.others:
        named = [setting.catalogue.indicators[key].name.vi for key in name.others]
        doubts.append(why.NAMES_SEVERAL.doubt(words="; ".join(named)))
    return doubts


def part_of(row: Row, name: RowName | None, model: Indicator, setting: Setting) -> str:
    """Words of the row's name, or of what it stands under, for a part of the people that the indicator is not about."""
    above = row.above[:-1] if name is not None and name.with_above else row.above
    named = vocabulary(model) | _phrase_words(model)
    texts: tuple[str, ...] = (*above, row.name.text) if name is not None else above
    for text in texts:
        tokens = tokens_of(text)
        if text is not row.name.text and setting.lexicon.mentions(tokens):
            continue  # what another row is about: "Chiều cao trung bình của thanh niên 18 tuổi"
        explained = [match.span() for match in _EXPLANATION.finditer(text)]
        for part in setting.lexicon.people_in(tokens):
            first, last = tokens[part.start].start, tokens[part.end - 1].end
            own = {token.word for token in tokens[part.start : part.end]} <= named
            if not own and not any(a <= first < b for a, b in explained):
                return text[first:last]
    return ""


def _phrase_words(model: Indicator) -> frozenset[str]:
    """The words that the catalogue itself uses when it names the indicator."""
    return _all_words(model.phrases.names) if model.phrases else frozenset()


@lru_cache(maxsize=2_000)
def _all_words(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words_of(" ".join(texts)))


def _wider(text: str, model: Indicator, setting: Setting) -> str:
    """Words for more than the indicator counts: "tuyến y tế cơ sở"."""
    tokens = tokens_of(text)
    part = next(iter(setting.lexicon.wider_in(tokens)), None)
    if part is None or not is_wider(part, tokens, model):
        return ""
    return text[tokens[part.start].start : tokens[part.end - 1].end]


def scope_in_row(row: Row, name: RowName | None, model: Indicator, setting: Setting) -> str | None:
    """A part where the row speaks of one, wider where it counts more than the indicator, else what its name says."""
    if part_of(row, name, model, setting):
        return "part"
    return "wider" if name is not None and _wider(row.name.text, model, setting) else scope_of(row.name.text, model)


def hedge_of(value: Value, setting: Setting) -> str | None:
    """A softening word of the cell, else of the heading above the table."""
    return hedge_in(tokens_of(value.piece.text)) or setting.place.hedge


def scope_of(name: str, model: Indicator) -> str | None:
    """ "mỗi trạm" or "bình quân mỗi trạm" of a number for each place; all of the people of a share of them."""
    words = words_of(name)
    if model.unit == "doctors/station":
        return scope_in(words, 0, len(words))
    if model.direction == "more" and model.kind != "gain" and model.unit in ("%", None):
        plain = [word for word in words if word[0].isalpha() and word not in _SHARE]
        of_people = any(tuple(plain[: len(phrase)]) == phrase for phrase in _POPULATION)
        return "all" if of_people or everybody_in(words, 0, len(words)) else None
    return None


def once(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Each doubt once, in order."""
    return tuple({(doubt.text, tuple(sorted(doubt.values.items()))): doubt for doubt in doubts}.values())
