#include "programme/document_parts.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace hoctap {
namespace {

// Whether the day exists in every year: 29 February does not.
bool exists_every_year(std::int64_t month, std::int64_t day) {
  constexpr int any_common_year = 2023;
  return 1 <= month && month <= 12 && 1 <= day && day <= 31 &&
         Date::try_of(any_common_year, static_cast<int>(month), static_cast<int>(day)).has_value();
}

constexpr std::array levels{Level::nation, Level::province, Level::district, Level::commune, Level::village};

std::string level_names() {
  std::string names;
  for (const Level level : levels) {
    if (!names.empty()) names += ", ";
    names += name(level);
  }
  return names;
}

}  // namespace

StepDay step_day_of(const Node& node) {
  static constexpr std::array<std::string_view, 3> keys{"month", "day", "year"};
  node.allow_only(keys);
  const std::int64_t month = node.get("month").integer();
  const std::int64_t day = node.get("day").integer();
  if (!exists_every_year(month, day)) {
    node.fail({MessageCode::no_such_step_day, {std::to_string(month), std::to_string(day)}});
  }
  StepDay step{.month = static_cast<int>(month), .day = static_cast<int>(day), .year = std::nullopt};
  if (const auto year = node.find("year")) step.year = static_cast<int>(integer_between(*year, 1400, 9999));
  return step;
}

std::vector<StepDay> step_days_of(const Node& node) {
  std::vector<StepDay> steps;
  std::size_t rules = 0;
  for (const Node& entry : node.elements()) {
    const StepDay step = step_day_of(entry);
    if (!step.year) ++rules;
    const auto same_year = [&step](const StepDay& other) { return step.year && other.year == step.year; };
    if (std::any_of(steps.begin(), steps.end(), same_year)) {
      entry.fail({MessageCode::step_days_repeat_year, {std::to_string(*step.year)}});
    }
    steps.push_back(step);
  }
  if (rules != 1) node.fail({MessageCode::step_days_without_rule, {std::to_string(rules)}});
  return steps;
}

Level level_of(const Node& node) {
  const auto level = level_from_name(node.text());
  if (!level) node.fail({MessageCode::unknown_choice, {node.text(), level_names()}});
  return *level;
}

}  // namespace hoctap
