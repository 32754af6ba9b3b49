"""Text in lines for a terminal."""

from __future__ import annotations

import textwrap

from checker.problems import visible

_NARROWEST = 20


def wrapped(text: str, width: int, indent: str = "", hanging: str = "") -> list[str]:
    """Lines of at most ``width`` columns; the first begins with ``indent``, the others with ``indent + hanging``.

    Ids and compounds with hyphens stay whole, however narrow it is.
    """
    return textwrap.wrap(
        visible(text),
        max(width, len(indent) + len(hanging) + _NARROWEST),
        initial_indent=indent,
        subsequent_indent=indent + hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
