"""What a user asked of ``check extract``, after all that can be said of it without reading the document."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.i18n import N_, Language
from checker.problems import visible

if TYPE_CHECKING:  # imported late, so that --help does not wait for the models
    from checker.reading.dates import PartialDate

_ID = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Request:
    """``output``: None for standard output; ``plan_id`` is the name of its file, else made of the document's."""

    document: Path
    output: Path | None
    page: Path | None
    against: Path | None
    province: str | None
    issued: PartialDate | None
    plan_id: str
    force: bool


def request_of(
    lang: Language,
    *,
    document: Path,
    output: Path | None,
    page: Path | None,
    against: Path | None,
    province: str | None,
    issued: str | None,
    plan_id: str | None,
    force: bool,
) -> Request:
    """The options, after all that can be said of them without reading the document. Raises UsageError."""
    output = None if output == Path("-") else output
    places = [os.path.realpath(path) for path in (document, output, page, against) if path is not None]
    if len(set(places)) < len(places):
        raise click.UsageError(lang.say(N_("two of the files named are one and the same; give each a name of its own")))
    if output is not None:
        if output.is_dir():
            text = N_("{file} is a folder; name a file in it, for example {file}/hue.yaml")
            raise click.UsageError(lang.say(text, file=visible(str(output).rstrip("/"))))
        if not _ID.fullmatch(output.stem) or output.suffix not in (".yaml", ".yml"):
            text = N_("{file}: a plan file is called like its id, of small letters a-z, digits and hyphens: {example}")
            example = output.with_name(f"{_slug(output.stem)}.yaml")
            raise click.UsageError(lang.say(text, file=visible(str(output)), example=visible(str(example))))
        if plan_id is not None and plan_id != output.stem:
            text = N_("--id {id} does not fit the file {file}; the id of a plan is the name of its file")
            raise click.UsageError(lang.say(text, id=visible(plan_id), file=visible(str(output))))
        if not force and not _may_be_written(output):
            text = N_(
                "{file} is there already, and a person may have worked on it; name another file, or replace it "
                "with --force"
            )
            raise click.UsageError(lang.say(text, file=visible(str(output))))
        plan_id = output.stem
    if plan_id is not None and not _ID.fullmatch(plan_id):
        text = N_("the id “{id}” is not one; use small letters a-z, digits and hyphens: {example}")
        raise click.UsageError(lang.say(text, id=visible(plan_id), example=_slug(plan_id)))
    if page is not None and page.is_dir():
        text = N_("{file} is a folder; name a file in it, for example {file}/hue.html")
        raise click.UsageError(lang.say(text, file=visible(str(page).rstrip("/"))))
    if province is not None:
        _check_province(lang, province)
    day = None if issued is None else _day(lang, issued)
    return Request(document, output, page, against, province, day, plan_id or _slug(document.stem), force)


def _check_province(lang: Language, name: str) -> None:
    from checker.reading.places import find_province, merged_into, nearest_province

    if find_province(name) or merged_into(name):
        return
    close = nearest_province(name)
    text = N_("“{name}” is not one of the 34 provinces and cities; write the name of one, present or former")
    if close:
        text = N_("“{name}” is not one of the 34 provinces and cities; did you mean {close}?")
    raise click.UsageError(lang.say(text, name=visible(name), close=close))


def _day(lang: Language, text: str) -> PartialDate:
    """2025-11-21, 2026-01, 2026, and 21/11/2025 as it is written here."""
    from pydantic_core import PydanticCustomError

    from checker.reading.dates import read_date

    local = re.fullmatch(r"(?:([0-9]{1,2})[/.])?([0-9]{1,2})[/.]([0-9]{4})", text.strip())
    parts = [part.zfill(2) for part in reversed(local.groups()) if part] if local else [text]
    try:
        return read_date("-".join(parts))
    except PydanticCustomError:
        what = N_("“{text}” is no date; write {iso}")
        raise click.UsageError(lang.say(what, text=visible(text), iso="2026-11-21")) from None


def _may_be_written(output: Path) -> bool:
    """Nothing stands there, or a draft that nobody has touched."""
    from checker.extracting.drafting.untouched import is_untouched
    from checker.reading.document import MAX_BYTES

    if not output.is_file():
        return True
    with output.open("rb") as stream:
        content = stream.read(MAX_BYTES + 1)
    return not content.strip() or is_untouched(content)


def _slug(name: str) -> str:
    """A name as an id: "Kế hoạch 142" is ke-hoach-142."""
    from unicodedata import normalize

    plain = normalize("NFKD", name.casefold().replace("đ", "d"))
    ascii_ = "".join(c for c in plain if c.isascii() and (c.isalnum() or c in " -_."))
    return re.sub(r"[^a-z0-9]+", "-", ascii_).strip("-")[:60].strip("-") or "plan"
