"""Throws many inputs, block by block, in processes of their own, and adds up what came of them."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue

from fuzz.block import ROOT, target_of

PATIENCE = 120.0
"""Seconds without a word, after which a block is ended: the program hangs where no alarm reaches it."""
KEPT = 3
"""So many inputs are saved of each finding."""


@dataclass(slots=True)
class Tally:
    """What came of the inputs of one kind; ``findings`` are numbers of inputs by what they found."""

    target: str
    seed: int
    outcomes: Counter[str] = field(default_factory=Counter)
    findings: dict[str, list[int]] = field(default_factory=dict)
    slowest: tuple[float, int, str] = (0.0, -1, "")
    peak: int = 0
    seconds: float = 0.0

    @property
    def count(self) -> int:
        return sum(self.outcomes.values()) + sum(map(len, self.findings.values()))


def run(
    target: str, seed: int, count: int, *, first: int = 0, block: int = 500, jobs: int = 1, save: Path | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Tally:  # fmt: skip
    """Throws the inputs with the numbers from ``first``; what harms is saved below the folder ``save``."""
    tally, lock, begun = Tally(target, seed), threading.Lock(), time.monotonic()
    starts = range(first, first + count, block)

    def one(start: int) -> None:
        for answer in _block(target, seed, start, min(block, first + count - start)):
            with lock:
                _add(tally, answer, save)
        with lock:
            say(f"{target}: {tally.count} of {count}, findings: {len(tally.findings)}")

    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(one, starts))
    tally.seconds = time.monotonic() - begun
    return tally


def _add(tally: Tally, answer: dict[str, object], save: Path | None) -> None:
    if "peak" in answer:
        tally.peak = max(tally.peak, int(str(answer["peak"])))
        return
    number, form = int(str(answer["number"])), str(answer.get("form", ""))
    if "seconds" in answer:
        tally.slowest = max(tally.slowest, (float(str(answer["seconds"])), number, form))
    if "finding" not in answer:
        tally.outcomes[str(answer["outcome"])] += 1
        return
    numbers = tally.findings.setdefault(str(answer["finding"]), [])
    numbers.append(number)
    if save is not None and len(numbers) <= KEPT:
        _save(save / f"{tally.target}-{tally.seed}-{number}", tally, number, answer)


def _save(folder: Path, tally: Tally, number: int, answer: dict[str, object]) -> None:
    """The input as files, what it found, and how to throw it again."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in target_of(tally.target).make(tally.seed, number).files.items():
        (folder / name).write_bytes(content)
    again = f"python -m fuzz {tally.target} --seed {tally.seed} --first {number} --count 1"
    (folder / "finding.txt").write_text(
        f"{answer['finding']}\n\n{again}\n\n{answer.get('trace', '')}\n", encoding="utf-8"
    )


def _block(target: str, seed: int, first: int, count: int) -> Iterator[dict[str, object]]:
    """The answers of one block; where its process dies or hangs, another goes on behind the input that did it."""
    end = first + count
    while first < end:
        at = first - 1
        for answer in _process(target, seed, first, end - first):
            if "at" in answer:
                at = int(str(answer["at"]))
            else:
                yield answer
                if "died" in answer:
                    break
        else:
            return
        first = max(at, first) + 1


def _process(target: str, seed: int, first: int, count: int) -> Iterator[dict[str, object]]:
    command = [sys.executable, "-m", "fuzz.block", target, *map(str, (seed, first, count))]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    lines: SimpleQueue[bytes | None] = SimpleQueue()
    noise: list[bytes] = []
    assert child.stdout is not None and child.stderr is not None  # noqa: PT018
    listeners = (
        threading.Thread(target=_pass_on, args=(child.stdout, lines), daemon=True),
        threading.Thread(target=noise.extend, args=(child.stderr,), daemon=True),
    )
    for listener in listeners:
        listener.start()
    at, hung = first, False
    try:
        while True:
            try:
                line = lines.get(timeout=PATIENCE)
            except Empty:
                hung = True
                child.send_signal(signal.SIGABRT)  # faulthandler says where it is
                line = None
            if line is None:
                break
            text = line.decode()
            if text.startswith("at "):
                at = int(text[3:])
                yield {"at": at}
            else:
                yield json.loads(text)
        code = child.wait()
    finally:
        child.kill()
        child.wait()
        for listener in listeners:
            listener.join()
        child.stdout.close()
        child.stderr.close()
    if code:
        what = "hangs" if hung else f"kills its process (exit status {code})"
        yield {"number": at, "died": True, "finding": what, "trace": b"".join(noise[-60:]).decode("utf-8", "replace")}


def _pass_on(stream: Iterator[bytes], lines: SimpleQueue[bytes | None]) -> None:
    for line in stream:
        lines.put(line)
    lines.put(None)
