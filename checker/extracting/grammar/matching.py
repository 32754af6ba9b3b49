"""Finds phrases in tokens, many at once: a machine that reads each token once from each place where a phrase may begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from checker.extracting.grammar.phrase_language import BETWEEN, GAP, Choice, Gap, Node, Number, Word, same_number
from checker.extracting.grammar.wordlists import NUMBER_WORDS
from checker.extracting.tokens import Token, words_of

STOPS = frozenset(".;!?")
"""Signs that end a clause: no gap reaches across them."""
_ENDS = frozenset(".!?")
_SIGNS_IN_A_ROW = 3
_KEPT_STEPS = 20_000
_PAIR = words_of("đến tới")


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase (by its number) from token ``start`` up to before ``end``; ``weight`` is how many words it matched."""

    phrase: int
    start: int
    end: int
    weight: int


@dataclass(slots=True)
class _State:
    """What may follow: ``words`` by the word, ``any`` in a gap, ``number`` for any number."""

    words: dict[str, list[int]] = field(default_factory=dict)
    any: list[int] = field(default_factory=list)
    number: list[int] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)
    phrase: int | None = None


@dataclass(slots=True, eq=False)
class _Place:
    """What a reading of some words comes to: the states it is in, the phrases that may end there, and where each
    further word has led so far."""

    states: tuple[int, ...]
    ends: tuple[int, ...]
    after: dict[str, _Place] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class _Places:
    """The places reached so far: a text comes by the same ones again and again."""

    begin: _Place
    known: dict[tuple[int, ...], _Place] = field(default_factory=dict)
    steps: int = 0


@dataclass(frozen=True, slots=True)
class Machine:
    """Phrases made ready for matching.

    ``firsts`` is the state that begins each phrase, ``words`` all words that it can have, ``known`` those of any of
    them, ``gapped`` the phrases with a gap; ``begins`` the words that begin one.
    """

    states: tuple[_State, ...]
    firsts: tuple[int, ...]
    known: frozenset[str]
    words: tuple[frozenset[str], ...]
    gapped: frozenset[int]
    begins: frozenset[str]
    _places: _Places = field(compare=False, repr=False)

    @classmethod
    def of(cls, phrases: Sequence[Sequence[Node]]) -> Machine:
        states: list[_State] = []
        firsts = []
        for number, nodes in enumerate(phrases):
            first = _new(states)
            last = _build(states, first, nodes)
            states[last].phrase = number
            firsts.append(first)
        known = frozenset(word for state in states for word in state.words)
        gapped = frozenset(n for n, nodes in enumerate(phrases) if _has_gap(nodes))
        words = tuple(frozenset(_words(nodes)) for nodes in phrases)
        begin = _closed(states, firsts)
        begins = frozenset(word for state in begin for word in states[state].words)
        return cls(tuple(states), tuple(firsts), known, words, gapped, begins, _Places(_Place(begin, ())))

    def matches(self, tokens: Sequence[Token]) -> Iterator[Match]:
        """Of each phrase that begins at a token its best match there: the most words, then the shortest."""
        words = [same_number(token.word) for token in tokens]
        kinds = [self._kind(word) for word in words]
        for start, word in enumerate(words):
            if word in self.begins or word[0].isdecimal():
                ends: dict[int, list[int]] = {}
                for end, phrases in self._run(words, kinds, start):
                    for phrase in phrases:
                        ends.setdefault(phrase, []).append(end)
                for phrase, found in ends.items():
                    yield self._best(words, start, phrase, found)

    def _kind(self, word: str) -> str:
        """Words of one kind lead to the same places; "" for a sign that may stand between words."""
        if word in self.known or word in STOPS or word in NUMBER_WORDS:
            return word
        return "" if word in BETWEEN else " number" if word[0].isdecimal() else " word"

    def _run(self, words: list[str], kinds: list[str], start: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        place, signs = self._places.begin, 0
        for at in range(start, len(words)):
            kind = kinds[at]
            if not kind:
                signs += 1
                if signs > _SIGNS_IN_A_ROW:
                    return
                continue
            signs = 0
            place = place.after.get(kind) or self._step(place, kind, words[at])
            if place.ends:
                yield at + 1, place.ends
            elif not place.states:
                return

    def _step(self, place: _Place, kind: str, word: str) -> _Place:
        """The place that a word leads to for the first time."""
        places = self._places
        after: list[int] = []
        for at in place.states:
            state = self.states[at]
            after += state.words.get(word, ())
            after += state.any if word not in STOPS else ()
            after += state.number if word[0].isdecimal() or word in NUMBER_WORDS else ()
        if places.steps >= _KEPT_STEPS:
            places.known.clear()
            places.begin.after.clear()
            places.steps = 0
        states = _closed(self.states, after)
        found = places.known.get(states)
        if found is None:
            ends = tuple(phrase for state in states if (phrase := self.states[state].phrase) is not None)
            found = places.known[states] = _Place(states, ends)
        place.after[kind] = found
        places.steps += 1
        return found

    def _best(self, words: list[str], start: int, phrase: int, ends: list[int]) -> Match:
        if phrase not in self.gapped:
            end = ends[-1]
            return Match(phrase, start, end, sum(word not in BETWEEN for word in words[start:end]))
        return max(self._weighed(words, start, phrase, ends[-1]), key=lambda match: (match.weight, -match.end))

    def _weighed(self, words: list[str], start: int, phrase: int, end: int) -> Iterator[Match]:
        """The matches of one phrase with a gap, words in the gap not counted."""
        active = dict.fromkeys(_closed(self.states, (self.firsts[phrase],)), 0)
        for place in range(start, end):
            word = words[place]
            if word in BETWEEN and place > start:
                continue
            after: dict[int, int] = {}
            for at, weight in active.items():
                state = self.states[at]
                named = [
                    *state.words.get(word, ()),
                    *(state.number if word[0].isdecimal() or word in NUMBER_WORDS else ()),
                ]
                for to in _closed(self.states, named):
                    after[to] = max(after.get(to, 0), weight + 1)
                for to in _closed(self.states, state.any if word not in STOPS else ()):
                    after[to] = max(after.get(to, 0), weight)
            active = after
            for at, weight in active.items():
                if self.states[at].phrase == phrase:
                    yield Match(phrase, start, place + 1, weight)


def sentence_numbers(tokens: Sequence[Token]) -> list[int]:
    """For each token the number of its sentence in the text."""
    numbers, number = [], 0
    for token in tokens:
        numbers.append(number)
        number += token.word in _ENDS
    return numbers


def _closed(states: Sequence[_State], some: Sequence[int]) -> tuple[int, ...]:
    """Some states and those that need no further word to be reached."""
    seen = set(some)
    todo = list(seen)
    while todo:
        for at in states[todo.pop()].empty:
            if at not in seen:
                seen.add(at)
                todo.append(at)
    return tuple(sorted(seen))


def _new(states: list[_State]) -> int:
    states.append(_State())
    return len(states) - 1


def _build(states: list[_State], at: int, nodes: Sequence[Node]) -> int:
    """Adds states for the nodes behind ``at``; the last of them."""
    for node in nodes:
        match node:
            case Word(word):
                after = _new(states)
                states[at].words.setdefault(word, []).append(after)
            case Number():
                first, joint, after = _new(states), _new(states), _new(states)
                states[at].number.append(first)
                for word in _PAIR:
                    states[first].words.setdefault(word, []).append(joint)
                states[first].number.append(after)
                states[joint].number.append(after)
                states[first].empty.append(after)
            case Gap():
                after = _new(states)
                states[at].empty.append(after)
                here = at
                for _ in range(GAP):
                    further = _new(states)
                    states[here].any.append(further)
                    states[further].empty.append(after)
                    here = further
            case Choice(ways, optional):
                after = _new(states)
                for way in ways:
                    states[_build(states, at, way)].empty.append(after)
                if optional:
                    states[at].empty.append(after)
        at = after
    return at


def _words(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Word):
            yield node.word
        elif isinstance(node, Choice):
            for way in node.ways:
                yield from _words(way)


def _has_gap(nodes: Sequence[Node]) -> bool:
    return any(isinstance(node, Gap) or (isinstance(node, Choice) and any(map(_has_gap, node.ways))) for node in nodes)
