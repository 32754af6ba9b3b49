"""Which indicators a text speaks of, by the phrases of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.extracting.grammar.matching import STOPS, Machine, Match, sentence_numbers
from checker.extracting.grammar.phrase_language import BETWEEN, Pattern, Synonyms, read_phrase
from checker.extracting.tokens import Token, fold, words_of
from checker.reading.models import Catalogue

NEAR = 5
"""How many words before and behind a name ``not_with`` looks at."""
_KEPT_TEXTS = 200
_WALLS = STOPS | {",", "%", fold("và")}

_AND = (fold("và"),)
_WHOLE_NAME = 4
"""A name of fewer words inside another one is a word of it."""
_SHARE = (words_of("tỷ lệ"), words_of("tỉ lệ"))


class Mention(NamedTuple):
    """An indicator's name from token ``start`` up to before ``end``.

    ``everybody``: the words themselves say that all are meant (100 %), with no number.
    """

    indicator: str
    start: int
    end: int
    everybody: bool


class Part(NamedTuple):
    """A part of the people, or a whole wider than what indicators count: from token ``start`` up to before ``end``.

    ``words`` as the catalogue has them.
    """

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class _Name:
    """What a phrase stands for; no ``indicator`` where it names something that none measures."""

    indicator: str | None
    everybody: bool
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The catalogue's phrases, ready to be found in tokens."""

    _names: tuple[_Name, ...]
    _machine: Machine
    _before: Machine
    _foreign: tuple[str, ...]
    _foreign_machine: Machine
    _people: tuple[str, ...]
    _people_machine: Machine
    _wider: tuple[str, ...]
    _wider_machine: Machine
    _recent: dict[tuple[str, ...], list[Match]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, catalogue: Catalogue) -> Lexicon:
        """Raises PhraseError where a phrase cannot be read; one that was loaded with its phrases has none such."""
        synonyms = Synonyms.of(catalogue.synonyms)
        names: list[_Name] = []
        foreign: list[tuple[str, Pattern]] = []
        for key, indicator in catalogue.indicators.items():
            if phrases := indicator.phrases:
                names += [_Name(key, True, read_phrase(text, synonyms)) for text in phrases.everybody]
                names += [_Name(key, False, read_phrase(text, synonyms)) for text in phrases.names]
                foreign += [(key, read_phrase(text, synonyms)) for text in phrases.not_with]
        names += [_Name(None, False, read_phrase(text, synonyms)) for text in catalogue.other_things]
        return cls(
            tuple(names),
            Machine.of([name.pattern.nodes for name in names]),
            Machine.of([name.pattern.before for name in names]),
            tuple(key for key, _ in foreign),
            Machine.of([pattern.nodes for _, pattern in foreign]),
            catalogue.people,
            Machine.of([read_phrase(text, synonyms).nodes for text in catalogue.people]),
            catalogue.wider,
            Machine.of([read_phrase(text, synonyms).nodes for text in catalogue.wider]),
        )

    def mentions(self, tokens: Sequence[Token]) -> tuple[Mention, ...]:
        """The indicators named, in order and none overlapping another: the name of the most words wins."""
        return tuple(
            Mention(name.indicator, match.start, match.end, name.everybody and not _is_share(match, tokens))
            for match in self._chosen(tokens)
            if (name := self._names[match.phrase]).indicator is not None
        )

    def other_things(self, tokens: Sequence[Token]) -> tuple[tuple[int, int], ...]:
        """Where something is named that no indicator measures, though its words are like an indicator's."""
        return tuple((m.start, m.end) for m in self._chosen(tokens) if self._names[m.phrase].indicator is None)

    def people_in(self, tokens: Sequence[Token]) -> tuple[Part, ...]:
        """The parts of the people that the text names, in order and none overlapping another."""
        found = _apart(self._people_machine.matches(tokens))
        return tuple(Part(match.start, match.end, self._people[match.phrase]) for match in found)

    def wider_in(self, tokens: Sequence[Token]) -> tuple[Part, ...]:
        """The wholes wider than what indicators count, likewise; with a sign between its words it is none."""
        found = _apart(
            match
            for match in self._wider_machine.matches(tokens)
            if not any(token.word in BETWEEN for token in tokens[match.start : match.end])  # "trạm y tế, cơ sở …"
        )
        return tuple(Part(match.start, match.end, self._wider[match.phrase]) for match in found)

    def _chosen(self, tokens: Sequence[Token]) -> list[Match]:
        """The names found; those of the last texts are kept, as a text is asked twice and cells are alike."""
        words = tuple(token.word for token in tokens)
        chosen = self._recent.get(words)
        if chosen is None:
            if len(self._recent) >= _KEPT_TEXTS:
                self._recent.clear()
            chosen = self._recent[words] = self._choose(tokens)
        return chosen

    def _choose(self, tokens: Sequence[Token]) -> list[Match]:
        found = list(self._machine.matches(tokens))
        if any(self._names[match.phrase].pattern.before for match in found):
            sentences = sentence_numbers(tokens)
            first_end: dict[tuple[int, int], int] = {}  # of a phrase's words before it, in each sentence
            for other in self._before.matches(tokens):
                place = (other.phrase, sentences[other.start])
                first_end[place] = min(first_end.get(place, other.end), other.end)
            found = [
                match
                for match in found
                if not self._names[match.phrase].pattern.before
                or first_end.get((match.phrase, sentences[match.start]), len(tokens)) <= match.start
            ]
        found = self._without_swallowing(found, tokens)
        foreign: dict[tuple[str, int], int] = {}
        for other in self._foreign_machine.matches(tokens) if found else ():
            foreign.setdefault((self._foreign[other.phrase], other.start), other.end)
        parts: dict[int, int] = {}
        for part in self._people_machine.matches(tokens) if any(map(self._is_gapped, found)) else ():
            parts[part.start] = max(part.end, parts.get(part.start, 0))
        return _apart(
            match
            for match in found
            if not self._is_foreign(match, foreign, tokens) and not self._skips_people(match, parts, tokens)
        )

    def _without_swallowing(self, found: list[Match], tokens: Sequence[Token]) -> list[Match]:
        """Without the names whose gap takes in another name whole: "người dân [được lập sổ … và] được khám …"."""
        whole: dict[int, list[Match]] = {}
        for match in found:
            goes_on = match.end < len(tokens) and tokens[match.end].word in _AND
            if goes_on and match.weight >= _WHOLE_NAME and not self._is_gapped(match):
                whole.setdefault(match.start, []).append(match)
        return [match for match in found if not (self._is_gapped(match) and self._swallows(match, whole))]

    def _swallows(self, match: Match, whole: dict[int, list[Match]]) -> bool:
        indicator = self._names[match.phrase].indicator
        return any(
            other.end < match.end and self._names[other.phrase].indicator not in (None, indicator)
            for start in range(match.start + 1, match.end)
            for other in whole.get(start, ())
        )

    def _is_gapped(self, match: Match) -> bool:
        return match.phrase in self._machine.gapped

    def _skips_people(self, match: Match, parts: dict[int, int], tokens: Sequence[Token]) -> bool:
        """Whether a gap of the name hides of whom it speaks: "người dân [tộc thiểu số] được khám sức khỏe"."""
        if not parts or not self._is_gapped(match):
            return False
        known = self._machine.words[match.phrase]
        return any(
            first in parts
            and parts[first] <= match.end
            and not {token.word for token in tokens[first : parts[first]] if token.is_word} <= known
            for first in range(match.start, match.end)
        )

    def _is_foreign(self, match: Match, foreign: dict[tuple[str, int], int], tokens: Sequence[Token]) -> bool:
        """Whether words stand near the name that make it mean something else."""
        key = self._names[match.phrase].indicator
        if key is None or not foreign:
            return False
        first, last = match.start, match.end
        while first > max(0, match.start - NEAR) and not _is_wall(tokens[first - 1]):
            first -= 1
        while last < min(len(tokens), match.end + NEAR) and not _is_wall(tokens[last]):
            last += 1
        return any(foreign.get((key, at), last + 1) <= last for at in range(first, last))


def _is_wall(token: Token) -> bool:
    """Whether what stands behind the token speaks of something else."""
    return token.is_number or token.word in _WALLS


def _is_share(match: Match, tokens: Sequence[Token]) -> bool:
    """Whether the words before say of how many the name speaks: "90% người dân", "tỷ lệ người dân"."""
    before = [token.word for token in tokens[max(0, match.start - 2) : match.start]]
    return before[-1:] == ["%"] or tuple(before) in _SHARE


def _apart(matches: Iterable[Match]) -> list[Match]:
    """Matches that do not overlap, the one of most words taken first, then the shortest, then what stands earlier."""
    taken: set[int] = set()
    chosen = []
    for match in sorted(matches, key=lambda m: (-m.weight, m.end - m.start, m.start, m.phrase)):
        places = range(match.start, match.end)
        if taken.isdisjoint(places):
            taken.update(places)
            chosen.append(match)
    return sorted(chosen, key=lambda match: match.start)
