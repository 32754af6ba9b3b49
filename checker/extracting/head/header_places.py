"""Which province a document is of, by the names in it and how they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from checker.diacritics import without_marks
from checker.extracting.tokens import Token, tokens_of, words_of
from checker.reading.places import Province, find_province, former_provinces, merged_into, provinces

# words right before a name that say that the document's own province is meant
_OWN = tuple(
    map(words_of, ("tỉnh", "thành phố", "tỉnh ủy", "tỉnh uỷ", "thành ủy", "thành uỷ", "tp .", "hđnd tỉnh", "ubnd tỉnh"))
)
_CITY = words_of("thành phố")
# Hồ Chí Minh the man
_PERSON = tuple(map(words_of, ("chủ tịch", "tư tưởng", "bác hồ", "cộng sản", "gương chủ", "đức ,", "phong cách")))
OWN_NAME, BARE_NAME = 4, 1


@dataclass(frozen=True, slots=True)
class Named:
    """A province's name in a text: ``old`` where it is one that went in 2025; ``weight`` how much it says."""

    province: Province
    old: str | None
    weight: int
    start: int
    end: int


def provinces_in(text: str) -> Iterator[Named]:
    """The provinces that a text names, old and new; of two names at one place the longer one."""
    tokens = tokens_of(text)
    at = 0
    while at < len(tokens):
        name = _name_at(tokens, at)
        if name is None:
            at += 1
            continue
        length, province, old = name
        before = tuple(t.word for t in tokens[max(0, at - 2) : at])
        if not _is_name(text, tokens[at : at + length]) or before in _PERSON:
            at += length
            continue
        own = any(before[-len(words) :] == words for words in _OWN)
        yield Named(province, old, OWN_NAME if own else BARE_NAME, tokens[at].start, tokens[at + length - 1].end)
        at += length


def _is_name(text: str, tokens: tuple[Token, ...]) -> bool:
    """If every word begins with a capital: "hòa bình" is no province."""
    return all(text[t.start].isupper() for t in tokens if t.is_word)


def _name_at(tokens: tuple[Token, ...], at: int) -> tuple[int, Province, str | None] | None:
    for name, (province, old) in _names().get(tokens[at].word, ()):
        if tuple(t.word for t in tokens[at : at + len(name)]) == name:
            return len(name), province, old
    return None


@cache
def _names() -> dict[str, list[tuple[tuple[str, ...], tuple[Province, str | None]]]]:
    """Every name by its first word, the longest first."""
    named: dict[tuple[str, ...], tuple[Province, str | None]] = {}
    for old in former_provinces():
        province = merged_into(old)
        if province is not None:
            named[words_of(old)] = (province, old)
    for province in provinces():
        words = words_of(province.name)
        for prefix in (words_of("tỉnh"), _CITY):
            if words[: len(prefix)] == prefix:
                words = words[len(prefix) :]
        named[words] = (province, None)
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[Province, str | None]]]] = {}
    for words in sorted(named, key=lambda w: (-len(w), w)):
        by_first.setdefault(words[0], []).append((words, named[words]))
    return by_first


def bare_name(name: str) -> str:
    """A province's name without "Tỉnh" or "Thành phố"."""
    for prefix in ("Tỉnh ", "Thành phố "):
        if name.startswith(prefix):
            return name[len(prefix) :]
    return name


def in_file_name(stem: str) -> Province | None:
    """The province whose name, without its marks, the file's name has: "ke-hoach-bacninh"."""
    letters = _plain(stem)
    found: list[tuple[int, Province]] = []
    for name in [*(p.name for p in provinces()), *former_provinces()]:
        plain = _plain(bare_name(name))
        province = find_province(name) or merged_into(name)
        if province is not None and len(plain) > 4 and plain in letters:
            found.append((len(plain), province))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _plain(text: str) -> str:
    return "".join(c for c in without_marks(text) if c.isalnum())


def weigh(named: Iterable[Named]) -> dict[tuple[Province, str | None], int]:
    """How much is said for each province; the old and the new name of one province are kept apart."""
    weights: dict[tuple[Province, str | None], int] = {}
    for one in named:
        key = (one.province, one.old)
        weights[key] = weights.get(key, 0) + one.weight
    return weights
