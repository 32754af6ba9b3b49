"""A plan of 100 pages to read: 80 of dense prose and 20 of ruled landscape tables, all in our own words.

The same call makes the same text. Targets, present values, tasks, references to law, money and dates stand in it as
they do in plans of provinces; what is said in it is made up, and so is the province.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from random import Random

PROSE, TABLES = 80, 20
"""Pages."""

_STYLE = """
@page { size: A4; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page); font: 13pt 'Liberation Serif' } }
@page :first { @top-center { content: none } }
body { font: 13pt/1.2 'Liberation Serif'; margin: 0 }
p { text-align: justify; text-indent: 1cm; margin: 0 0 4pt }
.head td { width: 50%; text-align: center; vertical-align: top }
.centre { text-align: center; text-indent: 0; font-weight: bold; margin: 14pt 0 }
b { font-weight: bold }
"""
_LANDSCAPE = """
@page { size: A4 landscape; margin: 20mm 15mm; @top-center { content: counter(page); font: 13pt 'Liberation Serif' } }
html { counter-reset: page 80 }
table { border-collapse: collapse; width: 100%; font-size: 11pt }
td, th { border: 0.75pt solid black; padding: 2pt 4pt }
"""
_HEAD = """
<table class=head><tr><td>ỦY BAN NHÂN DÂN<br>TỈNH SÔNG LA<br>Số: 318/KH-UBND</td>
<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc<br><i>Sông La, ngày 09 tháng 02 năm 2026</i></td>
</tr></table><p class=centre>KẾ HOẠCH<br>Bảo vệ, chăm sóc và nâng cao sức khỏe Nhân dân tỉnh Sông La, giai đoạn 2026-2030</p>
<p>Thực hiện Nghị quyết số 72-NQ/TW ngày 09 tháng 9 năm 2025 của Bộ Chính trị, Ủy ban nhân dân tỉnh ban hành Kế hoạch
với các nội dung như sau:</p>
"""
_TARGETS = (
    "Đến năm {year}, tỷ lệ bao phủ bảo hiểm y tế đạt trên {share}% dân số.",
    "Phấn đấu đến năm {year} có ít nhất {doctors} bác sĩ/10.000 dân và {beds} giường bệnh/10.000 dân.",
    "{share}% người dân được khám sức khỏe định kỳ ít nhất mỗi năm một lần; {other}% được lập sổ sức khỏe điện tử.",
    "Tuổi thọ trung bình đạt {age} tuổi vào năm {year}, trong đó số năm sống khỏe mạnh tối thiểu {healthy} năm.",
    "Giảm tỷ lệ suy dinh dưỡng thể thấp còi ở trẻ em dưới 5 tuổi xuống dưới {low}% vào năm {year}.",
    "Tỷ lệ tiêm chủng đầy đủ cho trẻ em dưới 1 tuổi duy trì từ {share}% trở lên.",
    "Mỗi trạm y tế xã, phường có từ 4 - 5 bác sĩ trước năm {year}; 100% trạm y tế được đầu tư trang thiết bị.",
)
_OTHERS = (
    "Tính đến hết năm 2024, toàn tỉnh có {count} cơ sở khám bệnh, chữa bệnh, tỷ lệ bao phủ bảo hiểm y tế đạt {share}%.",
    "Giai đoạn 2021-2025, ngành y tế đã tổ chức {count} đợt truyền thông với sự tham gia của {people} lượt người dân.",
    "Kinh phí thực hiện dự kiến {money} tỷ đồng, trong đó ngân sách tỉnh bảo đảm {other}%, phần còn lại do ngân sách xã.",
    "Căn cứ Nghị định số {count}/2025/NĐ-CP ngày 15 tháng 8 năm 2025, các cơ quan rà soát quy định còn chồng chéo.",
    "Sở Y tế chủ trì, phối hợp với các sở, ban, ngành và Ủy ban nhân dân các xã, phường triển khai trong năm {year}.",
    "Đẩy mạnh chuyển đổi số, liên thông dữ liệu giữa bệnh viện, trạm y tế và cơ quan bảo hiểm xã hội trên địa bàn tỉnh.",
    "Chú trọng chăm sóc người cao tuổi, người khuyết tật, đồng bào dân tộc thiểu số ở những xã xa trung tâm.",
    "Người đứng đầu cấp ủy, chính quyền chịu trách nhiệm về kết quả thực hiện và báo cáo trước ngày 20 tháng 11 hằng năm.",
    "Nâng cao y đức, cải tiến quy trình tiếp đón, bảo đảm người bệnh được phục vụ chu đáo, công khai và thuận tiện.",
    "Hoàn thiện mạng lưới y tế dự phòng, đủ năng lực phát hiện sớm và khống chế kịp thời các dịch bệnh mới nổi.",
)
_TITLES = (
    "Hoàn thiện tổ chức mạng lưới y tế", "Phát triển nguồn nhân lực", "Nâng cao chất lượng dịch vụ",
    "Y tế dự phòng và nâng cao sức khỏe", "Dân số và phát triển", "Bảo hiểm y tế", "Chuyển đổi số", "Tài chính y tế",
)  # fmt: skip
_ROWS = (
    ("Tỷ lệ bao phủ bảo hiểm y tế", "%", 90, 100),
    ("Số bác sĩ trên 10.000 dân", "Bác sĩ", 12, 19),
    ("Số giường bệnh trên 10.000 dân", "Giường", 28, 40),
    ("Tỷ lệ người dân được khám sức khỏe định kỳ ít nhất mỗi năm một lần", "%", 80, 100),
    ("Tỷ lệ người dân có sổ sức khỏe điện tử", "%", 85, 100),
    ("Tuổi thọ trung bình", "Tuổi", 73, 77),
    ("Tỷ lệ suy dinh dưỡng thể thấp còi ở trẻ em dưới 5 tuổi", "%", 8, 20),
    ("Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ", "%", 90, 99),
    ("Số lượt truyền thông về dinh dưỡng tại cộng đồng của các đội y tế lưu động", "Lượt", 100, 900),
    ("Số trang thiết bị được mua sắm cho các cơ sở y tế tuyến xã", "Bộ", 10, 300),
)


def long_document(path: Path) -> Path:
    """Prints the plan to a PDF at ``path``. Needs WeasyPrint."""
    from weasyprint import HTML

    prose = HTML(string=_page(_STYLE, _HEAD + "".join(_prose(Random(1))))).render()
    tables = HTML(string=_page(_LANDSCAPE, "".join(_tables(Random(2))))).render()
    pages = [*prose.pages[:PROSE], *tables.pages[:TABLES]]
    if len(pages) != PROSE + TABLES:
        raise AssertionError(f"{len(prose.pages)} pages of prose and {len(tables.pages)} of tables")
    prose.copy(pages).write_pdf(path)
    return path


def _page(style: str, body: str) -> str:
    return f"<html lang=vi><title>Kế hoạch</title><style>{style}</style><body>{body}</body></html>"


def _prose(chance: Random) -> Iterator[str]:
    """More than fills the pages, which are cut off behind the last."""
    for chapter in range(1, 5):
        yield f"<p><b>{'I' * chapter if chapter < 4 else 'IV'}. {('QUAN ĐIỂM', 'MỤC TIÊU', 'NHIỆM VỤ', 'GIẢI PHÁP')[chapter - 1]}</b></p>"
        for section in range(1, 15):
            yield f"<p><b>{section}. {_TITLES[section % len(_TITLES)]}</b></p>"
            for item in "abcd":
                yield f"<p>{item}) {_sentences(chance, 5)}</p>"
                for _ in range(2):
                    yield f"<p>- {_sentences(chance, 3)}</p>"


def _sentences(chance: Random, count: int) -> str:
    """As many sentences, of which one in twelve or so sets a target."""
    return " ".join(_sentence(chance, _TARGETS if chance.random() < 0.08 else _OTHERS) for _ in range(count))


def _sentence(chance: Random, forms: tuple[str, ...]) -> str:
    return escape(
        chance.choice(forms).format(
            year=chance.randint(2026, 2030), share=_decimal(chance, 900, 990), other=_decimal(chance, 300, 900),
            doctors=chance.randint(12, 19), beds=chance.randint(28, 40), age=_decimal(chance, 740, 765),
            healthy=chance.randint(66, 68), low=chance.randint(8, 18), count=chance.randint(20, 400),
            people=f"{chance.randint(10, 999)}.{chance.randint(0, 999):03}", money=_decimal(chance, 100, 9000),
        )
    )  # fmt: skip


def _decimal(chance: Random, low: int, high: int) -> str:
    """A number in tenths, with the comma of the language."""
    return f"{chance.randint(low, high) / 10:.1f}".replace(".", ",")


def _tables(chance: Random) -> Iterator[str]:
    years = "".join(f"<th>Năm {year}</th>" for year in (2026, 2028, 2030))
    for annex in range(1, 14):
        yield f"<p style='break-before: page'>Phụ lục {annex}. Chỉ tiêu của địa bàn số {annex}</p><table>"
        yield f"<thead><tr><th>TT<th>Chỉ tiêu<th>Đơn vị tính<th>Hiện trạng 2025{years}<th>Ghi chú</tr></thead>"
        for number, (name, unit, low, high) in enumerate(_ROWS * 2, 1):
            if number in (1, 11):
                yield f"<tr><td>{'I' if number == 1 else 'II'}<td colspan=7><b>{'Chỉ tiêu chung' if number == 1 else 'Khu vực khó khăn'}</b>"
            values = sorted(chance.sample(range(low * 10, high * 10), 4), reverse=name.startswith("Tỷ lệ suy"))
            cells = "".join(f"<td>{value / 10:.1f}".replace(".", ",") for value in values)
            yield f"<tr><td>{number}<td>{name}<td>{unit}{cells}<td>{'' if number % 3 else 'Sở Y tế chủ trì'}</tr>"
        yield "</table>"
