"""Ways in which a plan file arrives broken. None of them can be read as a plan; each is refused for its own reason."""

from __future__ import annotations

import re
from codecs import BOM_UTF16_LE
from collections.abc import Callable
from random import Random

Spoil = Callable[[Random, str], bytes]
"""From the text of a sound plan file to the bytes of a broken one."""

_LARGE = 3_000_000
_DEEP = 20_000


def _put(pattern: str, replacement: str) -> Spoil:
    """Another text at the first place that looks so; every plan has such a place."""

    def spoil(rng: Random, text: str) -> bytes:  # noqa: ARG001 - one spoils like the other
        spoilt, count = re.subn(pattern, replacement, text, count=1, flags=re.MULTILINE)
        if not count:
            raise ValueError(f"nothing in the plan looks like {pattern}")
        return spoilt.encode()

    return spoil


def _binary(rng: Random, text: str) -> bytes:
    return b"\x7fELF\x02\x01" + rng.randbytes(len(text) // 2)


def _control_characters(rng: Random, text: str) -> bytes:
    middle = rng.randint(len(text) // 3, len(text) // 2)
    return (text[:middle] + "\x1b[2J\x00\u202e" + text[middle:]).encode()


def _as_unicode_of_notepad(rng: Random, text: str) -> bytes:  # noqa: ARG001
    return BOM_UTF16_LE + text.encode("utf-16-le")


def _cut_off(rng: Random, text: str) -> bytes:
    """As an upload that ended early: in the middle of a key."""
    end = text.rindex("\n  quote: ", 0, rng.randint(len(text) // 3, len(text) // 2))
    return text[: end + len("\n  quo")].encode()


def _three_megabytes(rng: Random, text: str) -> bytes:  # noqa: ARG001
    line = "# sao chép toàn văn của kế hoạch vào đây\n"
    return (text + line * (_LARGE // len(line.encode()) + 1)).encode()


def _alias_bomb(rng: Random, text: str) -> bytes:  # noqa: ARG001
    """Nine levels of nine aliases each: 387 million values to whoever follows them."""
    levels = ["bomb0: &b0 [x, x, x, x, x, x, x, x, x]"]
    levels += [f"bomb{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 9)}]" for n in range(1, 9)]
    return (text + "\n".join(levels) + "\n").encode()


WAYS: dict[str, Spoil] = {
    "a key is missing": _put(r"^issued: .*\n", ""),
    "unknown indicator": _put(r"^- indicator: .*$", "- indicator: happiness_index"),
    "indented with a tab": _put(r"^  quote: ", "\tquote: "),
    "aliases without end": _alias_bomb,
    "binary": _binary,
    "empty": lambda *_: b"",
    "3 MB": _three_megabytes,
    "not UTF-8": _as_unicode_of_notepad,
    "deep nesting": lambda _, text: (text + "deep: " + "[" * _DEEP).encode(),
    "two comparators": _put(r"^  at_least: (.*)$", r"  at_least: \1\n  at_most: 101"),
    "another id": _put(r"^id: .*$", "id: another-place"),
    "unknown province": _put(r"^province: .*$", "province: Atlantis"),
    "unknown key": _put(r"^- indicator: ", "- indikator: x\n  indicator: "),
    "a key twice": _put(r"^schema: .*$", "schema: plan/1\nschema: plan/1"),
    "no number": _put(r"^  at_least: .*$", "  at_least: chín mươi"),
    "an ambiguous number": _put(r"^  at_least: .*$", "  at_least: 1.000"),
    "no year": _put(r"^  by: .*$", "  by: cuối nhiệm kỳ"),
    "no such day": _put(r"^issued: .*$", "issued: 2025-02-30"),
    "an open quotation mark": _put(r"^issuer: ", 'issuer: "'),
    "a second document": lambda _, text: (text + "---\nschema: plan/1\n").encode(),
    "a tag": _put(r"^kind: .*$", "kind: !!python/object/apply:os.getcwd []"),
    "control characters": _control_characters,
    "cut off": _cut_off,
    "a list": lambda *_: b"- schema: plan/1\n- id: danh-sach\n",
    "another kind of file": _put(r"^schema: .*$", "schema: ruleset/1"),
    "years exchanged": _put(r"^covers:\n  from: (.*)\n  to: (.*)$", r"covers:\n  from: 2045\n  to: 2026"),
}
"""Each way with its name, in the order in which they are taken."""
