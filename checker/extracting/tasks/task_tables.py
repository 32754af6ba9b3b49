"""Tasks from tables: title, lead agency, partners, output, due, by the header's words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checker.extracting.document import FlatTable, Table
from checker.extracting.doubts import Doubt, Reason
from checker.extracting.findings import Assigned, Evidence, Span
from checker.extracting.outlines.outline import Place
from checker.extracting.tasks.agencies import split_agencies
from checker.extracting.tasks.task_cells import flat_cells, is_time
from checker.extracting.tasks.task_columns import Column, columns_of, header_depth, is_task_table, kind_of_column
from checker.extracting.tasks.task_dues import read_due
from checker.extracting.tasks.task_groups import group_of
from checker.extracting.tasks.task_words import quote_of, task_title
from checker.extracting.tokens import words_of
from checker.i18n import N_
from checker.reading.models import TaskGroup

__all__ = ["ANSWERS_PROPOSED", "Answers", "is_task_table", "no_answers", "read_task_table"]

Answers = Callable[[str], tuple[str, ...]]
ANSWERS_PROPOSED = Reason(N_("that it carries out this task of the norm is a proposal"))
_AGENCIES: tuple[Column, ...] = ("lead", "partners")


def no_answers(_title: str) -> tuple[str, ...]:
    """Proposes no norm's task."""
    return ()


def read_task_table(
    table: Table | FlatTable,
    block: int,
    place: Place,
    groups: Sequence[TaskGroup] = (),
    answers: Answers = no_answers,
) -> tuple[Assigned, ...]:
    """The tasks of a table of tasks, in its order; () of any other table."""
    columns = columns_of(table)
    if columns is None or not is_task_table(table):
        return ()
    if isinstance(table, FlatTable):
        return _flat_tasks(table, columns, block, place, groups, answers)
    return _tasks(table, columns, block, place, groups, answers)


def _tasks(
    table: Table,
    columns: tuple[Column, ...],
    block: int,
    place: Place,
    groups: Sequence[TaskGroup],
    answers: Answers,
) -> tuple[Assigned, ...]:
    found: list[Assigned] = []
    group = place.group
    title_at = columns.index("title")
    for number in range(header_depth(table), len(table.rows)):
        row = table.rows[number]
        texts = [" ".join(cell.text.split()) for cell in row]
        own = {cell.origin for cell in row if cell.text.strip()}
        cells = {kind: texts[at] for at, kind in enumerate(columns) if kind not in ("number", "other")}
        agencies = {kind: row[columns.index(kind)].text for kind in _AGENCIES if kind in columns}
        spans_all = len({cell.origin for cell in row}) <= max(1, len(row) - 2) and not cells.get("due")
        details = [cells.get(kind, "") for kind in ("lead", "partners", "output", "due")]
        if not task_title(texts[title_at]):
            continue
        if not any(details) or all(d in ("", texts[title_at]) for d in details) or (spans_all and len(own) <= 2):
            group = group_of(" ".join(dict.fromkeys(texts)), groups) or place.group
            continue
        if all(kind_of_column(words_of(t)) != "other" and len(t.split()) < 8 for t in texts if t and not t.isdecimal()):
            continue  # the header once more, on a new page
        label = texts[columns.index("number")] if "number" in columns else ""
        start, end = quote_of(row[title_at].text)
        evidence = Evidence(
            row[title_at].text[start:end],
            _where(place, label or str(number)),
            row[title_at].page or table.page,
            (Span(block, start, end, number, title_at),),
        )
        found.append(_assigned(texts[title_at], {**cells, **agencies}, evidence, group, (), answers))
    return tuple(found)


def _flat_tasks(
    table: FlatTable,
    columns: tuple[Column, ...],
    block: int,
    place: Place,
    groups: Sequence[TaskGroup],
    answers: Answers,
) -> tuple[Assigned, ...]:
    found: list[Assigned] = []
    group = place.group
    wanted = [kind for kind in columns if kind != "number"]
    for number, row in enumerate(table.rows):
        if row.section:
            group = group_of(row.text, groups) or place.group
            continue
        cells, title, doubts = flat_cells(row, wanted)
        if not task_title(title):
            continue
        at = max(row.text.find(title[:20]), 0)
        start, end = quote_of(row.text[at : at + len(title)])
        evidence = Evidence(
            row.text[at + start : at + end],
            _where(place, row.label or str(number + 1)),
            row.page or table.page,
            (Span(block, at + start, at + end, number),),
        )
        found.append(_assigned(title, cells, evidence, group, doubts, answers))
    return tuple(found)


def _assigned(
    title: str,
    cells: dict[Column, str],
    evidence: Evidence,
    group: int | None,
    doubts: tuple[Doubt, ...],
    answers: Answers,
) -> Assigned:
    due = read_due(cells.get("due", ""))
    output = cells.get("output", "").strip(" .;") or None
    proposed = answers(title)
    return Assigned(
        title=task_title(title),
        evidence=evidence,
        group=group,
        lead=split_agencies(cells.get("lead", "")),
        partners=split_agencies(cells.get("partners", "")),
        output=None if output and is_time(output) else output,
        due=due.due,
        due_words=due.words,
        answers=proposed,
        doubts=(*doubts, ANSWERS_PROPOSED.doubt()) if proposed else doubts,
    )


def _where(place: Place, label: str) -> str:
    return f"{place.where}, {label}" if place.where.startswith(("Phụ lục", "Biểu")) else f"{place.where}, dòng {label}"
