// A sheet on its way from the folder to the dataset.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "forms/finding_log.hpp"
#include "forms/rows.hpp"
#include "forms/sheet.hpp"
#include "hoctap/io/grid.hpp"

namespace hoctap::forms {

struct FiledSheet {
  // As it was opened: cells that were typed for special fonts are read, with a finding.
  explicit FiledSheet(Grid opened, std::string digest = {});
  // As a store kept it, with what was noticed when it was opened.
  FiledSheet(Grid kept, std::string digest, Findings noticed);

  Grid grid;
  std::string sha256;            // of the file's bytes; empty where they are not known
  std::optional<Date> received;  // as whoever keeps the file knows it; what the sheet states comes first
  FindingLog log;
  Sheet sheet;
  std::size_t row_count = 0;  // rows below the heading, or below the statements where there is none
  std::uint32_t source = 0;
  bool is_read = false;      // its rows went where they belong
  bool is_left_out = false;  // its rows are not read: another file or version stands in its place
  RowsRead rows;

  const Preamble& preamble() const { return sheet.preamble; }
  const Table* table() const { return sheet.heading ? sheet.heading->table : nullptr; }
  // A return that needs no table: nothing happened.
  bool is_bare_nil() const { return !sheet.heading && preamble().is_nil && row_count <= most_lines_below_a_nil; }
  // Whether its rows can be told apart at all.
  bool is_readable() const { return sheet.heading ? sheet.heading->is_complete() : row_count == 0 || is_bare_nil(); }

 private:
  // Who drew it up, who signed it.
  static constexpr std::size_t most_lines_below_a_nil = 10;
};

}  // namespace hoctap::forms
