"""What a Word file's styles say of a paragraph or a run: numbering, heading level, bold, hidden, capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from checker.extracting.documents.word_package import W, is_on, number, value

_HEADING = re.compile(r"(?:heading|đầu đề|tiêu đề)\s*([1-9])$", re.IGNORECASE)
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class Styles:
    """Styles by their id, and which one a paragraph has that names none."""

    by_id: dict[str, etree._Element]
    usual: str | None = None

    @classmethod
    def of(cls, tree: etree._Element | None) -> Styles:
        """The styles of a part; none where it is missing."""
        styles = list(tree.iter(f"{W}style")) if tree is not None else []
        by_id = {style.get(f"{W}styleId", ""): style for style in styles}
        usual = (s for s in styles if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default") in ("1", "true"))
        return cls(by_id, next((style.get(f"{W}styleId", "") for style in usual), None))

    def chain(self, style: str | None) -> Iterator[etree._Element]:
        """A style and those it is based on, nearest first."""
        seen: set[str] = set()
        while style is not None and style in self.by_id and style not in seen:
            seen.add(style)
            yield self.by_id[style]
            style = value(self.by_id[style].find(f"{W}basedOn"))

    def heading(self, properties: etree._Element | None) -> int | None:
        """A paragraph's heading level from 1, None for body text."""
        if properties is None:
            return None
        own = number(properties.find(f"{W}outlineLvl"))
        if own is not None:
            return own + 1 if 0 <= own < _DEEPEST else None
        for style in self.chain(self.paragraph_style(properties)):
            level = number(style.find(f"{W}pPr/{W}outlineLvl"))
            if level is not None:
                return level + 1 if 0 <= level < _DEEPEST else None
            if match := _HEADING.match(value(style.find(f"{W}name")) or ""):
                return int(match.group(1))
        return None

    def paragraph_style(self, properties: etree._Element | None) -> str | None:
        """The id of a paragraph's style."""
        named = value(properties.find(f"{W}pStyle")) if properties is not None else None
        return named or self.usual

    def is_set(self, switch: str, run: etree._Element | None, paragraph: etree._Element | None) -> bool:
        """Whether ``b``, ``vanish`` or ``caps`` holds for a run with these properties in such a paragraph."""
        if run is not None:
            own = run.find(f"{W}{switch}")
            if own is not None:
                return is_on(own)
            if found := self._of_style(switch, value(run.find(f"{W}rStyle"))):
                return is_on(found[0])
        found = self._of_style(switch, self.paragraph_style(paragraph))
        return bool(found) and is_on(found[0])

    def _of_style(self, switch: str, style: str | None) -> list[etree._Element]:
        found = (s.find(f"{W}rPr/{W}{switch}") for s in self.chain(style))
        return [element for element in found if element is not None][:1]
