"""Digests of made-up plans by made-up norms; shared by the tests of digests and tallies."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from command import write_plan
from hypothesis import strategies as st

from checker.i18n import language
from checker.judging.assess import GAPS, STATUSES
from checker.reading.library import Library, load_library
from checker.reading.models import Ruleset
from checker.reading.numbers import SCALE
from checker.reading.places import provinces
from checker.reporting.digest import Given, NormDigest, PlanDigest, Promise, SumShare
from checker.reporting.outcomes import OUTCOMES, TONES
from checker.reporting.tally import Tally

LANGUAGE = language("en")
CODES = [province.code for province in provinces()][:2]
NAMES = {province.code: province.name for province in provinces()}
REQUIREMENTS = 3
MOSTLY = st.sampled_from([True, True, True, False])
PLAN = PlanDigest(
    name="bac-ninh/a", id="a", file="a.yaml", sha256="0", province_code=24, province="Bắc Ninh", then=None,
    level="province", title="Kế hoạch", number=None, issued="2025-11-21", issued_text="21/11/2025", tasks_read=True,
    review_entries=0, open_verdicts=0, province_marked=False, outcome="good", tone="good", gaps=0, advised=0,
    norms=(NormDigest(True, "binds-by-its-date", "why", True, True, "good", ("met",)),),
)  # fmt: skip


def made_up_norms(folder: Path) -> Library:
    """A norm with an average of which more is better, one of which less is, a promise and a sum; and guidance."""
    name = {"vi": "Chỉ số"}
    indicators = {
        "coverage": {"name": name, "kind": "level", "unit": "%", "direction": "more", "ceiling": 100},
        "mortality": {"name": name, "kind": "level", "unit": "‰", "direction": "less"},
        "records": {"name": name, "kind": "promise", "direction": "more"},
    }
    write_plan(folder, json.dumps({"schema": "indicators/1", "indicators": indicators}), "indicators.yaml")
    common = {"by": 2030, "clause": "I", "words": "đạt", "severity": "high", "verified": "official"}
    asked = [("coverage", {"at_least": 95}), ("mortality", {"less_than": 15}), ("records", {"promised": True})]
    head = {"schema": "ruleset/1", "title": "Nghị quyết", "issuer": "Chính phủ", "issued": "2025-09-09"}
    requirements = [{"id": f"norm/{key}", "indicator": key, **bound, **common} for key, bound in asked]
    quantity = {"at_least": 100, "unit": "doctors/year", "from": 2026, "to": 2028}
    task = {
        "id": "norm/doctors",
        "clause": "I",
        "title": name,
        "quantity": quantity,
        "over": "nation",
        "verified": "official",
    }
    of_norm = {"id": "norm", "number": "1/NQ-CP", "binding": "mandatory", "requirements": requirements, "tasks": [task]}
    guidance = {"id": "guide", "number": "2/QĐ-TTg", "binding": "advisory"}
    advised = [{**requirements[0], "id": "guide/coverage"}]
    paths = [
        write_plan(folder, json.dumps(head | of_norm), "norm.yaml"),
        write_plan(folder, json.dumps(head | guidance | {"requirements": advised}), "guide.yaml"),
    ]
    return load_library([str(path) for path in paths])


@st.composite
def norms(draw, requirements: int) -> NormDigest:
    statuses = tuple(draw(st.lists(st.sampled_from(STATUSES), min_size=requirements, max_size=requirements)))
    applies = draw(MOSTLY)
    places = range(requirements)
    accepted = [(n, draw(st.sampled_from(sorted(GAPS)))) for n in places if statuses[n] == "accepted"]
    values = st.integers(0, 1000).map(lambda tenths: tenths * SCALE // 10)
    promises = [
        Promise(n, "said", draw(values) if draw(MOSTLY) else None, draw(st.booleans()), draw(MOSTLY))
        for n in places
        if applies and statuses[n] != "not_applicable" and draw(MOSTLY)
    ]
    years = st.integers(2024, 2030)
    shares = []
    if applies and requirements == REQUIREMENTS:
        amounts = st.tuples(st.integers(1, 9).map(lambda tens: tens * 10 * SCALE), years, years)
        gifts = [Given(a, first, max(first, to), "Nhiệm vụ", "said", None, None, None, 1, None, None)
                 for a, first, to in draw(st.lists(amounts, max_size=2))]  # fmt: skip
        shares = [SumShare("norm/doctors", draw(st.booleans()), tuple(gifts))]
    return NormDigest(
        applies=applies,
        rule=draw(st.sampled_from(["binds-by-its-date", "issued-before-the-norm"])),
        why="why",
        conforms=draw(st.booleans()) and not GAPS & set(statuses),
        final=draw(st.booleans()),
        tone=draw(st.sampled_from(TONES)),
        statuses=statuses,
        accepted=tuple(accepted),
        open=tuple(sorted(draw(st.sets(st.integers(0, requirements - 1))))) if applies else (),
        promises=tuple(promises),
        sums=tuple(shares),
    )


@st.composite
def plans(draw) -> list[PlanDigest]:
    """Up to eight plans of two provinces, by two norms."""
    found = []
    for number in range(draw(st.integers(0, 8))):
        code = draw(st.sampled_from(CODES))
        found.append(
            replace(
                PLAN,
                name=f"p{number}",
                id=f"p{number}",
                province_code=code,
                province=NAMES[code],
                level=draw(st.sampled_from(["province", "province", "commune"])),
                review_entries=draw(st.integers(0, 2)),
                province_marked=draw(st.booleans()),
                outcome=draw(st.sampled_from(OUTCOMES)),
                tone=draw(st.sampled_from(TONES)),
                gaps=draw(st.integers(0, 3)),
                advised=draw(st.integers(0, 1)),
                norms=(draw(norms(REQUIREMENTS)), draw(norms(1))),
            )
        )
    return found


def tally_of(library: Library, digests: Iterable[PlanDigest]) -> Tally:
    tally = Tally.over(library.rulesets, library.catalogue, LANGUAGE)
    for digest in digests:
        tally.add(digest)
    return tally


def rulesets_of(library: Library) -> list[Ruleset]:
    return [found.ruleset for found in library.rulesets]


def bound_by_nothing(library: Library) -> tuple[NormDigest, ...]:
    """Under norms that do not apply: what a plan says does not matter."""
    return tuple(
        NormDigest(False, "rule", "why", True, True, "none", ("not_applicable",) * len(found.ruleset.requirements))
        for found in library.rulesets
    )
