"""What a section is for, by the words of its title: goals, tasks, present state, organisation …"""

from __future__ import annotations

from typing import Literal

from checker.diacritics import without_marks
from checker.extracting.tokens import words_of

Role = Literal[
    "front",
    "purpose",
    "present",
    "goals",
    "tasks",
    "organisation",
    "annex_targets",
    "annex_tasks",
    "signature",
    "other",
]

_WORDS: dict[Role, tuple[str, ...]] = {
    "present": (
        "kết quả đạt được",
        "kết quả đã đạt được",
        "kết quả thực hiện",
        "những kết quả",
        "một số kết quả",
        "thực trạng",
        "hiện trạng",
        "tình hình",
        "đánh giá",
        "khái quát",
        "đặc điểm",
        "bối cảnh",
        "tồn tại",
        "hạn chế",
        "khó khăn",
        "thuận lợi",
        "nguyên nhân",
        "bài học",
        "ước thực hiện",
        "kết quả năm",
        "kết quả giai đoạn",
        "kết quả công tác",
        "kết quả",
    ),
    "goals": (
        "mục tiêu",
        "chỉ tiêu",
        "tầm nhìn",
        "chỉ số",
        "hệ thống chỉ tiêu",
    ),
    "tasks": (
        "nhiệm vụ",
        "giải pháp",
        "nội dung thực hiện",
        "nội dung hoạt động",
        "nội dung triển khai",
        "nội dung công việc",
        "hoạt động chủ yếu",
        "các hoạt động",
        "nội dung trọng tâm",
    ),
    "organisation": (
        "tổ chức thực hiện",
        "tổ chức triển khai",
        "kinh phí",
        "nguồn kinh phí",
        "dự toán",
        "phân công",
        "trách nhiệm",
        "kiểm tra",
        "theo dõi",
        "giám sát",
        "chế độ báo cáo",
        "chế độ thông tin",
        "tiến độ thực hiện",
        "thời gian thực hiện",
        "khen thưởng",
        "hiệu lực thi hành",
        "kiến nghị",
        "đề xuất kiến nghị",
    ),
    "purpose": (
        "mục đích",
        "yêu cầu",
        "quan điểm",
        "sự cần thiết",
        "căn cứ",
        "cơ sở pháp lý",
        "cơ sở xây dựng",
        "phạm vi",
        "đối tượng",
        "nguyên tắc",
        "định hướng",
        "phương châm",
    ),
}
_PHRASES: tuple[tuple[tuple[str, ...], Role], ...] = tuple(
    sorted(
        ((words_of(phrase), role) for role, phrases in _WORDS.items() for phrase in phrases),
        key=lambda pair: -len(pair[0]),
    )
)
_FILLERS = frozenset(words_of("một số các những về nhóm hệ thống danh bảng biểu chi tiết tổng hợp và phần của"))
_SIGNS = frozenset("*+-.,:;()[]/“”\"'")
# words under which a title of a list in an annex speaks of tasks, though it may name targets as well
_ANNEX_TASKS = tuple(
    map(words_of, ("nhiệm vụ", "phân công", "tiến độ", "công việc", "đề án", "dự án", "kế hoạch triển khai"))
)
_ANNEX_TARGETS = tuple(map(words_of, ("chỉ tiêu", "mục tiêu", "chỉ số")))
_ANNEX_PRESENT = tuple(
    map(words_of, ("kết quả thực hiện", "kết quả đạt được", "hiện trạng", "thực trạng", "tình hình"))
)
# what only a title at the top may open with these words; below it they begin the name of a task
_REACHED = frozenset(words_of("đạt vượt hoàn thành kết quả"))
_ONLY_WHOLE: frozenset[Role] = frozenset({"organisation", "purpose"})
_STRONG_PRESENT = tuple(
    map(
        words_of,
        (
            "kết quả đạt được",
            "kết quả đã đạt được",
            "những kết quả đạt được",
            "kết quả thực hiện năm",
            "kết quả thực hiện giai đoạn",
            "thực trạng",
            "hiện trạng",
            "tình hình thực hiện",
        ),
    )
)


_UNMARKED = {
    without_marks(phrase): phrase
    for phrase in (
        *(phrase for phrases in _WORDS.values() for phrase in phrases),
        *("đến năm", "đến hết năm", "từ năm", "tầm nhìn đến năm", "giai đoạn", "năm", "đến"),
    )
}


def with_marks(title: str) -> str:
    """A title typed without tone marks ("Muc tieu den nam 2030"), its telling words as they are spelled; else itself."""
    if not title.isascii():
        return title
    words, found, at = title.split(), [], 0
    while at < len(words):
        size = next((n for n in (4, 3, 2, 1) if without_marks(" ".join(words[at : at + n])) in _UNMARKED), 0)
        found.append(_UNMARKED[without_marks(" ".join(words[at : at + size]))] if size else words[at])
        at += size or 1
    return " ".join(found)


def role_of_title(title: str, top: bool, parent: Role | None) -> Role | None:
    """The role that a section's title gives it; None where it says nothing and the section around it counts.

    At the ``top`` of the numbering the first telling word counts wherever it stands; below it, only a word that the
    title begins with, because the titles of single tasks are full of such words.
    """
    words = [word for word in words_of(title) if word not in _SIGNS]
    start = next((at for at, word in enumerate(words) if word not in _FILLERS), len(words))
    starts = range(start, len(words)) if top else range(start, min(start + 1, len(words)))
    if not top and start and starts and not _phrase_at(words, start):
        starts = range(0, 1)
    for at in starts:
        role = _phrase_at(words, at)
        if role is None:
            continue
        if role == "purpose" and any(_phrase_at(words, later) == "goals" for later in range(at + 1, len(words))):
            return "goals"
        if top:
            return role
        return role if _fits(words, at, role, parent) else None
    return None


def _phrase_at(words: list[str], at: int) -> Role | None:
    return next((role for phrase, role in _PHRASES if tuple(words[at : at + len(phrase)]) == phrase), None)


def _fits(words: list[str], at: int, role: Role, parent: Role | None) -> bool:
    """If a title below the top of the numbering may change what its section is for."""
    if role == "present" and parent in ("tasks", "organisation", "annex_tasks"):
        return any(tuple(words[at : at + len(phrase)]) == phrase for phrase in _STRONG_PRESENT)
    if role == "goals" and parent == "present":
        return not _REACHED & set(words)  # "Các chỉ tiêu chưa đạt" in a section of results
    if role in _ONLY_WHOLE and parent in ("tasks", "goals", "present"):
        return len(words) - at <= 6
    return True


def role_of_annex(title: str) -> Role | None:
    """``annex_targets`` or ``annex_tasks`` by an annex's title; None where it tells neither."""
    words = words_of(title)
    found = [(at, role) for at, role in _annex_words(words)]
    return min(found)[1] if found else None


def _annex_words(words: tuple[str, ...]) -> list[tuple[int, Role]]:
    found: list[tuple[int, Role]] = []
    kinds: tuple[tuple[Role, tuple[tuple[str, ...], ...]], ...] = (
        ("annex_tasks", _ANNEX_TASKS),
        ("annex_targets", _ANNEX_TARGETS),
        ("present", _ANNEX_PRESENT),
    )
    for role, phrases in kinds:
        for phrase in phrases:
            at = next((i for i in range(len(words)) if words[i : i + len(phrase)] == phrase), None)
            if at is not None:
                found.append((at, role))
    return found
