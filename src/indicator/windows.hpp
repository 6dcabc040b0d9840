// The days that an indicator's window holds, read on a day.
#pragma once

#include <cstdint>

#include "hoctap/indicator/catalogue.hpp"
#include "hoctap/programme/programme.hpp"
#include "hoctap/time/validity.hpp"

namespace hoctap::indicator {

// The last day of a year inside the plan.
Date year_end(const Programme& programme, Date day);

// Twelve months that end with the month of that day begin on this one.
Date twelve_months_to(Date day);

// The same day of the month so many months earlier, or the month's last day where it has no such day.
Date months_before(Date day, std::int32_t months);

// From the window's first day, but not before the plan began, to the day itself.
Validity window_until(Window window, const Programme& programme, Date day);

}  // namespace hoctap::indicator
