// What would close the gap between a figure and its target: which centres, what each lacks, or how many labourers in
// which places.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/indicator/evaluate.hpp"

namespace hoctap {

// Something that does not pass yet.
struct ClosingStep {
  std::string subject;  // as in ExplanationPart
  std::string place_code;
  std::string place_name;
  bool is_reported = false;  // false: nothing is known of some of it, and a report may be all that it takes
  std::int64_t gain = 0;     // by how many the numerator grows at most, in what the indicator counts
  std::int64_t so_far = 0;   // the gain of this step and of those before it, likewise
  Message lacks;             // what it lacks
  std::vector<ExplanationPart::RowRef> rows;
};

struct Closing {
  ResultRow row;
  std::int64_t target_percent = 100;  // the plan's; where it sets none, all of them
  // How many more of what the indicator counts (centres, labourers …) must pass for the target: if all that is unknown
  // passes, and if none of it does. Nothing where the whole is not known or empty.
  std::optional<std::int64_t> at_least;
  std::optional<std::int64_t> at_most;
  std::vector<ClosingStep> steps;
  std::size_t enough = 0;  // so many of the first steps close the gap if each gains what it can; 0: none is needed

  // Nothing where it is not known how large the gap is.
  std::optional<bool> can_be_closed() const {
    if (!at_most) return std::nullopt;
    return *at_most == 0 || enough > 0;
  }
};

// Of a unit ("" for the territory). Ranked: of what is not reported first, since asking costs least, then by what each
// gains, the largest first. Of an indicator whose small counts are withheld there are no steps. Throws as explain()
// does, and InvalidValue for a count without a whole.
HOCTAP_EXPORT Closing closing(const Reading& reading, const Request& request, std::string_view unit_code,
                              std::string_view indicator, const Period& period, std::string_view variant = "default");

}  // namespace hoctap
