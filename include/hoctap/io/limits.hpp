// What is read at most: a file beyond a limit is refused with an error that names it, before it can fill the memory.
#pragma once

#include <cstddef>

#include "hoctap/core/file.hpp"

namespace hoctap {

struct FileLimits {
  std::size_t most_bytes = most_bytes_of_a_file;      // of a file; more is refused
  std::size_t most_cells = 50'000'000;                // of delimited text; more is refused
  std::size_t most_row_bytes = std::size_t{1} << 20;  // what a line of text has beyond is left out with a finding
  std::size_t most_lines_of_cell = 100;               // a quote that opens more lines than this counts as never closed

  // Workbooks are archives, in which a few bytes can stand for any number of cells.
  std::size_t most_unpacked_bytes = std::size_t{1} << 30;
  std::size_t most_parts = 10'000;  // files inside the archive
  std::size_t most_nesting = 64;    // elements inside one another
  std::size_t most_sheets = 500;
  std::size_t most_sheet_cells = 20'000'000;  // from the first cell that is used to the last, blank ones too
};

}  // namespace hoctap
