// Sessions by quarter and place: it follows from the records alone, and is kept with them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hoctap/measure/centre_register.hpp"
#include "hoctap/records/dataset.hpp"
#include "hoctap/time/validity.hpp"

namespace hoctap::indicator {

class PlacedSessions {
 public:
  // Those of a quarter that were held at one place.
  struct Place {
    VersionId id = no_version;  // their village, or where their centre stood that day
    std::uint32_t first = 0;    // of its rows
    std::uint32_t end = 0;
  };
  struct Quarter {
    Validity days;
    std::size_t first = 0;  // of its places
    std::size_t end = 0;
    std::size_t sessions = 0;
  };

  PlacedSessions(const Dataset& dataset, const CentreRegister& centres);
  // Of the dataset: arranged when it is first asked for.
  static const PlacedSessions& kept_with(const Dataset& dataset);

  // In order of time.
  std::span<const Quarter> quarters() const { return quarters_; }
  // By their versions; those that are nowhere come last.
  std::span<const Place> places_of(const Quarter& quarter) const {
    return {places_.data() + quarter.first, quarter.end - quarter.first};
  }
  // In the order of the table.
  std::span<const std::uint32_t> rows_of(const Place& place) const {
    return {rows_.data() + place.first, rows_.data() + place.end};
  }

 private:
  std::vector<std::uint32_t> rows_;
  std::vector<Place> places_;
  std::vector<Quarter> quarters_;
};

}  // namespace hoctap::indicator
