"""What a Word paragraph shows: its text without deleted and hidden words, field codes and notes' numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from checker.extracting.documents.letters import clean_letters
from checker.extracting.documents.word_package import MC, W, value
from checker.extracting.documents.word_styles import Styles

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

PAGE_BREAK = "\f"

_UNSHOWN = frozenset(
    f"{W}{name}"
    for name in [
        "del",
        "moveFrom",
        "pPr",
        "rPr",
        "instrText",
        "delText",
        "delInstrText",
        "footnoteReference",
        "endnoteReference",
        "commentReference",
        "rt",
        "txbxContent",
        "sdtPr",
        "sdtEndPr",
        "customXmlPr",
        "smartTagPr",
        "tblPr",
        "annotationRef",
        "footnoteRef",
        "endnoteRef",
    ]
)
# Signs of the Symbol and Wingdings fonts that stand in numbers and in cells.
_SYMBOLS = {
    "B3": "≥",
    "A3": "≤",
    "B1": "±",
    "B4": "×",
    "B0": "°",
    "B8": "÷",
    "2D": "-",
    "25": "%",
    "3C": "<",
    "3E": ">",
}
_TICKS = frozenset({"FC", "FE", "50", "52", "A8"})


@dataclass(slots=True)
class Shown:
    """One line of a paragraph (Shift+Enter begins another), as it stands; PAGE_BREAK where a page begins.

    ``letters`` are how many of its characters can be seen, ``bold`` how many of those are bold.
    """

    text: str = ""
    letters: int = 0
    bold: int = 0


def shown_lines(paragraph: etree._Element, styles: Styles) -> list[Shown]:
    """The lines of a paragraph, parted where its writer broke them by hand."""
    lines = [Shown()]
    properties = paragraph.find(f"{W}pPr")
    # Of a field, only what stands between "separate" and "end" is shown.
    fields: list[bool] = []
    for element, run in _elements(paragraph):
        tag = element.tag
        if tag == f"{W}fldChar":
            _field(fields, value(element, "fldCharType"))
            continue
        if tag == f"{W}lastRenderedPageBreak":
            lines[-1].text += PAGE_BREAK
            continue
        if not all(fields) or _is_hidden(run, properties, styles):
            continue
        if tag in (f"{W}br", f"{W}cr"):
            if value(element, "type") in (None, "textWrapping"):
                lines.append(Shown())
            continue
        text = _text(element)
        if not text:
            continue
        if styles.is_set("caps", run, properties):
            text = text.upper()
        line = lines[-1]
        line.text += text
        inked = len(text.strip())
        line.letters += inked
        line.bold += inked if inked and styles.is_set("b", run, properties) else 0
    return lines


def text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The text boxes that are anchored in a paragraph, each once, not those inside another one."""
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag == f"{W}txbxContent":
            yield element
        elif element.tag not in (f"{W}del", f"{W}moveFrom"):
            stack.extend(reversed(_children(element)))


def _elements(paragraph: etree._Element) -> Iterator[tuple[etree._Element, etree._Element | None]]:
    """Everything inside the paragraph that may be shown, each with the properties of its run."""
    stack: list[tuple[etree._Element, etree._Element | None]] = [(e, None) for e in reversed(paragraph)]
    while stack:
        element, run = stack.pop()
        if element.tag in _UNSHOWN:
            continue
        if element.tag == f"{W}r":
            run = element.find(f"{W}rPr")
        yield element, run
        stack.extend((child, run) for child in reversed(_children(element)))


def _children(element: etree._Element) -> list[etree._Element]:
    """An element's children; of alternatives that show the same, the first."""
    if element.tag == f"{MC}AlternateContent":
        chosen = element.find(f"{MC}Choice")
        return list(chosen if chosen is not None else element)
    return list(element)


def _field(fields: list[bool], kind: str | None) -> None:
    if kind == "begin":
        fields.append(False)
    elif kind == "separate" and fields:
        fields[-1] = True
    elif kind == "end" and fields:
        fields.pop()


def _text(element: etree._Element) -> str:
    tag = element.tag
    if tag in (f"{W}t", f"{_MATH}t"):
        return clean_letters(element.text or "")
    if tag in (f"{W}tab", f"{W}ptab"):
        return " "
    if tag == f"{W}noBreakHyphen":
        return "-"
    if tag == f"{W}sym":
        code = (value(element, "char") or "")[-2:].upper()
        if "wingding" in (value(element, "font") or "").casefold():
            return "✓" if code in _TICKS else " "
        return _SYMBOLS.get(code, " ")
    return ""


def _is_hidden(run: etree._Element | None, properties: etree._Element | None, styles: Styles) -> bool:
    return styles.is_set("vanish", run, properties)
