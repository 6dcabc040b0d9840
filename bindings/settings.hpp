// Settings of an evaluation as Python hands them over.
#pragma once

#include "pybind.hpp"

#include <string>
#include <utility>

#include "hoctap/core/error.hpp"
#include "hoctap/indicator/evaluate.hpp"

namespace hoctap::python {

// The settings; throws InvalidValue for a number below zero.
inline Settings checked(const Settings& settings) {
  const std::pair<const char*, std::int64_t> numbers[] = {
      {"tolerance_points", settings.tolerance_points},
      {"due_after_days", settings.due_after_days},
      {"inventory_months", settings.inventory_months},
      {"trained_months", settings.trained_months},
      {"labour_total_tolerance_percent", settings.labour_total_tolerance_percent}};
  for (const auto& [name, number] : numbers)
    if (number < 0) throw InvalidValue({MessageCode::setting_below_zero, {name, std::to_string(number)}});
  return settings;
}

}  // namespace hoctap::python
