// The earliest day on which something was done for each centre-year.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hoctap/time/date.hpp"

namespace hoctap::indicator {

class YearsOfCentres {
 public:
  YearsOfCentres() = default;
  // Of the years in which the days lie.
  YearsOfCentres(std::size_t centres, std::span<const Date> days) {
    if (days.empty()) return;
    const auto [first, last] = std::minmax_element(days.begin(), days.end());
    first_year_ = first->year();
    count_ = static_cast<std::size_t>(last->year() - first_year_) + 1;
    first_days_.assign(centres * count_, Date::latest());
  }

  bool holds(std::int64_t year) const {
    return year >= first_year_ && year - first_year_ < static_cast<std::int64_t>(count_);
  }
  // It was done on that day; years that are not held are left out.
  void note(std::uint32_t centre, std::int64_t year, Date day) {
    if (!holds(year)) return;
    Date& first = first_days_[index(centre, year)];
    first = std::min(first, day);
  }
  // Date::latest() where it never was.
  Date first_day(std::uint32_t centre, std::int64_t year) const {
    return holds(year) ? first_days_[index(centre, year)] : Date::latest();
  }

 private:
  std::size_t index(std::uint32_t centre, std::int64_t year) const {
    return centre * count_ + static_cast<std::size_t>(year - first_year_);
  }

  std::int64_t first_year_ = 0;
  std::size_t count_ = 0;
  std::vector<Date> first_days_;
};

}  // namespace hoctap::indicator
