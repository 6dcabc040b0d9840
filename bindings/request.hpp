// What an evaluation is asked, as Python hands it over.
#pragma once

#include "pybind.hpp"

#include <optional>
#include <string>

#include "hoctap/indicator/evaluate.hpp"
#include "names.hpp"
#include "own.hpp"

namespace hoctap::python {

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
