"""The colours of verdicts in tables: those of ``templates/style.css``.

Each tone is an ink on its own light ground, so that it stays legible in greyscale; a word always stands with it.
"""

from __future__ import annotations

INK, SOFT, LINE, PANEL, ACCENT = "#1b2430", "#4d5866", "#d5dbe2", "#f5f7f9", "#14506e"
TONES = {
    "good": ("#17643a", "#e5f3ea"),
    "bad": ("#9c1f1f", "#fbe9e7"),
    "late": ("#8a3f00", "#fdeedd"),
    "doubt": ("#6b5300", "#fcf3cf"),
    "none": ("#4d5866", "#eceff2"),
    "accepted": ("#3b3f9e", "#e9eafb"),
}
"""A tone's ink and its ground."""
