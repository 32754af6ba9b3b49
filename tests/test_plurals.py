"""What is said otherwise of one than of many; Vietnamese says both alike."""

from __future__ import annotations

from decimal import Decimal

import pytest

from checker.i18n import Language, language
from checker.reading.models import UnitWord
from checker.reading.units import COUNTED, WORDS
from checker.reporting.wording import with_unit


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1", "1 year"),
        ("1.0", "1 year"),
        ("0", "0 years"),
        ("0.5", "0.5 years"),
        ("1.5", "1.5 years"),
        ("2", "2 years"),
    ],
)
def test_english_says_year_of_one_only(number, text):
    assert with_unit(Decimal(number), "years", language("en")) == text


@pytest.mark.parametrize("number", [1, 2, Decimal("0.5")])
def test_vietnamese_has_one_form(number):
    lang = language("vi")
    said = lang.plural("{years} year late", "{years} years late", number, years=lang.number(number))
    assert said == f"chậm {lang.number(number)} năm"


def test_every_counted_unit_has_the_usual_word_for_many():
    assert {unit: many for unit, (_, many) in COUNTED.items()} == {unit: WORDS[unit] for unit in COUNTED}


def test_a_language_without_plurals_of_its_own_says_them_as_english_does():
    lang = Language("vi", lambda text: f"⟦{text}⟧")
    assert [lang.plural("one", "many", n) for n in (1, 2)] == ["⟦one⟧", "⟦many⟧"]


def test_a_word_of_the_catalogue_may_have_a_form_for_one():
    word = UnitWord(vi="bác sĩ", en="doctors", en_one="doctor")
    assert [word.behind(Decimal(n), "en") for n in ("1", "2", "0.5")] == ["doctor", "doctors", "doctors"]
    assert word.behind(Decimal(1), "vi") == "bác sĩ"
    assert UnitWord(vi="năm", en="years").behind(Decimal(1), "en") == "years"
