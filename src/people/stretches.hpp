// The stretches into which windows cut time, numbered from 1, as many as there are: days of one stretch are alike to
// every window.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hoctap/time/validity.hpp"

namespace hoctap::people {

class Stretches {
 public:
  // Throws InvalidValue where there is no window, or one that is empty.
  explicit Stretches(std::span<const Validity> windows);

  // 0 stands for days in no window.
  std::size_t size() const { return first_day_of_.size(); }
  std::uint32_t of(std::int32_t day) const {
    const auto at = static_cast<std::uint64_t>(std::int64_t{day} - first_day_);
    return at < of_day_.size() ? of_day_[at] : 0;
  }
  std::int32_t first_day_of(std::uint32_t stretch) const { return first_day_of_[stretch]; }

 private:
  std::int32_t first_day_ = 0;
  std::vector<std::uint32_t> of_day_;       // by day from the first one
  std::vector<std::int32_t> first_day_of_;  // by stretch; the first one is none
};

}  // namespace hoctap::people
