// Indicators told apart by sex, age, ethnicity, zone …: a table of every unit, group and period with totals, and small
// counts of persons withheld.
//
// Of each dimension a row has a value, "unknown" (the records do not say) or "all". Numerator, denominator and
// unreported of the values and of "unknown" add up to those of "all". The bounds of a value take in whoever might
// belong to it: the lower one counts all that are unknown and could fail, the upper one all that could pass.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/bilingual_text.hpp"
#include "hoctap/core/export.hpp"
#include "hoctap/indicator/evaluate.hpp"
#include "hoctap/people/headcount.hpp"

namespace hoctap {

// What can be told apart, and of what it is told.
enum class Apart : std::uint8_t {
  sex,            // labourers
  age_band,       // labourers, by completed years
  ethnicity,      // labourers
  sector,         // labourers
  trained_level,  // labourers
  poor,           // labourers
  disabled,       // labourers
  topic,          // sessions, their turns, titles
  host,           // centres, sessions and turns: of the centre on the day
  venue,          // likewise
  zone,           // everything: the zone of the commune
  difficulty,     // everything: whether the village is a difficult one
};
HOCTAP_EXPORT std::string_view name(Apart dimension);
HOCTAP_EXPORT BilingualText label(Apart dimension);
HOCTAP_EXPORT std::span<const Apart> dimensions_apart();

inline constexpr std::string_view all_values = "all";
inline constexpr std::string_view unknown_value = "unknown";

struct BreakdownRequest {
  Request request;
  std::vector<std::string> by;  // names of up to four dimensions; empty: totals alone
  std::vector<AgeBand> age_bands{{15, 30}, {30, 45}, {45, 60}, {60, AgeBand::open}};  // who is in none is "other"
  // Counts of persons below it are small, and withheld with whatever would tell them; 0: nothing is withheld, which is
  // for those who may see the register itself.
  std::int64_t small_below = 5;
  // Called while it is found what is to be withheld, with how much of that is done and of how much; false stops it.
  std::function<bool(std::size_t done, std::size_t all)> progress;
};

// Several tables that are published together.
struct ReleaseRequest {
  Request request;  // its view is not looked at
  std::vector<ViewChoice> views{{ViewKind::plan_territory, {}}};
  std::vector<std::vector<std::string>> by{{}};  // of each table its dimensions, as in BreakdownRequest
  std::vector<AgeBand> age_bands = BreakdownRequest{}.age_bands;
  std::int64_t small_below = BreakdownRequest{}.small_below;
  std::function<bool(std::size_t done, std::size_t all)> progress;
};

struct BreakdownRow {
  RowKind kind = RowKind::unit;
  std::string unit_code;  // as in ResultRow
  std::string unit_name;
  std::string indicator;
  std::string variant;
  Period period;
  std::vector<std::string> values;  // by dimension: a code, "unknown" or "all"
  BilingualText label;              // the values in words: "nữ · 30-44"
  Cell cell;                        // of a row that is withheld: zeros
  bool is_count = false;            // as in ResultRow
  bool has_bounds = false;          // false: a denominator is missing, or they are withheld
  bool is_withheld = false;
  bool are_bounds_withheld = false;

  // Of a count the number itself; of what is withheld not applicable.
  Ratio value() const { return {cell.numerator, is_number() ? 1 : cell.denominator}; }
  Ratio lower() const { return {cell.lower_num, is_number() ? 1 : cell.lower_den}; }
  Ratio upper() const { return {cell.upper_num, is_number() ? 1 : cell.upper_den}; }
  bool is_number() const { return is_count && !is_withheld; }
  friend bool operator==(const BreakdownRow&, const BreakdownRow&) = default;
};

class HOCTAP_EXPORT Breakdown {
 public:
  Breakdown() = default;
  Breakdown(std::vector<Apart> by, std::vector<BreakdownRow> rows, const ViewChoice& view, std::int64_t small_below,
            bool is_simulated, Findings findings);

  // By indicator, variant and period; within each by unit as in Result, and in each by values, totals first.
  std::span<const BreakdownRow> rows() const;
  std::span<const Apart> by() const;
  const ViewChoice& view() const;
  std::int64_t small_below() const;
  std::size_t withheld() const;  // rows
  bool is_simulated() const;
  std::span<const Finding> findings() const;
  // The row of a unit ("" for the territory) and of these values. Throws NotFound.
  const BreakdownRow& row(std::string_view unit_code, std::string_view indicator, const Period& period,
                          const std::vector<std::string>& values, std::string_view variant = "default") const;

 private:
  struct Content;
  std::shared_ptr<const Content> content_;
};

// Withheld is what suppress() withholds of the units of all days of the plan, so that tables of two views fit together,
// period after period. All indicators and variants of labourers in a call are protected together: what one tells of
// another (who learned, but was not trained) is withheld too. Of those whose whole is only some of the labourers (T5 by
// sectors) no more than one is taken, and no other of labourers beside it, unless small_below is 0. Two calls know
// nothing of each other. Findings about persons are left out where small counts are withheld.
//
// Throws as evaluate() does; NotFound for a dimension that there is not, InvalidValue for one by which an indicator is
// not told apart, for one asked twice, for bands that meet, and for indicators that cannot be protected together;
// Interrupted where progress stopped it.
HOCTAP_EXPORT Breakdown evaluate_by(const Reading& reading, const BreakdownRequest& request);

// The same for several tables: one for each view and each list of dimensions, by view. Nothing that all of them tell
// together gives a small count away. Throws as evaluate_by() does, and InvalidValue for more than four dimensions in
// all.
HOCTAP_EXPORT std::vector<Breakdown> evaluate_release(const Reading& reading, const ReleaseRequest& request);

}  // namespace hoctap
