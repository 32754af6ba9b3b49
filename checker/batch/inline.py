"""Performs tasks in this process: for a single plan, which has no others to protect."""

from __future__ import annotations

from collections import deque

from checker.batch.drive import Death
from checker.batch.job import Job
from checker.batch.tasks import Result, Task, perform


class Inline:
    """An executor without processes."""

    workers = 1

    def __init__(self, job: Job) -> None:
        self._job = job
        self._tasks: deque[Task] = deque()

    def room(self) -> bool:
        return not self._tasks

    def start(self, task: Task) -> None:
        self._tasks.append(task)

    def finished(self) -> tuple[Task, Result | Death]:
        task = self._tasks.popleft()
        return task, perform(self._job, task)
