#include "hoctap/indicator/status.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <utility>

#include "core/localised.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/money/checked.hpp"
#include "money/int128.hpp"

namespace hoctap {
namespace {

constexpr std::array<std::string_view, 10> status_names{"met",          "on_track",   "at_risk", "off_track",
                                                        "undetermined", "no_data",    "not_due", "not_applicable",
                                                        "not_met",      "informative"};
constexpr std::array<std::string_view, 6> reach_names{"reached",      "within", "beyond",
                                                      "undetermined", "ended",  "not_applicable"};

// 100 · num / den against p + shift points, without rounding.
bool at_least(const Ratio& value, const Ratio& points, std::int64_t shift) {
  const Int128 left = Int128{100} * value.num * points.den;
  const Int128 right = (Int128{points.num} + Int128{shift} * points.den) * value.den;
  return left >= right;
}

std::int64_t narrowed(Int128 number, std::int64_t num, std::int64_t den) {
  if (number > std::numeric_limits<std::int64_t>::max()) throw_overflow(num, '*', den);
  return static_cast<std::int64_t>(number);
}

// ⌈(target·den − 100·num) / (100·parts)⌉, at least 0.
std::int64_t missing_in_parts(std::int64_t num, std::int64_t den, std::int64_t target, std::int64_t parts) {
  const Int128 lacking = Int128{target} * den - Int128{100} * num;
  if (lacking <= 0) return 0;
  const Int128 part = Int128{100} * parts;
  return narrowed((lacking + part - 1) / part, num, den);
}

}  // namespace

std::string_view name(Status status) { return status_names.at(static_cast<std::size_t>(status)); }
std::string label(Status status, Language language) { return spoken(name(status), language); }
std::string_view name(Reach reach) { return reach_names.at(static_cast<std::size_t>(reach)); }
std::string label(Reach reach, Language language) { return spoken(name(reach), language); }

std::string_view status_word(const ResultRow& row) {
  const bool is_missed = row.status == Status::off_track || row.status == Status::at_risk;
  return is_missed && row.reach == Reach::ended ? "missed" : name(row.status);
}
std::string status_text(const ResultRow& row, Language language) { return spoken(status_word(row), language); }

Ratio path_value(const Ratio& baseline, std::int64_t target, std::int64_t k, std::int64_t n) {
  if (n <= 0 || k < 0 || k > n)
    throw InvalidValue({MessageCode::quarter_outside_plan, {std::to_string(k), std::to_string(n)}});
  const Ratio rise = (Ratio{target, 1} - baseline) * Ratio{k, n};
  return std::max(reduced(baseline), reduced(baseline + rise));
}

std::optional<Status> band(const Ratio& value, const Yardstick& yardstick) {
  if (!value.is_applicable()) return std::nullopt;
  if (at_least(value, {yardstick.target_percent, 1}, 0)) return Status::met;
  if (!yardstick.path) return Status::not_met;
  if (at_least(value, *yardstick.path, 0)) return Status::on_track;
  if (at_least(value, *yardstick.path, -yardstick.tolerance_points)) return Status::at_risk;
  return Status::off_track;
}

Status status_of(const Cell& cell, const Standing& standing, const std::optional<Yardstick>& yardstick) {
  const bool nothing_there =
      cell.denominator == 0 && cell.unreported == 0 && cell.lower_den == 0 && cell.upper_den == 0;
  if (nothing_there && standing.has_bounds) return Status::not_applicable;
  if (!standing.is_due) return Status::not_due;
  if (!standing.has_bounds) return Status::undetermined;
  const bool nothing_known = cell.denominator == 0 && cell.lower_num == 0 && cell.upper_num == cell.upper_den;
  if (nothing_known && !standing.has_spread) return Status::no_data;
  if (!yardstick) return Status::informative;
  const auto lower = band({cell.lower_num, cell.lower_den}, *yardstick);
  const auto upper = band({cell.upper_num, cell.upper_den}, *yardstick);
  return lower && lower == upper ? *lower : Status::undetermined;
}

std::int64_t gap(std::int64_t num, std::int64_t den, std::int64_t target_percent) {
  return missing_in_parts(num, den, target_percent, 1);
}

std::int64_t pace(std::int64_t num, std::int64_t den, std::int64_t target_percent, std::int64_t quarters_left) {
  if (quarters_left <= 0) throw InvalidValue({MessageCode::no_quarter_left, {}});
  return missing_in_parts(num, den, target_percent, quarters_left);
}

Reach reach_of(const Cell& cell, std::int64_t target_percent, std::int64_t quarters_left,
               const std::optional<PresentRate>& rate) {
  if (cell.lower_den == 0 && cell.upper_den == 0) return Reach::not_applicable;
  if (gap(cell.lower_num, cell.lower_den, target_percent) == 0 && cell.lower_den > 0) return Reach::reached;
  const bool upper_reaches = cell.upper_den > 0 && gap(cell.upper_num, cell.upper_den, target_percent) == 0;
  if (quarters_left <= 0) return upper_reaches ? Reach::undetermined : Reach::ended;
  if (!rate) return upper_reaches ? Reach::undetermined : Reach::not_applicable;
  if (pace(cell.upper_num, cell.upper_den, target_percent, quarters_left) > rate->most) return Reach::beyond;
  if (pace(cell.lower_num, cell.lower_den, target_percent, quarters_left) <= rate->least) return Reach::within;
  return Reach::undetermined;
}

}  // namespace hoctap
