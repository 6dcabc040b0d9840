#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <type_traits>
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

// Numbers the values of a column from 0, in order of first appearance; how many there are. Nothing where that would
// take more room than a search, or where values are missing or no plain numbers.
template <class T>
std::optional<std::size_t> number_values(const Column<T>& column, std::vector<std::uint32_t>& numbers) {
  const auto word = [](const T& value) -> std::int64_t {
    if constexpr (std::is_same_v<T, Text>)
      return value.symbol;
    else if constexpr (std::is_same_v<T, Date>)
      return value.days();
    else if constexpr (std::is_same_v<T, std::int64_t>)
      return value;
    else
      return 0;
  };
  if constexpr (!std::is_same_v<T, Text> && !std::is_same_v<T, Date> && !std::is_same_v<T, std::int64_t>) {
    return std::nullopt;
  } else {
    const auto values = column.values();
    if (column.missing_count() != 0 || values.empty()) return std::nullopt;
    std::int64_t least = word(values.front());
    std::int64_t most = least;
    for (const T& value : values) {
      least = std::min(least, word(value));
      most = std::max(most, word(value));
    }
    std::int64_t range = 0;
    if (__builtin_sub_overflow(most, least, &range) || static_cast<std::uint64_t>(range) > 4 * values.size() + 65536)
      return std::nullopt;
    std::vector<std::uint32_t> number(static_cast<std::size_t>(range) + 1, RowSet::none);
    std::uint32_t count = 0;
    numbers.resize(values.size());
    for (std::size_t row = 0; row < values.size(); ++row) {
      std::uint32_t& known = number[static_cast<std::size_t>(word(values[row]) - least)];
      if (known == RowSet::none) known = count++;
      numbers[row] = known;
    }
    return count;
  }
}

// Whether it is plain that no two rows have the same key: each combination of values gets a bit of its own.
bool all_differ(std::span<const ColumnBase* const> columns, std::size_t rows) {
  std::vector<std::size_t> places(rows, 0);
  std::vector<std::uint32_t> numbers;
  std::size_t room = 1;
  for (const ColumnBase* column : columns) {
    const auto count = visit_column(*column, [&](const auto& typed) { return number_values(typed, numbers); });
    if (!count || __builtin_mul_overflow(room, *count, &room) || room > 64 * rows) return false;
    for (std::size_t row = 0; row < rows; ++row) places[row] = places[row] * *count + numbers[row];
  }
  std::vector<std::uint64_t> taken(room / 64 + 1, 0);
  for (const std::size_t place : places) {
    const std::uint64_t bit = std::uint64_t{1} << place % 64;
    if ((taken[place / 64] & bit) != 0) return false;
    taken[place / 64] |= bit;
  }
  return true;
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
  // Happenings without the identifiers that their table from memory left out are no repetitions of each other either.
  if (columns.size() == 1 && only_numbers_rows(table, *columns.front())) unnamed = columns.front();
  if (unnamed != nullptr && unnamed->missing_count() == check.size()) return;
  if (all_differ(columns, check.size())) return;
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
