// Sums contributions into the units of a view. What lies in one unit is added to it; what lies somewhere in several
// units (reported jointly, or split without shares) is added to none of them, widens the bounds of each from nothing to
// all, and is shown in full on the finest group that holds it. The same contributions give the same territory on every
// view.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/geo/view.hpp"
#include "hoctap/measure/contribution.hpp"

namespace hoctap {

class HOCTAP_EXPORT RolledUp {
 public:
  // Throws Overflow.
  RolledUp(std::span<const Contribution> contributions, const View& view,
           std::span<const SharedContribution> shared = {});

  // By position in view.units(): everything placed in the unit, bounds widened by what is spread over it.
  const Cell& unit(std::size_t index) const { return units_[index]; }
  bool has_spread(std::size_t index) const { return group_of_[index] != no_group; }

  // Groups of units that share spread contributions, each sorted; in order of their first unit. A group of all units is
  // left out, since it is the territory.
  std::span<const std::vector<std::size_t>> groups() const { return groups_; }
  // What lies wholly inside these units (sorted positions), bounds widened by what lies partly in them.
  Cell together(std::span<const std::size_t> units) const;
  // Whether something lies partly in them and partly elsewhere.
  bool has_spread_beyond(std::span<const std::size_t> units) const;

  // Everything in the territory; what lies partly outside it widens the bounds.
  const Cell& territory() const { return territory_; }
  bool territory_has_spread() const { return territory_has_spread_; }

 private:
  static constexpr std::uint32_t no_group = 0xFFFFFFFFU;
  // Of a thing in several places: the units that surely hold it, and those that may.
  struct Shared {
    std::vector<std::size_t> units;
    std::vector<std::size_t> maybe;
    bool is_inside = false;  // surely in the territory
    bool may_be_inside = false;
    Cell cell;
  };
  struct Spread {
    std::vector<std::size_t> units;
    bool partly_outside = false;
    Cell cell;
  };
  std::vector<Cell> exact_;
  std::vector<Cell> units_;
  std::vector<Spread> spread_;
  std::vector<Shared> shared_;
  std::vector<std::uint32_t> group_of_;  // per unit: a representative unit of its group
  std::vector<std::vector<std::size_t>> groups_;
  Cell territory_;
  bool territory_has_spread_ = false;
};

}  // namespace hoctap
