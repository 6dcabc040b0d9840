// What the law says may, must or must not be paid for one thing: an entry of a rulebook, as docs/rulebook-format.md
// describes it.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hoctap/core/bilingual_text.hpp"
#include "hoctap/core/export.hpp"
#include "hoctap/core/mark.hpp"
#include "hoctap/core/source_place.hpp"
#include "hoctap/norm/citation.hpp"
#include "hoctap/time/date.hpp"
#include "hoctap/time/validity.hpp"

namespace hoctap {

enum class NormKind : std::uint8_t {
  lump_sum,          // paid at this level without vouchers
  maximum_per_unit,  // at most this for each unit
  maximum,           // at most this for the whole line
  floor,             // at least this over the scope
  share,             // a part of the money for other contents
  actual_cost,       // what vouchers show
  set_locally,       // somebody lower sets it
  not_permitted,
  value,      // a quantity that formulas refer to
  route,      // opens contents of other instruments
  condition,  // a rule without an amount; shown, never calculated
  not_modelled,
};

// By which date of a line the norm is chosen.
enum class Clock : std::uint8_t {
  activity,     // the activity's day
  budget_year,  // 1 January of the budget year
  decision,     // the decision's day
};
inline constexpr std::size_t clock_count = 3;

// What is judged.
enum class Scope : std::uint8_t { line, centre_year, centre, estimate };

// Who issues or decides, from the highest on: a lower one's norm goes before a higher one's.
enum class Issuer : std::uint8_t { nation, province, district, commune, unit_head };

enum class RoundingMode : std::uint8_t { down, nearest, up };  // nearest: half up

// Why a norm is not modelled.
enum class GapReason : std::uint8_t {
  amount_not_read,
  text_not_read,
  formula_not_read,
  draft_only,
  conflicting_reports,
  no_source,
  not_settled,
  not_computable,
  outside,
};

// Names as in rulebook files.
HOCTAP_EXPORT std::string_view name(NormKind kind);
HOCTAP_EXPORT std::string_view name(Clock clock);
HOCTAP_EXPORT std::string_view name(Scope scope);
HOCTAP_EXPORT std::string_view name(Issuer issuer);
HOCTAP_EXPORT std::string_view name(RoundingMode mode);
HOCTAP_EXPORT std::string_view name(GapReason reason);

// Whether the kind states a ceiling for a line.
constexpr bool has_ceiling(NormKind kind) {
  return kind == NormKind::lump_sum || kind == NormKind::maximum_per_unit || kind == NormKind::maximum ||
         kind == NormKind::not_permitted;
}
constexpr bool is_per_unit(NormKind kind) { return kind == NormKind::lump_sum || kind == NormKind::maximum_per_unit; }

// An attribute and the values of it to which something applies.
struct Condition {
  std::string attribute;
  std::vector<std::string> values;
  friend bool operator==(const Condition&, const Condition&) = default;
};
using Applicability = std::vector<Condition>;  // all must hold; empty: applies to every line

// num/den of the level of another content, at the line's date and with its attributes but for those in `with`.
struct LevelFormula {
  std::string of;
  std::vector<std::pair<std::string, std::string>> with;
  std::int64_t num = 1;
  std::int64_t den = 1;
  std::int64_t round_to = 1;  // đồng
  RoundingMode rounding = RoundingMode::nearest;
};

// num/den of the money for some contents, at most or at least.
struct MoneyShare {
  std::vector<std::string> of;  // empty: of all
  std::int64_t num = 0;
  std::int64_t den = 1;
  bool is_floor = false;
};

// More of this unit is not paid for.
struct UnitLimit {
  std::string unit;
  std::int64_t at_most = 0;
};

// How far a lower level's own norm may go, in percent of this one.
struct LocalLimit {
  std::int64_t percent = 100;
  Applicability applies;
};

struct RouteTarget {
  std::string instrument;
  std::vector<std::string> contents;  // empty: all that it rules
};

// A day on which something no longer holds, and the day since which that is known.
struct KnownEnd {
  Date on;
  Date known;
};

struct Norm {
  Citation citation;
  std::string id;  // citation.text()
  NormKind kind = NormKind::not_modelled;
  Issuer issuer = Issuer::nation;
  Clock clock = Clock::activity;
  Scope scope = Scope::line;
  std::string content;  // empty: an entry that no line names
  BilingualText name;
  Applicability applies;     // its instrument's included
  Date known;                // since when it is known: the publication of its wording
  std::optional<Date> from;  // first day in force; nothing: not known, never chosen
  std::vector<KnownEnd> ends;
  std::int64_t amount = 0;  // đồng; of a kind that has one and no formula
  std::optional<LevelFormula> formula;
  std::optional<MoneyShare> share;
  std::vector<UnitLimit> limits;
  std::vector<LocalLimit> local_limits;
  std::vector<RouteTarget> routes;
  std::optional<std::int64_t> periods_per_session;
  std::optional<Issuer> decided_by;
  std::optional<GapReason> reason;
  bool is_state_money = false;
  Mark stated_mark = Mark::memory;  // of the entry itself
  Mark mark = Mark::memory;         // the weakest of entry, amendment and instrument
  std::string source;
  std::string note;
  SourcePlace place;

  // When it holds, as known on that day; empty where it was not known yet or has no date.
  HOCTAP_EXPORT Validity validity(Date known_on = Date::latest()) const;
  // Whether it may calculate at all: MEMORY never does.
  bool can_calculate() const { return mark != Mark::memory && mark != Mark::inferred; }
};

// The less sure of two: VERIFIED before SECONDARY, SIMULATED, INFERRED, MEMORY.
HOCTAP_EXPORT Mark weaker(Mark a, Mark b);

using NormIndex = std::uint32_t;
inline constexpr NormIndex no_norm = std::numeric_limits<NormIndex>::max();

}  // namespace hoctap
