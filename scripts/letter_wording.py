"""What stands around the text of the letter in each language: the head, the heads of the table, the end."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """One language; the text itself is in ``letter.<language>.txt``."""

    language: str
    ministry: str
    reference: str
    country: str
    motto: str
    place: str
    title: str
    subject: str
    to: str
    norm: str
    asked: str
    head_size: float
    copies: str
    copied_to: tuple[str, ...]
    capacity: str
    signatory: str


VI = Wording(
    language="vi-VN",
    ministry="BỘ Y TẾ",
    reference="Số:            /BYT-…",
    country="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    motto="Độc lập - Tự do - Hạnh phúc",
    place="Hà Nội, ngày       tháng       năm {{ year }}",
    title="PHIẾU GÓP Ý THẨM ĐỊNH",
    subject="Về việc góp ý {{ plan.kind }}{% if plan.number %} số {{ plan.number }}{% else %} ban hành{% endif %} {{ plan.issued }}{% if plan.issuer %}\ncủa {{ plan.issuer }}{% endif %}",
    to="Kính gửi: Ủy ban nhân dân {{ province }}",
    norm="Văn bản",
    asked="Số yêu cầu",
    head_size=11,
    copies="Nơi nhận:",
    copied_to=("- Như trên;", "- …;", "- Lưu: VT, …"),
    capacity="QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ",
    signatory="Họ và tên",
)
EN = Wording(
    language="en-GB",
    ministry="MINISTRY OF HEALTH",
    reference="No.:            /BYT-…",
    country="SOCIALIST REPUBLIC OF VIET NAM",
    motto="Independence - Freedom - Happiness",
    place="Ha Noi, ……………… {{ year }}",
    title="APPRAISAL COMMENTS",
    subject="On the {{ plan.kind | lower }}{% if plan.number %} No. {{ plan.number }}{% endif %}{% if plan.issuer %}\nof {{ plan.issuer }}{% endif %}, issued {{ plan.issued }}",
    to="To: the People’s Committee of {{ province }}",
    norm="Instrument",
    asked="In all",
    head_size=8,
    copies="Copies:",
    copied_to=("- as above;", "- …;", "- Archives."),
    capacity="POSITION OF THE SIGNATORY",
    signatory="Full name",
)
