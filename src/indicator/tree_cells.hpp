// What things other than centres give, on all units of a tree: the figures of a table of levels, as RolledUp gives them
// unit by unit.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "hoctap/measure/unit_tree.hpp"
#include "indicator/counted.hpp"

namespace hoctap::indicator {

class TreeCells {
 public:
  struct OfUnit {
    Cell cell;
    std::uint16_t flags = 0;
    bool has_bounds = true;
    bool has_spread = false;  // something lies partly in it
  };
  using Layers = std::vector<std::vector<OfUnit>>;  // by layer of the tree, unit by unit

  explicit TreeCells(std::shared_ptr<const UnitTree> tree);

  const UnitTree& tree() const { return *tree_; }
  // Sums what was counted into `layers`, whose memory is used again. `everywhere`: flags of all units; `is_inferred`
  // says of a place whether that it lies in a unit was inferred, nullptr that nothing was.
  void sum(const Counted& counted, std::uint16_t everywhere, const std::function<bool(VersionId)>* is_inferred,
           Layers& layers) const;

 private:
  struct Spread {
    std::vector<std::uint32_t> units;  // positions in the view
    bool partly_outside = false;
    Cell cell;
  };
  struct Shared {
    std::vector<std::uint32_t> sure;
    std::vector<std::uint32_t> maybe;
    bool is_inside = false;
    bool may_be_inside = false;
    Cell cell;
  };
  std::vector<Spread> add_exact(const Counted& counted, std::vector<OfUnit>& units) const;
  std::vector<Shared> shared(const Counted& counted) const;
  void mark(const Counted& counted, const std::function<bool(VersionId)>* is_inferred,
            std::vector<OfUnit>& units) const;
  // Where a layer's sums come from: the layer below, where each of its units lies in one unit of the layer, else the
  // units of the view.
  struct Step {
    std::size_t from = 0;               // layer
    std::vector<std::uint32_t> holder;  // per unit of that layer, or none
  };
  static std::vector<Step> steps_of(const UnitTree& tree);
  void add_up(Layers& layers) const;
  void widen(std::size_t layer, const std::vector<Spread>& spread, const std::vector<Shared>& shared,
             std::vector<OfUnit>& units) const;

  std::shared_ptr<const UnitTree> tree_;
  std::vector<Step> steps_;  // by layer; of the first nothing
  static constexpr std::uint32_t in_several = UnitTree::none - 1;
  std::vector<std::uint32_t> position_of_;  // by version: among the units of the view
  std::vector<std::uint32_t> unit_of_;      // by version: the unit that holds it; in_several, or none outside
};

}  // namespace hoctap::indicator
