"""The report as JSON: its dump, ``check-report/1``."""

from __future__ import annotations

from checker.reporting.report import Report
from checker.writers.formats import Presentation


def render_run(report: Report, how: Presentation) -> bytes:  # noqa: ARG001  (every format is called alike)
    """The whole run."""
    return report.to_json().encode()
