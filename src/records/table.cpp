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
    column->push_missing(rows - column->size());
  }
  places_.clear();
  size_ = rows;
  only_source_ = source;
}

void Table::write_places_out() {
  if (!places_.empty()) return;
  places_.reserve(size_ + 1);
  for (std::size_t row = 1; row <= size_; ++row) places_.push_back({only_source_, static_cast<std::uint32_t>(row)});
}

void Table::push_place(RowPlace place) {
  if (size_ == 0) only_source_ = place.source;
  if (!places_.empty() || place != RowPlace{only_source_, static_cast<std::uint32_t>(size_ + 1)}) {
    write_places_out();
    places_.push_back(place);
  }
  ++size_;
}

void Table::push_places(std::uint32_t source, std::size_t count) {
  if (count == 0) return;
  if (size_ == 0) {
    only_source_ = source;
    size_ = count;
    return;
  }
  write_places_out();
  for (std::size_t row = 1; row <= count; ++row) places_.push_back({source, static_cast<std::uint32_t>(row)});
  size_ = places_.size();
}

void Table::check_complete() const {
  for (const ColumnBase* column : columns_) {
    if (column->size() != size()) refuse_length(*this, *column, size());
  }
}

void Table::keep(std::span<const std::uint8_t> flags) {
  for (ColumnBase* column : columns_) column->keep(flags);
  write_places_out();
  std::size_t kept = 0;
  for (std::size_t i = 0; i < places_.size(); ++i) {
    if (flags[i] != 0) places_[kept++] = places_[i];
  }
  places_.resize(kept);
  size_ = kept;
}

}  // namespace hoctap
