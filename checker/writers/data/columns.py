"""The columns of the table of findings, ``check-findings/1``: names, types and order, described in docs/data.md.

Names and types are stable within ``check-findings/1``; more columns may be added behind the others.
Where the comma-separated file has the same thing, it has the same name there.
"""

from __future__ import annotations

import pyarrow as pa

SCHEMA_NAME = "check-findings/1"

_TEXT, _TEXTS, _NUMBER, _YES_NO, _DAY = pa.string(), pa.list_(pa.string()), pa.float64(), pa.bool_(), pa.date32()
_SMALL, _WHOLE = pa.int16(), pa.int32()

_PLAN = {
    "record": _TEXT,
    "plan": _TEXT,
    "plan_id": _TEXT,
    "file": _TEXT,
    "sha256": _TEXT,
    "province_code": _SMALL,
    "province": _TEXT,
    "province_then": _TEXT,
    "level": _TEXT,
    "plan_number": _TEXT,
    "plan_issuer": _TEXT,
    "plan_issued": _DAY,
    "plan_issued_iso": _TEXT,
    "plan_kind": _TEXT,
    "covers_from": _SMALL,
    "covers_to": _SMALL,
}
_NORM = {
    "ruleset": _TEXT,
    "norm": _TEXT,
    "binding": _TEXT,
    "applies": _YES_NO,
    "why": _TEXT,
    "conforms": _YES_NO,
    "conforms_final": _YES_NO,
}
_ASKED = {
    "requirement": _TEXT,
    "indicator": _TEXT,
    "name": _TEXT,
    "clause": _TEXT,
    "words": _TEXT,
    "asked_text": _TEXT,
    "asked_comparator": _TEXT,
    "asked_value": _NUMBER,
    "asked_upper": _NUMBER,
    "asked_unit": _TEXT,
    "asked_year": _SMALL,
    "asked_year_is": _TEXT,
    "asked_scope": _TEXT,
    "severity": _TEXT,
    "verified": _TEXT,
}
_VERDICT = {
    "status": _TEXT,
    "gap": _YES_NO,
    "final": _YES_NO,
    "under_review": _TEXTS,
    "shortfalls": _TEXTS,
    "gap_text": _TEXT,
    "value_short_by": _NUMBER,
    "value_short_unit": _TEXT,
    "years_late": _SMALL,
    "comparison": _TEXT,
    "rule": _TEXT,
    "proposal": _TEXT,
}
_SAID = {
    "answers": _SMALL,
    "governs": _YES_NO,
    "said": _TEXT,
    "said_comparator": _TEXT,
    "said_value": _NUMBER,
    "said_upper": _NUMBER,
    "said_unit": _TEXT,
    "said_year": _SMALL,
    "said_year_is": _TEXT,
    "said_scope": _TEXT,
    "said_approximate": _YES_NO,
    "said_hedge": _TEXT,
    "said_unclear": _TEXT,
    "said_note": _TEXT,
    "quote": _TEXT,
    "place": _TEXT,
    "page": _TEXT,
    "line": _WHOLE,
}
_BESIDE = {
    "remarks": _TEXTS,
    "contradiction": _YES_NO,
    "accepted_gap": _TEXT,
    "accepted_by": _TEXT,
    "accepted_until": _DAY,
    "accepted_reason": _TEXT,
}
_FAILED = {"problems": _TEXTS}
_RUN = {"population": _WHOLE, "as_of": _DAY, "tool_version": _TEXT, "lang": _TEXT}


def _schema(*groups: dict[str, pa.DataType]) -> pa.Schema:
    return pa.schema([pa.field(name, kind) for group in groups for name, kind in group.items()])


PIECE_SCHEMA = _schema(_PLAN, _NORM, _ASKED, _VERDICT, _SAID, _BESIDE, _FAILED)
"""What is known of one plan by itself."""
RUN_SCHEMA = _schema(_RUN)
"""What only the run knows."""
SCHEMA = pa.schema([*PIECE_SCHEMA, *RUN_SCHEMA])
