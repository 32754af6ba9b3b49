"""What the loader refuses, an editor marks while one types; and it marks nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from command import HEAD, write_plan
from hypothesis import given
from hypothesis import strategies as st
from in_editors import all_in_quotes, as_an_editor, faults, loads

TASK = "tasks:\n  - title: Việc\n    "
RULESET = (
    "schema: ruleset/1\nid: file\nnumber: 1/NQ\ntitle: Nghị quyết\nissuer: Bộ Chính trị\nissued: 2025-09-09\n"
    "binding: mandatory\n"
)
REQUIREMENT = "requirements:\n  - id: file/one\n    clause: I.1\n    words: đạt\n    severity: high\n    verified: secondary\n    "
NORM_TASK = "tasks:\n  - id: file/one\n    clause: I.1\n    title: {vi: Việc}\n    verified: secondary\n    "
ENTRY = "schema: indicators/1\nindicators:\n  cars:\n    name: {vi: Số xe}\n    "
CASE = "schema: ruleset-test/1\nruleset: nq72\ncases:\n  - name: Đạt\n    "
ACCEPTED = (
    "schema: acceptances/1\nacceptances:\n"
    "  - {plan: tinh, requirement: nq72/insurance-2030, reason: Lộ trình, by: Vụ Pháp chế, until: 2027-06-30}\n"
)


def bound(line: str) -> str:
    return HEAD + "commitments:\n  - indicator: insurance_coverage\n    " + line + "\n"


REFUSED = {
    "an unknown key": ("plan", HEAD + "titel: Khác\n", ""),
    "an unknown key of a target": ("plan", bound("at_lest: 3"), 0),
    "a key that is missing": ("plan", HEAD.replace("title: Kế hoạch\n", ""), ""),
    "a key without a value": ("plan", HEAD + "note:\n", "note"),
    "another kind of file": ("plan", HEAD.replace("plan/1", "ruleset/1"), "schema"),
    "an id with capitals": ("plan", HEAD.replace("id: tinh", "id: Tinh"), "id"),
    "an unknown province": ("plan", HEAD.replace("Bắc Ninh", "Bắc Nin"), "province"),
    "a former province alone": ("plan", HEAD.replace("Bắc Ninh", "Kon Tum"), "province"),
    "no date": ("plan", HEAD.replace("2025-11-21", "21/11/2025"), "issued"),
    "no such day": ("plan", HEAD.replace("2025-11-21", "2025-11-31"), "issued"),
    "no such month": ("plan", HEAD.replace("2025-11-21", "2025-13"), "issued"),
    "an unknown kind of plan": ("plan", HEAD + "kind: note\n", "kind"),
    "text where years are due": ("plan", HEAD + "covers: 2026\n", "covers"),
    "one year of two": ("plan", HEAD + "covers: {from: 2026}\n", "covers"),
    "an unknown indicator": ("plan", bound("indicator_: x").replace("coverage", "coverge"), "indicator"),
    "two comparators": ("plan", bound("at_least: 97.5\n    more_than: 95"), "more_than"),
    "a number and a promise": ("plan", bound("promised: true\n    at_most: 95"), "promised"),
    "by and from": ("plan", bound("by: 2030\n    from: 2026"), "from"),
    "an unknown unit": ("plan", bound("unit: phần trăm"), "unit"),
    "text where a number is due": ("plan", bound("at_least: nhiều"), "at_least"),
    "a number with thousands": ("plan", bound("at_least: 1.234.567"), "at_least"),
    "an ambiguous number": ("plan", bound('at_least: "1.000"'), "at_least"),
    "an ambiguous number with a comma": ("plan", bound("at_least: 1,000"), "at_least"),
    "a number that is too large": ("plan", bound("at_least: 1000000000"), "at_least"),
    "a number that is too large, as text": ("plan", bound("at_least: '1000000000,5'"), "at_least"),
    "seven decimals": ("plan", bound("at_least: '0,1234567'"), "at_least"),
    "a pair of one": ("plan", bound("between: [4]"), "between"),
    "a pair with text": ("plan", bound("between: [4, năm]"), 1),
    "a year of five digits": ("plan", bound("by: 20300"), "by"),
    "a year as words": ("plan", bound("by: năm 2030"), "by"),
    "neither true nor false": ("plan", bound("approximate: khoảng"), "approximate"),
    "an unknown scope": ("plan", bound("scope: every"), "scope"),
    "an empty text": ("plan", bound('quote: " "'), "quote"),
    "a list where text is due": ("plan", bound("quote: [a]"), "quote"),
    "text where a list is due": ("plan", HEAD + TASK + "lead: Sở Y tế\n", "lead"),
    "an unknown due date": ("plan", HEAD + TASK + "due: 2026-Q5\n", "due"),
    "an unknown group": ("plan", HEAD + TASK + "group: 7\n", "group"),
    "an unknown group, in quotation marks": ("plan", HEAD + TASK + "group: '0'\n", "group"),
    "a number that promises nothing": (
        "plan", HEAD + TASK + "quantity: {at_least: 0, unit: people}\n", "at_least"
    ),
    "a number below nothing": ("plan", HEAD + TASK + 'quantity: {at_least: "-5", unit: people}\n', "at_least"),
    "a number without its unit": ("plan", HEAD + TASK + "quantity: {at_least: 40}\n", "quantity"),
    "a requirement without a comparator": (
        "ruleset", RULESET + REQUIREMENT + "indicator: insurance_coverage\n    by: 2030\n", 0,
    ),
    "a requirement without a year": (
        "ruleset", RULESET + REQUIREMENT + "indicator: insurance_coverage\n    at_least: 95\n", 0,
    ),
    "a limit where more is better": (
        "ruleset", RULESET + REQUIREMENT + "indicator: insurance_coverage\n    at_most: 95\n    by: 2030\n", "at_most",
    ),
    "a minimum where less is better": (
        "ruleset", RULESET + REQUIREMENT + "indicator: adult_obesity\n    at_least: 9\n    by: 2030\n", "at_least",
    ),
    "a promise of what has a number": (
        "ruleset", RULESET + REQUIREMENT + "indicator: adult_obesity\n    promised: true\n    by: 2030\n", "promised",
    ),
    "a number for a promise": (
        "ruleset", RULESET + REQUIREMENT + "indicator: basic_fee_exemption\n    at_least: 9\n    by: 2030\n", "at_least",
    ),
    "a unit that does not fit the indicator": (
        "ruleset", RULESET + REQUIREMENT + "indicator: adult_obesity\n    at_most: 9\n    by: 2030\n    unit: cm\n", "unit",
    ),
    "a related indicator that is unknown": (
        "ruleset",
        RULESET + REQUIREMENT + "indicator: adult_obesity\n    at_most: 9\n    by: 2030\n    related: [nope]\n", 0,
    ),
    "an id without its ruleset": ("ruleset", (RULESET + NORM_TASK).replace("file/one", "one") + "due: 2026\n", "id"),
    "a day of issue that is a year": ("ruleset", RULESET.replace("2025-09-09", "2025"), "issued"),
    "an unknown word for how it is verified": (
        "ruleset", (RULESET + NORM_TASK).replace("secondary", "sure") + "due: 2026\n", "verified",
    ),
    "a sum without a number": ("ruleset", RULESET + NORM_TASK + "over: nation\n", 0),
    "a task answered by a number": ("ruleset", RULESET + NORM_TASK + "indicator: adult_obesity\n", "indicator"),
    "a promise with a unit": ("indicators", ENTRY + "direction: more\n    kind: promise\n    unit: cm\n", "unit"),
    "a level without a unit": ("indicators", ENTRY + "direction: more\n    kind: level\n", "cars"),
    "a sentence without an amount": (
        "indicators", ENTRY + "direction: more\n    kind: gain\n    unit: cm\n    target: {vi: tăng}\n", "vi",
    ),
    "an unknown direction": ("indicators", ENTRY + "direction: up\n    kind: promise\n", "direction"),
    "an unknown status": ("ruleset-test", CASE + "expect: {insurance-2030: weker}\n", "insurance-2030"),
    "an unknown kind of remark": ("ruleset-test", CASE + "observations: [hedge]\n", 0),
    "an unknown rule": ("ruleset-test", CASE + "applies: true\n    rule: nope\n", "rule"),
    "an unknown key of what is expected": (
        "ruleset-test", CASE + "expect: {insurance-2030: {status: met, valu: 1}}\n", "insurance-2030",
    ),
    "a month where a day is due": ("acceptances", ACCEPTED.replace("2027-06-30", "2027-06"), "until"),
    "nobody who accepted": ("acceptances", ACCEPTED.replace(" by: Vụ Pháp chế,", ""), 0),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "key"), REFUSED.values(), ids=REFUSED)
def test_what_the_loader_refuses_the_schema_refuses(tmp_path, kind, text, key):
    path = write_plan(tmp_path, text, "tinh.yaml" if kind == "plan" else "file.yaml")
    assert not loads(kind, path)
    assert key in faults(kind, as_an_editor(text))


ACCEPTED_BY_BOTH = {
    "a plan without targets": ("plan", HEAD),
    "a number in quotation marks": ("plan", bound('at_least: "97,5"')),
    "a number with a comma": ("plan", bound("at_least: 97,5")),
    "a pair": ("plan", bound('between: ["4,5", 5]')),
    "years in quotation marks": ("plan", bound('by: "2030"')),
    "a truth value in Vietnamese": ("plan", bound("promised: Có\n    approximate: không")),
    "a page as a number": ("plan", bound("page: 12\n    where: 3")),
    "a date, a month, a year": (
        "plan", HEAD.replace("2025-11-21", "2026-01") + "baselines:\n"
        "  - {indicator: insurance_coverage, value: 93.3, as_of: 2025-09-30}\n"
        "  - {indicator: insurance_coverage, value: '93,3', as_of: 2024}\n",
    ),
    "a leap day": ("plan", HEAD.replace("2025-11-21", "2024-02-29")),
    "a former province beside the present one": (
        "plan", HEAD.replace("Bắc Ninh", "Thành phố Huế") + "province_then: Thừa Thiên Huế\n",
    ),
    "a former province with its key": ("plan", HEAD.replace("Bắc Ninh", "Kon Tum") + "province_then: Kon Tum\n"),
    "a city without “Thành phố”": ("plan", HEAD.replace("Bắc Ninh", "Hải Phòng")),
    "a province with “Tỉnh”": ("plan", HEAD.replace("Bắc Ninh", "Tỉnh Bắc Ninh")),
    "a city with “TP.”": ("plan", HEAD.replace("Bắc Ninh", "TP. Hồ Chí Minh")),
    "tone marks on the other vowel": ("plan", HEAD.replace("Bắc Ninh", "Khánh Hoà")),
    "due dates": ("plan", HEAD + "tasks:\n" + "".join(
        f"  - {{title: Việc, due: {due}}}\n" for due in ("2026", "2026-Q4", "2026-12-31", "yearly", "continuous")
    )),
    "one answer and several": (
        "plan", HEAD + TASK + "answers: nq282/emergency-care\n    group: '2'\n"
        "  - {title: Việc, answers: [nq72/doctor-rotation, nq282/later]}\n",
    ),
    "a ruleset without requirements": ("ruleset", RULESET),
    "an indicator": ("indicators", ENTRY + "direction: more\n    kind: gain\n    unit: cm\n    ceiling: '100'\n"),
    "a case of one word": ("ruleset-test", CASE + "expect: {insurance-2030: missing}\n    observations: [hedged]\n"),
    "a case with amounts": (
        "ruleset-test", CASE + "plan: {commitments: [{indicator: insurance_coverage, at_least: 97.1, by: 2030}]}\n"
        "    expect: {nq72/insurance-2030: {status: weaker, value: 2.9, deadline: có}}\n",
    ),
    "an accepted gap": ("acceptances", ACCEPTED),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), ACCEPTED_BY_BOTH.values(), ids=ACCEPTED_BY_BOTH)
def test_what_may_be_written_in_several_ways_is_accepted_in_all_of_them(tmp_path, kind, text):
    path = write_plan(tmp_path, text, "tinh.yaml" if kind == "plan" else "file.yaml")
    assert loads(kind, path)
    assert faults(kind, as_an_editor(text)) == set()
    assert faults(kind, all_in_quotes(text)) == set()


NUMBERS = [97.5, "97,5", 0, -3, "+4", "1.000", "1,0000000", 10**9, True, "nhiều", [1]]
YEARS = [2030, "2030", 999, 20300, 2030.5, "năm 2030"]
TEXTS = ["đạt 97,5%", 12, 1.5, "", " ", ["a"], {"a": 1}]
FLAGS = [True, False, "có", "Không", "yes", "maybe", 1]
PLACES = ["Bắc Ninh", "Thành phố Huế", "thành phố Huế", "TP.Huế", "Kon Tum", "Hà Nội", "Nowhere", 7]
DUE = [2026, "2026-Q4", "2026-Q5", "2026-02-30", "2026-12-31", "yearly", "sometimes"]
TARGET_VALUES = {
    "indicator": ["insurance_coverage", "adult_obesity", "nope", 5],
    **dict.fromkeys(["at_least", "more_than", "at_most", "less_than"], NUMBERS),
    "between": [[4, 5], ["4,5", 6], [4], 4, [4, "x"], [1, 2, 3]],
    "promised": FLAGS, "approximate": FLAGS, "by": YEARS, "from": YEARS,
    "unit": ["%", "cm", "‰", "m", 3], "scope": ["all", "wider", "some"],
    "hedge": TEXTS, "quote": TEXTS, "page": TEXTS, "typo": ["x"],
}  # fmt: skip
TASK_VALUES = {
    "title": TEXTS, "group": [1, 6, "3", 0, 7, "x"], "lead": [["Sở Y tế"], [], "Sở Y tế", [""]],
    "due": DUE, "answers": ["nq72/one", ["nq72/one", "x/y"], [], ["a b", 3]], "output": TEXTS,
    "quantity": [{"at_least": 40, "unit": "people"}, {"at_least": 40}, {"at_least": "x", "unit": "people"}, 40],
}  # fmt: skip
PLAN_VALUES = {
    "province": PLACES, "province_then": ["Kon Tum", "Thừa Thiên Huế"], "kind": ["plan", "annual-plan", "other"],
    "issued": ["2025-11-21", "2026-01", 2023, "21/11/2025", "2025-11-31", "2025-00"], "level": ["commune", "nation"],
    "implements": [["72-NQ/TW"], [], "72-NQ/TW"], "covers": [{"from": 2026, "to": 2030}, {"from": 2026}, 2026],
}  # fmt: skip


def entries(values: dict[str, list[Any]], *always: str) -> st.SearchStrategy[dict[str, Any]]:
    """A few of the keys, each with a good or a bad value; ``always`` the first, good ones."""
    some = st.fixed_dictionaries({}, optional={k: st.sampled_from(v) for k, v in values.items()})
    few = some.map(lambda entry: dict(list(entry.items())[:4]))
    return few.map(lambda entry: {**{k: values[k][0] for k in always}, **entry})


PLAN_DATA = st.builds(
    lambda head, targets, tasks: {"schema": "plan/1", "id": "tinh", "title": "Kế hoạch", **head,
                                  "commitments": targets, "tasks": tasks},
    entries(PLAN_VALUES, "province", "issued"),
    st.lists(entries(TARGET_VALUES, "indicator"), max_size=2),
    st.lists(entries(TASK_VALUES, "title"), max_size=1),
)  # fmt: skip


@given(data=PLAN_DATA)
def test_the_schema_accepts_what_the_loader_accepts_and_nothing_else(tmp_path_factory, data):
    copied = json.loads(json.dumps(data))  # or what occurs twice would be dumped as an alias
    text = yaml.safe_dump(copied, allow_unicode=True, sort_keys=False)
    path = write_plan(tmp_path_factory.getbasetemp() / "same", text)
    answers = [task.get("answers") for task in data["tasks"]]
    # stricter on purpose: the loader takes any text for an answer, the editor wants an id
    stricter = ["a b", 3] in answers
    assert (faults("plan", as_an_editor(text)) == set()) == (loads("plan", path) and not stricter), text
