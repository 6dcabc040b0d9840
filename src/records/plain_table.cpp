#include "records/plain_table.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "hoctap/core/error.hpp"
#include "hoctap/records/parse_canonical.hpp"

namespace hoctap::records {
namespace {

SourcePlace place_of(const Grid& grid, std::size_t row, std::size_t cell, std::string_view field) {
  return {grid.file(), grid.sheet(), grid.line(row), static_cast<std::uint32_t>(cell + 1), std::string(field)};
}

std::vector<ColumnBase*> columns_of_heading(Table& table, const Grid& grid) {
  std::vector<ColumnBase*> columns;
  for (const GridCell& cell : grid.row(0)) {
    ColumnBase* const column = table.find_column(cell.text);
    if (column == nullptr || std::find(columns.begin(), columns.end(), column) != columns.end()) {
      throw FormatError({MessageCode::plain_column_unknown, {std::string(cell.text), std::string(table.name())}},
                        place_of(grid, 0, columns.size(), cell.text));
    }
    columns.push_back(column);
  }
  return columns;
}

}  // namespace

void read_plain_table(Table& table, Pool& pool, const Grid& grid, std::uint32_t source) {
  if (grid.row_count() == 0) return;
  const std::vector<ColumnBase*> columns = columns_of_heading(table, grid);
  for (std::size_t row = 1; row < grid.row_count(); ++row) {
    const auto cells = grid.row(row);
    if (cells.empty()) continue;
    if (cells.size() > columns.size()) {
      throw FormatError({MessageCode::plain_cell_beyond_heading, {}}, place_of(grid, row, columns.size(), {}));
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
      auto problem = push_canonical(*columns[i], pool, cells[i].text);
      if (problem) throw FormatError(*std::move(problem), place_of(grid, row, i, columns[i]->name()));
    }
    for (ColumnBase* column : table.columns()) {
      if (column->size() == table.size()) column->push_missing();
    }
    table.push_place({source, grid.line(row)});
  }
}

}  // namespace hoctap::records
