// A half-open span of days [from, until), either end of which may be open.
#pragma once

#include <compare>

#include "hoctap/time/date.hpp"

namespace hoctap {

struct Validity {
  Date from = Date::earliest();
  Date until = Date::latest();  // the first day on which it no longer holds

  constexpr bool contains(Date day) const { return from <= day && day < until; }
  constexpr bool overlaps(const Validity& other) const { return from < other.until && other.from < until; }
  constexpr bool is_empty() const { return until <= from; }
  // Days that both spans share, as a span; empty where they do not meet.
  constexpr Validity intersection(const Validity& other) const {
    return {from < other.from ? other.from : from, until < other.until ? until : other.until};
  }

  friend constexpr auto operator<=>(const Validity&, const Validity&) = default;
};

}  // namespace hoctap
