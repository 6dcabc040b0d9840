// The units of a view on every level: those that it shows, those above them, and its territory.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/geo/view.hpp"

namespace hoctap {

class HOCTAP_EXPORT UnitTree {
 public:
  static constexpr std::uint32_t none = 0xFFFFFFFFU;

  struct Layer {
    Level level = Level::commune;
    std::vector<VersionId> units;        // in order of code
    std::vector<std::uint32_t> holders;  // per unit of the view: the position of the unit here that holds it, or none
  };

  // Levels between the view's and the territory's that have no units on the view's date (districts after their
  // abolition) have no layer. A unit shown on the view's level though it lies above (an island district without
  // communes) stands on both.
  explicit UnitTree(View view);

  const View& view() const { return view_; }
  // From the view's level up. The last is the territory alone, on its own level.
  std::span<const Layer> layers() const { return layers_; }

 private:
  View view_;
  std::vector<Layer> layers_;
};

}  // namespace hoctap
