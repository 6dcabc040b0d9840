// What all record tables have in common: a name, columns that registered themselves, and the place where each row was
// read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/records/column.hpp"

namespace hoctap {

enum class TableKind : std::uint8_t {
  state,  // rows describe an entity by its key: a row filed for a later period, or in a later file, supersedes the
          // earlier row of the same key
  event,  // rows are happenings: a second row with the same key is a duplicate and is dropped with a finding
};

struct TableInfo {
  std::string_view name;   // English: "equipment"
  std::string_view label;  // Vietnamese: "Kiểm kê trang thiết bị"
  TableKind kind = TableKind::event;
};

// Where a row was read.
struct RowPlace {
  std::uint32_t source = 0;  // index into Dataset::sources(); 0: handed over in memory
  std::uint32_t row = 0;     // line of the file, or position in the table handed over, 1-based
  friend auto operator<=>(const RowPlace&, const RowPlace&) = default;
};

// Tables stay where they are built (their columns point to them); a Dataset holds and shares them.
class HOCTAP_EXPORT Table {
 public:
  explicit Table(const TableInfo& info) : info_(info) {}
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;
  virtual ~Table() = default;

  const TableInfo& info() const { return info_; }
  std::string_view name() const { return info_.name; }
  std::span<ColumnBase* const> columns() { return columns_; }
  std::span<const ColumnBase* const> columns() const { return {columns_.data(), columns_.size()}; }
  // The column of that English name; nullptr where there is none.
  ColumnBase* find_column(std::string_view name);
  const ColumnBase* find_column(std::string_view name) const;

  std::size_t size() const { return size_; }
  RowPlace place(std::size_t row) const {
    return places_.empty() ? RowPlace{only_source_, static_cast<std::uint32_t>(row + 1)} : places_[row];
  }
  // The only source, of which the table holds rows 1, 2 … and no others; nothing where it holds other rows, or none.
  std::optional<std::uint32_t> only_source() const {
    return size_ != 0 && places_.empty() ? std::optional(only_source_) : std::nullopt;
  }

  // Call once a row, after every column got its value or push_missing().
  void push_place(RowPlace place);
  // The same for rows 1, 2 … of a source.
  void push_places(std::uint32_t source, std::size_t count);
  // For tables whose columns were assigned as a whole: rows 1, 2 … of that source. Columns without values become
  // missing throughout. Throws InvalidValue where columns with values differ in length, naming one.
  void place_rows(std::uint32_t source = 0);
  // Throws InvalidValue, naming the column, where one has not as many values as the table has rows.
  void check_complete() const;
  // Keeps the rows whose flag is not zero, in every column.
  void keep(std::span<const std::uint8_t> flags);

 private:
  friend class ColumnBase;
  void write_places_out();

  TableInfo info_;
  std::vector<ColumnBase*> columns_;
  std::size_t size_ = 0;
  std::uint32_t only_source_ = 0;
  std::vector<RowPlace> places_;  // empty as long as the rows are 1, 2 … of that source
};

}  // namespace hoctap
