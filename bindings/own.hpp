// Indicators of one's own as Python hands them over.
#pragma once

#include "pybind.hpp"

#include <optional>

#include "hoctap/indicator/own.hpp"

namespace hoctap::python {

using ExtraIndicators = std::optional<OneOrMore<OwnIndicators>>;

template <class Request>
void add_extra(Request& request, const ExtraIndicators& extra) {
  if (!extra) return;
  for (const auto& one : extra->values) request.add(one);
}

}  // namespace hoctap::python
