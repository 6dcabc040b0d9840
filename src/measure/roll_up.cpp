#include "hoctap/measure/roll_up.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "core/sort_once.hpp"
#include "measure/widened.hpp"

namespace hoctap {

using measure::Widened;

namespace {

std::size_t representative(std::vector<std::size_t>& parent, std::size_t unit) {
  while (parent[unit] != unit) unit = parent[unit] = parent[parent[unit]];
  return unit;
}

}  // namespace

RolledUp::RolledUp(std::span<const Contribution> contributions, const View& view,
                   std::span<const SharedContribution> shared)
    : exact_(view.units().size()), group_of_(view.units().size(), no_group) {
  const auto shown = view.units();
  const auto position = [&](VersionId id) {
    // Units stand in order of code, versions too: a version's place among those shown is found by search.
    return static_cast<std::size_t>(std::lower_bound(shown.begin(), shown.end(), id) - shown.begin());
  };
  std::map<std::pair<std::vector<std::size_t>, bool>, Cell> spread;
  for (const Contribution& contribution : contributions) {
    if (contribution.place == no_version) continue;
    const Placement& placement = view.place(contribution.place);
    switch (placement.kind) {
      case PlacementKind::exact:
        exact_[position(placement.units.front())] += contribution.cell;
        break;
      case PlacementKind::spread:
      case PlacementKind::partly_outside: {
        std::vector<std::size_t> units;
        for (const VersionId id : placement.units) units.push_back(position(id));
        spread[{std::move(units), placement.kind == PlacementKind::partly_outside}] += contribution.cell;
        break;
      }
      case PlacementKind::outside:
        break;
    }
  }

  for (const SharedContribution& thing : shared) {
    Shared& one = shared_.emplace_back();
    one.cell = thing.cell;
    for (const VersionId place : thing.places) {
      const Placement& placement = view.place(place);
      if (placement.kind == PlacementKind::outside) continue;
      if (placement.kind == PlacementKind::partly_outside)
        one.may_be_inside = true;
      else
        one.is_inside = true;
      auto& units = placement.kind == PlacementKind::exact ? one.units : one.maybe;
      for (const VersionId id : placement.units) units.push_back(position(id));
    }
    for (auto* units : {&one.units, &one.maybe}) {
      sort_once(*units);
    }
  }

  std::vector<std::size_t> parent(shown.size());
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  std::vector<Widened> widened(exact_.begin(), exact_.end());
  Cell inside;
  for (const Cell& cell : exact_) inside += cell;
  for (const auto& [where, cell] : spread) {
    const auto& [units, partly_outside] = where;
    spread_.push_back({units, partly_outside, cell});
    for (const std::size_t unit : units) {
      widened[unit].spread(cell);
      parent[representative(parent, unit)] = representative(parent, units.front());
      group_of_[unit] = 0;
    }
    if (partly_outside)
      territory_has_spread_ = true;
    else
      inside += cell;
  }
  for (const Shared& one : shared_) {
    if (one.is_inside) inside += one.cell;
    for (const std::size_t unit : one.units) widened[unit].add(one.cell);
    for (const std::size_t unit : one.maybe)
      if (!std::binary_search(one.units.begin(), one.units.end(), unit)) widened[unit].spread(one.cell);
  }
  Widened territory(inside);
  for (const Shared& one : shared_)
    if (!one.is_inside && one.may_be_inside) territory.spread(one.cell);
  for (const Spread& one : spread_)
    if (one.partly_outside) territory.spread(one.cell);
  territory_ = territory.cell();
  for (const Widened& one : widened) units_.push_back(one.cell());

  std::map<std::size_t, std::vector<std::size_t>> members;
  for (std::size_t unit = 0; unit < shown.size(); ++unit)
    if (group_of_[unit] != no_group) members[representative(parent, unit)].push_back(unit);
  for (auto& [first, units] : members) {
    for (const std::size_t unit : units) group_of_[unit] = static_cast<std::uint32_t>(first);
    if (units.size() > 1 && units.size() < shown.size()) groups_.push_back(std::move(units));
  }
  std::sort(groups_.begin(), groups_.end());
}

bool RolledUp::has_spread_beyond(std::span<const std::size_t> units) const {
  return std::any_of(spread_.begin(), spread_.end(), [&](const Spread& one) {
    const bool touches = std::any_of(one.units.begin(), one.units.end(), [&](std::size_t unit) {
      return std::binary_search(units.begin(), units.end(), unit);
    });
    return touches &&
           (one.partly_outside || !std::includes(units.begin(), units.end(), one.units.begin(), one.units.end()));
  });
}

Cell RolledUp::together(std::span<const std::size_t> units) const {
  Cell inside;
  for (const std::size_t unit : units) inside += exact_[unit];
  std::vector<const Cell*> partly;
  for (const Spread& one : spread_) {
    const bool within = std::includes(units.begin(), units.end(), one.units.begin(), one.units.end());
    const bool touches = std::any_of(one.units.begin(), one.units.end(), [&](std::size_t unit) {
      return std::binary_search(units.begin(), units.end(), unit);
    });
    if (within && !one.partly_outside)
      inside += one.cell;
    else if (touches)
      partly.push_back(&one.cell);
  }
  for (const Shared& one : shared_) {
    const auto is_asked = [&](std::size_t unit) { return std::binary_search(units.begin(), units.end(), unit); };
    if (std::any_of(one.units.begin(), one.units.end(), is_asked))
      inside += one.cell;
    else if (std::any_of(one.maybe.begin(), one.maybe.end(), is_asked))
      partly.push_back(&one.cell);
  }
  Widened cell(inside);
  for (const Cell* one : partly) cell.spread(*one);
  return cell.cell();
}

}  // namespace hoctap
