#include <algorithm>
#include <map>

#include "core/sort_once.hpp"
#include "geo/view_content.hpp"

namespace hoctap {
namespace {

class VillagePlacer {
 public:
  VillagePlacer(const GazetteerContent& known, const ViewContent& on_communes, Date date)
      : known_(known), on_communes_(on_communes), date_(date) {}

  ViewContent place() {
    find_units();
    if (content_.units.empty()) return std::move(content_);
    content_.placements.resize(known_.versions.size());
    for (VersionId id = 0; id < known_.versions.size(); ++id) {
      content_.placements[id] = known_.level[id] == Level::village ? placed_village(id) : placed_commune(id);
    }
    return std::move(content_);
  }

 private:
  void find_units() {
    for (const VersionId id : known_.by_level[static_cast<std::size_t>(Level::village)]) {
      const Placement& on_commune = on_communes_.placements[id];
      if (!known_.validity[id].contains(date_) || on_commune.kind == PlacementKind::outside) continue;
      content_.units.push_back(id);
      for (const VersionId commune : on_commune.units) villages_of_[commune].push_back(id);
    }
  }

  // Every village of the communes over which a version lies.
  void add_villages(VersionId id) {
    for (const VersionId commune : on_communes_.placements[id].units) {
      const auto found = villages_of_.find(commune);
      if (found != villages_of_.end()) some_.insert(some_.end(), found->second.begin(), found->second.end());
    }
  }

  Placement placed_commune(VersionId id) {
    some_.clear();
    add_villages(id);
    sort_once(some_);
    return content_.over(some_, on_communes_.placements[id].kind == PlacementKind::partly_outside);
  }

  Placement placed_village(VersionId id) {
    some_.clear();
    bool has_outside = false;
    for (const std::uint32_t atom : known_.footprints[id]) {
      const VersionId version = nearest_on_way(known_, atom, date_);
      if (!known_.validity[version].contains(date_)) {
        add_villages(version);
      } else if (std::binary_search(content_.units.begin(), content_.units.end(), version)) {
        some_.push_back(version);
      } else {
        has_outside = true;
      }
    }
    sort_once(some_);
    return content_.over(some_, has_outside);
  }

  const GazetteerContent& known_;
  const ViewContent& on_communes_;
  Date date_;
  std::map<VersionId, std::vector<VersionId>> villages_of_;
  std::vector<VersionId> some_;  // room that is used again
  ViewContent content_;
};

}  // namespace

ViewContent place_on_villages(const GazetteerContent& known, const ViewContent& on_communes, Date date) {
  return VillagePlacer(known, on_communes, date).place();
}

}  // namespace hoctap
