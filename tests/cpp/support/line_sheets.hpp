// Tables of lines written as delimited text.
#pragma once

#include <string>

#include "hoctap/budget/line_table.hpp"
#include "hoctap/io/delimited.hpp"

namespace hoctap::test {

inline LineTable line_sheet(const Rulebook& rulebook, const std::string& text) {
  Findings findings;
  return LineTable::of(rulebook, read_delimited(text, "lines.csv", findings, {.delimiter = ','}));
}

}  // namespace hoctap::test
