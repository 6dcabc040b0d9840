// Rows of tables as text, so that datasets can be compared value by value.
#pragma once

#include <string>
#include <vector>

#include "hoctap/records/dataset.hpp"
#include "hoctap/records/parse_canonical.hpp"

namespace hoctap::testing_support {

inline std::vector<std::string> written_rows(const Dataset& dataset, const Table& table) {
  std::vector<std::string> rows(table.size());
  for (const ColumnBase* column : table.columns())
    for (std::size_t row = 0; row < rows.size(); ++row) rows[row] += canonical_text(*column, row, dataset.pool()) + "|";
  return rows;
}

}  // namespace hoctap::testing_support
