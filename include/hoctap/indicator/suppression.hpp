// Disclosure control of a whole release of counts of persons: which of the sums to be published are withheld, so that
// nobody who reads all the others can tell a small count. Small counts are withheld first (primary suppression), and as
// many more as it takes that they cannot be calculated from totals, other units, another view's units, the next
// period's figures or another indicator of the same persons (secondary suppression).
//
// The attacker knows every sum that is published and that no count is below zero. What she can tell of a sum that is
// withheld is an interval, and that is wider than the threshold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

#include "hoctap/core/export.hpp"

namespace hoctap {

// What one figure of a release tells of each unit's group: how many persons are in the states that it counts, and how
// many in those that are the others of its whole. What is in neither is no part of it.
struct FigureToProtect {
  static constexpr std::uint32_t no_series = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> counted;
  std::vector<std::uint32_t> others;
  // Figures of one series tell of each other by their differences, even where somebody whom the earlier one counted is
  // not in the later. Other figures do where one counts all whom the other counts.
  std::uint32_t series = no_series;
};

// The finest counts, and the sums of them that are to be published.
struct CountsToProtect {
  std::size_t places = 0;      // the common refinement of all units to be shown
  std::size_t categories = 0;  // likewise of all groups
  // What a person can be to all figures together: first counted in the second quarter, learned but not trained …
  // States that the words rule out (trained, but not learned) are left out, and the attacker knows it.
  std::size_t states = 0;
  std::vector<std::int64_t> counts;                // by place, category and state; below zero it cannot be lower
  std::vector<std::vector<std::uint32_t>> units;   // each by its places, of whatever view
  std::vector<std::vector<std::uint32_t>> groups;  // each by its categories, of whatever table
  // What is published together, period after period.
  std::vector<std::vector<FigureToProtect>> releases;
  // Rows that are not published anyway, a byte each in the order of Suppression; empty: none.
  std::vector<std::uint8_t> unpublished;
};

// One figure that grows from period to period. Its states: first counted in each of the periods, and last in none.
HOCTAP_EXPORT std::vector<std::vector<FigureToProtect>> successive_periods(std::size_t periods);

// By unit, group and figure (in the order of the releases), a byte each. A row is what a figure says of a unit's group.
struct Suppression {
  std::vector<std::uint8_t> counted;  // 1: withheld
  std::vector<std::uint8_t> others;
  // 1: both are withheld because nothing of the row can be told beside what was published before. Such a row is not
  // shown to be another; no small count can be told from it all the same.
  std::vector<std::uint8_t> left_out;
  // A row is published where both can be.
  bool is_withheld(std::size_t row) const { return counted[row] != 0 || others[row] != 0; }

  friend bool operator==(const Suppression&, const Suppression&) = default;
};

// Protects every count from 1 to `threshold` - 1 of units and places, groups and categories: of those whom a figure
// counts, of its others and of its whole; of those whom one figure counts and another, which counts fewer, does not:
// who was first counted in any run of periods, who learned but was not trained. Where later figures may tell them
// apart, as many as the threshold are protected too. Release is decided after release, so that what was once published
// stays as it was when the next one comes.
//
// How it is safe: for each withheld sum it knows another table without a count below zero that has every published sum
// in common, in which that sum is another, and the lowest and highest of these are more than the threshold apart.
//
// `progress` is called while it works with the number of releases that are decided and of all; false stops it.
//
// Throws InvalidValue for counts of another number, a set that names what is not there, a threshold below 1 or above
// 2^31, and for more sums to be guarded than can be in reasonable time; Interrupted where it was stopped.
HOCTAP_EXPORT Suppression suppress(const CountsToProtect& table, std::int64_t threshold,
                                   const std::function<bool(std::size_t done, std::size_t all)>& progress = {});

}  // namespace hoctap
