"""Inputs that libFuzzer finds by what they reach in the program (atheris), for a given time.

A process of its own does it (``python -m fuzz.guided_process``), since libFuzzer ends the one that it runs in.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from fuzz import seeds
from fuzz.block import ROOT

GUIDED = ("plans", "phrases", "prose")
"""Bytes of a plan file; a phrase of the catalogue and a text to find it in; the words of a document."""
_LIMITS = ("-timeout=10", "-rss_limit_mb=2500", "-max_len=4096", "-print_final_stats=1", "-verbosity=1")


@dataclass(frozen=True, slots=True)
class Guided:
    """What came of one of them, in a line; whether that is a finding."""

    line: str
    finding: bool = False


def guide(name: str, seconds: int, findings: Path) -> Guided:
    """Runs one of GUIDED for so many seconds; what does harm is saved in the folder ``findings``."""
    if find_spec("atheris") is None:
        return Guided(f"{name}: atheris is not installed (pip install atheris); not run")
    with tempfile.TemporaryDirectory(prefix="nq-guided-") as folder:
        corpus, harm = Path(folder) / "corpus", Path(folder) / "harm"
        corpus.mkdir()
        harm.mkdir()
        for number, content in enumerate(_corpus(name)):
            (corpus / f"{number}").write_bytes(content)
        options = (*_LIMITS, f"-max_total_time={seconds}", f"-artifact_prefix={harm}/", str(corpus))
        command = [sys.executable, "-m", "fuzz.guided_process", name, *options]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        said = done.stderr.decode("utf-8", "replace") + done.stdout.decode("utf-8", "replace")
        saved = sorted(harm.iterdir())
        for path in saved:
            findings.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, findings / f"atheris-{name}-{path.name}")
            (findings / f"atheris-{name}-{path.name}.txt").write_text(said[-20_000:], encoding="utf-8")
    if done.returncode or saved:
        last = [line for line in said.splitlines() if line.strip()][-3:]
        return Guided(
            f"{name}: FINDING after {_stat(said, 'number_of_executed_units')} inputs: {' / '.join(last)[:400]}", True
        )
    covered = re.findall(r"\bcov: (\d+)", said)
    return Guided(
        f"{name}: {_stat(said, 'number_of_executed_units')} inputs in {seconds} s, {covered[-1] if covered else '?'} edges reached, "
        f"slowest {_stat(said, 'slowest_unit_time_sec')} s, peak memory {_stat(said, 'peak_rss_mb')} MB, findings: 0"
    )


def _stat(said: str, name: str) -> str:
    found = re.search(rf"stat::{name}:\s*(\d+)", said)
    return f"{int(found[1]):,}" if found else "?"


def _corpus(name: str) -> list[bytes]:
    """Small things to begin with."""
    from fuzz import prose, valid
    from fuzz.inputs import dice

    rng = dice("corpus", name)
    if name == "plans":
        small = seeds.SMALL.format(name="p", indicator=next(iter(valid.words().asked)))
        return [
            small.encode(),
            *(small[:cut].encode() for cut in (80, 150, 300)),
            *(str(valid.plan(rng, "p")).encode() for _ in range(20)),
        ]
    if name == "phrases":
        phrases = [p for i in valid.words().catalogue.indicators.values() if i.phrases for p in i.phrases.names]
        return [f"{phrase}\n{prose.line(rng)}".encode("utf-8", "replace") for phrase in phrases[:100]]
    return ["\n".join(prose.lines(rng)).encode("utf-8", "replace") for _ in range(40)]
