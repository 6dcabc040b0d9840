// Rows that came but could not be used: what they would have said is unknown, not zero.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/records/dataset.hpp"
#include "indicator/areas.hpp"

namespace hoctap::indicator {

class UnusableRows {
 public:
  struct Lost {
    VersionId unit = no_version;
    Period period;
    std::int64_t rows = 0;
  };

  // Keeps the reference to `areas`.
  UnusableRows(const Dataset& dataset, const Areas& areas);

  // Of that table, report by report.
  const std::vector<Lost>& of(std::string_view table) const;
  // How many of that table came from units that share territory with `place`, for periods that overlap the span.
  std::int64_t count(std::string_view table, VersionId place, const Validity& span) const;

 private:
  const Areas& areas_;
  std::map<std::string, std::vector<Lost>, std::less<>> by_table_;
};

}  // namespace hoctap::indicator
