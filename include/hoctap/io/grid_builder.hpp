// Builds a grid row by row, for readers of workbooks, databases and text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "hoctap/core/export.hpp"
#include "hoctap/io/grid.hpp"
#include "hoctap/time/date.hpp"

namespace hoctap {

class HOCTAP_EXPORT GridBuilder {
 public:
  // `file` and `sheet` are the names that findings show; delimited text has no sheet.
  explicit GridBuilder(std::string file, std::string sheet = {});

  // Cells of the row at hand, from left to right. Text is made NFC and squeezed; what is left empty becomes a blank
  // cell. Throws InvalidValue for malformed UTF-8.
  void add_text(std::string_view text);
  void add_blank();
  // The shortest decimal text that gives the double back, never with an exponent: 12, 0.1, 1234567.5. What is not a
  // finite number becomes text.
  void add_number(double number);
  void add_date(Date date);
  void add_boolean(bool value);
  void add_uncached_formula();
  // A cell that a merged one covers, which also covers the place above this one in the row that was ended last.
  void add_covered();

  // A cell just as a grid holds one: text is taken for NFC and squeezed.
  void add_cell(const GridCell& cell);

  // Ends the row. `line` is its 1-based place in the file or sheet; lines must rise. Throws InvalidValue where they do
  // not.
  void end_row(std::uint32_t line, bool hidden = false);

  // The grid, without cells of a row that was not ended; the builder is empty afterwards.
  Grid build() &&;

 private:
  friend class DelimitedReader;
  // Copies the text into the grid's own storage.
  std::string_view keep(std::string_view text);
  std::string_view keep_as_block(std::string_view text);
  std::size_t cell_count() const { return grid_.cells_.size(); }
  void reserve(std::size_t cells, std::size_t rows);
  void add_kept(std::string_view text, CellKind kind) { grid_.cells_.push_back({text, kind}); }

  Grid grid_;
  std::size_t block_used_ = 0;
};

}  // namespace hoctap
