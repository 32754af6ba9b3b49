"""What the name of a table's row says: its indicator, and how its values bind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checker.extracting.grammar.comparing import Change, bound_before
from checker.extracting.grammar.lexicon import Lexicon, Mention
from checker.extracting.grammar.quantities import Quantity, quantities_in
from checker.extracting.grammar.times import Time, times_in
from checker.extracting.tokens import Token, tokens_of, words_of

_CHANGES: tuple[tuple[Change, str], ...] = (
    ("gain", "tăng thêm | mức tăng | tỷ lệ tăng thêm | tăng"),
    ("cut", "mức giảm | giảm thêm | giảm"),
)
_TO_LEVEL = frozenset(words_of("còn xuống lên"))
_PLAIN = frozenset(
    words_of(
        "tỷ tỉ lệ số suất mức tổng các của tăng giảm thêm đạt trên dưới từ đến tối thiểu ít nhất chiếm còn trung bình quân người dân "
        "toàn tỉnh thành phố địa bàn hằng hàng năm được có và trong là cho tại ở với so loại tính mỗi giai đoạn kỳ"
    )
)
# No syllable of Vietnamese has these letters, this end, or a consonant between two vowels.
_FOREIGN = re.compile(
    r"^(?=[a-z]+$)(?:.*[fjwz]|.*[bdfjklqrsvwxz]$|.*[aeiouy][bcdghklmnpqrstvx]+[aeiouy]|.*[^n]g$|.*[a-z]ty$)"
)
_PARENTHESIS = re.compile(r"\s*\(([^()]{1,60})\)\s*[.:;]?\s*$")
_BRACKETS = re.compile(r"\([^()]*\)")
_MORE_BEHIND = 2
_LEADING = re.compile(r"^(?:trong đó|gồm|bao gồm|trong số đó|cụ thể)\s*[:,]?\s*", re.I)
_BULLET = re.compile(r"^[-–+*•]+\s*")
_WHOLE = frozenset(
    words_of(text)
    for text in (
        "toàn tỉnh",
        "toàn thành phố",
        "chung",
        "tổng số",
        "tổng",
        "tỉnh",
        "cả tỉnh",
        "bình quân chung",
        "toàn dân",
        "",
    )
)


@dataclass(frozen=True, slots=True)
class Own:
    """A target that a name sets by itself: "…; đến năm 2027 có ít nhất từ 4-5 bác sĩ"."""

    indicator: str
    quantity: Quantity
    time: Time | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RowName:
    """A row's name as read; ``indicator`` None where it is none of the catalogue's.

    ``start``, ``end``: the characters of the name that speak of it (0, 0 where only the names above do).
    ``bound`` is the comparator that stands at the name's end ("… dưới (%)") with its words, ``unit`` the words in its
    last parentheses, ``quantity`` a number that the name gives its own indicator, ``own`` targets of further
    indicators. ``others``: further indicators it names without a number; ``part``: the row speaks of a part of
    what the row above it is about.
    """

    indicator: str | None
    start: int = 0
    end: int = 0
    everybody: bool = False
    bound: str | None = None
    bound_words: str = ""
    change: Change | None = None
    change_words: str = ""
    to_level: bool = False
    unit: str = ""
    quantity: Quantity | None = None
    time: Time | None = None
    own: tuple[Own, ...] = ()
    others: tuple[str, ...] = ()
    part: bool = False
    more: str = ""
    with_above: bool = False


def read_name(name: str, above: Sequence[str], extra: str, lexicon: Lexicon) -> RowName:
    """Reads a row's name. ``above``: the names of the rows that it stands under, the nearest last; ``extra``: words
    that its column adds ("nam")."""
    tokens = tokens_of(name)
    mentions = lexicon.mentions(tokens)
    if mentions and not extra:
        return _read(name, tokens, mentions)
    bare = _BULLET.sub("", _LEADING.sub("", _BULLET.sub("", name))).strip()
    narrow = f"{bare} {extra}".strip() if extra else bare
    parents = [name, *reversed(above)] if extra else list(reversed(above))
    for parent in parents[:3]:
        own = lexicon.mentions(tokens_of(parent))
        joined = _joined(parent, extra or narrow, lexicon)
        if joined:
            return _placed(joined, name, tokens)
        if own and words_of(narrow) in _WHOLE:
            return _placed(own[0].indicator, name, tokens)
        if own:
            return RowName(own[0].indicator if extra else None, 0, len(name), part=True)
    return RowName(None)


def _joined(parent: str, child: str, lexicon: Lexicon) -> str | None:
    """The indicator that parent and child name together, all of the child's words being part of its name."""
    bare = _PARENTHESIS.sub("", parent).rstrip(" :;,.")
    for text, start, end in _orders(bare, _PARENTHESIS.sub("", child)):
        tokens = tokens_of(text)
        said = {i for i, t in enumerate(tokens) if start <= t.start < end and t.is_word and t.word not in _PLAIN}
        for mention in lexicon.mentions(tokens):
            if said and said <= set(range(mention.start, mention.end)):
                return mention.indicator
    return None


def _orders(parent: str, child: str) -> list[tuple[str, int, int]]:
    """The ways to say both together, each with where the child stands: "tỷ lệ … nông thôn", "… nam thanh niên …"."""
    ways = [(f"{parent} {child}", len(parent) + 1, len(parent) + 1 + len(child))]
    small = child.lower()
    for noun in ("thanh niên", "người", "hộ", "trẻ em", "dân số"):
        at = parent.lower().find(noun)
        if at > 0 and len(child.split()) <= 3:
            ways.append((f"{parent[:at]}{small} {parent[at:]}", at, at + len(small)))
            behind = at + len(noun)
            ways.append((f"{parent[:behind]} {small}{parent[behind:]}", behind + 1, behind + 1 + len(small)))
    return ways


def _placed(indicator: str, name: str, tokens: tuple[Token, ...]) -> RowName:
    words = [token.word for token in tokens]
    bound, bound_words, unit = _ending(name)
    change, said = _change(words)
    return RowName(
        indicator,
        0,
        len(name),
        bound=bound,
        bound_words=bound_words,
        unit=unit,
        change=change,
        change_words=said,
        with_above=True,
    )


def _read(name: str, tokens: tuple[Token, ...], mentions: tuple[Mention, ...]) -> RowName:
    words = [token.word for token in tokens]
    quantities, times = quantities_in(tokens), times_in(tokens)
    main = mentions[0]
    own: list[Own] = []
    others: list[str] = []
    quantity, time = None, None
    for number, mention in enumerate(mentions):
        stop = mentions[number + 1].start if number + 1 < len(mentions) else len(tokens)
        here = next((q for q in quantities if q.end > mention.start and q.start < stop), None)
        floor = mentions[number - 1].end if number else 0
        if here is None:
            here = next((q for q in reversed(quantities) if floor <= q.start < mention.start), None)
        when = _time_near(times, floor if number else 0, stop) if here or not number else None
        if not number:
            quantity, time = here, when
        elif mention.indicator == main.indicator and here is None:
            continue
        elif here is not None and here is not quantity:
            first = min(here.start, mention.start, when.start if when else here.start)
            last = max(here.end, mention.end)
            own.append(Own(mention.indicator, here, when, tokens[first].start, tokens[last - 1].end))
        else:
            others.append(mention.indicator)
    bound, bound_words, unit = _ending(name)
    change, said = _change(words)
    return RowName(
        main.indicator,
        tokens[main.start].start,
        tokens[main.end - 1].end,
        main.everybody,
        bound,
        bound_words,
        change,
        said,
        any(word in _TO_LEVEL for word in words),
        unit,
        quantity,
        time,
        tuple(own),
        tuple(dict.fromkeys(others)),
        more=_more(name, tokens, mentions, own),
    )


def _more(name: str, tokens: tuple[Token, ...], mentions: tuple[Mention, ...], own: list[Own]) -> str:
    """What the name says beside the indicator: words behind it, or more words before it than it has itself."""
    main = mentions[0]
    taken = {at for mention in mentions for at in range(mention.start, mention.end)}
    for quantity in quantities_in(tokens):
        taken |= set(range(quantity.start, quantity.end))
    for time in times_in(tokens):
        taken |= set(range(time.start, time.end))
    for one in own:
        taken |= {at for at, token in enumerate(tokens) if one.start <= token.start < one.end}
    brackets = [match.span() for match in _BRACKETS.finditer(name)]
    left = [
        (at, token)
        for at, token in enumerate(tokens)
        if at not in taken and token.is_word and token.word not in _PLAIN
        if not any(a <= token.start < b for a, b in brackets)
    ]
    said = sum(token.is_word for token in tokens[main.start : main.end])
    named = {token.word for token in tokens[main.start : main.end]}
    if sum(_FOREIGN.search(token.word) is not None for _, token in left) * 2 >= len(left):
        left = [(at, token) for at, token in left if not token.word.isascii()]  # the name again, in another language
    behind = [token for at, token in left if at >= main.end and token.word not in named]
    if len(behind) < _MORE_BEHIND and len(left) <= max(4, said):
        return ""
    words = behind if len(behind) >= _MORE_BEHIND else [token for _, token in left]
    return " ".join(name[words[0].start : words[-1].end].split()[:12])


def _time_near(times: tuple[Time, ...], start: int, stop: int) -> Time | None:
    return next((time for time in times if start <= time.start < stop and time.kind != "past"), None)


def _ending(name: str) -> tuple[str | None, str, str]:
    """The comparator that the name ends with and its words, and what stands in its last parentheses."""
    match = _PARENTHESIS.search(name)
    bare = name[: match.start()] if match else name
    tokens = [token.word for token in tokens_of(bare)]
    while tokens and tokens[-1] in ".:;,":
        tokens.pop()
    bound = bound_before(tokens, len(tokens))
    return bound.comparator, bound.words, match.group(1).strip() if match else ""


def _change(words: list[str]) -> tuple[Change | None, str]:
    """ "Tăng thêm …", "Mức giảm …" at the name's beginning, or "thêm" anywhere; with the words."""
    plain = [word for word in words if word[0].isalpha()]
    for change, listed in _CHANGES:
        for phrase in listed.split(" | "):
            if tuple(plain[: len(words_of(phrase))]) == words_of(phrase):
                return change, phrase
    return ("gain", "thêm") if words_of("thêm")[0] in plain else (None, "")
