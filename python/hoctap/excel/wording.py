"""What stands on forms in Vietnamese: how a column is filled, and the rules that hold for all of them."""

from __future__ import annotations

from typing import Any

from hoctap import _core
from hoctap.language import day_text

__all__ = ["NOTES", "RULES", "hint", "period_text"]

# The notes of the declarations.
NOTES = {
    "15-59, 60+; empty: of working age": "Ví dụ 15-59 hoặc 60+; để trống là trong độ tuổi lao động.",
    "English names of the tables that it tells of, with semicolons between; empty: all that the form carries": (
        "Tên các bảng có trong báo cáo, cách nhau bằng dấu chấm phẩy; để trống là mọi bảng của biểu."
    ),
    "an identifier of the centre's own": "Mã do trung tâm tự đặt.",
    "codes with semicolons between": "Các mã cách nhau bằng dấu chấm phẩy.",
    "empty: 1": "Để trống là lần 1.",
    "empty: all": "Để trống là tất cả.",
    "empty: an attendance without a name": "Để trống là lượt người không ghi tên.",
    "empty: before the data begin": "Để trống là từ trước khi có số liệu.",
    "empty: both": "Để trống là cả hai giới.",
    "empty: no successor, or none known": "Để trống là không có hoặc chưa rõ đơn vị kế tiếp.",
    "empty: the last day of the period": "Để trống là ngày cuối kỳ.",
    "empty: to the Study Promotion Association without a centre": (
        "Để trống là giao cho Hội Khuyến học, không cho trung tâm nào."
    ),
    "identifiers with semicolons between": "Các mã cách nhau bằng dấu chấm phẩy.",
    "may be empty: a course of another provider": "Để trống nếu khóa học do đơn vị khác mở.",
    "the first day on which it no longer holds; empty: no end": "Ngày đầu tiên không còn hiệu lực; để trống là còn hiệu lực.",
    "the first day on which it no longer operates; empty: it does": (
        "Ngày đầu tiên không còn hoạt động; để trống là đang hoạt động."
    ),
    "the first day on which the person no longer lives there; empty: lives there still": (
        "Ngày đầu tiên không còn cư trú; để trống là đang cư trú."
    ),
    "the part of the source that moved; empty: not known": "Phần của đơn vị cũ được chuyển; để trống là chưa rõ.",
    "what is to be reported upward": "Điều cần báo cáo lên cấp trên.",
}

_HOW = {
    "text": "Ghi bằng chữ.",
    "unit": "Mã đơn vị hành chính, giữ số 0 ở đầu, ví dụ 07375.",
    "date": "Ngày/tháng/năm, ví dụ 31/12/2024.",
    "month": "Tháng/năm, ví dụ 05/1985.",
    "period": "Kỳ, ví dụ 2024Q3 hoặc 2024.",
    "integer": "Số nguyên.",
    "money": "Số tiền theo đơn vị tính ghi ở đầu biểu.",
    "decimal": "Số, nhiều nhất hai chữ số thập phân.",
    "boolean": "Chọn có hoặc không.",
    "ratio": "Tỷ lệ, ví dụ 1/3 hoặc 40%.",
    "person": "Số định danh cá nhân đủ 12 chữ số.",
}

RULES = (
    "Mỗi bảng một tờ, mỗi dòng một bản ghi, điền liền ngay dưới dòng tiêu đề. Cột có dấu * phải điền; thiếu thì dòng đó không được tính.",
    "Ô để trống nghĩa là chưa báo cáo, không phải là không có. Không có thì ghi số 0.",
    "Nếu trong kỳ một bảng không có gì để báo cáo, chọn có ở ô Không phát sinh ở đầu tờ và để trống phần bên dưới.",
    "Ngày ghi ngày/tháng/năm với năm đủ bốn chữ số. Mã giữ nguyên số 0 ở đầu.",
    "Từ được chọn trong danh sách thả xuống; mọi từ dùng được có ở tờ Danh mục.",
    "Số tiền ghi theo đơn vị tính ở đầu tờ; đổi đơn vị tính ở đó thì cả tờ đổi theo.",
    "Sửa báo cáo đã gửi thì tăng số ở ô Lần và gửi lại toàn bộ biểu.",
    "Tiêu đề được khóa (không có mật khẩu) để không sửa nhầm. Có thể thêm dòng, sắp xếp, lọc; thứ tự cột và tên tờ không quan trọng.",
)


def hint(column: dict[str, Any], headings: dict[str, str], tables: dict[str, str], *, has_list: bool) -> str:
    """Say how a declared column is filled; `headings` are those of its table, `tables` the names of all tables."""
    said = ["Bắt buộc." if column["is_needed"] else "Có thể để trống."]
    said.append("Chọn trong danh sách." if has_list else _HOW[column["type"]])
    if column["refers_to"]:
        said.append(f"Ghi đúng như ở bảng {tables[column['refers_to']]}.")
    if column["within"]:
        said.append(f"Thuộc đơn vị ở cột {headings[column['within']]}.")
    if column["not_before"]:
        said.append(f"Không trước {headings[column['not_before']]}.")
    if column["in_period"]:
        said.append("Nằm trong kỳ báo cáo.")
    if column["non_negative"]:
        said.append("Không âm.")
    if column["note"]:
        said.append(NOTES[column["note"]])
    return " ".join(said)


_QUARTERS = ("I", "II", "III", "IV")


def period_text(period: _core.Period) -> str:
    """Say a period as people do: "quý III năm 2024"."""
    first, last = period.first, period.last
    if period.kind == "quarter":
        return f"quý {_QUARTERS[(first.month - 1) // 3]} năm {first.year}"
    if period.kind == "month":
        return f"tháng {first.month} năm {first.year}"
    if period.kind == "year":
        return f"năm {first.year}"
    if period.kind == "school_year":
        return f"năm học {first.year}-{last.year}"
    return f"từ {day_text(first, 'vi')} đến {day_text(last, 'vi')}"
