#include "forms/sheet.hpp"

#include <algorithm>
#include <span>

namespace hoctap::forms {
namespace {

// The tables that the sheet should hold by its own statements; all where it states none.
std::vector<Table*> expected_tables(std::span<const Statement> statements, const Grid& grid, const FormRules& forms,
                                    Tables& tables) {
  FindingLog unheard({}, {});  // findings are noted once the whole preamble is known
  const Preamble preamble = read_preamble(statements, grid, forms, tables, unheard);
  if (preamble.table != nullptr) return {preamble.table};
  std::vector<Table*> expected;
  if (preamble.form == nullptr) return expected;
  for (const std::string& name : preamble.form->tables) {
    if (Table* table = tables.find(name)) expected.push_back(table);
  }
  return expected;
}

}  // namespace

bool is_blank(std::span<const GridCell> cells) {
  // What only a merged cell of the row above reaches into is a part of that row.
  return std::all_of(cells.begin(), cells.end(),
                     [](const GridCell& cell) { return cell.kind == CellKind::blank || cell.is_covered; });
}

std::string described(const Table& table) {
  return std::string(table.info().label) + " (" + std::string(table.name()) + ")";
}

Sheet recognise(const Grid& grid, HeadingIndex& index, const FormRules& forms, Tables& tables, FindingLog& log) {
  Sheet sheet;
  std::vector<Statement> statements;
  std::optional<std::vector<Table*>> expected;
  std::size_t seen = 0;
  std::size_t after_statements = 0;
  for (std::size_t row = 0; row < grid.row_count() && seen < most_rows_above; ++row) {
    if (is_blank(grid.row(row))) continue;
    ++seen;
    sheet.is_blank = false;
    const std::vector<Statement> stated = read_statements(grid.row(row), row, tables);
    if (!stated.empty()) {
      statements.insert(statements.end(), stated.begin(), stated.end());
      expected.reset();
      after_statements = row + 1;
      continue;
    }
    if (!expected) expected = expected_tables(statements, grid, forms, tables);
    HeadingReading reading = read_heading(grid, row, index, *expected);
    if (!sheet.heading && sheet.nearest.size() < reading.nearest.size()) sheet.nearest = reading.nearest;
    if (!reading.heading || (sheet.heading && !is_better(*reading.heading, *sheet.heading))) continue;
    sheet.heading = std::move(reading.heading);
    if (sheet.heading->is_complete()) break;
  }
  if (sheet.heading) {
    const std::size_t heading_row = sheet.heading->row;
    std::erase_if(statements, [heading_row](const Statement& statement) { return statement.row > heading_row; });
    sheet.first_row = heading_row + sheet.heading->row_count;
  } else {
    sheet.first_row = after_statements;
  }
  sheet.preamble = read_preamble(statements, grid, forms, tables, log);
  return sheet;
}

}  // namespace hoctap::forms
