"""Threat: a text that a regular expression of ours reads for ever. Every one in the program is found and looked at.

Python's ``re`` goes back and tries again. It takes exponential time where a repetition stands in a repetition and
nothing tells where one round ends, or where two branches of a repetition read the same; polynomial time where two
repetitions that read the same letters follow each other. Both are told from the pattern, without a clock.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import re._constants as sre
import re._parser as sre_parse
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from patience import ends

import checker
from checker.extracting.document import Cell, Paragraph, Source, Table
from checker.extracting.documents.read import read_source
from checker.extracting.extract import extract_from
from checker.reading.library import Library, load_library

ALPHABET = [*map(chr, range(9, 14)), *map(chr, range(32, 127)), *"\x00\xa0áđẹ\u0301“”–…≥₫Đ٣"]
"""One letter of every kind that a pattern tells apart."""
MANY = 20
"""What is repeated no more often than this takes no time."""
CALLS = {"compile", "match", "search", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
Item = tuple[Any, Any]


def patterns() -> Iterator[tuple[str, Any, int]]:
    """(module, pattern, flags) of every call of ``re`` in the program, its argument worked out in its module.

    Where it is made of what a function is given, the pattern is None; the module is then followed by the expression.
    """
    for found in pkgutil.walk_packages(checker.__path__, "checker."):
        if found.name.endswith("__main__"):
            continue
        module = importlib.import_module(found.name)
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=name), args=[first, *rest]) if (
                    name in CALLS
                ):
                    flags = rest[0] if name == "compile" and rest else None
                    try:
                        yield found.name, _value(first, module), _value(flags, module) if flags else 0
                    except NameError:
                        yield f"{found.name} {ast.unparse(first)}", None, 0


def _value(expression: ast.expr, module: Any) -> Any:
    return eval(compile(ast.Expression(expression), "<pattern>", "eval"), dict(vars(module)))


ALL = list(patterns())


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(phrases=True)


# ---- What a pattern may read.


def letters(item: Item, flags: int) -> frozenset[str]:
    """The letters of ALPHABET that occur in what an item reads."""
    kind, value = item
    match kind:
        case sre.LITERAL | sre.NOT_LITERAL | sre.IN | sre.ANY:
            return frozenset(c for c in ALPHABET if _reads(kind, value, c, flags))
        case sre.SUBPATTERN:
            return every(value[3], flags)
        case sre.ATOMIC_GROUP:
            return every(value, flags)
        case sre.BRANCH:
            return frozenset().union(*(every(branch, flags) for branch in value[1]))
        case sre.MAX_REPEAT | sre.MIN_REPEAT | sre.POSSESSIVE_REPEAT:
            return every(value[2], flags)
        case sre.GROUPREF | sre.GROUPREF_EXISTS:
            return frozenset(ALPHABET)
    return frozenset()  # a place, or what is only looked at


def every(items: Sequence[Item], flags: int) -> frozenset[str]:
    return frozenset().union(*(letters(item, flags) for item in items))


def _reads(kind: Any, value: Any, letter: str, flags: int) -> bool:
    forms = {letter, letter.lower(), letter.upper()} if flags & re.IGNORECASE else {letter}
    codes = {ord(form) for form in forms if len(form) == 1}
    match kind:
        case sre.ANY:
            return letter != "\n" or bool(flags & re.DOTALL)
        case sre.LITERAL:
            return value in codes
        case sre.NOT_LITERAL:
            return value not in codes
    negated = value[0][0] is sre.NEGATE
    inside = any(_in_set(part, codes) for part in value)
    return inside != negated


def _in_set(part: Item, codes: set[int]) -> bool:
    match part:
        case (sre.LITERAL, code):
            return code in codes
        case (sre.RANGE, (low, high)):
            return any(low <= code <= high for code in codes)
        case (sre.CATEGORY, category):
            name = str(category).removeprefix("CATEGORY_").removeprefix("UNI_")
            sign = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}[name.removeprefix("NOT_")]
            return any((re.match(sign, chr(code)) is None) == name.startswith("NOT_") for code in codes)
    return False


def may_be_empty(items: Sequence[Item]) -> bool:
    for kind, value in items:
        match kind:
            case sre.LITERAL | sre.NOT_LITERAL | sre.IN | sre.ANY:
                return False
            case sre.SUBPATTERN if not may_be_empty(value[3]):
                return False
            case sre.ATOMIC_GROUP if not may_be_empty(value):
                return False
            case sre.BRANCH if not any(may_be_empty(branch) for branch in value[1]):
                return False
            case sre.MAX_REPEAT | sre.MIN_REPEAT | sre.POSSESSIVE_REPEAT if value[0] and not may_be_empty(value[2]):
                return False
    return True


def beginnings(items: Sequence[Item], flags: int) -> frozenset[str]:
    """The letters with which what the items read may begin."""
    found: frozenset[str] = frozenset()
    for item in items:
        kind, value = item
        match kind:
            case sre.SUBPATTERN:
                found |= beginnings(value[3], flags)
            case sre.BRANCH:
                found |= frozenset().union(*(beginnings(branch, flags) for branch in value[1]))
            case sre.MAX_REPEAT | sre.MIN_REPEAT | sre.POSSESSIVE_REPEAT:
                found |= beginnings(value[2], flags)
            case _:
                found |= letters(item, flags)
        if not may_be_empty([item]):
            break
    return found


def is_endless(item: Item) -> bool:
    return item[0] in (sre.MAX_REPEAT, sre.MIN_REPEAT) and (item[1][1] is sre.MAXREPEAT or item[1][1] > MANY)


def parts(item: Item) -> list[Sequence[Item]]:
    """The sequences within an item."""
    kind, value = item
    match kind:
        case sre.SUBPATTERN:
            return [value[3]]
        case sre.ATOMIC_GROUP:
            return [value]
        case sre.BRANCH:
            return list(value[1])
        case sre.MAX_REPEAT | sre.MIN_REPEAT | sre.POSSESSIVE_REPEAT:
            return [value[2]]
        case sre.ASSERT | sre.ASSERT_NOT:
            return [value[1]]
    return []


def endless_within(items: Sequence[Item]) -> Iterator[Item]:
    """The endless repetitions at any depth, but for those that never go back."""
    for item in items:
        if is_endless(item):
            yield item
        for part in () if item[0] in (sre.ATOMIC_GROUP, sre.POSSESSIVE_REPEAT) else parts(item):
            yield from endless_within(part)


def alternatives(items: Sequence[Item]) -> list[Sequence[Item]]:
    """What one round may be: the branches, where it is nothing else."""
    while len(items) == 1 and items[0][0] is sre.SUBPATTERN:
        items = items[0][1][3]
    if len(items) == 1 and items[0][0] is sre.BRANCH:
        return [found for branch in items[0][1][1] for found in alternatives(branch)]
    return [items]


# ---- What is wrong with it.


def complaints(items: Sequence[Item], flags: int) -> Iterator[str]:
    for at, item in enumerate(items):
        if is_endless(item):
            yield from _rounds(item[1][2], flags)
            yield from _neighbours(item, items[at + 1 :], flags)
        for part in parts(item):
            yield from complaints(part, flags)


def _rounds(body: Sequence[Item], flags: int) -> Iterator[str]:
    """Each round must begin or hold something by which it is told from the one before."""
    rounds = alternatives(body)
    for one in rounds:
        for inner in endless_within(one):
            read = letters(inner, flags)
            begins_otherwise = not may_be_empty(one) and not beginnings(one, flags) & read
            if not begins_otherwise and all(may_be_empty([item]) or letters(item, flags) & read for item in one):
                yield "a repetition in a repetition, and nothing between two rounds"
    for one, other in combinations(rounds, 2):
        if _alike(one, other, flags):
            yield "a repetition of branches that begin alike"


def _alike(one: Sequence[Item], other: Sequence[Item], flags: int) -> bool:
    """Whether two branches may read the same letters: they differ before the first item of no fixed length."""
    for first, second in zip(one, other, strict=False):
        if repr(first) == repr(second):
            continue
        if not beginnings([first], flags) & beginnings([second], flags):
            return may_be_empty([first]) or may_be_empty([second])
        if {first[0], second[0]} - {sre.LITERAL, sre.NOT_LITERAL, sre.IN, sre.ANY}:
            return True
    return True


def _neighbours(item: Item, following: Sequence[Item], flags: int) -> Iterator[str]:
    read = letters(item, flags)
    for at, other in enumerate(following):
        for inner in _leading(other):
            if both := beginnings([inner], flags) & read:
                yield BLANKS_ONLY if all(map(str.isspace, both)) else "two repetitions of the same letters side by side"
        if not may_be_empty(following[at : at + 1]):
            return


def _leading(item: Item) -> Iterator[Item]:
    """The endless repetitions with which what an item reads may begin."""
    if is_endless(item):
        yield item
    for part in parts(item):
        for at, inner in enumerate(part):
            yield from _leading(inner)
            if not may_be_empty(part[at : at + 1]):
                break


BLANKS_ONLY = "two repetitions of blanks side by side"


def complaints_of(pattern: str | bytes, flags: int) -> set[str]:
    text = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
    parsed = sre_parse.parse(text, flags)
    return set(complaints(list(parsed), flags | parsed.state.flags))


# ---- The tests.

MADE_OF_VALUES = {
    "checker.extracting.head.header_norms": "a name between two fixed parts",
    "checker.extracting.tables.header_words": "fixed words, escaped",
    "checker.lint.plan_rules": "the number of a norm, escaped",
    "checker.lint.words": "fixed words, and what is no letter up to the end",
    "checker.writers.letter.citing": "numbers of norms, escaped",
}
"""Modules whose patterns are made of what a function is given, and why that is harmless."""


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+$", "(a*)*", "(a|ab|b)*c", r"(\s*x?\s*)*", r"(.*,)*x", r"\s*x?\s*$", r"\s+\s*;", r"a[^;]*\w+;",
        r"(\w+\s?)+:", r"^(\d+)*-$",
    ],
)  # fmt: skip
def test_what_takes_for_ever_is_told(pattern):
    assert complaints_of(pattern, 0)


@pytest.mark.parametrize(
    "pattern",
    [
        r"\d+(?:[.,]\d+)*",
        r"\S+(?:\s\S+)*",
        r"(?:,\s*\w+)*",
        r"\s*;\s*",
        r"\W*+x?\W*",
        "(?:<!--(?>.{0,500}?-->))*",
        "(?:năm|tháng)+",
    ],
)
def test_what_does_not_is_let_through(pattern):
    assert not complaints_of(pattern, 0)


def test_the_patterns_are_found_and_none_is_made_of_what_a_plan_says():
    assert len([pattern for _, pattern, _ in ALL if pattern is not None]) > 200
    assert {place.split()[0] for place, pattern, _ in ALL if pattern is None} <= MADE_OF_VALUES.keys()


def test_no_pattern_reads_a_hostile_text_for_ever():
    found = {}
    for place, pattern, flags in ALL:
        if isinstance(pattern, (str, bytes)):
            said = complaints_of(pattern, int(flags))
            if place.startswith("checker.extracting."):
                said -= {BLANKS_ONLY}  # of documents blanks are one when they get there: the test below
            if said:
                found[f"{place} {pattern!r}"] = said
    assert found == {}


@pytest.mark.parametrize(
    "letter", [" ", "\t", "\u3000", "-", "_", ".", "…", "|", "(", "1", "a", ",", "/", "*", "<!---->"]
)
def test_a_document_that_is_one_letter_over_and_over_is_read_to_its_end(tmp_path, letter):
    text = tmp_path / "van-ban.txt"
    text.write_text(
        f"Kế hoạch {letter * 100_000}\n{letter * 100_000} trang 1 {letter * 100_000} 12/ x\n", encoding="utf-8"
    )
    with ends():
        source = read_source(text)
    assert all(not isinstance(block, Paragraph) or "  " not in block.text for block in source.blocks)


@pytest.mark.parametrize("letter", ["/", "≥", "V.", "2030-", "*", "(1)"])
def test_a_clause_or_cell_that_is_one_letter_over_and_over_is_understood_to_its_end(letter, library):
    hostile = f"Đến năm 2030, bảo hiểm y tế đạt 97% {letter * 9_000}x"
    row = tuple(Cell(text, (0, column)) for column, text in enumerate(("1", "BHYT", hostile)))
    blocks = (Paragraph("II. MỤC TIÊU"), Paragraph(hostile), Table((row,)))
    with ends():
        extract_from(Source("x.txt", "0" * 64, "txt", blocks), library)
