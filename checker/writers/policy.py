"""The Content-Security-Policy of a page: the second wall, should a text of a plan ever become markup."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256


def policy(style: str, program: str) -> str:
    """Allows the page's own style sheet and program, told by their hashes, pictures within the page, and nothing else.

    Both are the texts of the elements, to the letter. Style attributes stay allowed (bars and marks are placed by
    them); they can load nothing. Browsers from before ``style-src-elem`` take ``style-src`` for the sheet, too.
    """
    programs = _hash(program) if program else "'none'"
    return "; ".join(
        (
            "default-src 'none'",
            "img-src data:",
            "style-src 'unsafe-inline'",
            f"style-src-elem {_hash(style)}",
            f"script-src {programs}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
