"""What a run keeps of a plan is small, says what its report says, and survives as text."""

from __future__ import annotations

import json
import pickle
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from command import HEAD, PLANS, write_plan
from hypothesis import given
from hypothesis import strategies as st
from made_up_digests import LANGUAGE, PLAN, tally_of

from checker.reading.library import load_library
from checker.reading.load import load_plan
from checker.reporting.build_digest import build_digest
from checker.reporting.build_report import build_plan_report
from checker.reporting.build_run import report_of
from checker.reporting.digest import PlanDigest

AS_OF = date(2026, 11, 21)
MARKED = (
    HEAD
    + """review: {province: the seal cannot be read}
commitments:
  - {indicator: insurance_coverage, more_than: 97.5, by: 2030, quote: "trên 97,5%", review: true}
  - {indicator: life_expectancy, at_least: 70, by: 2030}
tasks:
  - {title: Luân phiên bác sĩ, answers: nq72/doctor-rotation, review: true, review_reason: number blurred,
     quantity: {at_least: 40, unit: doctors/year, from: 2026, to: 2030}}
"""
)


@pytest.fixture(scope="module")
def shipped():
    return load_library()


@pytest.fixture(scope="module")
def judged(shipped, tmp_path_factory):
    """The five plans of the project, one with marks and one of a commune, each as its report and its digest."""
    folder = tmp_path_factory.mktemp("plans")
    marked = write_plan(folder, MARKED)
    commune = write_plan(folder, HEAD.replace("id: tinh", "id: xa") + "level: commune\n", "xa.yaml")
    rulesets = [found.ruleset for found in shipped.rulesets]
    found = []
    for path in [*sorted(PLANS.glob("*.yaml")), marked, commune]:
        file = load_plan(path, shipped.catalogue)
        report = build_plan_report(file, shipped.rulesets, shipped.catalogue, LANGUAGE, AS_OF, whole=False)
        found.append((report, build_digest(file, report, rulesets, shipped.catalogue, LANGUAGE)))
    return found


def test_a_digest_of_a_province_under_all_norms_takes_six_kilobytes_at_most(judged):
    assert all(len(digest.to_json().encode()) <= 6000 for _, digest in judged)


def test_it_has_the_verdicts_of_the_report(judged):
    for report, digest in judged:
        for found, norm in zip(report.rulesets, digest.norms, strict=True):
            assert (norm.applies, norm.why, norm.conforms) == (found.applies, found.why, found.conforms)
            assert norm.statuses == tuple(a.status for a in found.assessments)
            assert norm.gaps == len(found.gaps)
            assert norm.tasks_asked == len(found.tasks)
        assert digest.gaps == report.count_gaps("mandatory")


def test_marks_for_review_leave_their_traces(judged):
    (digest,) = (digest for _, digest in judged if digest.id == "tinh")
    nq72 = next(norm for norm in digest.norms if norm.sums)
    assert (digest.province_marked, digest.review_entries, digest.final) == (True, 3, False)
    assert nq72.open
    assert (nq72.sums[0].final, nq72.sums[0].given[0].review_reason) == (False, "number blurred")


def test_a_plan_of_a_commune_speaks_for_no_province(judged):
    (digest,) = (digest for _, digest in judged if digest.id == "xa")
    assert (digest.level, digest.outcome, digest.judged) == ("commune", "none", False)
    assert not any(norm.promises for norm in digest.norms)


def test_a_digest_comes_back_from_its_text_as_it_was(judged):
    for _, digest in judged:
        assert PlanDigest.from_json(digest.to_json()) == digest


texts = st.lists(st.sampled_from(["\udc80", "\udcff", "\0", '"', "\\"]) | st.characters(), max_size=8).map("".join)


@given(texts, texts, st.none() | texts)
def test_so_it_does_with_any_characters_and_file_names_that_are_no_utf_8(name, title, number):
    digest = replace(PLAN, name=name, file=name + ".yaml", title=title, number=number)
    assert PlanDigest.from_json(digest.to_json().encode().decode()) == digest


def _changed(**changes: object) -> str:
    return json.dumps(json.loads(PLAN.to_json()) | changes)


def _norm(**changes: object) -> str:
    return _changed(norms=[json.loads(PLAN.to_json())["norms"][0] | changes])


@pytest.mark.parametrize(
    "text",
    {
        "empty": "",
        "no JSON": "{",
        "another thing": "[1, 2]",
        "deep": "[" * 100_000,
        "deep, with half a character": '"\\ud800"' + "[" * 100_000,
        "half a character": '"\ud800"',
        "of another version": _changed(schema="digest/0"),
        "of a later version": _changed(more=1),
        "a number as text": _changed(gaps="1"),
        "no such province": _changed(province_code=2000),
        "a province under the name of another": _changed(province="Hà Nội"),
        "no such status": _norm(statuses="m?"),
        "a status that is no text": _norm(statuses=[1]),
        "a promise on no requirement": _norm(promises=[[9, "97%", 1, False, True]]),
        "an open verdict on no requirement": _norm(open=[-1]),
        "accepted, and nothing says what": _norm(statuses="a"),
        "a gap accepted that is none": _norm(statuses="a", accepted=[[0, "met"]]),
    }.items(),
    ids=lambda case: case[0],
)
def test_any_other_text_is_refused_with_a_value_error(text):
    with pytest.raises(ValueError):  # noqa: PT011 - which of them it is, nobody asks
        PlanDigest.from_json(text[1])


@given(st.integers(0, 3000), st.binary(min_size=1, max_size=3))
def test_a_text_that_was_damaged_is_refused_or_means_something_else_but_never_fails(at, put):
    raw = bytearray(PLAN.to_json().encode())
    raw[at % len(raw) : at % len(raw) + len(put)] = put
    with suppress(ValueError):
        PlanDigest.from_json(raw.decode(errors="surrogateescape"))


# ---- Many.


def test_a_tally_of_a_thousand_plans_takes_no_more_room_than_one_of_a_hundred(shipped, judged):
    def room(times: int) -> int:
        digests = (replace(d, name=f"{n:05}") for n in range(times) for _, d in judged)
        return len(pickle.dumps(tally_of(shipped, digests)))

    assert room(150) - room(15) < 1000


def test_norms_come_in_the_order_of_a_report(shipped, judged):
    run = report_of([report for report, _ in judged], AS_OF, LANGUAGE, several=True)
    tally = tally_of(shipped, [digest for _, digest in judged])
    assert [norm.head for norm in tally.binding] == run.norms
