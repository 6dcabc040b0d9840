#include "hoctap/norm/instrument.hpp"

#include <array>

namespace hoctap {
namespace {

constexpr std::array<std::string_view, 9> kind_names{
    "law", "resolution", "decree", "decision", "circular", "joint_circular", "consolidated", "letter", "conclusion"};
constexpr std::array<std::string_view, 8> role_names{"none",         "budget_law", "budget_decree", "commune_finance",
                                                     "budget_index", "settlement", "procurement",   "assets"};

constexpr std::array<std::string_view, 4> fate_names{"lapses", "carries_over", "returned", "settled_in_year"};

}  // namespace

std::string_view name(MoneyFate fate) { return fate_names.at(static_cast<std::size_t>(fate)); }
std::string_view name(InstrumentKind kind) { return kind_names.at(static_cast<std::size_t>(kind)); }
std::string_view name(FrameRole role) { return role_names.at(static_cast<std::size_t>(role)); }

Validity Instrument::validity(Date known_on) const {
  if (!from || published > known_on) return {Date::latest(), Date::latest()};
  Validity life{*from, Date::latest()};
  if (end && end->published <= known_on) life.until = end->on;
  return life;
}

}  // namespace hoctap
