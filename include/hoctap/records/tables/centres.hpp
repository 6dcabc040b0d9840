// Tables of centres: what they are, where they stand, what they own and who runs them.
#pragma once

#include <cstdint>

#include "hoctap/records/table.hpp"

namespace hoctap {

// clang-format off: a column is a line

// Community learning centres (TTHTCĐ).
struct Centres : Table {
  Centres() : Table({"centres", "Trung tâm học tập cộng đồng", TableKind::state}) {}

  Column<Text> centre_id{*this, {.name = "centre_id", .label = "Mã TTHTCĐ", .key = true}};
  Column<Text> name{*this, {.name = "name", .label = "Tên trung tâm"}};
  Column<Date> founded_on{*this, {.name = "founded_on", .label = "Ngày thành lập", .required = true}};
  Column<Text> decision_no{*this, {.name = "decision_no", .label = "Số QĐ"}};
  Column<Date> closed_on{*this, {.name = "closed_on", .label = "Ngày giải thể", .blank_speaks = true, .not_before = "founded_on", .note = "the first day on which it no longer operates; empty: it does"}};
  Column<Text> predecessor_ids{*this, {.name = "predecessor_ids", .label = "Trung tâm tiền thân", .note = "identifiers with semicolons between"}};
};

struct CentrePlaces : Table {
  CentrePlaces() : Table({"centre_places", "Địa điểm trung tâm", TableKind::state}) {}

  Column<Text> centre_id{*this, {.name = "centre_id", .label = "Mã TTHTCĐ", .key = true, .refers_to = "centres"}};
  Column<Date> valid_from{*this, {.name = "valid_from", .label = "Từ ngày", .key = true}};
  Column<Date> valid_until{*this, {.name = "valid_until", .label = "Đến ngày", .blank_speaks = true, .not_before = "valid_from", .note = "the first day on which it no longer holds; empty: no end"}};
  Column<UnitRef> unit_code{*this, {.name = "unit_code", .label = "Mã ĐVHC", .required = true}};
  Column<UnitRef> village_code{*this, {.name = "village_code", .label = "Mã thôn", .within = "unit_code"}};
  Column<Text> venue_type{*this, {.name = "venue_type", .label = "Địa điểm", .code_list = "venues"}};
  Column<Text> host{*this, {.name = "host", .label = "Kết hợp với", .code_list = "hosts"}};
  Column<Text> decision_no{*this, {.name = "decision_no", .label = "Số QĐ"}};
};

struct Equipment : Table {
  Equipment() : Table({"equipment", "Kiểm kê trang thiết bị", TableKind::event}) {}

  Column<Text> centre_id{*this, {.name = "centre_id", .label = "Mã TTHTCĐ", .key = true, .refers_to = "centres"}};
  Column<Text> item_code{*this, {.name = "item_code", .label = "Thiết bị", .key = true, .code_list = "equipment_items"}};
  Column<Date> as_of{*this, {.name = "as_of", .label = "Ngày kiểm kê", .key = true, .in_period = true, .dates_row = true}};
  Column<std::int64_t> quantity{*this, {.name = "quantity", .label = "Số lượng", .non_negative = true}};
  Column<std::int64_t> usable{*this, {.name = "usable", .label = "Còn dùng được", .non_negative = true}};
  Column<Text> source{*this, {.name = "source", .label = "Nguồn", .code_list = "funds"}};
  Column<Money> cost{*this, {.name = "cost", .label = "Nguyên giá", .unit = "đồng", .non_negative = true}};
};

struct Posts : Table {
  Posts() : Table({"posts", "Vị trí việc làm", TableKind::state}) {}

  Column<Text> centre_id{*this, {.name = "centre_id", .label = "Mã TTHTCĐ", .key = true, .refers_to = "centres"}};
  Column<Text> role{*this, {.name = "role", .label = "Chức danh", .key = true, .code_list = "roles"}};
  Column<Date> valid_from{*this, {.name = "valid_from", .label = "Từ ngày", .key = true}};
  Column<Date> valid_until{*this, {.name = "valid_until", .label = "Đến ngày", .blank_speaks = true, .not_before = "valid_from", .note = "the first day on which it no longer holds; empty: no end"}};
  Column<std::int64_t> required{*this, {.name = "required", .label = "Số cần", .non_negative = true}};
  Column<std::int64_t> decided{*this, {.name = "decided", .label = "Số được giao", .non_negative = true}};
  Column<Text> decision_no{*this, {.name = "decision_no", .label = "Số QĐ"}};
};

struct Staff : Table {
  Staff() : Table({"staff", "Cán bộ, báo cáo viên, hướng dẫn viên", TableKind::state}) {}

  Column<PersonKey> person_key{*this, {.name = "person_key", .label = "Số định danh cá nhân", .key = true}};
  Column<Text> centre_id{*this, {.name = "centre_id", .label = "Mã TTHTCĐ", .key = true, .refers_to = "centres"}};
  Column<Text> role{*this, {.name = "role", .label = "Chức danh", .key = true, .code_list = "roles"}};
  Column<Date> valid_from{*this, {.name = "valid_from", .label = "Từ ngày", .key = true}};
  Column<Date> valid_until{*this, {.name = "valid_until", .label = "Đến ngày", .blank_speaks = true, .not_before = "valid_from", .note = "the first day on which it no longer holds; empty: no end"}};
  Column<bool> part_time{*this, {.name = "part_time", .label = "Kiêm nhiệm"}};
  Column<Date> trained_on{*this, {.name = "trained_on", .label = "Ngày bồi dưỡng"}};
  Column<Text> decision_no{*this, {.name = "decision_no", .label = "Số QĐ"}};
};

struct TeacherRequests : Table {
  TeacherRequests() : Table({"teacher_requests", "Yêu cầu cử giáo viên", TableKind::event}) {}

  Column<Text> request_id{*this, {.name = "request_id", .label = "Mã yêu cầu", .key = true}};
  Column<Text> centre_id{*this, {.name = "centre_id", .label = "Mã TTHTCĐ", .required = true, .refers_to = "centres"}};
  Column<Date> requested_on{*this, {.name = "requested_on", .label = "Ngày yêu cầu", .required = true, .dates_row = true}};
  Column<Text> subject{*this, {.name = "subject", .label = "Nội dung"}};
  Column<Date> needed_on{*this, {.name = "needed_on", .label = "Ngày cần"}};
  Column<Text> school{*this, {.name = "school", .label = "Trường"}};
  Column<Date> fulfilled_on{*this, {.name = "fulfilled_on", .label = "Ngày đáp ứng"}};
};

struct InspectionsRatings : Table {
  InspectionsRatings() : Table({"inspections_ratings", "Kiểm tra, xếp loại", TableKind::event}) {}

  Column<Text> record_id{*this, {.name = "record_id", .label = "Mã biên bản", .key = true}};
  Column<Text> centre_id{*this, {.name = "centre_id", .label = "Mã TTHTCĐ", .required = true, .refers_to = "centres"}};
  Column<Date> date{*this, {.name = "date", .label = "Ngày", .required = true, .dates_row = true}};
  Column<std::int64_t> year{*this, {.name = "year", .label = "Năm", .required = true, .in_period = true}};
  Column<Text> kind{*this, {.name = "kind", .label = "Loại việc", .required = true, .code_list = "inspection_kinds"}};
  Column<Text> body{*this, {.name = "body", .label = "Đoàn", .code_list = "inspecting_bodies"}};
  Column<Text> scheme_id{*this, {.name = "scheme_id", .label = "Bộ tiêu chí"}};
  Column<Decimal> score{*this, {.name = "score", .label = "Điểm", .non_negative = true}};
  Column<Text> grade{*this, {.name = "grade", .label = "Xếp loại", .code_list = "grades"}};
  Column<Text> findings{*this, {.name = "findings", .label = "Kết luận"}};
  Column<Date> resolved_on{*this, {.name = "resolved_on", .label = "Ngày khắc phục"}};
};

}  // namespace hoctap
