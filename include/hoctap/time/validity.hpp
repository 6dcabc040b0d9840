// A half-open span of days [from, until), either end of which may be open.
#pragma once

#include <compare>
#include <string>

#include "hoctap/core/export.hpp"
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

  // First and last day: "2020-01-01..2024-12-31", with nothing at an open end: "2025-07-01..".
  HOCTAP_EXPORT std::string text() const;

  friend constexpr auto operator<=>(const Validity&, const Validity&) = default;
};

}  // namespace hoctap
