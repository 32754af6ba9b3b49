"""What the catalogue of indicators holds."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from checker.reading.fields import Direction, Kind, Number, Text, Unit
from checker.reading.shared_models import Model, Phrase


class UnitWord(Phrase):
    """A unit as one writes it behind a number; ``en_one`` behind 1, where that is another word."""

    en_one: Text | None = None

    def behind(self, value: Decimal, language: str) -> str:
        """The word for so many of them."""
        return (self.en_one if language == "en" and value == 1 else None) or self.text(language)


class Phrases(Model):
    """What documents call an indicator, in the language of ``checker.extracting.grammar.phrase_language``.

    ``everybody`` are names that say themselves that all are meant; ``not_with`` words that, near a name, make it
    mean something else.
    """

    names: tuple[Text, ...] = ()
    everybody: tuple[Text, ...] = ()
    not_with: tuple[Text, ...] = ()


class Indicator(Model):
    """One entry of the catalogue; ``target`` is a sentence with ``{amount}`` in it."""

    name: Phrase
    unit: Unit | None = None
    word: UnitWord | None = None
    direction: Direction
    kind: Kind
    ceiling: Number | None = None
    target: Phrase | None = None
    phrases: Phrases | None = None


class Catalogue(Model):
    """``rulesets/indicators.yaml``: every indicator by its key.

    ``synonyms`` are lists of equal words in phrases; ``people`` names parts of the people, ``wider`` wholes wider than
    what indicators count; ``other_things`` are phrases that look like an indicator's and name none; ``task_phrases``
    what plans call a norm's tasks and questions, by their ids.
    """

    schema_: Literal["indicators/1"] = Field(alias="schema")
    synonyms: tuple[tuple[Text, ...], ...] = ()
    people: tuple[Text, ...] = ()
    wider: tuple[Text, ...] = ()
    other_things: tuple[Text, ...] = ()
    task_phrases: dict[str, tuple[Text, ...]] = Field(default_factory=dict)
    indicators: dict[str, Indicator]
