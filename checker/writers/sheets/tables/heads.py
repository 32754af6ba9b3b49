"""The columns that tables share: which plan, which norm."""

from __future__ import annotations

from collections.abc import Callable

from checker.i18n import N_
from checker.reporting.report import PlanHead
from checker.writers.sheets.tables.table import Column, Row, Value, iso_day


def province_column(head: Callable[[Row], PlanHead]) -> Column[Row]:
    """The first column: which province's plan it is."""
    return Column("province", N_("Province"), lambda row: head(row).province.name, 14)


def plan_columns(head: Callable[[Row], PlanHead]) -> tuple[Column[Row], ...]:
    """Which plan it is, for those who work on with the data."""
    return (
        Column("plan", N_("Plan id"), lambda row: head(row).id, 14),
        Column("plan_number", N_("Number of the plan"), lambda row: head(row).number, 18),
        Column("plan_issued", N_("Plan issued"), lambda row: issued(head(row)), 12),
        Column("file", N_("Plan file"), lambda row: head(row).file, 24),
    )


def issued(head: PlanHead) -> Value:
    """The day of issue; as text where it is not known to the day."""
    return iso_day(head.issued) or head.issued_text
