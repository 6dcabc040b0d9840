#include "people/headcount_plan.hpp"

#include <algorithm>
#include <string>

#include "hoctap/core/error.hpp"

namespace hoctap::people {
namespace {

void check(const HeadcountQuestion& question) {
  for (std::size_t i = 0; i < question.bands.size(); ++i) {
    const AgeBand& band = question.bands[i];
    bool is_apart = band.from < band.until;
    for (std::size_t j = 0; j < i; ++j)
      is_apart = is_apart && (band.until <= question.bands[j].from || question.bands[j].until <= band.from);
    if (!is_apart)
      throw InvalidValue({MessageCode::headcount_band, {std::to_string(band.from), std::to_string(band.until)}});
  }
}

}  // namespace

HeadcountPlan::HeadcountPlan(const HeadcountQuestion& question)
    : windows_(question.windows.size()), bands_(question.bands.size()), stretches_(question.windows) {
  check(question);
  for (std::size_t first = 0; first < windows_; first += sheets_.back().windows())
    sheets_.emplace_back(question, first);
}

std::size_t HeadcountPlan::evidence_bits() const {
  std::size_t most = 0;
  for (const WindowSheet& sheet : sheets_) most = std::max(most, sheet.evidence_bits());
  return most;
}

}  // namespace hoctap::people
