"""What is kept between plans, made without validation, or skipped for speed changes nothing."""

from __future__ import annotations

import pickle
import sys
from datetime import date
from unicodedata import combining

import pytest
from command import PLANS
from pydantic import BaseModel

from checker.diacritics import MOST_MARKS, heaps_of_marks
from checker.i18n import language
from checker.judging.facts import build_facts
from checker.problems import HIDDEN_CHARACTERS
from checker.reading.document import read_document
from checker.reading.library import load_library
from checker.reading.load import load_plan
from checker.reading.models import Years
from checker.reporting.build_report import build_plan_report

REAL = sorted(PLANS.glob("*.yaml"))


@pytest.fixture(scope="module")
def library():
    return load_library()


def marked_for_review(path, folder):
    """The plan with every entry marked, so that all kinds of entry are in its report."""
    text = path.read_text(encoding="utf-8").replace("\n    where: ", "\n    review: true\n    where: ")
    text = text.replace("commitments:\n", "review: {issued: xem lại, covers: xem lại}\ncommitments:\n", 1)
    copy = folder / path.name
    copy.write_text(text, encoding="utf-8")
    return copy


def entries(value):
    """Every entry of a report, however deep."""
    if isinstance(value, BaseModel):
        yield value
        value = list(value.__dict__.values())
    if isinstance(value, (tuple, list)):
        for within in value:
            yield from entries(within)


@pytest.mark.parametrize("marked", [False, True], ids=["as it is", "marked for review"])
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_what_is_made_without_validation_is_what_validation_makes(path, marked, library, tmp_path):
    file = load_plan(marked_for_review(path, tmp_path) if marked else path, library.catalogue)
    report = build_plan_report(file, library.rulesets, library.catalogue, language("vi"), date(2026, 1, 1))
    seen = set()
    for entry in entries(report):
        seen.add(type(entry).__name__)
        fields = type(entry).model_fields
        assert list(entry.__dict__) == list(fields)
        assert entry.model_fields_set <= set(fields)
        by_alias = {field.alias or name: getattr(entry, name) for name, field in fields.items()}
        made = type(entry).model_validate(by_alias, strict=True)
        assert [(type(value), value) for value in made.__dict__.values()] == [
            (type(value), value) for value in entry.__dict__.values()
        ]
    assert {"AssessmentData", "Answer", "Cited", "FiredRule", "ObservationData"} <= seen
    assert ("ReviewItem" in seen) == marked


def test_plans_under_the_same_norms_do_not_share_what_depends_on_their_period(library):
    plan = load_plan(PLANS / "bacninh.yaml", library.catalogue).plan
    rulesets = [file.ruleset for file in library.rulesets]
    ends = []
    for last in (2030, 2045, 2030):
        covers = Years.model_validate({"from": "2026", "to": str(last)})
        facts = build_facts(plan.model_copy(update={"covers": covers}), rulesets, library.catalogue)
        ends.append({fact["to"] for fact in facts if fact["k"] == "R"})
    assert ends == [{2030}, {2045}, {2030}]


def test_a_plan_has_the_same_report_whichever_plans_were_judged_before_it(library):
    def report(path):
        file = load_plan(path, library.catalogue)
        made = build_plan_report(file, library.rulesets, library.catalogue, language("vi"), date(2026, 1, 1))
        return made.model_dump_json()

    first = {path: report(path) for path in REAL}
    for path in [*REAL, *reversed(REAL)]:
        assert report(path) == first[path]


def test_a_document_that_was_pickled_knows_its_places():
    document, _ = read_document(PLANS / "bacninh.yaml")
    again = pickle.loads(pickle.dumps(document))
    paths = [(), ("title",), ("commitments",), ("commitments", 3), ("commitments", 3, "indicator"), ("nowhere", 1)]
    assert [again.mark(path) for path in paths] == [document.mark(path) for path in paths]
    assert [again.key_mark(path) for path in paths] == [document.key_mark(path) for path in paths]
    assert again.has(("title",))
    assert not again.has(("nowhere",))
    assert document.mark(("commitments", 3)) > document.mark(("commitments", 2)) > (1, 1)


def test_no_hidden_character_can_be_printed():
    """So that a file whose characters can all be printed has none; it is not searched."""
    hidden = [chr(code) for code in range(sys.maxunicode + 1) if HIDDEN_CHARACTERS.match(chr(code))]
    assert len(hidden) > 2000
    assert not any(character.isprintable() for character in hidden)


@pytest.mark.parametrize("before", [0, 1, 50, 99, 100, 101, 12345])
def test_a_heap_of_marks_is_found_wherever_it_begins(before):
    heap = "\u0301" * (MOST_MARKS + 1)
    assert combining(heap[0])
    assert list(heaps_of_marks("a" * before + heap + "b")) == [(before, before + len(heap))]
    assert not any(heaps_of_marks("a" * before + heap[1:] + "b"))
