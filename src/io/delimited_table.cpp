#include "hoctap/io/delimited_table.hpp"

#include <functional>
#include <memory>
#include <vector>

#include "hoctap/core/error.hpp"
#include "hoctap/io/delimited.hpp"
#include "hoctap/time/date.hpp"

namespace hoctap {
namespace {

using CellOf = std::function<std::string(std::size_t row)>;

template <class Values, class Write>
CellOf cells(Values values, Write write) {
  const auto shared = std::make_shared<const Values>(std::move(values));
  return [shared, write](std::size_t row) { return shared->has(row) ? write(shared->values[row]) : std::string(); };
}

CellOf cells_of(const ArrowColumn& column) {
  switch (column.kind()) {
    case ArrowKind::nothing:
      return [](std::size_t) { return std::string(); };
    case ArrowKind::boolean:
      return cells(column.booleans(), [](std::uint8_t value) { return std::string(value != 0 ? "true" : "false"); });
    case ArrowKind::integer:
      return cells(column.integers(), [](std::int64_t value) { return std::to_string(value); });
    case ArrowKind::text:
      return cells(column.texts(), [](std::string_view value) { return std::string(value); });
    case ArrowKind::date:
    case ArrowKind::timestamp:
      return cells(column.days(), [](std::int32_t days) { return Date::from_days(days).iso(); });
    default:
      break;
  }
  throw FormatError({MessageCode::invalid_argument, {column.name() + ": " + column.type()}});
}

}  // namespace

std::string delimited_text(const ArrowTable& table) {
  std::vector<std::string> row;
  std::vector<CellOf> columns;
  for (const ArrowColumn& column : table.columns()) {
    if (column.kind() == ArrowKind::floating) continue;
    row.push_back(column.name());
    columns.push_back(cells_of(column));
  }
  std::string text;
  append_delimited_row(text, row);
  for (std::size_t r = 0; r < table.row_count(); ++r) {
    for (std::size_t c = 0; c < columns.size(); ++c) row[c] = columns[c](r);
    append_delimited_row(text, row);
  }
  return text;
}

}  // namespace hoctap
