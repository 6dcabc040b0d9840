#include "norm/routes.hpp"

#include <algorithm>

#include "core/suggestions.hpp"

namespace hoctap {
namespace {

bool is_a_successor(const Rulebook::Data& rules, const std::string& number) {
  return std::any_of(rules.instruments.begin(), rules.instruments.end(), [&](const Instrument& instrument) {
    return instrument.end && instrument.end->successor == number;
  });
}

bool speaks_of(const Rulebook::Data& rules, const std::vector<std::size_t>& instruments, const std::string& content) {
  for (const std::size_t i : instruments) {
    const Instrument& instrument = rules.instruments[i];
    for (NormIndex n = 0; n < instrument.norm_count; ++n) {
      if (rules.norms[instrument.first_norm + n].content == content) return true;
    }
  }
  return false;
}

}  // namespace

std::vector<std::size_t> followed_instruments(const Rulebook::Data& rules, const std::string& number, Date known) {
  std::vector<std::size_t> followed;
  const std::string* next = &number;
  while (true) {
    const auto found = rules.instrument_by_number.find(*next);
    if (found == rules.instrument_by_number.end()) return followed;
    // A circle of successors leads nowhere new.
    if (std::find(followed.begin(), followed.end(), found->second) != followed.end()) return followed;
    followed.push_back(found->second);
    const auto& end = rules.instruments[found->second].end;
    if (!end || end->published > known) return followed;
    next = &end->successor;
  }
}

void check_routes(const Rulebook::Data& rules, Findings& findings) {
  for (const Norm& norm : rules.norms) {
    for (const RouteTarget& target : norm.routes) {
      const auto instruments = followed_instruments(rules, target.instrument, Date::latest());
      if (instruments.empty() && !is_a_successor(rules, target.instrument)) {
        findings.push_back({{MessageCode::route_to_nowhere,
                             {norm.id, target.instrument, suggestions(target.instrument, rules.instrument_numbers())}},
                            norm.place});
      }
      if (instruments.empty()) continue;
      for (const std::string& content : target.contents) {
        if (!speaks_of(rules, instruments, content))
          findings.push_back({{MessageCode::route_to_no_norm, {norm.id, target.instrument, content}}, norm.place});
      }
    }
  }
}

}  // namespace hoctap
