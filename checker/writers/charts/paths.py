"""Shapes as the ``d`` of SVG paths, and boxes. Lengths are units of the viewBox, of which a tenth is enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; ``top`` is the smaller number, as in SVG."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def rounded(self) -> Box:
        return Box(round(self.left), round(self.top), round(self.right), round(self.bottom))

    def meets(self, other: Box) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def lies_in(self, other: Box) -> bool:
        across = self.left >= other.left and self.right <= other.right
        return across and self.top >= other.top and self.bottom <= other.bottom


def n(length: float) -> str:
    """A length as short as it can be written."""
    text = f"{length:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def line(corners: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{n(x)} {n(y)}" for x, y in corners) if corners else ""


def rectangle(box: Box) -> str:
    return f"M{n(box.left)} {n(box.top)}H{n(box.right)}V{n(box.bottom)}H{n(box.left)}z"


def rhomb(x: float, y: float, r: float) -> str:
    return f"M{n(x)} {n(y - r)}l{n(r)} {n(r)}{n(-r)} {n(r)}{n(-r)}{n(-r)}z"


def circle(x: float, y: float, r: float) -> str:
    arc = f"a{n(r)} {n(r)} 0 1 0"
    return f"M{n(x - r)} {n(y)}{arc} {n(2 * r)} 0{arc}{n(-2 * r)} 0z"


def triangle(x: float, y: float, r: float) -> str:
    """A triangle that stands on its point."""
    return f"M{n(x - r)} {n(y - 0.7 * r)}h{n(2 * r)}l{n(-r)} {n(1.7 * r)}z"
