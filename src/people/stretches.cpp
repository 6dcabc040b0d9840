#include "people/stretches.hpp"

#include <algorithm>
#include <string>

#include "core/sort_once.hpp"
#include "hoctap/core/error.hpp"

namespace hoctap::people {

Stretches::Stretches(std::span<const Validity> windows) : first_day_of_(1, 0) {
  if (windows.empty()) throw InvalidValue({MessageCode::headcount_windows, {}});
  std::vector<std::int32_t> cuts;
  for (const Validity& window : windows) {
    if (window.is_empty()) throw InvalidValue({MessageCode::headcount_window_empty, {window.text()}});
    // Tables go by day from the first to the last.
    for (const Date day : {window.from, window.until})
      if (day == Date::earliest() || day == Date::latest())
        throw InvalidValue({MessageCode::day_outside_calendar, {std::to_string(day.days())}});
    cuts.push_back(window.from.days());
    cuts.push_back(window.until.days());
  }
  sort_once(cuts);
  first_day_ = cuts.front();
  of_day_.assign(static_cast<std::size_t>(std::int64_t{cuts.back()} - first_day_), 0);
  for (std::size_t i = 1; i < cuts.size(); ++i) {
    const bool is_asked = std::any_of(windows.begin(), windows.end(), [&](const Validity& window) {
      return window.contains(Date::from_days(cuts[i - 1]));
    });
    if (!is_asked) continue;
    std::fill(of_day_.begin() + (cuts[i - 1] - first_day_), of_day_.begin() + (cuts[i] - first_day_),
              static_cast<std::uint32_t>(first_day_of_.size()));
    first_day_of_.push_back(cuts[i - 1]);
  }
}

}  // namespace hoctap::people
