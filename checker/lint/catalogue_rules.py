"""Rules on the catalogue of indicators."""

from __future__ import annotations

from collections.abc import Iterator

from checker.extracting.grammar.phrase_language import plain_ways, read_phrase
from checker.i18n import N_
from checker.lint.rule import lint_rule
from checker.lint.ruleset_rules import phrases_of
from checker.lint.subjects import CatalogueSubject
from checker.problems import Problem


@lint_rule(N_("An indicator that no norm asks for and no plan speaks of is either new or forgotten."), level="info")
def indicator_unused(catalogue: CatalogueSubject) -> Iterator[Problem]:
    for key in catalogue.catalogue.indicators:
        if key not in catalogue.used:
            what = N_("no ruleset and no plan uses {key}; delete it, unless a plan is about to")
            yield catalogue.document.key_problem(("indicators", key), what, key=key)


@lint_rule(N_("Two indicators of one name cannot be told apart in a report."))
def name_twice(catalogue: CatalogueSubject) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for key, indicator in catalogue.catalogue.indicators.items():
        other = first.setdefault(indicator.name.vi.casefold(), key)
        if other != key:
            what = N_("{other} has the same name; say in the name what is different")
            yield catalogue.document.problem(("indicators", key, "name", "vi"), what, other=other)


@lint_rule(N_("A share cannot exceed the whole. With its ceiling, a lost comma (975%) is called unclear and not met."))
def share_without_ceiling(catalogue: CatalogueSubject) -> Iterator[Problem]:
    for key, indicator in catalogue.catalogue.indicators.items():
        share = indicator.unit == "%" and indicator.kind == "level" and indicator.direction == "more"
        if share and indicator.ceiling is None:
            yield catalogue.document.key_problem(("indicators", key), N_("a share without a ceiling; add ceiling: 100"))


@lint_rule(N_("Reports are read in English too; an indicator without an English name appears there in Vietnamese."))
def english_name_missing(catalogue: CatalogueSubject) -> Iterator[Problem]:
    for key, indicator in catalogue.catalogue.indicators.items():
        for path, phrase in phrases_of(indicator, ("indicators", key)):
            if phrase.en is None:
                yield catalogue.document.problem(path, N_("no English; add en: beside vi:"))


@lint_rule(N_("Without phrases, check extract does not find an indicator in any document."), level="info")
def indicator_without_phrases(catalogue: CatalogueSubject) -> Iterator[Problem]:
    for key, indicator in catalogue.catalogue.indicators.items():
        if indicator.phrases is None or not (indicator.phrases.names or indicator.phrases.everybody):
            what = N_("no phrases, so that check extract never finds it; add phrases: {example}")
            yield catalogue.document.key_problem(("indicators", key), what, example="{names: […]}")


@lint_rule(N_("What two indicators are called alike is always taken for the first of them."))
def phrase_twice(catalogue: CatalogueSubject) -> Iterator[Problem]:
    first: dict[tuple[str, str], str] = {}
    for key, indicator in catalogue.catalogue.indicators.items():
        for kind in ("everybody", "names") if indicator.phrases else ():
            for place, text in enumerate(getattr(indicator.phrases, kind)):
                pattern = read_phrase(text)
                before = next(plain_ways(pattern.before))
                others = {first.setdefault((before, way), key) for way in plain_ways(pattern.nodes)} - {key}
                if others:
                    what = N_("{other} can be called the same; say in the phrase what is different")
                    path = ("indicators", key, "phrases", kind, place)
                    yield catalogue.document.problem(path, what, other=min(others))
