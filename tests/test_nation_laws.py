"""The arithmetic of the nation against plain Python that goes province by province, and laws that it keeps."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from hypothesis import assume, given
from hypothesis import strategies as st

from checker.judging.bounds import Floor
from checker.judging.nation import VERDICTS, National, Voice, national
from checker.reading.models import Indicator, Requirement
from checker.reading.numbers import SCALE
from checker.reporting.nation_figures import rounded

NAME = {"vi": "Chỉ số"}


@dataclass(frozen=True)
class Run:
    """A requirement, the people of each province, and what plans say: province, verdict, value, open."""

    indicator: Indicator
    requirement: Requirement
    people: dict[int, int]
    said: list[tuple[int, str, Fraction | None, bool]]

    @property
    def more(self) -> bool:
        return self.indicator.direction == "more"

    def outcome(self, *added: tuple[int, str, Fraction | None, bool]) -> National:
        sign = 1 if self.more else -1
        voices = [
            Voice(code, verdict, None if value is None else Floor(int(sign * value * SCALE), opened))
            for code, verdict, value, opened in [*self.said, *added]
        ]
        return national(self.requirement, self.indicator, voices, self.people)

    @property
    def unknown(self) -> list[int]:
        return [code for code in self.people if all(value is None for c, _, value, _ in self.said if c == code)]


values = st.integers(0, 1000).map(lambda tenths: Fraction(tenths, 10))


@st.composite
def runs(draw, promise: bool = False) -> Run:
    direction = draw(st.sampled_from(["more", "less"]))
    of = {"kind": "level", "unit": "%", "ceiling": 100}
    if promise:
        of = {"kind": "promise"}
    elif draw(st.booleans()):
        of = draw(
            st.sampled_from(
                [{"kind": "level", "unit": "cm"}, {"kind": "gain", "unit": "%"}, {"kind": "level", "unit": "%"}]
            )
        )
    indicator = Indicator.model_validate({"name": NAME, "direction": direction, **of})
    names = ("at_least", "more_than") if direction == "more" else ("at_most", "less_than")
    asked = {"promised": True} if promise else {draw(st.sampled_from(names)): Decimal(draw(st.integers(0, 1000))) / 10}
    requirement = Requirement.model_validate(
        {"id": "a/b", "indicator": "x", "by": 2030, "clause": "I", "words": "đạt", "severity": "high",
         "verified": "official", **asked},
    )  # fmt: skip
    people = dict(enumerate(draw(st.lists(st.integers(1, 1000), min_size=1, max_size=5))))
    one = st.tuples(st.sampled_from(list(people)), st.sampled_from(VERDICTS), st.none() | values, st.booleans())
    return Run(indicator, requirement, people, draw(st.lists(one, max_size=7)))


# ---- The oracle: every province by itself, as a person with a sheet of paper would.


def satisfied(run: Run, mean: Fraction, above: bool) -> bool:
    (name,) = (n for n in ("at_least", "more_than", "at_most", "less_than") if getattr(run.requirement, n) is not None)
    asked = Fraction(getattr(run.requirement, name))
    if name in ("at_least", "at_most"):
        return mean >= asked if name == "at_least" else mean <= asked
    beyond = mean > asked if name == "more_than" else mean < asked
    return beyond or (mean == asked and above)


def by_hand(run: Run) -> tuple[str, Fraction | None]:
    """The outcome, and the average of the provinces that are known."""
    weakest: dict[int, tuple[Fraction, bool]] = {}
    for code, _, value, opened in run.said:
        if value is None:
            continue
        # the weaker of two: the smaller number where more is better; of equals the one that allows the limit
        pairs = [(value, opened), *([weakest[code]] if code in weakest else [])]
        weakest[code] = min(pairs) if run.more else min(pairs, key=lambda pair: (-pair[0], pair[1]))
    above = any(opened for _, opened in weakest.values())
    all_people = sum(run.people.values())

    def mean_with(others: int) -> Fraction:
        return sum(
            (
                Fraction(n, all_people) * (weakest[code][0] if code in weakest else others)
                for code, n in run.people.items()
            ),
            Fraction(0),
        )

    known = sum(run.people[code] for code in weakest)
    average = sum((run.people[code] * weakest[code][0] for code in weakest), Fraction(0)) / known if known else None
    of = run.indicator
    is_share = of.kind == "level" and of.unit == "%" and of.ceiling == 100
    worst, best = (0, 100) if run.more else (100, 0)
    no_worst = not is_share and known < all_people
    no_best = known < all_people and not is_share and (run.more or of.kind == "gain" or of.unit == "%")
    if not no_worst and satisfied(run, mean_with(worst), above):
        return "reached", average
    if not no_best and not satisfied(run, mean_with(best), above):
        return "short", average
    return "open", average


@given(runs())
def test_the_outcome_and_the_average_are_those_of_a_sheet_of_paper(run):
    found = run.outcome()
    assert (found.outcome, found.average) == by_hand(run)


@given(runs(promise=True))
def test_a_share_counts_people_of_provinces_whose_plans_all_satisfy(run):
    yes = no = 0
    for code, people in run.people.items():
        verdicts = {verdict for c, verdict, _, _ in run.said if c == code} - {"silent"}
        if verdicts == {"satisfies"}:
            yes += people
        elif "fails" in verdicts:
            no += people
    everybody = sum(run.people.values())
    found = run.outcome()
    assert (found.worst, found.best) == (Fraction(100 * yes, everybody), 100 - Fraction(100 * no, everybody))
    assert found.known == found.worst + 100 - found.best
    assert found.outcome == ("short" if no else "reached" if yes == everybody else "open")


# ---- Laws.


@given(runs(), st.data())
def test_nothing_that_the_others_promise_turns_what_is_reached_or_short(run, data):
    found = run.outcome()
    assume(found.outcome != "open" and found.worst is not None)
    added = [(code, "satisfies", data.draw(values), data.draw(st.booleans())) for code in run.unknown]
    # a more-than of the others can lift a mean that is just the limit, which no closed best can
    assume(found.outcome == "reached" or not any(opened for *_, opened in added))
    then = run.outcome(*added)
    assert then.outcome == found.outcome
    low, high = sorted((found.worst, found.best))
    (mean,) = {then.worst, then.best}
    assert low <= mean <= high


@given(runs())
def test_what_the_others_need_is_enough_and_less_is_not(run):
    found = run.outcome()
    assume(found.outcome == "open" and (found.needed * SCALE).denominator == 1)
    exactly = [(code, "satisfies", found.needed, found.needed_open) for code in run.unknown]
    assert run.outcome(*exactly).outcome == "reached"
    step = Fraction(1, SCALE) if run.more else -Fraction(1, SCALE)
    less = [(code, "satisfies", found.needed - step, False) for code in run.unknown]
    assert run.outcome(*less).outcome == "short"


@given(runs(), st.randoms(use_true_random=False))
def test_the_order_of_plans_and_provinces_changes_nothing(run, random):
    said, people = list(run.said), list(run.people.items())
    random.shuffle(said)
    random.shuffle(people)
    again = Run(run.indicator, run.requirement, dict(people), said).outcome()
    found = run.outcome()
    assert (again.outcome, again.average, again.needed, again.known) == (
        found.outcome, found.average, found.needed, found.known,
    )  # fmt: skip


@given(runs(), st.integers(2, 9))
def test_only_shares_of_the_people_matter(run, times):
    more_people = {code: times * people for code, people in run.people.items()}
    again = Run(run.indicator, run.requirement, more_people, run.said)
    assert again.outcome() == run.outcome()


@given(st.fractions(-50, 150), st.integers(0, 3), st.booleans())
def test_rounding_goes_one_way_by_less_than_a_digit(value, places, up):
    number = Fraction(rounded(value, places, up=up))
    assert 0 <= (number - value if up else value - number) < Fraction(1, 10**places)
    assert number * 10**places == (ceil if up else floor)(value * 10**places)


@given(st.integers(1, 10**6), st.integers(0, 3))
def test_what_is_above_a_limit_never_looks_like_the_limit(millionths, places):
    value = 95 + Fraction(millionths, 10**6)
    assert rounded(value, places, up=False, unlike=Fraction(95)) > 95
    assert rounded(Fraction(95), places, up=False, unlike=Fraction(95)) == 95
