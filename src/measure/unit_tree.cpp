#include "hoctap/measure/unit_tree.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "core/sort_once.hpp"

namespace hoctap {
namespace {

// The units of a level that hold those shown; without units where the level does not exist on the view's date.
UnitTree::Layer layer_above(const View& view, Level level) {
  UnitTree::Layer layer;
  layer.level = level;
  std::vector<VersionId> holders;
  for (const VersionId unit : view.units()) {
    holders.push_back(view.gazetteer().ancestor(unit, level, view.date()).value_or(no_version));
    // Units of one holder mostly stand together.
    if (holders.back() != no_version && (layer.units.empty() || layer.units.back() != holders.back()))
      layer.units.push_back(holders.back());
  }
  sort_once(layer.units);
  for (const VersionId holder : holders) {
    const auto at = std::lower_bound(layer.units.begin(), layer.units.end(), holder);
    layer.holders.push_back(holder == no_version ? UnitTree::none
                                                 : static_cast<std::uint32_t>(at - layer.units.begin()));
  }
  return layer;
}

}  // namespace

UnitTree::UnitTree(View view) : view_(std::move(view)) {
  const auto shown = view_.units();
  Layer& finest = layers_.emplace_back();
  finest.level = view_.level();
  finest.units.assign(shown.begin(), shown.end());
  finest.holders.resize(shown.size());
  std::iota(finest.holders.begin(), finest.holders.end(), 0U);

  const Level top = view_.gazetteer().version(view_.territory()).level;
  for (auto level = static_cast<int>(view_.level()) - 1; level > static_cast<int>(top); --level) {
    Layer layer = layer_above(view_, static_cast<Level>(level));
    if (!layer.units.empty()) layers_.push_back(std::move(layer));
  }
  layers_.push_back({top, {view_.territory()}, std::vector<std::uint32_t>(shown.size(), 0)});
}

}  // namespace hoctap
