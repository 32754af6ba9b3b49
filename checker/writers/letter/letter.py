"""The letter of comments to a province as a Word document, from a Word template that officials can edit."""

from __future__ import annotations

import re
import traceback
from collections import Counter
from dataclasses import fields, is_dataclass
from datetime import datetime
from html import unescape
from io import BytesIO
from pathlib import Path
from textwrap import shorten
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from docx.opc.exceptions import OpcError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from checker.failures import BrokenTemplate
from checker.i18n import N_
from checker.problems import shown, visible
from checker.reporting.report import PlanReport, Report
from checker.writers.formats import Presentation
from checker.writers.letter import fields as letter_fields
from checker.writers.letter.content import letter
from checker.writers.letter.fields import Letter
from checker.writers.template_errors import why_broken
from checker.writers.templating import template_folders

FIELDS = frozenset(
    field.name for kind in vars(letter_fields).values() if is_dataclass(kind) for field in fields(kind)
) | {"next_number"}
"""Every name that a template may use."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip file can give its members."""
_CONTENT_TYPES = "[Content_Types].xml"
_TAGS = re.compile(r"<[^>]+>")


def render_plan(report: Report, plan: PlanReport, how: Presentation) -> bytes:
    """The letter on one plan. Raises BrokenTemplate."""
    content = letter(report, plan, how)
    path = template_path(how)
    document = _opened(path)
    try:
        document.render({field.name: getattr(content, field.name) for field in fields(Letter)}, _environment())
    except SyntaxError as error:  # what was filled in is no XML any more
        text = N_(
            "a tag breaks the document ({reason}); keep {{%p … %}} alone in its paragraph, {{%tr … %}} in its row"
        )
        raise BrokenTemplate(str(path), text, reason=error.msg) from error
    except Exception as error:  # a template is code: whatever it raises is said to its author
        message, values = why_broken(error, FIELDS)
        raise BrokenTemplate(_place(path, document, error, how), message, **values) from error
    _warn(document, content)
    _describe(document, report, content)
    written = BytesIO()
    document.save(written)
    return with_fixed_dates(written.getvalue())


def template_path(how: Presentation) -> Path:
    """The template in the language of the letter: the user's own, else the shipped one."""
    paths = [folder / f"letter.{how.language.code}.docx" for folder in template_folders(how)]
    return next((path for path in paths if path.is_file()), paths[-1])


def with_fixed_dates(package: bytes) -> bytes:
    """The same zip file with its members in order of name and without the time of writing."""
    written = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != _CONTENT_TYPES, name)):
            member = ZipInfo(name, _EARLIEST)
            member.compress_type = ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return written.getvalue()


class _Document(DocxTemplate):  # type: ignore[misc]
    """A template whose outcome is well-formed, and such that Word opens it without repairing it."""

    def fix_tables(self, xml: str) -> Any:
        parse_xml(xml)  # docxtpl itself would go on with what is left of it
        tree = super().fix_tables(xml)
        for cell in tree.iter(qn("w:tc")):
            if len(cell) == 0 or cell[-1].tag != qn("w:p"):
                cell.append(OxmlElement("w:p"))
        for table in list(tree.iter(qn("w:tbl"))):
            if table.find(qn("w:tr")) is None:
                table.getparent().remove(table)
        return tree


def _opened(path: Path) -> _Document:
    try:
        document = _Document(BytesIO(path.read_bytes()))
        document.init_docx()
    except OSError as error:
        text = N_("cannot be read: {reason}")
        raise BrokenTemplate(str(path), text, reason=error.strerror) from error
    except (OpcError, BadZipFile, KeyError, ValueError, SyntaxError) as error:
        text = N_("is not a Word document; save it from Word as “Word Document (*.docx)”")
        raise BrokenTemplate(str(path), text) from error
    return document


def _environment() -> ImmutableSandboxedEnvironment:
    """For Word's XML: everything that is filled in is escaped, and a template can reach nothing but its fields."""
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_as_text)
    numbers: Counter[str] = Counter()

    def next_number(section: str) -> int:
        """1, 2, 3 …, for each section on its own."""
        numbers[section] += 1
        return numbers[section]

    environment.globals["next_number"] = next_number
    return environment


def _as_text(value: object) -> Markup:
    """A value as text of the document, be it what it may.

    What XML cannot hold is written out (ESC as ``\\x1b``); line ends and tabs, which docxtpl would
    turn into breaks, are spaces; braces are entities, or docxtpl would read some of them as tags.
    """
    if isinstance(value, Markup):  # a macro of the template: its parts went through here
        return value
    return Markup(escape(_held(str(value))).replace("{", Markup("&#123;")).replace("}", Markup("&#125;")))  # nosec B704 # noqa: S704  (escaped here)


def _held(text: str) -> str:
    """The text as XML can hold it, on one line."""
    return visible(text.replace("\n", " ").replace("\t", " "))


def _place(path: Path, document: _Document, error: Exception, how: Presentation) -> str:
    """The file, and the words of the paragraph in which it went wrong, where that can be told."""
    if isinstance(error, TemplateSyntaxError):
        line: int | None = error.lineno
    else:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == "<template>"]
        line = frames[-1].lineno if frames else None
    if line is None or document.current_rendering_part is not document.docx.part:
        return str(path)
    source = document.patch_xml(document.get_xml())
    lines = re.sub(r"<w:p([ >])", r"\n<w:p\1", source).splitlines()  # one line a paragraph, as docxtpl counts them
    words = unescape(_TAGS.sub("", "".join(lines[line - 1 : line]))).strip()
    return how.language.say("{file}, at “{words}”", file=path, words=shown(words)) if words else str(path)


def _warn(document: _Document, content: Letter) -> None:
    """Puts the warning first where an older template of a user's own does not know it: no letter goes out by mistake."""
    body = document.docx.element.body
    if content.warning and _held(content.warning) not in "".join(text.text or "" for text in body.iter(qn("w:t"))):
        paragraph = OxmlElement("w:p")
        body.insert(0, paragraph)
        run = Paragraph(paragraph, document.docx._body).add_run(_held(content.warning))
        run.bold = True


def _describe(document: _Document, report: Report, content: Letter) -> None:
    """The properties of the file: what it is, and the day of the report instead of the time of writing."""
    day = datetime.fromisoformat(report.as_of)
    about = document.docx.core_properties  # get_docx() would begin anew
    title = " ".join(part for part in (content.plan.kind, content.plan.number, content.province) if part)
    about.title = shorten(_held(title), 255, placeholder="…")
    about.language = report.language
    about.created = about.modified = day
    about.last_modified_by, about.revision = report.tool.name, 1
