// Delimited text to a grid, and back.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/text.hpp"
#include "hoctap/io/delimited.hpp"
#include "input.hpp"
#include "invariant.hpp"

namespace {

using namespace hoctap;
using fuzz::demand;
using fuzz::succeeds;

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(const Grid& grid) {
  Rows rows;
  for (std::size_t i = 0; i < grid.row_count(); ++i) {
    auto& row = rows.emplace_back();
    for (const GridCell& cell : grid.row(i)) row.emplace_back(cell.text);
  }
  return rows;
}

void check_grid(const Grid& grid, const Findings& findings) {
  std::uint32_t line = 0;
  for (std::size_t i = 0; i < grid.row_count(); ++i) {
    demand(grid.line(i) > line, "lines rise");
    line = grid.line(i);
    for (const GridCell& cell : grid.row(i)) {
      demand((cell.kind == CellKind::blank) == cell.text.empty(), "a cell is blank where it is empty");
      demand(!first_invalid_utf8(cell.text), "cells are well-formed");
      demand(nfc(squeezed(cell.text)) == cell.text, "cells are normal and squeezed");
    }
  }
  for (const Finding& finding : findings) {
    demand(finding.place.row <= line, "a finding is on a line");
    demand(finding.outcome == RowOutcome::kept, "text loses no row");
  }
}

// Rows of nothing but one empty cell and rows without cells are one thing to whoever reads them.
bool is_empty(const std::vector<std::string>& row) { return row.empty() || (row.size() == 1 && row[0].empty()); }

void check_written(const Grid& grid, char delimiter) {
  const Rows rows = rows_of(grid);
  std::string text;
  for (const auto& row : rows) append_delimited_row(text, row, delimiter);
  Findings findings;
  DelimitedOptions options;
  options.delimiter = delimiter;
  std::optional<Grid> again;
  // A cell may look like the signature of a workbook.
  if (!succeeds([&] { again = read_delimited(text, "again.csv", findings, options); })) return;
  const Rows read = rows_of(*again);
  demand(read.size() == rows.size(), "as many rows are read back");
  for (std::size_t i = 0; i < rows.size(); ++i)
    demand(read[i] == rows[i] || (is_empty(read[i]) && is_empty(rows[i])), "cells are read back");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  fuzz::Input input(bytes, size);
  static constexpr char delimiters[] = {'\0', ',', ';', '\t', '|'};
  const auto settings = input.number<std::uint8_t>();
  DelimitedOptions options;
  options.delimiter = delimiters[settings % std::size(delimiters)];
  if ((settings & 0x40U) != 0) options.limits.most_row_bytes = 16;
  if ((settings & 0x80U) != 0) options.limits.most_lines_of_cell = 2;
  const std::string_view text = input.rest();
  Findings findings;
  std::optional<Grid> grid;
  if (!succeeds([&] { grid = read_delimited(text, "a.csv", findings, options); })) return 0;
  check_grid(*grid, findings);
  check_written(*grid, ',');
  check_written(*grid, ';');
  return 0;
}
