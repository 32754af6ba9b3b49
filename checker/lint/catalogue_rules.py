"""Rules on the catalogue of indicators."""

from __future__ import annotations

from collections.abc import Iterator

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
