"""All plans of a run in numbers: the same in any order and any parts, and the same as with all plans at hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_digests import CODES, LANGUAGE, PLAN, bound_by_nothing, made_up_norms, plans, rulesets_of, tally_of

from checker.judging.assess import GAPS
from checker.reading.library import provinces_file
from checker.reading.numbers import SCALE
from checker.reading.province_table import load_province_table
from checker.reporting.build_nation import build_nation
from checker.reporting.build_sums import build_sums
from checker.reporting.tally import MOST


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return made_up_norms(tmp_path_factory.mktemp("rulesets"))


@pytest.fixture(scope="module")
def table():
    return load_province_table(provinces_file())


@given(plans(), st.randoms(use_true_random=False), st.integers(0, 8))
def test_the_order_of_plans_and_their_parts_change_nothing(library, digests, random: Random, cut):
    whole = tally_of(library, digests)
    shuffled = random.sample(digests, len(digests))
    assert tally_of(library, shuffled) == whole
    first, second = tally_of(library, shuffled[:cut]), tally_of(library, shuffled[cut:])
    first.merge(second)
    assert first == whole


@given(plans())
def test_the_nation_comes_to_the_same_with_all_plans_at_hand_and_without(library, table, digests):
    rulesets = rulesets_of(library)
    named = build_nation(rulesets, library.catalogue, digests, table, LANGUAGE)
    folded = tally_of(library, digests).nation(rulesets, library.catalogue, table, LANGUAGE)
    assert folded.nation == tuple(entry.model_copy(update={"values": ()}) for entry in named.nation)
    assert folded == build_nation(rulesets, library.catalogue, iter(digests), table, LANGUAGE, values=False)
    asked = [
        (d.norms[number], place, d.province_marked)
        for number, of_norm in enumerate(rulesets)
        for place in range(len(of_norm.requirements))
        for d in digests
        if d.level == "province" and d.norms[number].applies and d.norms[number].statuses[place] != "not_applicable"
    ]
    assert sum(len(entry.values) for entry in named.nation) == len(asked)
    is_final = [place not in norm.open and not marked for norm, place, marked in asked]
    assert sum(value.final for entry in named.nation for value in entry.values) == sum(is_final)
    assert all(entry.final for entry in folded.nation) == all(is_final)


@given(plans())
def test_so_do_the_sums(library, digests):
    rulesets = rulesets_of(library)
    named = build_sums(rulesets, digests, LANGUAGE)
    folded = tally_of(library, digests).sums(rulesets, LANGUAGE)
    nobody = {"contributions": (), "without_figure": (), "without_figure_names": ()}
    assert [s.model_copy(update=nobody) for s in folded] == [s.model_copy(update=nobody) for s in named]
    assert folded == build_sums(rulesets, iter(digests), LANGUAGE, values=False)


@given(plans())
def test_a_sum_takes_the_least_that_the_plans_of_a_province_give_in_each_year(library, digests):
    bound = [d for d in digests if d.norms[0].applies]
    for found in tally_of(library, digests).sums(rulesets_of(library), LANGUAGE):
        for year in (2026, 2027, 2028):
            total = 0
            for code in CODES:
                given = [g for d in bound if d.province_code == code for g in d.norms[0].sums[0].given]
                total += min((g.amount for g in given if g.from_ <= year <= g.to), default=0)
            (period,) = (p for p in found.periods if p.from_ <= year <= p.to)
            assert (period.total, period.missing) == (total / SCALE, max(100 - total / SCALE, 0))


@given(plans())
def test_the_counts_are_those_of_a_person_who_goes_through_the_plans(library, digests):
    tally = tally_of(library, digests)
    assert (tally.plans, tally.judged) == (len(digests), sum(any(n.applies for n in d.norms) for d in digests))
    assert tally.outcomes == Counter(d.outcome for d in digests)
    for number, norm in enumerate(tally.norms):
        bound = [d.norms[number] for d in digests if d.norms[number].applies]
        assert (norm.bound, norm.unbound) == (len(bound), len(digests) - len(bound))
        assert norm.gaps == sum(status in GAPS for found in bound for status in found.statuses)
        assert norm.conforming == sum(found.conforms for found in bound)
        assert norm.undecided == sum(not found.conforms and not GAPS & set(found.statuses) for found in bound)
        for place, requirement in enumerate(norm.requirements):
            assert requirement.counts == Counter(found.statuses[place] for found in bound)
            assert requirement.open == sum(place in found.open for found in bound)
    for code, province in tally.provinces.items():
        own = [d for d in digests if d.province_code == code]
        assert (province.plans, province.gaps) == (len(own), sum(d.gaps for d in own))
        assert province.most_gaps == max((d.gaps for d in own), default=0)
        assert sum(province.failing.values()) == sum(n.gaps for d in own for n in d.norms if n.applies)


def test_the_plans_with_the_most_gaps_are_named_in_an_order_of_their_own(library):
    many = [replace(PLAN, name=f"p{n:03}", gaps=n * 7 % 40, norms=bound_by_nothing(library)) for n in range(100)]
    named = tally_of(library, many).most_gaps
    assert [(line.gaps, line.name) for line in named] == sorted(
        ((digest.gaps, digest.name) for digest in many), key=lambda pair: (-pair[0], pair[1])
    )[:MOST]
    Random(1).shuffle(many)
    assert tally_of(library, many).most_gaps == named


def test_files_that_could_not_be_checked_and_plans_judged_before_are_counted(library):
    tally = tally_of(library, [])
    tally.add(replace(PLAN, norms=bound_by_nothing(library)), reused=True)
    tally.fail()
    assert (tally.plans, tally.reused, tally.failed) == (1, 1, 1)
