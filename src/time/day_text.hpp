// A day as messages show it.
#pragma once

#include <string>

#include "hoctap/time/date.hpp"

namespace hoctap {

// "…" for an open end.
inline std::string day_text(Date day) { return day == Date::earliest() || day == Date::latest() ? "…" : day.iso(); }

}  // namespace hoctap
