"""Threat: a package with a known hole. The audit fails on one, and never takes "I could not ask" for "there is none"."""

from __future__ import annotations

import json
import subprocess

import pytest
from command import ROOT

SOUND = {"name": "sound", "version": "1", "vulns": []}
HOLED = {"name": "holed", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3"]}]}
UNKNOWN = {"name": "unknown", "skip_reason": "not found"}


@pytest.fixture
def audit(monkeypatch):
    """The audit with what bandit and pip-audit are made to say."""
    monkeypatch.syspath_prepend(ROOT / "scripts")
    import audit

    def run(packages, arguments=(), findings=()):
        totals = {"_totals": {"loc": 1}}
        said = {
            "bandit": json.dumps({"results": list(findings), "errors": [], "metrics": totals}),
            "pip_audit": packages if isinstance(packages, str) else json.dumps({"dependencies": packages}),
        }

        def answer(command, **_):
            return subprocess.CompletedProcess(command, 0, said[command[2]], "ConnectionError: no such host")

        monkeypatch.setattr(audit.subprocess, "run", answer)
        return audit.main(list(arguments))

    return run


@pytest.mark.parametrize(
    ("packages", "arguments", "status", "told"),
    [
        ([SOUND, SOUND], [], 0, "2 packages audited, 0 known"),
        ([SOUND, HOLED], [], 1, "VULNERABLE: holed 2: PYSEC-1, mended in 3"),
        ([SOUND, UNKNOWN], [], 0, "NOT AUDITED: 1 of 2 packages (unknown)"),
        ([SOUND, UNKNOWN], ["--strict"], 1, "NOT AUDITED: 1 of 2 packages (unknown)"),
        ("", [], 0, "NOT AUDITED: the service of advisories could not be asked"),
        ("", ["--strict"], 1, "NOT AUDITED"),
    ],
)
def test_a_hole_fails_and_what_was_not_asked_is_said(audit, capsys, packages, arguments, status, told):
    assert audit(packages, arguments) == status
    printed = capsys.readouterr()
    assert told in printed.out + printed.err


def test_a_finding_in_the_program_fails(audit, capsys):
    finding = {"filename": "checker/x.py", "line_number": 3, "test_id": "B301", "issue_text": "pickle"}
    assert audit([SOUND], findings=[finding]) == 1
    assert "checker/x.py:3: B301 pickle" in capsys.readouterr().err
