// A day of the proleptic Gregorian calendar as a 32-bit count of days from 1970-01-01, as Arrow's date32 has it.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "hoctap/core/export.hpp"

namespace hoctap {

class HOCTAP_EXPORT Date {
 public:
  constexpr Date() = default;  // 1970-01-01: exists for containers; a missing date is a null, never a Date
  static constexpr Date from_days(std::int32_t days) {
    Date date;
    date.days_ = days;
    return date;
  }
  // Throws InvalidValue where the calendar has no such day; years 1400 to 9999 (Boost's calendar).
  static Date of(int year, int month, int day);
  static std::optional<Date> try_of(int year, int month, int day);
  // ISO 8601 `yyyy-mm-dd` only; forms' own spellings are read by the forms module.
  static std::optional<Date> try_parse(std::string_view iso);
  static Date parse(std::string_view iso);  // throws InvalidValue

  // Before and after every date of the data; used for open ends. Sums and differences stop at these two instead of
  // overflowing. Neither has a year, month or day: what reads the calendar throws InvalidValue for them and for every
  // day outside its years.
  static constexpr Date earliest() { return from_days(std::numeric_limits<std::int32_t>::min()); }
  static constexpr Date latest() { return from_days(std::numeric_limits<std::int32_t>::max()); }

  constexpr std::int32_t days() const { return days_; }
  int year() const;
  int month() const;
  int day() const;
  // 12 · year + month − 1: months counted without gaps.
  std::int32_t month_index() const;
  Date last_of_month() const;
  std::string iso() const;

  friend constexpr Date operator+(Date date, std::int32_t days) {
    return from_days(within_32_bits(std::int64_t{date.days_} + days));
  }
  friend constexpr Date operator-(Date date, std::int32_t days) {
    return from_days(within_32_bits(std::int64_t{date.days_} - days));
  }
  friend constexpr std::int32_t operator-(Date later, Date earlier) {
    return within_32_bits(std::int64_t{later.days_} - earlier.days_);
  }
  friend constexpr auto operator<=>(Date, Date) = default;

 private:
  static constexpr std::int32_t within_32_bits(std::int64_t days) {
    constexpr std::int64_t least = std::numeric_limits<std::int32_t>::min();
    constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
    return static_cast<std::int32_t>(days < least ? least : days > most ? most : days);
  }

  std::int32_t days_ = 0;
};

}  // namespace hoctap

template <>
struct std::hash<hoctap::Date> {
  std::size_t operator()(hoctap::Date date) const noexcept {
    return static_cast<std::size_t>(static_cast<std::uint32_t>(date.days()));
  }
};
