"""Spoils texts and bytes: what a slip of the hand does to a file, what a broken disk does, what malice does."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from fuzz import nasties


def spoil_bytes(data: bytes, rng: random.Random) -> bytes:
    """One to eight bytes turned, cut out or put in; now and then the whole cut off."""
    spoilt = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 8))):
        at = rng.randrange(len(spoilt) + 1)
        match rng.randrange(6):
            case 0 if spoilt:
                spoilt[at % len(spoilt)] ^= 1 << rng.randrange(8)
            case 1 if spoilt:
                spoilt[at % len(spoilt)] = rng.randrange(256)
            case 2:
                del spoilt[at : at + rng.choice((1, 1, 2, 10, 100))]
            case 3:
                spoilt[at:at] = bytes(rng.randrange(256) for _ in range(rng.choice((1, 1, 3))))
            case 4:
                spoilt[at:at] = spoilt[: rng.randrange(len(spoilt) + 1)][:500]
            case _ if rng.random() < 0.1:
                del spoilt[at:]
    return bytes(spoilt)


def spoil_text(text: str, rng: random.Random, others: Sequence[str] = ()) -> str:
    """One to four slips; ``others`` are texts to splice with."""
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        text = rng.choice(_SLIPS)(text, rng)
    if others and rng.random() < 0.08:
        text = _splice(text, rng.choice(others), rng)
    return text


def _splice(text: str, other: str, rng: random.Random) -> str:
    lines, more = text.splitlines(keepends=True), other.splitlines(keepends=True)
    at, start = rng.randrange(len(lines) + 1), rng.randrange(len(more) + 1)
    return "".join([*lines[:at], *more[start : start + rng.choice((1, 5, 50))], *lines[at + rng.randrange(3) :]])


def _on_lines(change: Callable[[list[str], int, random.Random], None]) -> Callable[[str, random.Random], str]:
    def slip(text: str, rng: random.Random) -> str:
        lines = text.split("\n")
        change(lines, rng.randrange(len(lines)), rng)
        return "\n".join(lines)

    return slip


def _drop(lines: list[str], at: int, rng: random.Random) -> None:
    del lines[at : at + rng.choice((1, 1, 1, 3))]


def _twice(lines: list[str], at: int, rng: random.Random) -> None:
    several = lines[at : at + rng.choice((1, 1, 4))]
    lines[at:at] = several * rng.choice((1, 1, 2, 30))


def _swap(lines: list[str], at: int, rng: random.Random) -> None:
    other = rng.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _indent(lines: list[str], at: int, rng: random.Random) -> None:
    end = at + rng.choice((1, 1, 3, 10))
    change = rng.choice((" ", "  ", "    ", "\t", "\u00a0", "\u3000", "", " " * 500))
    lines[at:end] = [change + (line.lstrip(" ") if rng.random() < 0.3 else line) for line in lines[at:end]]


def _value(lines: list[str], at: int, rng: random.Random) -> None:
    """Another value behind a key, as it comes or between quotation marks."""
    head, colon, _ = lines[at].partition(":")
    value = nasties.text(rng)
    if rng.random() < 0.4:
        mark = rng.choice("'\"")
        value = mark + (value.replace("'", "''") if mark == "'" else value) + mark
    lines[at] = f"{head}{colon or ':'} {value}"


def _key(lines: list[str], at: int, rng: random.Random) -> None:
    head, colon, value = lines[at].partition(":")
    indent = head[: len(head) - len(head.lstrip(" -"))]
    lines[at] = f"{indent}{nasties.text(rng)[:200]}{colon or ':'}{value}"


def _insert(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + nasties.text(rng) + text[at:]


def _mark(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(":-#'\"[]{},&*!|>%@`?~\t\n \\<=.0") + text[at + rng.randrange(2) :]


def _cut(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + text[at + rng.choice((1, 2, 20, 200, len(text))) :]


def _breaks(text: str, rng: random.Random) -> str:
    return text.replace("\n", rng.choice(("\r\n", "\r", "\n\n", "\u2028", "\n\r")), rng.choice((-1, -1, 1)))


def _bomb(text: str, rng: random.Random) -> str:
    """What grows: nesting, anchors, lists, a scalar of many kilobytes."""
    n = rng.choice((5, 19, 20, 21, 200, 3000))
    bombs = (
        "note: " + "[" * n + "]" * n, "note: " + "{a: " * n + "}" * n, "".join(f"{' ' * i}a:\n" for i in range(min(n, 300))),
        "- " * n + "x", "a: &a [x]\n" + "".join(f"a{i}: &a{i} [*a, *a]\n" for i in range(n)), "? " * n, "note: " + "x" * n * 20,
        "commitments: [" + "{}, " * n + "]", "note: |\n" + "  x\n" * n, "".join(f"k{i}: x\n" for i in range(n)),
        "note: '" + "'" * n + "'", 'note: "' + "\\\\" * n + '"', "# " + "x" * n, "\n" * n, "!" * n, "a: " + "*" * n,
    )  # fmt: skip
    bomb = "\n" + rng.choice(bombs) + "\n"
    return text + bomb if rng.random() < 0.7 else bomb + text


def _front(text: str, rng: random.Random) -> str:
    return (
        rng.choice(
            ("\ufeff", "---\n", "%YAML 1.2\n---\n", "%TAG ! x:\n---\n", "\n" * 50, "# x\n", "\t", "...\n", "{", "- ")
        )
        + text
    )


_SLIPS: tuple[Callable[[str, random.Random], str], ...] = (
    *map(_on_lines, (_drop, _twice, _swap, _indent, _value, _value, _value, _value, _key)),
    _insert, _mark, _mark, _cut, _breaks, _bomb, _front,
)  # fmt: skip


def encoded(text: str, rng: random.Random) -> bytes:
    """Mostly UTF-8; halves of characters as they come from careless programs."""
    if rng.random() < 0.97:
        return text.encode("utf-8", "surrogatepass")
    return text.encode(
        rng.choice(("utf-16", "utf-16-le", "utf-32", "cp1258", "utf-8-sig", "latin-1", "utf-7")), "replace"
    )
