"""Several plans in one run of the command: what is valid among them is judged, what is not is named, none stops another."""

from __future__ import annotations

import random
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from checker.cli import main
from checker.problems import HIDDEN_CHARACTERS
from fuzz import laws, seeds, valid
from fuzz.inputs import Input, require
from fuzz.mutate import spoil_text
from fuzz.mutate_data import as_yaml

FORM = "together"
_LANGUAGES = ("vi", "vi", "en")


def make(rng: random.Random) -> Input:
    """Two to five plans, most of them valid; the norms that they add up to come from the same few provinces."""
    files = {}
    for number in range(rng.choice((2, 2, 3, 5))):
        name = f"ke-hoach-{number}"
        if rng.random() < 0.75:
            text = as_yaml(valid.plan(rng, name), rng)
        else:
            text = spoil_text(seeds.SMALL.format(name=name, indicator=rng.choice(list(valid.words().asked))), rng)
        files[f"{name}.yaml"] = text.encode("utf-8", "surrogatepass")
    return Input(FORM, files)


def judge(given: Input, folder: Path, rng: random.Random) -> str:
    """Runs the command in this process, and looks at what it wrote."""
    out = folder / "out"
    paths = [str(folder / name) for name in given.files]
    formats = [
        "html",
        f"json:{out}/all.json",
        f"csv:{out}/all.csv",
        f"xlsx:{out}/all.xlsx",
        f"junit:{out}/all.xml",
        f"sarif:{out}/all.sarif",
    ]
    wanted = [part for format_ in formats for part in ("-f", format_)]
    options = ["-o", str(out), "--jobs", "1", "--as-of", "2026-11-21", "--lang", rng.choice(_LANGUAGES), *wanted]
    said, status = StringIO(), None
    before = sys.stdout, sys.stderr
    try:
        with redirect_stdout(StringIO()), redirect_stderr(said):
            main([*paths, *options])
    except SystemExit as end:
        status = end.code
    finally:
        sys.stdout, sys.stderr = before
    require(status in (0, 1, 2, 3), f"exit status {status}: {said.getvalue()[-300:]}")
    require("Traceback" not in said.getvalue(), said.getvalue()[-1000:])
    lines = said.getvalue().splitlines()
    require(not any(HIDDEN_CHARACTERS.search(line) for line in lines), "a hidden character on the terminal")
    written = {path.name: path.read_bytes() for path in out.rglob("*") if path.is_file()} if out.is_dir() else {}
    reports = [name for name in written if name.startswith("ke-hoach-")]
    require(len(reports) < len(paths) or status != 2, f"exit status 2 with a report of every plan: {lines[-3:]}")
    require(
        status != 2 or any("ke-hoach-" in line for line in lines), f"exit status 2, and no file is named: {lines[-3:]}"
    )
    for name, content in written.items():
        kind = {"all.xml": "junit", "all.sarif": "sarif"}.get(name, name.rpartition(".")[2])
        laws.output_holds(kind, content)
    return FORM
