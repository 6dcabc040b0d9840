// A whole (đồng, persons) divided into whole parts that sum to it exactly.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "hoctap/core/export.hpp"

namespace hoctap {

// One part for each weight, by the method of the largest remainder (Hamilton's): each part is its exact share rounded
// down, and the units left go to the largest remainders, of equal ones to the earlier. A weight of zero gets nothing. A
// negative whole is split like the positive one of its size. Throws InvalidValue for a negative weight and where no
// weight is above zero.
HOCTAP_EXPORT std::vector<std::int64_t> split_by_largest_remainder(std::int64_t whole,
                                                                   std::span<const std::int64_t> weights);

}  // namespace hoctap
