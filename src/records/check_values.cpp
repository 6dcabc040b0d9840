#include <cstdint>
#include <type_traits>
#include <utility>

#include "hoctap/records/parse_canonical.hpp"
#include "records/column_scan.hpp"
#include "records/rules.hpp"

namespace hoctap::records {
namespace {

// Blank text and the key of nobody say nothing.
void blank_means_missing(ColumnBase& column) {
  if (column.type() == ColumnType::text) {
    auto& texts = static_cast<Column<Text>&>(column);
    if (!has_zero(numbers_of<std::uint32_t>(texts.values()))) return;
    for (std::size_t row = 0; row < texts.size(); ++row) {
      if (texts[row].is_empty() && texts.has(row)) texts.set_missing(row);
    }
  } else if (column.type() == ColumnType::unit) {
    auto& units = static_cast<Column<UnitRef>&>(column);
    const auto values = units.values();
    bool has_blank = false;
    for (const UnitRef& unit : values) has_blank |= unit.code.is_empty();
    if (!has_blank) return;
    for (std::size_t row = 0; row < units.size(); ++row) {
      if (units[row].code.is_empty() && units.has(row)) units.set_missing(row);
    }
  } else if (column.type() == ColumnType::person) {
    auto& persons = static_cast<Column<PersonKey>&>(column);
    for (std::size_t row = 0; row < persons.size(); ++row) {
      if (persons[row].is_empty() && persons.has(row)) persons.set_missing(row);
    }
  }
}

void drop_missing(Check& check, const ColumnBase& column) {
  if (column.missing_count() == 0) return;
  const Table& table = std::as_const(check).table();
  const bool may_be_left_out = only_numbers_rows(table, column);
  if (may_be_left_out && table.only_source() && check.lacks_column(0, column)) return;
  for (std::size_t row = 0; row < check.size(); ++row) {
    if (column.has(row) || (may_be_left_out && check.lacks_column(row, column))) continue;
    check.drop(row, &column, MessageCode::value_missing, {described(column)});
  }
}

// Whether any value is below zero; types that are not numbers have no sign.
template <class T>
bool states_negative(const Column<T>& column) {
  if constexpr (std::is_same_v<T, std::int64_t> || std::is_same_v<T, Money> || std::is_same_v<T, Decimal>)
    return has_negative(numbers_of<std::int64_t>(column.values()));
  else
    return false;
}

template <class T>
bool is_negative(const T&) {
  return false;
}
bool is_negative(std::int64_t value) { return value < 0; }
bool is_negative(Money value) { return value.dong() < 0; }
bool is_negative(Decimal value) { return value.hundredths < 0; }

void drop_negative(Check& check, const ColumnBase& column) {
  if (column.missing_count() == column.size()) return;
  visit_column(column, [&](const auto& typed) {
    if (!states_negative(typed)) return;
    for (std::size_t row = 0; row < check.size(); ++row) {
      if (!is_negative(typed[row]) || !check.has(column, row)) continue;
      check.drop(row, &column, MessageCode::value_negative,
                 {described(column), canonical_text(column, row, check.pool())});
    }
  });
}

}  // namespace

void check_values(Check& check) {
  for (ColumnBase* column : check.table().columns()) {
    if (column->missing_count() < column->size()) blank_means_missing(*column);
    if (column->is_needed()) drop_missing(check, *column);
    if (column->info().non_negative) drop_negative(check, *column);
  }
}

}  // namespace hoctap::records
