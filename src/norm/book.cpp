#include "hoctap/norm/book.hpp"

#include <algorithm>
#include <array>

#include "core/suggestions.hpp"
#include "hoctap/core/error.hpp"
#include "norm/compiled.hpp"
#include "norm/known_attribute.hpp"

namespace hoctap {
namespace {

constexpr std::array<std::string_view, 7> outcome_names{
    "ceiling", "actual_cost", "not_permitted", "norm_missing", "input_missing", "depends_on_date", "not_checkable"};
constexpr std::array<std::string_view, line_flag_count> flag_names{"unverified", "needs_decision", "local_override",
                                                                   "expired",    "not_modelled",   "wider_scope",
                                                                   "year_span",  "amount_differs"};
constexpr std::array<std::string_view, 12> pass_names{
    "not_yet_in_force", "no_longer_in_force", "other_attribute", "attribute_missing", "no_route", "recalled_only",
    "not_verified",     "higher_level",       "above_maximum",   "overlaps",          "no_dates", "gap"};
constexpr std::array<std::string_view, 3> role_names{"chosen", "route", "formula"};

// The attributes of a line by number, defaults included.
std::vector<std::string_view> values_of(const LineQuestion& line, const Rulebook& rulebook) {
  const auto attributes = rulebook.attributes();
  std::vector<std::string_view> values;
  for (const Attribute& attribute : attributes) values.emplace_back(attribute.default_value);
  for (const auto& [id, value] : line.attributes) {
    const Attribute& attribute = known_attribute(rulebook, id);
    check_known_value(attribute, value);
    if (!value.empty()) values[static_cast<std::size_t>(&attribute - attributes.data())] = value;
  }
  return values;
}

// Days of a line on each clock: of one day, of its year, or none known.
struct LineDays {
  std::int32_t first = 0;
  std::int32_t last = 0;
  bool is_known = false;
  bool is_year = false;
};

std::array<LineDays, clock_count> days_of(const LineQuestion& line) {
  std::array<LineDays, clock_count> days;
  const auto set_day = [&](Clock clock, const std::optional<Date>& day) {
    if (day) days[static_cast<std::size_t>(clock)] = {day->days(), day->days(), true, false};
  };
  std::optional<int> year = line.year;
  if (!year && line.date) year = line.date->year();
  if (year) {
    const Date first = Date::of(*year, 1, 1);
    const LineDays whole{first.days(), Date::of(*year, 12, 31).days(), true, true};
    days.fill(whole);
    set_day(Clock::budget_year, first);
  }
  set_day(Clock::activity, line.date);
  set_day(Clock::decision, line.decided_on);
  return days;
}

}  // namespace

std::string_view name(Outcome outcome) { return outcome_names.at(static_cast<std::size_t>(outcome)); }
std::string_view name(PassReason reason) { return pass_names.at(static_cast<std::size_t>(reason)); }
std::string_view name(PathRole role) { return role_names.at(static_cast<std::size_t>(role)); }
std::string_view flag_name(std::size_t bit) { return flag_names.at(bit); }

const Rulebook& Book::rulebook() const { return data_->rulebook; }
const BookOptions& Book::options() const { return data_->options; }
std::span<const FactorLimits> Book::factor_limits() const { return data_->factor_limits; }

bool Book::depends_on(std::size_t content, std::string_view attribute) const {
  const auto attributes = rulebook().attributes();
  const auto& axes = data_->contents.at(content).axes;
  return std::any_of(axes.begin(), axes.end(),
                     [&](const CompiledContent::Axis& axis) { return attributes[axis.attribute].id == attribute; });
}

Choice Book::choose(const LineQuestion& line) const {
  const auto content = rulebook().content_named(line.content);
  if (!content) {
    std::vector<std::string> ids;
    for (const Content& known : rulebook().contents()) ids.push_back(known.id);
    const auto near = rulebook().nearest_contents(line.content);
    throw NotFound(
        {MessageCode::unknown_content, {line.content, suggestions(line.content, near.empty() ? ids : near)}});
  }
  const std::vector<std::string_view> values = values_of(line, rulebook());
  const CompiledContent& compiled = data_->contents[*content];
  std::size_t offset = 0;
  for (const auto& axis : compiled.axes) offset += axis.code(values[axis.attribute]) * axis.stride;

  const auto days = days_of(line);
  std::array<std::pair<std::size_t, std::size_t>, clock_count> segments;
  bool is_unknown = false;
  bool is_year = false;
  Point point{{}, values};
  for (std::size_t clock = 0; clock < clock_count; ++clock) {
    const auto& axis = compiled.days[clock];
    const LineDays& span = days[clock];
    segments[clock] = span.is_known ? std::pair(axis.segment(span.first), axis.segment(span.last))
                                    : std::pair(std::size_t{0}, axis.size() - 1);
    is_unknown |= !span.is_known && axis.size() > 1;
    is_year |= span.is_known && span.is_year && axis.size() > 1;
    point.days[clock] = options().in_force ? options().in_force->days()
                        : span.is_known    ? span.first
                                           : axis.first_day(segments[clock].first);
  }

  Choice choice;
  choice.content = *content;
  std::vector<std::uint32_t> seen;
  std::array<std::size_t, clock_count> at{};
  for (at[2] = segments[2].first; at[2] <= segments[2].second; ++at[2]) {
    for (at[1] = segments[1].first; at[1] <= segments[1].second; ++at[1]) {
      for (at[0] = segments[0].first; at[0] <= segments[0].second; ++at[0]) {
        const std::uint32_t cell = compiled.cell(offset, at);
        if (!seen.empty() && seen.back() == cell) continue;
        seen.push_back(cell);
        choice.rulings.push_back(data_->rulings[cell]);
      }
    }
  }
  choice.ruling = choice.rulings.front();
  if (choice.rulings.size() > 1) {
    choice.ruling = {};
    choice.ruling.outcome = is_unknown ? Outcome::input_missing : Outcome::depends_on_date;
    for (const Ruling& one : choice.rulings) {
      choice.ruling.mark = weaker(choice.ruling.mark, one.mark);
      if (!is_unknown) choice.ruling.flags = static_cast<std::uint8_t>(choice.ruling.flags | one.flags);
    }
  }
  if (is_year && !is_unknown)
    choice.ruling.flags = static_cast<std::uint8_t>(choice.ruling.flags | line_flag::year_span);

  // Where all values of what is missing agree, any of them tells how.
  if (choice.ruling.outcome != Outcome::input_missing) {
    for (const auto& axis : compiled.axes) {
      std::string_view& value = point.values[axis.attribute];
      if (value == missing_value) value = axis.values.empty() ? other_value : std::string_view(axis.values.front());
    }
  }
  Trace trace;
  Chooser(*data_->rules, options(), data_->index).choose(*content, point, &trace);
  choice.path = std::move(trace.path);
  choice.passed_over = std::move(trace.passed_over);
  return choice;
}

}  // namespace hoctap
