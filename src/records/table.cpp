#include "hoctap/records/table.hpp"

#include <algorithm>
#include <string>

#include "hoctap/core/error.hpp"

namespace hoctap {
namespace {

[[noreturn]] void refuse_length(const Table& table, const ColumnBase& column, std::size_t rows) {
  throw InvalidValue(
      {MessageCode::column_length,
       {std::string(table.name()), std::string(column.name()), std::to_string(column.size()), std::to_string(rows)}});
}

template <class Columns>
auto find_in(const Columns& columns, std::string_view name) {
  const auto found =
      std::find_if(columns.begin(), columns.end(), [name](const ColumnBase* column) { return column->name() == name; });
  return found == columns.end() ? nullptr : *found;
}

}  // namespace

ColumnBase* Table::find_column(std::string_view name) { return find_in(columns_, name); }

const ColumnBase* Table::find_column(std::string_view name) const { return find_in(columns_, name); }

void Table::place_rows(std::uint32_t source) {
  std::size_t rows = 0;
  for (const ColumnBase* column : columns_) rows = std::max(rows, column->size());
  for (ColumnBase* column : columns_) {
    if (column->size() != 0 && column->size() != rows) refuse_length(*this, *column, rows);
    while (column->size() < rows) column->push_missing();
  }
  places_.resize(rows);
  for (std::size_t i = 0; i < rows; ++i) places_[i] = {source, static_cast<std::uint32_t>(i + 1)};
}

void Table::check_complete() const {
  for (const ColumnBase* column : columns_) {
    if (column->size() != size()) refuse_length(*this, *column, size());
  }
}

void Table::keep(std::span<const std::uint8_t> flags) {
  for (ColumnBase* column : columns_) column->keep(flags);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < places_.size(); ++i) {
    if (flags[i] != 0) places_[kept++] = places_[i];
  }
  places_.resize(kept);
}

}  // namespace hoctap
