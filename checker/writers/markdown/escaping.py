"""Text as Markdown that says exactly that text, wherever it stands: in a line, a list, a heading or a table.

Made for GitHub's Markdown, and harmless in others: nothing becomes a link, a picture, markup, a mention
or a mathematical formula.
"""

from __future__ import annotations

import re

from checker.problems import visible


class Markdown(str):
    """Text that is Markdown already and is filled in as it is; whatever is made from it is plain text again."""

    __slots__ = ()


_BLANK = re.compile(r"[ \t\n\r]+")
_WORD = re.compile(r"[^ `|<>]+")
_BEFORE, _AFTER = "(“‘\"'*_[", ".,;:!?)”’\"'*_]…"
"""Punctuation around a word that does not belong to it."""

# Addresses, @names, #12 and GH-12 (issues), :x: (pictures) and $x$ (formulas) are found by programs
# in the text after it was read as Markdown, where a backslash no longer helps; in code they are let be.
_FOUND_BY_PROGRAMS = re.compile(r"://|www\.|@\w|\w@|#\w|\bgh-\d|:[\w+-]+:|\$", re.IGNORECASE)
_SPECIAL = re.compile(r"[\\*_\[\]|~]|<(?! )|&(?=[#\w])")
_AT_THE_START = re.compile(r"^( ?)(>|#{1,6}(?=\s|$)|\+(?=\s|$)|-(?=[\s-]|$)|=+(?=\s*$))")
_NUMBER_AT_THE_START = re.compile(r"^( ?\d{1,9})([.)])(?=\s|$)")
_AT_THE_END = re.compile(r"(!|(?<= )#+)$")


def escaped(value: object) -> Markdown:
    """Any value as Markdown on one line; what is Markdown already stays as it is."""
    if isinstance(value, Markdown):
        return value
    text = _on_one_line(value)
    pieces, end = [], 0
    for word in _WORD.finditer(text):
        pieces += [_plain(text[end : word.start()]), _word(word.group())]
        end = word.end()
    line = "".join([*pieces, _plain(text[end:])])
    line = _AT_THE_START.sub(r"\1\\\2", line)
    line = _NUMBER_AT_THE_START.sub(r"\1\\\2", line)
    return Markdown(_AT_THE_END.sub(r"\\\1", line))


def code(value: object) -> Markdown:
    """Any value as code on one line; not for tables, where a pipe would end the cell."""
    text = _on_one_line(value)
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    space = " " if text[:1] in ("`", " ") or text[-1:] in ("`", " ") else ""
    return Markdown(f"{fence}{space}{text}{space}{fence}")


def anchor(heading: str) -> Markdown:
    """Where a link points to for a heading of that text, as GitHub and those who follow it name it."""
    return Markdown(re.sub(r"[^\w -]", "", _on_one_line(heading).strip().lower()).replace(" ", "-"))


def tidy(text: str) -> str:
    """Without spaces at line ends, with one empty line at most between others, ending in a line feed."""
    text = re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def _on_one_line(value: object) -> str:
    return visible(_BLANK.sub(" ", str(value)))


def _word(word: str) -> str:
    if not _FOUND_BY_PROGRAMS.search(word):
        return _plain(word)
    core = word.lstrip(_BEFORE)
    before = word[: len(word) - len(core)]
    for end in range(len(core.rstrip(_AFTER)), len(core) + 1):
        if _FOUND_BY_PROGRAMS.search(core[:end]):  # of "(:x:)," it is ":x:", not ":x"
            return f"{_plain(before)}`{core[:end]}`{_plain(core[end:])}"
    return _plain(word)


def _plain(text: str) -> str:
    # a backtick is written as its number: next to code, a backslash would not part the two
    return _SPECIAL.sub(r"\\\g<0>", text).replace("`", "&#96;")
