// Ages count in months that are complete: one that ends later than the day changes nothing yet.
#pragma once

#include <cstdint>

#include "hoctap/time/date.hpp"

namespace hoctap::people {

// The last month that is over at the end of that day.
inline std::int32_t last_complete_month(Date day) { return day.month_index() - (day == day.last_of_month() ? 0 : 1); }

}  // namespace hoctap::people
