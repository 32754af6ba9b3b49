"""Writes folders of plans like the real ones: ``python -m benchmarks.plans DIR --count 3355``.

Each comes from one of the five in ``plans/``, with everything that it holds (commitments, baselines, tasks, tables not
read, with quotes and places), and differs from it as plans of other places do (``plan_changes``). The first 34 are
one for each province, then comes one for each of the 3,321 communes by their real names, then all of them again as
submitted a second time, and so on. A plan is the same whatever the count: 100 plans are the first 100 of 1,000.

None has ``level: commune``, on purpose: Resolution 72 addresses provinces, and its requirements do not bind a
commune, so that a batch of commune plans would be judged in no time. These are judged fully, as resubmissions of
provinces' plans would be. The real plan of Thừa Thiên Huế, of 2023, is moved to the years of the resolution.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml
from vietnam_provinces import Province, Ward

from .broken_plans import WAYS
from .plan_changes import Content, Entry, made_own, revised

_ROOT = Path(__file__).parent.parent
_MOVED = {"thuathienhue": {"2023": "2026", "2024": "2027", "2025": "2030"}}
_OWN_NAMES = {
    "bacninh": "Bắc Ninh",
    "haiphong": "Hải Phòng",
    "quangngai": "Quảng Ngãi",
    "quangninh": "Quảng Ninh",
    "thuathienhue": "Thừa Thiên Huế",
}
_LISTS = ("commitments", "baselines", "tasks")
_SIZE = 55_000
"""Bytes: of a longer plan, less is kept."""


@dataclass(frozen=True, slots=True)
class Generated:
    """The files written, in the order of their making, and those of them that are broken, each with how."""

    paths: tuple[Path, ...]
    broken: Mapping[Path, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Who submits a plan: a province, or a commune of one. ``path`` is the file's, without suffix."""

    path: str
    name: str
    province: str
    of_province: str


@dataclass(frozen=True, slots=True)
class _Model:
    """A real plan: its head, its lists, what it calls its province, and how much of it is kept."""

    head: Mapping[str, Any]
    content: Content
    tables: tuple[Entry, ...]
    own_name: str
    keep: float


def write_plans(folder: Path, count: int, *, seed: int = 0, broken: int = 0, flat: bool = False) -> Generated:
    """Writes ``count`` plan files into ``folder``, ``broken`` of them spoilt, spread evenly.

    A province's plan stands in ``folder`` itself, a commune's in a folder of its province, or with ``flat`` beside
    them. Files of the same names are written over.

    Raises ValueError for a count below 1, or more broken files than files.
    """
    if count < 1 or not 0 <= broken <= count:
        raise ValueError(f"{count} plans, {broken} of them broken")
    spoilt = {(2 * number + 1) * count // (2 * broken): number for number in range(broken)}
    ways = list(WAYS)
    paths: list[Path] = []
    found: dict[Path, str] = {}
    for number, (place, version) in zip(range(count), submissions(seed), strict=False):
        name = place.path if version == 1 else f"{place.path}-lan-{version}"
        path = folder / f"{name.replace('/', '-') if flat else name}.yaml"
        text = plan_text(place, version, path.stem, seed)
        path.parent.mkdir(parents=True, exist_ok=True)
        if number in spoilt:
            found[path] = ways[spoilt[number] % len(ways)]
            path.write_bytes(WAYS[found[path]](Random(f"{seed} {name}"), text))
        else:
            path.write_bytes(text.encode())
        paths.append(path)
    return Generated(tuple(paths), found)


def submissions(seed: int) -> Iterator[tuple[Place, int]]:
    """Every plan that is submitted, without end, each with how often its place has submitted one."""
    provinces, communes = places()
    order = list(communes)
    Random(f"{seed} communes").shuffle(order)  # so that a small number of them is from everywhere
    version = 0
    while True:
        version += 1
        yield from ((place, version) for place in (*provinces, *order))


@cache
def places() -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """All provinces, and all communes, by their codes."""
    slugs, names = {}, {}
    for province in Province.iter_all():
        slugs[province.code] = re.sub("^(tinh|thanh_pho)_", "", province.codename).replace("_", "-")
        names[province.code] = province.name
    provinces = [
        Place(slugs[code], _in_text(name), name, "") for code, name in sorted(names.items(), key=lambda item: item[0])
    ]
    wards = list(Ward.iter_all())
    times = Counter((ward.province_code, ward.codename) for ward in wards)
    communes = []
    for ward in wards:
        slug = ward.codename.replace("_", "-")
        if times[ward.province_code, ward.codename] > 1:  # such as Văn Lang and Văn Lăng, both of Thái Nguyên
            slug += f"-{ward.code}"
        name = names[ward.province_code]
        path = f"{slugs[ward.province_code]}/{slug}"
        communes.append(Place(path, ward.name[0].lower() + ward.name[1:], name, f", {_in_text(name)}"))
    return tuple(provinces), tuple(communes)


def _in_text(province: str) -> str:
    """A province's name within a sentence."""
    city = province.removeprefix("Thành phố ")
    return f"tỉnh {province}" if city == province else f"thành phố {city}"


def plan_text(place: Place, version: int, id_: str, seed: int) -> str:
    """The text of a plan file; of one submitted again, what it was before with some changes."""
    rng = Random(f"{seed} {place.path}")
    model = rng.choice(_models())
    content = made_own(rng, model.content, _levels(), model.keep)
    for number in range(2, version + 1):
        content = revised(Random(f"{seed} {place.path} {number}"), content)
    again = f" (trình lần thứ {version})" if version > 1 else ""
    head = {
        **model.head,
        "id": id_,
        "province": place.province,
        "title": f"Kế hoạch của {place.name}{place.of_province} thực hiện Nghị quyết số 72-NQ/TW ngày 09/9/2025 của Bộ "
        f"Chính trị về một số giải pháp đột phá, tăng cường bảo vệ, chăm sóc và nâng cao sức khỏe Nhân dân{again}",
        "number": f"{rng.randint(10, 400) + version}/KH-UBND",
        "issuer": f"UBND {place.name}",
        "issued": rng.choice(
            ("2025-10", "2025-11", f"2025-10-{rng.randint(10, 31)}", f"2025-12-{rng.randint(10, 31)}")
        ),
        "implements": rng.choice((["72-NQ/TW"], ["72-NQ/TW", "282/NQ-CP"])),
        "covers": {"from": 2026, "to": 2030 if rng.random() < 0.05 else 2045},
    }
    lists = {"commitments": content.commitments, "baselines": content.baselines, "tasks": content.tasks}
    lists["unread_tables"] = model.tables
    parts = [_dumped(head)]
    for key, entries in lists.items():
        parts += [f"{key}:\n", *map(_item, entries)] if entries else []
    text = "".join(parts)
    for known in (f"thành phố {model.own_name}", f"tỉnh {model.own_name}"):
        text = text.replace(known, _in_text(place.province))
    return text.replace(model.own_name, place.province.removeprefix("Thành phố "))


@cache
def _models() -> tuple[_Model, ...]:
    return tuple(_model(path) for path in sorted((_ROOT / "plans").glob("*.yaml")) if path.stem in _OWN_NAMES)


def _model(path: Path) -> _Model:
    text = path.read_text(encoding="utf-8")
    if years := _MOVED.get(path.stem):
        text = re.sub(rf"\b({'|'.join(years)})\b", lambda found: years[found[0]], text)
    data = _fixed(yaml.load(text, yaml.CSafeLoader))
    tables = data.pop("unread_tables", ())
    content = Content(*(data.pop(name, ()) for name in _LISTS))
    data.pop("province_then", None)
    keep = min(0.97, _SIZE / len(text.encode()))
    return _Model(data, content, tables, _OWN_NAMES[path.stem], max(keep, 0.55))


def _fixed(value: Any) -> Any:
    """The value with tuples for lists, so that it can be a key to what it looks like in YAML."""
    if isinstance(value, dict):
        return {key: _fixed(held) for key, held in value.items()}
    return tuple(map(_fixed, value)) if isinstance(value, list) else value


@cache
def _levels() -> frozenset[str]:
    catalogue = yaml.load((_ROOT / "rulesets" / "indicators.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return frozenset(key for key, entry in catalogue["indicators"].items() if entry["kind"] == "level")


def _item(entry: Entry) -> str:
    """An entry as an item of a list."""
    lines = [_dumped_key(k, v) if v.__hash__ else _indented({k: v}) for k, v in entry.items()]
    return f"- {''.join(lines)[2:]}"


@cache
def _dumped_key(key: str, value: Any) -> str:
    """Once for each key and value: of ten thousand plans, nearly all lines are the same."""
    return _indented({key: value})


def _indented(data: Entry) -> str:
    return "".join(f"  {line}" for line in _dumped(data).splitlines(keepends=True))


def _dumped(data: Entry) -> str:
    text: str = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=100_000)
    return text


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.plans", description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--count", type=int, default=3355, help="plans to write [default: 3355, as many as places]")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--broken", type=int, default=0, help="so many of them spoilt; DIR/../broken.txt names them")
    parser.add_argument("--flat", action="store_true", help="all in DIR, without folders of provinces")
    given = parser.parse_args()
    if given.count < 1 or not 0 <= given.broken <= given.count:
        parser.error("at least one plan, and no more broken ones than plans")
    if given.folder.exists() and any(given.folder.iterdir()):
        parser.error(f"{given.folder} is not empty")
    made = write_plans(given.folder, given.count, seed=given.seed, broken=given.broken, flat=given.flat)
    if made.broken:
        names = given.folder.resolve().parent / "broken.txt"
        names.write_text("".join(f"{path}\t{way}\n" for path, way in made.broken.items()), encoding="utf-8")
    size = sum(path.stat().st_size for path in made.paths) / 1e6
    print(f"{len(made.paths)} plans, {len(made.broken)} of them broken, {size:.0f} MB in {given.folder}")


if __name__ == "__main__":
    main()
