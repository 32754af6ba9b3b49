"""What a plan file would say to satisfy an entry of a norm, as YAML to copy."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from checker.i18n import N_, Language
from checker.manual.worked_examples import carrying_out, promising, satisfying
from checker.reading.models import Catalogue, NormTask, Requirement, TaskGroup

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]*")
_QUOTE = N_("the plan’s own words, 30 at most")
_WHERE = N_("section, annex, row")
_TO_FILL_IN = "…"


def commitment_snippet(requirement: Requirement, language: Language) -> str:
    """A target with the requirement's own bound, time and scope."""
    scope = {"scope": requirement.scope} if requirement.scope else {}
    return _commitments({"indicator": requirement.indicator, **satisfying(requirement), **scope}, language)


def task_snippet(task: NormTask, catalogue: Catalogue, language: Language) -> str:
    """A task that carries out the norm's, and the target that does so too, if there is an indicator for it."""
    head: dict[str, Any] = {"title": task.title.vi}
    if task.group:
        head["group"] = str(task.group)
    fields = {**head, "lead": (_TO_FILL_IN,), "output": _TO_FILL_IN, **carrying_out(task), "answers": task.id}
    snippet = _tasks(fields, language)
    if task.indicator:
        snippet += "\n" + language.say("# or, as a target:") + "\n" + _commitments(promising(task, catalogue), language)
    return snippet


def group_snippet(group: TaskGroup, language: Language) -> str:
    """A task in the group."""
    fields = {"title": _TO_FILL_IN, "group": str(group.number), "lead": (_TO_FILL_IN,), "output": _TO_FILL_IN}
    return _tasks(fields, language)


def _commitments(fields: Mapping[str, Any], language: Language) -> str:
    return "\n".join(["commitments:", *_item(fields), *_evidence(language)])


def _tasks(fields: Mapping[str, Any], language: Language) -> str:
    return "\n".join(["tasks:", *_item(fields), *_evidence(language)])


def _evidence(language: Language) -> Iterator[str]:
    for key, comment in (("quote", _QUOTE), ("where", _WHERE)):
        yield f"    {key}: {_scalar(_TO_FILL_IN)}  # {language.say(comment)}"


def _item(fields: Mapping[str, Any]) -> Iterator[str]:
    for number, (key, value) in enumerate((k, v) for k, v in fields.items() if v is not None):
        yield f"{'    ' if number else '  - '}{key}: {_value(value)}"


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_value(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(_scalar(inner) for inner in value) + "]"
    return _scalar(value)


def _scalar(text: str) -> str:
    """Plain where that is safe; JSON's quoting is YAML's, too."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
