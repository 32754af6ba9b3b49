"""Ruled lines on a page → the grids of its tables; pdfplumber finds the cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from checker.extracting.documents.pdf_page import Box

_SNAP = 3.0
"""Points: rulings so near to each other are one, as those of two neighbouring cells are."""
_THINNEST = 6.0
"""Points: nothing is written in a column or row that is narrower; it comes of rulings that do not quite meet."""
_SHORTEST = 4.0
_MAX_EDGES = 3000
_MAX_CROSSINGS = 6000


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's places: ``xs`` and ``ys`` are its borders in points, ``owners[row][column]`` the first place of the
    cell that a place belongs to."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owners: tuple[tuple[tuple[int, int], ...], ...]

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def owner(self, x: float, y: float) -> tuple[int, int]:
        """The cell in which a point stands, by its first place; points outside belong to the nearest."""
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        return self.owners[row][column]


def grids_of(rulings: Sequence[Box]) -> list[Grid]:
    """The tables of a page, from top to bottom; what has one column or one cell only is a frame and no table."""
    edges = [_edge(box) for box in rulings if max(box.x1 - box.x0, box.bottom - box.top) >= _SHORTEST]
    if not {"v", "h"} <= {edge["orientation"] for edge in edges}:
        return []
    edges = merge_edges(edges, _SNAP, _SNAP, _SNAP, _SNAP)
    if len(edges) > _MAX_EDGES:
        return []  # a drawing or a map
    edges = merge_edges(edges + _missing_borders(edges), _SNAP, _SNAP, _SNAP, _SNAP)
    crossings = edges_to_intersections(edges, _SNAP, _SNAP)
    if len(crossings) > _MAX_CROSSINGS:
        return []
    tables = cells_to_tables(intersections_to_cells(crossings))
    return [grid for cells in tables if len((grid := _grid(cells)).xs) > 2]


def _edge(box: Box) -> dict[str, Any]:
    """A ruling in the form that pdfplumber knows."""
    level = box.x1 - box.x0 >= box.bottom - box.top
    return {
        "x0": box.x0,
        "x1": box.x1,
        "top": box.top,
        "bottom": box.bottom,
        "width": box.x1 - box.x0,
        "height": box.bottom - box.top,
        "orientation": "h" if level else "v",
    }


def _missing_borders(edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The outer borders of tables that are drawn open at a side, where their inner rulings end together.

    Many are open at the left and right; a row that is broken over two pages is often open at the break.
    """
    added: list[Box] = []
    for group in _crossing(edges):
        level = [e for e in group if e["orientation"] == "h"]
        upright = [e for e in group if e["orientation"] == "v"]
        added += [Box(x, min(e["top"] for e in level), x, max(e["top"] for e in level))
                  for x in _open_sides(level, upright, ("x0", "x1"))]  # fmt: skip
        added += [Box(min(e["x0"] for e in upright), y, max(e["x0"] for e in upright), y)
                  for y in _open_sides(upright, level, ("top", "bottom"))]  # fmt: skip
    return [_edge(box) for box in added]


def _open_sides(rulings: list[dict[str, Any]], across: list[dict[str, Any]], ends: tuple[str, str]) -> Iterator[float]:
    """Where most of three or more rulings end together, well outside the outermost of those that cross them."""
    if len(rulings) < 3 or not across:
        return
    side = "x0" if ends[0] == "top" else "top"
    for key, outer, sign in ((ends[0], min, -1), (ends[1], max, 1)):
        end = outer(e[key] for e in rulings)
        # A ruling that merged cells cut into pieces ends where the last of them does.
        reached: dict[int, bool] = {}
        for e in rulings:
            reached[round(e[side] / _SNAP)] = reached.get(round(e[side] / _SNAP), False) or abs(e[key] - end) <= _SNAP
        together = sum(reached.values())
        if sign * (end - outer(e[ends[0]] for e in across)) > 2 * _THINNEST and together * 2 > len(reached):
            yield end


def _crossing(edges: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Edges in groups that touch each other."""
    level = [e for e in edges if e["orientation"] == "h"]
    upright = [e for e in edges if e["orientation"] == "v"]
    parents = list(range(len(level) + len(upright)))

    def root(i: int) -> int:
        while parents[i] != i:
            parents[i] = parents[parents[i]]
            i = parents[i]
        return i

    for i, h in enumerate(level):
        for j, v in enumerate(upright, len(level)):
            if h["x0"] - _SNAP <= v["x0"] <= h["x1"] + _SNAP and v["top"] - _SNAP <= h["top"] <= v["bottom"] + _SNAP:
                parents[root(j)] = root(i)
    groups: dict[int, list[dict[str, Any]]] = {}
    for i, edge in enumerate([*level, *upright]):
        groups.setdefault(root(i), []).append(edge)
    return list(groups.values())


def _grid(cells: Sequence[tuple[float, float, float, float]]) -> Grid:
    xs = _borders([(x0, x1) for x0, _, x1, _ in cells])
    ys = _borders([(top, bottom) for _, top, _, bottom in cells])
    columns, rows = len(set(xs.values())) - 1, len(set(ys.values())) - 1
    at_x = {x: i for i, x in enumerate(sorted(set(xs.values())))}
    at_y = {y: i for i, y in enumerate(sorted(set(ys.values())))}
    owners = [[(row, column) for column in range(columns)] for row in range(rows)]
    for x0, top, x1, bottom in sorted(cells, key=lambda c: (c[1], c[0])):
        first_row, first_column = at_y[ys[top]], at_x[xs[x0]]
        for row in range(first_row, at_y[ys[bottom]]):
            for column in range(first_column, at_x[xs[x1]]):
                owners[row][column] = (first_row, first_column)
    return Grid(tuple(at_x), tuple(at_y), tuple(map(tuple, owners)))


def _borders(spans: Sequence[tuple[float, float]]) -> dict[float, float]:
    """Each border with the one that stands for it: borders with less than a letter's room between them are one."""
    narrow = {(a, b) for a, b in spans if b - a < _THINNEST}
    standing: dict[float, float] = {}
    last: float | None = None
    for border in sorted({b for span in spans for b in span}):
        if last is not None and border - last < _THINNEST and (last, border) not in narrow:
            standing[border] = last
        else:
            standing[border] = last = border
    return standing
