// The indicators the library can calculate, with their named variants.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "hoctap/core/export.hpp"
#include "hoctap/core/message.hpp"

namespace hoctap {

// What is counted.
enum class CountedUnit : std::uint8_t { centre, centre_year, worker };
HOCTAP_EXPORT std::string_view name(CountedUnit unit);

struct IndicatorVariant {
  std::string_view id;  // "default", "on_time" …
  MessageCode rule{};   // how it is counted
};

struct IndicatorInfo {
  std::string_view id;  // "T4a"
  MessageCode title{};
  CountedUnit unit = CountedUnit::centre;
  bool is_yearly = false;                      // of a calendar year: read inside it, it is year to date
  bool is_cumulative = false;                  // counts from the plan's start, so its baseline is zero
  std::span<const IndicatorVariant> variants;  // the default first
};

HOCTAP_EXPORT std::span<const IndicatorInfo> indicators();
// nullptr where there is none of that name.
HOCTAP_EXPORT const IndicatorInfo* find_indicator(std::string_view id);
HOCTAP_EXPORT const IndicatorVariant* find_variant(const IndicatorInfo& indicator, std::string_view id);

}  // namespace hoctap
