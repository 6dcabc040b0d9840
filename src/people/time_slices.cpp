#include "hoctap/people/time_slices.hpp"

#include <algorithm>
#include <string>

#include "core/sort_once.hpp"
#include "hoctap/core/error.hpp"

namespace hoctap {

TimeSlices::TimeSlices(std::span<const Validity> windows) {
  std::vector<Date> cuts;
  for (const Validity& window : windows) {
    if (window.is_empty()) continue;
    cuts.push_back(window.from);
    cuts.push_back(window.until);
  }
  sort_once(cuts);
  for (std::size_t i = 1; i < cuts.size(); ++i) {
    const Validity slice{cuts[i - 1], cuts[i]};
    const bool in_a_window = std::any_of(windows.begin(), windows.end(), [&](const Validity& window) {
      return window.overlaps(slice) && !window.is_empty();
    });
    if (in_a_window) slices_.push_back(slice);
  }
  if (slices_.size() > most)
    throw InvalidValue({MessageCode::too_many_slices, {std::to_string(slices_.size()), std::to_string(most)}});
}

std::optional<std::size_t> TimeSlices::find(Date day) const {
  const auto after = std::upper_bound(slices_.begin(), slices_.end(), day,
                                      [](Date asked, const Validity& slice) { return asked < slice.from; });
  if (after == slices_.begin() || !(after - 1)->contains(day)) return std::nullopt;
  return static_cast<std::size_t>(after - 1 - slices_.begin());
}

SliceSet TimeSlices::of(const Validity& window) const {
  SliceSet set = 0;
  for (std::size_t i = 0; i < slices_.size(); ++i)
    if (window.overlaps(slices_[i]) && !window.is_empty()) set |= SliceSet{1} << i;
  return set;
}

}  // namespace hoctap
