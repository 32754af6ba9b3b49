"""The report as JSON: its dump, ``check-report/1``; a piece is the dump of one plan."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from checker.reporting.report import PlanReport, Report
from checker.writers.formats import Presentation

_BEHIND_PLANS = '\n "sums": '
"""How the first key behind ``plans`` begins; within values no line has so small an indentation."""


def render_run(report: Report, how: Presentation) -> bytes:
    """The whole run."""
    stream = BytesIO()
    join(report, (piece(plan, how) for plan in report.plans), how, stream)
    return stream.getvalue()


def piece(plan: PlanReport, how: Presentation) -> bytes:  # noqa: ARG001  (every format is called alike)
    """One plan as it stands in the list of plans, each line indented."""
    return b"  " + plan.as_json_bytes(indent=1).replace(b"\n", b"\n  ")


def join(head: Report, pieces: Iterator[bytes], how: Presentation, stream: BinaryIO) -> None:  # noqa: ARG001
    """The run of these plans; what ``head`` holds beside plans stands around them."""
    before, behind = head.as_json(indent=1, exclude={"plans"}).split(_BEHIND_PLANS, maxsplit=1)
    stream.write(f'{before}\n "plans": ['.encode())
    begin = b"\n"
    for plan in pieces:
        stream.write(begin)
        stream.write(plan)
        begin = b",\n"
    end = "" if begin == b"\n" else "\n "
    stream.write(f"{end}],{_BEHIND_PLANS}{behind}\n".encode())
