#include "indicator/tree_cells.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "core/sort_once.hpp"
#include "geo/ground.hpp"
#include "measure/widened.hpp"

namespace hoctap::indicator {
namespace {

constexpr std::uint16_t bit(ResultFlag flag) { return static_cast<std::uint16_t>(flag); }

}  // namespace

TreeCells::TreeCells(std::shared_ptr<const UnitTree> tree)
    : tree_(std::move(tree)),
      steps_(steps_of(*tree_)),
      position_of_(tree_->view().gazetteer().versions().size(), UnitTree::none) {
  const auto units = tree_->view().units();
  for (std::uint32_t i = 0; i < units.size(); ++i) position_of_[units[i]] = i;
  unit_of_.assign(position_of_.size(), UnitTree::none);
  for (VersionId id = 0; id < unit_of_.size(); ++id) {
    const Placement& placement = tree_->view().place(id);
    if (placement.kind == PlacementKind::outside) continue;
    unit_of_[id] = placement.kind == PlacementKind::exact ? position_of_[placement.units.front()] : in_several;
  }
}

std::vector<TreeCells::Spread> TreeCells::add_exact(const Counted& counted, std::vector<OfUnit>& units) const {
  const View& view = tree_->view();
  // What lies over the same units is one part.
  std::map<std::pair<std::vector<std::uint32_t>, bool>, Cell> spread;
  for (const Contribution& contribution : counted.contributions) {
    if (contribution.place == no_version) continue;
    const std::uint32_t unit = unit_of_[contribution.place];
    if (unit == UnitTree::none) continue;
    if (unit != in_several) {
      units[unit].cell += contribution.cell;
      continue;
    }
    const Placement& placement = view.place(contribution.place);
    std::vector<std::uint32_t> over;
    for (const VersionId shown : placement.units) over.push_back(position_of_[shown]);
    spread[{std::move(over), placement.kind == PlacementKind::partly_outside}] += contribution.cell;
  }
  std::vector<Spread> parts;
  for (const auto& [where, cell] : spread) parts.push_back({where.first, where.second, cell});
  return parts;
}

std::vector<TreeCells::Shared> TreeCells::shared(const Counted& counted) const {
  std::vector<Shared> things;
  for (const SharedContribution& thing : counted.shared) {
    Shared& one = things.emplace_back();
    one.cell = thing.cell;
    for (const VersionId place : thing.places) {
      const Placement& placement = tree_->view().place(place);
      if (placement.kind == PlacementKind::outside) continue;
      (placement.kind == PlacementKind::partly_outside ? one.may_be_inside : one.is_inside) = true;
      auto& units = placement.kind == PlacementKind::exact ? one.sure : one.maybe;
      for (const VersionId unit : placement.units) units.push_back(position_of_[unit]);
    }
  }
  return things;
}

void TreeCells::mark(const Counted& counted, const std::function<bool(VersionId)>* is_inferred,
                     std::vector<OfUnit>& units) const {
  const View& view = tree_->view();
  const auto flag = [&](VersionId place, ResultFlag what) {
    const std::uint32_t at = place == no_version ? UnitTree::none : unit_of_[place];
    if (at == UnitTree::none) return;
    if (at != in_several) {
      units[at].flags |= bit(what);
      return;
    }
    const Placement& placement = view.place(place);
    for (const VersionId unit : placement.units) units[position_of_[unit]].flags |= bit(what);
  };
  for (const PlaceFlag& one : counted.flags) flag(one.place, one.flag);
  if (is_inferred) {
    for (const SharedContribution& thing : counted.shared)
      for (const VersionId place : thing.places)
        if ((*is_inferred)(place)) flag(place, ResultFlag::inferred_place);
    for (const Contribution& contribution : counted.contributions)
      if (contribution.place != no_version && (*is_inferred)(contribution.place))
        flag(contribution.place, ResultFlag::inferred_place);
  }
  if (counted.atoms_without_denominator.empty()) return;
  const Gazetteer& gazetteer = view.gazetteer();
  geo::Ground without_denominator(gazetteer);
  without_denominator.add(geo::Footprint(counted.atoms_without_denominator));
  for (std::size_t unit = 0; unit < units.size(); ++unit)
    if (without_denominator.meets(view.units()[unit])) units[unit].has_bounds = false;
}

std::vector<TreeCells::Step> TreeCells::steps_of(const UnitTree& tree) {
  const auto layers = tree.layers();
  std::vector<Step> steps(layers.size());
  for (std::size_t layer = 1; layer < layers.size(); ++layer) {
    const auto& holders = layers[layer].holders;
    const auto& below = layers[layer - 1].holders;
    constexpr std::uint32_t not_known = UnitTree::none - 1;
    Step step{layer - 1, std::vector<std::uint32_t>(layers[layer - 1].units.size(), not_known)};
    bool is_nested = true;
    for (std::size_t unit = 0; unit < holders.size() && is_nested; ++unit) {
      if (below[unit] == UnitTree::none) {
        is_nested = holders[unit] == UnitTree::none;
        continue;
      }
      std::uint32_t& holder = step.holder[below[unit]];
      if (holder == not_known) holder = holders[unit];
      is_nested = holder == holders[unit];
    }
    std::replace(step.holder.begin(), step.holder.end(), not_known, UnitTree::none);
    steps[layer] = is_nested ? std::move(step) : Step{0, holders};
  }
  return steps;
}

void TreeCells::add_up(Layers& layers) const {
  for (std::size_t layer = 1; layer < layers.size(); ++layer) {
    const Step& step = steps_[layer];
    for (std::size_t unit = 0; unit < step.holder.size(); ++unit) {
      if (step.holder[unit] == UnitTree::none) continue;
      const OfUnit& part = layers[step.from][unit];
      OfUnit& sum = layers[layer][step.holder[unit]];
      sum.cell += part.cell;
      sum.flags |= part.flags;
      sum.has_bounds = sum.has_bounds && part.has_bounds;
    }
  }
}

void TreeCells::widen(std::size_t layer, const std::vector<Spread>& spread, const std::vector<Shared>& shared,
                      std::vector<OfUnit>& units) const {
  const auto& holders = tree_->layers()[layer].holders;
  const bool is_last = layer + 1 == tree_->layers().size();
  const auto held_by = [&](const std::vector<std::uint32_t>& of_view) {
    std::vector<std::uint32_t> found;
    for (const std::uint32_t unit : of_view) found.push_back(holders[unit]);
    sort_once(found);
    return found;
  };
  std::vector<std::pair<std::uint32_t, const Cell*>> over;  // a unit, and what lies partly in it
  for (const Spread& one : spread) {
    const auto held = held_by(one.units);
    const bool is_whole =
        !one.partly_outside && held.size() == 1 && held.front() != UnitTree::none && (layer > 0 || is_last);
    for (const std::uint32_t unit : held) {
      if (unit == UnitTree::none) continue;
      if (is_whole) {
        units[unit].cell += one.cell;
      } else {
        units[unit].has_spread = true;
        over.emplace_back(unit, &one.cell);
      }
    }
  }
  for (const Shared& one : shared) {
    if (is_last) {
      if (one.is_inside)
        units.front().cell += one.cell;
      else if (one.may_be_inside)
        over.emplace_back(0U, &one.cell);
      continue;
    }
    const auto sure = held_by(one.sure);
    for (const std::uint32_t unit : sure)
      if (unit != UnitTree::none) units[unit].cell += one.cell;
    for (const std::uint32_t unit : held_by(one.maybe))
      if (unit != UnitTree::none && !std::binary_search(sure.begin(), sure.end(), unit))
        over.emplace_back(unit, &one.cell);
  }
  std::stable_sort(over.begin(), over.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  auto next = over.begin();
  for (std::uint32_t unit = 0; unit < units.size(); ++unit) {
    Cell& own = units[unit].cell;
    const bool is_widened = next != over.end() && next->first == unit;
    if (!is_widened && own.lower_num <= own.lower_den && own.upper_num <= own.upper_den) continue;  // nearly all
    measure::Widened cell(own);
    for (; next != over.end() && next->first == unit; ++next) cell.spread(*next->second);
    own = cell.cell();
  }
}

void TreeCells::sum(const Counted& counted, std::uint16_t everywhere, const std::function<bool(VersionId)>* is_inferred,
                    Layers& layers) const {
  layers.resize(tree_->layers().size());
  for (std::size_t layer = 0; layer < layers.size(); ++layer)
    layers[layer].assign(tree_->layers()[layer].units.size(), OfUnit{{}, everywhere, true, false});
  const auto spread = add_exact(counted, layers.front());
  const auto things = shared(counted);
  mark(counted, is_inferred, layers.front());
  add_up(layers);
  // Also of what lies where no unit is shown the whole territory does not know.
  if (!counted.atoms_without_denominator.empty()) layers.back().front().has_bounds = false;
  for (std::size_t layer = 0; layer < layers.size(); ++layer) widen(layer, spread, things, layers[layer]);
}

}  // namespace hoctap::indicator
