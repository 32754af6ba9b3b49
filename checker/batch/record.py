"""What is kept of a plan that was judged: one file, by which an interrupted run goes on and run-wide formats are made.

The first line is the sha256 of all that follows. The second is JSON: the key that tells what the outcome followed
from, the files that were written with the sha256 of each, the digest, and the lengths of the parts; the parts
follow, one behind the other.
"""

from __future__ import annotations

import hashlib
import io
import json
import pickle  # nosec B403 # read by _ReportsOnly alone
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from checker.failures import RunFailed
from checker.i18n import N_
from checker.reporting.entries import Data
from checker.reporting.report import PlanReport

SCHEMA = "record/2"
WHOLE, FOR_THE_INDEX = "report", "report for the index"
"""The parts that hold the plan's report, one or the other; all others are named as the format that they are a piece of."""

_CHANGED = N_(
    "{place} is not as this run wrote it: another run writes to the same folder, or the file was changed; "
    "run the same command again"
)


class RecordAt(NamedTuple):
    """Where the record of a plan is, and the key that it has in this run."""

    place: str
    key: str


@dataclass(frozen=True, slots=True)
class Record:
    """``files``: sha256 of each file that was written, by its place; ``digest`` as ``PlanDigest.to_json``."""

    key: str
    files: Mapping[str, str]
    digest: str
    parts: Mapping[str, bytes]


def write_record(record: Record) -> bytes:
    """The record as the content of a file."""
    lengths = {name: len(part) for name, part in record.parts.items()}
    head = {"schema": SCHEMA, "key": record.key, "files": record.files, "digest": record.digest, "parts": lengths}
    content = b"\n".join([json.dumps(head).encode(), b"".join(record.parts.values())])
    return b"\n".join([_sum_of(content), content])


def read_record(raw: bytes) -> Record | None:
    """The record in a file; None if it is not as it was written, or none of this version."""
    digest, _, content = raw.partition(b"\n")
    if digest != _sum_of(content):
        return None
    line, _, rest = content.partition(b"\n")
    try:
        head = json.loads(line)
        if head["schema"] != SCHEMA or sum(head["parts"].values()) != len(rest):
            return None
        parts, start = {}, 0
        for name, length in head["parts"].items():
            parts[name] = rest[start : start + length]
            start += length
        return Record(str(head["key"]), dict(head["files"]), str(head["digest"]), parts)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        return None


def part_of(at: RecordAt, raw: bytes | None, name: str) -> bytes:
    """A part of the record whose file holds ``raw``. Raises RunFailed where that is not what this run wrote."""
    return _part_of(at, raw, [name])


def _part_of(at: RecordAt, raw: bytes | None, names: Sequence[str]) -> bytes:
    """The first part there of these names."""
    found = read_record(raw or b"")
    if found is not None and found.key == at.key:
        for name in names:
            if name in found.parts:
                return found.parts[name]
    raise RunFailed(_CHANGED, place=at.place)


def report_of_plan(at: RecordAt, raw: bytes | None) -> PlanReport:
    """The report in the record whose file holds ``raw``. Raises RunFailed."""
    try:
        return unpack_report(_part_of(at, raw, [WHOLE, FOR_THE_INDEX]))
    except ValueError as error:
        raise RunFailed(_CHANGED, place=at.place) from error


def _sum_of(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def pack_report(report: PlanReport) -> bytes:
    """A report for ``unpack_report``."""
    return pickle.dumps(report, protocol=pickle.HIGHEST_PROTOCOL)


def unpack_report(raw: bytes) -> PlanReport:
    """The report that ``pack_report`` packed. Raises ValueError for anything else."""
    try:
        found = _ReportsOnly(io.BytesIO(raw)).load()
    except Exception as error:  # whatever stands in the file
        raise ValueError(str(error)) from error
    if not isinstance(found, PlanReport):
        raise ValueError("no report")
    return found


class _ReportsOnly(pickle.Unpickler):
    """Makes nothing but plain values and entries of reports, whatever a file asks for: a shared folder is no one's."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("checker.reporting.") and name.isidentifier():
            found = super().find_class(module, name)
            if isinstance(found, type) and issubclass(found, Data) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")
