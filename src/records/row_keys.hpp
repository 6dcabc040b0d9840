// Rows told apart by some of their columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "hoctap/records/table.hpp"

namespace hoctap::records {

class RowKeys {
 public:
  RowKeys(const Table& table, std::vector<const ColumnBase*> columns);

  std::span<const ColumnBase* const> columns() const { return columns_; }
  // Equal keys have equal hashes. Missing values are a value of their own; a unit that was resolved is its version,
  // whatever its code.
  std::uint64_t hash(std::size_t row) const { return hashes_[row]; }
  bool equal(std::size_t a, std::size_t b) const;
  // The key as a finding shows it. Persons are not shown.
  std::string text(std::size_t row, const Pool& pool) const;

 private:
  std::vector<const ColumnBase*> columns_;
  std::vector<std::uint64_t> hashes_;
};

// Finds the row of a set that has the same key.
class RowSet {
 public:
  static constexpr std::uint32_t none = 0xFFFFFFFFU;

  RowSet(const RowKeys& keys, std::size_t rows);
  // The place for the row of that key: holds `none`, or the row of the set that has it.
  std::uint32_t& slot(std::size_t row);

 private:
  const RowKeys* keys_;
  std::vector<std::uint32_t> slots_;
};

}  // namespace hoctap::records
