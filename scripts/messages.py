"""Collects the texts to translate and compiles the catalogues: ``make messages``.

Keeps what is translated, drops what no longer occurs, names what is still to be translated, and
writes the same bytes for the same texts (no dates, no line numbers).
"""

from __future__ import annotations

import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "checker" / "locale"
KEYWORDS = {"N_": None, "say": None, "_": None, "ngettext": (1, 2), "NN_": (1, 2), "plural": (1, 2)}
SOME_DAY = datetime(2026, 11, 21, tzinfo=UTC)


def extract() -> dict[str | tuple[str, ...], set[str]]:
    """Every msgid, with the files that it occurs in."""
    found: dict[str | tuple[str, ...], set[str]] = defaultdict(set)
    with (ROOT / "babel.cfg").open(encoding="utf-8") as stream:
        methods, options = parse_mapping_cfg(stream)
    for file, _, msgid, _, _ in extract_from_dir(ROOT, methods, options, KEYWORDS):
        if msgid:
            found[msgid].add(Path(file).as_posix())
    return dict(found)


def update(path: Path, msgids: dict[str | tuple[str, ...], set[str]]) -> list[str]:
    """Writes one catalogue, .po and .mo; returns the msgids that are still to be translated."""
    with path.open("rb") as stream:
        old = read_po(stream, path.parts[-3])
    new = Catalog(
        locale=old.locale,
        project="nq-check",
        version="0",
        last_translator="nq-check",
        language_team=str(old.locale),
        msgid_bugs_address="nq-check",
        creation_date=SOME_DAY,
        revision_date=SOME_DAY,
        header_comment="# Texts of nq-check; collected by make messages.",
        fuzzy=False,
    )
    missing = []
    for msgid in sorted(msgids, key=lambda m: (min(msgids[m]), str(m))):
        plural = isinstance(msgid, tuple)
        known = old.get(msgid[0] if plural else msgid)
        text = known.string if known else ""
        if not any(text) if isinstance(text, tuple) else not text:
            # left out, so that a pair of lines appended for it is not the second of its kind
            missing.append(str(msgid))
            continue
        new.add(msgid, text, locations=[(file, None) for file in sorted(msgids[msgid])])
    with path.open("wb") as stream:
        write_po(stream, new, width=0)
    with path.with_suffix(".mo").open("wb") as stream:
        write_mo(stream, new)
    return missing


def main() -> None:
    msgids = extract()
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/checker.po")):
        missing = update(path, msgids)
        print(f"{path.relative_to(ROOT)}: {len(msgids)} texts, {len(missing)} to be translated")
        for text in missing:
            print(f"  {text}")
        if missing:
            sys.exit(1)


if __name__ == "__main__":
    main()
