"""Which province a document is of, and who issues it."""

from __future__ import annotations

import re
from pathlib import PurePath

from checker.extracting.doubts import Doubt
from checker.extracting.head.header_facts import (
    ISSUER_ASSUMED,
    PROVINCE_CONTESTED,
    PROVINCE_IN_BODY,
    PROVINCE_MERGED,
    PROVINCE_OF_FILE,
    Fact,
)
from checker.extracting.head.header_lines import Head, HeadLine
from checker.extracting.head.header_places import OWN_NAME, bare_name, in_file_name, provinces_in, weigh
from checker.extracting.tokens import words_of

_SIGNED_FOR = re.compile(r"(?:^|\s)(?:TM\s*\.|T\s*/\s*M|TUQ\s*\.|THAY MẶT)\s*(.+)", re.I)
ISSUES = re.compile(r"([^;:.]{3,160}?)\s+(?:ban hành|xây dựng)\s+(?:kế hoạch|chương trình)", re.I)
_OF_KIND = re.compile(
    r"\s*(?:kế hoạch|chương trình hành động|chương trình)(?:\s+số\s+\S+)?(?:\s+ngày\s+\S+)?\s+của\s+(.+)", re.I
)
LONGEST_PREAMBLE = 2000


def province_of(head: Head) -> tuple[Fact[str], str | None]:
    """The province, and the old name where the document has one."""
    for lines, doubt in ((head.front() + head.of("signature"), None), (head.lines, PROVINCE_IN_BODY)):
        named = [(one, line) for line in lines for one in provinces_in(_readable(line[1]))]
        weights = weigh(one for one, _ in named)
        if not weights:
            continue
        ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0][0].code, item[0][1] or ""))
        (province, old), weight = ranked[0]
        first, line = next((one, line) for one, line in named if (one.province, one.old) == (province, old))
        others = [key for key, w in ranked[1:] if key[0] != province and 2 * w >= weight]
        doubts: tuple[Doubt, ...] = ()
        if others:
            doubts += (PROVINCE_CONTESTED.doubt(other=others[0][1] or bare_name(others[0][0].name)),)
        if doubt is not None and weight < OWN_NAME:
            doubts += (doubt.doubt(),)
        if old is not None:
            doubts += (PROVINCE_MERGED.doubt(old=old, now=bare_name(province.name)),) if others else ()
        return Fact(province.name, head.evidence(line, first.start, first.end), doubts), old
    province_of_file = in_file_name(PurePath(head.source.file).stem)
    if province_of_file is not None:
        return Fact(province_of_file.name, None, (PROVINCE_OF_FILE.doubt(),)), None
    return Fact(), None


def _readable(text: str) -> str:
    """A line in capitals in such letters that names in it are known: "TỈNH BẮC NINH" is "Tỉnh Bắc Ninh"."""
    return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), text) if text.isupper() else text


def issuer_of(head: Head, province: str | None, then: str | None) -> Fact[str]:
    """Who signs, else whose letterhead it is, else who says that he issues."""
    place = _place_words(province, then)
    tries: list[tuple[HeadLine, str]] = []
    for line in head.of("signature"):
        tries += [(line, m.group(1)) for m in [_SIGNED_FOR.search(line[1])] if m]
    letterhead = [(line, line[1]) for line in head.of("front")[:4] if len(line[1].split()) <= 14]
    # whose the document is stands below the body that it belongs to: "UBND TỈNH …" above "SỞ Y TẾ"
    tries += [one for one in letterhead if words_of(one[1])[:1] == words_of("sở")] + letterhead
    for line in head.front():
        tries += [(line, m.group(1)) for m in [_OF_KIND.match(line[1])] if m]
    for line in head.front():
        tries += [(line, m.group(1)) for m in [ISSUES.search(line[1][:LONGEST_PREAMBLE])] if m]
    for line, words in tries:
        organ = _organ(words, place)
        if organ is not None:
            return Fact(organ, head.evidence(line, 0, len(line[1])))
    return Fact(None, None, (ISSUER_ASSUMED.doubt(),))


def _place_words(province: str | None, then: str | None) -> tuple[str, str, bool]:
    """("Hải Phòng", "thành phố", True): name, word before it, if it is a city."""
    if then is not None:
        return then, "tỉnh", False
    city = bool(province and province.startswith("Thành phố "))
    return bare_name(province or ""), "thành phố" if city else "tỉnh", city


def _organ(words: str, place: tuple[str, str, bool]) -> str | None:
    name, word, city = place
    found = words_of(words)
    committee = "Thành ủy" if city else "Tỉnh ủy"
    if _has(found, "ban thường vụ"):
        return f"Ban Thường vụ {committee} {name}".strip()
    if _has(found, "ban chấp hành"):
        return f"Ban Chấp hành Đảng bộ {word} {name}".strip()
    if _has(found, "sở y tế"):
        return f"Sở Y tế {word} {name}".strip()
    if _has(found, "hội đồng nhân dân"):
        return f"HĐND {word} {name}".strip()
    if _has(found, "ủy ban nhân dân") or _has(found, "uỷ ban nhân dân") or "ubnd" in found:
        return f"UBND {word} {name}".strip()
    if _has(found, "tỉnh ủy") or _has(found, "thành ủy"):
        return f"{committee} {name}".strip()
    return None


def _has(words: tuple[str, ...], phrase: str) -> bool:
    wanted = words_of(phrase)
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words)))
