// Working age: from 15 completed years until the exit month. Source of the roadmap: Decree 135/2020/NĐ-CP; the ages are data in data/codes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/time/date.hpp"

namespace hoctap {

enum class WorkingAgeRule : std::uint8_t {
  statutory,           // until the retirement age of the roadmap; out at the end of the month in which it is reached, for good
  men_60_women_55,     // 15 to under 60 for men, to under 55 for women
  from_15_to_under_61, // 15 to 60 completed years for both
};
HOCTAP_EXPORT std::string_view name(WorkingAgeRule rule);
HOCTAP_EXPORT WorkingAgeRule working_age_rule(std::string_view name);  // throws InvalidValue

enum class Sex : std::uint8_t { woman, man };

}  // namespace hoctap
