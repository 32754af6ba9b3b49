"""What is wrong with a template, said to the person who changed it."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, MutableMapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import (
    Environment,
    FileSystemLoader,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from checker.failures import BrokenTemplate
from checker.i18n import N_

_UNDEFINED = re.compile(r"'([^']+)' is undefined|has no (?:attribute|element) '?([^']+)'?")
_UNCLOSED = re.compile(r"following tags: '(\w+)'|Missing end of (\w+) tag")
_UNKNOWN_TAG = re.compile(r"unknown tag '(\w+)'")


class ReportEnvironment(Environment):
    """An environment in which a template that cannot be used raises BrokenTemplate with its file and line.

    Of errors that are no template's own (a wrong type, a division by zero) it says so only in an
    ``OwnEnvironment``; in a shipped template they are our own fault.
    """

    own: bool = False

    def handle_exception(self, source: str | None = None) -> NoReturn:
        try:
            super().handle_exception(source)
        except BrokenTemplate:
            raise
        except Exception as error:
            if not (self.own or isinstance(error, TemplateError)):
                raise
            message, values = why_broken(error)
            raise BrokenTemplate(_place(error), message, **values) from error

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        try:
            return super().get_template(name, parent, globals)
        except UnicodeDecodeError:
            text = N_("is not encoded as UTF-8; save it as UTF-8")
            folders = self.loader.searchpath if isinstance(self.loader, FileSystemLoader) else []
            paths = [path for folder in folders if (path := Path(folder, str(name))).is_file()]
            raise BrokenTemplate(str(paths[0] if paths else name), text) from None


class OwnEnvironment(ReportEnvironment, ImmutableSandboxedEnvironment):
    """For templates of a user's own folder, which may come from others: they reach the report and nothing of Python."""

    own = True


def why_broken(error: Exception, fields: Iterable[str] = ()) -> tuple[str, dict[str, object]]:
    """A msgid and its values for an error of Jinja; ``fields`` are the names that a template may use."""
    text = error.message if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
    text = text or type(error).__name__
    if isinstance(error, UndefinedError) and (match := _UNDEFINED.search(text)):
        name = match[1] or match[2]
        close = get_close_matches(name, sorted(fields), 1)
        if close:
            return N_("there is no field “{name}”; write “{known}”"), {"name": name, "known": close[0]}
        text = N_("there is no field “{name}”; write one that the shipped template uses")
        return text, {"name": name}
    if isinstance(error, TemplateNotFound):
        return N_("there is no template “{name}”; write the name of a shipped one or of one beside it"), {
            "name": error.name
        }
    if isinstance(error, TemplateSyntaxError) and (match := _UNKNOWN_TAG.search(text)):
        text = N_("the tag “{tag}” is unknown or has no beginning; compare it with the shipped template")
        return text, {"tag": match[1]}
    if isinstance(error, TemplateSyntaxError) and (match := _UNCLOSED.search(text)):
        return N_("a tag is opened and not closed; write “{tag}” where it ends"), {"tag": match[1] or match[2]}
    return N_("cannot be used ({reason}); compare it with the shipped template"), {"reason": text}


def _place(error: Exception) -> str:
    """File and line of the template in which it went wrong."""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return f"{error.filename}:{error.lineno}"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).suffix != ".py"]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
