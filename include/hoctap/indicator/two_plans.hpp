// Two plans at once: in the time that belongs to both, each figure is counted from the same records for either, and
// what counts for both is told once.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/indicator/evaluate.hpp"

namespace hoctap {

// A figure as either plan has it; of one that only one plan asks for, one is empty.
struct TwoPlansRow {
  std::optional<ResultRow> first;
  std::optional<ResultRow> second;

  // The same things are counted for both, though each may ask for another share of them. A count from the start of a
  // plan is mostly none: the plans began on different days.
  bool counts_for_both() const { return first && second && first->cell == second->cell; }
  const ResultRow& any() const { return first ? *first : *second; }
};

struct TwoPlans {
  Programme first;
  Programme second;
  std::vector<Period> periods;
  std::vector<TwoPlansRow> rows;  // in the order of the first plan's result, then what only the second has
  bool is_simulated = false;
};

// The reading's own plan and another. Without periods: the quarters of both that ended by the day of the reading.
// Without indicators: the targets of each. Choose a view that is the same for both (current, as_reported or a day):
// with plan_territory each plan has the units of its own start. Throws as evaluate() does, and InvalidValue where the
// plans have no quarter in common.
HOCTAP_EXPORT TwoPlans evaluate_two_plans(const Reading& reading, const Programme& second, const Request& request);

}  // namespace hoctap
