"""Rule shapes that durable-rules 2.0.28 evaluates wrongly are refused; one module alone speaks to it.

What goes wrong with each shape was measured; the numbers in brackets are the sections of that report.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from checker.judging.engine import CAP
from checker.judging.rules import RULES
from checker.judging.shapes import MAX_RULES, UnsafeRule, check_shapes, hash_of_name

CHECKER = Path(__file__).parent.parent / "checker"
T = {"k": "T"}
SAME = {"i": {"p": "i"}}
HIGHER = {"$gt": {"v": {"p": "v"}}}


def rule(*patterns, **more):
    return {"all": list(patterns), "pri": 1, "cap": 60_000} | more


def joining(*conditions):
    """A rule whose second pattern has these conditions; ``p`` is the first."""
    return rule({"p": {"k": "R"}}, {"c": {"$and": list(conditions)}})


def refused(because, *rules):
    with pytest.raises(UnsafeRule, match=because):
        check_shapes({f"rule {n}": r for n, r in enumerate(rules)})


def test_the_rules_that_ship_are_accepted():
    check_shapes({n: {"all": list(r.patterns), "pri": r.priority, "cap": CAP} for n, r in RULES.items()})


@pytest.mark.parametrize(
    "safe",
    [
        rule({"p": T}),
        rule({"p": {"$and": [T, {"$neq": {"state": "clear"}}, {"$gt": {"y": {"$m": "issued"}}}]}}),
        joining(T, SAME),
        joining(T, {"$gt": {"y": 0}}, HIGHER, {"$lte": {"y": {"p": "to"}}}, SAME, {"r": {"p": "r"}}),
        rule({"p": T}, {"r": {"k": "R"}}, {"none$not": {"$and": [T, {"i": {"r": "i"}}]}}),
    ],
)
def test_the_shapes_that_were_measured_to_be_safe_are_accepted(safe):
    check_shapes({"safe": safe})


# ---- 5.1 and 5.2: what is read or ignored behind the last condition of a join


def test_a_join_that_ends_with_an_inequality_reads_past_its_buffer():  # [5.1]
    refused("last join is not an equality", joining(T, HIGHER))


def test_an_inequality_behind_an_equality_join_reads_past_its_buffer():  # [5.1]
    refused("last join is not an equality", joining(T, SAME, HIGHER))


def test_an_inequality_between_two_equality_joins_can_be_false_where_none_may():  # [5.1]
    refused("inequality stands behind an equality", joining(T, SAME, HIGHER, {"r": {"p": "r"}}))


def test_a_constant_behind_a_join_can_be_false_where_none_may():  # [5.1]
    refused("constants come before joins", joining(T, SAME, {"$gt": {"v": 1}}))


def test_a_comparison_within_the_fact_behind_a_join_can_be_false_where_none_may():  # [5.1]
    refused("constants come before joins", joining(T, SAME, {"$gt": {"v": {"$m": "w"}}}))


@pytest.mark.parametrize("nested", ["$or", "$and"])
def test_conditions_behind_a_nested_and_or_or_are_ignored(nested):  # [5.2]
    refused(f"\\{nested} is not among the operators", joining(T, {nested: [{"v": 1}, {"v": 2}]}, SAME))


# ---- 5.3: negation


def test_a_negation_that_comes_first_never_fires():  # [5.3]
    refused("negation cannot come first", rule({"none$not": T}, {"p": T}))


def test_a_negation_alone_never_fires():  # [5.3]
    refused("negation cannot come first", rule({"none$not": T}))


@pytest.mark.parametrize("alias", ["re", "c2"])
def test_an_alias_with_a_low_slot_lets_a_late_fact_delete_matches_of_other_rules(alias):  # [5.3]
    negation = {"none$not": {"$and": [T, {"i": {alias: "i"}}]}}
    refused(f"alias {alias} has a slot", rule({alias: {"k": "R"}}, {"p": T}, {"q": T}, negation))
    assert hash_of_name(alias) % 16 < 3


def test_slots_are_those_of_the_measured_aliases():  # [5.3]
    assert (hash_of_name("p") % 16, hash_of_name("r") % 16) == (15, 5)


def test_names_hash_as_the_engine_hashes_them():  # [5.6] the pairs that were found to collide there
    assert hash_of_name("t439599") == hash_of_name("t622382")
    assert hash_of_name("plan-504979") == hash_of_name("plan-2204246")


def test_a_join_with_a_negated_pattern_has_no_fact_to_join_with():  # [5.3]
    refused(
        "joins with none, which is no earlier positive pattern",
        rule(
            {"p": {"k": "R"}},
            {"none$not": {"$and": [T, SAME]}},
            {"c": {"$and": [T, {"i": {"none": "i"}}]}},
        ),
    )


def test_a_join_with_a_later_pattern_has_no_fact_to_join_with():
    refused("joins with q, which is no earlier", rule({"p": {"$and": [T, {"i": {"q": "i"}}]}}, {"q": T}))


def test_an_alias_that_stands_twice_names_two_facts():
    refused("alias p stands twice", rule({"p": T}, {"p": {"k": "R"}}))


# ---- 5.8, 5.12 to 5.18: what a rule is made of


def test_count_with_cap_repeats_matches():  # [5.16]
    refused("all, pri and cap, and nothing else", rule({"p": T}, count=2))


def test_without_cap_every_match_is_an_action_of_its_own():  # [2]
    refused("all, pri and cap, and nothing else", {"all": [{"p": T}], "pri": 1})


def test_any_fires_for_each_member_and_for_the_combination():  # [5.18]
    refused("all, pri and cap, and nothing else", {"any": [{"p": T}, {"q": T}], "pri": 1, "cap": 1})


@pytest.mark.parametrize("width", [{"cap": 65_536}, {"cap": 0}, {"pri": 65_536}, {"pri": -1}])
def test_cap_and_priority_wrap_at_16_bits(width):  # [5.16]
    refused("16 bits", rule({"p": T}, **width))


def test_a_pattern_without_a_kind_matches_the_engines_own_facts():  # [5.12]
    refused("names the kind", rule({"p": {"v": 1}}))


@pytest.mark.parametrize("bare", [{"$nex": {"v": 1}}, {"$and": [T, {"$nex": {"v": 1}}]}])
def test_a_test_for_an_absent_field_never_ends(bare):  # [5.12]
    refused("names the kind|nex is not among the operators", rule({"p": bare}))


@pytest.mark.parametrize("operator", ["$mt", "$imt"])
def test_regular_expressions_leak(operator):  # [5.14]
    refused(f"\\{operator} is not among the operators", rule({"p": {"$and": [T, {operator: {"s": ".*"}}]}}))


@pytest.mark.parametrize("operator", ["$iany", "$iall", "$ex"])
def test_operators_that_were_not_measured_in_joins_are_refused(operator):
    refused(f"\\{operator} is not among the operators", rule({"p": {"$and": [T, {operator: {"xs": 1}}]}}))


def test_arithmetic_on_the_right_side_divides_by_zero():  # [3]
    by_zero = {"$div": {"$l": {"p": "v"}, "$r": 0}}
    refused("joins with \\$div", joining(T, {"$lt": {"v": by_zero}}, SAME))


@pytest.mark.parametrize("constant", [1.0, 1e16, True, None])
def test_fractions_truth_values_and_null_compare_otherwise_than_one_thinks(constant):  # [4]
    refused("constants are integers, or text", rule({"p": {"$and": [T, {"v": constant}]}}))


# ---- limits


def test_more_rules_than_the_engine_can_number_are_refused():  # [6]
    refused(f"more than {MAX_RULES} rules", *[rule({"p": T})] * (MAX_RULES + 1))


@pytest.mark.parametrize("many", [0, 17])
def test_a_rule_has_one_to_sixteen_patterns(many):  # [6]
    refused("1 to 16 patterns", rule(*({f"p{n}": T} for n in range(many))))


def test_more_conditions_than_a_pattern_can_hold_are_refused():  # [6]
    refused("more than 29 conditions", rule({"p": {"$and": [T, *({f"f{n}": 1} for n in range(29))]}}))


def test_more_joins_under_one_prefix_than_the_stack_holds_are_refused():  # [6]
    refused("61 joining patterns under", *[joining(T, SAME)] * 61)
    check_shapes({f"rule {n}": joining(T, SAME) for n in range(60)})


def test_the_name_of_the_unsafe_rule_is_said():
    refused("rule 1: c: the last join", joining(T, SAME), joining(T, HIGHER))


# ---- who may speak to durable-rules


def imported_modules(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            found |= {str(argument.value) for argument in node.args if isinstance(argument, ast.Constant)}
    return found


def test_only_the_engine_module_imports_durable():
    speakers = [
        path.relative_to(CHECKER).as_posix()
        for path in sorted(CHECKER.rglob("*.py"))
        if any(module.startswith("durable") for module in imported_modules(path))
    ]
    assert speakers == ["judging/engine.py"]


def test_a_group_of_patterns_is_refused():
    refused("groups of patterns", rule({"x$any": [{"a": T}]}))


def test_text_has_no_order_that_can_be_trusted():
    refused("compared for equality", rule({"p": {"$and": [T, {"$lt": {"name": "b"}}]}}))


def test_a_condition_with_two_operators_is_refused():
    refused("one operator or one field", rule({"p": {"$and": [T, {"a": 1, "b": 2}]}}))


def test_so_many_patterns_that_256_could_share_a_condition_are_refused():
    rules = {f"rule {n}": {"all": [{"p": T}], "pri": 0, "cap": 1} for n in range(251)}
    with pytest.raises(UnsafeRule, match="256"):
        check_shapes(rules)
