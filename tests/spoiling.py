"""Spoils what happens in the processes of a run, from outside: a ``sitecustomize`` that every one of them imports.

``SPOIL`` is JSON: what is to happen to the plan of a name (kill, hang, slow, memory, raise, crash-writer), what is to be
full ("full": part of a path), how many ``seconds`` a plan may take and how much ``memory`` a process has. ``JUDGED``
names a file in which every plan that is judged leaves a line.
"""

from __future__ import annotations

import json
from pathlib import Path

from command import ROOT

_CODE = """
import errno, importlib.abc, importlib.machinery, json, os, signal, sys, time

SPOIL = json.loads(os.environ["SPOIL"])


def in_work(module):
    judge, render = module._judge, module._render

    def judged(job, file, source):
        with open(os.environ["JUDGED"], "a") as log:
            log.write(f"{source.name}\\n")
        what = SPOIL.get(source.name)
        if what == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if what == "hang":
            time.sleep(600)
        if what == "slow":
            time.sleep(0.5)
        if what == "memory":
            [bytearray(10_000_000) for _ in range(1_000_000)]
        if what == "raise":
            raise ArithmeticError("of the engine")
        return judge(job, file, source)

    def rendered(job, digest, report):
        if SPOIL.get(report.plan.name) == "crash-writer":
            raise KeyError("of a writer")
        return render(job, digest, report)

    module._judge, module._render = judged, rendered


def in_worker(module):
    module.MEMORY = SPOIL.get("memory", module.MEMORY)


def in_processes(module):
    if "seconds" in SPOIL:
        module.Processes.__init__.__kwdefaults__["seconds"] = SPOIL["seconds"]


def in_files(module):
    write = module._write

    def full(path, fill):
        def filled(stream):
            fill(stream)
            if "full" in SPOIL and SPOIL["full"] in str(path):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        write(path, filled)

    module._write = full


AFTER = {
    "checker.batch.work": in_work,
    "checker.batch.worker": in_worker,
    "checker.batch.processes": in_processes,
    "checker.writers.files": in_files,
}


class Spoiler(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name not in AFTER:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        load = spec.loader.exec_module

        def exec_module(module):
            load(module)
            AFTER[name](module)

        spec.loader.exec_module = exec_module
        return spec


sys.meta_path.insert(0, Spoiler())
"""


def spoiled(folder: Path, **spoil: object) -> dict[str, str]:
    """The environment of a run in which this happens; who was judged stands in ``folder``/judged."""
    (folder / "sitecustomize").mkdir(exist_ok=True)
    (folder / "sitecustomize" / "sitecustomize.py").write_text(_CODE, encoding="utf-8")
    return {
        "PYTHONPATH": f"{folder / 'sitecustomize'}:{ROOT}",
        "SPOIL": json.dumps(spoil),
        "JUDGED": str(folder / "judged"),
    }


def judged(folder: Path) -> list[str]:
    """The names of the plans that were judged since this was asked last, in order of the alphabet."""
    log = folder / "judged"
    names = sorted(log.read_text(encoding="utf-8").split()) if log.exists() else []
    log.unlink(missing_ok=True)
    return names
