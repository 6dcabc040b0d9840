// A table of the tests' own with a column of every type: what is declared here must show wherever declarations are
// read.
#pragma once

#include "hoctap/records/table.hpp"

namespace hoctap::testing_support {

struct Samples : Table {
  Samples() : Table({"samples", "Mẫu", TableKind::state}) {}

  Column<Text> text{*this, {.name = "text", .label = "Chữ"}};
  Column<UnitRef> unit{*this, {.name = "unit", .label = "Đơn vị"}};
  Column<Date> date{*this, {.name = "date", .label = "Ngày"}};
  Column<Month> month{*this, {.name = "month", .label = "Tháng"}};
  Column<Period> period{*this, {.name = "period", .label = "Kỳ"}};
  Column<std::int64_t> integer{*this, {.name = "integer", .label = "Số nguyên"}};
  Column<Money> money{*this, {.name = "money", .label = "Tiền", .unit = "đồng"}};
  Column<Decimal> decimal{*this, {.name = "decimal", .label = "Số thập phân"}};
  Column<bool> boolean{*this, {.name = "boolean", .label = "Đúng sai"}};
  Column<Ratio> ratio{*this, {.name = "ratio", .label = "Tỷ lệ"}};
  Column<PersonKey> person{*this, {.name = "person", .label = "Người"}};
};

}  // namespace hoctap::testing_support
