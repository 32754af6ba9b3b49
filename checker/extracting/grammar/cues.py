"""Words around a number that say whether it is aimed at, reached, compared or supposed, and of whom it speaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from checker.extracting.grammar.wordlists import Hit, folded, phrases
from checker.extracting.tokens import Token, words_of

Scope = Literal["all", "each", "average"]

_HEDGES = phrases(
    "phấn đấu | tiến tới | hướng tới | hướng đến | dự kiến | từng bước | theo lộ trình | cố gắng | nỗ lực | ước tính khoảng | "
    "tiến đến | dần dần | định hướng"
)
_PRESENT = phrases(
    "hiện nay | hiện tại | hiện có | hiện đạt | hiện là | hiện mới | hiện đang | hiện đã | hiện ở mức | hiện còn | hiện chỉ | hiện trạng | "
    "hiện khoảng | hiện chiếm | đến nay | tới nay | cho đến nay | tính đến | ước đạt | ước thực hiện | ước tính đạt | ước năm | ước có | ước cả năm | "
    "đã đạt | đã có | đã tăng | đã giảm | đã bao phủ | đã hoàn thành | đã được | đã lên | đã nâng | đã đưa | đã vượt | đã tiếp cận | "
    "mới đạt | chỉ đạt | mới chỉ | mới có | chỉ mới | đang đạt | đang ở mức | kết quả thực hiện | kết quả đạt được | thực trạng | "
    "năm qua | vừa qua | thời gian qua | những năm qua | nhiệm kỳ qua | đạt được những kết quả | số liệu | theo báo cáo | thực hiện được | "
    "còn cao | còn thấp | vẫn còn | vẫn ở mức | chưa đạt | còn ở mức cao | còn ở mức thấp | kết quả là | tại thời điểm | qua rà soát | qua khảo sát | theo thống kê | giai đoạn trước"
)
_NOT_PRESENT_BEHIND = folded("thực phát thể xuất biểu so")
_AIM = phrases(
    "phấn đấu | mục tiêu | chỉ tiêu | dự kiến | sẽ | tiến tới | hướng tới | nâng | đưa | cần đạt | phải đạt | bảo đảm đạt | đảm bảo đạt | "
    "kế hoạch năm | kế hoạch đến | duy trì | giữ vững | đặt ra"
)
_REACHED = folded("đã đạt vượt thành được")
_COMPARED = phrases(
    "so với | cả nước | toàn quốc | toàn vùng | cả vùng | bình quân chung | trung bình chung | trung bình của vùng | bình quân của vùng | trung bình cả nước | trung ương giao | "
    "trung ương đề ra | chính phủ giao | các nước | thế giới | khu vực | quốc gia khác | bình quân vùng | trung bình vùng | bình quân cả nước | "
    "trong khi mục tiêu | trong khi chỉ tiêu | trong khi yêu cầu | trong khi quy định | trong khi kế hoạch | mức chung | chỉ tiêu của trung ương | chỉ tiêu trung ương | mục tiêu quốc gia | toàn cầu"
)
_SUPPOSED = phrases(
    "nếu | trường hợp | trong trường hợp | giả sử | khi đạt | khi có | với điều kiện | những nơi đạt | nơi nào | nơi có"
)
_PAID = phrases(
    "hỗ trợ | phụ cấp | mức đóng | mức hưởng | ngân sách | kinh phí | dự toán | chi thường xuyên | chi cho | chi ngân sách | thanh toán | "
    "chi trả | vốn | đóng góp | mức chi | mức lương | học phí | giá dịch vụ | thuế | tiền thuê | chi đầu tư | tổng chi | quỹ"
)
_OTHER_WHOLE = phrases(
    "kế hoạch | chỉ tiêu | kế hoạch giao | tổng chi | ngân sách | kinh phí | dự toán | mức đóng | chi phí | mức lương | tổng kinh phí | khối lượng | "
    "tiến độ | công suất | nhu cầu | tổng mức | tổng vốn | số vốn | học phí"
)
_RANKED = phrases(
    "đứng thứ | xếp thứ | đứng đầu | vượt chỉ tiêu | vượt kế hoạch | vượt mục tiêu | đạt chỉ tiêu | đạt kế hoạch"
)
_AHEAD = phrases("cao hơn | vượt | thấp hơn | tăng | giảm | hơn | bằng | tương đương")
_DIFFERENCE = phrases("so với | so | điểm so với")
_MORE = phrases("cao hơn | hơn | vượt | thấp hơn | nhiều hơn | lớn hơn | ít hơn | kém")
_NORM = phrases(
    "nghị quyết | quyết định | chỉ thị | kết luận | trung ương | chính phủ | bộ y tế | thủ tướng chính phủ | bộ chính trị | chiến lược | "
    "chương trình hành động của chính phủ | thủ tướng"
)
_ASKS = phrases(
    "đặt mục tiêu | đề ra mục tiêu | xác định mục tiêu | yêu cầu | đề ra | quy định | giao | đặt ra | nêu | xác định | đặt chỉ tiêu | đặt"
)
_ACCORDING = folded("theo")
_NOTE = phrases("ghi chú | chú thích | lưu ý | *")
_EACH = phrases("mỗi | từng | tất cả các trạm | 100 % trạm | 100 % các trạm | 100 % số trạm")
_YEARLY = phrases(
    "mỗi năm | hằng năm | hàng năm | từng năm | mỗi tháng | mỗi quý | bình quân năm | trung bình năm | từng bước"
)
_AVERAGE = phrases("bình quân | trung bình | tính bình quân | tính trung bình")
_EVERYBODY = phrases(
    "toàn dân | toàn bộ người dân | tất cả người dân | mọi người dân | toàn thể người dân | toàn bộ dân số | toàn bộ nhân dân | mọi tầng lớp nhân dân | "
    "toàn thể nhân dân | tất cả mọi người dân | toàn bộ dân | mọi người | 100 % người dân | 100 % dân số"
)
_POPULATION = phrases("dân số | người dân | số dân | toàn dân | tổng dân số | dân số toàn tỉnh | tổng số dân | dân")
_VAGUE = phrases("phần lớn | đa số | hầu hết | cơ bản | cơ bản đạt | phần nhiều | đại đa số")
_NEGATED = phrases("không để | không cho | tránh để | không để cho | ngăn không để")
_WHOLE_PLACE = phrases(
    "toàn tỉnh | toàn thành phố | toàn xã | toàn phường | toàn đặc khu | toàn huyện | toàn ngành | cả tỉnh | cả thành phố | toàn địa bàn | "
    "trên địa bàn tỉnh | trên địa bàn thành phố | trên địa bàn xã | trên địa bàn phường | trên địa bàn | tỉnh | thành phố"
)
_MOVES_BY_ITSELF = phrases(
    "tăng nhanh | giảm nhanh | tăng cao | còn chậm | ngày càng tăng | ngày càng cao | có xu hướng tăng | có xu hướng giảm | diễn biến phức tạp"
)
_IN_TURN = phrases("lần lượt | tương ứng | theo thứ tự | lần lượt là")


def words(tokens: Sequence[Token]) -> list[str]:
    return [token.word for token in tokens]


def hedges_in(spoken: Sequence[str], start: int = 0, end: int | None = None) -> tuple[Hit[bool], ...]:
    """Softening words: "phấn đấu", "tiến tới", "từng bước"."""
    return _HEDGES.all_in(spoken, start, end)


def hedge_in(tokens: Sequence[Token]) -> str | None:
    """The first softening word, in small letters."""
    found = hedges_in(words(tokens))
    return found[0].phrase if found else None


def presents_in(spoken: Sequence[str], start: int = 0, end: int | None = None) -> tuple[int, ...]:
    """Where words begin that tell of today or of what was reached: "hiện nay", "ước đạt", "tính đến"."""
    found = []
    for hit in _PRESENT.all_in(spoken, start, end):
        behind = spoken[hit.start - 1] if hit.start else ""
        if behind not in _NOT_PRESENT_BEHIND and not (hit.start > 1 and is_against(spoken, hit.start - 2)):
            found.append(hit.start)
    stop = len(spoken) if end is None else end
    for at in range(start, stop):
        follows = at + 1 < stop and spoken[at + 1][0].isdecimal()
        if spoken[at] == _NOW and follows and (at == 0 or spoken[at - 1] not in _NOT_PRESENT_BEHIND):
            found.append(at)  # "(hiện 93,3%)"
    return tuple(sorted(found))


_NOW = words_of("hiện")[0]
_MOVING = folded("hạ giảm tăng nâng kéo")
_INTRODUCING = folded(
    "cao tăng nâng giảm hạ kéo duy trì chắc đưa phấn đấu bảo đảm đảm đạt giữ vững kiểm soát khống chế cải thiện mở rộng phát triển thực hiện hoàn thành "
    "đẩy mạnh tiếp tục về chỉ tiêu tỷ lệ số mức tỉ suất đó thể gồm là và hoặc có dù khi thì được tới mạnh nhanh dần bước tham gia các như lượng"
)
_HAVING = folded("có đạt")
_PLACES = folded("xã phường trạm tế huyện phương vị nơi khu thôn bản")
_AGAINST = list(words_of("so với"))


def aims_in(spoken: Sequence[str], start: int = 0, end: int | None = None) -> tuple[int, ...]:
    """Where words begin that turn to what is aimed at."""
    return tuple(
        hit.start
        for hit in _AIM.all_in(spoken, start, end)
        if hit.start == 0 or spoken[hit.start - 1] not in _REACHED  # "đã nâng", "vượt chỉ tiêu"
    )


def is_compared(spoken: Sequence[str], start: int, end: int) -> bool:
    """Whether the words speak of others: "cả nước", "so với", "Trung ương giao"."""
    return bool(_COMPARED.all_in(spoken, start, end))


def compares_a_result(spoken: Sequence[str], start: int, end: int) -> bool:
    """ "cao hơn bình quân chung cả nước", "vượt 1,1% so với chỉ tiêu giao", "đứng thứ 5 cả nước"."""
    ranked = bool(_RANKED.all_in(spoken, start, end))
    return ranked or (_AHEAD.at(spoken, start) is not None and bool(_COMPARED.all_in(spoken, start, end)))


def moves_before(spoken: Sequence[str], start: int, name: int) -> bool:
    """Whether a verb of change stands right before the name: "hạ tỷ lệ …", "tăng tỷ lệ …"."""
    return any(word in _MOVING for word in spoken[max(start, name - 3) : name + 1])


def introduces(word: str) -> bool:
    """Whether the word may stand right before a name and leave its meaning: "nâng", "chỉ tiêu", "bảo đảm"."""
    return word in _INTRODUCING


def is_against(spoken: Sequence[str], at: int) -> bool:
    """ "so với" stands at ``at``."""
    return list(spoken[at : at + 2]) == _AGAINST


def singles_out(spoken: Sequence[str], name: int) -> bool:
    """ "trạm y tế có tỷ lệ …", "xã đạt tỷ lệ …": the name stands in a clause on those that have it."""
    return name >= 2 and spoken[name - 1] in _HAVING and spoken[name - 2] in _PLACES


def is_supposed(spoken: Sequence[str], start: int, end: int) -> bool:
    return bool(_SUPPOSED.all_in(spoken, start, end))


def is_paid(spoken: Sequence[str], start: int, end: int) -> bool:
    """Whether the words speak of money: "hỗ trợ 70% mức đóng"."""
    return bool(_PAID.all_in(spoken, start, end))


def is_of_another_whole(spoken: Sequence[str], at: int) -> bool:
    """ "100% kế hoạch", "30% tổng chi": the share is one of something else."""
    return _OTHER_WHOLE.at(spoken, at) is not None


def is_difference(spoken: Sequence[str], said: str, end: int) -> bool:
    """ "cao hơn 2% so với": the number says by how much one is ahead."""
    return (
        _DIFFERENCE.at(spoken, end) is not None
        and _MORE.at(words_of(said), max(0, len(words_of(said)) - 2)) is not None
    )


def norm_speaks(spoken: Sequence[str], start: int, end: int) -> Hit[bool] | None:
    """The norm that is quoted in these words ("Nghị quyết số 72-NQ/TW đặt mục tiêu …"), if one is."""
    for hit in _NORM.all_in(spoken, start, end):
        if _ASKS.all_in(spoken, hit.end, min(end, hit.end + 30)):
            return hit
    return None


def according_to(spoken: Sequence[str], start: int, end: int) -> int | None:
    """Where "theo Nghị quyết …" begins in these words; None where no norm is named so."""
    for hit in _NORM.all_in(spoken, start, end):
        if any(word in _ACCORDING for word in spoken[max(start, hit.start - 3) : hit.start]):
            return hit.start
    return None


def is_note(spoken: Sequence[str]) -> bool:
    """Whether the paragraph is a note: "Ghi chú: …", "(*) …"."""
    return _NOTE.at(spoken, 0) is not None or _NOTE.at(spoken, 1) is not None


def scope_in(spoken: Sequence[str], start: int, end: int) -> Scope | None:
    """ "mỗi trạm" each, "bình quân mỗi trạm" average, "toàn bộ người dân" all; None where nothing says."""
    yearly = {at for hit in _YEARLY.all_in(spoken, start, end) for at in range(hit.start, hit.end)}
    if any(hit.start not in yearly for hit in _AVERAGE.all_in(spoken, start, end)):
        return "average"
    if _EVERYBODY.all_in(spoken, start, end):
        return "all"
    return "each" if any(hit.start not in yearly for hit in _EACH.all_in(spoken, start, end)) else None


def everybody_in(spoken: Sequence[str], start: int, end: int) -> Hit[bool] | None:
    found = _EVERYBODY.all_in(spoken, start, end)
    return found[0] if found else None


def is_population(spoken: Sequence[str], at: int) -> int:
    """ "dân số", "người dân" right behind a number: where it ends, else 0."""
    hit = _POPULATION.at(spoken, at)
    return hit.end if hit else 0


def vague_in(spoken: Sequence[str], start: int, end: int) -> Hit[bool] | None:
    found = _VAGUE.all_in(spoken, start, end)
    return found[0] if found else None


def is_negated(spoken: Sequence[str], start: int, end: int) -> bool:
    """ "không để … vượt quá"."""
    return bool(_NEGATED.all_in(spoken, start, end))


def tells_what_there_is(spoken: Sequence[str], start: int, number: int) -> bool:
    """ "Toàn tỉnh có 95% trạm …": what there is, and no word of an aim before the number."""
    if aims_in(spoken, start, number):
        return False
    if any(spoken[hit.end] in (",", ";") for hit in _MOVES_BY_ITSELF.all_in(spoken, start, number)):
        return True
    places = _WHOLE_PLACE.all_in(spoken, start, number)
    return any(spoken[hit.end : hit.end + 1] == _THERE_IS and number - hit.end <= 3 for hit in places)


_THERE_IS = list(words_of("có"))


def is_in_turn(spoken: Sequence[str], start: int, end: int) -> bool:
    """ "lần lượt", "tương ứng"."""
    return bool(_IN_TURN.all_in(spoken, start, end))


def is_yearly(spoken: Sequence[str], start: int, end: int) -> bool:
    return bool(_YEARLY.all_in(spoken, start, end))
