"""What all plans of a run share, so that each can be judged by any process or machine alone."""

from __future__ import annotations

import hashlib
import pickle  # nosec B403 # only writes
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from checker import __version__
from checker.batch.places import within
from checker.i18n import Language
from checker.reading.library import Library, shipped
from checker.reading.models import Acceptance, Ruleset
from checker.writers.formats import Level, Presentation
from checker.writers.outputs import Destination

Kept = Literal["nothing", "for the index", "whole"]
"""How much of a plan's report stays for the run, beside its digest."""


@dataclass(frozen=True, slots=True)
class Job:
    """The work on every plan of a run.

    ``whole`` as in ``build_plan_report``. ``outputs``: where the files of each plan go. ``pieces``: the formats over
    the run that are joined from pieces of each plan. ``records``: the place of the records, None to hand them back.
    ``keeps``: records stay for the next run, which goes on from there. ``remember``: what a record says is done and
    unchanged is not done again. ``writes``: who judges also writes, or hands back what is to be written. ``several``:
    the run has other plans. ``fingerprint`` stands for all that a plan's outcome follows from, but for the plan.
    """

    library: Library
    acceptances: tuple[Acceptance, ...]
    as_of: date
    language: Language
    level: Level
    templates: Path | None
    whole: bool
    outputs: tuple[Destination, ...]
    pieces: tuple[str, ...]
    kept: Kept
    several: bool
    records: str | None
    keeps: bool
    remember: bool
    writes: bool
    fingerprint: str = ""

    @property
    def rulesets(self) -> list[Ruleset]:
        return [found.ruleset for found in self.library.rulesets]

    @property
    def presentation(self) -> Presentation:
        return Presentation(self.language, self.level, self.templates)

    def key_of(self, place: str, name: str, content: bytes) -> str:
        """Tells a plan's outcome from every other: of another content, under other rulesets, by another version."""
        said = "\0".join((self.fingerprint, place, name, hashlib.sha256(content).hexdigest()))
        return hashlib.sha256(said.encode(errors="surrogateescape")).hexdigest()

    def record_of(self, name: str) -> str | None:
        """Where the record of the plan called so is; no longer than the plan's own name with ``.yaml``."""
        return within(self.records, f"{name}.done") if self.records else None

    def fingerprinted(self) -> Job:
        """The job with its fingerprint."""
        return replace(self, fingerprint=_fingerprint(self))


def _fingerprint(job: Job) -> str:
    found = hashlib.sha256(__version__.encode())
    for text in (
        *(ruleset.document.sha256 for ruleset in job.library.rulesets),
        *(ruleset.document.file for ruleset in job.library.rulesets),
        job.library.catalogue.model_dump_json(),
        *(acceptance.model_dump_json() for acceptance in job.acceptances),
        *map(repr, (job.as_of, job.language.code, job.level, job.whole, job.several)),
        *(f"{output.format.name} {output.place} {output.folder}" for output in job.outputs),
        *_stand_of(_own_files()),
        *(_contents(job.templates) if job.templates else ()),
    ):
        found.update(text.encode(errors="surrogateescape") + b"\0")
    return found.hexdigest()


@cache
def program() -> str:
    """Version and contents of the program and its templates: where they are the same, so are the bytes of reports."""
    found = hashlib.sha256()
    for path in _own_files():
        if path.suffix != ".mo":  # compiled from what is there, by another hand perhaps
            found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{__version__} {found.hexdigest()[:12]}"


def _own_files() -> Sequence[Path]:
    """The program and its templates: a checkout changes without its version."""
    package = Path(__file__).parent.parent
    return sorted([*package.rglob("*.py"), *package.rglob("*.mo"), *shipped("templates").iterdir()])


def _stand_of(files: Iterable[Path]) -> Iterable[str]:
    for path in files:
        status = path.stat()
        yield f"{path.name} {status.st_size} {status.st_mtime_ns}"


def _contents(folder: Path) -> Iterable[str]:
    for path in sorted(p for p in folder.iterdir() if p.is_file()):
        yield f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}"


def packed(job: Job) -> bytes:
    """The job for another process of this machine, or for a machine of the cluster."""
    return pickle.dumps(job, protocol=pickle.HIGHEST_PROTOCOL)
