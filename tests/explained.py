"""The shipped rulesets and their entries by id, and pages as text; shared by the tests of `check explain`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import yaml

from checker.i18n import language
from checker.judging.coverage import provisions
from checker.manual.explain import explain
from checker.manual.worked_examples import examples_of_requirement
from checker.reading.library import load_library
from checker.reading.models import NormTask, Requirement, Ruleset, TaskGroup
from checker.writers.explanation import page_text

LANGUAGES = (VI, EN) = (language("vi"), language("en"))
LIBRARY = load_library()
CATALOGUE = LIBRARY.catalogue
NORMS = {file.ruleset.id: file.ruleset for file in LIBRARY.rulesets}


def entries(kind: type) -> dict[str, tuple[Any, Ruleset]]:
    return {p.id: (p.entry, norm) for norm in NORMS.values() for p in provisions(norm) if isinstance(p.entry, kind)}


REQUIREMENTS, TASKS, GROUPS = entries(Requirement), entries(NormTask), entries(TaskGroup)


def examples(id_: str):
    requirement, norm = REQUIREMENTS[id_]
    return examples_of_requirement(requirement, norm, CATALOGUE)


def text(id_: str, lang=VI) -> str:
    return click.unstyle(page_text(explain(id_, LIBRARY, lang), lang, 80))


def change(folder: Path, name: str, edit: Callable[[Any], object]) -> None:
    """Edits a ruleset file of the folder as data."""
    path = folder / "rulesets" / name
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    edit(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
