"""The headings of the forms: the Vietnamese labels of the declared tables, in the order of their columns."""

HEADINGS: dict[str, tuple[str, ...]] = {
    "units": (
        "Mã ĐVHC",  # unit_code
        "Từ ngày",  # valid_from
        "Đến ngày",  # valid_until
        "Tên",  # name
        "Loại",  # kind
        "Cấp",  # level
        "Mã đơn vị cấp trên",  # parent_code
        "Khu vực",  # zone
        "Thôn khó khăn",  # is_difficult
        "Độ tin cậy",  # mark
        "Nguồn dẫn",  # source
    ),
    "unit_events": (
        "Mã thay đổi",  # event_id
        "Từ mã",  # from_code
        "Đến mã",  # to_code
        "Ngày hiệu lực",  # date
        "Căn cứ",  # legal_basis
        "Hình thức",  # kind
        "Tỷ lệ",  # share
        "Độ tin cậy",  # mark
    ),
    "submissions": (
        "Mã báo cáo",  # report_id
        "Biểu",  # form_code
        "Mã ĐVHC",  # unit_code
        "Kỳ",  # period
        "Mã theo ngày",  # codes_as_of
        "Ngày nhận",  # received_at
        "Lần",  # version
        "Bảng",  # tables
        "Không phát sinh",  # nil
        "SHA-256",  # sha256
    ),
    "centres": (
        "Mã TTHTCĐ",  # centre_id
        "Tên trung tâm",  # name
        "Ngày thành lập",  # founded_on
        "Số QĐ",  # decision_no
        "Ngày giải thể",  # closed_on
        "Trung tâm tiền thân",  # predecessor_ids
    ),
    "centre_places": (
        "Mã TTHTCĐ",  # centre_id
        "Từ ngày",  # valid_from
        "Đến ngày",  # valid_until
        "Mã ĐVHC",  # unit_code
        "Mã thôn",  # village_code
        "Địa điểm",  # venue_type
        "Kết hợp với",  # host
        "Số QĐ",  # decision_no
    ),
    "equipment": (
        "Mã TTHTCĐ",  # centre_id
        "Thiết bị",  # item_code
        "Ngày kiểm kê",  # as_of
        "Số lượng",  # quantity
        "Còn dùng được",  # usable
        "Nguồn",  # source
        "Nguyên giá",  # cost
    ),
    "posts": (
        "Mã TTHTCĐ",  # centre_id
        "Chức danh",  # role
        "Từ ngày",  # valid_from
        "Đến ngày",  # valid_until
        "Số cần",  # required
        "Số được giao",  # decided
        "Số QĐ",  # decision_no
    ),
    "staff": (
        "Số định danh cá nhân",  # person_key
        "Mã TTHTCĐ",  # centre_id
        "Chức danh",  # role
        "Từ ngày",  # valid_from
        "Đến ngày",  # valid_until
        "Kiêm nhiệm",  # part_time
        "Ngày bồi dưỡng",  # trained_on
        "Số QĐ",  # decision_no
    ),
    "teacher_requests": (
        "Mã yêu cầu",  # request_id
        "Mã TTHTCĐ",  # centre_id
        "Ngày yêu cầu",  # requested_on
        "Nội dung",  # subject
        "Ngày cần",  # needed_on
        "Trường",  # school
        "Ngày đáp ứng",  # fulfilled_on
    ),
    "inspections_ratings": (
        "Mã biên bản",  # record_id
        "Mã TTHTCĐ",  # centre_id
        "Ngày",  # date
        "Năm",  # year
        "Loại việc",  # kind
        "Đoàn",  # body
        "Bộ tiêu chí",  # scheme_id
        "Điểm",  # score
        "Xếp loại",  # grade
        "Kết luận",  # findings
        "Ngày khắc phục",  # resolved_on
    ),
    "plans": (
        "Mã TTHTCĐ",  # centre_id
        "Năm",  # year
        "Phiên bản",  # version
        "Trạng thái",  # status
        "Ngày duyệt",  # approved_on
        "Người duyệt",  # approver
        "Mã khảo sát",  # survey_id
    ),
    "plan_lines": (
        "Mã TTHTCĐ",  # centre_id
        "Năm",  # year
        "Phiên bản",  # version
        "Dòng",  # line_no
        "Nội dung",  # content_code
        "Số người",  # persons
        "Số người hưởng lương",  # paid_persons
        "Số người không hưởng lương",  # unpaid_persons
        "Số buổi",  # sessions
        "Số tiết",  # periods
        "Số ngày",  # days
        "Số trang",  # pages
        "Số phiếu",  # form_items
        "Nơi tổ chức",  # place
        "Ngày dự kiến",  # planned_on
    ),
    "surveys": (
        "Mã khảo sát",  # survey_id
        "Ngày bắt đầu",  # started_on
        "Ngày kết thúc",  # ended_on
        "Hình thức",  # method
        "Nhu cầu chính",  # top_needs
    ),
    "survey_centres": (
        "Mã khảo sát",  # survey_id
        "Mã TTHTCĐ",  # centre_id
        "Số phiếu phát",  # sampled
        "Số phiếu thu về",  # responded
    ),
    "duties_done": (
        "Mã nhiệm vụ",  # duty_id
        "Mã ĐVHC",  # unit_code
        "Kỳ",  # period
        "Ngày thực hiện",  # done_on
        "Số văn bản",  # document_no
        "Khó khăn, vướng mắc",  # difficulties
    ),
    "courses": (
        "Mã khóa học",  # course_id
        "Mã TTHTCĐ",  # centre_id
        "Loại",  # kind
        "Nghề",  # field
        "Số giờ",  # hours
        "Ngày khai giảng",  # starts_on
        "Ngày bế giảng",  # ends_on
        "Đơn vị đào tạo",  # provider
        "Doanh nghiệp",  # employer
    ),
    "sessions": (
        "Mã buổi học",  # session_id
        "Mã TTHTCĐ",  # centre_id
        "Mã khóa học",  # course_id
        "Ngày",  # date
        "Mã thôn",  # village_code
        "Chuyên đề",  # topic
        "Loại buổi",  # kind
        "Số giờ",  # hours
        "Báo cáo viên",  # speaker_key
        "Lượt người",  # attendances
        "Nữ",  # female
        "DTTS",  # ethnic
    ),
    "participation": (
        "Mã buổi học",  # session_id
        "Số định danh cá nhân",  # person_key
    ),
    "course_results": (
        "Mã khóa học",  # course_id
        "Số định danh cá nhân",  # person_key
        "Ngày hoàn thành",  # completed_on
        "Số chứng chỉ",  # certificate_no
        "Ngày cấp chứng chỉ",  # certified_on
    ),
    "activities": (
        "Mã hoạt động",  # activity_id
        "Loại hoạt động",  # kind
        "Chủ trì",  # owner
        "Mã ĐVHC",  # unit_code
        "Mã TTHTCĐ",  # centre_id
        "Ngày bắt đầu",  # starts_on
        "Ngày kết thúc",  # ends_on
        "Mô hình gốc",  # model_of
    ),
    "materials": (
        "Mã tài liệu",  # title_id
        "Tên tài liệu",  # title
        "Đơn vị biên soạn",  # owner_units
        "Ngày duyệt",  # approved_on
        "Chuyên đề",  # topic
    ),
    "materials_received": (
        "Mã TTHTCĐ",  # centre_id
        "Tên tài liệu",  # title
        "Ngày nhận",  # received_on
        "Số lượng",  # quantity
    ),
    "residents": (
        "Số định danh cá nhân",  # person_key
        "Cư trú từ ngày",  # spell_from
        "Cư trú đến ngày",  # spell_to
        "Mã ĐVHC",  # unit_code
        "Mã thôn",  # village_code
        "Giới",  # sex
        "Tháng sinh",  # birth_month
        "Dân tộc",  # ethnicity
        "Ngành",  # sector
        "Tình trạng lao động",  # status
        "Hộ nghèo",  # poor
        "Khuyết tật",  # disabled
        "CMKT",  # trained_level
    ),
    "labour_totals": (
        "Mã ĐVHC",  # unit_code
        "Tính đến ngày",  # as_of
        "Giới",  # sex
        "Nhóm tuổi",  # age_band
        "Số lao động",  # labourers
    ),
    "people_totals": (
        "Mã ĐVHC",  # unit_code
        "Kỳ",  # period
        "Chỉ tiêu",  # measure
        "Biến thể",  # variant
        "Giới",  # sex
        "Nhóm tuổi",  # age_band
        "Số người",  # persons
        "Cách xác định",  # method
    ),
    "budget_estimates": (
        "Mã dự toán",  # estimate_id
        "Dòng",  # line_no
        "Phiên bản",  # version
        "Trạng thái",  # status
        "Mã ĐVHC",  # unit_code
        "Mã TTHTCĐ",  # centre_id
        "Năm",  # year
        "Nội dung chi",  # content_code
        "Nguồn",  # fund
        "Đơn vị tính",  # unit
        "Hệ số 1",  # factor_1
        "Hệ số 2",  # factor_2
        "Hệ số 3",  # factor_3
        "Đơn giá",  # unit_price
        "Số tiền",  # amount
        "Dòng kế hoạch",  # plan_line
        "Đơn vị lập",  # prepared_by
        "Ngày gửi",  # submitted_on
    ),
    "allocations": (
        "Mã phân bổ",  # allocation_id
        "Mã dự toán",  # estimate_id
        "Mã ĐVHC",  # unit_code
        "Mã TTHTCĐ",  # centre_id
        "Năm",  # year
        "Nguồn",  # fund
        "Số tiền",  # amount
        "Ngày quyết định",  # decided_on
        "Số QĐ",  # decision_no
    ),
    "receipts": (
        "Mã khoản thu",  # receipt_id
        "Mã ĐVHC",  # unit_code
        "Mã TTHTCĐ",  # centre_id
        "Ngày",  # date
        "Nguồn",  # fund
        "Loại nhà tài trợ",  # donor_kind
        "Số tiền",  # amount
        "Hiện vật",  # in_kind
        "Mục đích",  # purpose
    ),
    "expenditures": (
        "Chứng từ",  # voucher_id
        "Mã phân bổ",  # allocation_id
        "Nội dung chi",  # content_code
        "Số lượng",  # quantity
        "Đơn giá",  # unit_price
        "Số tiền",  # amount
        "Ngày chi",  # paid_on
    ),
    "settlements": (
        "Mã ĐVHC",  # unit_code
        "Năm",  # year
        "Nguồn",  # fund
        "Phiên bản",  # version
        "Đã chi",  # spent
        "Hạn quyết toán",  # due_on
        "Ngày gửi",  # submitted_on
        "Ngày duyệt quyết toán",  # approved_on
    ),
}
