"""Which indicators a text names: the phrases of indicators.yaml, and the language that they are written in."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from command import ROOT, check
from patience import ends

from checker.extracting.grammar.lexicon import Lexicon
from checker.extracting.grammar.matching import Machine
from checker.extracting.grammar.phrase_language import GAP, PhraseError, Synonyms, read_phrase
from checker.extracting.tasks.task_lexicon import TaskLexicon
from checker.extracting.tokens import tokens_of
from checker.problems import InvalidFile
from checker.reading.library import rulesets_in, shipped
from checker.reading.load import load_catalogue, load_ruleset
from checker.reading.models import Catalogue, Indicator, Phrases, Ruleset

CASES = Path(__file__).parent / "cases" / "extraction" / "mentions.yaml"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(shipped("rulesets") / "indicators.yaml")


@pytest.fixture(scope="module")
def lexicon(catalogue: Catalogue) -> Lexicon:
    return Lexicon.of(catalogue)


def found(phrase: str, text: str, synonyms: Synonyms | None = None) -> list[str]:
    """The parts of the text that the phrase matches."""
    pattern = read_phrase(phrase, synonyms or Synonyms())
    tokens = tokens_of(text)
    matches = Machine.of([pattern.nodes]).matches(tokens)
    return [text[tokens[m.start].start : tokens[m.end - 1].end] for m in matches]


def small(**phrases: Phrases) -> Lexicon:
    """A lexicon of a few indicators."""
    name: dict[str, Any] = {"name": {"vi": "x"}, "unit": "%", "direction": "more", "kind": "level"}
    indicators = {key: Indicator.model_validate({**name, "phrases": given}) for key, given in phrases.items()}
    return Lexicon.of(Catalogue.model_validate({"schema": "indicators/1", "indicators": indicators}))


# ---- the shipped catalogue


@pytest.mark.parametrize("case", yaml.safe_load(CASES.read_text("utf-8")), ids=lambda case: case["text"][:60])
def test_a_text_names_its_indicators(case: dict[str, Any], lexicon: Lexicon) -> None:
    tokens = tokens_of(case["text"])
    mentions = [m.indicator + "*" * m.everybody for m in lexicon.mentions(tokens)]
    assert mentions == case["mentions"]
    if "others" in case:
        assert len(lexicon.other_things(tokens)) == case["others"]


def test_every_indicator_can_be_found(catalogue: Catalogue) -> None:
    cases = yaml.safe_load(CASES.read_text("utf-8"))
    named = {mention.rstrip("*") for case in cases for mention in case["mentions"]}
    assert set(catalogue.indicators) - named == {"catastrophic_spending_25"} - named


def test_every_indicator_is_found_by_its_own_name(catalogue: Catalogue, lexicon: Lexicon) -> None:
    for key, indicator in catalogue.indicators.items():
        assert key in {m.indicator for m in lexicon.mentions(tokens_of(indicator.name.vi))}, indicator.name.vi


def test_mentions_stand_in_order_and_apart(lexicon: Lexicon) -> None:
    tokens = tokens_of(" ".join(case["text"] + "." for case in yaml.safe_load(CASES.read_text("utf-8"))))
    mentions = lexicon.mentions(tokens)
    assert len(mentions) > 100
    assert all(one.end <= two.start for one, two in pairwise(mentions))


def test_a_part_of_the_people_is_told(lexicon: Lexicon) -> None:
    tokens = tokens_of("tỷ lệ học sinh, sinh viên tham gia BHYT đạt 100%; hầu hết người dân")
    assert [part.words for part in lexicon.people_in(tokens)] == [
        "học sinh",
        "sinh viên",
        "(hầu hết|phần lớn|đa số|đại bộ phận|một bộ phận|đa phần)",
    ]
    assert lexicon.people_in(tokens_of("người dân tham gia BHYT")) == ()


@pytest.mark.parametrize(
    ("text", "wider"),
    [
        ("tại tuyến y tế cơ sở", ["tuyến y tế cơ sở"]),
        ("tại tuyến YTCS", ["tuyến y tế cơ sở"]),
        ("tại trạm y tế, cơ sở khám bệnh", []),
        ("tại trạm y tế (cơ sở khám bệnh)", []),
        ("tại trạm y tế xã", []),
    ],
)
def test_a_whole_wider_than_the_indicator_is_told_where_its_words_stand_together(
    text: str, wider: list[str], lexicon: Lexicon
) -> None:
    assert [part.words for part in lexicon.wider_in(tokens_of(text))] == wider


@pytest.mark.parametrize(
    "text", ["tỷ lệ người dân được lập sổ sức khỏe điện tử", "90% người dân được lập sổ sức khỏe điện tử"]
)
def test_a_share_of_the_people_is_not_everybody(text: str, lexicon: Lexicon) -> None:
    (mention,) = lexicon.mentions(tokens_of(text))
    assert not mention.everybody


def test_a_gap_does_not_hide_of_whom_a_name_speaks(lexicon: Lexicon) -> None:
    text = "người dân tộc thiểu số được khám sức khỏe định kỳ miễn phí"
    tokens = tokens_of(text)
    (mention,) = lexicon.mentions(tokens)
    (part,) = lexicon.people_in(tokens)
    assert not mention.everybody
    assert part.end <= mention.start


# ---- tasks


@pytest.fixture(scope="module")
def rulesets(catalogue: Catalogue) -> list[Ruleset]:
    return [load_ruleset(path, catalogue).ruleset for path in rulesets_in(shipped("rulesets"))]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Tổ chức các hoạt động hưởng ứng “Ngày sức khỏe toàn dân - Ngày 07/4”", ["nq282/health-day", "nq72/health-day"]),
        ("Xây dựng Đề án phát triển hệ thống cấp cứu ngoại viện giai đoạn 2026-2030", ["nq282/emergency-care"]),
        ("Luân phiên, luân chuyển, điều động ít nhất 40 bác sĩ về trạm y tế cấp xã", ["nq72/doctor-rotation"]),
        ("Bổ sung bác sĩ cơ hữu tại TYT, đến năm 2030 có đủ bác sỹ", ["nq72/station-doctors-sufficient-2030"]),
        ("Bổ sung thuốc cho trạm y tế. Bệnh viện tỉnh có đủ bác sĩ", []),
        ("Thành lập khoa Lão khoa", ["nq72/geriatric-care"]),
        ("Các bệnh viện cấp chuyên sâu làm hạt nhân vùng", []),
        ("Triển khai đề án khám sức khỏe định kỳ miễn phí; đề án miễn viện phí",
         ["nq282/checkups-and-health-books", "nq282/fee-exemption"]),
        ("Ban hành Kế hoạch chuyển đổi số y tế đến năm 2030", ["nq282/digital-strategy"]),
        ("Tăng cường công tác truyền thông, giáo dục pháp luật", []),
    ],
)  # fmt: skip
def test_a_task_answers_tasks_of_the_norms(
    text: str, ids: list[str], rulesets: list[Ruleset], catalogue: Catalogue
) -> None:
    assert list(TaskLexicon.of(rulesets, catalogue).answers(tokens_of(text))) == ids


def test_every_task_of_the_norms_can_be_found(rulesets: list[Ruleset], catalogue: Catalogue) -> None:
    tasks = {task.id for ruleset in rulesets for task in ruleset.tasks}
    questions = {question.id for ruleset in rulesets for question in ruleset.questions}
    assert tasks <= set(catalogue.task_phrases) <= tasks | questions
    lexicon = TaskLexicon.of(rulesets, catalogue)
    missed = {
        task.id
        for ruleset in rulesets
        for task in ruleset.tasks
        if task.id not in lexicon.answers(tokens_of(task.title.vi))
    }
    assert missed == set()


def test_only_the_rulesets_at_hand_are_answered(rulesets: list[Ruleset], catalogue: Catalogue) -> None:
    one = [ruleset for ruleset in rulesets if ruleset.id == "nq72"]
    assert TaskLexicon.of(one, catalogue).answers(tokens_of("Ngày Sức khỏe toàn dân")) == ("nq72/health-day",)


# ---- the language


@pytest.mark.parametrize(
    ("phrase", "text", "parts"),
    [
        ("tuổi thọ", "Nâng cao TUỔI THỌ của người dân", ["TUỔI THỌ"]),
        ("sức khỏe hòa", "sức khoẻ hoà", ["sức khoẻ hoà"]),
        ("khám bệnh, chữa bệnh", "khám bệnh chữa bệnh", ["khám bệnh chữa bệnh"]),
        ("khám bệnh chữa bệnh", "khám bệnh, (chữa bệnh)", ["khám bệnh, (chữa bệnh"]),
        (
            "tuổi thọ [trung bình] đạt",
            "tuổi thọ đạt; tuổi thọ trung bình đạt",
            ["tuổi thọ đạt", "tuổi thọ trung bình đạt"],
        ),
        ("(bác sĩ|y sĩ) xã", "y sĩ xã, bác sĩ xã, dược sĩ xã", ["y sĩ xã", "bác sĩ xã"]),
        ("trạm … bác sĩ", "trạm y tế xã có bác sĩ", ["trạm y tế xã có bác sĩ"]),
        ("trạm … bác sĩ", "trạm bác sĩ và bác sĩ", ["trạm bác sĩ"]),
        ("trạm … bác sĩ", "trạm y tế. Có bác sĩ", []),
        ("trạm … bác sĩ", "trạm y tế; có bác sĩ", []),
        ("trạm … bác sĩ", "trạm " + "xã " * GAP + "bác sĩ", ["trạm " + "xã " * GAP + "bác sĩ"]),
        ("trạm … bác sĩ", "trạm " + "xã " * (GAP + 1) + "bác sĩ", []),
        ("có # bác sĩ", "có 4-5 bác sĩ", ["có 4-5 bác sĩ"]),
        ("có # bác sĩ", "có 4 đến 5 bác sĩ; có 12,5 bác sĩ", ["có 4 đến 5 bác sĩ", "có 12,5 bác sĩ"]),
        ("có # bác sĩ", "có nhiều bác sĩ", []),
        ("10.000 dân", "10000 dân", ["10000 dân"]),
        ("1-18 tuổi", "từ 01 – 18 tuổi", ["01 – 18 tuổi"]),
        ("1,5 cm", "1.5 cm", []),
    ],
)
def test_a_phrase_matches(phrase: str, text: str, parts: list[str]) -> None:
    assert found(phrase, text) == parts


def test_synonyms_stand_for_each_other() -> None:
    synonyms = Synonyms.of([["trạm y tế", "TYT"], ["/vạn dân", "(/|trên) [1] (vạn|10.000) dân"]])
    assert found("tyt xã", "trạm y tế xã", synonyms) == ["trạm y tế xã"]
    assert found("[ở] trạm y tế xã", "TYT xã", synonyms) == ["TYT xã"]
    assert found("bác sĩ /vạn dân", "bác sĩ trên 1 vạn dân; bác sĩ/10.000 dân", synonyms) == [
        "bác sĩ trên 1 vạn dân",
        "bác sĩ/10.000 dân",
    ]


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("(a|b", "without its pair"),
        ("a]", "without its pair"),
        ("a|b", "without its pair"),
        ("[a] [b]", "without any word"),
        ("#", "without any word"),
        ("a >> [b]", "without any word"),
        (">> b", "without any word"),
        ("… a", "before and behind it"),
        ("[a] … b", "before and behind it"),
        ("a … [b]", "before and behind it"),
        ("a ( |b)", "nothing between"),
        ("((((((((a))))))))", "too deep"),
    ],
)
def test_a_phrase_that_cannot_be_read(phrase: str, message: str) -> None:
    with pytest.raises(PhraseError) as error:
        read_phrase(phrase)
    assert message in error.value.message.format(**error.value.values)


# ---- which name wins


def test_the_name_of_more_words_wins() -> None:
    lexicon = small(coverage=Phrases(names=("BHYT",)), visits=Phrases(names=("khám … BHYT tại trạm",)))
    assert [m.indicator for m in lexicon.mentions(tokens_of("khám bệnh BHYT tại trạm; BHYT"))] == ["visits", "coverage"]


def test_of_equal_names_the_first_in_the_file_wins() -> None:
    lexicon = small(b=Phrases(names=("tuổi thọ",)), a=Phrases(names=("tuổi thọ",)))
    assert [m.indicator for m in lexicon.mentions(tokens_of("tuổi thọ"))] == ["b"]


def test_words_near_a_name_make_it_mean_something_else() -> None:
    lexicon = small(beds=Phrases(names=("giường bệnh",), not_with=("tư nhân",)))
    assert lexicon.mentions(tokens_of("giường bệnh của khu vực tư nhân")) == ()
    assert len(lexicon.mentions(tokens_of("35 giường bệnh, bệnh viện tư nhân"))) == 1
    assert len(lexicon.mentions(tokens_of("giường bệnh đạt 35 và tư nhân"))) == 1


def test_a_name_can_need_words_before_it_in_its_sentence() -> None:
    lexicon = small(doctors=Phrases(names=("trạm y tế >> có # bác sĩ",)))
    (mention,) = lexicon.mentions(tokens_of("100% trạm y tế được đầu tư; đến năm 2027 có 4-5 bác sĩ"))
    assert (mention.start, mention.end) == (12, 18)
    assert lexicon.mentions(tokens_of("Trạm y tế được đầu tư. Tỉnh có 40 bác sĩ")) == ()
    assert lexicon.mentions(tokens_of("có 4 bác sĩ tại trạm y tế")) == ()


# ---- files and hostile texts


def test_a_wrong_phrase_is_told_at_its_place(tmp_path: Path) -> None:
    file = tmp_path / "indicators.yaml"
    file.write_text(
        "schema: indicators/1\nsynonyms:\n  - [a, (b]\npeople: ['[c]']\nwider: ['(e']\nother_things: ['… d']\nindicators:\n"
        "  x:\n    name: {vi: X}\n    unit: '%'\n    direction: more\n    kind: level\n"
        "    phrases:\n      names:\n        - tuổi thọ\n        - (tuổi\n      not_with: ['|']\n",
        "utf-8",
    )
    with pytest.raises(InvalidFile) as error:
        load_catalogue(file)
    assert [problem.mark for problem in error.value.problems] == [(3, 9), (4, 10), (5, 9), (6, 16), (16, 11), (17, 18)]


def test_a_wrong_phrase_stops_extraction_and_lint_but_no_judging_which_reads_none(tmp_path: Path) -> None:
    rulesets = shutil.copytree(shipped("rulesets"), tmp_path / "rulesets")
    catalogue = rulesets / "indicators.yaml"
    text = catalogue.read_text("utf-8")
    catalogue.write_text(text.replace("synonyms:\n", "synonyms:\n  - [(bảo hiểm, BHYT]\n", 1), "utf-8")
    line = text[: text.index("synonyms:\n")].count("\n") + 2
    (tmp_path / "plan.txt").write_text("KẾ HOẠCH\nĐến năm 2030, tỷ lệ bao phủ BHYT đạt 97%.\n", "utf-8")
    wrong = f"rulesets/indicators.yaml:{line}:6: "
    for command in (("extract", "plan.txt"), ("lint", "rulesets/indicators.yaml")):
        result = check(*command, "--lang", "en", cwd=tmp_path)
        assert result.status == 2
        assert wrong + "the phrase “(bảo hiểm” has “(” without its pair" in result.out + result.err
    assert check(str(ROOT / "plans" / "bacninh.yaml"), "-q", cwd=tmp_path).status == 0


@pytest.mark.parametrize(
    "text",
    [
        "tỷ lệ " * 40_000,
        "người dân " * 20_000,
        "người dân tộc thiểu số được khám sức khỏe " * 5_000,
        "trạm y tế có " * 10_000,
        "trạm y tế có 4 bác sĩ " * 10_000,
        "giường bệnh/vạn dân tư nhân " * 10_000,
        "tuổi ( ( ( " * 20_000,
        "hộ gia đình y tế 10 % " * 8_000,
        "x" * 300_000,
        "1.000" * 40_000,
    ],
    ids=lambda text: text[:12],
)
def test_a_hostile_text_takes_bounded_time(text: str, lexicon: Lexicon) -> None:
    tokens = tokens_of(text)
    with ends():
        lexicon.mentions(tokens)
        lexicon.people_in(tokens)
