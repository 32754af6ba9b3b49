"""A paragraph as the grammar sees it: sentences, the walls between clauses, names, numbers and years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from checker.extracting.grammar.lexicon import Lexicon, Mention, Part
from checker.extracting.grammar.masks import is_year
from checker.extracting.grammar.quantities import Quantity, quantities_in
from checker.extracting.grammar.times import Time, times_in
from checker.extracting.grammar.wordlists import folded, phrases
from checker.extracting.tokens import Token, tokens_of, words_of
from checker.reading.models import Catalogue

MOST_TIMES = 60
MOST_IN_A_SENTENCE = 500
MAX_TOKENS = 12_000
"""What stands behind so many tokens of one paragraph is not read."""

_ENDS = frozenset(".?!")
_SHORTENED = folded("tp ts ths pgs gs bs đc ttg q")
_AND = folded("và")
_PURPOSES = phrases(
    "trong đó | để | nhằm | góp phần | so với | qua đó | từ đó | đồng thời | kịp thời | bảo đảm | đảm bảo | trong tổng | trên tổng | "
    "của tổng | trước hết | theo quy định | theo lộ trình | theo chuẩn | theo hướng dẫn | theo nghị quyết | theo tiêu chuẩn | theo tinh thần"
)
# Words that may stand between a name and its number, or behind it, and take nothing from what is said.
_LIGHT = folded(
    "tỉnh thành phố địa bàn toàn trên người dân nhân số chung được đều cũng luôn thì mà là và với của ở mức tỷ tỉ lệ phấn đấu dự kiến tiến hướng "
    "tới từng bước lộ trình theo duy trì giữ vững ổn định tăng giảm nâng đưa thêm lên xuống còn đạt có từ vào trong giai đoạn đến hết cuối năm "
    "hằng hàng mỗi bình quân tối thiểu ít nhất phải cần sẽ tiếp tục này đó trung tính khoảng cả ngay bảo đảm kỳ lần lượt tương ứng các đầu mục tiêu chỉ "
    "tiêu hoàn thành cho đối tổng chiếm thực hiện trở kể nước việt nam tốc độ bằng kiểm soát khống chế không để vượt quá hoặc cao thấp hơn tuổi đã đang mới hiện nay tại ước tối đa dưới"
)
_SIGNS = frozenset(',:()"-+=;/%‰')


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``start`` to ``end`` (exclusive) of the paragraph."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one paragraph names; positions are token indices.

    ``names`` are indicators, ``others`` things that only sound like one, ``people`` parts of the people, ``wider``
    wholes wider than what indicators count; ``hidden`` are the tokens inside quotation
    marks; ``taken`` those that belong to a name.
    """

    text: str
    tokens: tuple[Token, ...]
    spoken: list[str]
    sentences: tuple[Sentence, ...]
    names: tuple[Mention, ...]
    others: tuple[tuple[int, int], ...]
    people: tuple[Part, ...]
    wider: tuple[Part, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[Time, ...]
    hidden: frozenset[int]
    taken: frozenset[int]
    light: frozenset[int]

    def within(self, sentence: Sentence) -> Reading:
        """The same, with only what the sentence names, and the years up to its end."""
        start, end = sentence.start, sentence.end
        return replace(
            self,
            names=tuple(n for n in self.names if start <= n.start < end),
            others=tuple(o for o in self.others if start <= o[0] < end),
            people=tuple(p for p in self.people if start <= p.start < end),
            wider=tuple(w for w in self.wider if start <= w.start < end),
            quantities=tuple(q for q in self.quantities if start <= q.number < end),
            times=tuple(t for t in self.times if t.start < end)[:1]
            + tuple(t for t in self.times if t.start < end)[1:][-MOST_TIMES:],
            taken=frozenset(at for at in range(start, end) if at in self.taken),
        )

    def cut(self, start: int, end: int) -> str:
        """The paragraph's own letters from token ``start`` up to before ``end``."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end] if end > start else ""

    def wall_before(self, at: int, floor: int, signs: str = ",;.:()") -> int:
        """Where the clause begins that token ``at`` stands in, no earlier than ``floor``."""
        while at > floor and not (self.spoken[at - 1] in signs and at - 1 not in self.taken):
            at -= 1
        return at

    def wall_after(self, at: int, ceiling: int, signs: str = ",;.:()") -> int:
        """Where the clause ends that token ``at`` stands in, no later than ``ceiling``."""
        while at < ceiling and (self.spoken[at] not in signs or at in self.taken):
            at += 1
        return at

    def tail_after(self, at: int, ceiling: int) -> int:
        """Where the words end that still speak of the number that ends before ``at``."""
        end = at
        starts = {quantity.start for quantity in self.quantities} | {time.start for time in self.times}
        while end < ceiling and end not in self.taken and end not in starts:
            if self.spoken[end] in ",;.:()" or self.spoken[end] in _AND or _PURPOSES.at(self.spoken, end):
                break
            end += 1
        return end

    def has(self, word: str, start: int, end: int) -> bool:
        """Whether the sign or folded word stands there outside a name."""
        return any(self.spoken[at] == word and at not in self.taken for at in range(start, end))

    def heavy(self, start: int, end: int) -> tuple[int, ...]:
        """The tokens that may change what is said: all but light words, signs, names, numbers and years."""
        return tuple(at for at in range(start, end) if at not in self.light)


def read(text: str, lexicon: Lexicon, catalogue: Catalogue) -> Reading:
    """Finds everything that the paragraph names."""
    tokens = tokens_of(text)[:MAX_TOKENS]
    spoken = [token.word for token in tokens]
    names = lexicon.mentions(tokens)
    others = lexicon.other_things(tokens)
    taken = frozenset(
        at for span in (*((n.start, n.end) for n in names), *others) for at in range(span[0], min(span[1], len(tokens)))
    )
    quantities = tuple(q for q in quantities_in(tokens) if not _is_part_of_a_name(q, names, spoken, catalogue))
    times = times_in(tokens)
    hidden = _quoted(spoken)
    spans = [*((q.start, q.end) for q in quantities), *((t.start, t.end) for t in times)]
    light = taken | {at for start, end in spans for at in range(start, end)}
    light |= {
        at
        for at, word in enumerate(spoken)
        if word in _LIGHT or word in _SIGNS or is_year(word) or _is_proper(text, tokens, at)
    }
    return Reading(
        text, tokens, spoken, _sentences(text, tokens), names, others, lexicon.people_in(tokens),
        lexicon.wider_in(tokens), quantities, times, hidden, taken, frozenset(light),
    )  # fmt: skip


def _sentences(text: str, tokens: Sequence[Token]) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    start = 0
    for at, token in enumerate(tokens):
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if at - start >= MOST_IN_A_SENTENCE:  # no sentence of a plan is so long
            found.append(Sentence(start, at))
            start = at
        if token.word not in _ENDS:
            continue
        apart = after is None or (after.start > token.end and not text[after.start].islower())
        if apart and not (at and tokens[at - 1].word in _SHORTENED and token.word == "."):
            found.append(Sentence(start, at + 1))
            start = at + 1
    if start < len(tokens):
        found.append(Sentence(start, len(tokens)))
    return tuple(found)


def _is_proper(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether the word is one of a place's name: "tỉnh Quảng Ngãi"."""
    if not text[tokens[at].start].isupper():
        return False
    back = at - 1
    while back >= 0 and at - back <= 4 and text[tokens[back].start].isupper():
        back -= 1
    return back >= 0 and tokens[back].word in _PLACES


_PLACES = folded("tỉnh phố")


def _quoted(spoken: Sequence[str]) -> frozenset[int]:
    """The tokens inside quotation marks; a mark that is never closed opens nothing."""
    marks = [at for at, word in enumerate(spoken) if word == '"']
    return frozenset(at for start, end in zip(marks[::2], marks[1::2], strict=False) for at in range(start, end))


def _is_part_of_a_name(q: Quantity, names: Sequence[Mention], spoken: Sequence[str], catalogue: Catalogue) -> bool:
    """Whether the figure is one of the name's own words ("chi phí y tế từ 10% tổng chi tiêu trở lên")."""
    for name in names:
        if name.start < q.number < name.end and spoken[q.number][0].isdecimal():
            indicator = catalogue.indicators[name.indicator]
            texts = [indicator.name.vi]
            if indicator.phrases:
                texts += [*indicator.phrases.names, *indicator.phrases.everybody]
            if any(spoken[q.number] in words_of(text) for text in texts):
                return True
    return False
