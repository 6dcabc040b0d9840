"""How forms write the codes of the lists: the Vietnamese labels of data/codes."""

SEX = ("nam", "nữ")
YES = "x"

VILLAGE = "thôn"
SIMULATED = "mô phỏng"
CHANGE_PARENT, MERGE = "chuyển đơn vị cấp trên", "nhập"

EMPLOYED, UNEMPLOYED, STUDENT, HOMEMAKER = "có việc làm", "thất nghiệp", "đang đi học", "nội trợ"
SECTORS = ("nông nghiệp", "chế biến hàng hóa", "dịch vụ", "công nghiệp", "xây dựng", "hành chính, sự nghiệp")
LEVELS = ("chưa qua đào tạo", "đào tạo dưới 3 tháng", "sơ cấp", "trung cấp", "cao đẳng", "đại học")

VENUES = ("hội trường xã", "nhà văn hóa xã", "trụ sở UBND xã", "trụ sở riêng")
HOSTS = ("nhà văn hóa", "điểm bưu điện văn hóa xã", "thư viện xã", "không kết hợp")
ITEMS = ("tủ sách", "bàn ghế", "máy vi tính", "loa, âm li", "máy chiếu", "bảng")

DIRECTOR, DEPUTY, SPEAKER, GUIDE = "giám đốc", "phó giám đốc", "báo cáo viên", "hướng dẫn viên"
INSPECTION, RATING = "kiểm tra", "xếp loại"
BODIES = ("đoàn kiểm tra của huyện", "Hội Khuyến học huyện", "trung tâm tự đánh giá", "UBND xã")
COMMUNE_ASSOCIATION = "Hội Khuyến học xã"
GRADES = ("tốt", "khá", "trung bình", "yếu")

DRAFT, APPROVED = "dự thảo", "đã duyệt"
SURVEY_METHODS = ("phiếu hỏi", "họp dân", "đến từng hộ", "kết hợp")

VOCATIONAL, TRANSFER, SKILLS = "dạy nghề", "chuyển giao kỹ thuật", "bồi dưỡng kỹ năng nghề nghiệp"
DISSEMINATION, LITERACY = "tuyên truyền", "xóa mù chữ"
FIELDS = (
    "may công nghiệp",
    "trồng rau",
    "chăn nuôi",
    "điện dân dụng",
    "trồng cây ăn quả",
    "chế biến nông sản",
    "hàn",
    "nấu ăn",
)
TOPIC_PRODUCTION, TOPIC_OCCUPATION, TOPIC_OTHER = "kỹ thuật sản xuất", "nghề nghiệp", "chuyên đề khác"
TOPICS = (
    "pháp luật",
    "sức khỏe",
    "việc làm",
    "hôn nhân - gia đình",
    "khuyến nông, khuyến công, khuyến lâm",
    "giới tính",
    "khuyến học, xây dựng xã hội học tập",
)

PILOT, REPLICATION, WEEK = "thí điểm", "nhân rộng", "tuần lễ hưởng ứng học tập suốt đời"
RETRAINING, HONOUR = "đào tạo lại lao động trong doanh nghiệp", "tôn vinh"

COMMUNE_BUDGET, DISTRICT_BUDGET, SOCIETY, DONATIONS = (
    "ngân sách cấp xã",
    "ngân sách cấp huyện",
    "xã hội hóa",
    "tài trợ, đóng góp",
)
DONORS = ("doanh nghiệp", "cá nhân", "dòng họ", "tổ chức")

LEARNED, TRANSFERRED = "được học tập", "được chuyển giao kỹ thuật"
COUNTED = "đếm"
