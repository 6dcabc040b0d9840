// Conversion to and from Boost.Date_Time, for programs that use it. No other header of the library includes this one.
#pragma once

#include <boost/date_time/gregorian/gregorian_types.hpp>

#include "hoctap/time/date.hpp"

namespace hoctap {

// Date::earliest() and Date::latest() become Boost's infinities. Throws InvalidValue for any other day outside Boost's
// years 1400 to 9999.
inline boost::gregorian::date to_boost(Date date) {
  if (date == Date::earliest()) return boost::gregorian::date(boost::date_time::neg_infin);
  if (date == Date::latest()) return boost::gregorian::date(boost::date_time::pos_infin);
  return boost::gregorian::date(static_cast<unsigned short>(date.year()), static_cast<unsigned short>(date.month()),
                                static_cast<unsigned short>(date.day()));
}

// Throws InvalidValue for Boost's not-a-date: a missing date is a null, never a Date.
inline Date from_boost(const boost::gregorian::date& date) {
  if (date.is_neg_infinity()) return Date::earliest();
  if (date.is_pos_infinity()) return Date::latest();
  if (date.is_not_a_date()) return Date::of(0, 0, 0);
  return Date::of(date.year(), date.month(), date.day());
}

}  // namespace hoctap
