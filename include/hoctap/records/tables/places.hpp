// Tables of administrative units: versions and the events between them.
#pragma once

#include <cstdint>

#include "hoctap/records/table.hpp"

namespace hoctap {

// clang-format off: a column is a line

struct Units : Table {
  Units() : Table({"units", "Đơn vị hành chính", TableKind::state}) {}

  Column<Text> unit_code{*this, {.name = "unit_code", .label = "Mã ĐVHC", .key = true, .names_place = true}};
  Column<Date> valid_from{*this, {.name = "valid_from", .label = "Từ ngày", .key = true, .may_be_empty = true, .note = "empty: before the data begin"}};
  Column<Date> valid_until{*this, {.name = "valid_until", .label = "Đến ngày", .blank_speaks = true, .not_before = "valid_from", .note = "the first day on which it no longer holds; empty: no end"}};
  Column<Text> name{*this, {.name = "name", .label = "Tên", .required = true}};
  Column<Text> kind{*this, {.name = "kind", .label = "Loại"}};
  Column<Text> level{*this, {.name = "level", .label = "Cấp", .required = true, .code_list = "unit_levels"}};
  Column<Text> parent_code{*this, {.name = "parent_code", .label = "Mã đơn vị cấp trên", .names_place = true}};
  Column<Text> zone{*this, {.name = "zone", .label = "Khu vực", .code_list = "zones"}};
  Column<bool> is_difficult{*this, {.name = "is_difficult", .label = "Thôn khó khăn"}};
  Column<Text> mark{*this, {.name = "mark", .label = "Độ tin cậy", .code_list = "marks"}};
  Column<Text> source{*this, {.name = "source", .label = "Nguồn dẫn"}};
};

struct UnitEvents : Table {
  UnitEvents() : Table({"unit_events", "Thay đổi đơn vị hành chính", TableKind::state}) {}

  Column<Text> event_id{*this, {.name = "event_id", .label = "Mã thay đổi", .key = true}};
  Column<Text> from_code{*this, {.name = "from_code", .label = "Từ mã", .key = true, .names_place = true}};
  Column<Text> to_code{*this, {.name = "to_code", .label = "Đến mã", .key = true, .may_be_empty = true, .names_place = true, .note = "empty: no successor, or none known"}};
  Column<Date> date{*this, {.name = "date", .label = "Ngày hiệu lực", .required = true, .dates_row = true}};
  Column<Text> legal_basis{*this, {.name = "legal_basis", .label = "Căn cứ"}};
  Column<Text> kind{*this, {.name = "kind", .label = "Hình thức", .required = true, .code_list = "event_kinds"}};
  Column<Ratio> share{*this, {.name = "share", .label = "Tỷ lệ", .note = "the part of the source that moved; empty: not known"}};
  Column<Text> mark{*this, {.name = "mark", .label = "Độ tin cậy", .code_list = "marks"}};
};

}  // namespace hoctap
