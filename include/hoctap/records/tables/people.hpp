// Tables of people: residence spells, and head counts that communes declare.
#pragma once

#include <cstdint>

#include "hoctap/records/table.hpp"

namespace hoctap {

// clang-format off: a column is a line

struct Residents : Table {
  Residents() : Table({"residents", "Người cư trú", TableKind::state}) {}

  Column<PersonKey> person_key{*this, {.name = "person_key", .label = "Số định danh cá nhân", .key = true}};
  Column<Date> spell_from{*this, {.name = "spell_from", .label = "Cư trú từ ngày", .key = true}};
  Column<Date> spell_to{*this, {.name = "spell_to", .label = "Cư trú đến ngày", .blank_speaks = true, .not_before = "spell_from", .note = "the first day on which the person no longer lives there; empty: lives there still"}};
  Column<UnitRef> unit_code{*this, {.name = "unit_code", .label = "Mã ĐVHC", .required = true, .claims = true}};
  Column<UnitRef> village_code{*this, {.name = "village_code", .label = "Mã thôn", .within = "unit_code"}};
  Column<Text> sex{*this, {.name = "sex", .label = "Giới", .code_list = "sexes"}};
  Column<Month> birth_month{*this, {.name = "birth_month", .label = "Tháng sinh"}};
  Column<Text> ethnicity{*this, {.name = "ethnicity", .label = "Dân tộc"}};
  Column<Text> sector{*this, {.name = "sector", .label = "Ngành", .code_list = "sectors"}};
  Column<Text> status{*this, {.name = "status", .label = "Tình trạng lao động", .code_list = "labour_statuses"}};
  Column<bool> poor{*this, {.name = "poor", .label = "Hộ nghèo"}};
  Column<bool> disabled{*this, {.name = "disabled", .label = "Khuyết tật"}};
  Column<Text> trained_level{*this, {.name = "trained_level", .label = "CMKT", .code_list = "trained_levels"}};
};

struct LabourTotals : Table {
  LabourTotals() : Table({"labour_totals", "Số lao động", TableKind::event}) {}

  Column<UnitRef> unit_code{*this, {.name = "unit_code", .label = "Mã ĐVHC", .key = true}};
  Column<Date> as_of{*this, {.name = "as_of", .label = "Tính đến ngày", .key = true, .in_period = true, .dates_row = true}};
  Column<Text> sex{*this, {.name = "sex", .label = "Giới", .key = true, .may_be_empty = true, .code_list = "sexes", .note = "empty: both"}};
  Column<Text> age_band{*this, {.name = "age_band", .label = "Nhóm tuổi", .key = true, .may_be_empty = true, .note = "15-59, 60+; empty: of working age"}};
  Column<std::int64_t> labourers{*this, {.name = "labourers", .label = "Số lao động", .required = true, .unit = "persons", .non_negative = true}};
};

struct PeopleTotals : Table {
  PeopleTotals() : Table({"people_totals", "Số người học theo khai báo", TableKind::event}) {}

  Column<UnitRef> unit_code{*this, {.name = "unit_code", .label = "Mã ĐVHC", .key = true}};
  Column<Period> period{*this, {.name = "period", .label = "Kỳ", .key = true, .in_period = true, .dates_row = true}};
  Column<Text> measure{*this, {.name = "measure", .label = "Chỉ tiêu", .key = true, .code_list = "declared_measures"}};
  Column<Text> variant{*this, {.name = "variant", .label = "Biến thể", .key = true, .may_be_empty = true, .code_list = "evidence"}};
  Column<Text> sex{*this, {.name = "sex", .label = "Giới", .key = true, .may_be_empty = true, .code_list = "sexes", .note = "empty: both"}};
  Column<Text> age_band{*this, {.name = "age_band", .label = "Nhóm tuổi", .key = true, .may_be_empty = true, .note = "empty: all"}};
  Column<std::int64_t> persons{*this, {.name = "persons", .label = "Số người", .required = true, .unit = "persons", .non_negative = true}};
  Column<Text> method{*this, {.name = "method", .label = "Cách xác định", .code_list = "count_methods"}};
};

}  // namespace hoctap
