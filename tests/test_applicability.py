"""Which plans a norm binds."""

from __future__ import annotations

from datetime import date

import pytest

from checker.applicability import applicability
from checker.i18n import language
from checker.models import AppliesTo, Plan, Ruleset

TERMS = AppliesTo(issued_from=date(2025, 9, 9), implements=("72-NQ/TW", "282/NQ-CP"), level=("province",))


def decide(terms=TERMS, **plan):
    data = {"schema": "plan/1", "id": "x", "province": "Huế", "title": "x", "issued": "2025-12-01", **plan}
    ruleset = Ruleset.model_construct(number="72-NQ/TW", issued=date(2025, 9, 9), applies_to=terms)
    return applicability(Plan.model_validate(data), ruleset, language("vi"))


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
    assert not decide(terms, issued="2025-09-09").applies


def test_the_reason_names_the_dates():
    assert "09/9/2025" in decide(issued="2023").why
    assert "08/9/2025" in decide(issued="2025-09-08").why
