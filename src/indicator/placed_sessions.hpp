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
  struct Row {
    std::uint32_t row;
    VersionId place;  // its village, or where its centre stood that day
  };
  struct Quarter {
    Validity days;
    std::size_t first = 0;  // of its rows
    std::size_t end = 0;
  };

  PlacedSessions(const Dataset& dataset, const CentreRegister& centres);
  // Of the dataset: arranged when it is first asked for.
  static const PlacedSessions& kept_with(const Dataset& dataset);

  // In order of time.
  std::span<const Quarter> quarters() const { return quarters_; }
  // By place, then in the order of the table.
  std::span<const Row> rows_of(const Quarter& quarter) const {
    return {rows_.data() + quarter.first, quarter.end - quarter.first};
  }

 private:
  std::vector<Row> rows_;
  std::vector<Quarter> quarters_;
};

// Of the dataset: arranged when it is first asked for.
const CentreRegister& kept_centres(const Dataset& dataset);

}  // namespace hoctap::indicator
