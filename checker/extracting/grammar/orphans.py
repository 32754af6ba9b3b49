"""Names and numbers that stand in paragraphs of their own, as a poster's text comes out of its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.extracting.document import Block, Paragraph
from checker.extracting.doubts import NO_YEAR, PAIRED_ACROSS_LINES
from checker.extracting.findings import Evidence, Span, Target
from checker.extracting.grammar.bounds import comparator_of, fits, unit_of
from checker.extracting.grammar.clauses import Reading, read
from checker.extracting.grammar.context import likely
from checker.extracting.grammar.lexicon import Lexicon, Mention
from checker.extracting.grammar.quantities import Quantity
from checker.extracting.outlines.outline import Place
from checker.reading.models import Catalogue, Indicator

NEAR = 12
"""How many blocks a name and its number may stand apart."""
_WORDS = 45
_ROLES = ("goals", "annex_targets", "other")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph that is only a name, or only a number."""

    block: int
    text: str
    reading: Reading


def pair_orphans(
    blocks: Sequence[Block],
    places: Sequence[Place],
    lexicon: Lexicon,
    catalogue: Catalogue,
    milestones: Mapping[str, frozenset[int]] | None = None,
) -> tuple[Target, ...]:
    """Targets whose name and number stand in paragraphs of their own near each other, in order of the names.

    They are matched by unit, by gain or level, and then by their order; every one is gravely doubtful.
    """
    names: list[tuple[_Piece, Mention]] = []
    values: list[tuple[_Piece, Quantity]] = []
    for number, (block, place) in enumerate(zip(blocks, places, strict=True)):
        if not isinstance(block, Paragraph) or place.role not in _ROLES or len(block.text.split()) > _WORDS:
            continue
        reading = read(block.text, lexicon, catalogue)
        piece = _Piece(number, block.text, reading)
        if _is_name(reading):
            names.append((piece, reading.names[0]))
        elif _is_value(reading):
            values.append((piece, reading.quantities[0]))
    return tuple(_paired(names, values, blocks, places, catalogue, milestones or {}))


def _is_name(reading: Reading) -> bool:
    """One name, nothing else of weight, no number and no verb that would make it a sentence."""
    if len(reading.names) != 1 or reading.quantities:
        return False
    outside = reading.heavy(0, len(reading.tokens))
    return len(outside) <= 2


def _is_value(reading: Reading) -> bool:
    if reading.names or len(reading.quantities) != 1:
        return False
    quantity = reading.quantities[0]
    return not reading.heavy(0, len(reading.tokens)) and len(reading.tokens) - (quantity.end - quantity.start) <= 3


def _paired(
    names: list[tuple[_Piece, Mention]],
    values: list[tuple[_Piece, Quantity]],
    blocks: Sequence[Block],
    places: Sequence[Place],
    catalogue: Catalogue,
    milestones: Mapping[str, frozenset[int]],
) -> list[Target]:
    found: list[Target] = []
    used: set[int] = set()
    for piece, name in names:
        indicator = catalogue.indicators[name.indicator]
        if indicator.kind == "promise":
            continue
        for value, quantity in values:
            near = abs(value.block - piece.block) <= NEAR
            if near and value.block not in used and _alike(quantity, indicator) and not name.everybody:
                used.add(value.block)
                found.append(_target(piece, name, value, quantity, blocks, places, catalogue, milestones))
                break
    return found


def _alike(quantity: Quantity, indicator: Indicator) -> bool:
    return fits(quantity, indicator) and bool(quantity.change) == (indicator.kind == "gain")


def _target(
    piece: _Piece,
    name: Mention,
    value: _Piece,
    quantity: Quantity,
    blocks: Sequence[Block],
    places: Sequence[Place],
    catalogue: Catalogue,
    milestones: Mapping[str, frozenset[int]],
) -> Target:
    indicator = catalogue.indicators[name.indicator]
    place = places[value.block]
    if place.by is None and place.from_ is None:
        place = places[piece.block]
    place = likely(place, milestones.get(name.indicator, frozenset()))
    comparator, against = comparator_of(quantity, indicator)
    unit, other = unit_of(quantity, indicator)
    block = blocks[value.block]
    dated = place.doubts if place.by or place.from_ else (NO_YEAR.doubt(),)
    return Target(
        indicator=name.indicator,
        comparator=comparator,
        values=quantity.values,
        unit=unit,
        evidence=Evidence(
            value.text,
            place.where,
            block.page,
            (
                Span(piece.block, piece.reading.tokens[name.start].start, piece.reading.tokens[name.end - 1].end),
                Span(value.block, 0, len(value.text)),
            ),
        ),
        by=place.by,
        from_=place.from_,
        approximate=quantity.approximate,
        hedge=place.hedge,
        wording=piece.text,
        doubts=(PAIRED_ACROSS_LINES.doubt(), *dated, *against, *other),
    )
