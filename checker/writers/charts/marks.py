"""The marks of a trajectory chart: what each point looks like, and what is written beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from checker.judging.assess import GAPS
from checker.reporting.chart_entries import PointData, TrajectoryData
from checker.writers.charts.paths import Box, circle, rectangle, rhomb, triangle
from checker.writers.verdict import ICONS

Role = Literal["floor", "baseline", "target", "below"]
"""A milestone of the norm, a present value, a target, a target that falls short of the norm's floor."""
UNANSWERED = ("missing", "unclear", "accepted")
"""What became of a milestone where that cannot be seen from a target."""
_RADIUS: dict[Role, float] = {"floor": 10, "baseline": 4.5, "target": 4.5, "below": 6.5}
_MINOR = 0.67
"""A target that no verdict rests on is so much smaller."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of the course at ``x``, ``y``; ``far``: the height of the other end of a pair."""

    role: Role
    point: PointData
    x: float
    y: float
    far: float | None

    @property
    def minor(self) -> bool:
        """Whether it is a target that no verdict rests on."""
        return self.role in ("target", "below") and not self.point.governs

    @property
    def radius(self) -> float:
        return _RADIUS[self.role] * (_MINOR if self.minor else 1)

    @property
    def box(self) -> Box:
        ys = (self.y, self.y if self.far is None else self.far)
        return Box(self.x - self.radius, min(ys) - self.radius, self.x + self.radius, max(ys) + self.radius)

    @property
    def shape(self) -> str:
        """Its outline, told apart by more than colour."""
        x, y, r = self.x, self.y, self.radius
        match self.role:
            case "floor":
                return rhomb(x, y, r)
            case "baseline":
                return rectangle(Box(x - r, y - r, x + r, y + r))
            case "target":
                return circle(x, y, r)
            case "below":
                return triangle(x, y, r)


def label_text(trajectory: TrajectoryData, mark: Mark) -> str:
    """ "≥ 68" of the norm; "▼ 97,1", "> 75", "4–5" of the plan; "≈ 77" of what is approximate."""
    point, more = mark.point, trajectory.direction == "more"
    sign = (">" if more else "<") if point.open else ""
    if mark.role == "floor" and not point.open and not (more and point.value == trajectory.ceiling):
        sign = "≥" if more else "≤"
    parts = [_icon(mark), "≈" if point.approximate else "", sign, point.value_text]
    return "\u00a0".join(part for part in parts if part)


def _icon(mark: Mark) -> str:
    """Of a target what the verdict finds wrong with it; of the norm what no target shows."""
    status = mark.point.status
    if mark.role == "floor":
        return ICONS[status] if status in UNANSWERED else ""
    return ICONS[status] if status in GAPS or status == "accepted" else ""
