"""A batch: thousands of generated plans (``plans``) to a JSON file each and the index, against reading their YAML alone.

Everything is a process timed from start to exit. Whoever is compared runs in the same rounds, in another order in
each, on the same files, into a new folder every time. The batch by one process and by two must write the same bytes,
and a run over what is done must leave every byte as it is.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .generate import AS_OF, PLANS
from .plans import write_plans
from .process_tree import Measured, measure
from .timing import Timings, table, verdict

AIM_PARSING, AIM_CORES, AIM_FLAT = 3.0, 1.7, 1.15
_ROOT = PLANS.parent
_ENDS = (0, 1)
"""Exit status 1: gaps were found."""
_PARSE = """
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    yaml.load(path.read_bytes(), yaml.CSafeLoader)
"""
_PARSING, _ONE, _TWO, _AGAIN = "`yaml.load(…, CSafeLoader)`", "`--jobs 1`", "`--jobs 2`", "`--jobs 2`, nothing changed"


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured: plans and rounds of the comparison, then numbers of plans, with the runs of each."""

    plans: int
    rounds: int
    sizes: Sequence[tuple[int, int]]


FULL = Scale(3355, 3, ((100, 5), (1_000, 2), (10_000, 1)))
QUICK = Scale(300, 1, ((50, 1), (150, 1), (450, 1)))
"""For a look, in under a minute: too short for a verdict."""


def compare_batch(scale: Scale) -> str:
    """Two tables, the comparison and the sizes, each with its aims."""
    with tempfile.TemporaryDirectory(prefix="batch-") as name:
        folder = Path(name)
        most = max(scale.plans, *(size for size, _ in scale.sizes))
        paths = write_plans(folder / "all", most).paths
        return "\n".join([_compare(folder, paths, scale), _sizes(folder, paths, scale)])


def _compare(folder: Path, paths: Sequence[Path], scale: Scale) -> str:
    seconds: dict[str, list[float]] = {_PARSING: [], _ONE: [], _TWO: [], _AGAIN: []}
    processor: dict[str, list[float]] = {name: [] for name in seconds}
    memory: dict[str, list[float]] = {name: [] for name in seconds}
    written: set[str] = set()
    rng = random.Random(0)
    order = [_PARSING, _ONE, _TWO]

    def note(name: str, measured: Measured) -> None:
        seconds[name].append(measured.seconds)
        processor[name].append(measured.processor)
        memory[name].append(measured.megabytes)

    with _part_of(folder, paths, scale.plans) as plans:
        for _ in range(scale.rounds):
            rng.shuffle(order)
            for name in order:
                if name == _PARSING:
                    note(name, measure([sys.executable, "-c", _PARSE, str(plans)], _ROOT))
                    continue
                with _output(folder) as output:
                    note(name, _check(plans, Path(output), name, scale.plans))
                    written.add(_digest(Path(output)))
                    if name == _TWO:
                        note(_AGAIN, _check(plans, Path(output), name, scale.plans))
                        written.add(_digest(Path(output)))
    if len(written) != 1:
        raise AssertionError("the batch is not the same bytes every time")
    timings = Timings(seconds)
    rows = [
        [
            name,
            f"{timings.median(name):.1f}",
            f"{scale.plans / timings.median(name):.0f}",
            f"{timings.ratio(name, _PARSING):.2f}",
            f"{timings.ratio(name, _ONE):.2f}",
            f"{statistics.median(processor[name]):.1f}",
            f"{max(memory[name]):.0f}",
        ]
        for name in seconds
    ]
    note_ = f"{scale.plans} plans, medians of interleaved rounds ({scale.rounds}); the same bytes by every way."
    head = ["process", "s", "plans/s", "× parsing", "× one process", "CPU s", "MB at most"]
    gain = timings.ratio(_ONE, _TWO)
    aims = [
        f"- two processes at most {AIM_PARSING:g} × parsing alone: {verdict(timings.ratio(_TWO, _PARSING), AIM_PARSING)}; "
        f"one process, which is the ratio of work: {timings.ratio(_ONE, _PARSING):.2f} ×",
        f"- two processes at least {AIM_CORES:g} × as fast as one: "
        f"{'met' if gain >= AIM_CORES else '**missed**'} ({gain:.2f} ×)",
        "",
    ]
    return "\n".join([table("Batch", note_, head, rows), *aims])


def _sizes(folder: Path, paths: Sequence[Path], scale: Scale) -> str:
    found: dict[int, Measured] = {}
    for size, times in scale.sizes:
        runs = []
        with _part_of(folder, paths, size) as plans:
            for _ in range(times):
                with _output(folder) as output:
                    runs.append(_check(plans, Path(output), _TWO, size))
        found[size] = Measured(
            statistics.median(run.seconds for run in runs),
            statistics.median(run.processor for run in runs),
            max(run.megabytes for run in runs),
        )
    each = {size: measured.seconds / size * 1000 for size, measured in found.items()}
    *_, middle, most = found
    rows = [
        [
            f"{size:,}",
            f"{measured.seconds:.1f}",
            f"{each[size]:.1f}",
            f"{each[size] / each[middle]:.2f}",
            f"{measured.processor / size * 1000:.1f}",
            f"{measured.megabytes:.0f}",
            f"{measured.megabytes / found[middle].megabytes:.2f}",
        ]
        for size, measured in found.items()
    ]
    head = ["plans", "s", "ms a plan", f"× that of {middle:,}", "CPU ms a plan", "MB at most", f"× that of {middle:,}"]
    runs_of_each = ", ".join(str(times) for _, times in scale.sizes)
    note = f"By two processes, from start to exit; medians of {runs_of_each} runs. MB: all processes together."
    grows = found[most].megabytes / found[middle].megabytes
    aims = [
        f"- ms a plan, {most:,} against {middle:,}: {verdict(each[most] / each[middle], AIM_FLAT)}",
        f"- memory, {most:,} against {middle:,}: {verdict(grows, AIM_FLAT)}",
        "",
    ]
    return "\n".join([table("Batch by size", note, head, rows), *aims])


def _check(plans: Path, output: Path, jobs: str, count: int) -> Measured:
    """One run of the command. Raises AssertionError where a report or the index is not there."""
    command = [sys.executable, "-m", "checker", str(plans), "-o", str(output), "-q", "--as-of", AS_OF.isoformat()]
    command += ["-f", f"json:{output / 'json'}/", "-f", "index", *jobs.strip("`").split()]
    measured = measure(command, _ROOT, _ENDS)
    reports = sum(1 for _ in (output / "json").rglob("*.json"))
    if reports != count:
        raise AssertionError(f"{reports} reports of {count} plans")
    if not (output / "index.html").is_file():
        raise AssertionError("no index")
    return measured


@contextmanager
def _part_of(folder: Path, paths: Sequence[Path], count: int) -> Iterator[Path]:
    """A folder with the first plans, as other names of the same files."""
    part = folder / "plans"
    for path in paths[:count]:
        link = part / path.relative_to(folder / "all")
        link.parent.mkdir(parents=True, exist_ok=True)
        link.hardlink_to(path)
    yield part
    shutil.rmtree(part)


def _output(folder: Path) -> tempfile.TemporaryDirectory[str]:
    """A new folder, which goes with all that is in it."""
    return tempfile.TemporaryDirectory(prefix="reports-", dir=folder)


def _digest(folder: Path) -> str:
    """Of all files and their names, but for what the command keeps for itself (``.check``)."""
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder)
        if not any(part.startswith(".") for part in name.parts):
            found.update(f"{name}\0".encode())
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()
