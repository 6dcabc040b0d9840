#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <vector>

#include "geo/footprints.hpp"
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

// Which rows of a table speak for one line of units. Where units claim what the key names (a person who lives there),
// another unit's claim does not supersede: both stay. Elsewhere all rows are of one line.
class Lines {
 public:
  Lines(const Table& table, const Gazetteer& gazetteer) : gazetteer_(gazetteer) {
    for (const ColumnBase* column : table.columns()) {
      if (column->info().claims) units_ = static_cast<const Column<UnitRef>*>(column);
    }
  }

  bool meet(std::uint32_t a, std::uint32_t b) const {
    if (units_ == nullptr) return true;
    const VersionId one = (*units_)[a].version;
    const VersionId other = (*units_)[b].version;
    return one == other || (one != no_version && other != no_version &&
                            geo::meet(gazetteer_.footprint(one), gazetteer_.footprint(other)));
  }

 private:
  const Gazetteer& gazetteer_;
  const Column<UnitRef>* units_ = nullptr;
};

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
  const Lines lines(table, check.gazetteer());
  // Rows of one key that speak for different lines: chains from the row in the set, by row.
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> others;
  for (const std::uint32_t row : rows_in_order(table)) {
    if (!check.is_live(row) || (unnamed != nullptr && !unnamed->has(row))) continue;
    std::uint32_t& first = seen.slot(row);
    if (first == RowSet::none) {
      first = row;
      continue;
    }
    std::vector<std::uint32_t>& of_key = others[first];
    if (of_key.empty()) of_key.push_back(first);
    bool stays = true;
    for (const std::uint32_t earlier : of_key) {
      if (!check.is_live(earlier) || !lines.meet(earlier, row)) continue;
      if (table.info().kind == TableKind::state && table.place(earlier).source != table.place(row).source) {
        check.drop(earlier, nullptr, MessageCode::row_superseded, {keys.text(row, check.pool()), check.where(row)});
      } else {
        check.drop(row, nullptr, MessageCode::row_repeated, {keys.text(row, check.pool()), check.where(earlier)});
        stays = false;
        break;
      }
    }
    if (stays) of_key.push_back(row);
  }
}

}  // namespace hoctap::records
