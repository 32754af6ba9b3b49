"""Which plans a norm binds."""

from __future__ import annotations

from datetime import date

import pytest
from command import PLANS

from checker.i18n import language
from checker.judging.applicability import applicability
from checker.reading.library import load_library
from checker.reading.load import load_plan
from checker.reading.models import AppliesTo, Plan, Ruleset

TERMS = AppliesTo(issued_from=date(2025, 9, 9), implements=("72-NQ/TW", "282/NQ-CP"), level=("province",))


def decide(terms=TERMS, **plan):
    data = {"schema": "plan/1", "id": "x", "province": "Huế", "title": "x", "issued": "2025-12-01", **plan}
    ruleset = Ruleset.model_construct(number="72-NQ/TW", issued=date(2025, 9, 9), applies_to=terms)
    (found,) = applicability(Plan.model_validate(data), [ruleset], language("vi"))
    return found


@pytest.mark.parametrize(
    ("issued", "applies"),
    [
        ("2025-09-08", False),
        ("2025-09-09", True),
        ("2023", False),
        ("2025-08", False),
        ("2025-09", True),  # may have been issued after the 9th: it is asked
        ("2025", True),
        ("2026-01", True),
    ],
)
def test_a_plan_issued_before_the_norm_is_not_bound(issued, applies):
    assert decide(issued=issued).applies is applies


def test_a_plan_is_bound_when_it_implements_the_norm_or_the_programme_behind_it():
    assert decide(implements=("72-NQ/TW",)).applies
    assert decide(implements=("05-CTr/TU", "282/NQ-CP")).applies


def test_a_plan_for_other_norms_only_is_not_bound():
    assert not decide(implements=("788/QĐ-BYT",)).applies


def test_naming_no_norm_is_no_excuse():
    assert decide(implements=()).applies


def test_a_plan_of_another_level_is_not_bound():
    assert not decide(level="commune").applies


def test_a_norm_may_end():
    terms = AppliesTo(issued_before=date(2025, 9, 9))
    assert decide(terms, issued="2023").applies
    assert decide(terms, issued="2025-09-08").applies
    assert not decide(terms, issued="2025-09-09").applies


def test_a_plan_that_may_have_been_issued_before_the_end_is_asked():
    terms = AppliesTo(issued_before=date(2025, 9, 9))
    assert decide(terms, issued="2025-09").applies
    assert decide(terms, issued="2025").applies
    assert not decide(terms, issued="2025-10").applies


def test_a_norm_that_names_no_terms_binds_every_plan():
    assert decide(AppliesTo(), issued="1999", level="commune", implements=("788/QĐ-BYT",)).applies


def test_the_level_excuses_first_then_the_date_then_what_the_plan_implements():
    other = ("788/QĐ-BYT",)
    assert decide(issued="2023", level="commune", implements=other).rule == "addresses-other-levels"
    assert decide(issued="2023", implements=other).rule == "issued-before-the-norm"
    assert decide(implements=other).rule == "implements-other-norms"
    ended = AppliesTo(issued_before=date(2025, 9, 9), implements=("20-NQ/TW",))
    assert decide(ended, implements=other).rule == "issued-after-its-time"


def test_it_is_told_whether_a_plan_implements_the_norm_or_only_came_after_it():
    assert decide(implements=("72-NQ/TW",)).rule == "implements-the-norm"
    assert decide(implements=()).rule == "binds-by-its-date"
    assert decide(AppliesTo(issued_from=date(2024, 2, 27)), implements=("72-NQ/TW",)).rule == "binds-by-its-date"


def test_the_reason_names_the_dates():
    assert "09/9/2025" in decide(issued="2023").why
    assert "08/9/2025" in decide(issued="2025-09-08").why


def test_the_reason_names_the_norms():
    shared = decide(implements=("05-CTr/TU", "282/NQ-CP", "72-NQ/TW")).why
    assert all(number in shared for number in ("282/NQ-CP", "72-NQ/TW"))
    assert "05-CTr/TU" not in shared
    assert "788/QĐ-BYT" in decide(implements=("788/QĐ-BYT",)).why


def test_every_norm_is_decided_by_itself_and_in_order():
    data = {"schema": "plan/1", "id": "x", "province": "Huế", "title": "x", "issued": "2025-12-01"}
    terms = [TERMS, AppliesTo(issued_before=date(2025, 9, 9)), AppliesTo(level=("commune",)), TERMS]
    asked = [Ruleset.model_construct(number="1/NQ", issued=date(2025, 9, 9), applies_to=t) for t in terms]
    found = applicability(Plan.model_validate(data), asked, language("vi"))
    assert [a.applies for a in found] == [True, False, False, True]


def test_no_norms_at_all_are_no_accident():
    data = {"schema": "plan/1", "id": "x", "province": "Huế", "title": "x", "issued": "2025-12-01"}
    assert applicability(Plan.model_validate(data), [], language("vi")) == []


BY = {
    "bacninh": {"nq72": "implements-the-norm", "nq282": "implements-the-norm", "qd201": "binds-by-its-date"},
    "haiphong": {"nq72": "implements-the-norm", "nq282": "implements-the-norm", "qd201": "binds-by-its-date"},
    "quangngai": {"nq72": "implements-the-norm", "nq282": "implements-the-norm", "qd201": "binds-by-its-date"},
    "quangninh": {"nq72": "implements-the-norm", "nq282": "implements-the-norm", "qd201": "binds-by-its-date"},
    "thuathienhue": {"nq20": "binds-by-its-date"},
}
"""The norms that bind each real plan, and why."""


@pytest.mark.parametrize("name", BY)
def test_the_norms_that_bind_each_real_plan(name):
    library = load_library()
    plan = load_plan(PLANS / f"{name}.yaml", library.catalogue).plan
    norms = [file.ruleset for file in library.rulesets]
    found = dict(zip([norm.id for norm in norms], applicability(plan, norms, language("vi")), strict=True))
    assert {id_: a.rule for id_, a in found.items() if a.applies} == BY[name]
    others = {a.rule for a in found.values() if not a.applies}
    assert others == ({"issued-before-the-norm"} if name == "thuathienhue" else {"issued-after-its-time"})
