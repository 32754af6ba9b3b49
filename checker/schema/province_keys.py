"""What the keys of the list of provinces mean."""

from __future__ import annotations

from checker.i18n import N_
from checker.reading.province_table import ProvinceEntry, ProvinceTable
from checker.schema.key import Keys, key
from checker.schema.ruleset_keys import SCHEMA

PROVINCE_KEYS: Keys = {
    ProvinceTable: {
        "schema": key(SCHEMA),
        "year": key(N_("The year of the populations."), 2025, 2026),
        "source": key(N_("Where the populations come from; reports name it.")),
        "verified": key(N_("How far the populations were compared with a publication. Reports say it.")),
        "provinces": key(N_("All 34 provinces and cities, each once.")),
    },
    ProvinceEntry: {
        "code": key(N_("The province’s code, as vietnam-provinces has it."), 1, 24),
        "name": key(N_("The province’s name, as vietnam-provinces has it: “Thành phố Huế”."), names="province"),
        "short": key(N_("What its tile on the map shows: at most 4 letters, which no other has."), "HN", "QNg"),
        "population": key(N_("Its people. National averages are weighted by them."), 3619433, 1432986),
        "column": key(N_("The column of its tile on the map, counted from the west."), 1, 4),
        "row": key(N_("The row of its tile on the map, counted from the north."), 1, 9),
    },
}
