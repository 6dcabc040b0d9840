// What an evaluation is asked, as Python hands it over.
#pragma once

#include "pybind.hpp"

#include <cstdint>
#include <optional>
#include <string>

#include "hoctap/core/error.hpp"
#include "hoctap/indicator/evaluate.hpp"
#include "names.hpp"
#include "own.hpp"

namespace hoctap::python {

// Nothing: every count is shown.
inline std::int64_t checked_threshold(const std::optional<std::int64_t>& small_below) {
  const std::int64_t below = small_below.value_or(0);
  if (below < 0) throw InvalidValue({MessageCode::setting_below_zero, {"small_below", std::to_string(below)}});
  return below;
}

inline Request request(const ViewArgument& view, const ExtraIndicators& extra,
                       const std::optional<OneOrMore<PeriodArgument>>& periods = {},
                       const std::optional<OneOrMore<std::string>>& indicators = {},
                       const std::optional<OneOrMore<std::string>>& variants = {}) {
  Request request;
  request.view = view.choice;
  add_extra(request, extra);
  if (periods)
    for (const auto& argument : periods->values) request.periods.push_back(argument.period);
  if (indicators) request.indicators = indicators->values;
  if (variants) request.variants = variants->values;
  return request;
}

}  // namespace hoctap::python
