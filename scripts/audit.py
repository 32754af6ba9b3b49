"""Audits the program (bandit) and the pinned packages (pip-audit). Run by ``make audit`` and by CI.

Fails on any finding of bandit that is not answered beside its line, and on any known vulnerability. Where the
service of advisories cannot be reached, or does not know a package, that is said loudly: such a package was not
audited, which is neither a failure nor a pass. ``--strict`` makes it a failure, for a machine that has the network.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PINNED = ROOT / "constraints.txt"
IGNORED: dict[str, str] = {}
"""Ids of advisories that do not concern us, each with the reason."""
SECONDS = 300


def main(arguments: list[str]) -> int:
    failed = bandit()
    found = pip_audit()
    if found is None:
        print("NOT AUDITED: the service of advisories could not be asked; no package was looked at.", file=sys.stderr)
        return 1 if failed or "--strict" in arguments else 0
    vulnerable, unknown = verdict(found)
    for line in vulnerable:
        print(f"VULNERABLE: {line}", file=sys.stderr)
    audited = len(found) - len(unknown)
    if unknown:
        some = ", ".join(unknown[:5]) + (" …" if len(unknown) > 5 else "")
        print(f"NOT AUDITED: {len(unknown)} of {len(found)} packages ({some})", file=sys.stderr)
    print(f"pip-audit: {audited} packages audited, {len(vulnerable)} known vulnerabilities")
    return 1 if failed or vulnerable or (unknown and "--strict" in arguments) else 0


def bandit() -> bool:
    """Whether bandit has anything to say that is not answered."""
    command = [sys.executable, "-m", "bandit", "-q", "-r", "checker", "-f", "json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    try:
        report = json.loads(done.stdout)
    except ValueError:
        print(f"bandit did not run: {done.stderr.strip() or done.stdout.strip()}", file=sys.stderr)
        return True
    for found in report["results"]:
        print(f"{found['filename']}:{found['line_number']}: {found['test_id']} {found['issue_text']}", file=sys.stderr)
    for error in report["errors"]:
        print(f"{error['filename']}: {error['reason']}", file=sys.stderr)
    print(f"bandit: {report['metrics']['_totals']['loc']} lines, {len(report['results'])} findings")
    return bool(report["results"] or report["errors"])


def pip_audit() -> list[dict[str, Any]] | None:
    """What pip-audit says of each pinned package; None where it could not ask."""
    command = [sys.executable, "-m", "pip_audit", "-r", str(PINNED), "--no-deps", "--disable-pip", "-f", "json"]
    try:
        done = subprocess.run(
            [*command, "--progress-spinner", "off"], capture_output=True, text=True, check=False, timeout=SECONDS
        )
        dependencies: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except subprocess.TimeoutExpired:
        print(f"pip-audit took longer than {SECONDS} seconds", file=sys.stderr)
        return None
    except (ValueError, KeyError):
        print(done.stderr.strip().rpartition("\n")[2], file=sys.stderr)
        return None
    return dependencies


def verdict(found: list[dict[str, Any]]) -> tuple[list[str], list[str]]:
    """The vulnerabilities as lines, and the packages of which nothing is known."""
    vulnerable = [
        f"{package['name']} {package['version']}: {known['id']}, mended in {', '.join(known['fix_versions']) or '–'}"
        for package in found
        for known in package.get("vulns", ())
        if known["id"] not in IGNORED
    ]
    return vulnerable, [package["name"] for package in found if "skip_reason" in package]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
