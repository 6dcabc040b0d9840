// Where the money of a budget comes from: an amount divided over the commune's budget, society and other lawful
// sources, so that the parts sum to the whole (the plan's III.3 names the sources; how much each gives is decided every
// year and stated by the caller).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "hoctap/core/export.hpp"

namespace hoctap {

// A fund of the code list `funds` and its share of each amount, as a weight: 70 and 30, or 2 and 1. A weight of zero
// gives nothing.
struct SourceShare {
  std::string fund;  // "commune_budget"
  std::int64_t weight = 0;
  friend bool operator==(const SourceShare&, const SourceShare&) = default;
};

struct SourcePart {
  std::int64_t amount = 0;  // đồng
  // Whether another source had the same claim to the last đồng: then the one stated earlier got it.
  bool is_tied = false;
  friend bool operator==(const SourcePart&, const SourcePart&) = default;
};

// One part for each share, in their order, by the method of the largest remainder. Throws InvalidValue for an amount or
// weight below zero, for a fund that stands twice, and where no weight is above zero.
HOCTAP_EXPORT std::vector<SourcePart> split_over_sources(std::int64_t amount, std::span<const SourceShare> shares);

}  // namespace hoctap
