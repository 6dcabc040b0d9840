#include "hoctap/time/date.hpp"

#include "hoctap/core/error.hpp"
#include "time/calendar.hpp"

namespace hoctap {
namespace {

using calendar::Gregorian;
using calendar::YearMonthDay;

YearMonthDay split(std::int32_t days) {
  if (days < calendar::first_day || days > calendar::last_day) {
    throw InvalidValue({MessageCode::day_outside_calendar, {std::to_string(days)}});
  }
  return Gregorian::from_day_number(static_cast<Gregorian::date_int_type>(days + calendar::day_number_of_1970));
}

int days_in_month(int year, int month) {
  return Gregorian::end_of_month_day(static_cast<unsigned short>(year), static_cast<unsigned short>(month));
}

std::string padded(int number, std::size_t width) {
  std::string text = std::to_string(number);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

std::string iso_text(int year, int month, int day) {
  return padded(year, 4) + '-' + padded(month, 2) + '-' + padded(day, 2);
}

// A number of decimal digits only; -1 where there is anything else.
int digits(std::string_view text) {
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    number = 10 * number + (c - '0');
  }
  return number;
}

}  // namespace

std::optional<Date> Date::try_of(int year, int month, int day) {
  if (year < 1400 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
    return std::nullopt;
  const auto number = Gregorian::day_number(YearMonthDay(
      static_cast<unsigned short>(year), static_cast<unsigned short>(month), static_cast<unsigned short>(day)));
  return from_days(static_cast<std::int32_t>(static_cast<std::int64_t>(number) - calendar::day_number_of_1970));
}

Date Date::of(int year, int month, int day) {
  const std::optional<Date> date = try_of(year, month, day);
  if (!date) throw InvalidValue({MessageCode::no_such_day, {iso_text(year, month, day)}});
  return *date;
}

Date Date::parse(std::string_view iso) {
  const std::optional<Date> date = try_parse(iso);
  if (!date) throw InvalidValue({MessageCode::not_an_iso_date, {std::string(iso)}});
  return *date;
}

std::optional<Date> Date::try_parse(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  return try_of(digits(iso.substr(0, 4)), digits(iso.substr(5, 2)), digits(iso.substr(8, 2)));
}

int Date::year() const { return split(days_).year; }
int Date::month() const { return split(days_).month; }
int Date::day() const { return split(days_).day; }

std::int32_t Date::month_index() const {
  const YearMonthDay ymd = split(days_);
  return 12 * ymd.year + ymd.month - 1;
}

Date Date::last_of_month() const {
  const YearMonthDay ymd = split(days_);
  return *this + (days_in_month(ymd.year, ymd.month) - ymd.day);
}

std::string Date::iso() const {
  const YearMonthDay ymd = split(days_);
  return iso_text(ymd.year, ymd.month, ymd.day);
}

}  // namespace hoctap
