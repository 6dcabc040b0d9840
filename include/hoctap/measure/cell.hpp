// The seven counts behind every indicator: what is known, what is not, and the bounds. All seven add.
#pragma once

#include <cstdint>

#include "hoctap/money/checked.hpp"

namespace hoctap {

// What is found about one thing. Missing is not failing.
enum class Answer : std::uint8_t { passing, failing, unknown, not_due };

// value = numerator / denominator over the parts that reported. The lower bound counts what is unknown as failing, the
// upper as passing; where it is unknown whether something belongs to the denominator at all, each bound takes the case
// that is worse for it.
struct Cell {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  std::int64_t unreported = 0;  // due, but nothing is known of them
  std::int64_t lower_num = 0;
  std::int64_t lower_den = 0;
  std::int64_t upper_num = 0;
  std::int64_t upper_den = 0;

  static constexpr Cell passing(std::int64_t n = 1) { return {n, n, 0, n, n, n, n}; }
  static constexpr Cell failing(std::int64_t n = 1) { return {0, n, 0, 0, n, 0, n}; }
  static constexpr Cell unknown(std::int64_t n = 1) { return {0, 0, n, 0, n, n, n}; }

  // So many things with that answer; nothing of what is not due.
  static constexpr Cell of(Answer answer, std::int64_t n = 1) {
    switch (answer) {
      case Answer::passing:
        return passing(n);
      case Answer::failing:
        return failing(n);
      case Answer::unknown:
        return unknown(n);
      case Answer::not_due:
        break;
    }
    return {};
  }

  // Throws Overflow.
  Cell& operator+=(const Cell& other) {
    numerator = checked_add(numerator, other.numerator);
    denominator = checked_add(denominator, other.denominator);
    unreported = checked_add(unreported, other.unreported);
    lower_num = checked_add(lower_num, other.lower_num);
    lower_den = checked_add(lower_den, other.lower_den);
    upper_num = checked_add(upper_num, other.upper_num);
    upper_den = checked_add(upper_den, other.upper_den);
    return *this;
  }
  Cell& operator-=(const Cell& other) {
    numerator = checked_subtract(numerator, other.numerator);
    denominator = checked_subtract(denominator, other.denominator);
    unreported = checked_subtract(unreported, other.unreported);
    lower_num = checked_subtract(lower_num, other.lower_num);
    lower_den = checked_subtract(lower_den, other.lower_den);
    upper_num = checked_subtract(upper_num, other.upper_num);
    upper_den = checked_subtract(upper_den, other.upper_den);
    return *this;
  }
  friend Cell operator+(Cell a, const Cell& b) { return a += b; }
  friend bool operator==(const Cell&, const Cell&) = default;
};

}  // namespace hoctap
