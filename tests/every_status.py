"""Made-up plans: one in which every status occurs, one of which much is still to be reviewed, and one whose every
text is an attack; what is accepted of each."""

from __future__ import annotations

from pathlib import Path

from command import write_yaml

DAY = "2026-11-21"
_HEAD = {
    "schema": "plan/1",
    "province": "Huế",
    "issued": "2025-11-21",
    "implements": ["72-NQ/TW", "282/NQ-CP"],
    "covers": {"from": 2026, "to": 2044},
}
_COMMITMENTS = [
    {"indicator": "child_height_gain", "at_least": 1.5, "unit": "cm", "by": 2030, "scope": "average"},
    {"indicator": "life_expectancy", "at_least": 75, "unit": "years", "by": 2030, "scope": "average"},
    {"indicator": "healthy_life_years", "at_least": 69, "unit": "years", "by": 2030, "scope": "average"},
    {"indicator": "immunisation_coverage", "at_least": 95, "unit": "%", "by": 2030},
    {"indicator": "free_annual_checkup", "at_least": 100, "unit": "%", "by": 2028, "scope": "all"},
    {"indicator": "electronic_health_record", "at_least": 90, "unit": "%", "by": 2026, "scope": "all"},
    {"indicator": "basic_fee_exemption", "promised": True, "by": 2030, "scope": "all"},
    {"indicator": "commune_station_investment", "by": 2030, "scope": "all"},
    {"indicator": "commune_station_doctors", "at_least": 4, "unit": "doctors/station", "by": 2027, "scope": "average"},
    {"indicator": "insured_visits_at_station", "at_least": 15, "unit": "%", "by": 2030},
    {"indicator": "insurance_coverage", "at_least": 96, "unit": "%", "by": 2026, "scope": "all"},
    {"indicator": "insurance_coverage", "at_least": 100, "unit": "%", "by": 2030, "scope": "all"},
]
STATUSES = {
    "child-height-2030": "met", "life-expectancy-2030": "weaker", "healthy-life-years-2030": "exceeded",
    "immunisation-2030": "weaker", "physical-activity-2030": "missing", "free-checkup-2026": "late",
    "health-record-2026": "accepted", "fee-exemption-2030": "met", "station-investment-2030": "unclear",
    "station-doctors-2027": "weaker", "station-visits-2030": "weaker", "insurance-2026": "exceeded",
    "insurance-2030": "met", "life-expectancy-2045": "not_applicable", "healthy-life-years-2045": "not_applicable",
}  # fmt: skip
"""Of each requirement of nq72. Three are weaker each in another way: in value, in strictness, in scope; one acceptance has expired."""

DOUBT = "đọc từ bảng mất cột"
OPEN = {
    "nq72/life-expectancy-2030": ("weaker", [("commitments", 1)]),
    "nq72/health-record-2026": ("accepted", [("commitments", 5)]),
    "nq72/station-doctors-2027": ("missing", [("commitments", 11)]),
    "nq72/insurance-2026": ("exceeded", [("commitments", 9)]),
    "nq72/insurance-2030": ("met", [("commitments", 9)]),
    "qd201/hospital-beds-2030": ("met", [("commitments", 12)]),
    "nq282/emergency-care": ("late", [("tasks", 0)]),
}
"""Of ``plan_under_review``: each verdict that is not final, and what it rests on."""

ATTACK = (
    "</w:t></script><script>alert(1)</script><img src=x onerror=alert(2)> <b>đậm</b> {{7*7}} {% raw %} ${7*7} "
    "[x](javascript:alert(3)) ![y](http://evil.example/y.png) https://evil.example `mã` | # * _a_ ]]> &lt;i&gt; "
    "\"'); alert(4); ('\" \\ ../../etc/passwd שלום 97,1 العربية \u1eb9\u0301 🏥"
)
"""All that a plan may say in one text; hidden characters are refused when it is read."""
FORMULA = '=HYPERLINK("http://evil.example","x") ' + ATTACK
LONG_WORD = "chămsóc" * 715
"""A word of 5,005 letters."""


def plan_of_every_status(folder: Path, **more: object) -> Path:
    """``moi``, with more keys of its head; its acceptances are ``accepted_of_every_status``."""
    cited = [c | {"quote": f"lời thứ {n}", "where": f"mục {n}"} for n, c in enumerate(_COMMITMENTS, 1)]
    title = "Kế hoạch có mọi kết quả"
    return write_yaml(folder, "moi", {**_HEAD, "id": "moi", "title": title, **more, "commitments": cited})


def plan_under_review(folder: Path, head: dict[str, str] | None = None, *, marked: bool = True) -> Path:
    """``rasoat``: as ``moi``, with marks in every section; ``head``: more keys of the head that are marked.

    What no verdict rests on: the title, the baseline, a task that names no task of a norm. Without
    ``marked`` the same plan as a person would have left it.
    """
    doubtful = {"review": True, "review_reason": DOUBT, "confidence": "low"} if marked else {}
    cited = [c | {"quote": f"lời thứ {n}", "where": f"mục {n}"} for n, c in enumerate(_COMMITMENTS, 1) if n != 9]
    cited += [
        {"indicator": "stations_with_doctor", "at_least": 90, "unit": "%", "by": 2027, "quote": "lời thứ 13"},
        {"indicator": "hospital_beds_per_10k", "at_least": 35, "unit": "per-10k", "by": 2030, "quote": "lời thứ 14"},
    ]
    for n in (1, 5, 9, 11, 12):
        cited[n] |= doubtful
    whole = {"output": "Đề án", "due": "2026", "quote": "lời về nhiệm vụ"}
    tasks: list[dict[str, object]] = [
        {"title": "Cấp cứu ngoại viện", "lead": ["Sở Y tế"], "answers": ["nq282/emergency-care"]} | whole | doubtful,
        {"title": "Việc chưa rõ thuộc đâu", "lead": ["Sở Y tế"]} | whole | ({"review": True} if marked else {}),
        {"title": "Việc đã rõ", "lead": ["Sở Y tế"], "answers": ["nq72/doctor-rotation"]} | whole,
    ]
    baseline = {
        "indicator": "immunisation_coverage",
        "value": 90,
        "unit": "%",
        "as_of": "2025",
        "quote": "90%",
    } | doubtful
    parts = {"commitments": cited, "baselines": [baseline], "tasks": tasks}
    marks = {"review": {"title": DOUBT} | (head or {})} if marked else {}
    return write_yaml(folder, "rasoat", {**_HEAD, "id": "rasoat", "title": "Kế hoạch do máy trích", **marks, **parts})


def accepted_of_every_status(folder: Path, plan: str = "moi", words: str = "có giải trình") -> Path:
    kinds = (("health-record-2026", "2027-12-31"), ("station-visits-2030", "2026-06-30"))
    entries = [
        {"plan": plan, "requirement": f"nq72/{slug}", "reason": words, "by": words, "until": until}
        for slug, until in kinds
    ]
    content = {"schema": "acceptances/1", "acceptances": entries}
    return write_yaml(folder, "accepted", content)


def plan_of_attacks(folder: Path) -> Path:
    """``congkich``: every status again, and every text that an author may write is an attack."""
    cited = {"quote": FORMULA, "where": ATTACK, "page": ATTACK, "note": ATTACK}
    commitments = [c | cited | {"hedge": ATTACK, "wording": FORMULA} for c in _COMMITMENTS]
    doubtful = {"review": True, "review_reason": FORMULA}
    commitments[2] |= doubtful
    commitments[1] |= {"note": LONG_WORD}  # in a few places only: on paper, each letter of it is measured many times
    baseline = {"indicator": "insurance_coverage", "value": 93.3, "unit": "%", "as_of": "2025-09-30"} | cited
    whole = {"title": FORMULA, "group": 1, "lead": [ATTACK], "partners": [FORMULA], "output": ATTACK}
    tasks = [whole | cited | {"due": "2026-12-31"}, {"title": ATTACK, "due_words": FORMULA} | cited]
    tasks[0] |= {"answers": ["nq282/emergency-care"]} | doubtful
    unread = {"where": ATTACK, "about": "tasks", "quote": FORMULA, "page": ATTACK, "note": ATTACK}
    head = {"id": "congkich", "title": FORMULA, "number": FORMULA, "issuer": f"{ATTACK} {LONG_WORD}", "note": ATTACK}
    head |= {"review": {"number": ATTACK, "title": FORMULA}}
    source = {"title": FORMULA, "file": ATTACK, "sha256": ATTACK}
    parts = {"commitments": commitments, "baselines": [baseline], "tasks": tasks, "unread_tables": [unread]}
    return write_yaml(folder, "congkich", {**_HEAD, **head, "source": source, **parts})
