"""The closed lists of a report as a table shows them: name, icon and colour of each word."""

from __future__ import annotations

from checker.i18n import N_
from checker.reading.units import WORDS as UNIT_WORDS
from checker.reporting.names import (
    BINDING_NAMES,
    NATION_STATUS_NAMES,
    OBSERVATION_NAMES,
    RULE_MEANINGS,
    SEVERITY_NAMES,
    STATUS_NAMES,
    TASK_STATUS_NAMES,
    VERIFIED_NAMES,
)
from checker.writers.sheets.tables.table import Words, words
from checker.writers.verdict import GUIDANCE_ICON, ICONS, NATION_ICONS, PROVISIONAL_ICON, TASK_ICONS

STATUS_TONES = {
    "met": "good", "exceeded": "good", "weaker": "bad", "missing": "bad",
    "late": "late", "unclear": "doubt", "not_applicable": "none", "accepted": "accepted",
}  # fmt: skip
TASK_TONES = {"assigned": "good", "unclear": "doubt", "weaker": "late", "late": "late", "unassigned": "none"}

STATUSES = Words(STATUS_NAMES, ICONS, STATUS_TONES)
TASK_STATUSES = Words(TASK_STATUS_NAMES, TASK_ICONS, TASK_TONES)
OUTCOMES = Words(
    {
        "conforms": N_("Conforms"),
        "provisional": N_("Cannot be said yet"),
        "gaps": N_("Does not conform"),
        "short_of_guidance": N_("Short of the guidance"),
        "nothing_asked": N_("No minimum to judge by"),
        "not_applicable": N_("Does not apply"),
        "failed": N_("Could not be checked"),
    },
    {
        "conforms": "✓", "provisional": PROVISIONAL_ICON, "gaps": "✗", "short_of_guidance": GUIDANCE_ICON,
        "nothing_asked": "–", "not_applicable": "–", "failed": "✗",
    },
    {
        "conforms": "good", "provisional": "doubt", "gaps": "bad", "short_of_guidance": "doubt",
        "nothing_asked": "none", "not_applicable": "none", "failed": "bad",
    },
)  # fmt: skip
NATION_STATUSES = Words(
    NATION_STATUS_NAMES,
    NATION_ICONS,
    {"reached": "good", "open": "doubt", "short": "bad"},
)
SUM_STATUSES = Words(
    {"met": N_("Met"), "unclear": N_("Unclear"), "weaker": N_("Weaker")},
    {"met": "✓", "unclear": "?", "weaker": "▼"},
    {"met": "good", "unclear": "doubt", "weaker": "bad"},
)
COMPARATORS = words(
    {
        "at_least": "≥",
        "more_than": ">",
        "at_most": "≤",
        "less_than": "<",
        "between": N_("from … to …"),
        "promised": N_("a promise"),
        "not_promised": N_("expressly no promise"),
    }
)
YEAR_IS = words({"by": N_("by the end of the year"), "from": N_("from the start of the year")})
SCOPES = words(
    {
        "all": N_("everybody, or the whole"),
        "each": N_("each one"),
        "average": N_("an average"),
        "part": N_("a part only"),
        "wider": N_("a wider denominator"),
    }
)
MEASURES = words({"average": N_("average, weighted by population"), "share": N_("share of the population")})
UNITS = words(UNIT_WORDS)
BINDINGS, OBSERVATIONS, RULES = words(BINDING_NAMES), words(OBSERVATION_NAMES), words(RULE_MEANINGS)
SEVERITIES, VERIFIED = words(SEVERITY_NAMES), words(VERIFIED_NAMES)
