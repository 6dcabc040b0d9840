#include <algorithm>
#include <string>

#include "hoctap/programme/programme.hpp"

namespace hoctap {

Date step_date(std::span<const StepDay> steps, int year) {
  const auto exception =
      std::find_if(steps.begin(), steps.end(), [year](const StepDay& step) { return step.year == year; });
  const auto rule = std::find_if(steps.begin(), steps.end(), [](const StepDay& step) { return !step.year; });
  const auto found = exception != steps.end() ? exception : rule;
  if (found == steps.end()) throw InvalidValue({MessageCode::no_step_day, {std::to_string(year)}});
  return Date::of(year, found->month, found->day);
}

Date step_date(const Target& target, int year) { return step_date(target.steps, year); }

}  // namespace hoctap
