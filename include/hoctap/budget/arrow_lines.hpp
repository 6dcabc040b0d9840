// Budget lines from Arrow tables, and what the check says of them as one.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "hoctap/budget/compliance.hpp"
#include "hoctap/budget/line_table.hpp"
#include "hoctap/core/export.hpp"
#include "hoctap/io/arrow.hpp"

namespace hoctap {

// The columns of a table that the check knows: `content` (or `content_code`), `date`, `year`, `decided_on`, `factor_1`
// to `factor_3`, `unit_price`, `amount`, and those named like an attribute of the rulebook. Others are left alone.
// Numbers and dictionaries that lie in one run are used where they lie.
class HOCTAP_EXPORT ArrowLines {
 public:
  // Throws InvalidValue where content or amount is missing, a column of `sum_by` is not there or has missing values;
  // FormatError for a column of floats, naming its first row and the cast that would do, and for one of another kind.
  // `common_attributes` is as in LineColumns.
  ArrowLines(const Rulebook& rulebook, const ArrowTable& table, const std::vector<std::string>& sum_by = {},
             std::vector<std::pair<std::string, std::string>> common_attributes = {});
  ~ArrowLines();
  ArrowLines(ArrowLines&&) noexcept;
  ArrowLines& operator=(ArrowLines&&) noexcept;

  // Views that live as long as this. A dictionary's numbers are as they were given: check_lines refuses those beyond
  // the words.
  const LineColumns& columns() const;

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

// A table of lines as one that ArrowLines reads again: file, sheet and row where each was read, centre_id, content, the
// attributes that lines state, their days, year, factors, price and amount.
HOCTAP_EXPORT ArrowArrayStream arrow_stream(const LineTable& lines);

// verdict, flags (bits of line_flag), ceiling, excess, norm; highest_ceiling where a line depends on the date. A row a
// line.
HOCTAP_EXPORT ArrowArrayStream arrow_stream(const Compliance& compliance);

}  // namespace hoctap
