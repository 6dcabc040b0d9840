// Tables of reporting: which forms exist and what came.
#pragma once

#include <cstdint>

#include "hoctap/records/table.hpp"

namespace hoctap {

// clang-format off: a column is a line

struct Forms : Table {
  Forms() : Table({"forms", "Danh mục biểu", TableKind::state}) {}

  Column<Text> form_code{*this, {.name = "form_code", .label = "Biểu", .key = true}};
  Column<Text> tables{*this, {.name = "tables", .label = "Bảng", .required = true}};
  Column<Text> period_kind{*this, {.name = "period_kind", .label = "Kỳ báo cáo", .required = true}};
  Column<Text> due_rule{*this, {.name = "due_rule", .label = "Hạn"}};
  Column<Text> senders{*this, {.name = "senders", .label = "Nơi gửi", .required = true}};
  Column<Date> valid_from{*this, {.name = "valid_from", .label = "Từ ngày"}};
  Column<Date> valid_until{*this, {.name = "valid_until", .label = "Đến ngày", .blank_speaks = true, .not_before = "valid_from", .note = "the first day on which it no longer holds; empty: no end"}};
};

struct Submissions : Table {
  Submissions() : Table({"submissions", "Sổ nhận báo cáo", TableKind::event}) {}

  Column<Text> report_id{*this, {.name = "report_id", .label = "Mã báo cáo", .key = true}};
  Column<Text> form_code{*this, {.name = "form_code", .label = "Biểu", .required = true}};
  Column<UnitRef> unit_code{*this, {.name = "unit_code", .label = "Mã ĐVHC", .required = true}};
  Column<Period> period{*this, {.name = "period", .label = "Kỳ", .required = true, .dates_row = true}};
  Column<Date> codes_as_of{*this, {.name = "codes_as_of", .label = "Mã theo ngày", .blank_speaks = true, .dates_codes = true, .note = "empty: the last day of the period"}};
  Column<Date> received_at{*this, {.name = "received_at", .label = "Ngày nhận"}};
  Column<std::int64_t> version{*this, {.name = "version", .label = "Lần", .blank_speaks = true, .non_negative = true, .note = "empty: 1"}};
  Column<Text> tables{*this, {.name = "tables", .label = "Bảng", .blank_speaks = true, .note = "English names of the tables that it tells of, with semicolons between; empty: all that the form carries"}};
  Column<bool> nil{*this, {.name = "nil", .label = "Không phát sinh"}};
  Column<Text> sha256{*this, {.name = "sha256", .label = "SHA-256"}};
};

}  // namespace hoctap
