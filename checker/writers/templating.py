"""The Jinja environments of the writers: the shipped templates, and before them those of a user's own folder."""

from __future__ import annotations

import os
import sys
from decimal import Decimal
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

from checker.i18n import Language
from checker.problems import visible
from checker.reading.library import shipped
from checker.reporting.names import (
    KIND_NAMES,
    OBSERVATION_NAMES,
    SEVERITY_NAMES,
    STATUS_NAMES,
    TASK_STATUS_NAMES,
    VERIFIED_NAMES,
)
from checker.reporting.outcomes import tone
from checker.writers.charts.trajectory import charts
from checker.writers.formats import Presentation
from checker.writers.markdown.escaping import anchor, code, escaped
from checker.writers.page.norm_part import few
from checker.writers.page.spoken import vietnamese_marked
from checker.writers.policy import policy
from checker.writers.review import (
    FEW_VERDICTS,
    WHAT_TO_DO,
    entry,
    id_of,
    notice,
    reason,
    resting,
    rests_on,
    to_review,
    unplaced,
)
from checker.writers.template_errors import OwnEnvironment, ReportEnvironment
from checker.writers.verdict import (
    GUIDANCE_ICON,
    ICONS,
    PROVISIONAL,
    PROVISIONAL_ICON,
    TASK_ICONS,
    TASKS_NOT_READ,
    TO_REVIEW,
    outcome_icon,
    verdict,
)
from checker.writers.wording import proposal_heading


def template_folders(how: Presentation) -> list[Path]:
    """Where templates are looked for, in this order."""
    return [*([how.templates] if how.templates else []), shipped("templates")]


def html_environment(how: Presentation) -> Environment:
    """For pages: everything that is filled in is escaped."""
    return _environment(how.language, tuple(template_folders(how)), escape=True)


def markdown_environment(how: Presentation) -> Environment:
    """For Markdown: everything that is filled in is escaped, but for what is ``Markdown`` already."""
    return _environment(how.language, tuple(template_folders(how)), escape=False)


def _shown(value: object) -> object:
    """What is filled into a page, with every hidden character written out; markup that was made is left alone."""
    return visible(value) if type(value) is str else value


def _compiled(folders: tuple[Path, ...], *, escape: bool) -> FileSystemBytecodeCache | None:
    """Where the shipped templates are kept compiled: beside this module's own bytecode, where Python may write that.

    Compiling them takes a fifth of a second. Jinja compiles anew what has changed since.
    """
    folder = Path(cache_from_source(__file__)).parent
    if sys.dont_write_bytecode or folders != (shipped("templates"),) or not os.access(folder, os.W_OK):
        return None
    # what is compiled with and without escaping differs
    return FileSystemBytecodeCache(str(folder), f"{'page' if escape else 'plain'}-%s.template")


@cache
def _environment(language: Language, folders: tuple[Path, ...], *, escape: bool) -> Environment:
    kind = OwnEnvironment if len(folders) > 1 else ReportEnvironment
    environment = kind(
        loader=FileSystemLoader(folders),
        bytecode_cache=_compiled(folders, escape=escape),
        autoescape=escape,  # Markdown has escaping of its own
        finalize=_shown if escape else escaped,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        _=language.say,
        plural=language.plural,
        lang=language.code,
        policy=policy,
        icons=ICONS,
        task_icons=TASK_ICONS,
        guidance_icon=GUIDANCE_ICON,
        number=lambda value: language.number(Decimal(str(value))),
        status_names=STATUS_NAMES,
        task_status_names=TASK_STATUS_NAMES,
        observation_names=OBSERVATION_NAMES,
        severity_names=SEVERITY_NAMES,
        verified_names=VERIFIED_NAMES,
        kind_names=KIND_NAMES,
        tone=tone,
        outcome_icon=outcome_icon,
        vietnamese=lambda text: vietnamese_marked(text, language),
        verdict=lambda ruleset: verdict(ruleset, language),
        tasks_not_read=TASKS_NOT_READ,
        provisional_icon=PROVISIONAL_ICON,
        provisional_name=PROVISIONAL,
        to_review_name=TO_REVIEW,
        what_to_review=WHAT_TO_DO,
        review_notice=lambda plan: notice(plan, language),
        review_reason=lambda item: reason(item, language),
        review_id=id_of,
        resting=resting,
        few_verdicts=FEW_VERDICTS,
        rests_on=lambda verdict: rests_on(verdict, language),
        to_review=lambda cited: to_review(cited, language),
        review_entry=lambda item: entry(item, language),
        unplaced=lambda items: unplaced(items, language),
        few=few,
        proposal_heading=lambda assessment: proposal_heading(assessment, language),
        charts=lambda trajectories: charts(trajectories, language),
    )
    if not escape:
        environment.globals.update(code=code, anchor=anchor)
    return environment
