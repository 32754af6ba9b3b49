"""What plan files, ruleset files and the indicator catalogue hold (see the words in domain.md).

All models are strict, frozen and closed: an unknown key is an error. Scalars arrive as text (see
``checker.reading.document``), so that each field says itself how its text is read.
"""

from __future__ import annotations

from checker.reading.catalogue_models import Catalogue, Indicator, Phrases, UnitWord
from checker.reading.plan_models import (
    Acceptance,
    Acceptances,
    Baseline,
    Commitment,
    HeaderReview,
    Plan,
    Source,
    Task,
    UnreadTable,
    Years,
)
from checker.reading.ruleset_models import (
    AppliesTo,
    Clause,
    NormTask,
    NotForProvinces,
    Question,
    Requirement,
    Ruleset,
    TaskGroup,
    Wording,
)
from checker.reading.shared_models import COMPARATORS, Bounded, Confidence, Model, Phrase, Quantity

__all__ = [
    "COMPARATORS",
    "Acceptance",
    "Acceptances",
    "AppliesTo",
    "Baseline",
    "Bounded",
    "Catalogue",
    "Clause",
    "Commitment",
    "Confidence",
    "HeaderReview",
    "Indicator",
    "Model",
    "NormTask",
    "NotForProvinces",
    "Phrase",
    "Phrases",
    "Plan",
    "Quantity",
    "Question",
    "Requirement",
    "Ruleset",
    "Source",
    "Task",
    "TaskGroup",
    "UnitWord",
    "UnreadTable",
    "Wording",
    "Years",
]
