"""A plan file is read exactly, and what is wrong with it is named with its place, all in one run."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from unicodedata import normalize

import pytest
from command import COMMITMENT, HEAD, PLANS, RULESETS, write_plan
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from checker.problems import InvalidFile
from checker.reading.document import read_document
from checker.reading.load import load_acceptances, load_catalogue, load_plan, load_ruleset

CATALOGUE = load_catalogue(RULESETS / "indicators.yaml")


def load(folder: Path, text: str):
    return load_plan(write_plan(folder, text), CATALOGUE).plan


def problems(folder: Path, text: str | bytes) -> list[tuple[int, int, str]]:
    """Line, column and message of every problem of a plan with this text."""
    path = folder / "tinh.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(InvalidFile) as caught:
        load_plan(path, CATALOGUE)
    return [(*problem.mark, problem.render().split(": ", 1)[1]) for problem in caught.value.problems]


def commitment(*lines: str) -> str:
    """A plan whose commitment holds these lines, from line 8 on, each beginning in column 5."""
    return HEAD + "".join(["commitments:\n  - indicator: insurance_coverage\n", *(f"    {line}\n" for line in lines)])


# ---- Each kind of problem stands at its own place.


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        pytest.param("title: T\n", 1, 1, ["missing"], id="a missing key, at the mapping that lacks it"),
        pytest.param(HEAD + "covers: {from: 2026}\n", 6, 9, ["missing", "to"], id="a missing key inside a mapping"),
        pytest.param(HEAD + "titel: x\n", 6, 1, ["titel", "title"], id="an unknown key, at the key"),
        pytest.param(commitment("att_least: 5"), 8, 5, ["att_least", "at_least"], id="a misspelt comparator"),
        pytest.param(HEAD + "kind: plann\n", 6, 7, ["plann", "“plan”"], id="a word outside a closed list, at the value"),
        pytest.param(commitment("at_least: x"), 8, 15, ["“x”", "97,5"], id="text for a number, at the value"),
        pytest.param(commitment("at_least: 1.000"), 8, 15, ["1000", "1,0"], id="an ambiguous number, with both ways"),
        pytest.param(commitment("at_least: 0.1234567"), 8, 15, ["decimals"], id="more decimals than are kept"),
        pytest.param(commitment("at_least: 1000000000"), 8, 15, ["large"], id="a number too large"),
        pytest.param(commitment("between: [5, 4]"), 8, 14, ["4", "5"], id="a pair in the wrong order"),
        pytest.param(commitment("between: 4-5"), 8, 14, ["[4, 5]"], id="a pair that is none"),
        pytest.param(commitment("by: 20300"), 8, 9, ["20300", "four digits"], id="a year of five digits"),
        pytest.param(commitment("unit: per10k"), 8, 11, ["per10k", "“per-10k”"], id="a misspelt unit"),
        pytest.param(commitment("scope: everyone"), 8, 12, ["everyone", "average"], id="an unknown scope"),
        pytest.param(commitment("promised: maybe"), 8, 15, ["maybe", "true"], id="a flag that is none"),
        pytest.param(commitment("more_than: 1", "at_least: 2"), 8, 5, ["more_than", "at_least"], id="two comparators"),
        pytest.param(commitment("by: 2030", "from: 2026"), 9, 5, ["by", "from"], id="both by and from"),
        pytest.param(HEAD + "covers: {from: 2030, to: 2026}\n", 6, 9, ["2030", "2026"], id="an end before the beginning"),
        pytest.param(HEAD + "implements: 72-NQ/TW\n", 6, 13, ["list"], id="text for a list"),
        pytest.param(HEAD + "covers: 2030\n", 6, 9, ["from"], id="text for a mapping"),
        pytest.param(HEAD.replace(": Kế hoạch", ":"), 4, 1, ["value"], id="a text without a value, at the key"),
        pytest.param(HEAD + "note: ' '\n", 6, 7, ["empty"], id="a blank text"),
        pytest.param(HEAD.replace("2025-11-21", "21/11/2025"), 5, 9, ["2025-11-21"], id="a date turned round, put right"),
        pytest.param(HEAD.replace("2025-11-21", "2025-02-30"), 5, 9, ["2025-02-30"], id="a day that does not exist"),
        pytest.param(HEAD.replace("id: tinh", "id: huyen"), 2, 5, ["huyen", "tinh"], id="an id unlike the file name"),
        pytest.param(HEAD + "tasks:\n  - {title: a, group: 7}\n", 7, 23, ["1", "6"], id="a seventh group of tasks"),
        pytest.param(HEAD + "tasks:\n  - {title: a, due: 2026-Q5}\n", 7, 21, ["2026-Q4"], id="a fifth quarter"),
        pytest.param(HEAD.replace("plan/1", "plan/2"), 1, 9, ["plan/1"], id="another schema"),
    ],
)  # fmt: skip
def test_a_problem_is_named_where_it_stands(tmp_path, text, line, column, words):
    at = [message for *mark, message in problems(tmp_path, text) if mark == [line, column]]
    assert at, problems(tmp_path, text)
    assert any(all(word in message for word in words) for message in at), at


def test_all_problems_of_a_file_come_in_one_run_in_the_order_of_the_file(tmp_path):
    text = commitment("at_least: x", "by: 1", "unitt: x") + "title: U\nbaselines:\n  - {indicator: zzz, value: y}\n"
    assert [mark[:2] for mark in problems(tmp_path, text)] == [(8, 15), (9, 9), (10, 5), (11, 1), (13, 17), (13, 29)]


def test_a_problem_is_one_line_even_where_the_text_is_not(tmp_path):
    with pytest.raises(InvalidFile) as caught:
        load(tmp_path, HEAD + 'kind: "pl\\nan"\n')
    (problem,) = caught.value.problems
    assert "pl an" in problem.render()


def test_a_misspelt_indicator_is_answered_with_the_nearest_one(tmp_path):
    ((line, column, message),) = problems(tmp_path, (HEAD + COMMITMENT).replace("coverage", "coverge"))
    assert (line, column) == (7, 16)
    assert "insurance_coverge" in message
    assert "“insurance_coverage”" in message


def test_an_indicator_like_none_other_is_answered_without_a_guess(tmp_path):
    ((*_, message),) = problems(tmp_path, (HEAD + COMMITMENT).replace("insurance_coverage", "zzz"))
    assert "zzz" in message
    assert "indicators.yaml" in message


@pytest.mark.parametrize("key", ["insurance_coverge", "zzz"])
def test_an_unknown_indicator_of_a_question_is_a_problem_of_the_ruleset(tmp_path, key):
    text = (RULESETS / "nq72.yaml").read_text(encoding="utf-8").replace("[risk_factor_control]", f"[{key}]")
    path = write_plan(tmp_path, text, "nq72.yaml")
    with pytest.raises(InvalidFile) as caught:
        load_ruleset(path, CATALOGUE)
    (problem,) = caught.value.problems
    assert key in problem.render()
    assert text.splitlines()[problem.mark[0] - 1][problem.mark[1] - 1 :].startswith(key)


def test_an_acceptance_without_an_expiry_is_refused(tmp_path):
    text = "schema: acceptances/1\nacceptances:\n  - {plan: a, requirement: b/c, reason: d, by: e}\n"
    with pytest.raises(InvalidFile) as caught:
        load_acceptances(write_plan(tmp_path, text))
    (problem,) = caught.value.problems
    assert problem.mark == (3, 5)
    assert "until" in problem.render()


# ---- Keys that stand twice.


def test_of_a_key_that_stands_twice_the_first_counts_and_both_lines_are_named(tmp_path):
    path = write_plan(tmp_path, HEAD + "title: Khác\n")
    document, found = read_document(path)
    assert document.data["title"] == "Kế hoạch"
    assert [p.mark for p in found] == [(6, 1)]
    assert "line 4" in found[0].render()


def test_a_key_that_stands_three_times_is_named_twice(tmp_path):
    assert [mark[:2] for mark in problems(tmp_path, HEAD + "title: U\ntitle: V\n")] == [(6, 1), (7, 1)]


def test_a_key_twice_in_a_nested_mapping_is_found(tmp_path):
    ((line, column, message),) = problems(tmp_path, HEAD + "covers: {from: 2026, to: 2030, to: 2031}\n")
    assert (line, column) == (6, 32)
    assert "“to”" in message


def test_the_same_key_in_two_items_of_a_list_is_no_duplicate(tmp_path):
    item = COMMITMENT.split("\n", 1)[1]
    assert len(load(tmp_path, HEAD + COMMITMENT + item).commitments) == 2


# ---- Scalars mean what they say.


@pytest.mark.parametrize("text", ["no", "on", "12:30", "2025-09-09", "0x1F", "1e5", ".inf", "010", "1_000", "97,5"])
def test_a_text_field_keeps_what_yaml_would_reinterpret(tmp_path, text):
    assert load(tmp_path, HEAD + f"note: {text}\n").note == text


@pytest.mark.parametrize(
    "text", ["no", "12:30", "2025-09-09", "0x1F", "1e5", ".inf", ".nan", "1_000", "5%", "[4]", "''"]
)
def test_a_number_field_refuses_what_yaml_would_reinterpret(tmp_path, text):
    (found,) = problems(tmp_path, commitment(f"at_least: {text}"))
    assert found[:2] == (8, 15)


def test_a_tilde_is_the_absence_of_a_value(tmp_path):
    assert problems(tmp_path, HEAD.replace("title: Kế hoạch", "title: ~"))[0][:2] == (4, 1)


@pytest.mark.parametrize("text", ["97.5", "97,5", '"97,5"', "'97.5'", "97,50"])
def test_a_number_is_read_with_a_comma_or_a_point(tmp_path, text):
    assert str(load(tmp_path, commitment(f"at_least: {text}")).commitments[0].at_least.normalize()) == "97.5"


@pytest.mark.parametrize(
    ("text", "whole"),
    [("1.000", "1000"), ("1,000", "1000"), ('"1 000"', "1000"), ("12.500", "12500"), ("-1.000", "-1000")],
)
def test_a_number_that_groups_thousands_is_refused_with_the_way_to_write_it(tmp_path, text, whole):
    ((*_, message),) = problems(tmp_path, commitment(f"at_least: {text}"))
    assert f" {whole} " in message


def test_text_comes_out_in_one_normal_form(tmp_path):
    title = "Kế hoạch số một của Thừa Thiên Huế"
    assert load(tmp_path, HEAD + f"note: {normalize('NFD', title)}\n").note == title


def test_a_key_in_another_normal_form_is_the_same_key(tmp_path):
    path = write_plan(tmp_path, f"đủ: a\n{normalize('NFD', 'đủ')}: b\n")
    document, found = read_document(path)
    assert document.data == {"đủ": "a"}
    assert len(found) == 1


# ---- Bytes and lines.


@pytest.mark.parametrize("spoil", [
    pytest.param(lambda text: "\ufeff" + text, id="a byte order mark"),
    pytest.param(lambda text: text.replace("\n", "\r\n"), id="Windows line ends"),
    pytest.param(lambda text: text + "\n\n", id="blank lines at the end"),
    pytest.param(lambda text: f"---\n{text}...\n", id="document marks"),
])  # fmt: skip
def test_plans_are_read_alike_with(tmp_path, spoil):
    expected = load(tmp_path, HEAD + COMMITMENT)
    assert load(tmp_path, spoil(HEAD + COMMITMENT)) == expected


def test_windows_line_ends_and_a_byte_order_mark_do_not_shift_places(tmp_path):
    text = "\ufeff" + (HEAD + "titel: x\n").replace("\n", "\r\n")
    assert problems(tmp_path, text)[0][:2] == (6, 1)
    assert problems(tmp_path, "\ufeffsheme: x\n")[-1][:2] == (1, 1)


def test_columns_count_characters_and_not_bytes(tmp_path):
    assert problems(tmp_path, HEAD + "covers: {from: đến, too: 2030}\n")[-1][:2] == (6, 21)


def test_a_byte_that_is_not_utf8_is_named_with_its_place(tmp_path):
    ((line, column, message),) = problems(tmp_path, "a: b\nđề: ".encode() + b"\xff\n")
    assert (line, column) == (2, 5)
    assert "FF" in message
    assert "UTF-8" in message


@pytest.mark.parametrize(
    ("text", "line", "column", "code"),
    [
        ('note: "a\\x1b[31mb"\n', 6, 7, "001B"),
        ('note: "a\\u202eb"\n', 6, 7, "202E"),
        ("note: a\x07b\n", 6, 8, "0007"),
        ("note: a\u202eb\n", 6, 8, "202E"),
    ],
)
def test_a_hidden_character_is_named_escaped_or_not(tmp_path, text, line, column, code):
    ((*mark, message),) = problems(tmp_path, HEAD + text)
    assert mark == [line, column]
    assert code in message


# ---- What YAML can do and a plan may not.


@pytest.mark.parametrize(
    ("text", "line", "column", "word"),
    [
        pytest.param(HEAD + "note: *a\n", 6, 7, "*a", id="an alias"),
        pytest.param(HEAD + "note: !!python/name:os.system x\n", 6, 7, "python/name:os.system", id="a tag"),
        pytest.param(HEAD + "? [a, b]\n: c\n", 6, 3, "key", id="a list for a key"),
        pytest.param(HEAD + "note: " + "[" * 50 + "]" * 50, 6, 26, "20", id="deep nesting"),
        pytest.param("[" * 100_000, 1, 21, "20", id="nesting that would exhaust the stack"),
        pytest.param(HEAD + "---\n" + HEAD, 6, 1, "second", id="two documents"),
        pytest.param(HEAD + "covers:\n\tfrom: 2026\n", 7, 1, "tab", id="a tab"),
        pytest.param(HEAD + "note: a: b\n", 6, 8, "YAML", id="a colon in plain text"),
        pytest.param("- a\n", 1, 1, "schema", id="a list at the top"),
        pytest.param("# nothing\n", 1, 1, "empty", id="only a comment"),
        pytest.param("", 1, 1, "empty", id="nothing at all"),
    ],
)  # fmt: skip
def test_a_plan_may_not_have(tmp_path, text, line, column, word):
    found = problems(tmp_path, text)
    assert any(mark == [line, column] and word in message for *mark, message in found), found


def test_an_anchor_that_nothing_follows_is_harmless(tmp_path):
    assert load(tmp_path, HEAD + "note: &n lời\n").note == "lời"


# ---- Nothing but InvalidFile, whatever the bytes.


@cache
def _valid() -> bytes:
    return (PLANS / "haiphong.yaml").read_bytes()[:6_000]


@st.composite
def mutations(draw) -> bytes:
    """A valid plan with a few stretches cut out, doubled or overwritten."""
    data = bytearray(_valid())
    pieces = st.sampled_from(
        [b"", b"\t", b": ", b"- ", b"{", b"]", b"*a", b"&a ", b"!!x ", b"---\n", b'"', b"\\x1b", b"\xff", b"\x00",
         b"{key}", b"{0}", b"%s", b"{", b"~", b"1.000", b"\xc2\x85", b"\xe2\x80\xa8", b"\r", b"<<: ", b"? "]
    ) | st.binary(max_size=4)  # fmt: skip
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        length = draw(st.sampled_from((0, 0, 1, 3, 40)))
        data[start : start + length] = draw(pieces)
    return bytes(data)


@settings(
    max_examples=150,
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode) | mutations())
@example(b"{key}: 1\n")
@example(b"? a\n\xe2\x80\xa8\tb\n")
def test_any_bytes_are_read_or_refused_line_by_line(tmp_path, data):
    path = tmp_path / "haiphong.yaml"
    path.write_bytes(data)
    try:
        load_plan(path, CATALOGUE)
    except InvalidFile as error:
        found = [problem.render() for problem in error.problems]
    else:
        return
    assert found
    for text in found:
        assert len(text.splitlines()) == 1, text
        assert re.match(rf"{re.escape(str(path))}:[1-9]\d*:[1-9]\d*: \S", text), text
