// Tables of planning: needs surveys, yearly plans and their lines, duties done.
#pragma once

#include <cstdint>

#include "hoctap/records/table.hpp"

namespace hoctap {

// clang-format off: a column is a line

struct Plans : Table {
  Plans() : Table({"plans", "Kế hoạch hoạt động năm", TableKind::state}) {}

  Column<Text> centre_id{*this, {.name = "centre_id", .label = "Mã TTHTCĐ", .key = true, .refers_to = "centres"}};
  Column<std::int64_t> year{*this, {.name = "year", .label = "Năm", .key = true, .in_period = true}};
  Column<std::int64_t> version{*this, {.name = "version", .label = "Phiên bản", .key = true}};
  Column<Text> status{*this, {.name = "status", .label = "Trạng thái", .required = true, .code_list = "plan_statuses"}};
  Column<Date> approved_on{*this, {.name = "approved_on", .label = "Ngày duyệt"}};
  Column<Text> approver{*this, {.name = "approver", .label = "Người duyệt"}};
  Column<Text> survey_id{*this, {.name = "survey_id", .label = "Mã khảo sát", .refers_to = "surveys"}};
};

struct PlanLines : Table {
  PlanLines() : Table({"plan_lines", "Nội dung kế hoạch", TableKind::state}) {}

  Column<Text> centre_id{*this, {.name = "centre_id", .label = "Mã TTHTCĐ", .key = true, .refers_to = "centres"}};
  Column<std::int64_t> year{*this, {.name = "year", .label = "Năm", .key = true, .in_period = true}};
  Column<std::int64_t> version{*this, {.name = "version", .label = "Phiên bản", .key = true}};
  Column<std::int64_t> line_no{*this, {.name = "line_no", .label = "Dòng", .key = true}};
  Column<Text> content_code{*this, {.name = "content_code", .label = "Nội dung", .required = true}};
  Column<std::int64_t> persons{*this, {.name = "persons", .label = "Số người", .non_negative = true}};
  Column<std::int64_t> paid_persons{*this, {.name = "paid_persons", .label = "Số người hưởng lương", .non_negative = true}};
  Column<std::int64_t> unpaid_persons{*this, {.name = "unpaid_persons", .label = "Số người không hưởng lương", .non_negative = true}};
  Column<std::int64_t> sessions{*this, {.name = "sessions", .label = "Số buổi", .non_negative = true}};
  Column<std::int64_t> periods{*this, {.name = "periods", .label = "Số tiết", .non_negative = true}};
  Column<std::int64_t> days{*this, {.name = "days", .label = "Số ngày", .non_negative = true}};
  Column<std::int64_t> pages{*this, {.name = "pages", .label = "Số trang", .non_negative = true}};
  Column<std::int64_t> form_items{*this, {.name = "form_items", .label = "Số phiếu", .non_negative = true}};
  Column<Text> place{*this, {.name = "place", .label = "Nơi tổ chức"}};
  Column<Date> planned_on{*this, {.name = "planned_on", .label = "Ngày dự kiến"}};
};

struct Surveys : Table {
  Surveys() : Table({"surveys", "Khảo sát nhu cầu học tập", TableKind::event}) {}

  Column<Text> survey_id{*this, {.name = "survey_id", .label = "Mã khảo sát", .key = true}};
  Column<Date> started_on{*this, {.name = "started_on", .label = "Ngày bắt đầu", .required = true, .dates_row = true}};
  Column<Date> ended_on{*this, {.name = "ended_on", .label = "Ngày kết thúc", .not_before = "started_on"}};
  Column<Text> method{*this, {.name = "method", .label = "Hình thức", .code_list = "survey_methods"}};
  Column<Text> top_needs{*this, {.name = "top_needs", .label = "Nhu cầu chính"}};
};

struct SurveyCentres : Table {
  SurveyCentres() : Table({"survey_centres", "Khảo sát theo trung tâm", TableKind::event}) {}

  Column<Text> survey_id{*this, {.name = "survey_id", .label = "Mã khảo sát", .key = true, .refers_to = "surveys"}};
  Column<Text> centre_id{*this, {.name = "centre_id", .label = "Mã TTHTCĐ", .key = true, .refers_to = "centres"}};
  Column<std::int64_t> sampled{*this, {.name = "sampled", .label = "Số phiếu phát", .non_negative = true}};
  Column<std::int64_t> responded{*this, {.name = "responded", .label = "Số phiếu thu về", .non_negative = true}};
};

struct DutiesDone : Table {
  DutiesDone() : Table({"duties_done", "Nhiệm vụ đã thực hiện", TableKind::event}) {}

  Column<Text> duty_id{*this, {.name = "duty_id", .label = "Mã nhiệm vụ", .key = true}};
  Column<UnitRef> unit_code{*this, {.name = "unit_code", .label = "Mã ĐVHC", .key = true}};
  Column<Period> period{*this, {.name = "period", .label = "Kỳ", .key = true, .in_period = true, .dates_row = true}};
  Column<Date> done_on{*this, {.name = "done_on", .label = "Ngày thực hiện", .required = true}};
  Column<Text> document_no{*this, {.name = "document_no", .label = "Số văn bản"}};
  Column<Text> difficulties{*this, {.name = "difficulties", .label = "Khó khăn, vướng mắc", .note = "what is to be reported upward"}};
};

}  // namespace hoctap
