#include "hoctap/indicator/two_plans.hpp"

#include <algorithm>
#include <utility>

#include "hoctap/core/error.hpp"
#include "indicator/joined_rows.hpp"

namespace hoctap {

TwoPlans evaluate_two_plans(const Reading& reading, const Programme& second, const Request& request) {
  const std::vector<Period> own = reading.programme.quarters();
  const std::vector<Period> other = second.quarters();
  std::vector<Period> shared;
  for (const Period& quarter : own)
    if (std::find(other.begin(), other.end(), quarter) != other.end()) shared.push_back(quarter);
  if (shared.empty()) throw InvalidValue({MessageCode::no_common_period, {reading.programme.id, second.id}});

  TwoPlans both{reading.programme, second, request.periods, {}, reading.dataset.is_simulated()};
  const Date day = reading.obligations.day();
  if (both.periods.empty())
    for (const Period& quarter : shared)
      if (quarter.last() <= day) both.periods.push_back(quarter);
  if (both.periods.empty()) both.periods.push_back(shared.front());
  Request asked = request;
  asked.periods = both.periods;

  const Reading next{reading.dataset, Obligations(reading.dataset, reading.obligations.rules(), second, day), second};
  for (auto& [of_first, of_second] : indicator::joined_rows(evaluate(reading, asked), evaluate(next, asked)))
    both.rows.push_back({std::move(of_first), std::move(of_second)});
  return both;
}

}  // namespace hoctap
