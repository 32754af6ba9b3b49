"""The formats of a report: which there are, and which module renders each.

A module of a format for a whole run has ``render_run(report, how) -> bytes``, one of a format with a
file for each plan ``render_plan(report, plan, how) -> bytes``. A format for a run may be joined from
pieces, each made of one plan alone, so that no process needs all plans: then its module has
``piece(plan, how) -> bytes`` and ``join(head, pieces, how, stream)``. They are imported when asked for.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from checker.failures import FormatUnavailable
from checker.i18n import Language

if TYPE_CHECKING:  # imported late, so that --help does not wait for the models
    from checker.reporting.report import PlanReport, Report
    from checker.reporting.tally import Tally

Level = Literal["summary", "full"]


@dataclass(frozen=True, slots=True)
class Presentation:
    """How a report is to be shown.

    ``templates``: a folder whose templates go before the shipped ones. ``color``: the text on
    standard output may be styled.
    """

    language: Language
    level: Level = "full"
    templates: Path | None = None
    color: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """A module that a format is made with and that may be lacking, and how to install it."""

    module: str
    install: str


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    ``of``: a file holds the whole ``run``, or one ``plan``; ``binary``: nothing for a terminal;
    ``whole``: it also shows what was read from a plan and not judged; ``failures``: it is for programs
    that look for the file, and says which plans could not be read: it is written even if none could;
    ``pieces``: it is joined from pieces; ``tallied``: it tells a large run by its counts; ``needs``: what may not be installed.
    """

    name: str
    suffix: str
    of: Literal["run", "plan"]
    module: str
    binary: bool = False
    whole: bool = True
    failures: bool = False
    pieces: bool = False
    tallied: bool = False
    needs: Need | None = None

    def require(self) -> None:
        """Raises FormatUnavailable if what the format is made with cannot be loaded."""
        if self.needs is None:
            return
        # one line of ours instead of the library's own advice on standard output
        with redirect_stdout(StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                import_module(self.needs.module)
            except (ImportError, OSError) as error:
                reason = str(error).splitlines()[0] if str(error) else type(error).__name__
                raise FormatUnavailable(self.name, self.needs.module, reason, self.needs.install) from error

    def render_run(self, report: Report, how: Presentation, tally: Tally | None = None) -> bytes:
        """The whole run in this format; only where ``of`` is ``run``. ``tally`` of a run of very many plans."""
        if self.tallied and tally is not None:
            tell: Callable[[Report, Presentation, Tally], bytes] = import_module(self.module).render_run
            return tell(report, how, tally)
        render: Callable[[Report, Presentation], bytes] = import_module(self.module).render_run
        return render(report, how)

    def render_plan(self, report: Report, plan: PlanReport, how: Presentation) -> bytes:
        """One plan in this format; only where ``of`` is ``plan``."""
        render: Callable[[Report, PlanReport, Presentation], bytes] = import_module(self.module).render_plan
        return render(report, plan, how)

    def render_piece(self, plan: PlanReport, how: Presentation) -> bytes:
        """One plan's piece of the whole; only of a format with ``pieces``."""
        make: Callable[[PlanReport, Presentation], bytes] = import_module(self.module).piece
        return make(plan, how)

    def join(self, head: Report, pieces: Iterator[bytes], how: Presentation, stream: BinaryIO) -> None:
        """Writes the whole run; ``head`` is its report without the plans."""
        write: Callable[[Report, Iterator[bytes], Presentation, BinaryIO], None] = import_module(self.module).join
        write(head, pieces, how, stream)


INDEX = "index"
"""The format of the page over all plans, and the name of its file without suffix; no plan may be called so."""

_PARQUET = Need("pyarrow", 'pip install "nq-check[parquet]"')
_PDF = Need(
    "weasyprint",
    'pip install "nq-check[pdf]"; apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core',
)

FORMATS = {
    format_.name: format_
    for format_ in (
        Format("html", "html", "plan", "checker.writers.page.page"),
        Format(INDEX, "html", "run", "checker.writers.overview.overview", whole=False),
        Format("docx", "docx", "plan", "checker.writers.letter.letter", binary=True, whole=False),
        Format("md", "md", "plan", "checker.writers.markdown.markdown"),
        Format("xlsx", "xlsx", "run", "checker.writers.sheets.workbook", binary=True),
        Format("csv", "csv", "run", "checker.writers.sheets.comma_separated", whole=False, pieces=True),
        Format(
            "parquet",
            "parquet",
            "run",
            "checker.writers.data.parquet",
            binary=True,
            failures=True,
            pieces=True,
            needs=_PARQUET,
        ),
        Format("pdf", "pdf", "plan", "checker.writers.page.pdf", binary=True, needs=_PDF),
        Format("json", "json", "run", "checker.writers.json", whole=False, pieces=True),
        Format("text", "txt", "run", "checker.writers.summary.text", whole=False, tallied=True),
        Format("junit", "xml", "run", "checker.writers.findings.junit", whole=False, failures=True),
        Format("sarif", "sarif", "run", "checker.writers.findings.sarif", whole=False, failures=True),
    )
}
