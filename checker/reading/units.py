"""The closed list of units, and which of them convert into each other."""

from __future__ import annotations

from decimal import Decimal

from checker.i18n import N_, NN_

# unit -> (its family, how many of the family's base unit it is)
_FAMILIES: dict[str, tuple[str, Decimal]] = {
    "%": ("share", Decimal(10)),
    "‰": ("share", Decimal(1)),
}

WORDS = {
    "%": "%",
    "‰": "‰",
    "cm": " cm",
    "years": N_(" years"),
    "doctors/station": N_(" doctors per station"),
    "per-10k": N_(" per 10,000 people"),
    "per-100k": N_(" per 100,000 people"),
    "per-1k": N_(" per 1,000 people"),
    "boys/100-girls": N_(" boys per 100 girls"),
    "children/woman": N_(" children per woman"),
    "people": N_(" people"),
    "doctors/year": N_(" doctors a year"),
}
"""What stands behind a number: "97,5%", "75,5 năm"."""

COUNTED = {
    "years": NN_(" year", " years"),
    "doctors/station": NN_(" doctor per station", " doctors per station"),
    "boys/100-girls": NN_(" boy per 100 girls", " boys per 100 girls"),
    "children/woman": NN_(" child per woman", " children per woman"),
    "people": NN_(" person", " people"),
    "doctors/year": NN_(" doctor a year", " doctors a year"),
}
"""Those that are said otherwise of one."""


def convert(value: Decimal, unit: str, into: str) -> Decimal | None:
    """The value in the unit ``into``; None where the two cannot be compared."""
    if unit == into:
        return value
    family, size = _FAMILIES.get(unit, (unit, Decimal(1)))
    other, other_size = _FAMILIES.get(into, (into, Decimal(1)))
    return value * size / other_size if family == other else None
