"""A trajectory as a chart: where each line, mark and label stands. Only geometry; the template draws it.

Years go to the right and values upwards. The norm's floor is a step line, from each milestone to the
next; the side that it does not allow is an area of its own. All lengths are units of a viewBox
that is WIDTH wide, which is made to be shown on 300 to 400 pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from checker.i18n import Language
from checker.reporting.chart_entries import PointData, TrajectoryData
from checker.writers.charts.labels import SIZE, Label, Wanted, place_labels, text_width
from checker.writers.charts.marks import UNANSWERED, Mark, Role, label_text
from checker.writers.charts.paths import Box, line, n, rectangle
from checker.writers.charts.scales import ValueScale, YearScale, value_scale, year_labels, year_scale

WIDTH = 320
TOP, BOTTOM, RIGHT = 8.0, 182.0, 318.0
"""Of the area that is drawn in; its left depends on how wide the numbers along the axis are."""
LEAD = 12.0
"""Room before the first year, for the labels of what stands at its beginning."""
FOOT = 16.0
"""How much of an axis the zigzag takes; nothing is written beside it."""
YEAR_LINES = (BOTTOM + 15, BOTTOM + 29)
"""What the years stand on, in their first and second row."""
YEAR_WIDTH = text_width("2030")


@dataclass(frozen=True, slots=True)
class Layer:
    """All marks of one kind as one path; ``open``: hollow, the limit itself is excluded."""

    role: Role
    open: bool
    path: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A text along an axis, and where it stands: its end for values, its middle for years."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that is drawn of a trajectory, from the back to the front; what is a ``str`` is the ``d`` of an SVG path.

    ``bands`` are the years written below, ``grid`` the lines of the values written on the left,
    ``forbidden`` what the norm does not allow, ``course`` a line from the latest present value through
    the weakest target of each year, ``pairs`` from one end of a pair to the other, ``leaders`` from
    marks to labels that stand apart, ``grounds`` what lies behind the labels, which stand by the
    roles of their marks. ``unlabelled``: for so many points there was no room to write the value.
    """

    trajectory: TrajectoryData
    height: int
    bands: str
    grid: str
    forbidden: str
    floor: str
    course: str
    pairs: str
    layers: tuple[Layer, ...]
    leaders: str
    grounds: str
    labels: dict[str, tuple[Label, ...]]
    values: tuple[Tick, ...]
    years: tuple[Tick, ...]
    axis: str
    broken: bool
    unlabelled: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Charts:
    """Several charts, and what a legend has to explain of them: roles of marks, and what else occurs."""

    drawings: tuple[Drawing, ...]
    explain: frozenset[str]


def charts(trajectories: Sequence[TrajectoryData], language: Language) -> Charts:
    drawings = tuple(draw(trajectory, language) for trajectory in trajectories)
    marks = [mark for drawing in drawings for mark in drawing.marks]
    occurs = {
        "open": any(mark.point.open for mark in marks),
        "minor": any(mark.minor for mark in marks),
        "pair": any(mark.far is not None for mark in marks),
        "approximate": any(mark.point.approximate for mark in marks),
        "course": any(drawing.course for drawing in drawings),
        "broken": any(drawing.broken for drawing in drawings),
    }
    return Charts(drawings, frozenset(mark.role for mark in marks) | {name for name, found in occurs.items() if found})


def draw(trajectory: TrajectoryData, language: Language) -> Drawing:
    """The chart of a trajectory; it has at least one target or present value."""
    points = [*trajectory.floor, *trajectory.targets, *trajectory.baselines]
    heights = [float(value) for point in points for value in (point.value, point.upto) if value is not None]
    across = value_scale(heights, None if trajectory.ceiling is None else float(trajectory.ceiling), TOP, BOTTOM)
    foot = BOTTOM - FOOT if across.broken else BOTTOM
    ticks = [tick for tick in across.ticks if across.place(float(tick)) <= foot]
    numbers = [language.number(tick) for tick in ticks]
    left = ceil(max((text_width(number) for number in numbers), default=0.0)) + 6.0
    years = year_scale([point.year for point in points], left + LEAD, RIGHT)
    marks = tuple(_marks(trajectory, years, across))
    inside = Box(left + 1, 1, WIDTH - 1, BOTTOM - 1)
    steps = _steps(trajectory, marks)
    wanted = list(_wanted(trajectory, marks))
    labels, unlabelled = place_labels(wanted, inside, [*(mark.box for mark in marks), *_along(steps)])
    written = _years(trajectory, years, left)
    return Drawing(
        trajectory=trajectory,
        height=int(max(tick.y for tick in written)) + 5,
        bands="".join(_band(years, int(tick.text)) for tick in written),
        grid="".join(f"M{n(left)} {n(across.place(float(tick)))}H{n(RIGHT)}" for tick in ticks),
        forbidden=_forbidden(steps, trajectory.direction),
        floor=line(steps),
        course=line(_course(trajectory, marks)),
        pairs="".join(f"M{n(mark.x)} {n(mark.y)}V{n(mark.far)}" for mark in marks if mark.far is not None),
        layers=tuple(_layers(marks)),
        leaders="".join(
            f"M{n(x1)} {n(y1)}L{n(x2)} {n(y2)}" for x1, y1, x2, y2 in (label.leader for label in labels if label.leader)
        ),
        grounds="".join(rectangle(label.box.rounded) for label in labels),
        labels={role: tuple(same) for role, same in _by_role(labels).items()},
        values=tuple(
            Tick(left - 4, across.place(float(tick)) + SIZE * 0.35, number)
            for tick, number in zip(ticks, numbers, strict=True)
        ),
        years=tuple(written),
        axis=_axis(left, across.broken),
        broken=across.broken,
        unlabelled=unlabelled,
        marks=marks,
    )


def _marks(trajectory: TrajectoryData, years: YearScale, values: ValueScale) -> Iterator[Mark]:
    """Every point, those that others may cover first."""

    def mark(role: Role, point: PointData) -> Mark:
        # rounded, so that what is drawn at one place counts as being there
        x = round(years.place(point, dated=role == "baseline"), 1)
        far = None if point.upto is None else round(values.place(float(point.upto)), 1)
        return Mark(role, point, x, round(values.place(float(point.value)), 1), far)

    yield from (mark("floor", point) for point in trajectory.floor)
    yield from (mark("baseline", point) for point in trajectory.baselines)
    for point in sorted(trajectory.targets, key=lambda p: p.governs):
        yield mark("below" if point.below else "target", point)


def _steps(trajectory: TrajectoryData, marks: Sequence[Mark]) -> list[tuple[float, float]]:
    """The corners of the floor's line; of several milestones at one time, the strictest."""
    floor = [mark for mark in marks if mark.role == "floor"]
    strictest = min if trajectory.direction == "more" else max  # the higher a value, the smaller its y
    corners: list[tuple[float, float]] = []
    for x in sorted({mark.x for mark in floor}):
        y = strictest(mark.y for mark in floor if mark.x == x)
        corners += [(x, corners[-1][1]), (x, y)] if corners else [(x, y)]
    return [*corners, (RIGHT, corners[-1][1])] if corners else []


def _forbidden(steps: Sequence[tuple[float, float]], direction: str) -> str:
    if not steps:
        return ""
    edge = BOTTOM if direction == "more" else TOP
    return f"{line(steps)}V{n(edge)}H{n(steps[0][0])}z"


def _along(steps: Sequence[tuple[float, float]]) -> Iterator[Box]:
    """The floor's line as thin boxes."""
    for (x1, y1), (x2, y2) in pairwise(steps):
        yield Box(min(x1, x2), min(y1, y2) - 1, max(x1, x2) + 1, max(y1, y2) + 1)


def _course(trajectory: TrajectoryData, marks: Sequence[Mark]) -> list[tuple[float, float]]:
    """From the latest present value through the weakest target of each later time; it only leads the eye."""
    weakest = max if trajectory.direction == "more" else min  # the higher a value, the smaller its y
    baselines = [mark for mark in marks if mark.role == "baseline"]
    corners = [(baselines[-1].x, baselines[-1].y)] if baselines else []
    targets = [mark for mark in marks if mark.role in ("target", "below") and (not corners or mark.x > corners[0][0])]
    for x in sorted({mark.x for mark in targets}):
        corners.append((x, weakest(mark.y for mark in targets if mark.x == x)))
    return corners if len(corners) > 1 else []


def _layers(marks: Sequence[Mark]) -> Iterator[Layer]:
    for key in dict.fromkeys((mark.role, mark.point.open) for mark in marks):
        same = [mark for mark in marks if (mark.role, mark.point.open) == key]
        yield Layer(*key, "".join(mark.shape for mark in same))


def _wanted(trajectory: TrajectoryData, marks: Sequence[Mark]) -> Iterator[Wanted]:
    """What is to be written beside the marks, the most important first, what says the same at one place once."""
    order = {"target": 0, "below": 0, "floor": 1, "baseline": 2}
    targets = {(m.x, m.y, m.point.open, m.point.upto) for m in marks if m.role in ("target", "below")}
    told = set()
    for mark in sorted(marks, key=lambda m: (not m.point.governs and order[m.role] == 0, order[m.role])):
        text = label_text(trajectory, mark)
        key = (mark.x, mark.y, mark.point.open, mark.point.upto)
        same_as_target = mark.role == "floor" and key in targets and mark.point.status not in UNANSWERED
        if same_as_target or (mark.x, mark.y, text) in told:
            continue
        told.add((mark.x, mark.y, text))
        unfavourable = mark.role != "target"
        down = unfavourable == (trajectory.direction == "more")
        y = mark.y if mark.far is None else (max if down else min)(mark.y, mark.far)
        radius = max(other.radius for other in marks if (other.x, other.y) == (mark.x, mark.y))
        yield Wanted(mark.x, y, radius, text, mark.role, mark.point.governs, down)


def _by_role(labels: Iterable[Label]) -> dict[str, list[Label]]:
    found: dict[str, list[Label]] = {}
    for label in labels:
        found.setdefault(label.role, []).append(label)
    return found


def _years(trajectory: TrajectoryData, scale: YearScale, left: float) -> list[Tick]:
    """The years to write: milestones before the ends of the axis, before what else occurs."""
    milestones = [point.year for point in trajectory.floor]
    others = sorted({point.year for point in (*trajectory.targets, *trajectory.baselines)})
    wanted = [*milestones, *others[:1], *others[-1:], *others]
    found = year_labels(scale, wanted, YEAR_WIDTH, (left - YEAR_WIDTH / 2, float(WIDTH)))
    return [Tick(at, YEAR_LINES[row], str(year)) for year, at, row in found]


def _band(years: YearScale, year: int) -> str:
    """A year's column, with a gap to its neighbours."""
    left = years.start_of(year)
    return rectangle(Box(left + 0.6, TOP, left + years.band - 0.6, BOTTOM).rounded)


def _axis(left: float, broken: bool) -> str:
    """The two axes; where zero is left out, the upright one ends in a zigzag."""
    zigzag = f"V{n(BOTTOM - FOOT + 5)}l-4 2 8 4-4 2" if broken else ""
    return f"M{n(left)} {n(TOP)}{zigzag}V{n(BOTTOM)}H{n(RIGHT)}"
