"""Every format says of every plan what the JSON report says: the same statuses, counts, gaps and proposals.

Each is read as its user reads it: pages, letters and papers as their text, tables by their cells,
findings by their fields. Blanks are left out, so that it does not matter where a line breaks.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO, StringIO
from xml.etree import ElementTree

import lxml.html
import pyarrow.parquet as pq
import pypdfium2 as pdfium
import pytest
from command import PLANS
from docx import Document
from every_status import DAY, STATUSES, accepted_of_every_status, plan_of_every_status
from letters import lines_of
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from checker.i18n import language
from checker.judging.assess import GAPS
from checker.reporting.names import STATUS_NAMES
from checker.run import Request, check_plans
from checker.writers.formats import FORMATS, Presentation
from checker.writers.verdict import ICONS

VI = language("vi")
WORDS = {status: VI.say(name) for status, name in STATUS_NAMES.items()}
PLANS_READ = ("moi", *sorted(path.stem for path in PLANS.glob("*.yaml")))
LISTS_ALL = ("html", "md", "pdf")
"""Papers that name every requirement of a norm that applies; the letter and the summary name gaps and count the rest."""
SLOW = {"pdf": ("moi", "quangngai", "thuathienhue")}
"""It is made from the page's own templates: not every plan is laid out again."""
PAPERS = [(name, plan) for name in (*LISTS_ALL, "text") for plan in SLOW.get(name, PLANS_READ)]


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plans")
    paths = [plan_of_every_status(folder), *sorted(PLANS.glob("*.yaml"))]
    request = Request(paths, (), (accepted_of_every_status(folder),), date.fromisoformat(DAY), VI)
    made = check_plans(request)
    assert not made.errors
    return made


@pytest.fixture(scope="module")
def said(report):
    """Of each plan what the JSON report says, of the norms that apply to it."""
    data = json.loads(FORMATS["json"].render_run(report, Presentation(VI)))
    return {p["plan"]["id"]: [r for r in p["rulesets"] if r["applies"]] for p in data["plans"]}


@pytest.fixture(scope="module")
def rendered(report) -> Callable[[str, str], bytes]:
    """A format's bytes; of a format with a file for each plan, and of the summary, those of that plan."""

    @cache
    def of_run(name: str) -> bytes:
        return FORMATS[name].render_run(report, Presentation(VI))

    @cache
    def of_plan(name: str, plan: str) -> bytes:
        (found,) = [p for p in report.plans if p.plan.id == plan]
        if name == "text":
            return FORMATS[name].render_run(report.model_copy(update={"plans": (found,)}), Presentation(VI))
        return FORMATS[name].render_plan(report, found, Presentation(VI))

    return lambda name, plan="": of_plan(name, plan) if plan else of_run(name)


def squeezed(text: str) -> str:
    return "".join(text.replace("\ufffe", "").split())


def text_of_page(content: bytes) -> str:
    page = lxml.html.fromstring(content.decode())
    for hidden in page.xpath("//script|//style|//*[@class='permalink']|//*[contains(@class,'brief')]"):
        hidden.drop_tree()
    return page.text_content()


def text_of_markdown(content: bytes) -> str:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(content.decode())
    return "\n".join(
        "".join(c.content for c in t.children or () if c.type in ("text", "code_inline")) for t in tokens if t.children
    )


def text_of_pdf(content: bytes) -> str:
    with pdfium.PdfDocument(content) as opened:
        pages = [page.get_textpage().get_text_bounded() for page in opened]
    return "\n".join(re.sub(r"(?m)^(Báo cáo đối chiếu: .*)?Trang \d+/\d+$", "", page) for page in pages)


READ = {
    "html": text_of_page,
    "md": text_of_markdown,
    "pdf": text_of_pdf,
    "docx": lambda content: "\n".join(lines_of(Document(BytesIO(content)))),
    "text": lambda content: content.decode(),
}


@pytest.fixture(scope="module")
def text(rendered) -> Callable[[str, str], str]:
    """What a reader sees of a plan, without blanks."""

    @cache
    def read(name: str, plan: str) -> str:
        return squeezed(READ[name](rendered(name, plan)))

    return read


def assessments(rulesets):
    return [(r, a) for r in rulesets for a in r["assessments"]]


def is_gap(assessment) -> bool:
    return assessment["status"] in GAPS


def heads(name: str, a: dict, status: str) -> list[str]:
    """How a format would begin to speak of a requirement, had it that status."""
    sign = f"{ICONS[status]} {WORDS[status]}"
    about, clause, asked = a["name"], a["clause"], a["asked_text"]
    return [
        squeezed(head)
        for head in {
            "html": (f"{sign}{about}{clause}·{asked}", f"{sign}{clause}{about}: {asked}."),
            "pdf": (f"{sign}{about}{clause}·{asked}", f"{sign}{about}#{clause}·{asked}", f"{sign}{clause}{about}: {asked}."),
            "md": (f"{about}{sign}·{clause}·{asked}", f"{ICONS[status]}{clause}{about}:{asked}."),
            "text": (f"{sign}{clause}{about}{asked}→",),
        }[name]
    ]  # fmt: skip


# ---- The plan that was made for it.


def test_every_status_and_every_kind_of_shortfall_occurs(said):
    (nq72,) = [r for r in said["moi"] if r["ruleset"]["id"] == "nq72"]
    assert {a["requirement"].removeprefix("nq72/"): a["status"] for a in nq72["assessments"]} == STATUSES
    assert set(STATUSES.values()) == STATUS_NAMES.keys()
    kinds = {s["kind"] for a in nq72["assessments"] for s in a["shortfalls"]}
    assert kinds == {"value", "strictness", "scope", "deadline"}
    assert sum("acceptance_expired" in a for a in nq72["assessments"]) == 1


def test_every_format_is_compared():
    assert READ.keys() | {"xlsx", "csv", "parquet", "junit", "sarif", "json"} == FORMATS.keys() - {"index"}


# ---- Papers.


@pytest.mark.parametrize(("name", "plan"), PAPERS)
def test_each_requirement_stands_with_its_status_and_with_no_other(name, plan, said, text):
    seen = text(name, plan)
    wrong = []
    for _, a in assessments(said[plan]):
        if name == "md" and a["status"] in ("met", "exceeded"):  # a row of a table: the requirement, then the words
            rows = re.findall(re.escape(squeezed(f"{a['clause']}{a['name']}:{a['asked_text']}")) + "(.*?)[▲✓]", seen)
            verdict = squeezed(f"{ICONS[a['status']]}{WORDS[a['status']]}:{''.join(a['comparison'])}")
            found = [a["status"]] if rows and verdict in seen else []
        else:
            found = [status for status in WORDS if any(head in seen for head in heads(name, a, status))]
        told = name in LISTS_ALL or is_gap(a) or a["status"] == "accepted"
        if found != ([a["status"]] if told else []):
            wrong.append((a["requirement"], a["status"], found))
    assert wrong == []


@pytest.mark.parametrize(("name", "plan"), PAPERS)
def test_each_gap_stands_with_its_figure_the_reason_and_the_proposal(name, plan, said, text):
    seen = text(name, plan)
    for _, a in assessments(said[plan]):
        if not is_gap(a) and a["status"] != "accepted":
            continue
        starts = [seen.index(head) for head in heads(name, a, a["status"]) if head in seen]
        block = seen[starts[0] : starts[0] + 4000]
        wanted = [*a["comparison"], a["proposal"], *(n["quote"] for n in a["answers"][:1] if "quote" in n)]
        wanted += [a["acceptance_expired"]] if "acceptance_expired" in a else []
        wanted += [a["acceptance"]["reason"], a["acceptance"]["until_text"]] if "acceptance" in a else []
        if name == "text":
            wanted += [a["gap_text"]] if a["shortfalls"] else []
        elif is_gap(a):  # in the table at the top
            row = f"{a['name']}{':' if name == 'md' else ''}{a['asked_text']}"
            after = f"{a['gap_text']}{ICONS[a['status']]}{WORDS[a['status']]}"
            saying = a["answers"][0]["said"] if a["answers"] else VI.say("nothing")
            assert squeezed(f"{a['clause']}{row}{saying}{after}") in seen, a["requirement"]
        assert [words for words in wanted if squeezed(words) not in block] == [], a["requirement"]


@pytest.mark.parametrize(("name", "plan"), PAPERS)
def test_the_counts_of_each_norm_are_those_of_the_report(name, plan, said, text):
    for ruleset in said[plan]:
        counts = {status: count for status, count in ruleset["counts"].items() if count}
        order = sorted(counts, key=lambda s: s == "not_applicable") if name == "text" else counts
        each = [
            f"{ICONS[s]}{counts[s]}{WORDS[s]}" if name in ("html", "pdf") else f"{ICONS[s]}{WORDS[s]}{counts[s]}"
            for s in order
        ]
        assert squeezed(("·" if name == "md" else "").join(each)) in text(name, plan)


@pytest.mark.parametrize("plan", PLANS_READ)
def test_the_letter_has_the_same_counts_and_each_gap_with_its_status(plan, said, rendered, text):
    document = Document(BytesIO(rendered("docx", plan)))
    rows = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    expected = [
        [r["ruleset"]["number"], str(len(r["assessments"])), *(str(count) for count in counted(r, rows[0][2:]))]
        for r in said[plan]
        if r["assessments"]
    ]
    assert sorted(rows[1:]) == sorted(expected)
    seen = text("docx", plan)
    for ruleset, a in assessments(said[plan]):
        if not is_gap(a) and a["status"] != "accepted":
            assert a.get("proposal") is None
            continue
        status = a["acceptance"]["gap"] if "acceptance" in a else a["status"]
        found = [m.start() for m in re.finditer(re.escape(squeezed(a["name"])), seen)]
        blocks = [seen[start : start + 2500] for start in found]
        wanted = [squeezed("".join(a["comparison"]))]
        if ruleset["ruleset"]["binding"] == "mandatory":
            blocks = [
                b
                for b in blocks
                if re.match(re.escape(squeezed(a["name"])) + r"\([^()]*" + squeezed(WORDS[status]).lower(), b)
            ]
        wanted += [squeezed(a["proposal"])] if is_gap(a) else [squeezed(a["acceptance"]["reason"])]
        assert any(all(words in block for words in wanted) for block in blocks), a["requirement"]


def counted(ruleset, words: list[str]) -> list[int]:
    status_of = {word: status for status, word in WORDS.items()}
    return [ruleset["counts"][status_of[word]] for word in words]


# ---- Tables.


def rows_of_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_table_has_each_status_gap_and_proposal(said, rendered):
    rows = {(row["plan"], row["requirement"]): row for row in rows_of_csv(rendered("csv")) if row["applies"] == "true"}
    told = {(plan, a["requirement"]): a for plan, rulesets in said.items() for _, a in assessments(rulesets)}
    assert rows.keys() == told.keys()
    for key, a in told.items():
        row = rows[key]
        assert row["status"] == a["status"]
        assert row["asked_text"] == a["asked_text"]
        assert row["proposal"] == a.get("proposal", "")
        assert squeezed(row["comparison"]) == squeezed("".join(a["comparison"]))
        assert row["gap_text"] == (a["gap_text"] if a["shortfalls"] else row["gap_text"])


def test_the_data_have_the_same_rows_as_the_table(rendered):
    table = rows_of_csv(rendered("csv"))
    data = [row for row in pq.read_table(BytesIO(rendered("parquet"))).to_pylist() if row["record"] == "requirement"]
    found = {(row["plan_id"], row["requirement"]): row for row in data}
    assert len(found) == len(data) == len(table)
    same = [
        "norm",
        "status",
        "asked_text",
        "gap_text",
        "said",
        "quote",
        "comparison",
        "proposal",
        "rule",
        "said_unclear",
    ]
    for line in table:
        row = found[line["plan"], line["requirement"]]
        assert [row[key] or "" for key in same] == [line[key].removeprefix("'") for key in same]
        assert row["value_short_by"] == (float(line["value_short_by"]) if line["value_short_by"] else None)
        assert row["said_value"] == (float(line["said_value"]) if line["said_value"] else None)
        assert str(row["final"]).lower() == line["final"]


def test_the_workbook_has_the_same_rows_as_the_table(rendered):
    sheet = load_workbook(BytesIO(rendered("xlsx"))).worksheets[1]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    keys = list(rows_of_csv(rendered("csv"))[0])
    found = {(row[keys.index("plan")], row[keys.index("requirement")]): row for row in rows}
    for line in rows_of_csv(rendered("csv")):
        row = found.pop((line["plan"], line["requirement"]))
        assert row[keys.index("status")] == f"{ICONS[line['status']]} {WORDS[line['status']]}"
        for key in ("gap_text", "comparison", "proposal", "asked_text", "quote"):
            assert str(row[keys.index(key)] or "").strip() == line[key].removeprefix("'").strip(), (
                key,
                line["requirement"],
            )
    assert found == {}


# ---- Findings.


def test_each_finding_has_its_status_and_each_gap_is_a_finding(said, rendered):
    run = json.loads(rendered("sarif"))["runs"][0]
    found = {
        (r["properties"]["plan"], r["ruleId"]): r for r in run["results"] if not r["ruleId"].startswith("observation/")
    }
    told = {
        (plan, a["requirement"]): a
        for plan, rulesets in said.items()
        for _, a in assessments(rulesets)
        if is_gap(a) or a["status"] == "accepted"
    }
    assert found.keys() == told.keys()
    for key, a in told.items():
        words = found[key]["message"]["text"]
        assert found[key]["properties"]["status"] == a["status"]
        assert ("suppressions" in found[key]) == (a["status"] == "accepted")
        assert all(part in words for part in (*a["comparison"], a["proposal"], a.get("acceptance_expired", "")))


def test_each_test_case_has_its_status_and_the_counts_agree(said, rendered):
    root = ElementTree.fromstring(rendered("junit"))
    suites = {suite.get("name"): suite for suite in root}
    for plan, rulesets in said.items():
        for ruleset in rulesets:
            suite = suites[f"{plan} · {ruleset['ruleset']['id']}"]
            cases = {case.get("name").split(" · ")[0]: case for case in suite.iter("testcase")}
            assert cases.keys() == {a["requirement"] for a in ruleset["assessments"]}
            counts, binding = ruleset["counts"], ruleset["ruleset"]["binding"] == "mandatory"
            assert suite.get("tests") == str(sum(counts.values()))
            assert suite.get("skipped") == str(counts["accepted"] + counts["not_applicable"])
            assert suite.get("failures") == str(sum(counts[s] for s in GAPS) if binding else 0)
            for a in ruleset["assessments"]:
                words = "".join(cases[a["requirement"]].itertext()) + str(
                    [child.attrib for child in cases[a["requirement"]]]
                )
                assert WORDS[a["status"]] in words
                assert all(
                    part in words.replace("\\'", "'") for part in (*a["comparison"][:1], a.get("proposal") or "")
                )
