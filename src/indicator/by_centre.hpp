// What is known of each centre, side by side.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace hoctap::indicator {

// Things of different number for each centre, in one block of memory; those of one centre keep their order.
template <class T>
class ByCentre {
 public:
  ByCentre() = default;
  // `centre_of(thing)` is a centre's number; things with another number are left out.
  template <class Things, class CentreOf>
  ByCentre(std::size_t centres, const Things& things, const CentreOf& centre_of) : begin_(centres + 1, 0) {
    for (const T& thing : things)
      if (const std::size_t centre = centre_of(thing); centre < centres) ++begin_[centre + 1];
    for (std::size_t centre = 0; centre < centres; ++centre) begin_[centre + 1] += begin_[centre];
    things_.resize(begin_.back());
    std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
    for (const T& thing : things)
      if (const std::size_t centre = centre_of(thing); centre < centres) things_[next[centre]++] = thing;
  }

  std::span<const T> operator[](std::size_t centre) const {
    return {things_.data() + begin_[centre], things_.data() + begin_[centre + 1]};
  }

 private:
  std::vector<std::uint32_t> begin_;
  std::vector<T> things_;
};

}  // namespace hoctap::indicator
