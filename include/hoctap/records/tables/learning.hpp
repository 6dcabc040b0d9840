// Tables of learning: courses, sessions, who took part, activities and materials.
#pragma once

#include <cstdint>

#include "hoctap/records/table.hpp"

namespace hoctap {

// clang-format off: a column is a line

struct Courses : Table {
  Courses() : Table({"courses", "Khóa học", TableKind::state}) {}

  Column<Text> course_id{*this, {.name = "course_id", .label = "Mã khóa học", .key = true}};
  Column<Text> centre_id{*this, {.name = "centre_id", .label = "Mã TTHTCĐ", .refers_to = "centres", .note = "may be empty: a course of another provider"}};
  Column<Text> kind{*this, {.name = "kind", .label = "Loại", .required = true, .code_list = "session_kinds"}};
  Column<Text> field{*this, {.name = "field", .label = "Nghề", .code_list = "fields"}};
  Column<Decimal> hours{*this, {.name = "hours", .label = "Số giờ", .unit = "hours", .non_negative = true}};
  Column<Date> starts_on{*this, {.name = "starts_on", .label = "Ngày khai giảng", .dates_row = true}};
  Column<Date> ends_on{*this, {.name = "ends_on", .label = "Ngày bế giảng", .not_before = "starts_on"}};
  Column<Text> provider{*this, {.name = "provider", .label = "Đơn vị đào tạo"}};
  Column<Text> employer{*this, {.name = "employer", .label = "Doanh nghiệp"}};
};

struct Sessions : Table {
  Sessions() : Table({"sessions", "Buổi học", TableKind::event}) {}

  Column<Text> session_id{*this, {.name = "session_id", .label = "Mã buổi học", .key = true}};
  Column<Text> centre_id{*this, {.name = "centre_id", .label = "Mã TTHTCĐ", .required = true, .refers_to = "centres"}};
  Column<Text> course_id{*this, {.name = "course_id", .label = "Mã khóa học", .refers_to = "courses"}};
  Column<Date> date{*this, {.name = "date", .label = "Ngày", .required = true, .in_period = true, .dates_row = true}};
  Column<UnitRef> village_code{*this, {.name = "village_code", .label = "Mã thôn"}};
  Column<Text> topic{*this, {.name = "topic", .label = "Chuyên đề", .code_list = "topics"}};
  Column<Text> kind{*this, {.name = "kind", .label = "Loại buổi", .required = true, .code_list = "session_kinds"}};
  Column<Decimal> hours{*this, {.name = "hours", .label = "Số giờ", .unit = "hours", .non_negative = true}};
  Column<Text> speaker_key{*this, {.name = "speaker_key", .label = "Báo cáo viên", .note = "an identifier of the centre's own"}};
  Column<std::int64_t> attendances{*this, {.name = "attendances", .label = "Lượt người", .non_negative = true}};
  Column<std::int64_t> female{*this, {.name = "female", .label = "Nữ", .non_negative = true}};
  Column<std::int64_t> ethnic{*this, {.name = "ethnic", .label = "DTTS", .non_negative = true}};
};

struct Participation : Table {
  Participation() : Table({"participation", "Người tham gia", TableKind::event}) {}

  Column<Text> session_id{*this, {.name = "session_id", .label = "Mã buổi học", .key = true, .refers_to = "sessions"}};
  Column<PersonKey> person_key{*this, {.name = "person_key", .label = "Số định danh cá nhân", .key = true, .may_be_empty = true, .note = "empty: an attendance without a name"}};
};

struct CourseResults : Table {
  CourseResults() : Table({"course_results", "Kết quả khóa học", TableKind::state}) {}

  Column<Text> course_id{*this, {.name = "course_id", .label = "Mã khóa học", .key = true, .refers_to = "courses"}};
  Column<PersonKey> person_key{*this, {.name = "person_key", .label = "Số định danh cá nhân", .key = true}};
  Column<Date> completed_on{*this, {.name = "completed_on", .label = "Ngày hoàn thành", .dates_row = true}};
  Column<Text> certificate_no{*this, {.name = "certificate_no", .label = "Số chứng chỉ"}};
  Column<Date> certified_on{*this, {.name = "certified_on", .label = "Ngày cấp chứng chỉ", .not_before = "completed_on"}};
};

struct Activities : Table {
  Activities() : Table({"activities", "Hoạt động", TableKind::event}) {}

  Column<Text> activity_id{*this, {.name = "activity_id", .label = "Mã hoạt động", .key = true}};
  Column<Text> kind{*this, {.name = "kind", .label = "Loại hoạt động", .required = true, .code_list = "activity_kinds"}};
  Column<Text> owner{*this, {.name = "owner", .label = "Chủ trì"}};
  Column<UnitRef> unit_code{*this, {.name = "unit_code", .label = "Mã ĐVHC"}};
  Column<Text> centre_id{*this, {.name = "centre_id", .label = "Mã TTHTCĐ", .refers_to = "centres"}};
  Column<Date> starts_on{*this, {.name = "starts_on", .label = "Ngày bắt đầu", .required = true, .dates_row = true}};
  Column<Date> ends_on{*this, {.name = "ends_on", .label = "Ngày kết thúc", .not_before = "starts_on"}};
  Column<Text> model_of{*this, {.name = "model_of", .label = "Mô hình gốc", .refers_to = "activities"}};
};

struct Materials : Table {
  Materials() : Table({"materials", "Tài liệu, học liệu địa phương", TableKind::state}) {}

  Column<Text> title_id{*this, {.name = "title_id", .label = "Mã tài liệu", .key = true}};
  Column<Text> title{*this, {.name = "title", .label = "Tên tài liệu", .required = true}};
  Column<Text> owner_units{*this, {.name = "owner_units", .label = "Đơn vị biên soạn", .note = "codes with semicolons between"}};
  Column<Date> approved_on{*this, {.name = "approved_on", .label = "Ngày duyệt"}};
  Column<Text> topic{*this, {.name = "topic", .label = "Chuyên đề", .code_list = "topics"}};
};

struct MaterialsReceived : Table {
  MaterialsReceived() : Table({"materials_received", "Tài liệu đã nhận", TableKind::event}) {}

  Column<Text> centre_id{*this, {.name = "centre_id", .label = "Mã TTHTCĐ", .key = true, .refers_to = "centres"}};
  Column<Text> title{*this, {.name = "title", .label = "Tên tài liệu", .key = true}};
  Column<Date> received_on{*this, {.name = "received_on", .label = "Ngày nhận", .key = true, .dates_row = true}};
  Column<std::int64_t> quantity{*this, {.name = "quantity", .label = "Số lượng", .non_negative = true}};
};

}  // namespace hoctap
