#include "hoctap/norm/norm.hpp"

#include <array>

namespace hoctap {
namespace {

constexpr std::array<std::string_view, 12> kind_names{
    "lump_sum",    "maximum_per_unit", "maximum", "floor", "share",     "actual_cost",
    "set_locally", "not_permitted",    "value",   "route", "condition", "not_modelled"};
constexpr std::array<std::string_view, clock_count> clock_names{"activity", "budget_year", "decision"};
constexpr std::array<std::string_view, 4> scope_names{"line", "centre_year", "centre", "estimate"};
constexpr std::array<std::string_view, 5> issuer_names{"nation", "province", "district", "commune", "unit_head"};
constexpr std::array<std::string_view, 3> rounding_names{"down", "nearest", "up"};
constexpr std::array<std::string_view, 9> reason_names{"amount_not_read", "text_not_read",       "formula_not_read",
                                                       "draft_only",      "conflicting_reports", "no_source",
                                                       "not_settled",     "not_computable",      "outside"};

int rank(Mark mark) {
  switch (mark) {
    case Mark::verified:
      return 0;
    case Mark::secondary:
      return 1;
    case Mark::simulated:
      return 2;
    case Mark::inferred:
      return 3;
    case Mark::memory:
      break;
  }
  return 4;
}

}  // namespace

std::string_view name(NormKind kind) { return kind_names.at(static_cast<std::size_t>(kind)); }
std::string_view name(Clock clock) { return clock_names.at(static_cast<std::size_t>(clock)); }
std::string_view name(Scope scope) { return scope_names.at(static_cast<std::size_t>(scope)); }
std::string_view name(Issuer issuer) { return issuer_names.at(static_cast<std::size_t>(issuer)); }
std::string_view name(RoundingMode mode) { return rounding_names.at(static_cast<std::size_t>(mode)); }
std::string_view name(GapReason reason) { return reason_names.at(static_cast<std::size_t>(reason)); }

Mark weaker(Mark a, Mark b) { return rank(a) < rank(b) ? b : a; }

Validity Norm::validity(Date known_on) const {
  if (!from || known > known_on) return {Date::latest(), Date::latest()};
  Validity life{*from, Date::latest()};
  for (const KnownEnd& end : ends) {
    if (end.known <= known_on && end.on < life.until) life.until = end.on;
  }
  return life;
}

}  // namespace hoctap
