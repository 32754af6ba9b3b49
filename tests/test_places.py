"""Provinces are known by any spelling of their name, and old names lead to the present ones."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from command import HEAD, RULESETS, write_plan

from checker.problems import InvalidFile
from checker.reading.load import load_catalogue, load_plan
from checker.reading.places import _MERGED, find_province

CATALOGUE = load_catalogue(RULESETS / "indicators.yaml")


def problem(folder, text):
    """Line, column and message of the one problem of a plan with this text."""
    with pytest.raises(InvalidFile) as caught:
        load_plan(write_plan(folder, text), CATALOGUE)
    (found,) = caught.value.problems
    return (*found.mark, found.render())


@pytest.mark.parametrize(
    ("name", "code", "official"),
    [
        ("Bắc Ninh", 24, "Bắc Ninh"),
        ("Tỉnh Bắc Ninh", 24, "Bắc Ninh"),
        ("tỉnh  bắc ninh", 24, "Bắc Ninh"),
        ("Hải Phòng", 31, "Thành phố Hải Phòng"),
        ("Thành phố Hải Phòng", 31, "Thành phố Hải Phòng"),
        ("TP. Huế", 46, "Thành phố Huế"),
        ("Khánh Hòa", 56, "Khánh Hòa"),
        ("Khánh Hoà", 56, "Khánh Hòa"),
        (normalize("NFD", "Khánh Hòa"), 56, "Khánh Hòa"),
    ],
)
def test_a_province_is_known_however_it_is_written(tmp_path, name, code, official):
    found = load_plan(write_plan(tmp_path, HEAD.replace("Bắc Ninh", name)), CATALOGUE).province
    assert (found.code, found.name) == (code, official)


@pytest.mark.parametrize(("name", "present"), [("Quãng Ngãi", "Quảng Ngãi"), ("Bac Ninh", "Bắc Ninh")])
def test_a_misspelt_province_is_answered_with_the_nearest_name(tmp_path, name, present):
    line, column, message = problem(tmp_path, HEAD.replace("Bắc Ninh", name))
    assert (line, column) == (3, 11)
    assert name in message
    assert f"province: {present}" in message


MERGED = [
    ("Thừa Thiên Huế", "Thành phố Huế"),
    ("Bắc Giang", "Bắc Ninh"),
    ("tỉnh Hà Giang", "Tuyên Quang"),
    ("Bà Rịa - Vũng Tàu", "Thành phố Hồ Chí Minh"),
]


@pytest.mark.parametrize(("name", "present"), MERGED)
def test_a_merged_province_is_answered_with_the_one_it_is_part_of_now(tmp_path, name, present):
    line, column, message = problem(tmp_path, HEAD.replace("Bắc Ninh", name))
    assert (line, column) == (3, 11)
    assert f"province: {present}" in message
    assert f"province_then: {name}" in message


@pytest.mark.parametrize(("name", "present"), MERGED)
def test_an_old_name_is_accepted_beside_province_then(tmp_path, name, present):
    plan = HEAD.replace("Bắc Ninh", name) + f"province_then: {name}\n"
    assert load_plan(write_plan(tmp_path, plan), CATALOGUE).province.name == present


def test_the_merged_provinces_are_the_29_that_ended_and_hue():
    old = [name for names in _MERGED.values() for name in names]
    assert len(old) == len(set(old)) == 30
    assert all(find_province(now) for now in _MERGED)
    assert not any(find_province(name) for name in old)


def test_the_provinces_are_those_of_vietnam_provinces():
    from vietnam_provinces import Province

    for entry in Province.iter_all():
        found = find_province(entry.name)
        assert (found.code, found.name) == (entry.code.value, entry.name)
        assert found.city == entry.division_type.name.startswith("THANH_PHO")
