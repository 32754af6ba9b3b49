"""The list of provinces: complete, from its source, a map that looks like the country, and checked when it is read."""

from __future__ import annotations

import csv
import re

import pytest
from command import ROOT, RULESETS, check, write_plan

from checker.problems import InvalidFile
from checker.reading.places import provinces
from checker.reading.province_table import load_province_table

FILE = RULESETS / "provinces.yaml"
TEXT = FILE.read_text(encoding="utf-8")
TABLE = load_province_table(FILE)
SOURCE = ROOT.parent / "shared" / "provinces-population.csv"
TILES = {entry.name.removeprefix("Thành phố "): (entry.column, entry.row) for entry in TABLE.provinces}
NEIGHBOURS = """
Lai Châu: Lào Cai, Điện Biên
Điện Biên: Sơn La
Lào Cai: Sơn La, Tuyên Quang
Sơn La: Phú Thọ
Tuyên Quang: Cao Bằng, Phú Thọ
Cao Bằng: Thái Nguyên
Thái Nguyên: Lạng Sơn, Bắc Ninh, Phú Thọ
Lạng Sơn: Quảng Ninh
Phú Thọ: Hà Nội
Hà Nội: Bắc Ninh, Ninh Bình
Bắc Ninh: Quảng Ninh, Hưng Yên
Quảng Ninh: Hải Phòng
Hưng Yên: Hải Phòng, Ninh Bình
Ninh Bình: Thanh Hóa
Thanh Hóa: Nghệ An
Nghệ An: Hà Tĩnh
Quảng Trị: Huế
Đà Nẵng: Quảng Ngãi
Gia Lai: Đắk Lắk
Đắk Lắk: Khánh Hòa
Khánh Hòa: Lâm Đồng
Lâm Đồng: Đồng Nai
Đồng Nai: Hồ Chí Minh
Hồ Chí Minh: Tây Ninh
Tây Ninh: Đồng Tháp
Đồng Tháp: Vĩnh Long, An Giang, Cần Thơ
An Giang: Cà Mau
Cần Thơ: Cà Mau
"""
"""Provinces that touch each other since 2025, and whose tiles do."""
COAST = """
Quảng Ninh
Hải Phòng
Hưng Yên
Ninh Bình
Thanh Hóa
Nghệ An
Hà Tĩnh
Quảng Trị
Huế
Đà Nẵng
Quảng Ngãi
Gia Lai
Đắk Lắk
Khánh Hòa
Lâm Đồng
Hồ Chí Minh
Đồng Tháp
Vĩnh Long
Cần Thơ
Cà Mau
An Giang
"""


def problems(folder, text: str) -> list[str]:
    with pytest.raises(InvalidFile) as raised:
        load_province_table(write_plan(folder, text, "provinces.yaml"))
    return [problem.render().replace(f"{folder}/", "") for problem in raised.value.problems]


# ---- What is shipped.


@pytest.mark.skipif(not SOURCE.is_file(), reason="the source lies beside the project, in ../shared")
def test_populations_are_those_of_the_source():
    with SOURCE.open(encoding="utf-8") as stream:
        source = {int(row["code"]): (row["name"], int(row["population"])) for row in csv.DictReader(stream)}
    assert {entry.code: (entry.name, entry.population) for entry in TABLE.provinces} == source


def test_all_provinces_are_there_and_their_source_is_named():
    assert {entry.code for entry in TABLE.provinces} == {province.code for province in provinces()}
    assert (TABLE.year, TABLE.verified) == (2025, "secondary")
    assert "202/2025/QH15" in TABLE.source.vi
    assert "202/2025/QH15" in TABLE.source.text("en")


def test_neighbours_on_the_ground_are_neighbours_on_the_map():
    pairs = [
        (line.partition(": ")[0], other)
        for line in NEIGHBOURS.strip().splitlines()
        for other in line.partition(": ")[2].split(", ")
    ]
    assert {name for pair in pairs for name in pair} == set(TILES)
    for one, other in pairs:
        (a, b), (c, d) = TILES[one], TILES[other]
        assert abs(a - c) + abs(b - d) == 1, (one, other)


def test_all_tiles_hang_together():
    reached, pending = set(), [(3, 3)]
    while pending:
        column, row = pending.pop()
        if (column, row) in reached or (column, row) not in TILES.values():
            continue
        reached.add((column, row))
        pending += [(column + x, row + y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
    assert reached == set(TILES.values())


def test_the_sea_is_on_the_right():
    """East of a coastal province there is nothing, or another one at the coast."""
    coast = COAST.strip().splitlines()
    assert set(coast) < set(TILES)
    for name in coast:
        column, row = TILES[name]
        east = [other for other, (c, r) in TILES.items() if r == row and c > column]
        assert set(east) <= set(coast), name


def test_from_north_to_south_and_the_head_of_the_file_shows_the_map():
    rows = [
        TILES[n][1]
        for n in ("Tuyên Quang", "Hà Nội", "Thanh Hóa", "Huế", "Đà Nẵng", "Gia Lai", "Hồ Chí Minh", "Cà Mau")
    ]
    assert rows == sorted(set(rows))
    drawn = {
        (round((match.start() - 9) / 6) + 1, int(line[1:6])): match.group()
        for line in TEXT.splitlines()
        if re.match(r"# {3,4}\d+ ", line)
        for match in re.finditer(r"[^\W\d_]+", line)
    }
    assert drawn == {(e.column, e.row): e.short for e in TABLE.provinces}


# ---- What is refused.


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("code: 24, name", "code: 23, name", "no province or city has the code 23"),
        ("name: Bắc Ninh", "name: Bắc Giang", "the code 24 is that of Bắc Ninh"),
        ("population: 3619433", "population: 0", "“0” is not a whole number above 0"),
        ("population: 3619433", "population: 3619433.5", "“3619433.5” is not a whole number above 0"),
        ("population: 3619433", "population: 3.619.433", "write 3619433"),
        ("short: BN", "short: BNinh", "“BNinh” is too long for a tile; write at most 4 letters"),
        ("short: BN", "short: hn", "this short name is already that of Thành phố Hà Nội"),
        ("column: 4, row: 3}", "column: 3, row: 3}", "this tile is already that of Thành phố Hà Nội"),
        ("column: 4, row: 3}", "column: 51, row: 3}", "“51” is not a column or row; write a whole number from 1 to 50"),
        ("column: 4, row: 3}", "column: 4}", "the key “row” is missing"),
        ("year: 2025", "year: soon", "“soon” is no year"),
        ("schema: provinces/1", "schema: plan/1", "this file is a plan (plan/1), where a list of provinces"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_at_its_place(tmp_path, old, new, said):
    assert TEXT.count(old) == 1
    found = problems(tmp_path, TEXT.replace(old, new))
    line = TEXT[: TEXT.index(old)].count("\n") + 1
    assert re.match(rf"provinces\.yaml:{line}:\d+: ", found[0])
    assert said in found[0]


def test_a_province_that_is_missing_or_twice_is_named(tmp_path):
    (line,) = (line for line in TEXT.splitlines() if "name: Bắc Ninh" in line)
    (found,) = problems(tmp_path, TEXT.replace(line + "\n", ""))
    assert "these provinces and cities are missing: Bắc Ninh; add an entry for each" in found
    found = problems(tmp_path, TEXT.rstrip() + "\n" + line.replace("BN", "BNi").replace("row: 3", "row: 30") + "\n")
    assert [f.partition(": ")[2] for f in found] == [
        "this code stands twice, first with Bắc Ninh; every province stands here once"
    ]


def test_lint_reads_it_as_what_it_is(tmp_path):
    assert check("lint", FILE, cwd=tmp_path).status == 0
    write_plan(tmp_path, TEXT.replace("short: BN", "short: HN"), "provinces.yaml")
    result = check("lint", "provinces.yaml", "--lang", "en", cwd=tmp_path)
    assert result.status == 2
    assert "this short name is already that of" in result.err
