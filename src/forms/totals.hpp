// Totals rows: not records, but a check of those above them.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "hoctap/io/grid.hpp"
#include "hoctap/records/column.hpp"
#include "money/int128.hpp"

namespace hoctap::forms {

// Sums of one column of numbers: of the whole sheet, and since the last totals row, for sheets with subtotals.
class ColumnSum {
 public:
  void add(std::int64_t number);
  // Whether a total agrees with either sum. Begins the next section.
  bool agrees(std::int64_t total);
  std::string text(ColumnType type) const;

 private:
  Int128 all_ = 0;
  Int128 section_ = 0;
};

// A sum or total as a message shows it.
std::string shown(std::int64_t number, ColumnType type);

// Whether the row's first filled cell announces a total.
bool announces_total(std::span<const GridCell> cells);

}  // namespace hoctap::forms
