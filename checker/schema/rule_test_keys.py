"""What the keys of a file of rule tests mean. Apart from the others, because the engine stands behind it."""

from __future__ import annotations

from typing import Any

from checker.cases.rule_tests import (
    Amount,
    ExpectedObservation,
    ExpectedStatus,
    ExpectedTask,
    Fragment,
    RuleTest,
    RuleTests,
)
from checker.i18n import N_
from checker.reading.models import Model, Plan
from checker.schema.key import Keys, key
from checker.schema.plan_keys import PLAN_KEYS
from checker.schema.ruleset_keys import SCHEMA
from checker.schema.scalars import NUMBER, TRUE_PATTERN, Schema

ROOT = RuleTests
_RULE = N_("The rule that must have decided, by the name that -v shows.")

KEYS: Keys = {
    RuleTests: {
        "schema": key(SCHEMA),
        "ruleset": key(N_("The id of the ruleset that all cases are judged by."), names="ruleset"),
        "cases": key(N_("The cases: each a plan in a few lines, and what the norm must make of it.")),
    },
    RuleTest: {
        "name": key(
            N_("What the case shows, as a sentence; no two cases have the same."),
            "BHYT 97,1% năm 2030 thấp hơn “toàn dân” 2,9 điểm phần trăm",
            "Kế hoạch ban hành trước Nghị quyết không thuộc phạm vi đánh giá",
        ),
        "note": key(
            N_(
                "Why this is so.",
            ),
            "Nghị quyết ghi “trên 95%”",
            "Hai con số bằng nhau nhưng quy định không tính chính con số đó",
        ),
        "plan": key(N_("As much of a plan as the case is about.")),
        "accepted": key(
            N_("Gaps that a reviewer accepted: the requirement, and the last day that this holds."), names="requirement"
        ),
        "as_of": key(N_("The day of the check; left out, the day of the plan."), "2026-11-21", "2027-07-01"),
        "applies": key(N_("Whether the norm must bind the plan.")),
        "rule": key(N_("The rule that must have decided whether the norm binds the plan."), names="rule"),
        "conforms": key(N_("Whether the plan must conform to the ruleset.")),
        "expect": key(
            N_("What must become of requirements, by their ids without the ruleset’s: a status, or a status and more."),
            names="requirement",
        ),
        "tasks": key(
            N_("What must become of the norm’s tasks, by their ids without the ruleset’s."), names="norm_task"
        ),
        "observations": key(N_("Remarks that must be made: the kind, or the kind and what it is about.")),
        "no_observations": key(N_("Remarks that must not be made.")),
    },
    Fragment: {
        **{name: PLAN_KEYS[Plan][name] for name in ("kind", "level", "implements")},
        **{name: PLAN_KEYS[Plan][name] for name in ("commitments", "baselines", "tasks", "unread_tables")},
        "issued": key(
            N_("When the plan was issued; left out, the first day that the norm binds plans of."), "2025-11-21", 2023
        ),
        "covers": key(N_("The years that the plan sets anything for; left out, there is no limit.")),
    },
    ExpectedStatus: {
        "status": key(N_("The status that the requirement must get.")),
        "value": key(
            N_("By how much the value must fall short, in the indicator’s unit; true for any amount."), 2.9, True
        ),
        "strictness": key(N_("true where the value is equal but the norm excludes the limit itself."), True),
        "scope": key(N_("true where fewer people or things are meant than the norm asks."), True),
        "deadline": key(N_("By how many years the target must come too late; true for any number of years."), 3, True),
        "rule": key(_RULE, names="rule"),
    },
    ExpectedTask: {
        "status": key(N_("The status that the task must get.")),
        "rule": key(_RULE, names="rule"),
    },
    ExpectedObservation: {
        "kind": key(N_("The kind of remark.")),
        "about": key(
            N_("The indicator, requirement, task or group that the remark is about."), "insurance_coverage", "group-3"
        ),
        "rule": key(_RULE, names="rule"),
    },
}

TITLES: dict[type[Model], str] = {
    RuleTest: N_("Case"),
    Fragment: N_("Plan of the case"),
    ExpectedStatus: N_("What must become of a requirement"),
    ExpectedTask: N_("What must become of a task"),
    ExpectedObservation: N_("Remark"),
}

SCALARS: dict[Any, tuple[Schema, str]] = {
    Amount: (
        {"anyOf": [{"const": True}, {"type": "string", "pattern": f"^{TRUE_PATTERN}$"}, NUMBER]},
        N_("write a number, or true for any amount"),
    ),
}
