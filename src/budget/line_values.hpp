// Single values of a table of lines.
#pragma once

#include <algorithm>
#include <cstdint>

#include "budget/line_check.hpp"
#include "hoctap/budget/compliance.hpp"

namespace hoctap {

// The amount of a line as sums count it: nothing where it is missing or below zero.
inline std::int64_t counted_amount(const LineColumns& lines, std::size_t row) {
  return has(lines.amount, row) ? std::max(value(lines.amount, row), std::int64_t{0}) : 0;
}

}  // namespace hoctap
