"""Spoils parsed data: keys, types, nesting, numbers of entries, and values that fit elsewhere."""

from __future__ import annotations

import copy
import json
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from fuzz import nasties

Pool = Mapping[str, Sequence[Any]]
"""Values seen under each key, to write under the same key elsewhere."""

NUMBERS = {
    "at_least",
    "more_than",
    "at_most",
    "less_than",
    "value",
    "ceiling",
    "population",
    "code",
    "column",
    "row",
    "group",
    "number",
}
YEARS = {"by", "from", "to", "asked_if_covers", "year"}
DATES = {"issued", "as_of", "due", "until", "issued_from", "issued_before"}


def pool_of(data: Sequence[Any]) -> Pool:
    """Every value under its key, wherever that stands."""
    pool: dict[str, list[Any]] = defaultdict(list)
    for one in data:
        for container, key in places(one):
            if isinstance(container, dict) and _size(container[key]) < 200 and len(pool[key]) < 400:
                pool[key].append(container[key])
    return pool


def places(data: Any) -> list[tuple[Any, Any]]:
    """Every container within with each of its keys or indexes."""
    found: list[tuple[Any, Any]] = []
    waiting = [data]
    while waiting:
        one = waiting.pop()
        steps = list(one) if isinstance(one, dict) else range(len(one)) if isinstance(one, list) else ()
        for step in steps:
            found.append((one, step))
            waiting.append(one[step])
    return found


def _size(data: Any) -> int:
    return 1 + len(places(data)) if isinstance(data, (dict, list)) else 1


def fresh(data: Any) -> Any:
    """A copy to change, its sequences lists."""
    if isinstance(data, dict):
        return {key: fresh(value) for key, value in data.items()}
    return [fresh(value) for value in data] if isinstance(data, (list, tuple)) else data


def spoil_data(data: Any, rng: random.Random, pool: Pool) -> Any:
    """One to four changes that leave YAML, and mostly no valid file."""
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        spots = places(data)
        if not spots:
            return data
        container, key = rng.choice(spots)
        _spoil(container, key, rng, pool)
    return data


def cross(data: Any, rng: random.Random, pool: Pool) -> Any:
    """Some values exchanged for others seen under the same key, lists shortened or doubled: mostly still valid."""
    for _ in range(rng.choice((1, 2, 4, 8))):
        spots = [(c, k) for c, k in places(data) if not (isinstance(c, dict) and k in ("schema", "id"))]
        if not spots:
            return data
        container, key = rng.choice(spots)
        if isinstance(container, list):
            _shuffle(container, key, rng)
        elif pool.get(key):
            container[key] = copy.deepcopy(rng.choice(pool[key]))
    return data


def _shuffle(items: list[Any], at: int, rng: random.Random) -> None:
    match rng.randrange(4):
        case 0:
            del items[at]
        case 1:
            items.append(copy.deepcopy(items[at]))
        case 2:
            rng.shuffle(items)
        case _:
            del items[at + 1 :]


def _spoil(container: Any, key: Any, rng: random.Random, pool: Pool) -> None:
    match rng.randrange(12):
        case 0:
            del container[key]
        case 1 if isinstance(container, dict):
            container[rng.choice((*pool, nasties.text(rng)))] = container.pop(key)
        case 2 if isinstance(container, dict):
            other = rng.choice(list(pool))
            container[other] = copy.deepcopy(rng.choice(pool[other]))
        case 3:
            container[key] = rng.choice(
                ([], {}, None, "", [[]], [None], {"": ""}, [{}], "x", [""], {"x": None}, ["a", "b", "c"])
            )
        case 4:
            container[key] = rng.choice(
                ([container[key]], {"x": container[key]}, [container[key]] * rng.choice((2, 200)))
            )
        case 5:
            container[key] = _deep(rng.choice((3, 18, 19, 20, 30)), container[key], rng)
        case 6 if isinstance(container, list):
            container.extend(copy.deepcopy(container[key]) for _ in range(rng.choice((1, 3, 160, 1100))))
        case _:
            container[key] = value_for(str(key), rng, pool)


def value_for(key: str, rng: random.Random, pool: Pool) -> Any:
    """A value that may stand under a key, or nearly."""
    kind = rng.random()
    if kind < 0.3 and pool.get(key):
        return copy.deepcopy(rng.choice(pool[key]))
    if kind < 0.6:
        for keys, values in ((NUMBERS, nasties.NUMBERS), (YEARS, nasties.YEARS), (DATES, nasties.DATES)):
            if key in keys:
                return rng.choice(values)
    if kind < 0.65:
        return [rng.choice(nasties.NUMBERS) for _ in range(rng.choice((0, 1, 2, 2, 3)))]
    return nasties.text(rng)


def _deep(levels: int, value: Any, rng: random.Random) -> Any:
    for _ in range(levels):
        value = [value] if rng.random() < 0.5 else {"a": value}
    return value


def as_yaml(data: Any, rng: random.Random) -> str:
    """The data in one of the ways that YAML has; every scalar is text, None an empty value."""
    kind = rng.random()
    if kind < 0.45:
        return json.dumps(data, ensure_ascii=False)
    if kind < 0.6:
        return json.dumps(data, ensure_ascii=False, indent=2)
    text: str = yaml.dump(
        data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, default_flow_style=rng.choice((False, False, None)),
        width=rng.choice((80, 1000)),
    )  # fmt: skip
    return text
