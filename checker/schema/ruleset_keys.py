"""What the keys of the files that a rule author writes mean: rulesets, the catalogue, acceptances."""

from __future__ import annotations

from checker.i18n import N_
from checker.reading.models import (
    Acceptance,
    Acceptances,
    AppliesTo,
    Catalogue,
    Clause,
    Indicator,
    NormTask,
    NotForProvinces,
    Phrase,
    Phrases,
    Question,
    Requirement,
    Ruleset,
    TaskGroup,
    UnitWord,
    Wording,
)
from checker.schema.key import Keys, key

SCHEMA = N_("What kind of file this is, and the version of its format. Always the first key.")
_CLAUSE = N_("The clause of the norm that this stands in, as “clauses” lists it.")
_VERIFIED = N_("How far this was compared with a publication of the norm. Reports show it beside the verdict.")
_NOTES = N_("What a reader of the requirement should know: doubts, traps, where a figure comes from.")
_ID = N_("Its id, <ruleset>/<name>: small letters a-z, digits and hyphens. Never reused and never renamed.")

RULESET_KEYS: Keys = {
    Phrase: {
        "vi": key(N_("In Vietnamese."), "Tuổi thọ trung bình", "tuổi thọ trung bình đạt {amount}"),
        "en": key(
            N_("In English; without it, reports in English show the Vietnamese."),
            "Life expectancy",
            "life expectancy reaches {amount}",
        ),
    },
    UnitWord: {
        "en_one": key(
            N_("In English behind the number 1, where it is another word than behind others."), "year", "doctor"
        ),
    },
    Ruleset: {
        "schema": key(SCHEMA),
        "id": key(
            N_("The ruleset’s short name: small letters a-z, digits and hyphens; the file is called <id>.yaml."),
            "nq72",
            "qd201",
        ),
        "number": key(N_("Number and symbol of the norm, as plans cite it."), "72-NQ/TW", "282/NQ-CP"),
        "title": key(
            N_("The norm’s title."),
            "Nghị quyết về một số giải pháp đột phá",
            "Quyết định phê duyệt Quy hoạch mạng lưới cơ sở y tế",
        ),
        "title_en": key(
            N_("The title in English."),
            "Resolution on breakthrough solutions",
            "Decision on the network of health facilities",
        ),
        "issuer": key(N_("Who issued the norm."), "Bộ Chính trị", "Thủ tướng Chính phủ"),
        "issued": key(N_("The day that the norm was issued."), "2025-09-09", "2024-02-27"),
        "binding": key(N_("Whether a gap counts against a plan.")),
        "applies_to": key(N_("Which plans the norm binds. What is left out narrows nothing.")),
        "clauses": key(
            N_(
                "The clauses of the norm, each once and in its order. Every one must be accounted for by something below."
            ),
        ),
        "requirements": key(N_("The minimums (yêu cầu) that the norm asks of every plan.")),
        "tasks": key(N_("The tasks (nhiệm vụ) that the norm assigns, with or without a deadline.")),
        "groups": key(N_("The norm’s groups of tasks. Every plan should have tasks in each.")),
        "questions": key(
            N_(
                "What only a person can judge. The report puts each question to the reviewer, with the plan’s words beside it."
            )
        ),
        "not_for_provinces": key(N_("What the norm says that is not for provinces to do, and why.")),
    },
    AppliesTo: {
        "issued_from": key(N_("Only plans issued on this day or later."), "2025-09-09", "2024-02-27"),
        "issued_before": key(
            N_("Only plans issued before this day, because another norm took this one’s place then."),
            "2025-09-09",
            "2026-01-01",
        ),
        "implements": key(
            N_(
                "Only plans that name one of these numbers among the documents that they implement, or that name none "
                "at all."
            ),
            ["72-NQ/TW", "282/NQ-CP"],
            ["72-NQ/TW"],
            names="norm",
        ),
        "level": key(N_("Only plans of these levels."), ["province"], ["province", "commune"]),
    },
    Clause: {
        "id": key(N_("The clause’s number, as one cites it."), "II.1.a", "III.1"),
        "title": key(N_("What the clause is about, in a few words of one’s own.")),
    },
    Requirement: {
        "id": key(_ID, "nq72/insurance-2030", "nq20/insurance-2025"),
        "clause": key(_CLAUSE, "II.1.đ", "II.2"),
        "words": key(N_("The norm’s own words for the minimum, short."), "đạt trên 95%", "đạt tối thiểu 68 năm"),
        "severity": key(N_("In which order a reviewer reads the gaps. This project’s own, no part of the norm.")),
        "verified": key(_VERIFIED),
        "related": key(
            N_(
                "Indicators that come near without answering. Where the requirement is missing, the report shows what the "
                "plan says on them."
            ),
            names="indicator",
        ),
        "wordings": key(
            N_("Other names for the thing, or for the people meant, that plans use. A remark, never a verdict.")
        ),
        "asked_if_covers": key(N_("Ask this only of plans whose own period includes this year."), 2025, 2026),
        "notes": key(_NOTES),
    },
    Wording: {
        "words": key(
            N_("Words that are looked for in the target’s quote, without regard to capitals."),
            ["tiêm chủng mở rộng"],
            ["tuyến y tế cơ sở", "y tế cơ sở"],
        ),
        "note": key(N_("What the report then says.")),
    },
    NormTask: {
        "id": key(_ID, "nq282/emergency-care", "nq72/doctor-rotation"),
        "clause": key(_CLAUSE, "III.2", "III.3"),
        "title": key(N_("What is to be done, in a few words.")),
        "words": key(
            N_("The norm’s own words, short."), "hằng năm luân phiên ít nhất 1.000 bác sĩ", "trước Quý II/2026"
        ),
        "group": key(N_("The group of tasks that it belongs to, 1 to 6."), names="group"),
        "due": key(
            N_(
                "The norm’s deadline: a year, a quarter, a day, or “yearly” or “continuous”; left out where it sets none."
            ),
            "2026-Q4",
            "2026-12-31",
            2030,
            "yearly",
            "continuous",
        ),
        "quantity": key(N_("How much the norm asks for, if it names a number.")),
        "over": key(N_("Who has to reach the number.")),
        "indicator": key(N_("A target on this indicator carries the task out as well."), names="promise"),
        "verified": key(_VERIFIED),
        "notes": key(_NOTES),
    },
    TaskGroup: {
        "id": key(_ID, "nq72/group-1", "nq72/group-2"),
        "number": key(N_("The group’s number, 1 to 6; tasks refer to it."), 1, 2),
        "clause": key(_CLAUSE, "III.1", "III.2"),
        "name": key(N_("The group’s name in short.")),
        "verified": key(_VERIFIED),
    },
    Question: {
        "id": key(_ID, "nq72/q-risk-factors", "nq72/q-group-1"),
        "clause": key(_CLAUSE, "II.1.b", "III.1"),
        "text": key(N_("The question: one thing, which can be answered with yes or no, and reasons.")),
        "indicators": key(
            N_("The report shows what the plan says on these indicators beside the question."), names="indicator"
        ),
        "group": key(N_("The report shows the plan’s tasks of this group beside the question."), names="group"),
    },
    NotForProvinces: {
        "id": key(_ID, "nq72/allowance-70", "nq72/law-review"),
        "clause": key(_CLAUSE, "III.3", "III.2"),
        "title": key(N_("What the norm says, in short.")),
        "reason": key(N_("Why it is not for provinces to do.")),
        "verified": key(_VERIFIED),
    },
    Catalogue: {
        "schema": key(SCHEMA),
        "synonyms": key(
            N_(
                "Lists of words that mean the same: where a phrase has one of them, “check extract” takes all of "
                "them. A member with signs of the phrase language is one more way to write the others."
            ),
            [["bảo hiểm y tế", "BHYT"], ["bác sĩ", "bác sỹ"]],
            [["trạm y tế", "TYT"]],
        ),
        "people": key(
            N_(
                "Phrases for parts of the people. A number beside one of them speaks of that part only, and “check "
                "extract” marks the target for review."
            ),
            ["học sinh", "người lao động"],
            ["hộ nghèo"],
        ),
        "wider": key(
            N_(
                "Phrases for wholes that are wider than what indicators count, so that a number is easier to reach there. "
                "A number beside one of them gets scope: wider, and “check extract” marks the target for review. Unlike "
                "in other phrases, a comma or a bracket between the words counts."
            ),
            ["tuyến y tế cơ sở", "tuyến cơ sở"],
            ["y tế cơ sở"],
        ),
        "other_things": key(
            N_(
                "Phrases that look like an indicator’s and name something that none measures; “check extract” leaves "
                "what they name alone."
            ),
            ["bệnh án điện tử", "luật bảo hiểm y tế"],
            ["tỷ lệ hộ nghèo"],
        ),
        "task_phrases": key(
            N_(
                "What plans call the tasks and questions of the norms, by their ids: “check extract” proposes by it what "
                "a plan’s task answers."
            ),
            {"nq282/emergency-care": ["đề án … hệ thống cấp cứu"]},
            {"nq72/health-day": ["ngày sức khỏe toàn dân"]},
        ),
        "indicators": key(
            N_(
                "Every indicator by its key, which is short English in small letters with underscores. Plans and "
                "rulesets name an indicator by it."
            )
        ),
    },
    Indicator: {
        "name": key(N_("What reports call it.")),
        "unit": key(N_("What its values count. Left out for a promise.")),
        "word": key(N_("The unit as one writes it behind a number, where that is not the usual way: “75,5 tuổi”.")),
        "direction": key(N_("Which way is better. A plain “đạt 97,1%” is a minimum where more is, else a limit.")),
        "kind": key(N_("What its values are.")),
        "ceiling": key(
            N_("The highest value that can be true, if there is one; what lies above it is a misprint."), 100, 120
        ),
        "target": key(
            N_(
                "The target as a plan would write it, with {amount} where “trên 95%” stands; a promise has none. Reports "
                "propose it as wording that closes a gap."
            )
        ),
        "phrases": key(
            N_(
                "What documents call it, so that “check extract” finds it. Commas, hyphens, brackets and capitals do not count."
            )
        ),
    },
    Phrases: {
        "names": key(
            N_(
                "Names of the indicator. (a|b): one of them; [a]: may be there; …: up to 8 words of the same clause; #: a "
                "number or a pair; a >> b: b, where a stands earlier in the same sentence."
            ),
            ["[tỷ lệ|độ] bao phủ bảo hiểm y tế", "[tỷ lệ] người dân tham gia bảo hiểm y tế"],
            ["trạm y tế >> có [ít nhất] [từ] # bác sĩ"],
        ),
        "everybody": key(
            N_("Names that say themselves that all are meant: 100% where no number stands with them."),
            ["bao phủ bảo hiểm y tế toàn dân"],
            ["(mọi|toàn bộ) người dân được khám sức khỏe … mỗi năm 1 lần"],
        ),
        "not_with": key(
            N_(
                "Words that make a name mean something else when they stand within five words of it in the same clause."
            ),
            ["uốn ván", "COVID"],
            ["(luân phiên|điều động)"],
        ),
    },
    Acceptances: {
        "schema": key(SCHEMA),
        "acceptances": key(
            N_("Gaps that a reviewer accepted. They no longer count against the plan, and stay visible.")
        ),
    },
    Acceptance: {
        "plan": key(N_("The id of the plan."), "haiphong", "bacninh"),
        "requirement": key(N_("The id of the requirement, as the report shows it."), names="requirement"),
        "reason": key(
            N_("Why the gap is accepted."), "Có lộ trình riêng được phê duyệt", "Đã có văn bản điều chỉnh chỉ tiêu"
        ),
        "by": key(N_("Who accepted it."), "Vụ Pháp chế", "Vụ Kế hoạch - Tài chính"),
        "until": key(N_("The last day that this holds."), "2027-06-30", "2026-12-31"),
    },
}
