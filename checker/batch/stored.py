"""The reports of a run's plans where they are kept: in records, from which each is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from checker.batch.places import read
from checker.batch.record import RecordAt, part_of, report_of_plan
from checker.reporting.report import PlanReport


class StoredPlans(Sequence[PlanReport]):
    """Reports of plans, in order; those of a small run are kept once they are loaded.

    To ask for one raises RunFailed if its record is not there any more.
    """

    def __init__(self, records: Sequence[RecordAt], *, keep: bool) -> None:
        self._records = records
        self._loaded: dict[int, PlanReport] | None = {} if keep else None

    def __len__(self) -> int:
        return len(self._records)

    @overload
    def __getitem__(self, index: int) -> PlanReport: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[PlanReport]: ...
    def __getitem__(self, index: int | slice) -> PlanReport | Sequence[PlanReport]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        number = range(len(self))[index]
        if self._loaded is not None and number in self._loaded:
            return self._loaded[number]
        record = self._records[number]
        plan = report_of_plan(record, read(record.place))
        if self._loaded is not None:
            self._loaded[number] = plan
        return plan

    def __iter__(self) -> Iterator[PlanReport]:
        return map(self.__getitem__, range(len(self)))


def stored_pieces(records: Sequence[RecordAt], format_: str) -> Iterator[bytes]:
    """The pieces of a format over the run, in the order of the plans. Raises RunFailed."""
    for record in records:
        yield part_of(record, read(record.place), format_)
