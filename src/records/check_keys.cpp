#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "geo/footprints.hpp"
#include "records/column_scan.hpp"
#include "records/row_keys.hpp"
#include "records/rules.hpp"

namespace hoctap::records {
namespace {

// Rows by source and line; nearly always the order in which they came.
std::vector<std::uint32_t> rows_in_order(const Table& table) {
  std::vector<std::uint32_t> rows(table.size());
  std::iota(rows.begin(), rows.end(), 0U);
  if (table.only_source()) return rows;
  const auto is_before = [&](std::uint32_t a, std::uint32_t b) { return table.place(a) < table.place(b); };
  if (!std::is_sorted(rows.begin(), rows.end(), is_before)) std::stable_sort(rows.begin(), rows.end(), is_before);
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

// The values of a column as numbers below a bound, equal where they are; nothing where values are missing, no plain
// numbers, or spread over too wide a range.
class KeyNumbers {
 public:
  static std::optional<KeyNumbers> of(const ColumnBase& column) {
    if (column.missing_count() != 0 || column.size() == 0) return std::nullopt;
    KeyNumbers numbers(column);
    const bool is_read = visit_column(column, [&](const auto& typed) { return numbers.find_range(typed); });
    return is_read ? std::optional(std::move(numbers)) : std::nullopt;
  }

  std::size_t bound() const { return bound_; }
  // numbers = numbers · bound() + the column's own.
  void append_to(std::vector<std::uint32_t>& numbers) const {
    visit_column(*column_, [&](const auto& typed) { append(typed, numbers); });
  }

 private:
  explicit KeyNumbers(const ColumnBase& column) : column_(&column) {}

  template <class T>
  static constexpr bool is_number =
      std::is_same_v<T, Text> || std::is_same_v<T, Date> || std::is_same_v<T, std::int64_t>;
  // In their own width, so that loops over them take several at once.
  template <class T>
  static auto numbers(const Column<T>& column) {
    if constexpr (std::is_same_v<T, Text>)
      return numbers_of<std::uint32_t>(column.values());
    else if constexpr (std::is_same_v<T, Date>)
      return numbers_of<std::int32_t>(column.values());
    else
      return column.values();
  }

  template <class T>
  bool find_range(const Column<T>& column) {
    if constexpr (!is_number<T>) {
      return false;
    } else {
      const auto values = numbers(column);
      const auto [least, most] = range_of(values);
      least_ = least;
      std::int64_t range = 0;
      if (__builtin_sub_overflow(std::int64_t{most}, std::int64_t{least}, &range) ||
          static_cast<std::uint64_t>(range) > 4 * values.size() + 65536)
        return false;
      bound_ = static_cast<std::size_t>(range) + 1;
      // Days are few and lie far apart; numbered one by one they need less room.
      if (!std::is_same_v<T, Date> || bound_ <= few) return true;
      dense_.assign(bound_, 0);
      for (const auto value : values) dense_[static_cast<std::size_t>(value - least_)] = 1;
      std::uint32_t count = 0;
      for (std::uint32_t& one : dense_)
        if (one != 0) one = count++;
      bound_ = count;
      return true;
    }
  }

  template <class T>
  void append(const Column<T>& column, std::vector<std::uint32_t>& numbers) const {
    if constexpr (is_number<T>) {
      const auto values = KeyNumbers::numbers(column);
      const auto bound = static_cast<std::uint32_t>(bound_);
      const auto least = static_cast<std::uint32_t>(least_);
      if (!dense_.empty()) {
        std::uint32_t* const to = numbers.data();
        for (std::size_t row = 0; row < values.size(); ++row)
          to[row] = to[row] * bound + dense_[static_cast<std::uint32_t>(values[row]) - least];
      } else if constexpr (std::is_same_v<T, Date>) {
        append_digits(numbers, bound, numbers_of<std::uint32_t>(column.values()), least);
      } else {
        append_digits(numbers, bound, values, least);
      }
    }
  }

  static constexpr std::size_t few = 16;
  const ColumnBase* column_;
  std::int64_t least_ = 0;
  std::size_t bound_ = 0;
  std::vector<std::uint32_t> dense_;  // by value above the least; empty where that is the number
};

// Whether it is plain that no two rows have the same key: each combination of values gets a byte of its own.
bool all_differ(std::span<const ColumnBase* const> columns, std::size_t rows) {
  std::vector<KeyNumbers> parts;
  std::size_t room = 1;
  for (const ColumnBase* column : columns) {
    auto part = KeyNumbers::of(*column);
    if (!part || __builtin_mul_overflow(room, part->bound(), &room) || room > 16 * rows + 65536 ||
        room > std::numeric_limits<std::uint32_t>::max())
      return false;
    parts.push_back(*std::move(part));
  }
  std::vector<std::uint32_t> numbers(rows, 0);
  for (const KeyNumbers& part : parts) part.append_to(numbers);
  std::vector<std::uint8_t> taken(room, 0);
  std::uint8_t again = 0;
  for (const std::uint32_t number : numbers) again |= std::exchange(taken[number], 1);
  return again == 0;
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
