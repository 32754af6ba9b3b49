"""The last line of a draft, by which one sees whether a person has worked on it since."""

from __future__ import annotations

import hashlib
import re

_SEAL = re.compile(r"# sha256:([0-9a-f]{64}) .*")


def sealed(text: str, remark: str) -> str:
    """The draft with a last comment that carries the sha256 of all above it; ``remark`` says what it is for."""
    return f"{text}# sha256:{_digest(text)} {' '.join(remark.split())}\n"


def is_untouched(content: bytes) -> bool:
    """Whether this is a draft just as it was written. How lines end does not count: version control may change that."""
    text = content.decode("utf-8", "replace").replace("\r\n", "\n").rstrip("\n")
    above, _, last = text.rpartition("\n")
    seal = _SEAL.fullmatch(last)
    return seal is not None and seal[1] == _digest(f"{above}\n")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
