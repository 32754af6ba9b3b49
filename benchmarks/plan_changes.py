"""What becomes of a real plan when another place makes its own from it: the ways that plans go right and wrong.

Everything works on plain data, as ``yaml.safe_load`` reads it from ``plans/``. A figure that changes, changes in the
quoted words as well; what a change cannot touch (a promise has no figure) stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

Entry = Mapping[str, Any]
"""A commitment, a baseline or a task, key by key as it stands in a plan file."""

Change = Callable[[Random, Entry], list[Entry]]
"""From an entry to what stands in its place: nothing, itself, another, or two."""

_COMPARATORS = ("at_least", "more_than", "at_most", "less_than", "between", "promised")
_FIGURES = ("at_least", "more_than", "at_most", "less_than")
_STRICTER = {"at_least": "more_than", "more_than": "at_least", "at_most": "less_than", "less_than": "at_most"}
_YEARS = (2026, 2027, 2028, 2030, 2031, 2035, 2045)
_MISPRINTS = (2003, 2015, 2205, 2300)
_DUES = (2026, "2026-Q4", "2027-06-30", 2030, 2031, "yearly", "continuous")
_REASONS = ("chưa đối chiếu với bản gốc", "không rõ cột năm", "bản chụp mờ")
_SHARE_CHANGED, _SHARE_CHANGED_AGAIN = 0.35, 0.12
_MOST_BASELINES = 9


@dataclass(frozen=True, slots=True)
class Content:
    """The lists of a plan."""

    commitments: Sequence[Entry]
    baselines: Sequence[Entry]
    tasks: Sequence[Entry]


def made_own(rng: Random, content: Content, levels: frozenset[str], keep: float) -> Content:
    """The content as another place would have it, ``keep`` of 1 with nearly everything in it.

    ``levels`` are the indicators that are levels: those of which a plan may report the present value.
    """
    kept = Content(
        [entry for entry in content.commitments if rng.random() < keep],
        content.baselines,
        [entry for entry in content.tasks if rng.random() < keep],
    )
    found = _changed(rng, kept, _SHARE_CHANGED)
    return replace(found, baselines=[*found.baselines, *_more_baselines(rng, found, levels)])


def revised(rng: Random, content: Content) -> Content:
    """The content as the same place submits it again: most of it stands, some is mended or made worse."""
    return _changed(rng, content, _SHARE_CHANGED_AGAIN)


def _changed(rng: Random, content: Content, share: float) -> Content:
    commitments: list[Entry] = []
    for entry in content.commitments:
        change = rng.choice(_OF_COMMITMENTS) if rng.random() < share else _as_it_was
        commitments += change(rng, entry)
    baselines = [_with_value(entry, "value", _figure(rng, entry["value"])) for entry in content.baselines]
    tasks: list[Entry] = []
    for entry in content.tasks:
        change = rng.choice(_OF_TASKS) if rng.random() < share else _as_it_was
        tasks += change(rng, entry)
    return Content(commitments, baselines, tasks)


def _more_baselines(rng: Random, content: Content, levels: frozenset[str]) -> list[Entry]:
    """Present values for some targets, up to as many in all as the plan that reports most has."""
    known = {entry["indicator"] for entry in content.baselines}
    found: dict[str, Entry] = {}
    for entry in content.commitments:
        key = _figure_key(entry)
        if key and entry["indicator"] in levels - known and rng.random() < 0.3:
            now = round(float(entry[key]) * rng.choice((0.7, 0.9, 0.96, 1, 1.04)), 1)
            found[entry["indicator"]] = {
                "indicator": entry["indicator"],
                "value": now,
                **({"unit": entry["unit"]} if "unit" in entry else {}),
                "as_of": rng.choice((2024, "2024-12-31", "2025-09-30")),
                "quote": f"hiện nay đạt {_spoken(now)}",
                "where": "phần đánh giá tình hình",
            }
    return list(found.values())[: max(0, _MOST_BASELINES - len(known))]


def _as_it_was(_: Random, entry: Entry) -> list[Entry]:
    return [entry]


def _dropped(*_: object) -> list[Entry]:
    return []


def _other_figure(rng: Random, entry: Entry) -> list[Entry]:
    key = _figure_key(entry)
    return [_with_value(entry, key, _figure(rng, entry[key]))] if key else [entry]


def _other_comparator(rng: Random, entry: Entry) -> list[Entry]:
    key = _figure_key(entry)
    if key is None:
        return [entry]
    if rng.random() < 0.8:
        return [_renamed(entry, key, _STRICTER[key], entry[key])]
    low = float(entry[key])
    return [_renamed(entry, key, "between", (low, round(low + rng.choice((0.5, 1, 2)), 1)))]


def _other_year(rng: Random, entry: Entry) -> list[Entry]:
    year = rng.choice(_YEARS if rng.random() < 0.9 else _MISPRINTS)
    return [{**_without(entry, "by", "from"), rng.choice(("by", "by", "by", "from")): year}]


def _other_scope(rng: Random, entry: Entry) -> list[Entry]:
    return [{**entry, "scope": rng.choice(("all", "each", "average", "part", "wider"))}]


def _hedged(rng: Random, entry: Entry) -> list[Entry]:
    word = rng.choice(("phấn đấu", "tiến tới", "hướng tới", "dự kiến"))
    return [{**entry, "hedge": word, "quote": f"{word} {entry['quote']}"}]


def _about(_: Random, entry: Entry) -> list[Entry]:
    return [{**entry, "approximate": True, "quote": f"khoảng {entry['quote']}"}]


def _without_figure(_: Random, entry: Entry) -> list[Entry]:
    return [_without(entry, *_COMPARATORS)]


def _without_year(_: Random, entry: Entry) -> list[Entry]:
    return [_without(entry, "by", "from")]


def _other_unit(rng: Random, entry: Entry) -> list[Entry]:
    return [{**entry, "unit": rng.choice(("people", "cm", "‰"))}] if _figure_key(entry) else [entry]


def _contradicted(rng: Random, entry: Entry) -> list[Entry]:
    """The same target a second time, in the annex, where it reads otherwise."""
    (other,) = _other_figure(rng, entry)
    return [entry, {**other, "where": f"Phụ lục 3, dòng {rng.randint(1, 40)}"}]


def _to_be_reviewed(rng: Random, entry: Entry) -> list[Entry]:
    return [{**entry, "review": True, "review_reason": rng.choice(_REASONS)}]


def _task_without(key: str) -> Change:
    return lambda _, entry: [_without(entry, key)]


def _task_due(rng: Random, entry: Entry) -> list[Entry]:
    return [{**_without(entry, "due_words"), "due": rng.choice(_DUES)}]


def _task_quantity(rng: Random, entry: Entry) -> list[Entry]:
    if "quantity" not in entry:
        return [entry]
    return [{**entry, "quantity": {**entry["quantity"], "at_least": rng.choice((25, 40, 120, 1000))}}]


_OF_COMMITMENTS: tuple[Change, ...] = (
    *[_other_figure] * 14,
    *[_dropped] * 4,
    *[_other_year] * 4,
    *[_other_comparator] * 3,
    *[_contradicted] * 3,
    *[_other_scope] * 2,
    *[_hedged] * 2,
    *[_to_be_reviewed] * 2,
    _about,
    _without_figure,
    _without_year,
    _other_unit,
)
"""Each as often as it stands here."""
_OF_TASKS: tuple[Change, ...] = (
    _dropped,
    _task_due,
    _task_due,
    _task_without("lead"),
    _task_without("output"),
    _task_without("due"),
    _task_without("answers"),
    _task_quantity,
    _to_be_reviewed,
)


def _figure_key(entry: Entry) -> str | None:
    return next((key for key in _FIGURES if key in entry), None)


def _figure(rng: Random, value: Any) -> float | int:
    """Another figure near this one; what was a share of a hundred stays one."""
    other = round(float(value) * rng.choice((0.8, 0.9, 0.95, 0.98, 0.99, 1.005, 1.02, 1.1)), 1)
    if value <= 100:
        other = min(other, 100.0)
    return int(other) if other == int(other) else other


def _with_value(entry: Entry, key: str, value: float) -> Entry:
    """The entry with another figure, also where its quote says it."""
    said = re.compile(rf"(?<![\d,.]){re.escape(_spoken(entry[key]))}(?![\d,.]*\d)")
    return {**entry, key: value, "quote": said.sub(_spoken(value), str(entry["quote"]), count=1)}


def _spoken(value: float) -> str:
    """As a document in Vietnamese writes it: 97,5."""
    return str(value).replace(".", ",")


def _renamed(entry: Entry, key: str, other: str, value: Any) -> Entry:
    """The entry with another key in the place of one."""
    return {(other if name == key else name): (value if name == key else held) for name, held in entry.items()}


def _without(entry: Entry, *keys: str) -> Entry:
    return {name: value for name, value in entry.items() if name not in keys}
