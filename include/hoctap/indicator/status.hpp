// Where a value stands against a plan's target: path, status, pace and reach, all by comparison of integers.
#pragma once

#include <cstdint>
#include <optional>

#include "hoctap/core/export.hpp"
#include "hoctap/indicator/result.hpp"
#include "hoctap/measure/cell.hpp"
#include "hoctap/money/ratio.hpp"

namespace hoctap {

// The path at the end of the k-th of n quarters, in percent points: b + (target − b) · k / n, never below the baseline
// b. Throws InvalidValue where k is not within 0 … n or n is 0, Overflow where the exact fraction does not fit.
HOCTAP_EXPORT Ratio path_value(const Ratio& baseline_percent, std::int64_t target_percent, std::int64_t k,
                               std::int64_t n);

// What a figure is judged by.
struct Yardstick {
  std::int64_t target_percent = 100;
  std::optional<Ratio> path;          // in percent points; none: no baseline, so only met or not met
  std::int64_t tolerance_points = 5;  // at risk: so far below the path at most
};

// met, on_track, at_risk or off_track; met or not_met without a path. Nothing for 0/0.
HOCTAP_EXPORT std::optional<Status> band(const Ratio& value, const Yardstick& yardstick);

// What is known of a figure beside its counts.
struct Standing {
  bool has_bounds = true;   // false: a denominator is missing
  bool has_spread = false;  // figures of several units together widen the bounds
  bool is_due = true;       // false: the step of the path lies ahead
};

// The first that holds: not applicable (nothing is there to be counted), not due, no data (nothing at all was
// reported), the band in which both bounds fall, undetermined. Without a yardstick the plan sets no target, and the
// figure informs.
HOCTAP_EXPORT Status status_of(const Cell& cell, const Standing& standing, const std::optional<Yardstick>& yardstick);

// How many must be added in all for `num` of `den` to reach the target; 0 where it is reached.
HOCTAP_EXPORT std::int64_t gap(std::int64_t num, std::int64_t den, std::int64_t target_percent);
// The same in each of the quarters left, rounded up: max(0, ⌈(target·den − 100·num) ÷ (100·quarters)⌉). Throws
// InvalidValue where none is left.
HOCTAP_EXPORT std::int64_t pace(std::int64_t num, std::int64_t den, std::int64_t target_percent,
                                std::int64_t quarters_left);

// What is added in a quarter at present. Two numbers where figures of several units together leave it open.
struct PresentRate {
  std::int64_t least = 0;
  std::int64_t most = 0;
};

// Whether the target is within reach: of a cell with bounds, with that many quarters left.
HOCTAP_EXPORT Reach reach_of(const Cell& cell, std::int64_t target_percent, std::int64_t quarters_left,
                             const std::optional<PresentRate>& rate);

}  // namespace hoctap
