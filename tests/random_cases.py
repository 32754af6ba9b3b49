"""Random catalogues, norms and plans, in which ties and near-ties are common."""

from __future__ import annotations

from functools import cache
from itertools import product

from hypothesis import strategies as st

from checker.reading.models import Catalogue, NormTask, Plan, Requirement, Ruleset

# Few values, close to each other.
VALUES = ("95", "95.5", "95,5", "96", "100", "101", "94.999999")
PER_MILLE = dict(zip(VALUES, ("950", "955", "955.0", "960", "1000", "1010", "949.99999"), strict=True))
MILESTONES = (2026, 2027, 2030, 2035, 2045)
YEARS = (2024, 2025, 2026, 2026, 2027, 2027, 2028, 2029, 2030, 2030, 2031, 2035, 2045, 2046, 2100, 2101, 2101,
         None, None)  # fmt: skip
DAYS = ("2023", "2024-12", "2025", "2025-06", "2025-09-30", "2025-09-30", "2026", "2027-03-01", None)
SCOPES = (None, None, None, None, "all", "each", "average", "part", "wider")
SOFTENED = ({},) * 7 + ({"approximate": True}, {"hedge": "tiến tới"})
OTHER_NAMES = ("y tế cơ sở", "Bình quân")
WORDS = ({},) * 5 + (
    {"quote": "bình quân mỗi trạm"}, {"quote": "tại Y TẾ CƠ SỞ"}, {"wording": "Tuyến y tế cơ sở, bình quân"},
    {"quote": "ngành y tế", "wording": "cơ sở khác"},
)  # fmt: skip
WORDINGS = ((),) * 3 + tuple(
    tuple({"words": words, "note": {"vi": "x"}} for words in several)
    for several in ((OTHER_NAMES,), (OTHER_NAMES[:1],), (OTHER_NAMES[:1], OTHER_NAMES[1:]))
)
ASKED_IF = (None,) * 4 + (2025, 2026, 2027, 2030)
UNITS = ("%", "‰", "cm", "years")
OTHER_SHARE = {"%": "‰", "‰": "%"}
RIGHT_SIDE = {"more": ("at_least", "more_than", "between"), "less": ("at_most", "less_than", "between")}
WRONG_SIDE = {"more": ("at_most", "less_than"), "less": ("at_least", "more_than")}
DUE = ("2026", "2026-Q1", "2026-Q2", "2026-Q4", "2026-03-31", "2026-04-01", "2026-12-31", "2027", "2025-Q4",
       "2024-02-29", "yearly", "continuous", None, None)  # fmt: skip
QUANTITIES = (None,) * 4 + tuple(
    {"at_least": number, "unit": unit}
    for number, unit in (("40", "people"), ("50", "people"), ("40", "people"), ("5", "%"), ("50", "‰"), ("49", "‰"))
)


def numbers(comparators, unit):
    """Each value behind each comparator, in ``unit`` and in what converts into it."""
    for comparator, value, written in product(comparators, VALUES, (None, unit, OTHER_SHARE.get(unit))):
        per_mille = (written or unit) == "‰"
        number, low, high = (PER_MILLE[value], "900", "1010") if per_mille else (value, "90", "101")
        pairs = ((number, high), (low, number))
        for bound in pairs if comparator == "between" else (number,):
            yield {comparator: bound, "unit": written}


@cache
def right_bounds(kind, direction, unit):
    """All that a norm can ask of an indicator."""
    return ({"promised": True},) if kind == "promise" else tuple(numbers(RIGHT_SIDE[direction], unit))


@cache
def all_bounds(kind, direction, unit):
    """All that a plan can write: mostly a fitting bound, now and then none, or one that promises nothing."""
    if kind == "promise":
        return ({"promised": True},) * 4 + ({"promised": False}, {"at_least": "1", "unit": "%"}, {})
    strange = tuple({"at_least": "95", "unit": u} for u in UNITS if u not in (unit, OTHER_SHARE.get(unit)))
    strange += ({"promised": True}, {"promised": False}, {}, {})
    strange += tuple({comparator: "0"} for comparator in RIGHT_SIDE[direction][:2])
    return right_bounds(kind, direction, unit) + tuple(numbers(WRONG_SIDE[direction], unit))[::7] + strange


@st.composite
def catalogues(draw) -> Catalogue:
    indicators = {}
    for key in ("apples", "bread", "cheese")[: draw(st.integers(1, 3))]:
        kind = draw(st.sampled_from(("level", "level", "level", "gain", "promise", "promise")))
        direction = draw(st.sampled_from(("more", "less")))
        indicators[key] = {"name": {"vi": key}, "direction": direction, "kind": kind}
        if kind != "promise":
            indicators[key]["unit"] = draw(st.sampled_from(UNITS))
            indicators[key]["ceiling"] = draw(st.sampled_from((None, "100", "95.5")))
    return Catalogue.model_validate({"schema": "indicators/1", "indicators": indicators})


@st.composite
def rulesets(draw, name, catalogue) -> Ruleset:
    """Requirements on every indicator; now and then tasks and groups as well."""
    found = []
    for key, indicator in catalogue.indicators.items():
        bounds = st.sampled_from(right_bounds(indicator.kind, indicator.direction, indicator.unit))
        for place in range(draw(st.integers(1, 4))):
            when, year = draw(st.sampled_from(("by", "from"))), draw(st.sampled_from(MILESTONES))
            said = {when: year, "scope": draw(st.sampled_from(SCOPES))} | draw(bounds)
            said["wordings"] = draw(st.sampled_from(WORDINGS))
            said["asked_if_covers"] = draw(st.sampled_from([y for y in ASKED_IF if y is None or y <= year]))
            found.append(requirement(f"{name}/{key}-{place}", key, **said))
    requirements = draw(st.permutations(found))
    promises = [key for key, indicator in catalogue.indicators.items() if indicator.kind == "promise"]
    asked = st.sampled_from([None, *promises * 3])
    tasks = [
        norm_task(f"{name}/task-{place}", **draw(ways_to_ask()), indicator=draw(asked))
        for place in range(draw(st.sampled_from((0, 1, 2, 3, 3))))
    ]
    return ruleset_of(requirements, name, tasks=tasks, groups=draw(st.sampled_from(((), (1,), (2, 3), (3, 1, 2)))))


@st.composite
def ways_to_ask(draw):
    """A norm's deadline and, or, the number that it asks of a plan or of the nation."""
    quantity = draw(st.sampled_from(QUANTITIES))
    over = draw(st.sampled_from(("plan", "plan", "nation"))) if quantity else "plan"
    return {"due": draw(st.sampled_from(DUE)), "quantity": quantity, "over": over}


def requirement(id_, indicator, **more) -> Requirement:
    said = {"clause": "I", "words": "x", "severity": "low", "verified": "reported"}
    return Requirement.model_validate({"id": id_, "indicator": indicator} | said | more)


def norm_task(id_, **more) -> NormTask:
    """Only tasks answer one that asks for a number: what a bare promise is worth there, no norm has asked yet."""
    if more.get("quantity"):
        more |= {"indicator": None}
    return NormTask.model_validate({"id": id_, "clause": "I", "title": {"vi": "x"}, "verified": "reported"} | more)


def ruleset_of(requirements, name="norm", tasks=(), groups=(), **more) -> Ruleset:
    """``groups`` by their numbers."""
    head = {"schema": "ruleset/1", "id": name, "number": "1/NQ", "title": "x", "issuer": "x", "issued": "2025-01-01",
            "binding": "mandatory"}  # fmt: skip
    said = {"clause": "I", "name": {"vi": "x"}, "verified": "reported"}
    sections = {
        "requirements": tuple(requirements),
        "tasks": tuple(tasks),
        "groups": tuple({"id": f"{name}/group-{number}", "number": number} | said for number in groups),
    }
    return Ruleset.model_validate(head | sections | more)


@st.composite
def plans(draw, catalogue, asked=()):
    """A plan under the norms ``asked``; its tasks carry out theirs."""
    kinds = catalogue.indicators.items()
    ways = {key: st.sampled_from(all_bounds(i.kind, i.direction, i.unit)) for key, i in kinds}
    size = draw(st.integers(0, 25))
    times = product(("by", "from"), draw(st.lists(st.sampled_from(YEARS), min_size=1, max_size=8)))
    times, keys = st.sampled_from([dict([time]) for time in times]), st.sampled_from(sorted(ways))
    manners = st.sampled_from([{"scope": scope} | soft for scope, soft in product(SCOPES, SOFTENED)])
    words = st.sampled_from(WORDS)
    commitments = []
    for _ in range(size):
        key = draw(keys)
        commitments.append({"indicator": key} | draw(ways[key]) | draw(times) | draw(manners) | draw(words))
    values = [*product((*VALUES, "90"), ("cm", "%")), *product((*PER_MILLE.values(), "900"), ("‰",))]
    present = st.tuples(keys, st.sampled_from(values), st.sampled_from(DAYS))
    baselines = [
        {"indicator": key, "value": value, "unit": draw(st.sampled_from((unit, None))), "as_of": as_of}
        for key, (value, unit), as_of in draw(st.lists(present, max_size=4))
    ]
    tasks = draw(st.lists(plan_tasks([task.id for ruleset in asked for task in ruleset.tasks]), max_size=6))
    return plan_of(
        tuple(commitments),
        tuple(baselines),
        draw(st.sampled_from(("2025-11-21", "2025-09", "2026"))),
        draw(st.sampled_from((None, None, None, 2045, 2044, 2030, 2029, 2026))),
        covers_from=draw(st.sampled_from((2026, 2026, 2025, 2024))),
        **draw(st.sampled_from(({}, {"tasks": ()}))) | ({"tasks": tasks} if tasks else {}),
        unread_tables=({"where": "Phụ lục"},) * draw(st.integers(0, 2)),
    )


@st.composite
def plan_tasks(draw, ids):
    """A task, more or less complete, that may carry out some of the norms' tasks with these ids."""
    has = draw(st.sampled_from(tuple(product(((), ("Sở Y tế",)), (None, "Đề án"), (None, 1, 1, 2, 3)))))
    return {
        "title": "x",
        **dict(zip(("lead", "output", "group"), has, strict=True)),
        "due": draw(st.sampled_from(DUE)),
        "quantity": draw(st.sampled_from(QUANTITIES)),
        "answers": tuple(draw(st.lists(st.sampled_from(ids), max_size=2, unique=True))) if ids else (),
    }


def plan_of(commitments, baselines=(), issued="2025-11-21", covers=None, *, covers_from=2026, **more) -> Plan:
    """``covers`` is the last year; without one the plan names no period."""
    period = {"covers": {"from": covers_from, "to": covers}} if covers else {}
    head = {"schema": "plan/1", "id": "p", "province": "Hà Nội", "title": "Kế hoạch", "issued": issued}
    more = {key: tuple(value) if isinstance(value, list) else value for key, value in more.items()}
    return Plan.model_validate(head | period | {"commitments": commitments, "baselines": baselines} | more)


@st.composite
def cases(draw):
    catalogue = draw(catalogues())
    names = ("first", "second")[: draw(st.integers(1, 2))]
    asked = [draw(rulesets(name, catalogue)) for name in names]
    return draw(plans(catalogue, asked)), asked, catalogue


@st.composite
def terms(draw):
    """A plan, and norms that may bind it or not."""
    some = [(), ("72-NQ/TW",), ("282/NQ-CP",), ("72-NQ/TW", "282/NQ-CP"), ("788/QĐ-BYT",), ("788/QĐ-BYT", "72-NQ/TW")]
    norms, levels = st.sampled_from(some), ("province", "commune")
    issued = st.sampled_from(
        ("2025-09-08", "2025-09-09", "2025-09-10", "2025-08", "2025-09", "2025", "2023", "2024-02")
    )
    edges = st.sampled_from((None, None, None, "2025-09-09", "2025-09-01", "2024-02-29", "2025-12-31"))
    asked = []
    for number in range(draw(st.integers(1, 3))):
        level = draw(st.sampled_from(((), levels, levels[:1], levels[1:])))
        said = {"issued_from": draw(edges), "issued_before": draw(edges), "implements": draw(norms), "level": level}
        asked.append(ruleset_of((), f"norm{number}", applies_to=said))
    return plan_of((), issued=draw(issued), level=draw(st.sampled_from(levels)), implements=draw(norms)), asked
