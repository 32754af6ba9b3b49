"""Plans that put the pages to the test: of 500 commitments, without a single one, hostile, with endless words."""

from __future__ import annotations

from pathlib import Path

import yaml
from command import RULESETS, write_yaml

HEAD = {"schema": "plan/1", "province": "Bắc Ninh", "issued": "2025-11-21", "implements": ["72-NQ/TW", "282/NQ-CP"]}
LONG_WORD = "chămsócsứckhỏe" * 12
HOSTILE = "</script><script>document.title='broken'</script><img src=x onerror=alert(1)>&quot;'\"{{ 7*7 }}"


def _write(folder: Path, name: str, **keys: object) -> Path:
    content = {**HEAD, "id": name, "title": "Kế hoạch", "covers": {"from": 2026, "to": 2045}, **keys}
    return write_yaml(folder, name, content)


def _measured() -> list[tuple[str, dict[str, str]]]:
    """Thirty indicators of the catalogue that are levels with a unit."""
    catalogue = yaml.safe_load((RULESETS / "indicators.yaml").read_text(encoding="utf-8"))["indicators"]
    levels = [(name, i) for name, i in catalogue.items() if i.get("unit") and i.get("kind", "level") == "level"]
    return levels[:30]


def plan_of_500(folder: Path) -> Path:
    """500 commitments on thirty indicators: a step for every year, a few years twice, some of them otherwise."""
    measured, commitments = _measured(), []
    for n in range(500):
        (name, indicator), turn = measured[n % 30], n // 30
        year, value = 2026 + turn, 10 + turn + (5 if n % 37 == 36 else 0)
        better = indicator["direction"] == "more"
        commitments.append(
            {
                "indicator": name,
                "at_least" if better else "at_most": value if better else 60 - value,
                "by": year - (n % 41 == 40),
                "quote": f"phấn đấu đến năm {year} toàn tỉnh đạt mức {value}, theo lộ trình kèm theo",
                "where": f"Phụ lục {1 + turn}, dòng {n + 1}",
            }
        )
    return _write(folder, "lon", commitments=commitments)


def plan_without_targets(folder: Path) -> Path:
    """Every requirement of its norms is missing, and its file says nothing of tasks."""
    return _write(folder, "trong", commitments=[])


def plan_of_endless_words(folder: Path) -> Path:
    title = "Kế hoạch hành động " + "về tăng cường bảo vệ, chăm sóc và nâng cao sức khỏe Nhân dân, " * 12 + LONG_WORD
    commitment = {"indicator": "insurance_coverage", "at_least": 90, "unit": "%", "by": 2030, "quote": LONG_WORD}
    task = {"title": LONG_WORD, "group": 1, "lead": [LONG_WORD], "output": LONG_WORD, "where": LONG_WORD}
    where = {"where": LONG_WORD, "note": LONG_WORD}
    return _write(folder, "dai", title=title, issuer=LONG_WORD, commitments=[commitment | where], tasks=[task])


def hostile_plan(folder: Path) -> Path:
    commitment = {"indicator": "insurance_coverage", "at_least": 90, "unit": "%", "by": 2030, "quote": HOSTILE}
    task = {"title": HOSTILE, "group": 1, "lead": [HOSTILE], "output": HOSTILE, "where": HOSTILE}
    more = {"where": HOSTILE, "note": HOSTILE}
    return _write(folder, "thu", title=HOSTILE, issuer=HOSTILE, commitments=[commitment | more], tasks=[task])
