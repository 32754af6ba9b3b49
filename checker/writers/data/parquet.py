"""The findings of a run as one table in a Parquet file: docs/data.md has its columns and how to ask it.

A row for each plan, norm and requirement, those that do not apply among them; one for each norm of a
plan that asks no minimum, so that no plan goes missing; and one for each file that could not be checked.

A piece is one record batch as Arrow's IPC format has it, without its schema, compressed. Texts stay as
they are, what looks like a formula among them; hidden characters are written out (``\\x1b``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from checker.problems import visible
from checker.reporting.report import PlanReport, Report
from checker.writers.data.columns import PIECE_SCHEMA, RUN_SCHEMA, SCHEMA, SCHEMA_NAME
from checker.writers.data.rows import failed_row, plan_rows
from checker.writers.formats import Presentation
from checker.writers.sheets.tables.table import iso_day

_ROW_GROUP = 20_000
"""Rows, or a little more, that are written together: what the memory of ``join`` is bounded by."""


def render_run(report: Report, how: Presentation) -> bytes:
    """The whole run."""
    stream = BytesIO()
    join(report, (piece(plan, how) for plan in report.plans), how, stream)
    return stream.getvalue()


def piece(plan: PlanReport, how: Presentation) -> bytes:
    """The rows of one plan."""
    columns = list(zip(*plan_rows(plan, how.language, len(PIECE_SCHEMA)), strict=True))
    return _packed(_batch(columns or [()] * len(PIECE_SCHEMA)))


def join(head: Report, pieces: Iterator[bytes], how: Presentation, stream: BinaryIO) -> None:  # noqa: ARG001
    """The rows of all plans, then those of the files that could not be checked. Raises OSError."""
    metadata = {"schema": SCHEMA_NAME, "tool": head.tool.name, "version": head.tool.version, "as_of": head.as_of}
    metadata["lang"] = head.language
    people = {province.code: province.population for province in head.provinces}
    with pq.ParquetWriter(stream, SCHEMA, compression="zstd", store_schema=False) as writer:
        for batches in _groups(_unpacked(pieces, head)):
            table = pa.Table.from_batches(batches, PIECE_SCHEMA)
            population = [people.get(code) for code in table.column("province_code").to_pylist()]
            run = (population, *([value] * len(table) for value in _of_run(head)))
            columns = (*table.columns, *(pa.array(*c) for c in zip(run, RUN_SCHEMA.types, strict=True)))
            writer.write_table(pa.Table.from_arrays(columns, schema=SCHEMA), row_group_size=len(table))
        writer.add_key_value_metadata(metadata)


def _of_run(head: Report) -> tuple[object, ...]:
    return iso_day(head.as_of), head.tool.version, head.language


def _batch(columns: Sequence[Sequence[object]]) -> pa.RecordBatch:
    """The columns of PIECE_SCHEMA."""
    arrays = [pa.array(_safe(column, kind), kind) for column, kind in zip(columns, PIECE_SCHEMA.types, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=PIECE_SCHEMA)


def _safe(column: Sequence[Any], kind: pa.DataType) -> Sequence[Any]:
    """The column with every hidden character written out."""
    if pa.types.is_string(kind):
        return [text if text is None or text.isprintable() else visible(text) for text in column]
    if pa.types.is_list(kind):
        return [texts and [visible(text) for text in texts] for texts in column]
    return column


def _packed(batch: pa.RecordBatch) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as packed:
        packed.write(batch.serialize())
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _unpacked(pieces: Iterator[bytes], head: Report) -> Iterator[pa.RecordBatch]:
    """The batches of the plans, then that of the files that could not be checked."""
    for packed in pieces:
        with pa.CompressedInputStream(pa.BufferReader(packed), "zstd") as content:
            yield pa.ipc.read_record_batch(pa.py_buffer(content.read()), PIECE_SCHEMA)
    failed = [failed_row(error, PIECE_SCHEMA.names) for error in head.errors]
    if failed:
        yield _batch([[row[name] for row in failed] for name in PIECE_SCHEMA.names])


def _groups(batches: Iterator[pa.RecordBatch]) -> Iterator[list[pa.RecordBatch]]:
    """The batches in groups of _ROW_GROUP rows or a little more; the last may have fewer."""
    group: list[pa.RecordBatch] = []
    rows = 0
    for batch in batches:
        group.append(batch)
        rows += batch.num_rows
        if rows >= _ROW_GROUP:
            yield group
            group, rows = [], 0
    if group:
        yield group
