"""What the values of closed lists mean, and what the things are called that a file is made of."""

from __future__ import annotations

from typing import Any

from checker.i18n import N_
from checker.reading import models
from checker.reading.province_table import ProvinceEntry
from checker.reading.units import WORDS
from checker.reporting.names import (
    KIND_NAMES,
    OBSERVATION_NAMES,
    SEVERITY_NAMES,
    STATUS_NAMES,
    TASK_STATUS_NAMES,
    VERIFIED_NAMES,
)

_LISTS: tuple[dict[str, str], ...] = (
    KIND_NAMES,
    OBSERVATION_NAMES,
    SEVERITY_NAMES,
    STATUS_NAMES,
    TASK_STATUS_NAMES,
    VERIFIED_NAMES,
    {**WORDS, "%": N_("per cent"), "‰": N_("per thousand")},
    {
        "all": N_("everybody, or the whole: “toàn dân”, “toàn bộ”"),
        "each": N_("each one for itself: “mỗi trạm”"),
        "average": N_("an average: “bình quân”, “trung bình”"),
        "part": N_("only a part of the people or things that the norm means"),
        "wider": N_("a wider denominator, which makes the number easier to reach"),
    },
    {"province": N_("a province or city"), "commune": N_("a commune or ward")},
    {"more": N_("more is better: a norm sets a minimum"), "less": N_("less is better: a norm sets a limit")},
    {
        "level": N_("a state, for example a share or a life expectancy"),
        "gain": N_("a change against a baseline"),
        "promise": N_("a duty without a number"),
    },
    {
        "mandatory": N_("a gap keeps a plan from conforming"),
        "advisory": N_("gaps are shown and count for nothing"),
    },
    {"plan": N_("every plan by itself"), "nation": N_("all plans together: what they promise is added up")},
    {"targets": N_("targets"), "tasks": N_("tasks")},
)
"""The meanings of each closed list, as msgids."""

TITLES: dict[type[models.Model], str] = {
    models.HeaderReview: N_("Keys to be reviewed"),
    models.Years: N_("Years that the plan covers"),
    models.Source: N_("Source of the file"),
    models.Commitment: N_("Target of the plan (chỉ tiêu)"),
    models.Baseline: N_("Present value (hiện trạng)"),
    models.Task: N_("Task of the plan (nhiệm vụ)"),
    models.Quantity: N_("Number that a task names"),
    models.UnreadTable: N_("Table that could not be read for certain"),
    models.Phrase: N_("Text in two languages"),
    models.Phrases: N_("What documents call an indicator"),
    models.UnitWord: N_("Unit in two languages"),
    models.AppliesTo: N_("Plans that the norm binds"),
    models.Clause: N_("Clause of the norm"),
    models.Requirement: N_("Requirement of the norm (yêu cầu)"),
    models.Wording: N_("Other names for it"),
    models.NormTask: N_("Task of the norm (nhiệm vụ)"),
    models.TaskGroup: N_("Group of tasks of the norm"),
    models.Question: N_("Question to the reviewer"),
    models.NotForProvinces: N_("Not for provinces"),
    models.Indicator: N_("Indicator (chỉ số)"),
    models.Acceptance: N_("Accepted gap"),
    ProvinceEntry: N_("Province or city"),
}
"""What each thing is called that has keys of its own; a file’s own title is that of its kind."""


def meanings(values: tuple[Any, ...]) -> dict[str, str]:
    """The meaning of each value of a closed list. Raises LookupError for a list that has none."""
    for known in _LISTS:
        if set(known) == set(values):
            return known
    raise LookupError(f"no meanings in checker/schema/words.py for the closed list {values}")
