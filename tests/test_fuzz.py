"""Fuzzing with a fixed seed (docs/fuzzing.md), laws of loading on random plan files, and what fuzzing has found."""

from __future__ import annotations

import io
import json
import pickle

import pytest
from command import COMMITMENT, HEAD, RULESETS, check, write_plan
from hypothesis import given, settings
from hypothesis import strategies as st
from patience import ends

from checker.extracting.documents import isolated
from checker.extracting.documents.letters import clean_letters
from checker.extracting.documents.unreadable import Unreadable
from checker.extracting.extract import extract
from checker.problems import MOST_PROBLEMS, InvalidFile
from checker.reading.fields import MOST_LETTERS
from checker.reading.library import load_library
from checker.reading.load import load_catalogue, parse_plan
from checker.reading.models import COMPARATORS, Bounded, Commitment, Plan, Task
from fuzz import laws
from fuzz.nasties import DATES, NUMBERS, YAML_WORDS, YEARS
from fuzz.runs import run

CATALOGUE = load_catalogue(RULESETS / "indicators.yaml", phrases=False)


@pytest.mark.parametrize(("target", "count"), [("plans", 1500), ("rulesets", 300), ("documents", 100)])
def test_whatever_is_thrown_is_judged_or_refused_in_words(target, count, tmp_path):
    tally = run(target, seed=6, count=count, block=count, save=tmp_path)
    assert tally.findings == {}, f"saved in {tmp_path}"
    assert tally.count == count
    assert len(tally.outcomes) >= 2, "some are read, others refused"


# ---- Laws of loading.


def refused(text: str | bytes) -> list[str]:
    """The messages on a plan file; empty where it is read. Whatever else is raised fails the test."""
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    try:
        parse_plan(raw, "tinh.yaml", "tinh", CATALOGUE)
    except InvalidFile as error:
        laws.problems_hold(error, {"tinh.yaml": raw})
        return [problem.render() for problem in error.problems]
    return []


SCALARS = st.one_of(st.none(), st.text(max_size=12), st.sampled_from((*NUMBERS, *YEARS, *DATES, *YAML_WORDS)))
KEYS = {name: field.alias or name for model in (Commitment, Task, Plan) for name, field in model.model_fields.items()}
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(KEYS.values())), inner, max_size=4)
    ),
    max_leaves=12,
)
SOUND = {"schema": "plan/1", "id": "tinh", "province": "Bắc Ninh", "title": "Kế hoạch", "issued": "2025-11-21"}


@given(
    st.dictionaries(st.sampled_from(sorted(field.alias or name for name, field in Plan.model_fields.items())), VALUES)
)
def test_every_value_under_every_key_is_read_or_refused_at_its_place(said):
    refused(json.dumps(SOUND | said, ensure_ascii=False))


@given(
    st.lists(
        st.dictionaries(st.sampled_from(sorted({*Bounded.model_fields, "quote", "from"})), VALUES, max_size=5),
        max_size=3,
    )
)
def test_every_commitment_is_read_or_refused_at_its_place(commitments):
    refused(json.dumps(SOUND | {"commitments": commitments}, ensure_ascii=False))


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda data: data.decode("latin-1")), st.booleans())
def test_every_text_is_read_or_refused_at_its_place(text, after_a_plan):
    refused((HEAD + COMMITMENT if after_a_plan else "") + text)


@given(st.binary(max_size=100))
def test_every_byte_is_read_or_refused_at_its_place(data):
    assert refused(data)


@given(
    st.sampled_from(COMPARATORS[:4]),
    st.integers(0, 10**9 - 1),
    st.integers(0, 999_999),
    st.sampled_from((".", ",")),
    st.sampled_from("\"' "),
)
def test_a_number_is_read_as_it_is_written_however_it_is_quoted(comparator, whole, part, comma, mark):
    digits = f"{part:06}".rstrip("0")
    text = f"{whole}{comma}{digits}" if len(digits) not in (0, 3) else str(whole)  # three are ambiguous
    line = (
        HEAD + f"commitments:\n  - indicator: insurance_coverage\n    {comparator}: {mark}{text}{mark}\n    by: 2030\n"
    )
    (commitment,) = parse_plan(line.encode(), "tinh.yaml", "tinh", CATALOGUE).plan.commitments
    assert str(getattr(commitment, comparator)) == text.replace(",", ".")


@settings(max_examples=30)
@given(st.permutations(sorted(SOUND)))
def test_the_order_of_keys_is_of_no_account(keys):
    assert refused("".join(f"{key}: {SOUND[key]}\n" for key in keys)) == []


# ---- What was found, and must not come back.


def test_a_place_is_inside_the_file_even_behind_its_last_line():
    assert refused('{"schema": x, "titel"')[0].startswith("tinh.yaml:1:22: ")  # libyaml says line 2
    assert "tinh.yaml:6:7: this key has no value; write one, or delete the key" in refused(HEAD + "? note")


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_a_hidden_character_is_found_in_its_line_whatever_ends_lines(end):
    assert refused(end.join(["schema: plan/1", "id: x\u200b", ""])) == [
        "tinh.yaml:2:6: hidden character U+200B; delete it"
    ]


def test_what_is_no_utf_8_is_named_where_it_stands_behind_a_byte_order_mark():
    assert refused(b"\xef\xbb\xbfid: \xffx") == [
        "tinh.yaml:1:5: the file is not UTF-8 (byte 0xFF); save it with the encoding UTF-8"
    ]


def test_an_unknown_escape_is_not_taken_for_an_open_quotation_mark():
    (said,) = refused(HEAD + 'note: "C:\\new\\data"\n')
    assert said.startswith("tinh.yaml:6:14: ")
    assert "unknown escape character" in said


def test_messages_stay_short_however_long_the_text_that_is_wrong():
    for line in (
        f"{'k' * 9000}: x",
        f"province: {'x' * 9000}",
        f"commitments: [{{indicator: {'x' * 9000}}}]",
        f"note: !{'x' * 9000} y",
    ):
        assert max(map(len, refused(HEAD.replace("province: Bắc Ninh\n", "") + line))) < 1000


def test_accents_without_end_on_one_letter_are_refused_before_they_are_normalised():
    heap = "a" + "\u0301\u0323" * 450_000  # normalising takes time by their square: hours
    with ends():
        (said,) = refused(f"{HEAD}note: {heap}\n")
        assert clean_letters(heap) == "a"
    assert "accents" in said
    assert refused(f"{HEAD}note: {'e' + chr(0x302) + chr(0x301)} {'…' * 500}\n") == []


MANY = 100_000


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"titl{number}: x\n" for number in range(MANY)),
        "commitments: [" + "{}, " * 2 * MANY + "]",
        "commitments:\n" + "  - *a\n" * MANY,
        "baselines: [" + "{indicator: insurance_coverage, value: 1, as_of: 2025}, " * 30_000 + "]",
        "tasks: [" + "{title: x}, " * 5_000 + "]",
        "tasks: [{title: x, lead: [" + "x, " * 5_000 + "]}]",
        f"note: {'x' * (MOST_LETTERS + 1)}",
    ],
    ids=["unknown keys", "empty entries", "aliases", "present values", "tasks", "leads", "one text"],
)
def test_what_is_larger_than_any_plan_is_refused_soon_and_in_few_lines(text):
    with ends():
        said = refused(HEAD + text)
    assert 1 <= len(said) <= MOST_PROBLEMS + 2


def test_so_many_problems_are_said_and_then_how_many_more():
    said = refused(HEAD + "commitments:\n" + "  - {indicatr: x}\n" * 1500)
    assert len(said) == MOST_PROBLEMS + 1
    assert said[-1].startswith("tinh.yaml:")
    assert "more problems" in said[-1]


def test_the_largest_plan_that_may_be_is_read():
    commitments = [
        {"indicator": key, "at_least": "5", "by": "2030"} for key in list(CATALOGUE.indicators)[:20] for _ in range(50)
    ]
    tasks = [{"title": "x", "lead": ["a", "b"], "partners": ["c"], "due": "2030", "output": "d"}] * 2000
    baselines = [{"indicator": "insurance_coverage", "value": "5", "unit": "%"}] * 1000
    text = json.dumps(SOUND | {"commitments": commitments, "tasks": tasks, "baselines": baselines}, ensure_ascii=False)
    assert refused(text) == []


def test_a_due_date_in_the_year_0_is_refused():
    assert "no due date" in refused(HEAD + "tasks: [{title: x, due: 0000-Q1}]\n")[0]


@pytest.mark.parametrize("source", ["{title: x}", "{file: a.txt}", f"{{sha256: {'0' * 64}}}"])
@pytest.mark.parametrize("name", ["html", "md"])
def test_a_plan_may_say_as_little_as_it_likes_of_its_source(tmp_path, source, name):
    done = check(write_plan(tmp_path, f"{HEAD}source: {source}\n"), "-q", "-f", f"{name}:-", cwd=tmp_path)
    assert (done.status, done.err) == (1, "")


def test_a_message_of_the_reading_process_makes_nothing_that_our_modules_have_imported():
    """A dotted name leads from a module of ours to whatever stands in it (pickle's protocol 4)."""
    for module, name in (
        ("checker.extracting.documents.isolated", "subprocess.Popen"),
        ("checker.extracting.documents.isolated", "SimpleQueue"),
        ("checker.__main__", "main"),
        ("checker.cli", "PlansOrCommand"),
        ("subprocess", "Popen"),
    ):
        asked = (
            b"\x80\x04" + b"".join(b"\x8c" + bytes([len(text)]) + text.encode() for text in (module, name)) + b"\x93."
        )
        with pytest.raises(pickle.UnpicklingError):
            isolated._OwnDataOnly(io.BytesIO(asked)).load()


def test_pieces_of_a_pdf_within_pieces_do_not_multiply_without_end(tmp_path):
    from fuzz.inputs import dice
    from fuzz.pdf_files import _file, _objects, _stream

    objects, rng = _objects(dice("pieces")), dice("pieces")
    for number in range(12):
        extra = b" /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A %d 0 R >> >>" % (
            31 + number
        )
        objects[30 + number] = _stream(b"/A Do " * 8, extra=extra)
    objects[10] = objects[10].replace(b"/Font <<", b"/XObject << /A 30 0 R >> /Font <<")
    objects[11] = _stream(b"/A Do")
    path = tmp_path / "a.pdf"
    path.write_bytes(_file(objects, rng))
    with ends(), pytest.raises(Unreadable, match="page 1 has more on it"):
        extract(path, load_library(phrases=True))
