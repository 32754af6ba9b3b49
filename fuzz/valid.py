"""Plans, acceptances and norms that are valid and make little sense: every key, every comparator, ties and near-ties."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from checker.reading.fields import Unit
from checker.reading.library import load_library
from checker.reading.models import Catalogue, Ruleset
from checker.reading.places import former_provinces, provinces
from fuzz import nasties

COMPARATORS = ("at_least", "more_than", "at_most", "less_than")
UNITS: tuple[str, ...] = get_args(Unit)
SCOPES = ("all", "each", "average", "part", "wider")
OTHER_SHARE = {"%": "‰", "‰": "%"}
PLAN_YEARS = (
    1000,
    2024,
    2025,
    2025,
    2026,
    2026,
    2027,
    2027,
    2028,
    2029,
    2030,
    2030,
    2030,
    2031,
    2035,
    2045,
    2046,
    2100,
    2101,
    9999,
)
DUE = (
    "2026",
    "2026-Q1",
    "2026-Q4",
    "2027-Q2",
    "2026-03-31",
    "2026-12-31",
    "2030",
    "1000",
    "9999-Q4",
    "2024-02-29",
    "yearly",
    "continuous",
)
ISSUED = ("2025-11-21", "2025-11-21", "2026-01", "2026", "2025-09-09", "2025-09-08", "2025-09", "2023", "2023-08-01", "0001", "9999-12-31",
          "1000-01-01", "2024-02-29")  # fmt: skip
DAYS = ("2025-09-30", "2025", "2025-06", "2024", "2026-01-01", "0001", "9999", "2030-12-31", "2024-12-31")


@dataclass(frozen=True, slots=True)
class Words:
    """What valid files may name: taken from the rulesets that ship, so that none stands here."""

    catalogue: Catalogue
    rulesets: tuple[Ruleset, ...]
    asked: Mapping[str, Sequence[str]]
    """Of each indicator numbers that a norm asks for."""
    tasks: tuple[str, ...]
    numbers_of_norms: tuple[str, ...]
    wordings: tuple[str, ...]
    provinces: tuple[str, ...]
    former: tuple[tuple[str, str], ...]


def ids_of(norm: Ruleset) -> list[str]:
    """What tasks of plans may say that they answer, and groups, which they may not."""
    return [t.id for t in norm.tasks] + [q.id for q in norm.questions] + [g.id for g in norm.groups]


@cache
def words() -> Words:
    """Loaded once for a process."""
    library = load_library(phrases=True)
    rulesets = tuple(file.ruleset for file in library.rulesets)
    asked: dict[str, list[str]] = defaultdict(list)
    for requirement in (r for ruleset in rulesets for r in ruleset.requirements):
        given = (*(getattr(requirement, c) for c in COMPARATORS), *(requirement.between or ()))
        asked[requirement.indicator] += [str(number) for number in given if number is not None]
    return Words(
        library.catalogue,
        rulesets,
        dict(asked),
        tuple(id_ for r in rulesets for id_ in ids_of(r)),
        tuple(dict.fromkeys(number for r in rulesets for number in (r.number, *r.applies_to.implements))),
        tuple(word for r in rulesets for q in r.requirements for w in q.wordings for word in w.words),
        tuple(province.name for province in provinces()),
        tuple(former_provinces().items()),
    )


def maybe(rng: random.Random, share: float, keys: dict[str, Any], **values: Callable[[], Any]) -> None:
    """Each of the values under its key with the given chance; a trailing _ is no part of the key."""
    for key, make in values.items():
        if rng.random() < share:
            keys[key.rstrip("_")] = make()


def plan(rng: random.Random, name: str) -> dict[str, Any]:
    """A valid plan, mostly of a handful of entries on few indicators."""
    known = words()
    size = rng.choice((0, 1, 2, 3, 5, 8, 12, 12, 20)) if rng.random() < 0.985 else rng.choice((60, 140))
    every = list(known.asked) if rng.random() < 0.7 else list(known.catalogue.indicators)
    keys = [rng.choice(every) for _ in range(rng.choice((1, 1, 2, 3, 6, 20)))]
    issued = rng.choice(ISSUED) if rng.random() < 0.5 else "2025-11-21"
    data: dict[str, Any] = {"schema": "plan/1", "id": name, "title": nasties.visible_text(rng), "issued": issued}
    data["province"] = rng.choice(known.provinces)
    if rng.random() < 0.1:
        data["province_then"], data["province"] = rng.choice(known.former)
    tasks = rng.choice((0, 0, 1, 2, 4, 9))
    maybe(
        rng, 0.5, data,
        number=lambda: rng.choice(("142/KH-UBND", nasties.visible_text(rng))),
        issuer=lambda: nasties.visible_text(rng),
        kind=lambda: rng.choice(("programme", "plan", "annual-plan", "summary")),
        covers=lambda: dict(zip(("from", "to"), sorted(rng.choices(PLAN_YEARS, k=2)), strict=True)),
        implements=lambda: rng.choices((*known.numbers_of_norms, "x"), k=rng.choice((0, 1, 2, 3))),
        commitments=lambda: [],
        baselines=lambda: [_baseline(rng, keys) for _ in range(rng.choice((0, 1, 2, 5)))],
        tasks=lambda: [_task(rng) for _ in range(tasks)],
        unread_tables=lambda: [_unread(rng) for _ in range(rng.choice((0, 1, 2)))],
    )  # fmt: skip
    maybe(
        rng, 0.15, data,
        level=lambda: rng.choice(("province", "commune")),
        note=lambda: nasties.visible_text(rng),
        source=lambda: {key: nasties.visible_text(rng) for key in ("title", "file", "sha256") if rng.random() < 0.7},
        review=lambda: {key: nasties.visible_text(rng) for key in rng.choices(("province", "number", "issued", "title", "covers"), k=2)},
    )  # fmt: skip
    if size:
        data["commitments"] = [_commitment(rng, rng.choice(keys)) for _ in range(size)]
    return data


def _number(rng: random.Random, key: str) -> str:
    """Near what a norm asks, mostly; numbers beyond all sense are as valid."""
    kind = rng.random()
    near = words().asked.get(key) or ("95",)
    if kind < 0.5:
        return rng.choice(near)
    if kind < 0.8:
        moved = float(rng.choice(near)) + rng.choice((-0.000001, 0.000001, -1, 1, 0.5, -2.9, 10))
        return f"{moved:.6f}".rstrip("0").rstrip(".")
    return rng.choice(
        ("0", "100", "97,5", "4", "1", "-5", "999999999", "-999999999.999999", "0.000001", "50.0", "1000", "15.0")
    )


def _bound(rng: random.Random, key: str) -> dict[str, Any]:
    indicator = words().catalogue.indicators[key]
    if indicator.kind == "promise" and rng.random() < 0.9:
        return {"promised": rng.choice(("true", "true", "có", "false"))}
    kind = rng.random()
    if kind < 0.05:
        return {}
    if kind < 0.08:
        return {"promised": "true"}
    right = COMPARATORS[:2] if indicator.direction == "more" else COMPARATORS[2:]
    keys: dict[str, Any] = {rng.choice(right if rng.random() < 0.85 else COMPARATORS): _number(rng, key)}
    if kind > 0.9:
        keys = {
            "between": sorted((_number(rng, key), _number(rng, key)), key=lambda text: float(text.replace(",", ".")))
        }
    own = indicator.unit
    unit = rng.choice((None, None, own, own, OTHER_SHARE.get(own or "", own), rng.choice(UNITS)))
    return keys | ({"unit": unit} if unit else {})


def _commitment(rng: random.Random, key: str) -> dict[str, Any]:
    keys: dict[str, Any] = {"indicator": key} | _bound(rng, key)
    if rng.random() < 0.94:
        keys[rng.choice(("by", "by", "by", "from"))] = str(rng.choice(PLAN_YEARS))
    maybe(
        rng, 0.15, keys,
        scope=lambda: rng.choice(SCOPES),
        approximate=lambda: rng.choice(("true", "false", "có")),
        hedge=lambda: nasties.visible_text(rng),
        wording=lambda: rng.choice((*words().wordings, nasties.visible_text(rng))),
        quote=lambda: rng.choice((*words().wordings, nasties.visible_text(rng))),
        note=lambda: nasties.visible_text(rng),
    )  # fmt: skip
    _place_and_review(rng, keys)
    return keys


def _place_and_review(rng: random.Random, keys: dict[str, Any]) -> None:
    maybe(
        rng, 0.1, keys,
        where=lambda: nasties.visible_text(rng),
        page=lambda: rng.choice(("1", "5-6", nasties.visible_text(rng))),
        review=lambda: rng.choice(("true", "true", "false")),
        review_reason=lambda: nasties.visible_text(rng),
        confidence=lambda: rng.choice(("high", "medium", "low")),
    )  # fmt: skip


def _baseline(rng: random.Random, keys: Sequence[str]) -> dict[str, Any]:
    key = rng.choice(keys)
    found: dict[str, Any] = {"indicator": key, "value": _number(rng, key)}
    own = words().catalogue.indicators[key].unit or "%"
    maybe(
        rng, 0.6, found,
        unit=lambda: rng.choice((own, own, OTHER_SHARE.get(own, own), rng.choice(UNITS))),
        as_of=lambda: rng.choice(DAYS),
    )  # fmt: skip
    maybe(rng, 0.1, found, approximate=lambda: "true", quote=lambda: nasties.visible_text(rng))
    _place_and_review(rng, found)
    return found


def _task(rng: random.Random) -> dict[str, Any]:
    task: dict[str, Any] = {"title": nasties.visible_text(rng)}
    ids = (*words().tasks, "x/y", "nq/x", "x")
    maybe(
        rng, 0.6, task,
        group=lambda: str(rng.randint(1, 6)),
        lead=lambda: [nasties.visible_text(rng) for _ in range(rng.choice((0, 1, 1, 3)))],
        output=lambda: nasties.visible_text(rng),
        due=lambda: rng.choice(DUE),
        answers=lambda: rng.choice((rng.choice(ids), rng.choices(ids, k=rng.choice((0, 1, 2, 5))))),
    )  # fmt: skip
    maybe(
        rng,
        0.3,
        task,
        quantity=lambda: quantity(rng),
        partners=lambda: [nasties.visible_text(rng)],
        due_words=lambda: "thường xuyên",
    )
    maybe(rng, 0.1, task, quote=lambda: nasties.visible_text(rng), note=lambda: nasties.visible_text(rng))
    _place_and_review(rng, task)
    return task


def quantity(rng: random.Random) -> dict[str, Any]:
    """How much of something a task promises."""
    found: dict[str, Any] = {"at_least": rng.choice(("40", "1000", "0.5", "999999999", "1")), "unit": rng.choice(UNITS)}
    if rng.random() < 0.5:
        found["from"], found["to"] = (str(year) for year in sorted(rng.choices(PLAN_YEARS, k=2)))
    return found


def _unread(rng: random.Random) -> dict[str, Any]:
    table: dict[str, Any] = {"where": nasties.visible_text(rng)}
    maybe(rng, 0.4, table, about=lambda: rng.choice(("targets", "tasks")), quote=lambda: nasties.visible_text(rng),
          page=lambda: "3", note=lambda: nasties.visible_text(rng))  # fmt: skip
    return table


def acceptances(rng: random.Random, plan_id: str) -> dict[str, Any]:
    """A file of accepted gaps of the plan, and of others."""
    ids = [q.id for r in words().rulesets for q in r.requirements]
    entries = [
        {
            "plan": rng.choice((plan_id, plan_id, plan_id, "khac")),
            "requirement": rng.choice((rng.choice(ids), rng.choice(ids), "other/x")),
            "reason": nasties.visible_text(rng),
            "by": nasties.visible_text(rng),
            "until": rng.choice(("2026-11-20", "2026-11-21", "2026-11-22", "0001-01-01", "9999-12-31", "2030-01-01")),
        }
        for _ in range(rng.choice((0, 1, 3, 30)))
    ]
    return {"schema": "acceptances/1", "acceptances": entries}
