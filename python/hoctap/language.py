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
    # official documents
    "official documents are written by the packages python-docx and XlsxWriter: pip install hoctap[documents]": (
        "văn bản hành chính được ghi bằng các gói python-docx và XlsxWriter: pip install hoctap[documents]"
    ),
    "documents are written as .docx or .xlsx, not “{suffix}”": "văn bản được ghi thành .docx hoặc .xlsx, không phải “{suffix}”",
    "the layout of {instrument} was read in a secondary source; nothing but what is verified was asked for": (
        "thể thức theo {instrument} được đọc từ nguồn thứ cấp; yêu cầu chỉ dùng nội dung đã kiểm chứng"
    ),
    "layout of {instrument} ({mark}), read on {day}": "thể thức theo {instrument} ({mark}), đọc ngày {day}",
    "the layout was not compared with the gazette": "thể thức chưa được đối chiếu với Công báo",
    "there is no layout “{name}”; there is {known}": "không có thể thức “{name}”; có {known}",
    "to be filled in: {what}": "cần điền: {what}",
    "{name} must be 1 or more, not {value}": "{name} phải từ 1 trở lên, không phải {value}",
    "{name} must be 0 or more, not {value}": "{name} phải từ 0 trở lên, không phải {value}",
    "{year} is no year of the plan, which runs from {first} to {last}": (
        "{year} không phải là năm của kế hoạch (từ {first} đến {last})"
    ),
    "“{name}” names {unit} ({code_of_unit}) and the plan's territory, {territory} ({territory_code}): give one of the codes": (
        "“{name}” vừa là {unit} ({code_of_unit}) vừa là địa bàn của kế hoạch, {territory} ({territory_code}): hãy nêu một trong hai mã"
    ),
    "the saved tables hold exact counts, small ones of persons too: they are not for publication": (
        "các bảng được lưu có số đếm chính xác, kể cả số đếm nhỏ về người: không được công bố"
    ),
    "{file}: “day” is a date of TOML, without quotes: day = 2026-01-05": (
        "{file}: “day” là ngày của TOML, không có dấu ngoặc kép: day = 2026-01-05"
    ),
    "cannot read {file}: {reason}": "không đọc được {file}: {reason}",
    "there is no such file": "không có tệp này",
    "the unit it is about: {unit}": "đơn vị của văn bản: {unit}",
    "{unit} is not in the plan's territory": "{unit} không thuộc địa bàn của kế hoạch",
    "the estimate has no lines of {unit}": "dự toán không có dòng nào của {unit}",
    "{file} is no TOML: {reason}": "{file} không phải là TOML: {reason}",
    "{file}: “{key}” is no part of an office; there is {near}": "{file}: “{key}” không phải là mục của cơ quan ban hành; có {near}",
    "{file}: the value of “{key}” is of another kind": "{file}: giá trị của “{key}” không đúng kiểu",
    "--unit and --office belong to a document; name it with --document": (
        "--unit và --office dành cho văn bản; hãy nêu tệp bằng --document"
    ),
    "Write it as an official document too, into this file (.docx or .xlsx).": (
        "Ghi thêm thành văn bản hành chính vào tệp này (.docx hoặc .xlsx)."
    ),
    "With --document: only the lines of this commune, by code or name.": "Cùng --document: chỉ các dòng của xã này, theo mã hoặc tên.",
    "TOML file with who issues and signs the document. Default: the unit's body, with blanks to be filled in.": (
        "Tệp TOML ghi nơi ban hành và người ký văn bản. Mặc định: cơ quan của đơn vị, chừa chỗ để điền."
    ),
    "Write the yearly review of a commune or of the whole district as an official document in Vietnamese (.docx or .xlsx).": (
        "Ghi báo cáo tổng kết năm của một xã hoặc cả huyện thành văn bản hành chính tiếng Việt (.docx hoặc .xlsx)."
    ),
    "Code or name of the commune, or of the plan's district.": "Mã hoặc tên xã, hoặc huyện của kế hoạch.",
    "A year of the plan.": "Một năm của kế hoạch.",
    "Write the document into this file (.docx or .xlsx).": "Ghi văn bản vào tệp này (.docx hoặc .xlsx).",
    # deliveries compared
    "{count} of {all} figures differ": "{count} trong {all} số liệu khác nhau",
    "changes: {count}, of which {idle} moved no figure": "thay đổi: {count}, trong đó {idle} không làm đổi số liệu nào",
    "Figures that differ": "Số liệu khác nhau",
    "Changes of the records": "Thay đổi của dữ liệu",
    "because of": "do",
    "rows: {tables}": "dòng: {tables}",
    "change": "thay đổi",
    "old → new": "cũ → mới",
    "where before": "vị trí trước",
    "where after": "vị trí sau",
    "figures": "số liệu",
    "row added": "thêm dòng",
    "row removed": "bớt dòng",
    "row changed": "sửa dòng",
    "rows lost": "dòng không dùng được",
    "report": "báo cáo",
    " ({count} rows)": " ({count} dòng)",
    "; left out of the other: {why}": "; lần kia không lấy: {why}",
    "nothing": "không ghi",
    "none": "không",
    "Show which figures moved between two deliveries of the forms, BEFORE and AFTER, and because of which rows and reports. With "
    "--received-until and one folder or ledger: between what had come by two days.": (
        "Cho biết số liệu nào thay đổi giữa hai lần nộp biểu, BEFORE và AFTER, và do những dòng, báo cáo nào. Với --received-until "
        "và một thư mục hoặc sổ: giữa những gì đã nhận đến hai ngày."
    ),
    "Compare what had come by these two days, as 2026-01-10 2026-01-31.": (
        "So sánh những gì đã nhận đến hai ngày này, như 2026-01-10 2026-01-31."
    ),
    "With --json, print the changes with their old and new values instead of figures.": (
        "Cùng --json: in các thay đổi kèm giá trị cũ và mới, thay cho số liệu."
    ),
    "Print every figure and change, not only the first.": "In mọi số liệu và thay đổi, không chỉ những cái đầu.",
    "name two folders, or one folder and two days with --received-until": (
        "hãy nêu hai thư mục, hoặc một thư mục và hai ngày bằng --received-until"
    ),
    # what closes a gap
    "gain": "tăng thêm",
    "so far": "cộng dồn",
    "what it lacks": "còn thiếu gì",
    "how large the gap is cannot be told: the whole is not known": "không rõ khoảng cách vì không biết tổng số",
    "the target of {target} % is met: nothing is needed": "đã đạt mục tiêu {target} %: không cần thêm gì",
    "to {target} %: {least} more if all that is unknown passes, {most} if none of it does": (
        "để đạt {target} %: thêm {least} nếu mọi phần chưa rõ đều đạt, thêm {most} nếu không phần nào đạt"
    ),
    "the first {count} steps are enough": "{count} bước đầu là đủ",
    "all steps together are not enough": "tất cả các bước cộng lại vẫn không đủ",
    "Say what closes the gap between a figure and its target: which centres and what each lacks, or how many labourers in which "
    'places. UNIT is a code or a name, "" the whole territory.': (
        "Cho biết điều gì thu hẹp khoảng cách giữa số liệu và mục tiêu: trung tâm nào, còn thiếu gì, hoặc bao nhiêu lao động ở đâu. "
        'UNIT là mã hoặc tên, "" là cả địa bàn.'
    ),
    # two plans
    "counts for both": "tính cho cả hai",
    "yes": "có",
    "no": "không",
    "Evaluate another plan beside the folder's own, from the same records, in the time that belongs to both, and say what counts "
    "for both.": (
        "Tính thêm một kế hoạch khác từ cùng dữ liệu, trong thời gian thuộc cả hai kế hoạch, và cho biết phần nào tính cho cả hai."
    ),
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
    "Write tables of indicators told apart that are published together: nothing that all of them tell, on old and new units and in "
    "successive periods, gives a small count of persons away. What is withheld is named beside them.": (
        "Ghi các bảng chỉ tiêu phân tổ để công bố cùng nhau: tất cả các bảng cộng lại, theo đơn vị cũ và mới, qua các kỳ liên tiếp, "
        "không làm lộ số người ít. Những gì không công bố được nêu kèm theo."
    ),
    "Dimensions of a table, as sex, or sex,age_band for both at once; a table for each, up to four dimensions in all. "
    "Default: totals.": (
        "Các tiêu thức của một bảng, như sex, hoặc sex,age_band cho cả hai cùng lúc; mỗi lần nêu là một bảng, tất cả không quá bốn "
        "tiêu thức. Mặc định: chỉ tổng số."
    ),
    "Units to show: as_reported, plan_territory, current or a date such as 2024-12-31; may be repeated, every table for each.": (
        "Đơn vị hiển thị: as_reported, plan_territory, current hoặc một ngày như 2024-12-31; có thể lặp lại, mỗi cách xem có đủ các bảng."
    ),
    "Completed years, as 15-29 or 60+; may be repeated.": "Tuổi tròn, như 15-29 hoặc 60+; có thể lặp lại.",
    "Folder in which the tables are written; nothing is overwritten.": "Thư mục ghi các bảng; không ghi đè tệp nào.",
    "A file for each table (csv, parquet) or one workbook (xlsx).": "Mỗi bảng một tệp (csv, parquet) hoặc một tệp bảng tính (xlsx).",
    "these tables are safe together; a table about the same persons that is made later does not know of them: make it in one release with them": (
        "các bảng này an toàn khi công bố cùng nhau; bảng lập sau về cùng những người đó không tính đến chúng: hãy lập chung trong một lần công bố"
    ),
    "it would tell a count below {below} persons, alone or with other tables": (
        "có thể làm lộ số dưới {below} người, riêng nó hoặc cùng với bảng khác"
    ),
    "no row can be shown without telling a count below {below} persons; these counts wait for a later period": (
        "không thể nêu dòng nào mà không làm lộ số dưới {below} người; các số này chờ kỳ sau"
    ),
    "nothing had to be withheld": "không có gì phải giữ lại",
    "bounds alone withheld": "chỉ không công bố cận",
    "What is not shown": "Những gì không công bố",
    "protecting small counts": "đang bảo vệ số ít người",
    "{file} is there already and is not overwritten": "{file} đã có và không bị ghi đè",
    "Parquet is written by the package pyarrow: pip install hoctap[pandas]": "tệp Parquet được ghi bằng gói pyarrow: pip install hoctap[pandas]",
    "Tell indicators apart by sex, age, ethnicity, topic, zone …; small counts of persons are withheld.": (
        "Phân tổ chỉ tiêu theo giới, tuổi, dân tộc, chuyên đề, khu vực …; số người ít không được công bố."
    ),
    "Dimensions, as sex, or sex,age_band; all that are named, up to four, at once in one table.": (
        "Tiêu thức phân tổ, như sex, hoặc sex,age_band; mọi tiêu thức nêu ra, tối đa bốn, cùng lúc trong một bảng."
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
    # reports
    "At a glance": "Tổng quan",
    "The bar is the value, the pale band lies between the bounds: all that is unknown counted as failing, and as passing. The long orange mark is the target, the short black one what the plan's path asks by now.": "Thanh đậm là giá trị, dải nhạt là khoảng giữa hai cận: coi mọi điều chưa rõ là không đạt, hoặc là đạt. Vạch dài màu cam là mục tiêu, vạch ngắn màu đen là mức lộ trình yêu cầu đến nay.",
    "{count} targets: {told}.": "{count} mục tiêu: {told}.",
    "{passing} of {all}": "{passing} trên {all}",
    "{count} not reported": "{count} chưa báo cáo",
    "communes": "số xã",
    "{before} at the plan's start, {today} today": "{before} khi bắt đầu kế hoạch, {today} hiện nay",
    "{missing} of {owed} owed are missing": "còn thiếu {missing} trong {owed} báo cáo phải nộp",
    "money": "kinh phí",
    "{allocated} đồng allocated, {paid} đồng paid": "phân bổ {allocated} đồng, đã chi {paid} đồng",
    "duties": "nhiệm vụ",
    "asked on": "xét đến ngày",
    "Blue: value, with the band between its bounds. Black dashes: path. Orange dots: target. A hollow point: a value before it is due.": "Màu xanh: giá trị, kèm dải giữa hai cận. Nét đứt đen: lộ trình. Chấm cam: mục tiêu. Điểm rỗng: giá trị khi chưa đến hạn.",
    "Where each target stands on {period}": "Từng mục tiêu đang ở đâu, kỳ {period}",
    "Each target of the plan for the whole territory, quarter by quarter.": "Từng mục tiêu của kế hoạch cho toàn địa bàn, theo từng quý.",
    "Values by quarter, in percent": "Giá trị theo quý, phần trăm",
    "{count} targets are out of reach at the present rate.": "{count} mục tiêu không đạt được với tốc độ hiện nay.",
    "The plan has ended; what {count} targets that were not met would have taken:": "Kế hoạch đã kết thúc; {count} mục tiêu không đạt lẽ ra cần:",
    "No target is known to be out of reach.": "Chưa thấy mục tiêu nào ngoài tầm với.",
    "now a quarter": "hiện mỗi quý",
    "What the targets that are not met would take": "Các mục tiêu chưa đạt cần những gì",
    "What is out of reach": "Mục tiêu ngoài tầm với",
    "A tile for each unit, in lines by the units of today; tiles do not stand where the units lie.": "Mỗi đơn vị một ô, xếp theo dòng của đơn vị hiện nay; vị trí ô không phải vị trí trên bản đồ.",
    "Value and status of each unit on {period}": "Giá trị và trạng thái của từng đơn vị, kỳ {period}",
    "Communes and indicators": "Các xã và chỉ tiêu",
    "Units shown: {view}. What cannot be placed on single units is shown together.": "Đơn vị hiển thị: {view}. Số liệu không tách được theo từng đơn vị được tính chung.",
    "Before and after the merger": "Trước và sau sáp nhập",
    "No unit changed in the plan's time.": "Không có đơn vị nào thay đổi trong thời gian kế hoạch.",
    "Each new unit is joined to those it was made of; the orange line is the whole territory.": "Mỗi đơn vị mới được nối với các đơn vị cũ hợp thành; đường màu cam là toàn địa bàn.",
    "Value and status on the units of today, {period}": "Giá trị và trạng thái theo đơn vị hiện nay, kỳ {period}",
    "The units changed last on {day}.": "Các đơn vị thay đổi lần cuối ngày {day}.",
    "These figures of the whole territory differ between old and new units: {which}.": "Các số liệu toàn địa bàn sau khác nhau giữa đơn vị cũ và mới: {which}.",
    "Every figure of the whole territory is the same on old and new units.": "Mọi số liệu toàn địa bàn giống nhau theo đơn vị cũ và đơn vị mới.",
    "new unit": "đơn vị mới",
    "part that went there": "phần chuyển đến",
    "From old units to new ones, {indicator} on {period}": "Từ đơn vị cũ sang đơn vị mới, {indicator} kỳ {period}",
    "What the new units took over: entries of their dossiers": "Đơn vị mới đã tiếp nhận: số mục trong hồ sơ bàn giao",
    "From the estimates to what is left": "Từ dự toán đến số còn lại",
    "Not modelled: no text that was read says a last day for them.": "Chưa mô hình hóa: chưa đọc được văn bản nào quy định ngày cuối.",
    "Finances": "Tài chính",
    "The whole territory by year and fund (đồng)": "Toàn địa bàn theo năm và nguồn (đồng)",
    "Settlements of the state's money, by commune and fund": "Quyết toán kinh phí Nhà nước, theo xã và nguồn",
    "Reports by form": "Báo cáo theo biểu",
    "Missing reports that would settle an undetermined status, those that settle most first": "Báo cáo còn thiếu giúp xác định trạng thái, báo cáo giúp nhiều nhất trước",
    "Settles: on how many shortest lists of undetermined statuses it is; bears on: how many statuses it can change.": "Giúp xác định: số trạng thái chưa xác định mà báo cáo này nằm trong danh sách ngắn nhất; liên quan đến: số trạng thái có thể thay đổi.",
    "Missing reports": "Báo cáo còn thiếu",
    "Missing reports by unit": "Báo cáo còn thiếu theo đơn vị",
    "form and period": "biểu và kỳ",
    "What closes each gap": "Cần gì để đạt từng mục tiêu",
    "No target has a gap that is known.": "Không có mục tiêu nào còn khoảng cách đã biết.",
    "more must pass": "cần đạt thêm",
    "can it be closed": "có thể đạt",
    "How far each target is away": "Từng mục tiêu còn cách bao xa",
    "{name}: what is lacking, by what gains most": "{name}: còn thiếu gì, việc có ích nhất trước",
    "Of targets that count persons only the sums of the whole territory are shown, since counts of single places could tell of single persons.": "Với các mục tiêu tính theo người, chỉ nêu tổng toàn địa bàn, vì số của từng nơi có thể làm lộ từng người.",
    "How many more must pass, between all that is unknown passing and none of it.": "Cần thêm bao nhiêu, trong khoảng từ khi mọi điều chưa rõ đều đạt đến khi đều không đạt.",
    "Duties": "Nhiệm vụ",
    "Calendar of duties": "Lịch nhiệm vụ",
    "A mark stands on a day that is due, a bar over a time of which no day is due; numbers count communes or periods.": "Dấu đặt ở ngày đến hạn, thanh dài là thời gian không có ngày hạn; con số là số xã hoặc số kỳ.",
    "Duties that are late or missing": "Nhiệm vụ trễ hạn hoặc chưa thực hiện",
    "* The plan names no day; this one is assumed.": "* Kế hoạch không ghi ngày; đây là giả định.",
    "Numbers to look at": "Số liệu cần xem lại",
    "Numbers far from other units or from the year before": "Số liệu khác xa các đơn vị khác hoặc năm trước",
    "A number that stands out may be right; somebody should ask.": "Số liệu khác thường vẫn có thể đúng; cần có người hỏi lại.",
    "each line's own days": "theo ngày của từng dòng",
    "library": "thư viện",
    "plan": "kế hoạch",
    "units and their lineage": "đơn vị và quá trình thay đổi",
    "rulebook": "bộ quy định",
    "law of": "luật của ngày",
    "asked": "đã hỏi",
    "day of the reading": "ngày xét số liệu",
    "inputs": "dữ liệu vào",
    "{count} files and the plan, each with its digest below": "{count} tệp và kế hoạch, mỗi tệp có mã băm ở dưới",
    "digest of the receipt": "mã băm của biên nhận",
    "Every figure of this page comes from results that the library computes from these inputs; `hoctap report --save` keeps them, `hoctap verify` computes them again.": "Mọi số liệu trên trang này là kết quả thư viện tính từ dữ liệu vào dưới đây; `hoctap report --save` lưu lại, `hoctap verify` tính lại.",
    "Receipt": "Biên nhận",
    "The whole receipt (JSON)": "Toàn bộ biên nhận (JSON)",
    "units shown": "đơn vị hiển thị",
    "time of the plan": "thời gian kế hoạch",
    "Where {place} stands on its plan": "{place} đang ở đâu so với kế hoạch",
    "Contents": "Mục lục",
    "Skip to the contents": "Đến phần nội dung",
    "The forms were made up; no figure on this page tells of a real place.": "Các biểu là số liệu giả định; không số liệu nào trên trang này nói về một nơi có thật.",
    "target {target}": "mục tiêu {target}",
    "bounds {bounds}": "cận {bounds}",
    "Where a district stands on its plan": "Địa bàn đang ở đâu so với kế hoạch",
    "Made by hoctap {version}": "Lập bằng hoctap {version}",
    "page": "trang",
    "reports are written by the packages jinja2 and matplotlib: pip install hoctap[report]": "báo cáo được viết bằng các gói jinja2 và matplotlib: pip install hoctap[report]",
    # plots
    "million đồng": "triệu đồng",
    "not allocated": "chưa phân bổ",
    "allocated beyond the estimates": "phân bổ vượt dự toán",
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
    "cannot write to {file}: {reason}": "không ghi được vào {file}: {reason}",
    "a file has this name": "một tệp đã có tên này",
    "it is a folder": "đây là thư mục",
    "there is no room left": "không còn chỗ trống",
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
    "Write one page that shows where the district stands, for screen, phone and A4; it needs no network.": (
        "Ghi một trang cho biết địa bàn đang ở đâu, để xem trên màn hình, điện thoại và in khổ A4; không cần mạng."
    ),
    "Write the page into this file.": "Ghi trang vào tệp này.",
    "Quarter or year, as 2025Q4. Default: the last quarter that has ended.": "Quý hoặc năm, như 2025Q4. Mặc định: quý cuối đã kết thúc.",
    "Target that the pictures of communes and of the merger show, as T4a. Default: the first that counts persons.": (
        "Mục tiêu được vẽ ở hình các xã và hình sáp nhập, như T4a. Mặc định: mục tiêu đầu tiên tính theo người."
    ),
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
    "Identifier of a plan the library knows, or a TOML file with a plan. A ledger has its own.": (
        "Tên một kế hoạch có sẵn trong thư viện, hoặc tệp TOML chứa kế hoạch. Sổ có kế hoạch riêng của sổ."
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
    # what to type next
    "how the first of them is judged": "dòng đầu tiên được xét thế nào",
    "the library knows the district of Lạng Giang; --national names a folder with the lists of the whole country": (
        "thư viện có sẵn huyện Lạng Giang; --national nêu thư mục có danh mục toàn quốc"
    ),
    "name a day with --on, or the unit above it after a comma": "hãy nêu ngày bằng --on, hoặc đơn vị cấp trên sau dấu phẩy",
    "no plan for {year} is among the forms: there is only what the law gives each centre": (
        "không có kế hoạch năm {year} trong các biểu: chỉ có những khoản luật định cho mỗi trung tâm"
    ),
    "what lines lack is stated with --price, --number, --attribute and --unit-attribute": (
        "những gì các dòng còn thiếu được nêu bằng --price, --number, --attribute và --unit-attribute"
    ),
    "name two days after {option}, as 2025-01-01 2026-01-01": "hãy nêu hai ngày sau {option}, như 2025-01-01 2026-01-01",
    "{name}: there is no such file or folder, and no such citation of a norm, as 17/2022/TT-BTC:a5.c2": (
        "{name}: không có tệp hoặc thư mục này, cũng không phải là trích dẫn định mức như 17/2022/TT-BTC:a5.c2"
    ),
    "to keep the result as it is now, run the command that made it again, with --save": (
        "để ghi lại kết quả như hiện nay, hãy chạy lại lệnh đã lập nó, với --save"
    ),
    "a whole number": "số nguyên",
    "a whole number from {least}": "số nguyên từ {least}",
    "a file that can be read": "tệp đọc được",
    "{name} cannot take this value; it takes: {what}": "{name} không nhận giá trị này; giá trị phải là: {what}",
    "where and why": "ở đâu và vì sao",
    "where the targets stand": "các mục tiêu đang ở đâu",
    "what was wrong in the forms": "các biểu sai ở đâu",
    "empty forms to be filled in": "biểu trống để điền",
    "to file those that came": "vào sổ các biểu đã nhận",
    "to file the forms in a ledger": "vào sổ các biểu",
    "once they are filled in, to file them in a ledger": "khi đã điền xong, vào sổ",
    "or, without a ledger, where the targets stand": "hoặc, không cần sổ, xem các mục tiêu đang ở đâu",
    "what cannot be opened was not filed; once it is mended": "tệp không mở được chưa vào sổ; khi đã sửa",
    "which reports are missing": "báo cáo nào còn thiếu",
    "which of them would settle what is undetermined": "báo cáo nào giúp xác định những gì chưa xác định",
    "what closes the gap of {indicator}": "cần gì để đạt {indicator}",
    "all of it on one page": "tất cả trên một trang",
    "a browser shows and prints it, without network": "mở và in bằng trình duyệt, không cần mạng",
    "to compute it again and compare": "tính lại và so sánh",
    "give them back to be mended, and read the mended forms in place of these": (
        "hãy gửi trả để sửa, rồi đọc các biểu đã sửa thay cho các biểu này"
    ),
    "drawing": "đang vẽ",
    "no quarter of the plan has ended by {day}; name one with --period": (
        "đến {day} chưa có quý nào của kế hoạch kết thúc; hãy nêu kỳ bằng --period"
    ),
    "no report came, so none is known to be owed": "chưa có báo cáo nào nên chưa biết còn nợ báo cáo nào",
    "{folder} holds no forms (text or workbooks); `hoctap forms` writes empty ones": (
        "{folder} không có biểu nào (văn bản hoặc bảng tính); lệnh `hoctap forms` ghi các biểu trống"
    ),
    "this installation does not hold the library's CMake files": "bản cài đặt này không có các tệp CMake của thư viện",
    "stopped": "đã dừng",
    "; name a file that holds one by --key-file, or set the environment variable HOCTAP_KEY": (
        "; hãy nêu tệp chứa khóa bằng --key-file hoặc đặt biến môi trường HOCTAP_KEY"
    ),
    # completion in the shell
    "Print the script that lets a shell complete commands, options and values: indicators, units, periods, forms. To be put "
    "where the shell starts, as it says.": (
        "In đoạn lệnh để shell tự điền lệnh, tùy chọn và giá trị: chỉ tiêu, đơn vị, kỳ, biểu. Cần đặt vào tệp khởi động của shell "
        "như lệnh chỉ dẫn."
    ),
    "to have it in every shell, write into its file: {line}": "để dùng trong mọi shell, hãy ghi vào tệp khởi động: {line}",
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
    # forms as workbooks
    "workbooks are written by the package XlsxWriter: pip install hoctap[excel]": "tệp bảng tính được ghi bằng gói XlsxWriter: pip install hoctap[excel]",
    "{file} is there already and may have been filled in; it is not overwritten": (
        "{file} đã có và có thể đã được điền; không ghi đè"
    ),
    "answers inside the folder of forms would be read as forms": "bản trả lời nằm trong thư mục biểu sẽ bị đọc như biểu",
    "answers are written into the files themselves; a ledger does not hold them as they were": (
        "bản trả lời được ghi vào chính các tệp; sổ không giữ các tệp nguyên trạng"
    ),
    "{file} has changed since it was read": "{file} đã thay đổi từ lúc được đọc",
    "there is no form {form} for {period}; there is {known}": "không có biểu {form} cho kỳ {period}; có {known}",
    "no form has an error or a warning": "không biểu nào có lỗi hoặc cảnh báo",
    "answer": "bản trả lời",
    "errors": "lỗi",
    "warnings": "cảnh báo",
    "comments": "ghi chú trong ô",
    "Write empty forms as workbooks (.xlsx) for communes to fill in; nothing is overwritten.": (
        "Ghi các biểu trống thành tệp bảng tính (.xlsx) để xã điền; không ghi đè tệp nào."
    ),
    "Period that they report on, as 2024Q3 or 2024.": "Kỳ báo cáo, như 2024Q3 hoặc 2024.",
    'Unit that fills them, by code or name; may be repeated; "all" for every commune. Default: it is left to be filled in.': (
        'Đơn vị điền biểu, theo mã hoặc tên; có thể lặp lại; "all" là mọi xã. Mặc định: để trống cho đơn vị tự ghi.'
    ),
    "Only this form, as HT-01; may be repeated. Default: all for such a period.": (
        "Chỉ biểu này, như HT-01; có thể lặp lại. Mặc định: mọi biểu của loại kỳ đó."
    ),
    "Rows with borders on each sheet, for printing.": "Số dòng kẻ khung ở mỗi tờ, để in.",
    "Give forms back with what is wrong in them marked and said in comments, each as a workbook (.xlsx).": (
        "Trả lại các biểu, đánh dấu và ghi chú ngay tại ô có chỗ sai, mỗi biểu một tệp bảng tính (.xlsx)."
    ),
    "Language of the comments.": "Ngôn ngữ của các ghi chú.",
    "Only files whose path holds this, or fits it with * and ?; may be repeated.": (
        "Chỉ những tệp có đường dẫn chứa cụm này, hoặc khớp mẫu với * và ?; có thể lặp lại."
    ),
    # the ledger of submissions
    "files in the ledger: {files}; versions: {versions}": "số tệp trong sổ: {files}; số lần: {versions}",
    "files of the folder: {count}": "số tệp trong thư mục: {count}",
    "file": "tệp",
    "what came of it": "kết quả",
    "version of the file": "lần",
    "in place of": "thay cho",
    "received on": "ngày nhận",
    "filed on": "ngày vào sổ",
    "filed by": "người vào sổ",
    "filed": "đã vào sổ",
    "new version": "bản mới",
    "filed before": "đã có trong sổ",
    "cannot be opened": "không mở được",
    "{version}, replaced": "{version}, đã thay",
    "… and {count} before them": "… và {count} dòng trước đó",
    "filing": "đang vào sổ",
    "{file}: there is no ledger; `hoctap init` makes one": "{file}: không có sổ; lệnh `hoctap init` tạo sổ mới",
    "{file}: this database is no ledger; `hoctap init` makes one": (
        "{file}: cơ sở dữ liệu này không phải là sổ; lệnh `hoctap init` tạo sổ mới"
    ),
    "{file}: this file is no ledger": "{file}: tệp này không phải là sổ",
    "{file}: there is a ledger already; `hoctap ingest` files forms in it": (
        "{file}: đã có sổ ở đây; lệnh `hoctap ingest` vào sổ các biểu"
    ),
    "{file}: the database cannot be used: {reason}": "{file}: không dùng được cơ sở dữ liệu: {reason}",
    "this is no URL of a database": "đây không phải là URL của cơ sở dữ liệu",
    "a ledger is a file of SQLite or a database of PostgreSQL, not {backend}": (
        "sổ là tệp SQLite hoặc cơ sở dữ liệu PostgreSQL, không phải {backend}"
    ),
    "a ledger needs SQLAlchemy: pip install hoctap[ledger]": "sổ cần gói SQLAlchemy: pip install hoctap[ledger]",
    "a ledger in PostgreSQL needs psycopg: pip install hoctap[postgresql]": (
        "sổ trong PostgreSQL cần gói psycopg: pip install hoctap[postgresql]"
    ),
    "persons of this ledger were given keys by another secret: under this one each would be another person": (
        "người trong sổ này đã được ẩn danh bằng khóa khác: với khóa này mỗi người sẽ thành một người khác"
    ),
    "say who files the forms (who)": "hãy nêu người vào sổ (who)",
    "List every file that was filed, not only the first.": "Liệt kê mọi tệp đã vào sổ, không chỉ những tệp đầu.",
    "nothing can have been received on a day that lies ahead": "ngày nhận không thể là ngày chưa tới",
    "originals are locked with the secret of persons; none is given": (
        "bản gốc được khóa bằng khóa ẩn danh; chưa nêu khóa nào"
    ),
    "originals are locked with the secret of persons, and this is not it": (
        "bản gốc được khóa bằng khóa ẩn danh, và đây không phải là khóa đó"
    ),
    "no original is kept under number {number}": "không lưu bản gốc nào dưới số {number}",
    "limits count when a file is filed, not when a ledger is read": "giới hạn đọc chỉ áp dụng khi vào sổ, không áp dụng khi đọc sổ",
    "nothing was filed in this ledger; `hoctap ingest` files forms in it": "sổ này chưa có gì; lệnh `hoctap ingest` vào sổ các biểu",
    "nothing was filed in this ledger by {day}": "đến {day} sổ này chưa có gì",
    "what was filed is damaged": "nội dung trong sổ bị hỏng",
    "it was written to while it was read; ingest it again": "tệp bị ghi trong khi đọc; hãy vào sổ lại",
    "it cannot be opened": "không mở được tệp",
    "“{day}” is no day such as 2025-10-05": "“{day}” không phải là ngày như 2025-10-05",
    "this ledger was made by hoctap {library} (tables of version {found}); this is hoctap {here} (version {known})": (
        "sổ này do hoctap {library} tạo (bảng phiên bản {found}); đây là hoctap {here} (phiên bản {known})"
    ),
    "this ledger was made for the plan {noted}, and this is another text of it or another plan ({plan})": (
        "sổ này được lập cho kế hoạch {noted}, còn đây là bản khác của kế hoạch đó hoặc kế hoạch khác ({plan})"
    ),
    "this ledger was made with other places than this library knows; `hoctap init --renew` goes on with these": (
        "sổ này được lập với danh mục đơn vị khác với thư viện này; `hoctap init --renew` tiếp tục với danh mục này"
    ),
    "a receipt names files; a database behind a URL cannot be one of them": (
        "biên nhận ghi tên tệp; cơ sở dữ liệu theo URL không thể là một tệp"
    ),
    "made the ledger {name} for {plan}": "đã lập sổ {name} cho {plan}",
    "the ledger {name} goes on for {plan}": "sổ {name} tiếp tục cho {plan}",
    "Make a ledger of submissions: a file, or the tables in a database of PostgreSQL.": (
        "Lập sổ nhận báo cáo: một tệp, hoặc các bảng trong cơ sở dữ liệu PostgreSQL."
    ),
    "Let a ledger that was made for another text of the plan or other places go on with those known now.": (
        "Cho sổ đã lập cho bản khác của kế hoạch hoặc danh mục đơn vị khác tiếp tục với bản hiện có."
    ),
    "File every form of a folder in a ledger; what was filed before is known.": (
        "Vào sổ mọi biểu trong thư mục; biểu đã có trong sổ được nhận ra."
    ),
    "Who files them. Default: the name of the account.": "Người vào sổ. Mặc định: tên tài khoản.",
    "Day on which they were received, as 2025-10-05, for forms that do not state it. Default: not known.": (
        "Ngày nhận, như 2025-10-05, cho biểu không ghi ngày nhận. Mặc định: không rõ."
    ),
    "Keep the files themselves too, locked with the secret of citizen numbers.": (
        "Lưu cả tệp gốc, khóa bằng khóa ẩn danh số định danh."
    ),
    "List every version of every form in a ledger.": "Liệt kê mọi lần của mọi biểu trong sổ.",
    "Only the version of each file that counts.": "Chỉ lần có hiệu lực của mỗi tệp.",
    "Only what was received by this day, as 2025-10-05. Default: all of it.": (
        "Chỉ những gì đã nhận đến ngày này, như 2025-10-05. Mặc định: tất cả."
    ),
}
