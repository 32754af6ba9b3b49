"""A process that throws one block of inputs, so that what kills it kills nothing else: ``python -m fuzz.block``.

It says before each input ``at NUMBER``, and behind it what came of it, one line of JSON each.
"""

from __future__ import annotations

import faulthandler
import json
import logging
import os
import shutil
import sys
import tempfile
import time
import traceback
import warnings
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from fuzz.inputs import STOPPED, Target, dice
from fuzz.limits import TooSlow, limit_memory, peak_memory, within

TARGETS = ("plans", "rulesets", "documents")
ROOT = Path(__file__).parent.parent


def target_of(name: str) -> Target:
    """The kind of input of that name."""
    target: Target = import_module(f"fuzz.{name}").TARGET
    return target


def throw(target: Target, seed: int, number: int, folder: Path) -> dict[str, Any]:
    """What came of one input: ``outcome``, or the ``finding`` with its ``trace``; processor ``seconds``, ``growth`` in bytes."""
    given = target.make(seed, number)
    for name, content in given.files.items():
        (folder / name).write_bytes(content)
    said: dict[str, Any] = {"number": number, "form": given.form}
    before, begun = peak_memory(), time.process_time()
    try:
        with within():
            said["outcome"] = target.judge(given, folder, dice(target.name, seed, number, "judge"))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # whatever it is, it is what we are looking for
        said |= {"finding": _signature(error), "trace": traceback.format_exc(limit=-40)}
    said |= {"seconds": time.process_time() - begun, "growth": peak_memory() - before}
    # what was stopped for its memory or time has been stopped in time: the program reads it in a process that ends there
    if said["growth"] > target.growth and said.get("outcome") not in (None, STOPPED):
        said |= {
            "finding": f"memory grew by more than {target.growth // 1_000_000} MB",
            "trace": f"{said['growth']} bytes",
        }
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    return said


def _signature(error: BaseException) -> str:
    """What the finding is: the same for the same defect."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if f"{os.sep}checker{os.sep}" in frame.filename] or list(frames)
    place = f"{Path(own[-1].filename).relative_to(ROOT) if ROOT in Path(own[-1].filename).parents else own[-1].name}:{own[-1].lineno}"
    said = (
        "took more than 5 s" if isinstance(error, TooSlow) else str(error).splitlines()[0][:160] if str(error) else ""
    )
    return f"{type(error).__name__} {said} ({place})"


def main() -> None:
    """``python -m fuzz.block TARGET SEED FIRST COUNT``"""
    name, seed, first, count = sys.argv[1], *map(int, sys.argv[2:5])
    answers: IO[str] = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)  # what libraries print must not mix with the answers
    faulthandler.enable()
    logging.disable()
    warnings.simplefilter("ignore")
    os.chdir(ROOT)
    target = target_of(name)
    limit_memory(target.memory)
    shared = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(prefix="nq-fuzz-", dir=shared) as folder:
        for number in range(first, first + count):
            answers.write(f"at {number}\n")
            answers.write(json.dumps(throw(target, seed, number, Path(folder))) + "\n")
        answers.write(json.dumps({"peak": peak_memory()}) + "\n")


if __name__ == "__main__":
    main()
