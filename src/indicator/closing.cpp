#include "hoctap/indicator/closing.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "hoctap/core/error.hpp"
#include "hoctap/indicator/status.hpp"

namespace hoctap {
namespace {

bool counts_workers(const Catalogue& catalogue, const ResultRow& row) {
  const IndicatorInfo* info = catalogue.find(row.indicator);
  return info && info->unit == CountedUnit::worker;
}

bool has_whole(const Catalogue& catalogue, const ResultRow& row) {
  const IndicatorInfo* info = catalogue.find(row.indicator);
  const IndicatorVariant* variant = info ? info->find_variant(row.variant) : nullptr;
  return variant && variant->denominator.measure != nullptr;
}

}  // namespace

Closing closing(const Reading& reading, const Request& request, std::string_view unit_code, std::string_view indicator,
                const Period& period, std::string_view variant) {
  Explanation explanation = explain(reading, request, unit_code, indicator, period, variant);
  Closing closing;
  closing.row = explanation.row;
  const ResultRow& row = closing.row;
  if (!has_whole(request.catalogue, row)) throw InvalidValue({MessageCode::closing_of_a_count, {row.indicator}});
  closing.target_percent = row.status == Status::informative ? 100 : row.target_percent;
  const Cell& cell = row.cell;
  if (row.has_bounds && cell.upper_den > 0)
    closing.at_least = gap(cell.upper_num, cell.upper_den, closing.target_percent);
  if (row.has_bounds && cell.lower_den > 0)
    closing.at_most = gap(cell.lower_num, cell.lower_den, closing.target_percent);

  const bool is_of_persons = counts_workers(request.catalogue, row);
  for (ExplanationPart& part : explanation.parts) {
    ClosingStep step;
    // Who is not known to pass; of cells that only move bounds nothing.
    const std::int64_t failing = std::max<std::int64_t>(0, part.cell.denominator - part.cell.numerator);
    const std::int64_t unknown = std::max<std::int64_t>(0, part.cell.unreported);
    step.gain = std::max<std::int64_t>(0, part.cell.lower_den - part.cell.lower_num);
    if (step.gain == 0) continue;
    step.subject = std::move(part.subject);
    step.place_code = std::move(part.place_code);
    step.place_name = std::move(part.place_name);
    step.is_reported = unknown == 0;
    step.lacks = is_of_persons ? Message{MessageCode::closing_by_workers,
                                         {std::to_string(failing), std::to_string(step.gain - failing)}}
                               : std::move(part.reason);
    step.rows = std::move(part.rows);
    closing.steps.push_back(std::move(step));
  }
  std::stable_sort(closing.steps.begin(), closing.steps.end(), [](const ClosingStep& a, const ClosingStep& b) {
    return a.is_reported != b.is_reported ? !a.is_reported : a.gain > b.gain;
  });
  std::int64_t gained = 0;
  for (std::size_t i = 0; i < closing.steps.size(); ++i) {
    gained += closing.steps[i].gain;
    closing.steps[i].so_far = gained;
    if (closing.enough == 0 && closing.at_most && *closing.at_most > 0 && gained >= *closing.at_most)
      closing.enough = i + 1;
  }
  return closing;
}

}  // namespace hoctap
