// Numbers of labourers that communes state (labour_totals), for places without a list of residents.
#pragma once

#include <cstdint>
#include <vector>

#include "hoctap/people/working_age.hpp"
#include "indicator/areas.hpp"
#include "indicator/counted.hpp"

namespace hoctap::indicator {

struct LabourTotal {
  VersionId unit = no_version;
  Date as_of;
  std::int64_t labourers = 0;
  std::int64_t maybe = 0;  // in bands of age that cross the limit of working age
  std::vector<std::uint32_t> rows;
};

// One for each unit and day, where its rows make a whole: both sexes together, or each of them.
std::vector<LabourTotal> labour_totals(const Dataset& dataset, const WorkingAge& age);

// The latest totals not after `day` of units that lie within `atoms`, none of them overlapping.
std::vector<const LabourTotal*> latest_within(const std::vector<LabourTotal>& totals, const Areas& areas,
                                              const std::vector<std::uint32_t>& atoms, Date day);

}  // namespace hoctap::indicator
