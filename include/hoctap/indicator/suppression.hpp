// Disclosure control of tables of counts of persons: which of the sums to be published are withheld, so that nobody who
// reads all the others can tell a small count. Small counts are withheld first (primary suppression), and as many more
// as it takes that they cannot be calculated from totals, other units, another view's units or the next period's
// figures (secondary suppression).
//
// The attacker knows every sum that is published and that no count is below zero. What she can tell of a sum that is
// withheld is an interval, and that is wider than the threshold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "hoctap/core/export.hpp"

namespace hoctap {

// The finest counts, and the sums of them that are to be published.
struct CountsToProtect {
  std::size_t places = 0;      // the common refinement of all units to be shown
  std::size_t categories = 0;  // likewise of all groups
  std::size_t periods = 0;
  // By place, category and time: so many who were first counted in each of the periods, and last those who were in
  // none. A count below zero (somebody who was counted has left) is nothing that could be lower.
  std::vector<std::int64_t> counts;
  std::vector<std::vector<std::uint32_t>> units;   // each by its places, of whatever view
  std::vector<std::vector<std::uint32_t>> groups;  // each by its categories
  // Rows that are not published anyway, a byte each in the order of Suppression; empty: none.
  std::vector<std::uint8_t> unpublished;
};

// By unit, group and period, a byte each. A row says of the unit's group how many were counted by the end of the period
// and how many were not.
struct Suppression {
  std::vector<std::uint8_t> counted;  // 1: withheld
  std::vector<std::uint8_t> others;
  // 1: both are withheld because nothing of the row can be told beside what was published of earlier periods. Such a
  // row is not shown to be another; no small count can be told from it all the same.
  std::vector<std::uint8_t> left_out;
  // A row is published where both can be.
  bool is_withheld(std::size_t row) const { return counted[row] != 0 || others[row] != 0; }

  friend bool operator==(const Suppression&, const Suppression&) = default;
};

// Protects every count from 1 to `threshold` - 1: of units and places, groups and categories, by the end of a period,
// in it, in any run of periods, and of those not counted yet (of these `threshold` too, since the next periods will
// tell them apart). Period is decided after period, so that what was once published stays as it was when the next one
// comes.
//
// How it is safe: for each withheld sum it knows another table without a count below zero that has every published sum
// in common, in which that sum is another, and the lowest and highest of these are more than the threshold apart.
//
// Throws InvalidValue for counts of another number, a set that names what is not there, a threshold below 1 or above
// 2^31, and for more sums to be guarded than can be in reasonable time.
HOCTAP_EXPORT Suppression suppress(const CountsToProtect& table, std::int64_t threshold);

}  // namespace hoctap
