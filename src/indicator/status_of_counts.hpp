// The status of many figures that are judged alike, from their counts.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "hoctap/indicator/status.hpp"
#include "hoctap/measure/tree_counts.hpp"

namespace hoctap::indicator {

// Asks status_of() once for each small combination of counts: nearly all units have few centres.
class StatusOfCounts {
 public:
  StatusOfCounts(bool is_due, const std::optional<Yardstick>& yardstick)
      : standing_{true, false, is_due}, yardstick_(yardstick) {
    known_.fill(not_asked);
  }

  Status of(const AnswerCount& count) {
    const auto [passing, failing, unknown] = count;
    if ((passing | failing | unknown) >= few) return status_of(cell_of(count), standing_, yardstick_);
    std::uint8_t& known = known_[(passing * few + failing) * few + unknown];
    if (known == not_asked) known = static_cast<std::uint8_t>(status_of(cell_of(count), standing_, yardstick_));
    return static_cast<Status>(known);
  }

 private:
  static constexpr std::uint32_t few = 8;  // a power of two
  static constexpr std::uint8_t not_asked = 0xFF;
  Standing standing_;
  std::optional<Yardstick> yardstick_;
  std::array<std::uint8_t, few * few * few> known_{};
};

}  // namespace hoctap::indicator
