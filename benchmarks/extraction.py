"""Extraction: ``check extract`` on a PDF of 100 pages, against programs that only take the text out of it.

The processes are timed from start to exit, every one in every round. What reading and finding take of it is timed
in this process, where everything is loaded. Memory is the most that each process had in use at a time, as Linux
counts it: the command, and the process of its own in which it reads the file.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from functools import partial
from pathlib import Path

from checker.extracting import extract as extracting
from checker.extracting.document import FlatTable, Paragraph, Source
from checker.extracting.documents.isolated import read_apart
from checker.extracting.documents.read import read_source
from checker.extracting.drafting.draft import draft
from checker.reading.library import load_library

from .generate import LANGUAGE, PLANS
from .long_document import PROSE, TABLES, long_document
from .timing import Stages, clocks, interleave, table, verdict

AIM_SECONDS, AIM_MEGABYTES = 20.0, 500.0
_PAGES = PROSE + TABLES
_FEWEST_TARGETS = 500
_ROOT = PLANS.parent
_WHOLE = "**`check extract`: text, tables, targets, draft**"
_BARE = {
    "pypdfium2, text alone": "import pypdfium2; pages = pypdfium2.PdfDocument(path); "
    "texts = [page.get_textpage().get_text_range() for page in pages]",
    "pdfminer, text alone": "from pdfminer.high_level import extract_text; texts = [extract_text(path)]",
    "pdfplumber, text alone": "import pdfplumber; pages = pdfplumber.open(path).pages; texts = [];\n"
    "for page in pages: texts.append(page.extract_text()); page.close()",
    "pdfplumber, text and tables": "import pdfplumber; pages = pdfplumber.open(path).pages; texts = [];\n"
    "for page in pages: texts.append(page.extract_text()); page.extract_tables(); page.close()",
}
"""Programs that take the text of the file at ``path``."""
_COUNT = "import sys; path = sys.argv[1]; {}\nprint(sum(c.isalpha() for text in texts for c in text))"
_STAGES: Stages = {
    "outline": [(extracting, "outline")],
    "head": [(extracting, "read_header")],
    "phrases": [(extracting.Lexicon, "of"), (extracting.TaskLexicon, "of")],
    "prose": [(extracting, "read_paragraph"), (extracting, "pair_orphans")],
    "tables": [(extracting, "read_table"), (extracting, "read_flat_table")],
    "tasks": [(extracting, "is_task_table"), (extracting, "read_task_table"), (extracting, "read_task_lists")],
}


def compare_extraction(rounds: int) -> str:
    """Tables of the processes and of what takes how long, and the aims."""
    with tempfile.TemporaryDirectory() as folder:
        document = long_document(Path(folder) / "plan.pdf")
        output = Path(folder) / "plan.yaml"
        check = [sys.executable, "-m", "checker", "extract", str(document), "-o", str(output), "--force", "-q"]
        bare = {name: [sys.executable, "-c", _COUNT.format(code), str(document)] for name, code in _BARE.items()}
        source = read_source(document)
        commands = {_WHOLE: [*check, "--province", "Huế"], **bare}
        ways = {name: partial(_run, command) for name, command in commands.items()}
        measured = {name: _memory(command) for name, command in commands.items()}
        if not output.is_file():
            raise AssertionError("the command wrote no draft")
        _same_letters(source, {name: int(measured[name][0]) for name in bare})
        timings = interleave(ways, rounds, warm=0)
        parts = _parts(document, source, rounds)
    memory = {name: megabytes for name, (_, megabytes) in measured.items()}
    fastest = next(iter(_BARE))
    rows = [
        [
            name,
            f"{timings.median(name):.1f}",
            f"{timings.median(name) / _PAGES * 1000:.0f}",
            f"{timings.ratio(_WHOLE, name):.2f}",
            f"{timings.ratio(name, fastest):.1f}",
            " + ".join(f"{size:.0f}" for size in memory[name]),
            f"±{timings.spread(name) / 2:.0%}",
        ]
        for name in commands
    ]
    note = f"{_PAGES} pages ({PROSE} of prose, {TABLES} of ruled tables); medians of {rounds} interleaved runs."
    head = ["process", "s", "ms/page", "`check extract` ÷ it", "× pypdfium2", "MB", "noise"]
    first = table("Extraction", note, head, rows)
    aims = [
        f"- under {AIM_SECONDS:g} s: {verdict(timings.median(_WHOLE), AIM_SECONDS, 's')}",
        f"- under {AIM_MEGABYTES:g} MB, both processes together: {verdict(sum(memory[_WHOLE]), AIM_MEGABYTES, 'MB')}\n",
    ]
    return "\n".join([first, *aims, parts])


def _same_letters(source: Source, bare: dict[str, int]) -> None:
    """All ways must read the same text: as many letters, but for the names of columns that a table repeats."""
    own = sum(c.isalpha() for c in _all_text(source))
    for name, found in bare.items():
        if abs(found - own) > 0.01 * own:
            raise AssertionError(f"{name}: {found} letters, where check extract reads {own}")


def _all_text(source: Source) -> str:
    texts: list[str] = []
    for block in source.blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        elif isinstance(block, FlatTable):
            texts += [*block.header, *(line for row in block.rows for line in row.lines)]
        else:
            texts += [
                cell.text for r, row in enumerate(block.rows) for c, cell in enumerate(row) if cell.origin == (r, c)
            ]
    return "".join(texts)


def _parts(document: Path, source: Source, rounds: int) -> str:
    """What reading and each part of finding takes, and finding over reading."""
    library, lang = load_library(phrases=True), LANGUAGE
    found = extracting.extract_from(source, library)
    if len(found.findings.targets) < _FEWEST_TARGETS:
        raise AssertionError(f"{len(found.findings.targets)} targets found")
    ways = {
        "PDF to lines and tables, in its process": partial(
            read_apart, "checker.extracting.documents.pdf:read_pdf", document
        ),
        "reading, all of it": partial(read_source, document),
        "finding": partial(extracting.extract_from, source, library),
        "draft": partial(draft, found, "plan", lang, None),
    }
    timings = interleave(ways, rounds)
    reading = "reading, all of it"
    rows = [
        [
            name,
            f"{timings.median(name):.2f}",
            f"{timings.median(name) / _PAGES * 1000:.1f}",
            f"{timings.ratio(name, reading):.2f}",
            f"±{timings.spread(name) / 2:.0%}",
        ]
        for name in ways
    ]
    targets = len(found.findings.targets)
    note = f"In a warm process; {targets} targets are found, {len(found.findings.presents)} present values."
    first = table("Extraction by part", note, ["part", "s", "ms/page", "× reading", "noise"], rows)
    runs: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        with clocks(_STAGES) as took:
            if extracting.extract_from(source, library) != found:
                raise AssertionError("two runs find different things")
        for stage in _STAGES:
            runs[stage].append(took[stage])
    cells = [f"{statistics.median(runs[stage]) * 1000:.0f}" for stage in _STAGES]
    return "\n".join(
        [first, table("Finding by stage", "Milliseconds.", ["document", *_STAGES], [["100 pages", *cells]])]
    )


def _run(command: list[str]) -> str:
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout


def _memory(command: list[str]) -> tuple[str, list[float]]:
    """What a process prints, and the most memory in MB that it, and each that it starts, had at a time.

    Read 100 times a second.
    """
    peaks: dict[int, float] = {}
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        while process.poll() is None:
            for pid in (process.pid, *_children(process.pid)):
                if peak := _peak(pid):
                    peaks[pid] = peak
            time.sleep(0.01)
        printed = process.stdout.read() if process.stdout else ""
    return printed, list(peaks.values())


def _children(pid: int) -> list[int]:
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for thread in threads for child in (thread / "children").read_text().split()]
    except OSError:  # it has ended
        return []


def _peak(pid: int) -> float | None:
    """``ru_maxrss`` would not do: a process inherits it from the one that starts it."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return None
    line = next((line for line in status.splitlines() if line.startswith("VmHWM:")), None)
    return int(line.split()[1]) * 1024 / 1_000_000 if line else None
