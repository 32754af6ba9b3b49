"""A fact of a document's head, and why it may have to be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from checker.extracting.doubts import Doubt, Reason
from checker.extracting.findings import Evidence
from checker.i18n import N_

PlanKind = Literal["programme", "plan", "annual-plan", "summary"]

T = TypeVar("T")
NUMBER_MISSING = Reason(N_("the document’s number is not in the text"))
DATE_MISSING = Reason(N_("the date of issue is not in the text"))
DATE_PARTLY = Reason(N_("the day or the month of the date is left blank"))
DATE_OF_GROUNDS = Reason(N_("the date of issue is not in the text; the latest date among the grounds is {date}"))
DATE_OF_TARGETS = Reason(N_("the date of issue is not in the text; read from the first year that has targets"))
PROVINCE_OF_FILE = Reason(N_("no province is named; read from the file’s name"))
PROVINCE_CONTESTED = Reason(N_("{other} is named as well"))
PROVINCE_IN_BODY = Reason(N_("the province is named in passing only"))
PROVINCE_MERGED = Reason(N_("{old} has been part of {now} since 2025"))
KIND_ASSUMED = Reason(N_("no title says what kind of document this is"))
KIND_SUMMARY = Reason(N_("without letterhead and sections, this looks like a summary"))
TITLE_CAPITALS = Reason(N_("the title stands in capitals"))
ISSUER_ASSUMED = Reason(N_("no signature or letterhead names the issuer"))
IMPLEMENTS_MISSING = Reason(N_("the document does not say which norm it implements"))
IMPLEMENTS_GROUNDS = Reason(N_("named among the grounds only"))
IMPLEMENTS_NAMED = Reason(N_("cited without its full number"))
COVERS_MISSING = Reason(N_("no title or target says which years are covered"))
COVERS_TARGETS = Reason(N_("read from the years of the targets that were found"))


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """One fact: None where the document does not give it; ``doubts`` say why it must be looked at."""

    value: T | None = None
    evidence: Evidence | None = None
    doubts: tuple[Doubt, ...] = ()
