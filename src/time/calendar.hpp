// Boost's Gregorian calendar, asked by day number. Only the .cpp files of this folder and the conversion header know
// Boost.
#pragma once

#include <cstdint>

#include <boost/date_time/gregorian/greg_calendar.hpp>

namespace hoctap::calendar {

using Gregorian = boost::gregorian::gregorian_calendar;
using YearMonthDay = Gregorian::ymd_type;

inline constexpr std::int64_t day_number_of_1970 = 2440588;
inline constexpr std::int32_t first_day = -208188;  // 1400-01-01
inline constexpr std::int32_t last_day = 2932896;   // 9999-12-31

}  // namespace hoctap::calendar
