"""A plan for each of the 34 provinces: the four real plans under nq72, renamed, some of their figures changed."""

from __future__ import annotations

import random
import re
from pathlib import Path

import yaml
from command import PLANS, RULESETS

MODELS = ("bacninh", "haiphong", "quangngai", "quangninh")


def plan_of_each_province(folder: Path) -> list[Path]:
    """34 files, always the same; named p and the province's code."""
    table = yaml.safe_load((RULESETS / "provinces.yaml").read_text(encoding="utf-8"))
    rng = random.Random(7)
    texts = [(PLANS / f"{name}.yaml").read_text(encoding="utf-8") for name in MODELS]
    return [_plan(folder, entry, rng.choice(texts), rng) for entry in table["provinces"]]


def _plan(folder: Path, entry: dict[str, object], text: str, rng: random.Random) -> Path:
    heads = {"id": f"p{entry['code']}", "province": entry["name"], "number": f"{rng.randint(10, 400)}/KH-UBND"}
    for key, value in heads.items():
        text = re.sub(rf"^{key}: .*$", f"{key}: {value}", text, count=1, flags=re.MULTILINE)

    def changed(found: re.Match[str]) -> str:
        value = float(found[2])
        other = round(value * rng.choice((0.97, 0.98, 0.99, 1.005, 1.01)), 1)
        return f"{found[1]}{min(other, 100) if value <= 100 else other}" if rng.random() > 0.6 else found[0]

    path = folder / f"p{entry['code']}.yaml"
    path.write_text(re.sub(r"((?:at_least|more_than): )([\d.]+)", changed, text), encoding="utf-8")
    return path
