"""The small language in which a catalogue writes what an indicator is called.

Words stand for themselves, however they are typed; commas, hyphens and brackets between them may be there or not.

    (a|b)     one of them                         bao phủ (BHYT|bảo hiểm y tế)
    [a]       may be there; [a|b] likewise        tuổi thọ [trung bình|bình quân]
    …         up to 8 other words of the same clause
    #         a number or a pair of numbers       có [ít nhất] # bác sĩ
    a >> b    b, where a stands before it in the same sentence; only b is the name
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from checker.extracting.tokens import words_of
from checker.i18n import N_

GAP = 8
BETWEEN = frozenset([",", "-", "(", ")", '"', "'", ":", "*", "•", "+", "[", "]"])
"""Signs that may stand between the words of a phrase."""
_SIGNS = frozenset("()[]|…#")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")


class PhraseError(ValueError):
    """A phrase that cannot be read; ``message`` is a msgid with ``values``."""

    def __init__(self, message: str, **values: str) -> None:
        self.message, self.values = message, values
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Word:
    """One word, folded as in ``tokens``."""

    word: str


@dataclass(frozen=True, slots=True)
class Number:
    """``#``."""


@dataclass(frozen=True, slots=True)
class Gap:
    """``…``."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of ``ways``, or nothing at all where it is ``optional``."""

    ways: tuple[tuple[Node, ...], ...]
    optional: bool = False


Node = Word | Number | Gap | Choice


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase as read: ``nodes``, and what has to stand ``before`` it."""

    nodes: tuple[Node, ...]
    before: tuple[Node, ...] = ()


def same_number(word: str) -> str:
    """A number's digits as phrases compare them: 01 is 1, 10.000 is 10000."""
    if not word[0].isdecimal():
        return word
    plain = word.replace(".", "") if _GROUPED.fullmatch(word) else word
    return plain.lstrip("0") or "0"


def compared(text: str) -> tuple[str, ...]:
    """The words of a plain text as phrases compare them."""
    return tuple(same_number(word) for word in words_of(text) if word not in BETWEEN)


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Lists of words that mean the same: where a phrase has one of them, all of them will do."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], Choice], ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, lists: Sequence[Sequence[str]]) -> Synonyms:
        """A member with signs of the language is one more way to write the others. Raises PhraseError.

        Longer members are tried first, so that "khám bệnh, chữa bệnh" is not read as "khám bệnh".
        """
        found: dict[str, list[tuple[tuple[str, ...], Choice]]] = {}
        for members in lists:
            choice = Choice(tuple(dict.fromkeys(read_phrase(member).nodes for member in members)))
            for way in choice.ways:
                plain = tuple(node.word for node in way if isinstance(node, Word))
                if len(plain) == len(way):
                    found.setdefault(plain[0], []).append((plain, choice))
        return cls({first: tuple(sorted(all_, key=lambda w: -len(w[0]))) for first, all_ in found.items()})

    def at(self, words: Sequence[str]) -> tuple[int, Choice] | None:
        """How many of the words from the first on have synonyms, and these."""
        for way, choice in self.by_first.get(words[0], ()):
            if tuple(words[: len(way)]) == way:
                return len(way), choice
        return None


NO_SYNONYMS = Synonyms()


def read_phrase(text: str, synonyms: Synonyms = NO_SYNONYMS) -> Pattern:
    """Reads a phrase. Raises PhraseError."""
    before, arrow, after = text.rpartition(">>")
    pattern = Pattern(_read(after, synonyms), _read(before, synonyms) if arrow else ())
    if not _has_word(pattern.nodes) or (arrow and not _has_word(pattern.before)):
        raise PhraseError(
            N_("the phrase “{phrase}” can be without any word; write at least one outside […]"), phrase=text
        )
    if _has_open_gap(pattern.nodes) or _has_open_gap(pattern.before):
        what = N_("the phrase “{phrase}” has “…” without a word before and behind it that must be there; add one")
        raise PhraseError(what, phrase=text)
    return pattern


def _read(text: str, synonyms: Synonyms) -> tuple[Node, ...]:
    words = _pieces(text)
    nodes, end = _sequence(words, 0, synonyms, text, depth=0)
    if end < len(words):
        raise PhraseError(N_("the phrase “{phrase}” has “{sign}” without its pair"), phrase=text, sign=words[end])
    return nodes


def _pieces(text: str) -> list[str]:
    return [same_number(word) for word in words_of(text) if word in _SIGNS or word not in BETWEEN]


def _sequence(words: list[str], at: int, synonyms: Synonyms, text: str, depth: int) -> tuple[tuple[Node, ...], int]:
    """The nodes from ``at`` up to a closing sign, and where that is."""
    if depth > 5:
        raise PhraseError(
            N_("the phrase “{phrase}” has brackets within brackets too deep; write two phrases"), phrase=text
        )
    nodes: list[Node] = []
    while at < len(words) and words[at] not in (")", "]", "|"):
        word = words[at]
        if word in ("(", "["):
            choice, at = _choice(words, at, synonyms, text, depth)
            nodes.append(choice)
        elif word in ("…", "#"):
            nodes.append(Gap() if word == "…" else Number())
            at += 1
        elif found := synonyms.at(words[at:]):
            nodes.append(found[1])
            at += found[0]
        else:
            nodes.append(Word(word))
            at += 1
    return tuple(nodes), at


def _choice(words: list[str], at: int, synonyms: Synonyms, text: str, depth: int) -> tuple[Choice, int]:
    opening = words[at]
    closing = ")" if opening == "(" else "]"
    ways: list[tuple[Node, ...]] = []
    while True:
        way, at = _sequence(words, at + 1, synonyms, text, depth + 1)
        if not way:
            raise PhraseError(
                N_("the phrase “{phrase}” has nothing between “{sign}” and its pair"), phrase=text, sign=opening
            )
        ways.append(way)
        if at >= len(words) or words[at] not in ("|", closing):
            raise PhraseError(N_("the phrase “{phrase}” has “{sign}” without its pair"), phrase=text, sign=opening)
        if words[at] == closing:
            return Choice(tuple(ways), optional=opening == "["), at + 1


def _has_word(nodes: Sequence[Node]) -> bool:
    """Whether every way through the nodes has a word in it."""
    return any(
        isinstance(node, Word) or (isinstance(node, Choice) and not node.optional and all(map(_has_word, node.ways)))
        for node in nodes
    )


def _has_open_gap(nodes: Sequence[Node]) -> bool:
    """Whether a gap can come first or last: it would take in words that belong to something else."""
    for place, node in enumerate(nodes):
        if isinstance(node, Gap) and not (_has_word(nodes[:place]) and _has_word(nodes[place + 1 :])):
            return True
        if isinstance(node, Choice) and any(map(_has_open_gap, node.ways)):
            return True
    return False


def plain_ways(nodes: Sequence[Node], limit: int = 200) -> Iterator[str]:
    """What the nodes can be written as, at most ``limit`` ways, to compare phrases by."""
    ways: list[tuple[str, ...]] = [()]
    for node in nodes:
        match node:
            case Word(word):
                ends: list[tuple[str, ...]] = [(word,)]
            case Gap() | Number():
                ends = [("…" if isinstance(node, Gap) else "#",)]
            case Choice(inner, optional):
                ends = [tuple(way.split()) for part in inner for way in plain_ways(part, limit)]
                ends += [()] if optional else []
        ways = [way + end for way in ways for end in ends][:limit]
    return iter(" ".join(way) for way in ways)
