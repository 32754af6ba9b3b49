"""What many plans are written of: a piece of each, made apart, and joined without the plans; the bytes stay the same."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from command import write_plan
from every_status import plan_under_review
from sheet_plans import BROKEN, formula_plan, judged, real

from checker.i18n import language
from checker.reporting.report import Report
from checker.writers import json as json_writer
from checker.writers.data import parquet
from checker.writers.formats import Presentation
from checker.writers.sheets import comma_separated

FORMATS = {"json": json_writer, "csv": comma_separated, "parquet": parquet}


def _real(code: str, plans: slice) -> Report:
    report = real(code)
    return report.model_copy(update={"plans": report.plans[plans]})


@cache
def _odd(code: str, *, marked_first: bool = True, only_broken: bool = False) -> Report:
    """Plans of which one is marked for review, one looks like formulas and one could not be read."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        plans = [plan_under_review(place), formula_plan(place)]
        broken = write_plan(place, BROKEN, "hong.yaml")
        ordered = [*(plans if marked_first else plans[::-1]), broken]
        return judged(place, *([broken] if only_broken else ordered), code=code)


RUNS = {
    "five plans": lambda code: _real(code, slice(None)),
    "one plan": lambda code: _real(code, slice(1)),
    "no plan": lambda code: _real(code, slice(0)),
    "only a file that cannot be read": lambda code: _odd(code, only_broken=True),
    "the first plan is marked for review": _odd,
    "a later plan is marked for review": lambda code: _odd(code, marked_first=False),
}


def joined(name: str, report: Report) -> bytes:
    """As a batch does it: a piece of each plan, then all of them with a head that has no plans."""
    module, how, stream = FORMATS[name], Presentation(language(report.language)), BytesIO()
    pieces: Iterator[bytes] = iter([module.piece(plan, how) for plan in report.plans])
    module.join(report.model_copy(update={"plans": ()}), pieces, how, stream)
    return stream.getvalue()


@pytest.mark.parametrize("code", ["vi", "en"])
@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("name", FORMATS)
def test_what_is_joined_is_what_the_whole_run_is(name, run, code):
    report = RUNS[run](code)
    whole = FORMATS[name].render_run(report, Presentation(language(code)))
    assert joined(name, report) == whole


@pytest.mark.parametrize("run", RUNS)
def test_the_json_is_the_dump_of_the_report(run):
    report = RUNS[run]("vi")
    assert joined("json", report) == report.to_json().encode()


def test_half_a_character_in_a_file_name_is_written_as_in_the_dump():
    report = real()
    head = report.plans[0].plan.model_copy(update={"file": "b\udce1c.yaml"})
    report = report.model_copy(update={"plans": (report.plans[0].model_copy(update={"plan": head}),)})
    assert joined("json", report) == report.to_json().encode()
    assert b'"b\\udce1c.yaml"' in joined("json", report)


def test_the_columns_on_the_review_stand_where_any_plan_of_the_run_puts_them():
    header = {run: joined("csv", RUNS[run]("vi")).split(b"\r\n")[0].split(b",") for run in RUNS}
    for run, keys in header.items():
        place = keys.index(b"final") - keys.index(b"status")
        assert (place == 1) == ("marked" in run), run
        assert keys[keys.index(b"final") + 1] == b"under_review"


def test_a_plan_that_quotes_the_frame_of_the_json_does_not_break_it(tmp_path):
    report = real()
    head = report.plans[0].plan.model_copy(update={"title": '"\n "sums": [],\n "plans": ['})
    report = report.model_copy(
        update={"plans": (report.plans[0].model_copy(update={"plan": head}),), "as_of_text": '\n "sums": '}
    )
    assert joined("json", report) == report.to_json().encode()
