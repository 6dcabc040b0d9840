// The cell of a unit over which others are spread.
#pragma once

#include <algorithm>
#include <cstdint>

#include "hoctap/measure/cell.hpp"

namespace hoctap::measure {

// For its lower bound only what could fail lies in the unit, for its upper bound only what could pass.
class Widened {
 public:
  explicit Widened(const Cell& exact) : cell_(exact) {}

  void add(const Cell& other) { cell_ += other; }
  void spread(const Cell& other) {
    cell_.lower_den = checked_add(cell_.lower_den, std::max<std::int64_t>(0, other.lower_den - other.lower_num));
    const std::int64_t lifted = std::max<std::int64_t>(0, other.upper_num - other.upper_den);
    const std::int64_t passing = std::max<std::int64_t>(0, other.upper_num - lifted);
    cell_.upper_num = checked_add(cell_.upper_num, passing);
    cell_.upper_den = checked_add(cell_.upper_den, passing);
    lifted_ = checked_add(lifted_, lifted);
  }
  // Bounds that others moved (see Contribution) rest on people already counted, so they end where these do.
  Cell cell() const {
    Cell cell = cell_;
    cell.lower_num = std::min(cell.lower_num, cell.lower_den);
    cell.upper_num = std::min(checked_add(cell.upper_num, lifted_), cell.upper_den);
    return cell;
  }

 private:
  Cell cell_;
  std::int64_t lifted_ = 0;
};

}  // namespace hoctap::measure
