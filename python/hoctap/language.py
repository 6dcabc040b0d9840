"""Which of the two languages to speak, and the Vietnamese of what the Python layer itself says."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime

__all__ = ["Language", "count_text", "day_text", "default_language", "say"]

Language = Literal["vi", "en"]


def default_language() -> Language:
    """Give "vi" where the environment's language is Vietnamese, else "en"."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if setting := os.environ.get(variable):
            return "vi" if setting.startswith("vi") else "en"
    return "en"


def say(text: str, lang: Language, **gaps: object) -> str:
    """Give a sentence of the Python layer in the language, with its gaps filled."""
    sentence = VIETNAMESE[text] if lang == "vi" else text
    return sentence.format(**gaps) if gaps else sentence


def count_text(count: int, lang: Language) -> str:
    """Group a count's digits as the language does: 1,234,567 or 1.234.567."""
    grouped = f"{count:,}"
    return grouped.replace(",", ".") if lang == "vi" else grouped


def day_text(day: datetime.date | str, lang: Language) -> str:
    """Write a day as the language does: 2025-12-31 or 31/12/2025."""
    iso = str(day)
    year, _, rest = iso.partition("-")
    return f"{rest[3:]}/{rest[:2]}/{year}" if lang == "vi" and rest else iso


VIETNAMESE = {
    # missing reports that settle
    "settles": "giúp xác định",
    "bears on": "liên quan đến",
    "settled as": "khi đó là",
    "fewest reports": "ít báo cáo nhất",
    "no status is undetermined for want of a report": "không có trạng thái nào chưa xác định vì thiếu báo cáo",
    "List the missing reports that would settle undetermined statuses, those that settle most first.": (
        "Liệt kê báo cáo còn thiếu giúp xác định các trạng thái chưa xác định, báo cáo giúp nhiều nhất trước."
    ),
    "List the statuses instead, each with the fewest reports that can settle it.": (
        "Thay vào đó, liệt kê các trạng thái, mỗi trạng thái kèm số báo cáo ít nhất có thể giúp xác định."
    ),
    # quality of records
    "incomplete": "thiếu bảng",
    "all units": "mọi đơn vị",
    "figure": "số liệu",
    "what was noticed": "điều cần xem lại",
    "nothing to look at": "không có gì cần xem lại",
    "List numbers far from other units or the year before, and which forms came, complete and in time.": (
        "Liệt kê số liệu khác xa các đơn vị khác hoặc năm trước, và biểu nào đã gửi, đủ và đúng hạn."
    ),
    "Count which forms came instead, by form and unit.": "Thay vào đó, đếm biểu đã gửi theo biểu và đơn vị.",
    # indicators told apart
    "group": "nhóm",
    "counted": "số đạt",
    "of": "trên tổng số",
    "withheld": "không công bố",
    "{count} of {all} rows are withheld, since they would tell counts below {below} persons": (
        "không công bố {count} trong {all} dòng vì có thể làm lộ số dưới {below} người"
    ),
    "Tell indicators apart by sex, age, ethnicity, topic, zone …; small counts of persons are withheld.": (
        "Phân tổ chỉ tiêu theo giới, tuổi, dân tộc, chuyên đề, khu vực …; số người ít không được công bố."
    ),
    "Dimension, as sex or age_band; may be repeated, up to four.": (
        "Tiêu thức phân tổ, như sex hoặc age_band; có thể lặp lại, tối đa bốn."
    ),
    "Counts of persons below it are withheld, with what would tell them.": (
        "Số người nhỏ hơn mức này không được công bố, kèm những số có thể làm lộ."
    ),
    # tables of results
    "unit": "đơn vị",
    "indicator": "chỉ tiêu",
    "period": "kỳ",
    "value [bounds]": "giá trị [cận dưới – cận trên]",
    "target": "mục tiêu",
    "path": "lộ trình",
    "status": "trạng thái",
    "needed a quarter": "cần thêm mỗi quý",
    "reach": "khả năng đạt",
    "turns per centre and year": "lượt mỗi trung tâm mỗi năm",
    "now {now}": "hiện {now}",
    "needed {needed}": "cần {needed}",
    "whole target {needed}": "cả mục tiêu {needed}",
    "{now} turns a centre and year now": "hiện có {now} lượt mỗi trung tâm một năm",
    "at least {needed} needed for the rest of the target": "cần ít nhất {needed} lượt cho phần còn lại của mục tiêu",
    "the whole target would have taken at least {needed} over the plan's whole length": (
        "cả mục tiêu lẽ ra cần ít nhất {needed} lượt mỗi năm trong suốt thời gian kế hoạch"
    ),
    "{name} as on {date}": "{name} theo địa giới ngày {date}",
    "{unit} is no unit of its own on the day of this view: not applicable": (
        "{unit} không còn là đơn vị vào ngày của cách xem này: không áp dụng"
    ),
    "the whole territory": "toàn địa bàn",
    "{name} and {count} more together": "{name} và {count} đơn vị nữa, tính chung",
    "simulated data": "dữ liệu mô phỏng",
    "view: {view}": "cách xem: {view}",
    "as reported": "theo đơn vị khi báo cáo",
    "the plan's territory": "địa bàn của kế hoạch",
    "the units of today": "các đơn vị hiện nay",
    "the units of {date}": "các đơn vị ngày {date}",
    "last of {count} periods": "kỳ cuối trong {count} kỳ",
    "No rows.": "Không có dòng nào.",
    "… and {count} more": "… và {count} dòng nữa",
    "{count} rows": "{count} dòng",
    # findings and obligations
    "findings": "phát hiện",
    "{errors} errors, {warnings} warnings, {notes} notes": "{errors} lỗi, {warnings} cảnh báo, {notes} ghi chú",
    "{dropped} rows are not used: replaced by later ones, totals, or unusable": (
        "{dropped} dòng không dùng: đã có dòng sau thay thế, là dòng tổng, hoặc không dùng được"
    ),
    "error": "lỗi",
    "warning": "cảnh báo",
    "note": "ghi chú",
    "kept": "giữ lại",
    "dropped": "bị loại",
    "row left out": "bỏ dòng này",
    "rows left out": "bỏ các dòng này",
    "{count} times": "{count} lần",
    "rows {rows}": "dòng {rows}",
    "for example: {example}": "ví dụ: {example}",
    "findings of the evaluation": "phát hiện khi tính chỉ tiêu",
    "no finding is like this": "không có phát hiện nào như vậy",
    "errors and warnings; notes are listed with --severity note or --all": (
        "các lỗi và cảnh báo; ghi chú được liệt kê khi dùng --severity note hoặc --all"
    ),
    "what was noticed while evaluating is not known: {reason}": "không rõ phát hiện khi tính chỉ tiêu: {reason}",
    "no centre is known (form TT-01), so T1 to T3 have nothing to count": (
        "không có trung tâm nào (biểu TT-01) nên T1 đến T3 không có gì để tính"
    ),
    "no resident or number of labourers is known (forms LD-01, LD-02), so T4 and T5 have nothing to count": (
        "không có danh sách cư trú hay số lao động (biểu LD-01, LD-02) nên T4 và T5 không có gì để tính"
    ),
    "severity": "mức độ",
    "rule": "quy tắc",
    "count": "số lần",
    "example": "ví dụ",
    "where": "vị trí",
    "what": "nội dung",
    "form": "biểu",
    "sender": "nơi gửi",
    "due": "hạn",
    "state": "tình trạng",
    "on_time": "đúng hạn",
    "late": "trễ hạn",
    "undated": "không rõ ngày nhận",
    "missing": "chưa có",
    "not_yet_due": "chưa đến hạn",
    "missing on {day}: {count} of {owed} reports owed": "đến {day} còn thiếu {count} trong {owed} báo cáo phải nộp",
    "nothing owed is missing on {day}": "đến {day} không thiếu báo cáo nào",
    "files read: {files}; rows read {read} = kept {kept} + dropped {dropped}": (
        "số tệp đã đọc: {files}; số dòng đã đọc {read} = giữ lại {kept} + bị loại {dropped}"
    ),
    "row": "dòng",
    "rows": "số dòng",
    "{count} reports are overdue on {day}": "{count} báo cáo đã quá hạn đến {day}",
    "{count} reports owed by {day}": "{count} báo cáo phải nộp đến {day}",
    "table": "bảng",
    # handover
    "Handover to {unit}": "Hồ sơ bàn giao cho {unit}",
    "as the records show it on the eve of {day}": "theo số liệu có đến hết ngày liền trước {day}",
    "Old units": "Đơn vị cũ",
    "Centres": "Trung tâm",
    "Equipment": "Trang thiết bị",
    "Plans": "Kế hoạch",
    "Money not settled": "Kinh phí chưa quyết toán",
    "Reports owed": "Báo cáo còn nợ",
    "old unit": "đơn vị cũ",
    "part that came here": "phần chuyển về",
    "act": "văn bản",
    "centre": "trung tâm",
    "founded": "thành lập",
    "succeeded by": "trung tâm kế thừa",
    "item": "thiết bị",
    "quantity": "số lượng",
    "usable": "còn dùng được",
    "original value (đồng)": "nguyên giá (đồng)",
    "counted on": "ngày kiểm kê",
    "year": "năm",
    "approved on": "ngày duyệt",
    "fund": "nguồn",
    "allocated (đồng)": "đã phân bổ (đồng)",
    "received (đồng)": "đã thu (đồng)",
    "spent (đồng)": "đã chi (đồng)",
    "settlement": "quyết toán",
    "not submitted": "chưa gửi",
    "submitted": "đã gửi, chưa duyệt",
    "draft": "dự thảo",
    "approved": "đã duyệt",
    "several old units together": "nhiều đơn vị cũ, tính chung",
    "not certain": "chưa chắc chắn",
    "the act is not named": "chưa rõ văn bản",
    "inferred": "suy luận",
    "a part of unknown size": "một phần chưa rõ tỷ lệ",
    "all": "toàn bộ",
    "nothing in the records": "không có trong số liệu",
    # estimates
    "no.": "số TT",
    "content of spending": "nội dung chi",
    "numbers": "số lượng",
    "price (đồng)": "đơn giá (đồng)",
    "amount (đồng)": "thành tiền (đồng)",
    "ceiling (đồng)": "mức trần (đồng)",
    "verdict": "kết quả kiểm tra",
    "norm": "định mức",
    "lacks": "còn thiếu",
    "at least (đồng)": "tối thiểu (đồng)",
    "planned (đồng)": "dự toán (đồng)",
    "lacking (đồng)": "còn thiếu so với mức tối thiểu (đồng)",
    "centre or commune": "trung tâm hoặc xã",
    "lines": "số dòng",
    "without amount": "chưa có số tiền",
    "above ceilings (đồng)": "vượt trần (đồng)",
    "on unverified norms (đồng)": "theo định mức chưa kiểm chứng (đồng)",
    "Lines of the estimate": "Các dòng dự toán",
    "Sums by centre, by commune and in all": "Cộng theo trung tâm, theo xã và tổng cộng",
    "The least that the state gives a centre": "Mức hỗ trợ tối thiểu của Nhà nước cho trung tâm",
    "Estimate for the budget year {year}": "Dự toán năm ngân sách {year}",
    "{amount} đồng; {missing} of {lines} lines have no amount": "{amount} đồng; {missing} trong {lines} dòng chưa có số tiền",
    "assumed": "giả định",
    "at the limit": "tính đến mức tối đa",
    "in all": "tổng cộng",
    "within": "trong định mức",
    "over": "vượt định mức",
    "at actual cost": "theo thực chi",
    "not permitted": "không được chi",
    "norm missing": "không có định mức",
    "input missing": "thiếu số liệu đầu vào",
    "depends on date": "tùy theo ngày",
    "not checkable": "không kiểm tra được",
    # the calendar of a budget year
    "Calendar of the budget year {year}": "Lịch ngân sách năm {year}",
    "Steps of the budget year": "Các bước của năm ngân sách",
    "What frames the year": "Văn bản khung của năm",
    "What becomes of money that is left": "Xử lý kinh phí còn lại",
    "step": "bước",
    "who": "nơi thực hiện",
    "last day": "ngày cuối",
    "mark": "mức tin cậy",
    "role": "vai trò",
    "instrument": "văn bản",
    "title": "tên",
    "in force": "hiệu lực",
    "money left": "kinh phí còn lại",
    "what becomes of it": "cách xử lý",
    "or later by public holidays": "hoặc muộn hơn nếu có ngày nghỉ lễ",
    "not modelled": "chưa mô hình hóa",
    "no text": "chưa đọc được văn bản nào quy định",
    "stated": "văn bản có quy định nhưng chưa xác định",
    "no first day": "không rõ ngày có hiệu lực",
    "recalled only": "chỉ theo trí nhớ",
    "not verified": "chưa kiểm chứng",
    "attribute missing": "thiếu thuộc tính",
    "base unknown": "không rõ ngày của bước trước",
    "overlaps": "nhiều văn bản cùng quy định",
    "not settled": "do nơi khác quy định",
    "text not read": "chưa đọc văn bản",
    "amount not read": "chưa đọc được mức",
    "formula not read": "chưa đọc được cách tính",
    "draft only": "mới có dự thảo",
    "conflicting reports": "các nguồn ghi khác nhau",
    "no source": "không có nguồn",
    "not computable": "không tính được",
    "outside": "ngoài phạm vi",
    "commune council": "Hội đồng nhân dân xã",
    "commune": "xã",
    "district": "huyện",
    "province": "tỉnh",
    "treasury": "Kho bạc",
    "association": "Hội Khuyến học",
    "budget law": "luật ngân sách",
    "budget decree": "nghị định ngân sách",
    "commune finance": "tài chính xã",
    "budget index": "mục lục ngân sách",
    "procurement": "mua sắm",
    "assets": "tài sản",
    "lapses": "bị hủy",
    "carries over": "được chuyển nguồn",
    "returned": "nộp trả",
    "settled in year": "quyết toán trong năm",
    "late supplement": "dự toán bổ sung cuối năm",
    "unspent estimate": "dự toán chưa sử dụng",
    "signed contract": "hợp đồng đã ký",
    "autonomy money": "kinh phí tự chủ",
    "purpose bound gift": "tài trợ có mục đích",
    "wage policy": "chính sách tiền lương",
    "advance": "tạm ứng",
    "budget deposit": "tiền gửi ngân sách",
    "other deposit": "tiền gửi khác",
    "stock": "vật tư tồn",
    # money: execution, settlements, reviews, sums
    "How the budget was carried out": "Chấp hành ngân sách",
    "{estimated} đồng estimated, {allocated} allocated, {paid} paid, {left} left": (
        "dự toán {estimated} đồng, phân bổ {allocated}, đã chi {paid}, còn lại {left}"
    ),
    "estimated": "dự toán",
    "allocated": "phân bổ",
    "received": "đã thu",
    "in kind": "hiện vật",
    "paid": "đã chi",
    "left": "còn lại",
    "settled": "quyết toán",
    "differs": "chênh lệch",
    "Sums by centre, commune, year and fund (đồng)": "Cộng theo trung tâm, xã, năm và nguồn (đồng)",
    "Allocations that were exceeded": "Phân bổ bị chi vượt",
    "allocation": "phân bổ",
    "first exceeded by": "vượt từ chứng từ",
    "Vouchers whose quantity times price is not the amount": "Chứng từ có số lượng nhân đơn giá khác số tiền",
    "voucher": "chứng từ",
    "paid on": "ngày chi",
    "sent on": "ngày gửi",
    "quantity times price": "số lượng × đơn giá",
    "Settlements of the budget year {year}": "Quyết toán năm ngân sách {year}",
    "as on {day}": "tính đến ngày {day}",
    "undetermined": "chưa xác định",
    "not_modelled": "chưa mô hình hóa",
    "By commune and fund (đồng)": "Theo xã và nguồn (đồng)",
    "Review of the estimates for {year}": "Rà soát dự toán năm {year}",
    "Estimates": "Dự toán",
    "estimate": "dự toán",
    "version": "phiên bản",
    "broken": "vi phạm",
    "not checked": "chưa kiểm tra được",
    "fits": "phù hợp",
    "breaks": "không phù hợp",
    "Floors and shares": "Mức tối thiểu và tỷ lệ",
    "centre or estimate": "trung tâm hoặc dự toán",
    "bound (đồng)": "giới hạn (đồng)",
    "found": "thực có",
    "Lines beyond their norms": "Các dòng vượt định mức",
    "Money of the centres": "Kinh phí của các trung tâm",
    "reports": "báo cáo",
    "By unit, year and fund (đồng)": "Theo đơn vị, năm và nguồn (đồng)",
    # checks, comparisons and gaps
    "What the norms say of the lines": "Kết quả kiểm tra các dòng theo định mức",
    "Sums by centre": "Cộng theo trung tâm",
    "Every line": "Tất cả các dòng",
    "Lines that break a norm": "Các dòng vi phạm định mức",
    "lines that break a norm": "dòng vi phạm định mức",
    "no line breaks a norm": "không có dòng nào vi phạm định mức",
    "above (đồng)": "vượt (đồng)",
    "before": "trước",
    "after": "sau",
    "{changed} of {lines} lines change, with {amount} đồng": "{changed} trong {lines} dòng thay đổi, số tiền {amount} đồng",
    "ceilings, where both have one (đồng)": "mức trần, nơi cả hai đều có (đồng)",
    "Verdicts before and after": "Kết quả trước và sau",
    "Lines that change": "Các dòng thay đổi",
    "verdict before": "kết quả trước",
    "verdict after": "kết quả sau",
    "ceiling before (đồng)": "mức trần trước (đồng)",
    "ceiling after (đồng)": "mức trần sau (đồng)",
    "norm after": "định mức sau",
    "what it is": "loại",
    "why": "lý do",
    "stands in the way": "có quy định nhưng chưa dùng được",
    "without norm": "không có định mức",
    "unverified": "chưa kiểm chứng",
    "no norm is known": "chưa có định mức nào",
    "What to read or verify next, by the đồng that hang on it": "Nên đọc hoặc kiểm chứng tiếp, xếp theo số tiền phụ thuộc",
    "every line rests on what was verified": "mọi dòng đều dựa trên nội dung đã kiểm chứng",
    "{count} entries cannot calculate": "{count} mục không dùng để tính được",
    "of lines with": "với các dòng có",
    "from": "từ",
    "until": "đến trước",
    "{count} answers differ": "{count} chỗ khác nhau",
    "ceiling": "mức trần",
    "actual cost": "theo thực chi",
    # a norm
    "kind": "loại",
    "opens": "dẫn chiếu đến",
    "known since": "biết từ",
    "how surely it is known": "mức độ tin cậy",
    "why it cannot calculate": "vì sao không tính được",
    "read in": "nguồn",
    # receipts
    "“{given}” is not written as a name, =, and a value": "“{given}” không viết theo dạng tên, dấu =, giá trị",
    "the library does not know how to do “{task}” again": "thư viện không biết làm lại việc “{task}”",
    "the receipt does not say {name}": "biên nhận không ghi {name}",
    "the same result comes out again": "kết quả tính lại giống hệt",
    "the result is not confirmed": "kết quả không được xác nhận",
    "name unit, indicator and period, or a line of a file with --line": (
        "hãy nêu đơn vị, chỉ tiêu và kỳ, hoặc một dòng của tệp bằng --line"
    ),
    "name two days with --in-force or --known, or a rulebook, or --strict": (
        "hãy nêu hai ngày bằng --in-force hoặc --known, hoặc một tệp quy định, hoặc --strict"
    ),
    # published figures
    "published figures": "số liệu đã công bố",
    "place": "địa phương",
    "measure": "đại lượng",
    "bounds": "cận",
    "as printed": "như đã in",
    "open": "để ngỏ",
    "open bounds: the source says “about”, so nothing is known but the figure itself; ≥: it says “more than”": (
        "cận để ngỏ: nguồn ghi “khoảng” nên chỉ biết con số đã in; ≥: nguồn ghi “hơn”"
    ),
    # plots
    "percent": "phần trăm",
    "percent; the axis does not begin at zero": "phần trăm; trục không bắt đầu từ 0",
    "value before it is due": "giá trị khi chưa đến hạn",
    "value": "giá trị",
    "between the bounds": "khoảng giữa hai cận",
    "{indicator} on {period}: before and after the merger": "{indicator} kỳ {period}: trước và sau sáp nhập",
    "units of {date}": "đơn vị ngày {date}",
    "Targets against their path": "Mục tiêu so với lộ trình",
    # command line
    "Show where a district stands on the targets of its plan, from the forms its communes filled in.": (
        "Cho biết địa bàn đang ở đâu so với các mục tiêu của kế hoạch, tính từ các biểu mà các xã đã gửi."
    ),
    "Show where each target stands, for territory and units.": "Cho biết từng mục tiêu đang ở đâu, cả địa bàn và từng đơn vị.",
    "List what was noticed about the data, and while the targets were evaluated.": (
        "Liệt kê những điều phát hiện về dữ liệu và khi tính các chỉ tiêu."
    ),
    "Only findings of this severity; may be repeated. Default: errors and warnings are listed, notes counted.": (
        "Chỉ những phát hiện mức này (error: lỗi, warning: cảnh báo, note: ghi chú); có thể lặp lại. "
        "Mặc định: liệt kê lỗi và cảnh báo, chỉ đếm ghi chú."
    ),
    "Only findings of files whose path holds this, or fits it with * and ?.": (
        "Chỉ những phát hiện ở tệp có đường dẫn chứa chuỗi này, hoặc khớp mẫu có * và ?."
    ),
    "Only findings of this rule, as row_superseded; may be repeated.": (
        "Chỉ những phát hiện theo quy tắc này, như row_superseded; có thể lặp lại."
    ),
    "Print a line for each finding, notes too.": "In mỗi phát hiện một dòng, kể cả ghi chú.",
    "cannot write to {folder}: {reason}": "không ghi được vào {folder}: {reason}",
    "it is not empty": "thư mục không trống",
    "there is no permission": "không có quyền",
    "there is no such folder": "không có thư mục này",
    "it is not a folder": "đây không phải là thư mục",
    "List which reports are owed, late and missing.": "Liệt kê báo cáo phải nộp, trễ hạn và còn thiếu.",
    "Explain one number down to the rows it rests on, one line of a budget down to its norm, or a norm by its citation. "
    "FOLDER UNIT INDICATOR PERIOD explains a number; FILE --line N the line that stands there; 17/2022/TT-BTC:a5.c2 a norm.": (
        "Giải thích một con số đến từng dòng dữ liệu, một dòng dự toán đến định mức của nó, hoặc một định mức theo trích dẫn. "
        "FOLDER UNIT INDICATOR PERIOD giải thích một con số; FILE --line N giải thích dòng ở đó; 17/2022/TT-BTC:a5.c2 là một định mức."
    ),
    "Row of the file in which the line of a budget stands.": "Dòng của tệp, nơi có dòng dự toán.",
    "TOML file with rules of a province or commune, added to those the library knows; may be repeated.": (
        "Tệp TOML có quy định của tỉnh hoặc xã, thêm vào các quy định có sẵn; có thể lặp lại."
    ),
    "Day whose law judges every line, as 2026-01-01. Default: each line's own days.": (
        "Ngày mà luật của ngày đó xét mọi dòng, như 2026-01-01. Mặc định: theo ngày của từng dòng."
    ),
    "Day as known on which, as 2025-12-31. Default: all that is known.": (
        "Chỉ dùng những gì đã biết đến ngày này, như 2025-12-31. Mặc định: tất cả những gì đã biết."
    ),
    "Let nothing calculate but what was verified in the text itself.": "Chỉ tính theo những gì đã kiểm chứng trong chính văn bản.",
    "Save the result beside this receipt (result.json), so that `hoctap verify` can compute it again.": (
        "Ghi kết quả cạnh tệp biên nhận này (result.json) để `hoctap verify` có thể tính lại."
    ),
    "Check the lines of a budget against the norms: of a file (CSV, a workbook, Parquet), or the estimates among a folder "
    "of forms. Ends with 1 where a line breaks a norm.": (
        "Kiểm tra các dòng dự toán theo định mức: của một tệp (CSV, bảng tính, Parquet) hoặc các dự toán trong một thư mục biểu. "
        "Kết thúc với mã 1 nếu có dòng vi phạm định mức."
    ),
    "List every line, not only those that break a norm.": "Liệt kê mọi dòng, không chỉ các dòng vi phạm định mức.",
    "Draw up the estimate of a year from the plans among a folder of forms.": "Lập dự toán một năm từ các kế hoạch trong một thư mục biểu.",
    "The budget year.": "Năm ngân sách.",
    "Price in đồng, as hall_hire=1500000; may be repeated.": "Đơn giá bằng đồng, như hall_hire=1500000; có thể lặp lại.",
    "Number that plans lack, as literacy_lighting/month=5; may be repeated.": (
        "Số lượng mà kế hoạch không ghi, như literacy_lighting/month=5; có thể lặp lại."
    ),
    "Attribute of every line, as zone=II; may be repeated.": "Thuộc tính của mọi dòng, như zone=II; có thể lặp lại.",
    "Attribute of a unit, as 07375/zone=II; may be repeated.": "Thuộc tính của một đơn vị, như 07375/zone=II; có thể lặp lại.",
    "Fund with its weight, as commune_budget=7; may be repeated.": "Nguồn kinh phí và trọng số, như commune_budget=7; có thể lặp lại.",
    "Day of the decision, for norms that are chosen by it.": "Ngày quyết định, cho các định mức tính theo ngày đó.",
    "Day on which a centre's commune is asked for. Default: 1 January of the year.": (
        "Ngày dùng để xác định xã của trung tâm. Mặc định: ngày 1 tháng 1 của năm."
    ),
    "Show what differs between two books of law, norm by norm; with FILE, what that changes for its lines. The second book "
    "has the rulebook files and is strict where these are asked for.": (
        "Cho biết hai bộ quy định khác nhau ở đâu, từng định mức; có FILE thì cho biết các dòng của tệp thay đổi thế nào. "
        "Bộ thứ hai có thêm các tệp quy định và chỉ tính theo nội dung đã kiểm chứng nếu được yêu cầu."
    ),
    "The law of these two days, as 2025-01-01 2026-01-01.": "Luật của hai ngày này, như 2025-01-01 2026-01-01.",
    "The law as known on these two days.": "Luật theo những gì đã biết đến hai ngày này.",
    "TOML file that the second book has besides; may be repeated.": "Tệp TOML mà bộ thứ hai có thêm; có thể lặp lại.",
    "In the second book, let nothing calculate but what was verified.": "Trong bộ thứ hai chỉ tính theo những gì đã kiểm chứng.",
    "List the entries of the law that cannot calculate; with FILE, rank what to read or verify next by the đồng that hang "
    "on it in the lines.": (
        "Liệt kê các mục quy định không dùng để tính được; có FILE thì xếp những gì nên đọc hoặc kiểm chứng tiếp theo số tiền "
        "phụ thuộc trong các dòng."
    ),
    "Compute a saved result again from its receipt, and name the first number that differs. Ends with 1 where one does, or "
    "where the rulebook or an input is another one.": (
        "Tính lại một kết quả đã ghi theo biên nhận của nó và nêu con số đầu tiên khác đi. Kết thúc với mã 1 nếu có số khác, "
        "hoặc nếu bộ quy định hay dữ liệu vào đã khác."
    ),
    "Say what a code or name of a unit meant on a day, and what became of it.": (
        "Cho biết một mã hoặc tên đơn vị nghĩa là gì vào một ngày và sau đó trở thành đơn vị nào."
    ),
    "Day, as 2025-03-01. Without it, all days.": "Ngày, như 2025-03-01. Nếu không nêu: mọi ngày.",
    "Another day, as 2025-08-01: follow the unit to it.": "Một ngày khác, như 2025-08-01: theo đơn vị đến ngày đó.",
    'File with a code or name a line ("-": standard input); prints a line of tab-separated values for each.': (
        'Tệp mỗi dòng một mã hoặc tên ("-": đầu vào chuẩn); in mỗi dòng kết quả cách nhau bằng tab.'
    ),
    "Folder with the national lists. Default: the environment variable HOCTAP_NATIONAL_LISTS, else the library's district.": (
        "Thư mục có danh mục toàn quốc. Mặc định: biến môi trường HOCTAP_NATIONAL_LISTS, nếu không có thì huyện có sẵn trong thư viện."
    ),
    "name a code or unit, or a file with --file": "hãy nêu một mã hoặc tên đơn vị, hoặc một tệp bằng --file",
    "a file needs a day: --on": "cần nêu ngày cho cả tệp: --on",
    "Show what a new unit took over from the units it was formed of.": "Cho biết đơn vị mới tiếp nhận những gì từ các đơn vị cũ.",
    "Code of the new unit.": "Mã của đơn vị mới.",
    "A day on which the unit lives. Default: its last version that an act formed of others.": (
        "Một ngày đơn vị có hiệu lực. Mặc định: lần cuối đơn vị được thành lập từ các đơn vị khác."
    ),
    "Write the dossier as a page into this file.": "Ghi hồ sơ thành một trang vào tệp này.",
    "wrote {file}": "đã ghi {file}",
    "Write a district's simulated forms into a new folder.": "Ghi bộ biểu mô phỏng của một huyện vào thư mục mới.",
    "Evaluate the published figures of real places.": "Tính từ số liệu đã công bố của các địa phương.",
    "Show the version and exit.": "In phiên bản rồi kết thúc.",
    "Show this message and exit.": "In hướng dẫn này rồi kết thúc.",
    "Exit codes: 0 fine; 1 done, but findings of severity error exist (what was left out is named); 2 the request "
    "cannot be carried out as given; 3 the input cannot be read.": (
        "Mã kết thúc: 0 tốt; 1 đã xong nhưng có phát hiện mức lỗi (có nêu phần bị loại); 2 yêu cầu không thực hiện được "
        "như đã nêu; 3 không đọc được dữ liệu vào."
    ),
    "Units to show: as_reported, plan_territory, current or a date such as 2024-12-31.": (
        "Đơn vị hiển thị: as_reported, plan_territory, current hoặc một ngày như 2024-12-31."
    ),
    'Quarter or year, as 2025Q4; may be repeated; "all" for every quarter. Default: the last that has ended.': (
        'Quý hoặc năm, như 2025Q4; có thể lặp lại; "all" là mọi quý. Mặc định: quý cuối đã kết thúc.'
    ),
    "Indicator, as T4a; may be repeated. Default: every target of the plan.": (
        "Chỉ tiêu, như T4a; có thể lặp lại. Mặc định: mọi mục tiêu của kế hoạch."
    ),
    'Variant of the indicators; may be repeated; "all" for every one.': (
        'Biến thể của chỉ tiêu; có thể lặp lại; "all" là mọi biến thể.'
    ),
    "Variant of the indicator.": "Biến thể của chỉ tiêu.",
    "Language of the output.": "Ngôn ngữ hiển thị.",
    "Print JSON lines, one object a row.": "In theo dòng JSON, mỗi dòng một đối tượng.",
    "Print one JSON object.": "In một đối tượng JSON.",
    "File with the secret that turns citizen numbers into keys. Default: the environment variable HOCTAP_KEY.": (
        "Tệp chứa khóa bí mật để thay số định danh cá nhân bằng mã. Mặc định: biến môi trường HOCTAP_KEY."
    ),
    "Identifier of a plan the library knows, or a TOML file with a plan.": (
        "Tên một kế hoạch có sẵn trong thư viện, hoặc tệp TOML chứa kế hoạch."
    ),
    "Day on which to ask what is owed, as 2025-12-31. Default: the last day on which anything was received.": (
        "Ngày xét báo cáo phải nộp, như 2025-12-31. Mặc định: ngày nhận báo cáo cuối cùng."
    ),
    "Print one line for each unit and indicator instead of a matrix.": "In mỗi đơn vị và chỉ tiêu một dòng thay cho bảng tổng hợp.",
    "Name the rows of persons too (they are counted only, otherwise).": "Nêu cả dòng của từng người (nếu không, chỉ đếm).",
    "Only what is overdue and not there.": "Chỉ những báo cáo đã quá hạn mà chưa có.",
    "Which set of forms: complete, or the same facts with late, missing, corrected and broken forms.": (
        "Bộ biểu nào: đầy đủ, hoặc cùng số liệu nhưng có biểu trễ, thiếu, sửa và hỏng."
    ),
    "Print the folder with the files that CMake needs to find the library.": "In thư mục chứa các tệp để CMake tìm thư viện.",
    "wrote {files} simulated forms to {folder}": "đã ghi {files} biểu mô phỏng vào {folder}",
    "reading": "đang đọc",
    "how to ask: {command} --help": "xem cách dùng: {command} --help",
    "there is no option {name}": "không có tùy chọn {name}",
    "{name} is missing": "thiếu {name}",
    "{name} cannot take this value; choose from: {choices}": "{name} không nhận giá trị này; hãy chọn trong: {choices}",
    "the command is not understood ({reason}); there is: {known}": "không hiểu lệnh ({reason}); có các lệnh: {known}",
    "where and why: hoctap findings {folder}": "ở đâu và vì sao: hoctap findings {folder}",
    "no quarter of the plan has ended by {day}; name one with --period": (
        "đến {day} chưa có quý nào của kế hoạch kết thúc; hãy nêu kỳ bằng --period"
    ),
    "no report came, so none is known to be owed": "chưa có báo cáo nào nên chưa biết còn nợ báo cáo nào",
    "{folder} holds no forms (text or workbooks)": "{folder} không có biểu nào (văn bản hoặc bảng tính)",
    "this installation does not hold the library's CMake files": "bản cài đặt này không có các tệp CMake của thư viện",
    "stopped": "đã dừng",
    # duties and ratings
    "duty": "nhiệm vụ",
    "who answers": "ai chịu trách nhiệm",
    "done on": "ngày thực hiện",
    "document": "văn bản",
    "difficulties": "khó khăn, vướng mắc",
    "goes to": "báo cáo về",
    "Difficulties reported": "Khó khăn, vướng mắc đã phản ánh",
    "Duties of the plan on {day}": "Nhiệm vụ của kế hoạch tại ngày {day}",
    "no day": "không có hạn",
    "the whole plan": "cả kế hoạch",
    "{owner} has ended; who took over is not known": "{owner} đã kết thúc; chưa rõ ai tiếp nhận",
    "not known": "chưa rõ",
    "on time": "đúng hạn",
    "not yet due": "chưa đến hạn",
    "done": "đã thực hiện",
    "no record": "chưa có ghi nhận",
    "rated": "được xếp loại",
    "reported": "đã báo cáo",
    "unreported": "chưa báo cáo",
    "without a grade": "không ghi loại",
    "median": "trung vị",
    "Grades of centre-years": "Xếp loại theo năm-trung tâm",
    "good": "tốt",
    "fair": "khá",
    "average": "trung bình",
    "weak": "yếu",
    "evidence": "minh chứng",
    "the plan names no day; this one is assumed": "kế hoạch không ghi ngày; đây là giả định",
    "Show who owes what by when under the plan, and what was done, is late or is missing.": "Cho biết ai phải làm gì, hạn khi nào theo kế hoạch, việc gì đã làm, muộn hay chưa làm.",
    "Only duties that stand like this; may be repeated.": "Chỉ những nhiệm vụ có tình trạng này; có thể lặp lại.",
    "List periods that have not begun, too.": "Liệt kê cả những kỳ chưa bắt đầu.",
    "Write the days that are due as a calendar (iCalendar) into this file.": "Ghi các ngày đến hạn thành lịch (iCalendar) vào tệp này.",
    "Show how many centre-years have which grade, and the median grade.": "Cho biết bao nhiêu năm-trung tâm đạt mỗi loại, và loại trung vị.",
    "calendars are written by the package icalendar: pip install hoctap[icalendar]": "lịch được ghi bằng gói icalendar: pip install hoctap[icalendar]",
}
