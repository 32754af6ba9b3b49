"""What the program uses of SARIF 2.1.0, as a JSON Schema: closed, so that a misspelt property is found.

Written from the specification (OASIS, sections 3.13 to 3.58); the limits are those of GitHub code scanning.
"""

from __future__ import annotations

from typing import Any


def _object(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    properties = {**required, **(optional or {})}
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _list(items: Any, most: int | None = None) -> dict[str, Any]:
    return {"type": "array", "items": items, **({"maxItems": most} if most else {})}


TEXT = {"type": "string", "minLength": 1}
NUMBER = {"type": "integer", "minimum": 0}
PLACE = {"type": "integer", "minimum": 1}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
LANGUAGE = {"type": "string", "pattern": "^[a-z]{2}(-[A-Z]{2})?$"}
BAG = {"type": "object"}
MESSAGE = _object({"text": TEXT})
DESCRIPTION = _object({"text": {**TEXT, "maxLength": 1024}})
URI = {"type": "string", "pattern": r"^[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]+$"}
ARTIFACT_LOCATION = _object({"uri": URI}, {"uriBaseId": TEXT})
PHYSICAL = _object(
    {"artifactLocation": ARTIFACT_LOCATION, "region": _object({"startLine": PLACE}, {"startColumn": PLACE})}
)
LOCATION = _object({"physicalLocation": PHYSICAL}, {"id": NUMBER, "message": MESSAGE})
RULE = _object(
    {
        "id": TEXT,
        "name": {**TEXT, "maxLength": 255},
        "shortDescription": DESCRIPTION,
        "fullDescription": DESCRIPTION,
        "help": MESSAGE,
        "defaultConfiguration": _object({"level": LEVEL}),
        "properties": {"type": "object", "properties": {"tags": _list(TEXT, 10)}},
    }
)
SUPPRESSION = _object(
    {"kind": {"enum": ["inSource", "external"]}},
    {"status": {"enum": ["accepted", "underReview", "rejected"]}, "justification": TEXT},
)
RESULT = _object(
    {
        "ruleId": TEXT,
        "ruleIndex": NUMBER,
        "level": LEVEL,
        "message": MESSAGE,
        "locations": {**_list(LOCATION, 1), "minItems": 1},
        "partialFingerprints": {
            "type": "object",
            "additionalProperties": TEXT,
            "required": ["primaryLocationLineHash"],
        },
    },
    {
        "relatedLocations": _list(LOCATION, 1000),
        "suppressions": {**_list(SUPPRESSION), "minItems": 1},
        "properties": BAG,
    },
)
NOTIFICATION = _object({"message": MESSAGE, "level": LEVEL, "locations": _list(LOCATION)})
ROLES = {"enum": ["analysisTarget", "toolSpecifiedConfiguration", "userSpecifiedConfiguration"]}
ARTIFACT = _object(
    {"location": ARTIFACT_LOCATION},
    {
        "mimeType": {"type": "string", "pattern": "^[^/]+/.+$"},
        "encoding": TEXT,
        "roles": {**_list(ROLES), "uniqueItems": True},
        "hashes": {"type": "object", "additionalProperties": TEXT},
    },
)
DRIVER = _object(
    {
        "name": TEXT,
        "semanticVersion": {"type": "string", "pattern": r"^\d+\.\d+\.\d+([-+].+)?$"},
        "language": LANGUAGE,
        "rules": _list(RULE, 25_000),
    }
)
RUN = _object(
    {"tool": _object({"driver": DRIVER}), "results": _list(RESULT, 25_000)},
    {
        "automationDetails": _object({"id": TEXT}),
        "language": LANGUAGE,
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "originalUriBaseIds": {"type": "object", "additionalProperties": _object({}, {"description": MESSAGE})},
        "invocations": _list(
            _object({"executionSuccessful": {"type": "boolean"}}, {"toolExecutionNotifications": _list(NOTIFICATION)})
        ),
        "artifacts": {**_list(ARTIFACT), "uniqueItems": True},
        "properties": BAG,
    },
)
LOG = _object({"$schema": URI, "version": {"const": "2.1.0"}, "runs": {**_list(RUN, 20), "minItems": 1}})
