"""What must hold of what the program says: of problems, and of every format that it writes."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from io import BytesIO, StringIO
from zipfile import ZipFile

from lxml import etree
from markdown_it import MarkdownIt

from checker.i18n import LANGUAGES, language
from checker.problems import HIDDEN_CHARACTERS, InvalidFile, Problem
from fuzz.inputs import require
from fuzz.nasties import CANARY

LONGEST_MESSAGE = 3000
_LEFT_OPEN = re.compile(r"\{(?:text|key|known|close|id|name|example|limit|reason)\}")


def problems_hold(error: InvalidFile, contents: dict[str, bytes]) -> None:
    """Every problem has its place in one of the files, and words in every language; ``contents`` by the files' names."""
    require(error.problems, "InvalidFile without a problem")
    for problem in error.problems:
        require(problem.file in contents, f"a problem in a file that is not there: {problem.file}")
    for file, content in contents.items():
        found = [problem for problem in error.problems if problem.file == file]
        if found:
            _places_hold(found, content)
    for problem in error.problems[:50]:
        message_holds(problem)


def message_holds(problem: Problem) -> None:
    """It can be said in every language, on one line and in words that a terminal takes."""
    for code in LANGUAGES:
        say = language(code).gettext
        rendered, text = problem.render(say), problem.text(say)
        require(text.strip(), "an empty message")
        require("\n" not in rendered, f"a message of several lines: {rendered[:200]!r}")
        require(not HIDDEN_CHARACTERS.search(rendered), f"a hidden character in {rendered[:200]!r}")
        require(len(rendered) <= LONGEST_MESSAGE, f"a message of {len(rendered)} characters: {rendered[:200]!r}")
        require(problem.text(say) == text, "another message when asked again")


def _places_hold(problems: Iterable[Problem], content: bytes) -> None:
    text = content.decode("utf-8", "replace").removeprefix("\ufeff")
    lines = re.split("\r\n|[\n\r]", text)
    for problem in problems:
        line, column = problem.mark
        require(1 <= line <= len(lines), f"line {line} of {len(lines)}: {problem.message!r}")
        require(
            1 <= column <= len(lines[line - 1]) + 1,
            f"column {column} of a line of {len(lines[line - 1])}: {problem.message!r}",
        )


def json_holds(content: bytes) -> None:
    """JSON as the standard has it: no NaN, no key twice."""

    def refuse(word: str) -> None:
        require(False, f"{word} in JSON")

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        require(len(dict(pairs)) == len(pairs), "a key that stands twice in JSON")
        return dict(pairs)

    json.loads(content.decode("utf-8"), parse_constant=refuse, object_pairs_hook=once)


class _Elements(HTMLParser):
    """Fails at an element, an attribute or an address that came from a plan."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        require(CANARY not in tag, f"an element <{tag}> of the plan's own")
        for name, value in attrs:
            require(CANARY not in name, f"an attribute {name} of the plan's own at <{tag}>")
            if name in ("href", "src", "action", "style", "srcset") and value:
                require(CANARY not in value, f"{name}={value[:100]!r} at <{tag}> from the plan")


def html_holds(content: bytes) -> None:
    """Nothing of the plan has become markup, and no hidden character is left."""
    page = content.decode("utf-8")
    parser = _Elements(convert_charrefs=True)
    parser.feed(page)
    parser.close()
    for island in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL):
        require("<" not in island, "markup in the embedded report")
        json_holds(island.encode())


def _markdown_holds(content: bytes) -> None:
    html_holds(MarkdownIt("commonmark").enable("table").render(content.decode("utf-8")).encode())


def _csv_holds(content: bytes) -> None:
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    require(len({len(row) for row in rows}) <= 1, "rows of different length")
    for cell in (cell for row in rows for cell in row):
        formula = cell.startswith(("=", "@", "\t", "\r")) or (
            cell[:1] in "+-" and not re.fullmatch(r"[+-]?[0-9.]+|-|", cell)
        )
        require(not formula, f"a formula in a cell: {cell[:80]!r}")


def _package_holds(content: bytes) -> None:
    """A Word or Excel file: every part is XML, and no cell computes what a plan says."""
    with ZipFile(BytesIO(content)) as archive:
        require(archive.testzip() is None, "a damaged package")
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            data = archive.read(name)
            root = etree.fromstring(data)
            tags = {etree.QName(e).localname for e in root.iter() if isinstance(e.tag, str)}
            require(CANARY not in "".join(tags), f"an element of the plan's own in {name}")
            require(name.startswith("docProps") or "f" not in tags or "sheet" not in name, f"a formula in {name}")
            require(not name.endswith(".rels") or CANARY.encode() not in data, f"a link of the plan's own in {name}")


def _text_holds(content: bytes) -> None:
    require(
        not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", content.decode("utf-8")),
        "a control character in the summary",
    )


def _xml_holds(content: bytes) -> None:
    names = {str(e.tag) for e in etree.fromstring(content).iter() if isinstance(e.tag, str)}
    require(not any(CANARY in name for name in names), "an element of the plan's own")


_OF_FORMAT = {
    "html": html_holds, "index": html_holds, "md": _markdown_holds, "csv": _csv_holds, "docx": _package_holds, "xlsx": _package_holds,
    "json": json_holds, "sarif": json_holds, "junit": _xml_holds, "text": _text_holds,
}  # fmt: skip


def output_holds(format_name: str, content: bytes) -> None:
    """What a file of that format must be."""
    require(content, f"nothing was written as {format_name}")
    _OF_FORMAT.get(format_name, lambda _: None)(content)
