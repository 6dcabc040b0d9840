#include <algorithm>
#include <numeric>

#include "records/row_keys.hpp"
#include "records/rules.hpp"

namespace hoctap::records {
namespace {

// Rows by source and line; nearly always the order in which they came.
std::vector<std::uint32_t> rows_in_order(const Table& table) {
  std::vector<std::uint32_t> rows(table.size());
  std::iota(rows.begin(), rows.end(), 0U);
  const auto places = table.places();
  if (!std::is_sorted(places.begin(), places.end())) {
    std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) { return places[a] < places[b]; });
  }
  return rows;
}

}  // namespace

void check_keys(Check& check) {
  const Table& table = check.table();
  std::vector<const ColumnBase*> columns;
  const ColumnBase* unnamed = nullptr;  // attendances without a name are not the same attendance
  for (const ColumnBase* column : table.columns()) {
    if (!column->info().key) continue;
    columns.push_back(column);
    if (column->type() == ColumnType::person && column->info().may_be_empty) unnamed = column;
  }
  const RowKeys keys(table, std::move(columns));
  RowSet seen(keys, check.size());
  for (const std::uint32_t row : rows_in_order(table)) {
    if (!check.is_live(row) || (unnamed != nullptr && !unnamed->has(row))) continue;
    std::uint32_t& first = seen.slot(row);
    if (first == RowSet::none) {
      first = row;
    } else if (table.info().kind == TableKind::state && table.place(first).source != table.place(row).source) {
      check.drop(first, nullptr, MessageCode::row_superseded, {keys.text(row, check.pool()), check.where(row)});
      first = row;
    } else {
      check.drop(row, nullptr, MessageCode::row_repeated, {keys.text(row, check.pool()), check.where(first)});
    }
  }
}

}  // namespace hoctap::records
