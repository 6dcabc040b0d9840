#include "indicator/windows.hpp"

#include <algorithm>

namespace hoctap::indicator {
namespace {

Date first_day(Window window, const Programme& programme, Date day) {
  switch (window) {
    case Window::day:
      return day;
    case Window::quarter:
      return Date::of(day.year(), (day.month() - 1) / 3 * 3 + 1, 1);
    case Window::year:
      return Date::of(day.year(), 1, 1);
    case Window::school_year:
      return Period::school_year(day.year() - 1).last() < day ? Period::school_year(day.year()).first()
                                                              : Period::school_year(day.year() - 1).first();
    case Window::twelve_months:
      return twelve_months_to(day);
    case Window::plan:
      break;
  }
  return programme.first;
}

}  // namespace

Date year_end(const Programme& programme, Date day) { return std::min(Date::of(day.year(), 12, 31), programme.last); }

Date twelve_months_to(Date day) {
  const std::int32_t month = day.month_index() - 11;
  return Date::of(month / 12, month % 12 + 1, 1);
}

Date months_before(Date day, std::int32_t months) {
  const std::int32_t index = day.month_index() - months;
  const Date first = Date::of(index / 12, index % 12 + 1, 1);
  return first + (std::min(day.day(), first.last_of_month().day()) - 1);
}

Validity window_until(Window window, const Programme& programme, Date day) {
  const Date first = std::max(first_day(window, programme, day), programme.first);
  return day < first ? Validity{day, day} : Validity{first, day + 1};
}

}  // namespace hoctap::indicator
