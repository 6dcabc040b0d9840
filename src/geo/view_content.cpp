#include "geo/view_content.hpp"

#include <algorithm>

namespace hoctap {

Placement ViewContent::placement(std::span<const VersionId> some, bool beyond) {
  if (some.empty()) return {};
  if (beyond) return {PlacementKind::partly_outside, some};
  return {some.size() == 1 ? PlacementKind::exact : PlacementKind::spread, some};
}

Placement ViewContent::over(const std::vector<VersionId>& some, bool beyond) {
  if (some.empty()) return {};
  if (some.size() == units.size()) return placement(units, beyond);
  if (some.size() > 1) return placement(*groups.insert(some).first, beyond);
  return placement({&*std::lower_bound(units.begin(), units.end(), some.front()), 1}, beyond);
}

VersionId nearest_on_way(const GazetteerContent& known, std::uint32_t atom, Date day) {
  const std::span<const VersionId> way = known.ways[atom];
  for (const VersionId version : way) {
    if (day < known.validity[version].until) return version;
  }
  return way.back();
}

}  // namespace hoctap
