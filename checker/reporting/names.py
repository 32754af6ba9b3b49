"""What reports call statuses, observations, kinds and rules: the names and meanings of all closed lists."""

from __future__ import annotations

from checker.i18n import N_

STATUS_NAMES = {
    "met": N_("Met"),
    "exceeded": N_("Exceeded"),
    "weaker": N_("Weaker"),
    "late": N_("Late"),
    "missing": N_("Missing"),
    "unclear": N_("Unclear"),
    "not_applicable": N_("Not applicable"),
    "accepted": N_("Accepted"),
}
OBSERVATION_NAMES = {
    "contradiction": N_("Contradiction"),
    "regression": N_("Regression"),
    "implausible_year": N_("Implausible year"),
    "unread_table": N_("Table that could not be read"),
    "approximate_wording": N_("Other name or scope than the norm’s"),
    "hedged": N_("Softened wording"),
    "pace": N_("Pace that the target needs"),
    "task_late": N_("Task after the norm’s deadline"),
    "task_incomplete": N_("Task without a lead agency, output or due date"),
    "group_uncovered": N_("Group of tasks left out"),
}
TASK_STATUS_NAMES = {
    "assigned": N_("Assigned"),
    "unclear": N_("Unclear"),
    "weaker": N_("Less than asked"),
    "late": N_("After the deadline"),
    "unassigned": N_("No such task found"),
}
NATION_STATUS_NAMES = {"short": N_("Out of reach"), "open": N_("Depends on the others"), "reached": N_("Reached")}
SEVERITY_NAMES = {"high": N_("High priority"), "medium": N_("Medium priority"), "low": N_("Low priority")}
VERIFIED_NAMES = {
    "official": N_("compared with the official text"),
    "reported": N_("quoted in the Vietnamese press"),
    "translated": N_("seen only in a foreign-language report"),
    "secondary": N_("known only at second hand"),
}
VERIFIED_IN_SHORT = {
    "official": N_("official text"),
    "reported": N_("press"),
    "translated": N_("foreign press"),
    "secondary": N_("second hand"),
}
PROVISION_NAMES = {
    "requirement": N_("requirement"),
    "task": N_("task"),
    "group": N_("group"),
    "question": N_("question"),
    "not_for_provinces": N_("not for provinces"),
}
BINDING_NAMES = {"mandatory": N_("binding"), "advisory": N_("guidance, not binding")}
DIRECTION_NAMES = {"more": N_("more is better"), "less": N_("less is better")}
INDICATOR_KIND_NAMES = {
    "level": N_("a level that is reached"),
    "gain": N_("a change against the present value, never the value itself"),
    "promise": N_("a promise without a number: yes or no"),
}
LEVEL_NAMES = {"province": N_("provinces"), "commune": N_("communes")}
KIND_NAMES = {
    "programme": N_("Programme of action"),
    "plan": N_("Plan"),
    "annual-plan": N_("Annual plan"),
    "summary": N_("Summary of a programme"),
}
HEADER_NAMES = {
    "province": N_("Province"),
    "number": N_("Number of the document"),
    "issued": N_("Day of issue"),
    "issuer": N_("Issuing authority"),
    "kind": N_("Kind of document"),
    "level": N_("Level of the plan"),
    "title": N_("Title of the document"),
    "implements": N_("Documents that it implements"),
    "covers": N_("Years that it covers"),
}
"""The keys of a plan's head that can be marked for review."""
RULE_MEANINGS = {
    "norm-does-not-apply": N_("the norm does not bind this plan"),
    "beyond-plan-period": N_("the requirement’s year lies after the last year that the plan covers"),
    "before-plan-period": N_("the requirement is asked of plans that set something for an earlier year than this plan"),
    "answers-on-time": N_("a commitment with a number and a year answers the first milestone at or after its year"),
    "answers-late": N_("a commitment after the last milestone is a late answer to it"),
    "not-comparable": N_("a commitment for this milestone gives no number, another unit, or an impossible value"),
    "no-year": N_("a commitment on this indicator gives no year"),
    "year-before-issue": N_("a commitment names a year before the plan was issued"),
    "year-too-far": N_("a commitment names a year after 2100"),
    "weakest-of-its-year": N_("of what the plan says for one year, the weakest counts"),
    "governs": N_("of several years, the latest that is not late governs; among late ones the first that satisfies"),
    "meets-the-bound": N_("the governing commitment has the same bound as the norm"),
    "exceeds-the-bound": N_("the governing commitment has a stricter bound than the norm"),
    "satisfies-too-late": N_("the governing commitment would satisfy the norm, but only after the milestone"),
    "value-falls-short": N_("the governing commitment allows values that the norm does not"),
    "strictness-falls-short": N_("the values are equal, but the norm excludes the limit itself"),
    "scope-falls-short": N_("the governing commitment covers less than the norm asks"),
    "misses-the-deadline": N_("the governing commitment comes after the milestone"),
    "nothing-clear-answers": N_("no commitment with a number and a year answers the milestone"),
    "unclear-answer": N_("only an answer that cannot be compared stands at this milestone"),
    "carried-forward": N_("an earlier commitment already satisfies the requirement, and nothing since falls short"),
    "unclear-when": N_("only an answer without a usable year could stand for this milestone"),
    "nothing-answers": N_("nothing in the plan answers the requirement"),
    "accepted": N_("a reviewer accepted the gap"),
    "acceptance-expired": N_("the acceptance of the gap has expired"),
    "differs-for-the-same-year": N_("two commitments for the same year have different bounds"),
    "differs-in-scope": N_("two commitments for the same year have different scopes"),
    "weaker-in-a-later-year": N_("a later year’s commitment is weaker than an earlier year’s"),
    "worse-than-the-baseline": N_("the commitment is worse than the plan’s own baseline"),
    "softened": N_("the wording is approximate or softened"),
    "impossible-early-year": N_("the year lies before the plan was issued"),
    "impossible-far-year": N_("the year lies after 2100"),
    "names-it-otherwise": N_("the words of the target name the programme or the scope otherwise than the norm"),
    "speaks-of-another-scope": N_("the target speaks of a narrower or another scope than the norm"),
    "rise-from-the-baseline": N_("the target is set against the latest present value of the plan"),
    "table-not-read": N_("a table of the source could not be read with certainty"),
    "task-in-time": N_("a task of the plan carries it out by the deadline"),
    "task-without-deadline": N_("a task of the plan carries it out; the norm sets no day"),
    "task-after-the-deadline": N_("a task of the plan carries it out, but may end after the deadline"),
    "task-without-a-day": N_("a task of the plan carries it out but gives no time that could be compared"),
    "task-without-a-figure": N_("a task of the plan carries it out but gives no number that could be compared"),
    "task-promises-less": N_("a task of the plan promises less than the norm"),
    "target-in-time": N_("a target of the plan promises it by the deadline"),
    "target-after-the-deadline": N_("a target of the plan promises it, but after the deadline"),
    "target-without-deadline": N_("a target of the plan promises it; the norm sets no day"),
    "target-without-a-year": N_("a target of the plan promises it and gives no year"),
    "target-before-issue": N_("a target of the plan promises it for a year before the plan was issued"),
    "target-too-far": N_("a target of the plan promises it for a year after 2100"),
    "target-not-comparable": N_("a target of the plan speaks of it without saying yes or no"),
    "nothing-assigned": N_("no task and no target of the plan carries it out"),
    "task-without-a-lead": N_("the task names no lead agency"),
    "task-without-an-output": N_("the task names no output"),
    "task-without-a-due-date": N_("the task names no due date"),
    "group-without-tasks": N_("no task of the plan falls into this group of the norm"),
    "addresses-other-levels": N_("the norm addresses plans of another level"),
    "issued-before-the-norm": N_("the plan was issued before the norm"),
    "issued-after-its-time": N_("the plan was issued when another norm had taken the norm’s place"),
    "implements-other-norms": N_("the plan names norms that it implements, and this is not among them"),
    "implements-the-norm": N_("the plan was issued after the norm and implements it"),
    "binds-by-its-date": N_("the plan was issued after the norm"),
}
