"""``-f md``: what a plan says stays text, the links are the document's own, and nothing is left out unsaid."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from urllib.parse import unquote

import pytest
from command import PLANS, check, write_plan
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from checker.i18n import language
from checker.problems import visible
from checker.run import Request, check_plans
from checker.writers.formats import Presentation
from checker.writers.markdown.escaping import Markdown, anchor, code, escaped
from checker.writers.markdown.markdown import render_plan
from checker.writers.templating import markdown_environment

GITHUB = MarkdownIt("gfm-like", {"linkify": False})
DAY = "2026-11-21"

HOSTILE = """\
schema: plan/1
id: tinh
province: Bắc Ninh
title: "Kế hoạch | <script>alert(1)</script> # [x](https://evil.example) ![y](z.png)"
number: "- 1/KH-UBND `x` *đậm*"
issuer: "1. UBND &lt;b&gt; https://evil.example/a_b?c=d."
issued: 2025-11-21
note: "Xem www.evil.example, a@b.vn, @giamdoc, #123, GH-7, :tada:, $x^2$, [^1] và ~~xóa~~.\\n\\n# Kết luận giả\\n\\n| a |\\n|---|"
commitments:
  - indicator: insurance_coverage
    at_least: 97.5
    by: 2030
    quote: "97,5% | dân số <b>đậm</b> `mã` \\\\ [^1]"
    where: "> mục II | # 2"
    note: "=== \\n--- \\n* * *"
tasks:
  - title: "+ Việc | <img src=x onerror=alert(1)> {{ 7*7 }} {% raw %}"
    group: 1
    quote: "- [ ] ~~làm~~ @ai"
"""


def rendered(name: str, lang: str = "vi", level: str = "full") -> str:
    report = check_plans(Request([PLANS / f"{name}.yaml"], (), (), date(2026, 11, 21), language(lang)))
    return render_plan(report, report.plans[0], Presentation(language(lang), level)).decode()


@pytest.fixture(scope="module")
def quangngai():
    return rendered("quangngai")


def text_of(markdown: str) -> str:
    """What a reader sees, on one line for each block."""
    lines = []
    for token in GITHUB.parse(markdown):
        parts = [c.content for c in token.children or () if c.type in ("text", "code_inline", "html_inline")]
        lines.append("".join(parts))
    return "\n".join(filter(None, lines))


def kinds_in(markdown: str) -> set[str]:
    tokens = GITHUB.parse(markdown)
    return {t.type for t in tokens} | {c.type for t in tokens for c in t.children or ()}


def slug(heading: str) -> str:
    """As GitHub makes it: lower case, without punctuation, spaces as hyphens."""
    kept = [c for c in heading.lower() if c.isalnum() or c in "_- "]
    return "".join(kept).replace(" ", "-")


def links_and_headings(markdown: str) -> tuple[list[str], list[str]]:
    tokens = GITHUB.parse(markdown)
    links = [str(c.attrGet("href")) for t in tokens for c in t.children or () if c.type == "link_open"]
    headings = [
        "".join(c.content for c in tokens[n + 1].children or ())
        for n, t in enumerate(tokens)
        if t.type == "heading_open"
    ]
    return links, headings


def unescaped(href: str) -> str:
    return unquote(href).removeprefix("#")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    write_plan(folder, HOSTILE)
    result = check("tinh.yaml", "-f", "md:-", "-q", "--as-of", DAY, cwd=folder)
    assert result.status == 1, result.err
    return result.out


# --- what a plan says stays text


def test_words_of_a_plan_become_neither_markup_nor_pictures_nor_links_of_their_own(hostile):
    assert not kinds_in(hostile) & {"html_block", "html_inline", "image", "s_open", "fence", "code_block", "hr"}
    links, headings = links_and_headings(hostile)
    assert {unescaped(link) for link in links} <= {slug(heading) for heading in headings}
    assert "Kết luận giả" not in headings


def test_words_of_a_plan_are_read_as_they_stand(hostile):
    text = text_of(hostile)
    assert "Kế hoạch | <script>alert(1)</script> # [x](https://evil.example) ![y](z.png)" in text
    assert "1. UBND &lt;b&gt; https://evil.example/a_b?c=d." in text
    assert "“97,5% | dân số <b>đậm</b> `mã` \\ [^1]” (> mục II | # 2)" in text
    assert "+ Việc | <img src=x onerror=alert(1)> {{ 7*7 }} {% raw %}" in text
    assert "=== --- * * *" in text
    assert "và ~~xóa~~. # Kết luận giả | a | |---|" in text


def test_a_pipe_in_a_plan_ends_no_cell(hostile):
    tokens = GITHUB.parse(hostile)
    widths = []
    for number, token in enumerate(tokens):
        if token.type == "tr_open":
            end = next(n for n in range(number, len(tokens)) if tokens[n].type == "tr_close")
            widths.append(sum(t.type in ("td_open", "th_open") for t in tokens[number:end]))
    assert set(widths) == {6}


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/a_b",
        "www.evil.example",
        "a@b.vn",
        "@giamdoc",
        "#123",
        "GH-7",
        ":tada:",
        "$x^2$",
        "HTTP://X.Y",
    ],
)
def test_addresses_mentions_and_the_like_stand_in_code_where_no_program_looks_for_them(address):
    for before, after in (("", ""), ("xem ", " nhé"), ("(", ")."), ("“", "”,")):
        tokens = GITHUB.parse(escaped(f"{before}{address}{after}"))
        assert [c.content for c in tokens[1].children if c.type == "code_inline"] == [address]
        assert text_of(escaped(f"{before}{address}{after}")) == f"{before}{address}{after}".strip()


SIGNS = st.sampled_from("abđ1. \n\t#*_`|<>[]()!~&;:@$-+=\\\"'/{}%^")


@pytest.mark.parametrize(
    "place", ["{}", "- {}", "1. {}", "# {}", "**x:** {}", "> {}", "- x\n  - {}", "|x|\n|-|\n| {} |"]
)
@given(text=st.text(SIGNS | st.characters(codec="utf-8", categories=["L", "P", "S"]), min_size=1, max_size=30))
def test_any_text_reads_as_itself_wherever_it_stands(place, text):
    shown = visible(" ".join(text.split()))
    assume(shown)
    markdown = place.format(escaped(text))
    assert kinds_in(markdown) - {"code_inline", "text"} == kinds_in(place.format("y")) - {"text"}
    assert text_of(markdown).split() == [*text_of(place.format("")).split(), *shown.split()]


@given(text=st.text(max_size=30))
def test_code_reads_as_itself(text):
    shown = visible(re.sub(r"[ \t\n\r]+", " ", text)).strip(" ")
    assume(shown)
    tokens = GITHUB.parse(f"x {code(text)} y")
    assert [c.content.strip(" ") for c in tokens[1].children if c.type == "code_inline"] == [shown]


def test_a_value_that_a_template_forgets_to_escape_is_escaped_all_the_same():
    template = markdown_environment(Presentation(language("vi"))).from_string(
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ v }} {{ v ~ code('a') }} {{ [v, code('b')] | join }} {{ m(v) }} {{ '%s' | format(v) }}"
    )
    assert "link_open" not in kinds_in(template.render(v="[a](b)"))


def test_only_what_the_escape_made_is_taken_as_it_is():
    assert escaped(Markdown("**a**")) == "**a**"
    assert escaped(Markdown("**a**") + "*b*") == r"\*\*a\*\*\*b\*"
    assert escaped("97,1% < 100%: thiếu 2,9 điểm") == "97,1% < 100%: thiếu 2,9 điểm"
    assert escaped("> 75,5") == r"\> 75,5"
    assert escaped("+2 năm") == "+2 năm"


# --- what stands in it


def test_each_gap_shows_both_quotes_the_comparison_and_the_amended_wording(quangngai):
    gap = quangngai[quangngai.index("#### 6. Tỷ lệ bao phủ bảo hiểm y tế") :]
    gap = gap[: gap.index("#### 7.")]
    assert "“bao phủ bảo hiểm y tế toàn dân” (II.1.đ" in gap
    assert "97,1% dân số” (mục II.2.1.đ)" in gap
    assert "97,1% < 100%: thiếu 2,9 điểm phần trăm." in gap
    assert "“Đến năm 2030, tỷ lệ bao phủ bảo hiểm y tế đạt 100% dân số.”" in gap


def test_every_link_of_the_table_of_gaps_leads_to_its_gap(quangngai):
    links, headings = links_and_headings(quangngai)
    gaps = [heading for heading in headings if re.match(r"\d+\. ", heading)]
    assert [unescaped(link) for link in links] == [slug(heading) for heading in gaps]
    assert len(gaps) == 7 + 4


@pytest.mark.parametrize("name", sorted(path.stem for path in PLANS.glob("*.yaml")))
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_two_headings_have_the_same_anchor_and_levels_are_in_order(name, lang):
    markdown = rendered(name, lang)
    _, headings = links_and_headings(markdown)
    anchors = [anchor(heading) for heading in headings]
    assert len(anchors) == len(set(anchors))
    levels = [int(t.tag[1]) for t in GITHUB.parse(markdown) if t.type == "heading_open"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_every_status_observation_task_and_question_of_the_report_is_in_it(quangngai):
    report = check_plans(Request([PLANS / "quangngai.yaml"], (), (), date(2026, 11, 21), language("vi"))).plans[0]
    text = text_of(quangngai)
    for ruleset in report.rulesets:
        assert ruleset.ruleset.sha256 in text
        if ruleset.applies:
            assert all(a.name in text and a.asked_text in text for a in ruleset.assessments)
            assert all(" ".join(a.comparison) in text for a in ruleset.assessments)
            assert all(q.text in text for q in ruleset.questions)
            assert all(t.title in text for t in ruleset.tasks)
    assert all(o.text in text for o in report.observations if o.kind != "task_incomplete")
    assert all(f"{t.title} (" in text and f"chưa nêu {t.lacks}" in text for t in report.tasks if t.lacks)
    assert "không đưa vào bản này" in text  # the lists of all that was read, said to be elsewhere


def test_the_summary_is_verdicts_tables_of_gaps_and_counts(quangngai):
    summary = rendered("quangngai", level="summary")
    assert len(summary) < len(quangngai) / 8
    assert links_and_headings(summary)[0] == []
    assert "Chưa đáp ứng 7/15 yêu cầu của 72-NQ/TW" in summary
    assert "| 6 | II.1.đ | Tỷ lệ bao phủ bảo hiểm y tế: 100%, đến năm 2030 |" in summary
    assert "Đề nghị sửa thành" not in summary
    assert "bản tóm tắt" in summary
    assert "#### " not in summary


def test_it_is_tidy_to_read_as_it_is(quangngai):
    assert not re.search(r"[ \t]$|\n\n\n|\t", quangngai, re.MULTILINE)
    assert quangngai.endswith("\n")
    assert not re.search(r"^[-|] *\|?$", quangngai, re.MULTILINE)


def test_accepted_gaps_stay_visible_with_reason_name_and_day(tmp_path):
    (tmp_path / "accepted.yaml").write_text(
        "schema: acceptances/1\nacceptances:\n  - requirement: nq72/insurance-2030\n    plan: quangngai\n"
        "    reason: Đã có lộ trình *riêng*\n    by: Nguyễn Văn A\n    until: 2027-12-31\n",
        encoding="utf-8",
    )
    result = check(
        PLANS / "quangngai.yaml", "-r", "nq72", "-a", "accepted.yaml", "-f", "md:-", "-q", "--as-of", DAY, cwd=tmp_path
    )
    assert "### Điểm chưa đáp ứng 72-NQ/TW đã được chấp thuận (1)" in result.out
    assert "Nguyễn Văn A" in result.out
    assert r"Đã có lộ trình \*riêng\*" in result.out
    assert "◆ Đã chấp thuận 1" in result.out


def test_each_plan_has_a_file_of_its_own(tmp_path):
    check(PLANS / "haiphong.yaml", PLANS / "quangninh.yaml", "-f", "md", "-q", "--as-of", DAY, cwd=tmp_path)
    assert sorted(path.name for path in (tmp_path / "reports").iterdir()) == ["haiphong.md", "quangninh.md"]
