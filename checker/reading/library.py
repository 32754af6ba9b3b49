"""Where the rulesets and templates are, and which rulesets a run uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.i18n import N_
from checker.problems import InvalidFile, Problem
from checker.reading.load import RulesetFile, load_catalogue, load_ruleset
from checker.reading.models import Catalogue

CATALOGUE = "indicators.yaml"
PROVINCES = "provinces.yaml"


@dataclass(frozen=True, slots=True)
class Library:
    """The rulesets of one run, and the one catalogue that they and the plans are written in."""

    catalogue: Catalogue
    rulesets: tuple[RulesetFile, ...]


class UnknownRuleset(Exception):
    """A ruleset was asked for that is neither an id nor a file; carries the ids that exist."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name, self.known = name, tuple(known)
        super().__init__(name)


def shipped(name: str) -> Path:
    """A folder of this project, ``rulesets`` or ``templates``.

    An installed wheel has it inside the package, a checkout beside the package.
    """
    package = Path(__file__).parent.parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name


def rulesets_folder() -> Path:
    """``rulesets/`` of the current folder if it holds a catalogue, else the shipped one."""
    here = Path("rulesets")
    return here if (here / CATALOGUE).is_file() else shipped("rulesets")


def rulesets_in(folder: Path) -> list[Path]:
    """The files of a folder that are rulesets by their names, sorted."""
    others = (CATALOGUE, PROVINCES)
    return [p for p in sorted(folder.glob("*.yaml")) if p.name not in others and not p.name.endswith(".test.yaml")]


def provinces_file() -> Path:
    """``provinces.yaml`` of the folder of rulesets in use if it has one, else the shipped one."""
    here = rulesets_folder() / PROVINCES
    return here if here.is_file() else shipped("rulesets") / PROVINCES


def load_library(wanted: Sequence[str] = (), *, phrases: bool = False) -> Library:
    """The rulesets named by id or file, or all of ``rulesets/``.

    A ruleset file brings the catalogue that stands beside it; ``phrases`` as for ``load_catalogue``. Raises InvalidFile, UnknownRuleset.
    """
    folder = rulesets_folder()
    available = {p.stem: p for p in rulesets_in(folder)}
    paths = [_find(name, available) for name in wanted] or list(available.values())
    paths = list(dict.fromkeys(paths))  # asked for twice, judged once
    catalogues = {p.parent / CATALOGUE for p in paths if (p.parent / CATALOGUE).is_file()}
    if len(catalogues) > 1:
        first, second = sorted(catalogues)[:2]
        what = N_("a second catalogue of indicators, beside {first}; one run uses one")
        raise InvalidFile([Problem(str(second), (1, 1), what, {"first": first})])
    catalogue = load_catalogue(catalogues.pop() if catalogues else folder / CATALOGUE, phrases=phrases)
    rulesets: dict[str, RulesetFile] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            found = load_ruleset(path, catalogue)
        except InvalidFile as error:
            problems += error.problems
            continue
        earlier = rulesets.setdefault(found.ruleset.id, found)
        if earlier is not found:
            what = N_("the ruleset {id} is here a second time (first in {first}); name one of them")
            problems.append(found.document.problem(("id",), what, id=found.ruleset.id, first=earlier.document.file))
    if problems:
        raise InvalidFile(problems)
    return Library(catalogue, tuple(rulesets.values()))


def _find(name: str, available: dict[str, Path]) -> Path:
    if name in available:
        return available[name]
    if name.endswith((".yaml", ".yml")) or "/" in name:
        return Path(name)
    raise UnknownRuleset(name, list(available))
