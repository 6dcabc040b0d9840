// What an evaluation gives: one row for each unit, indicator, variant and period of a view.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/core/finding.hpp"
#include "hoctap/core/message.hpp"
#include "hoctap/geo/view.hpp"
#include "hoctap/measure/cell.hpp"
#include "hoctap/money/ratio.hpp"
#include "hoctap/time/period.hpp"

namespace hoctap {

enum class Status : std::uint8_t {
  met,             // value at or above the target, at both bounds
  on_track,        // at or above the path
  at_risk,         // within the tolerance below the path
  off_track,       // below that
  undetermined,    // the bounds fall into different bands
  no_data,         // due, but nothing was reported
  not_due,         // the step of the path lies ahead
  not_applicable,  // nothing is due there, or the level no longer exists
  not_met,         // below the target where there is no path (no baseline)
  informative,     // the plan sets no target
};
HOCTAP_EXPORT std::string_view name(Status status);
HOCTAP_EXPORT std::string label(Status status, Language language);  // "đúng tiến độ"

// Whether the pace that is still needed can be kept at the centres' present rate.
enum class Reach : std::uint8_t {
  reached,         // nothing is left to do
  within,          // the pace needed is within the present rate
  beyond,          // out of reach at the present rate
  undetermined,    // it depends on what was not reported
  ended,           // the plan's time is over and the target was missed
  not_applicable,  // no target, or no rate to compare with
};
HOCTAP_EXPORT std::string_view name(Reach reach);
HOCTAP_EXPORT std::string label(Reach reach, Language language);

enum class RowKind : std::uint8_t {
  unit,       // a unit of the view's level
  joint,      // several units that can only be shown together
  territory,  // the whole territory of the view
  higher,     // a level above; not applicable where it no longer exists
};

// What a reader must know before quoting the number.
enum class ResultFlag : std::uint16_t {
  year_to_date = 1U << 0U,       // a year's indicator read inside its year
  stale_denominator = 1U << 1U,  // the last known list of labourers stands in for a missing one
  declared = 1U << 2U,           // rests on declared head counts
  month_assumed = 1U << 3U,      // births without a month counted as January
  inferred_place = 1U << 4U,     // an event of the lineage on the way is inferred
  spread = 1U << 5U,             // figures that cannot be placed on single units widen the bounds
  simulated = 1U << 6U,          // made by a generator
  assumption = 1U << 7U,         // a setting of ours decides (unnamed attendances at home …)
  conflict = 1U << 8U,           // sources contradict each other; see the findings
  not_comparable = 1U << 9U,     // communes are counted, and these were not the same throughout the plan's time
  no_bounds = 1U << 10U,         // in tables of levels: bounds are not applicable (ResultRow::has_bounds)
  withheld = 1U << 11U,          // it is, or would tell, a small count of persons: its counts are zeros
  bounds_withheld = 1U << 12U,   // its bounds would tell one: they, and what is unreported, are zeros
};

struct ResultRow {
  RowKind kind = RowKind::unit;
  std::vector<VersionId> units;  // unit: one; joint: its members; territory and higher: none
  // joint: codes with "+" between; territory: the code of the unit it is on the view's date, or, where that unit has
  // ended, the code with the day on which the plan reads it ("217@2023-07-01").
  std::string unit_code;
  std::string unit_name;
  std::string indicator;  // "T4a"
  std::string variant;    // "default" or the variant's name
  Period period;
  Cell cell;
  bool has_bounds = false;  // false: a denominator is missing, bounds are not applicable
  // The indicator is a number and no share: the numerators count, the denominators say how many were looked at.
  bool is_count = false;
  std::optional<Ratio> path;  // in percent points, exact; none: no path, or its step lies ahead
  std::int64_t target_percent = 0;
  Status status = Status::no_data;
  // Units (centres, workers …) to be added in each quarter left, to reach the target from the upper and from the lower
  // bound. None where the plan has ended or has no target, where a bound is not applicable, and for windows that move
  // on (a year, twelve months), which also lose what they counted.
  std::optional<std::int64_t> pace_from_upper;
  std::optional<std::int64_t> pace_from_lower;
  Reach reach = Reach::not_applicable;
  // What the centres do, a quarter, over the last four quarters: turns (T4, T5), averaged over the communes that
  // reported, or units gained (others).
  std::optional<std::int64_t> present_rate;
  // T4, T5: turns a centre-year that the rest of the target would take at least, if each reached a new person; after
  // the plan's end, those that the whole target would have taken over its whole length.
  std::optional<std::int64_t> turns_needed;
  std::optional<std::int64_t> turns_now;  // turns a centre-year at the present rate
  std::uint16_t flags = 0;

  // Of a count the number itself; of what is withheld not applicable.
  Ratio value() const { return {cell.numerator, is_number() ? 1 : cell.denominator}; }
  Ratio lower() const { return {cell.lower_num, is_number() ? 1 : cell.lower_den}; }
  Ratio upper() const { return {cell.upper_num, is_number() ? 1 : cell.upper_den}; }
  bool is_number() const { return is_count && !has_flag(ResultFlag::withheld); }
  bool has_flag(ResultFlag flag) const { return (flags & static_cast<std::uint16_t>(flag)) != 0; }
};

// The status in a word: after the plan's end a target that was not reached is "missed", however far off it is.
HOCTAP_EXPORT std::string_view status_word(const ResultRow& row);
HOCTAP_EXPORT std::string status_text(const ResultRow& row, Language language);

// "spread", as tables for programs write it.
HOCTAP_EXPORT std::string_view name(ResultFlag flag);
// Every flag, in the order of their bits.
HOCTAP_EXPORT std::span<const ResultFlag> result_flags();

class HOCTAP_EXPORT Result {
 public:
  Result() = default;
  Result(std::vector<ResultRow> rows, ViewChoice view, bool is_simulated, Findings findings = {});

  // By indicator, variant and period; within each the units in order of code, then joint rows, the territory, and
  // levels that no longer exist.
  std::span<const ResultRow> rows() const;
  const ViewChoice& view() const;
  bool is_simulated() const;
  // What the evaluation noticed: sources that contradict each other. Each once, whatever the number of periods.
  std::span<const Finding> findings() const;
  // The row of a unit by its code, or by its name where only one unit bears it (accents may be left out); of the
  // territory for "". Throws NotFound naming the nearest.
  const ResultRow& row(std::string_view unit_code, std::string_view indicator, const Period& period,
                       std::string_view variant = "default") const;

 private:
  struct Content;
  std::shared_ptr<const Content> content_;
};

}  // namespace hoctap
