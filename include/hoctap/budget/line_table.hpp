// Budget lines in memory of their own, with the place where each was read: from a sheet that somebody filled, from the
// table budget_estimates of a dataset, or of an estimate that was drawn up.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "hoctap/budget/compliance.hpp"
#include "hoctap/budget/estimate.hpp"
#include "hoctap/core/export.hpp"
#include "hoctap/core/source_place.hpp"
#include "hoctap/io/grid.hpp"
#include "hoctap/records/dataset.hpp"

namespace hoctap {

// Immutable and cheap to copy.
class HOCTAP_EXPORT LineTable {
 public:
  // The first row that heads a content and an amount begins the table. Headings are those of budget_estimates, `date`,
  // `decided_on` and the rulebook's attributes, by name or in Vietnamese, in any order. Numbers may have their
  // thousands apart. Rows that announce a total are no lines. A cell that cannot be read counts as missing and is a
  // finding. Throws FormatError where no row is such a heading.
  static LineTable of(const Rulebook& rulebook, const Grid& grid);
  // Of several versions of an estimate the last. Province, district, commune and zone are those of the unit that hands
  // it in, on 1 January of the budget year or, where it does not live then, on the nearest day of its life.
  static LineTable of(const Rulebook& rulebook, const Dataset& dataset);
  // Row r is line r of the estimate; one without an amount lacks it here too.
  static LineTable of(const Estimate& estimate);

  std::size_t size() const { return columns().row_count; }
  const LineColumns& columns() const;  // as long as this or a copy lives; summed by centre where lines name one
  SourcePlace place(std::size_t row) const;
  // The row that stands on that line of the file (of a table in memory: the row of that number, from 1). Throws
  // NotFound where none does.
  std::size_t row_at(std::uint32_t line) const;
  // The centres that lines name; columns().sum_by has their numbers, −1 for a line without one. Empty where no line
  // does.
  std::span<const std::string_view> centres() const;
  std::string_view centre(std::size_t row) const;  // empty: none
  const Findings& findings() const;
  LineTable with(Findings more) const;  // the same lines, with more that was noticed before its own
  bool is_simulated() const;

  struct Memory;
  explicit LineTable(std::shared_ptr<const Memory> memory);

 private:
  std::shared_ptr<const Memory> memory_;
  std::shared_ptr<const Findings> findings_;
};

}  // namespace hoctap
