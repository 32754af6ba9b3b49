"""The draft of a plan file: whatever stands in a document, ``check`` reads the draft, and reads what was found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from command import check
from hypothesis import example, given
from hypothesis import strategies as st

from checker.extracting.document import FlatRow, FlatTable, Paragraph, Source
from checker.extracting.doubts import COLUMN_LOST, NO_YEAR, Doubt, Reason
from checker.extracting.drafting.draft import as_plan, draft
from checker.extracting.drafting.draft_summary import summary_lines
from checker.extracting.drafting.plan_text import number, one_line, scalar
from checker.extracting.drafting.untouched import is_untouched
from checker.extracting.extract import Extracted, Given, extract_from, in_order
from checker.extracting.findings import Assigned, Evidence, Findings, Present, Span, Target
from checker.extracting.head.header import HeaderFacts
from checker.extracting.head.header_facts import Fact
from checker.extracting.outlines.outline import Place
from checker.i18n import language
from checker.problems import HIDDEN_CHARACTERS
from checker.reading.dates import PartialDate, read_date
from checker.reading.document import MAX_BYTES
from checker.reading.library import load_library
from checker.reading.load import MAX_PER_INDICATOR, PlanFile, load_plan
from checker.reading.numbers import read_number

VI, EN = language("vi"), language("en")
CATALOGUE = load_library().catalogue
HEADER = HeaderFacts(
    number=Fact("142/KH-UBND"),
    issued=Fact(PartialDate(2025, 11, 21)),
    issuer=Fact("UBND tỉnh Bắc Ninh"),
    province=Fact("Bắc Ninh"),
    kind=Fact("plan"),
    title=Fact("Kế hoạch bảo vệ, chăm sóc và nâng cao sức khỏe Nhân dân"),
    implements=Fact(("72-NQ/TW", "282/NQ-CP")),
    covers=Fact((2026, 2045)),
)
PLACES = (
    Place("mục II.1", "goals", titles=("II. Mục tiêu", "1. Mục tiêu chung")),
    Place("mục II.2", "goals", titles=("II. Mục tiêu", "2. Mục tiêu cụ thể: đến năm 2030")),
)
SOURCE = Source("ke-hoach.pdf", "0" * 64, "pdf", (Paragraph("một", 1), Paragraph("hai", 2)), 2)


def said(quote: str = "đạt 97,5%", where: str = "mục II.1", page: int | None = 3, block: int = 0) -> Evidence:
    return Evidence(quote, where, page, (Span(block, 0, 1),))


def target(**keys: Any) -> Target:
    plain: dict[str, Any] = {"indicator": "insurance_coverage", "comparator": "at_least", "values": (Decimal("97.5"),)}
    return Target(**{**plain, "unit": "%", "evidence": said(), "by": 2030, **keys})


def extracted(
    targets: Sequence[Target] = (),
    presents: Sequence[Present] = (),
    tasks: Sequence[Assigned] = (),
    header: HeaderFacts = HEADER,
    source: Source = SOURCE,
    places: tuple[Place, ...] = PLACES,
) -> Extracted:
    return Extracted(source, places, header, Findings(tuple(targets), tuple(presents), tuple(tasks)))


def drafted(*targets: Target, lang: Any = VI, **keys: Any) -> str:
    return draft(extracted(targets, **keys), "tinh", lang).text


def loaded(text: str) -> PlanFile:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tinh.yaml"
        path.write_text(text, encoding="utf-8")
        return load_plan(path, CATALOGUE)


# ---- What a careful person would write.


def test_a_draft_looks_like_a_plan_file():
    present = Present("insurance_coverage", Decimal("93.3"), "%", said("hiện tại 93,3%"), PartialDate(2025, 9))
    task = Assigned(
        "Lập đề án", said("Lập đề án", "Phụ lục 2, 1", None), 2, ("Sở Y tế", "BHXH tỉnh, các xã"), due="2026-Q4"
    )
    doubtful = target(
        values=(Decimal(100),), scope="all", hedge="phấn đấu", approximate=True, doubts=(NO_YEAR.doubt(),), by=None
    )
    text = drafted(target(), replace(doubtful, evidence=said(block=1)), presents=[present], tasks=[task])
    body = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))
    assert body == (
        """\
schema: plan/1
id: tinh
province: Bắc Ninh
title: Kế hoạch bảo vệ, chăm sóc và nâng cao sức khỏe Nhân dân
number: 142/KH-UBND
issuer: UBND tỉnh Bắc Ninh
issued: 2025-11-21
kind: plan
implements: [72-NQ/TW, 282/NQ-CP]
covers: {from: 2026, to: 2045}
source:
  file: ke-hoach.pdf
  sha256: 0000000000000000000000000000000000000000000000000000000000000000
commitments:
  # 1. Mục tiêu chung
  - indicator: insurance_coverage
    at_least: 97.5
    unit: "%"
    by: 2030
    quote: "đạt 97,5%"
    where: mục II.1
    page: 3
    confidence: high

  # 2. Mục tiêu cụ thể: đến năm 2030
  - indicator: insurance_coverage
    at_least: 100
    unit: "%"
    scope: all
    approximate: true
    hedge: phấn đấu
    quote: "đạt 97,5%"
    where: mục II.1
    page: 3
    confidence: medium
    review: true
    review_reason: "REASON"

baselines:
  # 1. Mục tiêu chung
  - indicator: insurance_coverage
    value: 93.3
    unit: "%"
    as_of: 2025-09
    quote: "hiện tại 93,3%"
    where: mục II.1
    page: 3
    confidence: high

tasks:
  # 1. Mục tiêu chung
  - title: Lập đề án
    group: 2
    lead: [Sở Y tế, "BHXH tỉnh, các xã"]
    due: 2026-Q4
    quote: "Lập đề án"
    where: Phụ lục 2, 1
    confidence: high
""".replace("REASON", VI.say(NO_YEAR.text))
    )


@pytest.mark.parametrize("lang", [VI, EN], ids=["vi", "en"])
def test_the_first_lines_say_that_it_is_a_draft_and_what_to_do(lang):
    text = drafted(target(), target(by=2026, doubts=(NO_YEAR.doubt(),)), lang=lang)
    opening = " ".join(line.lstrip("# ") for line in text.splitlines() if line.startswith("# "))
    assert "ke-hoach.pdf" in opening
    assert {"vi": "2 chỉ tiêu (1 cần rà soát)", "en": "2 targets (1 to be reviewed)"}[lang.code] in opening
    assert "review: true" in opening


def test_a_schema_beside_the_file_is_named_first():
    text = draft(extracted(), "tinh", VI, "../rulesets/schemas/plan.json").text
    assert text.splitlines()[0] == "# yaml-language-server: $schema=../rulesets/schemas/plan.json"


@pytest.mark.parametrize(
    ("keys", "written"),
    [
        ({"comparator": "more_than"}, "more_than: 97.5"),
        ({"comparator": "less_than", "values": (Decimal("15.0"),)}, "less_than: 15"),
        ({"comparator": "between", "values": (Decimal(4), Decimal(5))}, "between: [4, 5]"),
        ({"comparator": "between", "values": (Decimal(5), Decimal(4))}, "between: [4, 5]"),
        ({"comparator": "promised", "values": (), "unit": None}, "promised: true"),
        ({"by": None, "from_": 2026}, "from: 2026"),
        ({"note": "Hàng 3: “x”"}, 'note: "Hàng 3: “x”"'),
        ({"wording": "tiêm chủng mở rộng"}, "wording: tiêm chủng mở rộng"),
    ],
)
def test_a_target_is_written_with_its_own_keys(keys, written):
    text = drafted(target(**keys))
    assert f"    {written}\n" in text
    loaded(text)


def test_what_has_no_number_has_no_unit():
    (one,) = loaded(drafted(target(comparator=None, values=(), unit="%"))).plan.commitments
    assert (one.comparator, one.unit, one.by) == (None, None, 2030)


def test_doubts_are_said_once_each_and_a_grave_one_makes_it_low():
    doubts = (NO_YEAR.doubt(), NO_YEAR.doubt(), Reason("grave {n}", grave=True).doubt(n="1"))
    (one,) = loaded(drafted(target(doubts=doubts))).plan.commitments
    assert (one.review, one.confidence, one.review_reason) == (True, "low", f"{VI.say(NO_YEAR.text)}; grave 1")


def test_a_number_that_a_plan_file_cannot_hold_is_left_out_and_said():
    for value in (Decimal("1e9"), Decimal("0.1234567"), Decimal("NaN"), Decimal(10) ** 400):
        (one,) = loaded(drafted(target(values=(value,)))).plan.commitments
        assert (one.comparator, one.review, one.confidence) == (None, True, "low")


def test_a_value_read_from_a_lost_column_makes_its_table_an_unread_one():
    flat = FlatTable(("TT", "Chỉ tiêu", "2026", "2030"), (FlatRow("1", "1 BHYT 97,5", ("1", "BHYT", "97,5")),), 7)
    source = replace(SOURCE, blocks=(SOURCE.blocks[0], flat))
    places = (PLACES[0], Place("Phụ lục 1", "annex_targets"))
    lost = COLUMN_LOST.doubt(given="1", columns="2", year="2026")
    plan = loaded(drafted(target(evidence=said(block=1), doubts=(lost,)), source=source, places=places)).plan
    (table,) = plan.unread_tables
    assert (table.where, table.about, table.page, table.quote) == ("Phụ lục 1", "targets", "7", "TT Chỉ tiêu 2026 2030")
    assert loaded(drafted(target(evidence=said(block=1)), source=source, places=places)).plan.unread_tables == ()


# ---- The head.


def test_doubtful_facts_of_the_head_are_named_with_the_reason():
    header = replace(HEADER, issued=Fact(PartialDate(2026), None, (Doubt("from {x}", values={"x": "II"}),)))
    review = loaded(drafted(header=header)).plan.review
    assert review.issued == "from II"
    assert review.covers is None


@pytest.mark.parametrize("key", ["province", "issued"])
def test_what_is_required_and_unknown_is_left_open_with_a_word_on_what_to_write(key, tmp_path):
    made = draft(extracted(header=replace(HEADER, **{key: Fact(None, None, (NO_YEAR.doubt(),))})), "tinh", EN)
    ((name, line),) = made.gaps
    assert name == key
    assert re.fullmatch(rf"{key}:  # not found in the document: .*", made.text.splitlines()[line - 1])
    (tmp_path / "tinh.yaml").write_text(made.text, encoding="utf-8")
    result = check("tinh.yaml", "--lang", "en", cwd=tmp_path)
    assert result.status == 2
    assert result.err.startswith(f"tinh.yaml:{line}:1: ")
    filled = made.text.replace(f"{key}:", f"{key}: {'Bắc Ninh' if key == 'province' else '2025-11-21'}")
    assert loaded(filled).province.name == "Bắc Ninh"


def test_what_else_is_unknown_is_left_out():
    nothing: Fact[Any] = Fact()
    header = HeaderFacts(
        nothing, Fact(PartialDate(2025)), nothing, Fact("Huế"), nothing, nothing, nothing, nothing, "Thừa Thiên Huế"
    )
    plan = loaded(drafted(header=header)).plan
    assert (plan.number, plan.issuer, plan.implements, plan.covers, plan.kind) == (None, None, (), None, "plan")
    assert (plan.province_then, plan.title) == ("Thừa Thiên Huế", "ke-hoach.pdf")
    assert plan.review.title


# ---- Texts and numbers survive.

HOSTILE = [
    "- gạch đầu dòng: 97,5% # không phải chú thích",
    "'đơn' \"kép\" \\ / `lệnh` {{ mẫu }} {%p %} [1, 2] {a: b}",
    "& neo *bí danh !thẻ | khối > gấp % chỉ thị @ ?",
    "null", "~", "true", "no", "12:30", "1.000", "2025-11-21", "=SUM(A1)", "---", "...", "<script>", "a: b", "a #b", ": ",
    "שלום مرحبا 漢字 😀", "Hoà e\u0301 \u0344", "x" * 3000, "\ufeffđầu\u202eđảo\u200b\x1b[31m\x00\u2028\x85",
    "\ufdd0\U0001fffe", "\t thụt \n\n dòng ",
]  # fmt: skip
TEXT = (
    st.text(max_size=40)
    | st.sampled_from(HOSTILE)
    | st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=3).map(" ".join)
)
NUMBERS = st.decimals(min_value=0, max_value=10**9 - 1, allow_nan=False, allow_infinity=False, places=6) | st.integers(
    0, 2000
).map(lambda n: Decimal(n) / 1000)


@given(TEXT)
def test_a_text_is_read_back_as_it_was(text):
    clean = one_line(text)
    for name in ("quote", "where"):
        for written in (f"{name}: {scalar(name, text)}", f"{name}: [{scalar(name, text, within=True)}]"):
            value = yaml.load(written, yaml.BaseLoader)[name]
            assert value in (clean, [clean])


@given(TEXT)
def test_a_cleaned_text_is_one_line_without_hidden_characters(text):
    clean = one_line(text)
    assert not HIDDEN_CHARACTERS.search(clean)
    assert clean == one_line(clean) == " ".join(clean.split())


@given(NUMBERS)
@example(Decimal("1.125"))
@example(Decimal("12.345"))
@example(Decimal("1E+3"))
def test_a_number_is_read_back_exactly(value):
    assert read_number(number(value)) == value


DOUBTS = st.lists(st.builds(lambda text, grave: Doubt("{x}", grave, {"x": text}), TEXT, st.booleans()), max_size=2).map(
    tuple
)
EVIDENCE = st.builds(
    lambda quote, where, page, block: Evidence(quote, where, page, (Span(block, 0, 1),)),
    TEXT, TEXT, st.none() | st.integers(1, 500), st.integers(0, 1),
)  # fmt: skip
YEARS = st.none() | st.integers(1000, 9999)
BOUNDS = st.one_of(
    st.tuples(st.sampled_from(["at_least", "more_than", "at_most", "less_than"]), NUMBERS.map(lambda n: (n,))),
    st.tuples(st.just("between"), st.tuples(NUMBERS, NUMBERS)),
    st.just(("promised", ())),
    st.just((None, ())),
)
TARGETS = st.builds(
    lambda bound, **keys: Target(comparator=bound[0], values=bound[1], **keys),
    BOUNDS,
    indicator=st.sampled_from(sorted(CATALOGUE.indicators)),
    unit=st.sampled_from([None, "%", "years", "per-10k"]),
    evidence=EVIDENCE,
    by=YEARS,
    from_=YEARS,
    scope=st.sampled_from([None, "all", "average", "nobody"]),
    approximate=st.booleans(),
    hedge=st.none() | TEXT,
    wording=st.none() | TEXT,
    note=st.none() | TEXT,
    doubts=DOUBTS,
)
PRESENTS = st.builds(
    Present,
    indicator=st.sampled_from(sorted(CATALOGUE.indicators)),
    value=NUMBERS,
    unit=st.sampled_from([None, "%"]),
    evidence=EVIDENCE,
    as_of=st.none() | st.sampled_from(["2025", "2025-09", "2025-09-30"]).map(read_date),
    approximate=st.booleans(),
    doubts=DOUBTS,
)
TASKS = st.builds(
    Assigned,
    title=TEXT,
    evidence=EVIDENCE,
    group=st.none() | st.integers(1, 6),
    lead=st.lists(TEXT, max_size=3).map(tuple),
    partners=st.lists(TEXT, max_size=3).map(tuple),
    output=st.none() | TEXT,
    due=st.none() | st.sampled_from(["2026", "2026-Q4", "2026-12-31", "yearly", "continuous"]),
    due_words=st.none() | TEXT,
    answers=st.sampled_from([(), ("nq282/smart-health",)]),
    doubts=DOUBTS,
)


def facts(text: st.SearchStrategy[str | None]) -> st.SearchStrategy[Fact[Any]]:
    return st.builds(Fact, text, st.none(), DOUBTS)


HEADERS = st.builds(
    HeaderFacts,
    number=facts(st.none() | TEXT),
    issued=facts(st.just(PartialDate(2025, 11, 21))),
    issuer=facts(st.none() | TEXT),
    province=facts(st.just("Bắc Ninh")),
    kind=facts(st.sampled_from([None, "plan", "programme"])),
    title=facts(st.none() | TEXT),
    implements=facts(st.none() | st.lists(TEXT, max_size=2).map(tuple)),
    covers=facts(st.sampled_from([None, (2026, 2030)])),
    province_then=st.none() | st.just("Bắc Giang"),
)


@given(
    targets=st.lists(TARGETS, max_size=3),
    presents=st.lists(PRESENTS, max_size=2),
    tasks=st.lists(TASKS, max_size=2),
    header=HEADERS,
    titles=st.tuples(TEXT, TEXT),
    file=TEXT,
)
def test_every_draft_is_read_and_says_what_was_found(targets, presents, tasks, header, titles, file):
    places = tuple(replace(place, titles=(title,)) for place, title in zip(PLACES, titles, strict=True))
    found = extracted(targets, presents, tasks, header, replace(SOURCE, file=file), places)
    plan = loaded(draft(found, "tinh", VI).text).plan
    assert [one.indicator for one in plan.commitments] == [one.indicator for one in targets]
    for read, one in zip(plan.commitments, targets, strict=True):
        assert read.comparator == (one.comparator if one.values or one.comparator == "promised" else None)
        value = getattr(read, read.comparator or "", None)
        assert (value if isinstance(value, tuple) else (value,)) == (
            (None,) if read.comparator is None else (True,) if read.promised else tuple(sorted(one.values))
        )
        assert (read.review, read.quote or "") == (bool(one.doubts), one_line(one.evidence.quote, 400))
    assert [one.value for one in plan.baselines] == [one.value for one in presents]
    assert len(plan.tasks) == len(tasks)
    assert as_plan(found, "tinh", VI) == (plan, frozenset())


@given(st.lists(TARGETS, max_size=2))
def test_the_same_is_written_the_same(targets):
    assert drafted(*targets) == drafted(*targets)


def test_a_document_that_says_too_much_still_gives_a_file_that_can_be_read():
    huge = said("ắ" * 5000, "ắ" * 5000)
    task = Assigned("ắ" * 5000, huge, lead=("ắ" * 2000,) * 30, output="ắ" * 5000)
    text = drafted(*[target(evidence=huge)] * 100, tasks=[task] * 500)
    assert len(text.encode()) <= MAX_BYTES
    plan = loaded(text).plan
    assert len(plan.commitments) == 100
    assert plan.tasks


# ---- Whether a person has worked on it.


def test_a_draft_knows_whether_a_person_has_worked_on_it():
    text = drafted(target())
    assert is_untouched(text.encode())
    assert is_untouched(text.replace("\n", "\r\n").encode())
    for changed in (
        text.replace("97.5", "97.1"),
        text + "# đã xem\n",
        text[: text.rindex("# sha256")],
        "",
        "# sha256:0\n",
    ):
        assert not is_untouched(changed.encode())
    assert not is_untouched(b"\xff" + text.encode())


# ---- What is said on the terminal.


def test_the_summary_counts_and_lists_what_is_to_be_reviewed_with_its_place():
    header = replace(HEADER, covers=Fact((2026, 2030), None, (NO_YEAR.doubt(),)))
    lines = list(
        summary_lines(extracted([target(), target(by=None, doubts=(NO_YEAR.doubt(),))], header=header), CATALOGUE, EN)
    )
    assert lines == [
        "Found: 2 targets (1 to be reviewed), 0 present values (0 to be reviewed), 0 tasks (0 to be reviewed)",
        "To be looked at in the head:",
        "  Years that it covers: the words name no year",
        "Targets and present values to be reviewed:",
        "  the words name no year:",
        "    - page 3, mục II.1 · Health insurance coverage",
    ]


def test_a_long_list_is_cut_and_says_so():
    lines = list(summary_lines(extracted([target(doubts=(NO_YEAR.doubt(),))] * 50), CATALOGUE, EN))
    assert lines[-1] == "  … and 30 more; the draft names them all"
    assert len(lines) < 50


# ---- What comes before: everything found, once, in order, and no more than a file can hold.


def source_of(*lines: str) -> Source:
    return replace(SOURCE, blocks=tuple(Paragraph(line) for line in lines))


def test_the_same_words_are_taken_once_and_two_places_twice():
    one, again, elsewhere = target(), target(doubts=(NO_YEAR.doubt(),)), target(evidence=said(block=1))
    assert in_order([elsewhere, one, again]) == (one, elsewhere)
    assert in_order([one, target(by=2026)]) == (one, target(by=2026))


def test_more_than_a_plan_file_holds_is_cut_and_said():
    lines = [
        f"- Đến năm 2030, tuổi thọ trung bình đạt trên {number % 20 + 70} tuổi."
        for number in range(MAX_PER_INDICATOR + 50)
    ]
    found = extract_from(source_of("II. MỤC TIÊU", *lines), load_library(), Given("Cà Mau", PartialDate(2026)))
    assert len(found.findings.targets) == MAX_PER_INDICATOR
    plan = loaded(draft(found, "tinh", EN).text).plan
    assert len(plan.commitments) == MAX_PER_INDICATOR
    assert (
        plan.note
        == f"{len(lines)} targets were found, more than a plan file holds; the draft has the first {MAX_PER_INDICATOR}"
    )


def test_what_is_given_stands_for_what_the_document_says():
    lines = (
        "UBND tỉnh Cà Mau",
        "Cà Mau, ngày 12 tháng 01 năm 2026",
        "II. MỤC TIÊU",
        "Đến năm 2030, tuổi thọ trung bình đạt trên 76 tuổi.",
    )
    facts = extract_from(source_of(*lines), load_library(), Given("Bạc Liêu", PartialDate(2025, 12))).header
    assert (facts.province.value, facts.province_then, str(facts.issued.value)) == ("Cà Mau", "Bạc Liêu", "2025-12")
    assert (facts.province.doubts, facts.issued.doubts) == ((), ())
