"""Words for documents: heads, sentences with targets, rows of tables and tasks, right ones and odd ones."""

from __future__ import annotations

import random

from fuzz import nasties, valid

_HEAD = (
    "ỦY BAN NHÂN DÂN", "TỈNH {province}", "Số: 142/KH-UBND", "{province}, ngày 21 tháng 11 năm 2025", "KẾ HOẠCH", "CHƯƠNG TRÌNH HÀNH ĐỘNG",
    "Thực hiện Nghị quyết số 72-NQ/TW ngày 09/9/2025 của Bộ Chính trị", "Căn cứ Nghị quyết số 282/NQ-CP;", "giai đoạn 2026 - 2030, tầm nhìn 2045",
)  # fmt: skip
_SECTIONS = ("I. MỤC TIÊU", "1. Mục tiêu đến năm 2030", "2. Tầm nhìn đến năm 2045", "II. NHIỆM VỤ VÀ GIẢI PHÁP", "III. TỔ CHỨC THỰC HIỆN",
             "PHỤ LỤC I", "CHỈ TIÊU GIAI ĐOẠN 2026 - 2030", "PHỤ LỤC 2. PHÂN CÔNG NHIỆM VỤ", "- Năm 2026:", "a) Đến năm 2027:", "Nơi nhận:")  # fmt: skip
_FORMS = (
    "{name} đạt {number}% vào năm {year}", "- Đến năm {year}, {name} trên {number}%.", "Phấn đấu {name} đạt từ {number} - {number2}%",
    "{name} còn dưới {number}‰ năm {year};", "{number}% {name}", "{name}: {number}; {number2}; {number}", "toàn dân {name} ({year}).",
    "{name} hiện đạt {number}%, ước đạt {number2}% vào năm {year}", "100% {name}, {name} bình quân {number} bác sĩ/trạm đến {year}",
    "Giao Sở Y tế chủ trì, phối hợp Sở Tài chính xây dựng Đề án {name}, hoàn thành Quý IV/{year}.", "{name} năm {year}: {number}%, {year}: {number2}%",
)  # fmt: skip
_COLUMNS = ("STT", "TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2025", "2026", "2027", "2030", "2045", "Hiện trạng", "Ghi chú", "Nhiệm vụ",
            "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời gian hoàn thành", "Giai đoạn 2026 - 2030")  # fmt: skip
_NUMBERS = (
    "97,5",
    "95",
    "100",
    "4",
    "1.000",
    "75,5",
    "0",
    "12",
    "9" * 30,
    "-5",
    "1,2,3",
    "97.5.1",
    "½",
    "٩٧",
    "IV",
    "nhiều",
    "≥ 95",
    "> 20",
    "x",
    "",
)


def name(rng: random.Random) -> str:
    """What some indicator is called."""
    indicator = rng.choice(list(valid.words().catalogue.indicators.values()))
    if indicator.phrases and indicator.phrases.names and rng.random() < 0.5:
        return rng.choice(indicator.phrases.names)
    return indicator.name.vi


def line(rng: random.Random) -> str:
    """A paragraph, a heading or a line of the head; now and then a nasty one."""
    kind = rng.random()
    if kind < 0.12:
        return nasties.text(rng)
    if kind < 0.22:
        return rng.choice(_HEAD).replace("{province}", rng.choice(valid.words().provinces))
    if kind < 0.38:
        return rng.choice(_SECTIONS)
    return rng.choice(_FORMS).format(
        name=name(rng), number=rng.choice(_NUMBERS), number2=rng.choice(_NUMBERS),
        year=rng.choice(("2026", "2027", "2030", "2045", "2100", "9999", "0000", "20300", "2030,5")),
    )  # fmt: skip


def lines(rng: random.Random) -> list[str]:
    """The lines of a small document."""
    return [line(rng) for _ in range(rng.choice((0, 1, 3, 8, 15, 30)))]


def row(rng: random.Random, columns: int, *, head: bool) -> list[str]:
    """The cells of a row."""
    if head:
        return [rng.choice(_COLUMNS) for _ in range(columns)]
    first = [rng.choice(("1", "2", "I", "1.1", "-", "a)", "")), name(rng) if rng.random() < 0.8 else nasties.text(rng)]
    return (first + [rng.choice(_NUMBERS) for _ in range(columns)])[:columns]


def grid(rng: random.Random) -> list[list[str]]:
    """A table with its heading."""
    columns = rng.choice((1, 2, 4, 6, 9))
    return [row(rng, columns, head=number == 0) for number in range(rng.choice((1, 2, 4, 8)))]
