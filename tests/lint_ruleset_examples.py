"""Lint rules on rulesets and on the catalogue by example. Lines and columns are those of the changed file."""

from __future__ import annotations

from lint_examples import bad, fine

RULESET = """\
schema: ruleset/1
id: nq1
number: 1-NQ/TW
title: Nghị quyết
title_en: Resolution
issuer: Bộ Chính trị
issued: 2025-09-09
binding: mandatory
applies_to: {issued_from: 2025-09-09}
clauses:
  - {id: II.1, title: {vi: Mục tiêu, en: Goals}}
requirements:
  - id: nq1/insurance-2026
    indicator: insurance_coverage
    more_than: 95
    by: 2026
    clause: II.1
    words: "đạt trên 95%"
    severity: high
    verified: reported
  - id: nq1/insurance-2030
    indicator: insurance_coverage
    at_least: 100
    by: 2030
    clause: II.1
    words: "bao phủ toàn dân"
    severity: high
    verified: reported
tasks:
  - id: nq1/rotation
    clause: II.1
    title: {vi: Luân phiên, en: Rotation}
    group: 1
    verified: reported
groups:
  - {id: nq1/group-1, number: 1, clause: II.1, name: {vi: Một, en: One}, verified: secondary}
questions:
  - {id: nq1/q, clause: II.1, group: 1, text: {vi: Có không?, en: Is it so?}}
"""
CATALOGUE = """\
schema: indicators/1
indicators:
  insurance_coverage:
    name: {vi: Bảo hiểm y tế, en: Insurance}
    unit: "%"
    direction: more
    kind: level
    ceiling: 100
  life_expectancy:
    name: {vi: Tuổi thọ, en: Life expectancy}
    unit: years
    direction: more
    kind: level
"""

RULESET_EXAMPLES = [
    bad("clause-not-listed", 17, 13, "II.9 is not among the clauses; add it there with its title, or correct it",
        ('clause: II.1\n    words: "đạt', 'clause: II.9\n    words: "đạt')),
    fine("clause-not-listed"),
    bad("clause-unaccounted", 12, 10, "nothing accounts for II.2; add a requirement, a task, a question or a not_for_provinces entry",
        ("requirements:", "  - {id: II.2, title: {vi: Tầm nhìn, en: Vision}}\nrequirements:")),
    fine("clause-unaccounted"),
    bad("number-not-in-words", 15, 16, "96 is not in the norm’s words; correct it, or say in a note how it follows from them",
        ("more_than: 95", "more_than: 96")),
    fine("number-not-in-words", ("bao phủ toàn dân", "người dân được bao phủ"),
         ("    severity: high\n    verified: reported\ntasks", "    severity: high\n    verified: reported\n"
          "    notes: [{vi: “Người dân” được hiểu là 100%., en: Everybody.}]\ntasks")),
    bad("bound-unlike-words", 15, 5, "the norm’s words say at_least 95, not more_than; correct one of the two", ("đạt trên 95%", "đạt 95%")),
    bad("bound-unlike-words", 15, 5, "the norm’s words say more_than 95, not at_least; correct one of the two", ("more_than: 95", "at_least: 95")),
    fine("bound-unlike-words", ("more_than: 95", "at_least: 95"), ("trên 95%", "95% trở lên")),
    bad("words-too-long", 18, 12, "the norm’s words are 31; keep those that ask, 30 at most",
        ("đạt trên 95%", "đạt trên 95% " + "từ " * 27 + "cuối")),
    fine("words-too-long", ("đạt trên 95%", "đạt trên 95% " + "từ " * 26 + "cuối")),
    bad("milestone-twice", 22, 16, "nq1/insurance-2026 asks for the same indicator and year already; keep one of them",
        ("by: 2030", "by: 2026")),
    fine("milestone-twice"),
    bad("milestone-weaker", 23, 15, "this asks less than nq1/insurance-2026 does for an earlier year; correct the number or the year",
        ("at_least: 100", "at_least: 95")),
    fine("milestone-weaker", ("at_least: 100", "more_than: 95")),
    bad("year-before-norm", 16, 9, "2024 lies before the norm’s own year, 2025; correct one of the two", ("by: 2026", "by: 2024")),
    fine("year-before-norm", ("by: 2026", "by: 2025")),
    bad("id-of-another-year", 13, 9, "the id ends in 2026, the year is 2027; correct one before the id is used", ("by: 2026", "by: 2027")),
    fine("id-of-another-year", ("insurance-2026", "insurance-70")),
    bad("target-sentence-missing", 14, 16, "stations_with_doctor has no target in indicators.yaml; add the sentence that a plan would write",
        ("insurance_coverage\n    more_than", "stations_with_doctor\n    more_than")),
    fine("target-sentence-missing"),
    bad("wording-of-the-norm", 21, 25, "“Trên 95” are the norm’s own words; delete them here",
        ("reported\n  - id: nq1/insurance-2030", "reported\n    wordings: [{words: [Trên 95], note: {vi: Lưu ý, en: Remark}}]\n  - id: nq1/insurance-2030")),
    fine("wording-of-the-norm",
         ("reported\n  - id: nq1/insurance-2030", "reported\n    wordings: [{words: [bình quân], note: {vi: Lưu ý, en: Remark}}]\n  - id: nq1/insurance-2030")),
    bad("translation-without-note", 20, 15, "seen only in translation; add notes: with what was seen where, and what is open",
        ("verified: reported\n  - id", "verified: translated\n  - id")),
    fine("translation-without-note",
         ("verified: reported\n  - id", "verified: translated\n    notes: [{vi: Theo bản tiếng Anh., en: From English.}]\n  - id")),
    bad("official-without-name", 34, 15, "official, but no note says who compared it; add a note: “Đã đối chiếu với văn bản: name, date”",
        ("verified: reported\ngroups", "verified: official\ngroups")),
    fine("official-without-name",
         ("verified: reported\ngroups", "verified: official\n    notes: [{vi: Nguyễn Văn A đã đối chiếu ngày 01/3/2026., en: Compared.}]\ngroups")),
    bad("groups-out-of-order", 37, 31, "this is group 3 in place 2; number the groups 1, 2, 3 …",
        ("questions:", "  - {id: nq1/group-3, number: 3, clause: II.1, name: {vi: Ba, en: Three}, verified: secondary}\nquestions:")),
    fine("groups-out-of-order"),
    bad("question-without-evidence", 38, 37, "nothing is shown beside this question; add indicators: […] or group: 1 to 6",
        ("clause: II.1, group: 1, text", "clause: II.1, text")),
    fine("question-without-evidence", ("group: 1, text", "indicators: [insurance_coverage], text")),
    bad("time-ends-before-it-begins", 9, 54, "2025-09-09 is not after 2025-09-09, so that the norm binds no plan; correct one of the two",
        ("{issued_from: 2025-09-09}", "{issued_from: 2025-09-09, issued_before: 2025-09-09}")),
    fine("time-ends-before-it-begins", ("{issued_from: 2025-09-09}", "{issued_before: 2025-09-10}")),
    bad("english-missing", 32, 12, "no English; add en: beside vi:", ("{vi: Luân phiên, en: Rotation}", "{vi: Luân phiên}")),
    bad("english-missing", 4, 8, "no English title; add title_en", ("title_en: Resolution", "# title_en")),
    fine("english-missing"),
]  # fmt: skip
CATALOGUE_EXAMPLES = [
    bad("indicator-unused", 9, 3, "no ruleset and no plan uses life_expectancy; delete it, unless a plan is about to"),
    fine("indicator-unused", ("  life_expectancy:", "  healthy_life_years:")),
    bad("name-twice", 10, 16, "insurance_coverage has the same name; say in the name what is different", ("vi: Tuổi thọ", "vi: Bảo hiểm Y tế")),
    fine("name-twice"),
    bad("share-without-ceiling", 3, 3, "a share without a ceiling; add ceiling: 100", ("    ceiling: 100\n", "")),
    fine("share-without-ceiling", ("kind: level\n    ceiling: 100", "kind: gain")),
    bad("english-name-missing", 10, 11, "no English; add en: beside vi:", (", en: Life expectancy", "")),
    fine("english-name-missing"),
    bad("indicator-without-phrases", 3, 3, "no phrases, so that check extract never finds it; add phrases: {names: […]}",
        ("    unit: years\n", "    unit: years\n    phrases: {everybody: [tuổi thọ]}\n")),
    fine("indicator-without-phrases",
         ("    kind: level\n    ceiling: 100", "    kind: level\n    ceiling: 100\n    phrases: {names: [BHYT]}"),
         ("    unit: years\n", "    unit: years\n    phrases: {everybody: [tuổi thọ]}\n")),
    bad("phrase-twice", 13, 23, "insurance_coverage can be called the same; say in the phrase what is different",
        ("    ceiling: 100", "    ceiling: 100\n    phrases: {names: [\"[tỷ lệ] thọ\"]}"),
        ("    unit: years\n", "    unit: years\n    phrases: {names: [thọ]}\n")),
    fine("phrase-twice",
         ("    ceiling: 100", "    ceiling: 100\n    phrases: {names: [trạm >> thọ]}"),
         ("    unit: years\n", "    unit: years\n    phrases: {names: [thọ]}\n")),
]  # fmt: skip
