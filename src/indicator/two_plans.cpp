#include "hoctap/indicator/two_plans.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "hoctap/core/error.hpp"

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
  using Key = std::tuple<RowKind, std::string, std::string, std::string, Period>;
  const auto key = [](const ResultRow& row) {
    const bool is_territory = row.kind == RowKind::territory || row.kind == RowKind::higher;
    return Key{row.kind, is_territory ? std::string() : row.unit_code, row.indicator, row.variant, row.period};
  };
  std::map<Key, std::size_t> numbers;
  const Result of_first = evaluate(reading, asked);
  for (const ResultRow& row : of_first.rows()) {
    numbers.emplace(key(row), both.rows.size());
    both.rows.push_back({row, std::nullopt});
  }
  const Result of_second = evaluate(next, asked);
  for (const ResultRow& row : of_second.rows()) {
    const auto known = numbers.find(key(row));
    if (known == numbers.end())
      both.rows.push_back({std::nullopt, row});
    else
      both.rows[known->second].second = row;
  }
  return both;
}

}  // namespace hoctap
