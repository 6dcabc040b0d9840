// A table as delimited text that stays the same wherever it is written: for results that are kept and compared.
#pragma once

#include <string>

#include "hoctap/core/export.hpp"
#include "hoctap/io/arrow.hpp"

namespace hoctap {

// A heading line, then a line a row: whole numbers in plain digits, days as yyyy-mm-dd, true and false; nothing where a
// value is missing. Columns of floats stay out: they are for plots, and what is exact stands beside them. Throws
// FormatError for a column of another kind.
HOCTAP_EXPORT std::string delimited_text(const ArrowTable& table);

}  // namespace hoctap
