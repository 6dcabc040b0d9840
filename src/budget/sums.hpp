// Sums of money in whole đồng.
#pragma once

#include <cstdint>

#include "hoctap/money/checked.hpp"

namespace hoctap {

// Throws Overflow where the sum does not fit.
inline void add(std::int64_t& sum, std::int64_t amount) { sum = checked_add(sum, amount); }

}  // namespace hoctap
