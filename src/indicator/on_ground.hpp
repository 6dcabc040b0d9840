// What is told of units and not of centres, against the centres that stand there.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/rows.hpp"
#include "hoctap/measure/centre_register.hpp"
#include "indicator/areas.hpp"

namespace hoctap::indicator {

// Things, by their numbers, and centres that stand on their ground at some time; whether one does on a day is for the
// caller to say.
class OnGround {
 public:
  OnGround() = default;
  // The unit of each thing.
  OnGround(const CentrePlaces& places, const CentreRegister& centres, const Areas& areas,
           std::span<const VersionId> units);

  // In order of number.
  std::span<const std::uint32_t> things_of(std::uint32_t centre) const {
    return things_.size() == 0 ? std::span<const std::uint32_t>() : things_[centre];
  }
  std::span<const std::uint32_t> centres_of(std::uint32_t thing) const { return centres_[thing]; }

 private:
  Rows<std::uint32_t> things_;
  Rows<std::uint32_t> centres_;
};

}  // namespace hoctap::indicator
