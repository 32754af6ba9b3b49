"""How single values may be written: as YAML's own numbers and truth values, or as text.

An editor reads YAML 1.2, where 2030 is a number, 97,5 and 2025-11-21 are text, and true is a truth
value. Each pattern holds in Python and in JavaScript.
"""

from __future__ import annotations

from typing import Any

from checker.i18n import N_
from checker.reading import fields
from checker.reading.numbers import DECIMALS, LIMIT
from checker.reading.validate import PYDANTIC_MESSAGES

Schema = dict[str, Any]


def with_message(schema: Schema, message: str) -> Schema:
    """The schema with what an editor says of a value that does not fit it, whichever part it comes nearest to."""
    said = {**schema, "errorMessage": message}
    if "anyOf" in schema:
        said["anyOf"] = [with_message(alternative, message) for alternative in schema["anyOf"]]
    if "items" in schema:
        said["items"] = with_message(schema["items"], message)
    return said


_DAY = "(0[1-9]|1[0-9]|2[0-8])"
_MONTH_AND_DAY = (
    f"((0[1-9]|1[0-2])-{_DAY}|02-29|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"  # leap years are left to check
)
_FULL_DATE = f"[1-9][0-9]{{3}}-{_MONTH_AND_DAY}"
_YEAR = {"minimum": 1000, "maximum": 9999}
TRUE_PATTERN = "([Tt][Rr][Uu][Ee]|[Yy][Ee][Ss]|[Cc][Óó])"
_FALSE_PATTERN = "([Ff][Aa][Ll][Ss][Ee]|[Nn][Oo]|[Kk][Hh][Ôô][Nn][Gg])"

NUMBER: Schema = {
    "type": ["number", "string"],
    # 1.000 is a thousand to one reader and one to another
    "pattern": rf"^(?![+-]?[1-9][0-9]{{0,2}}[.,][0-9]{{3}}$)[+-]?0*[0-9]{{1,9}}([.,][0-9]{{1,{DECIMALS}}}0*)?$",
    "exclusiveMinimum": -LIMIT,
    "exclusiveMaximum": LIMIT,
}
_NUMBER_MESSAGE = N_("write a number, 97.5 or 97,5, without separators between the thousands")

SCALARS: dict[Any, tuple[Schema, str]] = {
    fields.Text: ({"type": ["string", "number"], "pattern": r"\S"}, N_("this takes a text, and one that is not empty")),
    fields.Slug: (
        {"type": ["string", "integer"], "pattern": "^[a-z0-9-]+$"},
        N_("use small letters a-z, digits and hyphens"),
    ),
    fields.Id: (
        {"type": "string", "pattern": "^[a-z0-9-]+/[a-z0-9-]+$"},
        N_("write <ruleset>/<name>, in small letters a-z, digits and hyphens"),
    ),
    fields.Number: (NUMBER, _NUMBER_MESSAGE),
    fields.Positive: (
        {**NUMBER, "pattern": rf"^(?!-)(?=.*[1-9]){NUMBER['pattern'].removeprefix('^')}", "exclusiveMinimum": 0},
        N_("write a number above 0, 40 or 2,5, without separators between the thousands"),
    ),
    fields.Count: (
        {"type": ["integer", "string"], "pattern": "^[1-9][0-9]{0,8}$", "minimum": 1, "exclusiveMaximum": LIMIT},
        N_("write a whole number above 0, without separators between the thousands"),
    ),
    fields.Tile: (
        {
            "type": ["integer", "string"],
            "pattern": f"^([1-9]|[1-{fields.MOST_TILES // 10 - 1}][0-9]|{fields.MOST_TILES})$",
            "minimum": 1,
            "maximum": fields.MOST_TILES,
        },
        N_("write a column or a row of the map, a whole number from 1 on"),
    ),
    fields.Pair: (
        {"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 2},
        PYDANTIC_MESSAGES["pair"],
    ),
    fields.Year: (
        {"type": ["integer", "string"], "pattern": "^[1-9][0-9]{3}$", **_YEAR},
        N_("write a year of four digits, for example 2030"),
    ),
    fields.Day: (
        {"type": "string", "pattern": f"^{_FULL_DATE}$"},
        N_("write a day as year-month-day, for example 2025-11-21"),
    ),
    fields.SomeDate: (
        {"type": ["string", "integer"], "pattern": f"^([1-9][0-9]{{3}}(-(0[1-9]|1[0-2]))?|{_FULL_DATE})$", **_YEAR},
        N_("write a day, a month or a year: 2025-11-21, 2026-01 or 2023"),
    ),
    fields.Flag: (
        {"type": ["boolean", "string"], "pattern": f"^({TRUE_PATTERN}|{_FALSE_PATTERN})$"},
        N_("write true or false"),
    ),
    fields.Due: (
        {
            "type": ["string", "integer"],
            "pattern": f"^([1-9][0-9]{{3}}(-Q[1-4])?|yearly|continuous|{_FULL_DATE})$",
            **_YEAR,
        },
        N_("write 2026, 2026-Q4, 2026-12-31, yearly or continuous"),
    ),
    fields.Group: (
        {"type": ["integer", "string"], "pattern": "^[1-6]$", "minimum": 1, "maximum": 6},
        N_("write a number from 1 to 6"),
    ),
}
"""Each scalar type of the models: what may be written for it, and what to say of anything else (a msgid)."""
