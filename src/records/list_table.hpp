// A list in delimited text whose columns are asked for by name.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "hoctap/core/finding.hpp"
#include "hoctap/io/grid.hpp"
#include "hoctap/records/national_lists.hpp"

namespace hoctap::records {

// Rows count from 0 below the heading; empty lines are none.
class ListTable {
 public:
  // Throws FormatError where a column of `needed` is missing.
  ListTable(const ListFile& file, std::initializer_list<std::string_view> needed, Findings& findings);

  std::size_t size() const { return rows_.size(); }
  // Empty where the row ends before, or the list does not have the column.
  std::string_view cell(std::size_t row, std::string_view column) const;
  SourcePlace place(std::size_t row, std::string_view column = {}) const;

  void note(MessageCode code, std::vector<std::string> arguments, std::size_t row, std::string_view column = {});
  // Leaves the row out.
  void drop(MessageCode code, std::vector<std::string> arguments, std::size_t row, std::string_view column = {});
  bool is_dropped(std::size_t row) const { return dropped_[row] != 0; }
  ListRows counts() const;

 private:
  Grid grid_;
  std::unordered_map<std::string_view, std::size_t> columns_;  // keys view the grid's heading
  std::vector<std::size_t> rows_;                              // of the grid
  std::vector<std::uint8_t> dropped_;
  Findings* findings_;
};

}  // namespace hoctap::records
