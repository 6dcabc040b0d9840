// A sheet as it was read: rows of cells that know where they stood. Text files and workbooks both become a grid first,
// so that what recognises headings, unit lines and totals is written once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/core/finding.hpp"
#include "hoctap/time/date.hpp"

namespace hoctap {

enum class CellKind : std::uint8_t {
  blank,             // nothing, or white space only
  text,              // as typed, NFC, squeezed
  number,            // a workbook's number, as the shortest decimal text that gives the double back
  date,              // a workbook's date cell, as ISO text
  boolean,           // "true" or "false"
  formula_uncached,  // a formula whose value the workbook does not hold
};

// Text is a view into the grid's own storage.
struct GridCell {
  std::string_view text;
  CellKind kind = CellKind::blank;
  bool is_covered = false;  // a merged cell that begins in a row above covers it; text and kind are that cell's
};

// Rows are ragged: a row has as many cells as were written. Positions are 1-based in findings and 0-based here.
class HOCTAP_EXPORT Grid {
 public:
  Grid() = default;
  Grid(Grid&&) = default;
  Grid& operator=(Grid&&) = default;

  std::size_t row_count() const { return row_ends_.size(); }
  std::span<const GridCell> row(std::size_t index) const;
  // The line of the file (or row of the sheet) on which the row begins, 1-based; a quoted field may span lines.
  std::uint32_t line(std::size_t index) const { return lines_[index]; }
  bool is_hidden(std::size_t index) const { return !hidden_.empty() && hidden_[index] != 0; }
  const std::string& file() const { return file_; }
  const std::string& sheet() const { return sheet_; }

 private:
  friend class GridBuilder;
  friend class FontTextReader;
  std::string file_;
  std::string sheet_;
  std::vector<std::vector<char>> storage_;  // blocks that cells view; never reallocated once a cell views them
  std::vector<GridCell> cells_;
  std::vector<std::size_t> row_ends_;
  std::vector<std::uint32_t> lines_;
  std::vector<std::uint8_t> hidden_;
};

}  // namespace hoctap
