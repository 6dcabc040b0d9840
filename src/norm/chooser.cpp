#include "norm/chooser.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "money/int128.hpp"
#include "norm/routes.hpp"

namespace hoctap {
namespace {

// Formulas refer to formulas; one that goes deeper runs in a circle.
constexpr std::size_t most_depth = 12;

std::optional<std::int64_t> computed(std::int64_t level, const LevelFormula& formula) {
  const Int128 product = static_cast<Int128>(level) * formula.num;
  const Int128 step = static_cast<Int128>(formula.den) * formula.round_to;
  Int128 steps = product / step;
  const Int128 rest = product % step;
  switch (formula.rounding) {
    case RoundingMode::down:
      break;
    case RoundingMode::nearest:
      if (2 * rest >= step) ++steps;
      break;
    case RoundingMode::up:
      if (rest != 0) ++steps;
      break;
  }
  const Int128 rounded = steps * formula.round_to;
  if (rounded > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  return static_cast<std::int64_t>(rounded);
}

bool is_gap(const Norm& norm) { return norm.kind == NormKind::not_modelled; }

// Whether the norm says what may be paid, so that it fills a gap of its own level.
bool can_answer(const Norm& norm) {
  switch (norm.kind) {
    case NormKind::set_locally:
    case NormKind::route:
    case NormKind::condition:
    case NormKind::not_modelled:
      return false;
    case NormKind::lump_sum:
    case NormKind::maximum_per_unit:
    case NormKind::maximum:
    case NormKind::floor:
    case NormKind::share:
    case NormKind::actual_cost:
    case NormKind::not_permitted:
    case NormKind::value:
      break;
  }
  return true;
}

}  // namespace

// What is asked: of which content, below which level (for the higher level's own answer), for what use.
struct Chooser::Request {
  std::size_t content = 0;
  Issuer below = Issuer::unit_head;  // only norms of higher issuers than this
  Use use = Use::line;
  std::size_t depth = 0;
};

struct Chooser::Attempt {
  NormIndex norm = no_norm;
  const Gate* gate = nullptr;
};

struct Chooser::Gate {
  NormIndex norm;
  const std::vector<std::string>* contents;  // empty: all
};

struct Chooser::Index {
  Index(const Rulebook::Data& rules, Date known) : by_content(rules.contents.size()), gates(rules.instruments.size()) {
    lives.reserve(rules.norms.size());
    for (NormIndex i = 0; i < rules.norms.size(); ++i) {
      const Norm& norm = rules.norms[i];
      lives.push_back(norm.validity(known));
      if (norm.known > known) continue;
      if (!norm.content.empty()) by_content[rules.content_by_id.at(norm.content)].push_back(i);
      for (const RouteTarget& target : norm.routes) {
        for (const std::size_t instrument : followed_instruments(rules, target.instrument, known))
          gates[instrument].push_back({i, &target.contents});
      }
    }
  }

  std::vector<Validity> lives;                     // by norm, as known
  std::vector<std::vector<NormIndex>> by_content;  // whose wording is known
  std::vector<std::vector<Gate>> gates;            // by instrument
};

Chooser::Chooser(const Rulebook::Data& rules, const BookOptions& options)
    : Chooser(rules, options, std::make_shared<const Index>(rules, options.known.value_or(Date::latest()))) {}

Chooser::Chooser(const Rulebook::Data& rules, const BookOptions& options, std::shared_ptr<const Index> index)
    : rules_(rules), options_(options), index_(std::move(index)) {}

bool Chooser::is_spoken_of(std::size_t content) const { return !index_->by_content[content].empty(); }

// Whether all conditions hold. Where they do not, names an attribute that the point has another value of, or else one
// that it has no value of.
bool Chooser::holds(const Applicability& conditions, const Point& point, std::string* missing,
                    std::string* other) const {
  bool all = true;
  for (const Condition& condition : conditions) {
    const std::string_view value = point.values[rules_.attribute_by_id.at(condition.attribute)];
    if (value == missing_value) {
      all = false;
      if (missing != nullptr) *missing = condition.attribute;
    } else if (std::find(condition.values.begin(), condition.values.end(), value) == condition.values.end()) {
      if (other != nullptr) *other = condition.attribute;
      return false;
    }
  }
  return all;
}

bool Chooser::is_in_force(NormIndex norm, const Point& point) const {
  return index_->lives[norm].contains(Date::from_days(point.days[static_cast<std::size_t>(rules_.norms[norm].clock)]));
}

// Of the routes that open a norm's content, the surest.
const Chooser::Gate* Chooser::open_gate(NormIndex norm, const Point& point) const {
  const Gate* best = nullptr;
  for (const Gate& gate : index_->gates[rules_.instrument_of_norm[norm]]) {
    const Norm& route = rules_.norms[gate.norm];
    const auto& contents = *gate.contents;
    if (!contents.empty() && std::find(contents.begin(), contents.end(), rules_.norms[norm].content) == contents.end())
      continue;
    if (!is_in_force(gate.norm, point) || !holds(route.applies, point, nullptr, nullptr)) continue;
    if (best == nullptr || weaker(route.mark, rules_.norms[best->norm].mark) != route.mark) best = &gate;
  }
  return best;
}

std::uint32_t Chooser::limits_of(const Norm& norm) {
  if (norm.limits.empty()) return 0;
  const auto& units = rules_.contents[rules_.content_by_id.at(norm.content)].unit;
  FactorLimits limits(most_factors, std::numeric_limits<std::int64_t>::max());
  for (const UnitLimit& limit : norm.limits) {
    const auto unit = std::find(units.begin(), units.end(), limit.unit);
    limits[static_cast<std::size_t>(unit - units.begin())] = limit.at_most;
  }
  auto found = std::find(factor_limits_.begin(), factor_limits_.end(), limits);
  if (found == factor_limits_.end()) found = factor_limits_.insert(found, std::move(limits));
  return static_cast<std::uint32_t>(found - factor_limits_.begin()) + 1;
}

Ruling Chooser::choose(std::size_t content, const Point& point, Trace* trace) {
  return resolve({content, Issuer::unit_head, Use::line, 0}, point, trace);
}

Ruling Chooser::resolve(const Request& request, const Point& point, Trace* trace) {
  std::vector<Attempt> top;
  Ruling missing;  // what is answered where no norm can be chosen
  const auto pass = [&](NormIndex norm, PassReason reason, std::string detail = {}) {
    if (trace != nullptr && request.use == Use::line) trace->passed_over.push_back({norm, reason, std::move(detail)});
  };
  // An entry that would apply, but cannot calculate; the answer then is not that there is no norm.
  const auto stands_in_the_way = [&](NormIndex norm, std::uint8_t flag) {
    if (missing.outcome == Outcome::not_checkable && (missing.flags & line_flag::not_modelled) != 0) return;
    missing.outcome = Outcome::not_checkable;
    missing.flags = flag;
    missing.norm = norm;
    missing.mark = rules_.norms[norm].mark;
  };
  bool lacks_attribute = false;
  for (const NormIndex index : index_->by_content[request.content]) {
    const Norm& norm = rules_.norms[index];
    if (norm.issuer >= request.below && request.below != Issuer::unit_head) continue;
    if (norm.kind == NormKind::value && request.use == Use::line) continue;
    std::string attribute;
    std::string other;
    const bool applies = holds(norm.applies, point, &attribute, &other);
    if (!other.empty()) {
      pass(index, PassReason::other_attribute, other);
      continue;
    }
    if (!norm.from) {
      pass(index, PassReason::no_dates);
      if (applies) stands_in_the_way(index, line_flag::not_modelled);
      continue;
    }
    const Date day = Date::from_days(point.days[static_cast<std::size_t>(norm.clock)]);
    if (day < index_->lives[index].from) {
      pass(index, PassReason::not_yet_in_force);
      continue;
    }
    if (day >= index_->lives[index].until) {
      pass(index, PassReason::no_longer_in_force);
      if (applies && missing.outcome == Outcome::norm_missing) missing.flags = line_flag::expired;
      continue;
    }
    if (!applies) {
      pass(index, PassReason::attribute_missing, attribute);
      lacks_attribute = true;
      continue;
    }
    const Gate* gate = nullptr;
    if (request.use == Use::line && !rules_.instruments[rules_.instrument_of_norm[index]].is_direct) {
      gate = open_gate(index, point);
      if (gate == nullptr) {
        pass(index, PassReason::no_route);
        continue;
      }
    }
    const Mark mark = gate == nullptr ? norm.mark : weaker(norm.mark, rules_.norms[gate->norm].mark);
    if (mark == Mark::memory) {
      pass(index, PassReason::recalled_only);
      stands_in_the_way(index, line_flag::not_modelled);
      continue;
    }
    if (options_.verified_only && mark != Mark::verified) {
      pass(index, PassReason::not_verified);
      stands_in_the_way(index, line_flag::unverified);
      continue;
    }
    if (!top.empty() && norm.issuer < rules_.norms[top.front().norm].issuer) {
      pass(index, PassReason::higher_level);
      continue;
    }
    if (!top.empty() && norm.issuer > rules_.norms[top.front().norm].issuer) {
      for (const Attempt& beaten : top) pass(beaten.norm, PassReason::higher_level);
      top.clear();
    }
    if (!top.empty() && is_gap(norm) && can_answer(rules_.norms[top.front().norm])) {
      pass(index, PassReason::gap);
      continue;
    }
    if (!top.empty() && can_answer(norm)) {
      const auto first_gap = std::stable_partition(
          top.begin(), top.end(), [this](const Attempt& attempt) { return !is_gap(rules_.norms[attempt.norm]); });
      std::for_each(first_gap, top.end(), [&](const Attempt& filled) { pass(filled.norm, PassReason::gap); });
      top.erase(first_gap, top.end());
    }
    top.push_back({index, gate});
  }
  if (lacks_attribute) {
    missing = {};
    missing.outcome = Outcome::input_missing;
    return missing;
  }
  if (top.empty()) return missing;
  if (top.size() > 1) {
    for (std::size_t i = 1; i < top.size(); ++i) {
      pass(top[i].norm, PassReason::overlaps);
      troubles_.insert({MessageCode::norms_overlap, top[0].norm, top[i].norm});
    }
    pass(top[0].norm, PassReason::overlaps);
    Ruling unclear;
    unclear.outcome = Outcome::not_checkable;
    unclear.norm = top[0].norm;
    unclear.mark = rules_.norms[top[0].norm].mark;
    return unclear;
  }
  const Attempt chosen = top.front();
  const Ruling ruling = ruling_of(chosen.norm, chosen.gate, request, point, trace);
  if (rules_.norms[chosen.norm].issuer == Issuer::nation || !exceeds_higher_level(chosen.norm, ruling, request, point))
    return ruling;
  if (trace != nullptr) trace->path.clear();
  pass(chosen.norm, PassReason::above_maximum);
  Request higher = request;
  higher.below = rules_.norms[chosen.norm].issuer;
  return resolve(higher, point, trace);
}

Ruling Chooser::ruling_of(NormIndex index, const Gate* gate, const Request& request, const Point& point, Trace* trace) {
  const Norm& norm = rules_.norms[index];
  Ruling ruling;
  ruling.norm = index;
  ruling.mark = gate == nullptr ? norm.mark : weaker(norm.mark, rules_.norms[gate->norm].mark);
  const auto flag = [&](std::uint8_t bit) { ruling.flags = static_cast<std::uint8_t>(ruling.flags | bit); };
  if (norm.decided_by) flag(line_flag::needs_decision);
  if (norm.issuer != Issuer::nation) flag(line_flag::local_override);
  const std::size_t step = trace == nullptr ? 0 : trace->path.size();
  if (trace != nullptr) {
    trace->path.push_back({index, request.use == Use::line ? PathRole::chosen : PathRole::formula, 0});
    if (gate != nullptr) trace->path.push_back({gate->norm, PathRole::route, 0});
  }
  switch (norm.kind) {
    case NormKind::lump_sum:
    case NormKind::maximum_per_unit:
    case NormKind::maximum:
    case NormKind::value:
      ruling.outcome = Outcome::ceiling;
      ruling.is_per_unit = is_per_unit(norm.kind);
      ruling.limits = limits_of(norm);
      set_level(ruling, norm, request, point, trace);
      break;
    case NormKind::floor:
      ruling.outcome = Outcome::ceiling;
      set_level(ruling, norm, request, point, trace);
      if (ruling.outcome == Outcome::ceiling) ruling.outcome = Outcome::not_checkable;
      flag(line_flag::wider_scope);
      break;
    case NormKind::share:
      ruling.outcome = Outcome::not_checkable;
      flag(line_flag::wider_scope);
      break;
    case NormKind::actual_cost:
      ruling.outcome = Outcome::actual_cost;
      break;
    case NormKind::not_permitted:
      ruling.outcome = Outcome::not_permitted;
      break;
    case NormKind::set_locally:
      ruling.outcome = Outcome::not_checkable;
      break;
    case NormKind::not_modelled:
    case NormKind::route:
    case NormKind::condition:
      ruling.outcome = Outcome::not_checkable;
      flag(line_flag::not_modelled);
      break;
  }
  if (ruling.outcome == Outcome::ceiling && norm.scope != Scope::line && norm.kind != NormKind::value) {
    ruling.outcome = Outcome::not_checkable;
    flag(line_flag::wider_scope);
  }
  if (ruling.mark != Mark::verified) flag(line_flag::unverified);
  if (trace != nullptr) trace->path[step].level = ruling.level;
  return ruling;
}

void Chooser::set_level(Ruling& ruling, const Norm& norm, const Request& request, const Point& point, Trace* trace) {
  if (!norm.formula) {
    ruling.level = norm.amount;
    return;
  }
  const auto fail = [&](std::uint8_t flags) {
    ruling.outcome = Outcome::not_checkable;
    ruling.level = 0;
    ruling.limits = 0;
    ruling.is_per_unit = false;
    ruling.flags = static_cast<std::uint8_t>(ruling.flags | flags);
  };
  if (request.depth == most_depth) {
    troubles_.insert({MessageCode::formula_circle, ruling.norm, no_norm});
    fail(line_flag::not_modelled);
    return;
  }
  Point at = point;
  for (const auto& [attribute, value] : norm.formula->with) at.values[rules_.attribute_by_id.at(attribute)] = value;
  const Request of{rules_.content_by_id.at(norm.formula->of), Issuer::unit_head, Use::formula, request.depth + 1};
  const Ruling base = resolve(of, at, trace);
  ruling.mark = weaker(ruling.mark, base.mark);
  if (base.outcome == Outcome::input_missing) {
    fail(0);
    ruling.outcome = Outcome::input_missing;
    return;
  }
  if (base.outcome != Outcome::ceiling) {
    const auto why = base.flags & line_flag::unverified ? 0 : line_flag::not_modelled;
    fail(static_cast<std::uint8_t>((base.flags & ~line_flag::wider_scope) | why));
    if (base.norm != no_norm) ruling.norm = base.norm;
    return;
  }
  const auto level = computed(base.level, *norm.formula);
  if (!level) {
    troubles_.insert({MessageCode::formula_overflows, ruling.norm, no_norm});
    fail(line_flag::not_modelled);
    return;
  }
  ruling.level = *level;
  const auto inherited = static_cast<std::uint8_t>(line_flag::local_override | line_flag::needs_decision);
  ruling.flags = static_cast<std::uint8_t>(ruling.flags | (base.flags & inherited));
}

bool Chooser::exceeds_higher_level(NormIndex index, const Ruling& ruling, const Request& request, const Point& point) {
  const Norm& norm = rules_.norms[index];
  if (ruling.outcome != Outcome::ceiling && norm.kind != NormKind::floor) return false;
  Request higher = request;
  higher.below = norm.issuer;
  const Ruling base = resolve(higher, point, nullptr);
  if (base.norm == no_norm) return false;
  const Norm& above = rules_.norms[base.norm];
  bool breaks = false;
  if (norm.kind == NormKind::floor) {
    breaks = above.kind == NormKind::floor && ruling.level < base.level;
  } else if (base.outcome == Outcome::not_permitted) {
    breaks = ruling.level > 0;
  } else if (base.outcome == Outcome::ceiling && base.is_per_unit == ruling.is_per_unit) {
    std::int64_t percent = 100;
    for (const LocalLimit& limit : above.local_limits) {
      if (holds(limit.applies, point, nullptr, nullptr)) percent = std::max(percent, limit.percent);
    }
    breaks = static_cast<Int128>(ruling.level) * 100 > static_cast<Int128>(base.level) * percent;
  }
  if (breaks) troubles_.insert({MessageCode::override_above_maximum, index, base.norm});
  return breaks;
}

Chooser::Dependence Chooser::dependence(std::size_t content) const {
  Dependence all;
  add_dependence(content, {}, 0, all);
  return all;
}

void Chooser::add_norm(NormIndex index, const std::set<std::string>& fixed, bool has_local_norm,
                       Dependence& all) const {
  const Norm& norm = rules_.norms[index];
  const auto add_attributes = [&](const Applicability& conditions) {
    for (const Condition& condition : conditions) {
      if (fixed.contains(condition.attribute)) continue;
      auto& values = all.attributes[rules_.attribute_by_id.at(condition.attribute)];
      values.insert(condition.values.begin(), condition.values.end());
    }
  };
  add_attributes(norm.applies);
  if (has_local_norm) {
    for (const LocalLimit& limit : norm.local_limits) add_attributes(limit.applies);
  }
  if (index_->lives[index].is_empty()) return;
  auto& days = all.days[static_cast<std::size_t>(norm.clock)];
  days.insert(index_->lives[index].from.days());
  if (index_->lives[index].until != Date::latest()) days.insert(index_->lives[index].until.days());
}

void Chooser::add_dependence(std::size_t content, const std::set<std::string>& fixed, std::size_t depth,
                             Dependence& all) const {
  if (depth > most_depth) return;
  const auto& norms = index_->by_content[content];
  const bool has_local_norm = std::any_of(
      norms.begin(), norms.end(), [this](NormIndex index) { return rules_.norms[index].issuer != Issuer::nation; });
  for (const NormIndex index : norms) {
    add_norm(index, fixed, has_local_norm, all);
    if (depth == 0 && !rules_.instruments[rules_.instrument_of_norm[index]].is_direct) {
      for (const Gate& gate : index_->gates[rules_.instrument_of_norm[index]]) add_norm(gate.norm, fixed, false, all);
    }
    if (const auto& formula = rules_.norms[index].formula) {
      std::set<std::string> inner = fixed;
      for (const auto& [attribute, value] : formula->with) inner.insert(attribute);
      add_dependence(rules_.content_by_id.at(formula->of), inner, depth + 1, all);
    }
  }
}

}  // namespace hoctap
